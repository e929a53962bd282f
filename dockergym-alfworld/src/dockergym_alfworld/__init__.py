"""ALFWorld for DockerGym."""
