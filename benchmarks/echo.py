"""The echo environment, on this machine and in an image."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import docker

import dockergym_worker
from dockergym.testing import workers

IMAGE = "dockergym-echo:bench"
IN_IMAGE = ["python", "-m", "dockergym.testing.workers.echo"]
ON_THIS_MACHINE = [sys.executable, str(Path(workers.__file__).with_name("echo.py"))]
_DOCKERFILE = Path(__file__).resolve().parents[1] / "tests" / "images" / "echo" / "Dockerfile"


def options(runtime: str) -> dict[str, Any]:
    """Return the server's options for the echo environment; the image is built where it is not there."""
    if runtime == "docker":
        build_image()
        return {"runtime": runtime, "worker_command": IN_IMAGE, "docker_image": IMAGE}
    return {"runtime": runtime, "worker_command": ON_THIS_MACHINE}


def build_image() -> None:
    """Make the image from the sources as they are; nothing happens where it is made from them already."""
    engine = docker.from_env(timeout=120)
    with tempfile.TemporaryDirectory() as folder:
        context = Path(folder)
        shutil.copy(_DOCKERFILE, context)
        for package, name in ((dockergym_worker, "dockergym_worker"), (workers, "dockergym/testing/workers")):
            unwanted = shutil.ignore_patterns("__pycache__", "*.pyc")
            shutil.copytree(Path(str(package.__file__)).parent, context / "src" / name, ignore=unwanted)
        # The packages around the workers are empty there: theirs need the server's libraries.
        for parent in ("dockergym", "dockergym/testing"):
            (context / "src" / parent / "__init__.py").touch()
        before = _image_id(engine)
        built, _ = engine.images.build(path=folder, tag=IMAGE, rm=True, forcerm=True)
    if before not in (None, built.id):
        engine.images.remove(before)
    engine.close()


def _image_id(engine: docker.DockerClient) -> str | None:
    try:
        return str(engine.images.get(IMAGE).id)
    except docker.errors.ImageNotFound:
        return None


def docker_answers() -> bool:
    """Say whether there is an engine to measure with."""
    try:
        engine = docker.from_env(timeout=20, version="1.41")
        engine.ping()
    except (docker.errors.DockerException, OSError):
        return False
    engine.close()
    return True
