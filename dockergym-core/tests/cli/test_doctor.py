"""What ``dockergym doctor`` finds, and what it says mends it."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docker
import docker.errors
import pytest

Run = Callable[..., Any]


@pytest.fixture
def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.fixture
def examine(run: Run, free_port: str) -> Run:
    """Look at environments served on a free port by local workers, unless told otherwise."""

    def look(*arguments: str) -> Any:
        defaults = {"--runtime": "local", "--port": free_port}
        others = [part for pair in defaults.items() if pair[0] not in arguments for part in pair]
        return run("doctor", *arguments, *others)

    return look


def line_about(output: str, subject: str) -> str:
    return next(line for line in output.splitlines() if f"  {subject}: " in line)


def test_a_machine_that_can_serve_is_found_well(examine: Run, site: Any) -> None:
    site.add("gentle")
    result = examine("gentle")
    assert result.exit_code == 0, result.output
    assert line_about(result.output, "gentle: tasks") == "ok    gentle: tasks: 2"
    assert not [line for line in result.output.splitlines() if line.startswith("fail")]


def test_a_port_in_use_fails_with_the_way_out(examine: Run, site: Any) -> None:
    site.add("gentle")
    with socket.create_server(("127.0.0.1", 0)) as other:
        result = examine("gentle", "--port", str(other.getsockname()[1]))
    assert result.exit_code == 1
    assert line_about(result.output, "port").startswith("fail")
    assert "choose another with --port" in result.output


def test_a_broken_plugin_fails_with_its_reason(examine: Run, site: Any) -> None:
    site.add("broken", "raise RuntimeError('no such luck')")
    result = examine()
    assert result.exit_code == 1
    assert "no such luck" in line_about(result.output, "broken")
    assert "fix: pip install --force-reinstall dockergym-broken" in result.output


def test_an_environment_that_lacks_its_data_says_so_as_it_would_at_start(examine: Run, site: Any) -> None:
    site.add("unready", site.good_plugin.replace("env.tasks =", "raise OSError('the data is not there') #"))
    result = examine("unready")
    assert result.exit_code == 1
    line = line_about(result.output, "unready: tasks")
    assert line.startswith("fail")
    assert "the data is not there" in line


def test_an_unknown_environment_gets_the_nearest(examine: Run, site: Any) -> None:
    site.add("gentle")
    result = examine("gentel")
    assert result.exit_code == 1
    assert "did you mean 'gentle'?" in result.output


def test_a_state_folder_that_cannot_be_used_fails(examine: Run, site: Any, tmp_path: Path) -> None:
    site.add("gentle")
    (tmp_path / "file").write_text("")
    result = examine("gentle", "--state-dir", str(tmp_path / "file"))
    assert result.exit_code == 1
    assert line_about(result.output, "state folder").startswith("fail")


def test_a_long_state_folder_is_warned_about(examine: Run, site: Any, tmp_path: Path) -> None:
    site.add("gentle")
    result = examine("gentle", "--state-dir", str(tmp_path / ("x" * 90)))
    assert result.exit_code == 0, result.output
    assert line_about(result.output, "socket paths").startswith("warn")


def test_a_state_folder_in_use_names_the_server(
    examine: Run, site: Any, start: Run, by_hand: list[str]
) -> None:
    site.add("gentle")
    served = start(*by_hand).wait_until_serving()
    assert f"(process {served.process.pid}, {served.url}) runs" in examine("gentle").output


@pytest.mark.parametrize(("runtime", "verdict", "code"), [("docker", "fail", 1), ("auto", "warn", 0)])
def test_docker_that_does_not_answer_is_as_bad_as_it_is_needed(
    examine: Run, site: Any, monkeypatch: pytest.MonkeyPatch, runtime: str, verdict: str, code: int
) -> None:
    site.add("gentle")
    monkeypatch.setenv("DOCKER_HOST", "tcp://127.0.0.1:1")
    result = examine("gentle", "--runtime", runtime)
    assert result.exit_code == code, result.output
    assert line_about(result.output, "Docker").startswith(verdict)


def test_the_runtime_is_looked_at_whichever_it_is(examine: Run, site: Any) -> None:
    site.add("gentle")
    assert line_about(examine("gentle").output, "runtime").startswith("ok    runtime: local: ")
    misspelt = examine("gentle", "--runtime", "dokcer")
    assert misspelt.exit_code == 1
    assert line_about(misspelt.output, "runtime").startswith(
        "fail  runtime: unknown runtime 'dokcer'; did you mean 'docker'?"
    )


@pytest.fixture
def gentle(site: Any, docker_engine: docker.DockerClient) -> Iterator[Path]:
    """An environment package whose image is removed after the test."""
    yield site.add("gentle")
    for image in docker_engine.images.list("dockergym-cli-test-gentle"):
        docker_engine.images.remove(image.id, force=True)


def test_an_image_is_found_missing_present_and_stale(examine: Run, run: Run, gentle: Path) -> None:
    missing = examine("gentle", "--runtime", "docker")
    assert missing.exit_code == 1
    assert line_about(missing.output, "gentle: image").startswith("fail")
    assert "fix: dockergym build gentle" in missing.output

    assert run("build", "gentle").exit_code == 0
    present = examine("gentle", "--runtime", "docker")
    assert present.exit_code == 0, present.output
    assert line_about(present.output, "gentle: image").startswith("ok")

    (gentle / "worker.py").write_text("print('changed')\n")
    stale = examine("gentle", "--runtime", "docker")
    assert stale.exit_code == 0
    assert line_about(stale.output, "gentle: image").startswith("warn")
