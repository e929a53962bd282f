"""BabyAI for DockerGym."""
