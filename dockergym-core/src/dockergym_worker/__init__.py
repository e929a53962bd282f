"""The container side of DockerGym: standard library only."""
