"""Fixtures for every test of the repository: a real Docker engine and the images tests run in it.

``DOCKERGYM_REQUIRE_DOCKER=1`` turns "no engine" from a skip into a failure, and with it any other
skip of a Docker test. ``DOCKERGYM_WHEELS`` names a folder of wheels that image builds may use.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import hashlib
import importlib.metadata
import os
import shutil
import signal
import subprocess
import sys
import warnings
from collections.abc import Generator, Iterator
from pathlib import Path

import docker
import pytest

ROOT = Path(__file__).resolve().parent
TEST_LABEL = "dev.dockergym.test-image"
"""Label of every image made for tests alone; its value says which one it is."""
DOCKER_FIXTURES = frozenset({"docker_engine", "echo_image", "alfworld_image"})


def pytest_configure() -> None:
    """Let Ctrl-C mean to the programs under test what it means in a terminal."""
    # A shell starts what it puts in the background with SIGINT ignored, and every child inherits that.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def docker_is_required() -> bool:
    """Say whether a Docker test that does not run is a failure."""
    return os.environ.get("DOCKERGYM_REQUIRE_DOCKER", "") == "1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses an engine as a Docker test, so that no such test escapes the requirement."""
    for item in items:
        if DOCKER_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("docker")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn the skip of a Docker test into a failure where Docker is required."""
    report = yield
    unwanted = report.skipped and not hasattr(report, "wasxfail")
    if unwanted and docker_is_required() and item.get_closest_marker("docker"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"DOCKERGYM_REQUIRE_DOCKER=1, and this Docker test was skipped: {reason}"
    return report


def _ping() -> str | None:
    # Any version will do for a ping; asking for the engine's own is a request before the request.
    client = docker.from_env(timeout=20, version="1.41")
    try:
        client.ping()
    except (docker.errors.DockerException, OSError) as error:
        return str(error)
    finally:
        client.close()
    return None


@functools.cache
def _engine_problem() -> str | None:
    with warnings.catch_warnings():
        # docker-py leaves the socket of a connect that failed to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        problem = _ping()
        gc.collect()
    return problem


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip Docker tests where no engine answers."""
    if item.get_closest_marker("docker") and (problem := _engine_problem()):
        pytest.skip(f"no Docker engine answers: {problem}")


@pytest.fixture(scope="session")
def docker_engine() -> Iterator[docker.DockerClient]:
    """A client of the Docker engine of this machine; tests that use it are skipped where none answers."""
    client = docker.from_env(timeout=120)
    yield client
    client.close()


def _digest_of(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _build_unless_there(engine: docker.DockerClient, name: str, context: Path) -> str:
    """Build a test image whose tag is the digest of its context; those unused for a day are removed."""
    label = f"{TEST_LABEL}={name}"
    # Another test run of this moment may be pruning too: the engine refuses a second one.
    with contextlib.suppress(docker.errors.APIError):
        engine.images.prune(filters={"label": label, "dangling": False, "until": "24h"})
    tag = f"{name}:{_digest_of(context)}"
    if not engine.images.list(tag):
        engine.images.build(path=str(context), tag=tag, labels={TEST_LABEL: name}, rm=True, forcerm=True)
    return tag


@pytest.fixture(scope="session")
def echo_image(docker_engine: docker.DockerClient, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Name of a small image with the worker SDK and the workers of ``dockergym.testing.workers``.

    They have the same name there as here: ``python -m dockergym.testing.workers.<name>``; echo is the default.
    """
    context = tmp_path_factory.mktemp("echo-image")
    shutil.copy(ROOT / "tests" / "images" / "echo" / "Dockerfile", context)
    sources = ROOT / "dockergym-core" / "src"
    for package in (Path("dockergym_worker"), Path("dockergym/testing/workers")):
        unwanted = shutil.ignore_patterns("__pycache__", "*.pyc")
        shutil.copytree(sources / package, context / "src" / package, ignore=unwanted)
    # The packages around the workers are empty there: theirs need the server's libraries.
    for parent in ("dockergym", "dockergym/testing"):
        (context / "src" / parent / "__init__.py").touch()
    return _build_unless_there(docker_engine, "dockergym-echo-test", context)


@pytest.fixture(scope="session")
def alfworld_image(docker_engine: docker.DockerClient) -> str:
    """Name of the ALFWorld image, built from the sources as they are now (seconds when little changed)."""
    command = [sys.executable, "-m", "dockergym", "build", "alfworld"]
    if wheels := os.environ.get("DOCKERGYM_WHEELS"):
        command += ["--wheels", wheels]
    done = subprocess.run(command, capture_output=True, text=True, timeout=1200, check=False)
    if done.returncode:
        pytest.fail(f"{' '.join(command)} failed:\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}")
    return f"dockergym-alfworld:{importlib.metadata.version('dockergym-alfworld')}"
