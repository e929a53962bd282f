"""DockerGym."""
