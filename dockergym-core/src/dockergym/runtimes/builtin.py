"""The runtimes that come with the core, registered as any other plugin's are."""

from __future__ import annotations

from collections.abc import Iterable

from dockergym.plugins.hookspecs import hookimpl
from dockergym.plugins.specs import RuntimeSpec
from dockergym.runtimes.docker import DockerRuntime
from dockergym.runtimes.local import LocalRuntime


@hookimpl
def dockergym_register_runtimes() -> Iterable[RuntimeSpec]:
    """Return Docker and local processes."""
    return (
        RuntimeSpec(
            "docker", DockerRuntime, "each worker in a container of its own, shut off from the network"
        ),
        RuntimeSpec(
            "local", LocalRuntime, "each worker a process of this machine, not shut off from anything"
        ),
    )
