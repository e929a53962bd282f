"""What starting a worker costs without a server: the same container through docker-py, the same process."""

from __future__ import annotations

import subprocess
import time

import docker

_INIT = b'{"cmd": "init", "env_id": "plain"}\n'


def plain_start(image: str, command: list[str], wait_for_reply: bool) -> float:
    """Create and start a container as a careful person would, and say how many seconds it took.

    With ``wait_for_reply`` it also attaches, sends an init and waits for what comes back.
    """
    engine = docker.from_env(timeout=60)
    # The client asks for the engine's version before its first request; a server does so once in its life.
    engine.ping()
    limits = engine.api.create_host_config(
        network_mode="none", cap_drop=["ALL"], security_opt=["no-new-privileges"], read_only=True,
        tmpfs={"/tmp": ""}, pids_limit=512, mem_limit="1g", nano_cpus=10**9, init=True,
        log_config=docker.types.LogConfig(type="json-file"),
    )  # fmt: skip
    began = time.perf_counter()
    container = engine.api.create_container(image, command, stdin_open=True, host_config=limits)["Id"]
    try:
        stream = None
        if wait_for_reply:
            wanted = {"stdin": 1, "stdout": 1, "stream": 1}
            stream = engine.api.attach_socket(container, params=wanted)
        engine.api.start(container)
        if stream is not None:
            stream._sock.sendall(_INIT)
            stream._sock.recv(65536)
            stream.close()
        return time.perf_counter() - began
    finally:
        engine.api.remove_container(container, force=True, v=True)
        engine.close()


def plain_process(command: list[str]) -> float:
    """Start a worker as a process, send it an init, and say how many seconds its reply took."""
    began = time.perf_counter()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        worker.stdin.write(_INIT)
        worker.stdin.flush()
        worker.stdout.readline()
        took = time.perf_counter() - began
        worker.stdin.close()
    return took
