"""TextWorld for DockerGym."""
