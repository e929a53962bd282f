"""The tutorial and the porting guide, followed from an empty folder to a served environment."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable

import docker
import pytest

TEN_MINUTES_S = 600


@pytest.mark.slow
@pytest.mark.timeout(TEN_MINUTES_S)
@pytest.mark.parametrize(
    ("page", "name"), [("tutorial/new-environment.md", "guess"), ("how-to/add-an-environment.md", "cave")]
)
def test_a_reader_gets_from_an_empty_folder_to_a_served_environment(
    follow: Callable[[str], None], docker_engine: docker.DockerClient, page: str, name: str
) -> None:
    began = time.monotonic()
    try:
        follow(page)
    finally:
        remove_image(docker_engine, f"dockergym-{name}:0.1.0")
    assert time.monotonic() - began < TEN_MINUTES_S


def remove_image(engine: docker.DockerClient, image: str) -> None:
    """Remove an image that a page has built, if it has come so far."""
    with contextlib.suppress(docker.errors.ImageNotFound):
        engine.images.remove(image, force=True)
