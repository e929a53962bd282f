"""Gymnasium's environments for DockerGym."""
