"""An environment package written by hand, installed with pip, served beside ALFWorld."""

from __future__ import annotations

import secrets
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docker
import pytest

PROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "dockergym-guess"
version = "0.2"
dependencies = ["dockergym-core"]

[project.entry-points."dockergym.envs"]
guess = "dockergym_guess.plugin"

[tool.hatch.build.targets.wheel]
packages = ["dockergym_guess"]
"""

PLUGIN = """\
from pathlib import Path

from dockergym.plugins import hookimpl
from dockergym.plugins.specs import EnvSpec, ImageBuild, Task, TaskList

FOLDER = Path(__file__).parent


@hookimpl
def dockergym_env_spec():
    return EnvSpec(
        title="Guess",
        image="IMAGE",
        build=ImageBuild(dockerfile=FOLDER / "image" / "Dockerfile", packages=("dockergym_guess",)),
        worker_command=("python", "-m", "dockergym_guess.worker"),
    )


@hookimpl
def dockergym_startup(env):
    env.tasks = TaskList(Task(f"up-to-{limit}", {"limit": limit}) for limit in (10, 100))
"""

# Of its own, as other test runs may share the engine.
IMAGE = f"dockergym-e2e-guess:{secrets.token_hex(4)}"

WORKER = """\
import random

from dockergym_worker import BaseWorker


class GuessWorker(BaseWorker):
    def init_env(self, env_id, params):
        limit = int(env_id.rpartition("-")[2])
        self.number = random.Random(params.get("seed")).randint(1, limit)
        return f"Guess a number up to {limit}.", 0.0, False, {}

    def step_env(self, action):
        guess = int(action)
        hint = "yes" if guess == self.number else "higher" if guess < self.number else "lower"
        return hint, float(hint == "yes"), hint == "yes", {"guess": guess}


if __name__ == "__main__":
    GuessWorker().run()
"""

DOCKERFILE = """\
ARG BASE=python:3.11-slim
FROM ${BASE}
COPY src/ /opt/worker/
VOLUME /scratch
"""


def run(*command: str | Path) -> str:
    """Run a command, and return what it says."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=110, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a new virtual environment in which the package is installed with pip."""
    folder = tmp_path_factory.mktemp("guess")
    for name, content in {
        "pyproject.toml": PROJECT,
        "dockergym_guess/__init__.py": "",
        "dockergym_guess/plugin.py": PLUGIN.replace("IMAGE", IMAGE),
        "dockergym_guess/worker.py": WORKER,
        "dockergym_guess/image/Dockerfile": DOCKERFILE,
    }.items():
        path = folder / "package" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    run(sys.executable, "-m", "venv", folder / "venv")
    python = folder / "venv" / "bin" / "python"
    # What is installed here is installed there as well, without being fetched again.
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    (site / "here.pth").write_text(f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})\n")
    options = ("--quiet", "--no-index", "--no-deps", "--no-build-isolation")
    run(python, "-m", "pip", "install", *options, folder / "package")
    return python


@pytest.fixture(scope="module")
def image(python: Path, echo_image: str, docker_engine: docker.DockerClient) -> Iterator[str]:
    """The package's image, built as its users build it."""
    said = run(python, "-m", "dockergym", "build", "guess", "--base", echo_image)
    assert f"built {IMAGE}" in said
    yield IMAGE
    docker_engine.images.remove(IMAGE, force=True)


def guess(server: Any) -> int:
    """Play an episode to its end by halving, and return how many guesses it took."""
    created = server.create("guess", env_id="up-to-100", seed=5)
    assert created["observation"] == "Guess a number up to 100."
    low, high, hint, guesses = 1, 100, "", 0
    while hint != "yes":
        middle = (low + high) // 2
        told = server.step(created["session_id"], str(middle), "guess").json()
        hint, guesses = told["observation"], guesses + 1
        low, high = (middle + 1, high) if hint == "higher" else (low, middle - 1)
    assert (told["done"], told["reward"], told["step"]) == (True, 1.0, guesses)
    server.end(created["session_id"], "guess")
    return guesses


def assert_serves_both(server: Any, runtime: str) -> None:
    shown = {one["name"]: one for one in server.get("/envs")["environments"]}
    assert {"alfworld", "guess"} <= set(shown)
    assert (shown["guess"]["distribution"], shown["guess"]["version"]) == ("dockergym-guess", "0.2")
    assert shown["guess"]["runtime"] == runtime
    listed = server.get("/envs/guess/environments?q=100")
    assert listed == {"environments": ["up-to-100"], "total": 1}
    assert server.http.post("/sessions", json={}).status_code == 404
    assert guess(server) <= 7
    played = server.create("alfworld")
    assert server.said(played["session_id"], "look", "alfworld")
    server.end(played["session_id"], "alfworld")


def test_plugin_and_worker_are_twenty_lines_each() -> None:
    for source in (PLUGIN, WORKER):
        assert len([line for line in source.splitlines() if line.strip()]) <= 20


def test_it_is_served_beside_alfworld_by_local_workers(serve: Any, python: Path) -> None:
    server = serve("serve", "--all", python=python, variables={"DOCKERGYM_ALFWORLD_STARTER": "only"})
    assert_serves_both(server, "local")
    server.wait_for_slots(0)


def test_it_is_served_beside_alfworld_from_containers(
    serve: Any, python: Path, image: str, alfworld_image: str, docker_engine: docker.DockerClient
) -> None:
    only_starter_games = {"DOCKERGYM_ALFWORLD_STARTER": "only"}
    server = serve("serve", "--all", runtime="docker", python=python, variables=only_starter_games)
    assert_serves_both(server, "docker")


def test_a_volume_that_its_image_declares_goes_with_the_container(
    serve: Any, python: Path, image: str, docker_engine: docker.DockerClient
) -> None:
    server = serve("serve", "guess", runtime="docker", python=python)
    session = server.create(env_id="up-to-10")["session_id"]
    mounts = docker_engine.api.inspect_container(server.container_of(session))["Mounts"]
    (volume,) = [mount["Name"] for mount in mounts if mount["Type"] == "volume"]
    assert volume in volumes(docker_engine)
    server.end(session)
    server.wait_for_no_workers()
    assert volume not in volumes(docker_engine)


def volumes(engine: docker.DockerClient) -> list[str]:
    return [volume["Name"] for volume in engine.api.volumes()["Volumes"] or ()]
