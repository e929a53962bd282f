"""ScienceWorld for DockerGym."""
