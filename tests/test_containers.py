"""The images that tests run in, on a real engine."""

from __future__ import annotations

import json
import subprocess

import docker
import pytest


@pytest.fixture
def hardened() -> list[str]:
    """``docker run`` with everything taken away that the default isolation takes away."""
    return ["docker", "run", "--rm", "--interactive", "--network=none", "--read-only", "--cap-drop=ALL"]


def test_echo_image_answers_json_lines_without_network_or_a_writable_root(
    echo_image: str, hardened: list[str]
) -> None:
    requests = [{"cmd": "init", "env_id": "a", "id": 1}, {"cmd": "step", "action": "hello"}]
    lines = "".join(json.dumps(request) + "\n" for request in requests)
    done = subprocess.run(
        [*hardened, echo_image], input=lines, capture_output=True, text=True, timeout=60, check=True
    )
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    assert [reply["observation"] for reply in replies] == ["ready: a", "echo: hello"]
    assert replies[0]["id"] == 1
    assert "id" not in replies[1]


def test_echo_image_is_labelled_so_that_cleanup_finds_it(
    docker_engine: docker.DockerClient, echo_image: str
) -> None:
    found = docker_engine.images.list(filters={"label": "dev.dockergym.test-image=dockergym-echo-test"})
    assert echo_image in [tag for image in found for tag in image.tags]
