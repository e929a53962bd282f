"""A client that starts the image it plays with, on a real engine."""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import docker
import pytest

from dockergym.client import AsyncEnvClient, EnvClient, LocalDockerProvider, NotReady, ProviderError
from dockergym.errors import SessionNotFound
from dockergym.runtimes.base import LABEL_SERVER
from dockergym.runtimes.docker.speech import speech_in

DEADLINE_S = 60.0
UNCLOSED = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
"""A client that nobody has closed leaves its connection to the collector, which warns of it."""


class Recording:
    """A provider that notes what is asked of another one."""

    def __init__(self, **settings: Any) -> None:
        self._provider = LocalDockerProvider(**settings)
        self.asked: list[str] = []

    def start_container(
        self, image: str, port: int | None = None, env_vars: Any = None, **options: Any
    ) -> str:
        self.asked.append("start")
        return self._provider.start_container(image, port, env_vars, **options)

    def wait_for_ready(self, base_url: str, timeout_s: float = 120.0) -> None:
        self.asked.append("wait")
        self._provider.wait_for_ready(base_url, timeout_s)

    def stop_container(self) -> None:
        self.asked.append("stop")
        self._provider.stop_container()


@pytest.fixture
def containers(docker_engine: docker.DockerClient) -> Callable[[str], list[Any]]:
    """Return the containers of a server: ``containers(name)``."""

    def of(name: str) -> list[Any]:
        return list(docker_engine.api.containers(all=True, filters={"label": f"{LABEL_SERVER}={name}"}))

    return of


def server_of(env: EnvClient) -> str:
    """Return the name of the server that fronts a client's image."""
    provider = env._lease._finalizer.peek()[2][0]  # type: ignore[union-attr]
    folders = [path.name for path in provider._folder.iterdir() if path.is_dir()]
    (name,) = folders
    return name


def eventually(condition: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + DEADLINE_S
    pause = threading.Event()
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail(f"not within {DEADLINE_S:g} s: {what}")
        pause.wait(0.1)


def test_an_image_is_started_played_and_stopped(
    echo_image: str, containers: Callable[[str], list[Any]]
) -> None:
    with EnvClient.from_docker_image(echo_image, env_vars={"COLOUR": "blue"}) as env:
        assert env.reset().observation == "ready: "
        assert env.step("hello").observation == "echo: hello"
        name = server_of(env)
        [*_, played] = containers(name)
        described = docker.from_env().api.inspect_container(played["Id"])
        assert "COLOUR=blue" in described["Config"]["Env"]
        assert described["HostConfig"]["NetworkMode"] == "none"
    assert containers(name) == []
    with pytest.raises(SessionNotFound, match="from_docker_image"):
        env.reset()


@UNCLOSED
def test_a_client_that_is_forgotten_leaves_nothing(
    echo_image: str, containers: Callable[[str], list[Any]]
) -> None:
    env = EnvClient.from_docker_image(echo_image)
    env.reset()
    name = server_of(env)
    assert containers(name)
    del env
    gc.collect()
    assert containers(name) == []


def test_a_program_that_is_killed_leaves_nothing_though_one_that_it_forked_lives_on(
    echo_image: str, containers: Callable[[str], list[Any]]
) -> None:
    program = f"""
import json, os, signal, sys
from dockergym.client import EnvClient
env = EnvClient.from_docker_image({echo_image!r})
env.reset()
folder = env._lease._finalizer.peek()[2][0]._folder
forked = os.fork()
if not forked:
    signal.pause()
print(json.dumps([forked, *(path.name for path in folder.iterdir() if path.is_dir())]), flush=True)
sys.stdin.read()
"""
    player = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert player.stdin is not None
    assert player.stdout is not None
    forked, name = json.loads(player.stdout.readline())
    try:
        assert containers(name)
        os.kill(player.pid, signal.SIGKILL)
        player.wait()
        player.stdin.close()
        player.stdout.close()
        eventually(lambda: containers(name) == [], "the server has ended with the program that started it")
    finally:
        os.kill(forked, signal.SIGKILL)


async def test_the_client_for_event_loops_does_the_same(
    echo_image: str, containers: Callable[[str], list[Any]]
) -> None:
    env = await AsyncEnvClient.from_docker_image(echo_image, run="one")
    async with env:
        await env.reset()
        assert (await env.step("hello")).observation == "echo: hello"
        assert (await env.state()).run == "one"
        name = server_of(env)  # type: ignore[arg-type]
    assert containers(name) == []


def test_another_provider_is_asked_in_order(echo_image: str) -> None:
    provider = Recording(max_sessions=2)
    env = EnvClient.from_docker_image(echo_image, provider=provider)
    assert provider.asked == ["start", "wait"]
    env.close()
    env.close()
    assert provider.asked == ["start", "wait", "stop"]


@UNCLOSED
def test_a_child_keeps_the_container_of_its_parent(echo_image: str) -> None:
    options = {"shareable": True, "sessions_per_container": 4}
    env = EnvClient.from_docker_image(echo_image, provider_options=options)
    env.reset()
    [child] = env.fork()
    del env
    gc.collect()
    assert child.step("still").observation == "echo: still"
    child.close()


def test_an_image_that_is_not_there_is_named(docker_engine: docker.DockerClient) -> None:
    with pytest.raises(ProviderError, match=r"'nobody-has:this' is not on the Docker engine"):
        EnvClient.from_docker_image("nobody-has:this")


def test_an_image_in_which_no_episode_begins_says_why(echo_image: str) -> None:
    provider = LocalDockerProvider()
    url = provider.start_container(echo_image, worker_command="sh -c 'echo broken here >&2; exit 3'")
    with pytest.raises((NotReady, ProviderError), match="broken here"):
        provider.wait_for_ready(url, timeout_s=3)
    provider.stop_container()
    provider.stop_container()


@pytest.mark.parametrize(
    ("config", "speech"),
    [
        ({"Cmd": ["python", "-m", "dockergym_alfworld.worker"]}, "worker"),
        ({"Cmd": ["./worker"], "Entrypoint": None}, "worker"),
        ({}, "worker"),
        ({"Cmd": ["sh", "-c", "cd /app/env && uvicorn server.app:app --port 8000"]}, "openenv"),
        ({"Cmd": ["server"], "ExposedPorts": {"8000/tcp": {}}}, "openenv"),
        (
            {"Cmd": ["x"], "Healthcheck": {"Test": ["CMD-SHELL", "curl -f http://localhost:8000/health"]}},
            "openenv",
        ),
        ({"Cmd": ["python", "-m", "my_worker"], "ExposedPorts": {"80/tcp": {}}}, "worker"),
    ],
)
def test_what_an_image_speaks_is_seen_from_its_command(config: dict[str, Any], speech: str) -> None:
    assert speech_in(config) == speech
