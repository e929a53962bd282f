"""Images built from installed packages, on a real engine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docker
import docker.errors
import pytest

Run = Callable[..., Any]
IMAGE = "dockergym-cli-test-gentle:3.1"


@pytest.fixture
def package(site: Any, docker_engine: docker.DockerClient) -> Iterator[Path]:
    """An environment package whose image is removed after the test."""
    yield site.add("gentle")
    for image in docker_engine.images.list("dockergym-cli-test-gentle"):
        docker_engine.images.remove(image.id, force=True)


def state(run: Run) -> str:
    found = json.loads(run("envs", "--json").stdout)["environments"]
    shown: str = next(one for one in found if one["name"] == "gentle")["image"]["state"]
    return shown


def test_an_image_is_built_seen_and_found_stale(run: Run, package: Path) -> None:
    assert state(run) == "missing"
    result = run("build", "gentle")
    assert result.exit_code == 0, result.output
    assert f"built {IMAGE}:" in result.stdout
    assert "step 1/" in result.stderr
    assert state(run) == "present"
    (package / "worker.py").write_text("print('changed')\n")
    assert state(run) == "stale"
    assert run("build", "gentle").exit_code == 0
    assert state(run) == "present"


def test_the_image_holds_the_packages_sources(
    run: Run, package: Path, docker_engine: docker.DockerClient, echo_image: str
) -> None:
    (package / "image" / "Dockerfile").write_text(
        "ARG BASE=scratch\nFROM ${BASE}\nCOPY src/ /elsewhere/\nRUN cat /elsewhere/dockergym_gentle/worker.py\n"
    )
    result = run("build", "gentle", "--base", echo_image, "--verbose", "--no-cache")
    assert result.exit_code == 0, result.output
    assert "for line in sys.stdin:" in result.stderr
    labels = docker_engine.images.get(IMAGE).labels
    assert labels["dev.dockergym.image.version"] == "3.1"


def test_a_failing_step_is_shown_with_its_last_lines(run: Run, package: Path, echo_image: str) -> None:
    (package / "image" / "Dockerfile").write_text(
        "ARG BASE=scratch\nFROM ${BASE}\nRUN echo before\nRUN echo the reason; exit 3\nRUN echo after\n"
    )
    result = run("build", "gentle", "--base", echo_image)
    assert result.exit_code == 1
    error = result.stderr[result.stderr.index("error:") :]
    assert "at step 4/" in error
    assert "the reason" in error
    assert "non-zero code: 3" in error
    assert "before" not in error
    assert "Traceback" not in error


def test_a_base_image_that_cannot_be_pulled_says_what_to_do(run: Run, package: Path) -> None:
    (package / "image" / "Dockerfile").write_text("FROM localhost:1/not/there:1\n")
    result = run("build", "gentle")
    assert result.exit_code == 1
    assert "localhost:1/not/there:1" in result.output


def test_wheels_are_in_the_context(run: Run, package: Path, tmp_path: Path, echo_image: str) -> None:
    folder = tmp_path / "wheels"
    folder.mkdir()
    (folder / "thing-1-py3-none-any.whl").write_bytes(b"zip")
    (package / "image" / "Dockerfile").write_text(
        "ARG BASE=scratch\nFROM ${BASE}\nCOPY wheel[s] /wheels/\nRUN ls /wheels\n"
    )
    result = run("build", "gentle", "--wheels", str(folder), "--base", echo_image, "--verbose")
    assert result.exit_code == 0, result.output
    assert "thing-1-py3-none-any.whl" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["gentel"], "unknown environment 'gentel'; did you mean 'gentle'?"),
        (["--all", "gentle"], "name the environments to build, or pass --all"),
        (["gentle", "--wheels", "/not/there"], "no wheels in /not/there"),
    ],
)
def test_what_cannot_be_built_is_said_before_anything_is(
    run: Run, site: Any, arguments: list[str], message: str
) -> None:
    site.add("gentle")
    result = run("build", *arguments)
    assert result.exit_code == 2
    assert message in result.output


def test_an_environment_without_an_image_has_nothing_to_build(run: Run, site: Any) -> None:
    site.add("bare", site.good_plugin.replace('image="dockergym-cli-test-{name}:3.1",', ""))
    assert "nothing to build" in run("build", "bare").output
    site.add("bought", site.good_plugin.replace("build=ImageBuild", "build=None and ImageBuild"))
    assert "docker pull dockergym-cli-test-bought:3.1" in run("build", "bought").output


def test_without_an_engine_the_error_is_one_line(
    run: Run, site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.add("gentle")
    monkeypatch.setenv("DOCKER_HOST", "tcp://127.0.0.1:1")
    result = run("build", "gentle")
    assert result.exit_code == 1
    assert "error: " in result.stderr
    assert "Traceback" not in result.output
