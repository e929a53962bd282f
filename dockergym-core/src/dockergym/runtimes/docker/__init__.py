"""Workers in containers of a Docker engine, shut off from all that they do not need."""

from dockergym.runtimes.docker.runtime import DockerRuntime

__all__ = ["DockerRuntime"]
