"""Fixtures for every test of the repository: a real Docker engine and the images tests run in it.

``DOCKERGYM_REQUIRE_DOCKER=1`` turns "no engine" from a skip into a failure, and with it any other
skip of a Docker test. ``DOCKERGYM_WHEELS`` names a folder of wheels that image builds may use.
"""

from __future__ import annotations

import functools
import gc
import os
import signal
import warnings
from collections.abc import Callable, Generator, Iterator

import docker
import pytest
from images import built

DOCKER_FIXTURES = frozenset({"docker_engine", "echo_image", "build_image", "alfworld_image"})


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


@pytest.fixture(scope="session")
def echo_image(docker_engine: docker.DockerClient) -> str:
    """Name of a small image with the worker SDK and the workers of ``dockergym.testing.workers``."""
    return built.echo_image(docker_engine)


@pytest.fixture(scope="session")
def build_image(docker_engine: docker.DockerClient) -> Callable[[str], str]:
    """Build the image of an installed environment from its sources as they are now, and return its name."""
    return built.image_of


@pytest.fixture(scope="session")
def alfworld_image(build_image: Callable[[str], str]) -> str:
    """Name of the ALFWorld image."""
    return build_image("alfworld")
