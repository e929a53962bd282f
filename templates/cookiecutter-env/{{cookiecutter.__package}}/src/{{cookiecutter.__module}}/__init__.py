"""{{ cookiecutter.__title }} for DockerGym."""
