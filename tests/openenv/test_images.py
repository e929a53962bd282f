"""OpenEnv's own echo server, in an image as OpenEnv builds it, is an environment like any other."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import docker
import httpx
import pytest

from dockergym.client import EnvClient
from dockergym.runtimes.base import LABEL_SERVER

pytestmark = [pytest.mark.docker, pytest.mark.slow]

PATIENCE_S = 120.0
"""OpenEnv's server takes long to load on a busy machine."""


@pytest.fixture(scope="module")
def server(serve: Any, openenv_image: str) -> Any:
    """The image, served."""
    return serve.start("--runtime", "docker", "--openenv-image", openenv_image)


@contextlib.contextmanager
def http_of(server: Any) -> Iterator[httpx.Client]:
    """A client of a server's plain API."""
    with httpx.Client(base_url=server.url, trust_env=False, timeout=PATIENCE_S) as http:
        yield http


def test_it_is_played_over_rest(server: Any, docker_engine: docker.DockerClient) -> None:
    with http_of(server) as http:
        created = http.post("/sessions", json={"seed": 3}).json()
        assert created["info"]["echoed_message"] == "Echo Env environment ready!"
        session = f"/sessions/{created['session_id']}"
        text = http.post(f"{session}/step", json={"action": "hello"}).json()
        assert text["observation"] == '{"echoed_message": "hello", "message_length": 5}'
        assert (text["reward"], text["done"], text["step"]) == (0.5, False, 1)
        assert text["info"]["metadata"] == {"original_message": "hello", "step": 1}
        refused = http.post(f"{session}/step", json={"action": '{"nope": 1}'})
        assert (refused.status_code, refused.json()["error_code"]) == (502, "ENVIRONMENT_ERROR")
        assert "nope" in refused.json()["detail"]
        again = http.post(f"{session}/step", json={"action": '{"message": "as an object"}'}).json()
        assert (again["info"]["echoed_message"], again["step"]) == ("as an object", 2)
        [container] = docker_engine.containers.list(filters={"label": f"{LABEL_SERVER}={server.name}"})
        host = container.attrs["HostConfig"]
        assert (host["NetworkMode"], host["ReadonlyRootfs"], host["CapDrop"]) == ("none", True, ["ALL"])
        assert container.attrs["Config"]["User"] not in ("", "0", "root")
        http.delete(session)


def test_openenv_s_clients_play_it_through_us(openenv: Any, server: Any) -> None:
    assert openenv.play("shown_by", server.base, action={"message": "there and back"}) == {
        "echoed_message": "there and back",
        "message_length": 14,
    }


def test_its_episodes_outlive_the_server(serve: Any, openenv_image: str) -> None:
    arguments = ["--runtime", "docker", "--openenv-image", openenv_image]
    first = serve.start(*arguments)
    with http_of(first) as http:
        session = f"/sessions/{http.post('/sessions', json={}).json()['session_id']}"
        before = http.post(f"{session}/step", json={"action": "one", "request_id": "r1"}).json()
    first.kill()
    second = serve.start(*arguments, folder=first.folder, name=first.name)
    with http_of(second) as http:
        assert http.post(f"{session}/step", json={"action": "one", "request_id": "r1"}).json() == before
        after = http.post(f"{session}/step", json={"action": "two"}).json()
        assert (after["step"], after["info"]["metadata"]["step"]) == (2, 2)
        http.delete(session)


def test_our_client_starts_it_by_itself(openenv_image: str) -> None:
    with EnvClient.from_docker_image(openenv_image) as env:
        assert "ready" in env.reset().observation
        assert env.step("hello").info["echoed_message"] == "hello"
