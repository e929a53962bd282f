"""Containers that serve one session after another are replaced before they run out of memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

UNTIDY = """
    from dockergym.plugins import hookimpl
    from dockergym.plugins.specs import Capabilities, EnvSpec, Resources

    @hookimpl
    def dockergym_env_spec(settings):
        return EnvSpec(
            image="{image}",
            worker_command=("python", "-m", "dockergym.testing.workers.dice"),
            resources=Resources(memory_mb=64),
            capabilities=Capabilities(reuse_containers=True, share_containers=True),
        )
"""


def test_a_container_whose_memory_is_nearly_used_up_takes_no_further_session(
    serve: Any,
    install: Callable[[str, str], dict[str, str]],
    echo_image: str,
    eventually: Callable[..., None],
) -> None:
    installed = install("untidy", UNTIDY.replace("{image}", echo_image))
    shared = ["--sessions-per-container", "2", "--recycle-memory", "0.6", "--reap-interval-s", "0.2"]
    server = serve("serve", "untidy", *shared, runtime="docker", variables=installed)
    tidy, untidy = (server.create()["session_id"] for _ in range(2))
    container = server.container_of(tidy)
    server.end(untidy)
    eventually(lambda: len(server.worker_processes(tidy)) == 1 + 1, "the keeper and one session are left")
    again = server.create()["session_id"]
    assert server.worker_processes(tidy)
    assert server.container_of(again) is None, "the second seat of the first container is used again"

    assert server.said(again, "litter 80") == "left 80 MiB"
    server.end(again)
    eventually(lambda: "takes no further session" in server.process.log(), "the container is found too large")
    elsewhere = server.create()["session_id"]
    assert server.container_of(elsewhere) not in (None, container)
    assert server.said(tidy, "roll").startswith("roll 1"), "the session that is still in it goes on"
    server.end(tidy)
    eventually(lambda: server.container_of(tidy) is None, "the container goes with its last session")
