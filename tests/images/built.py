"""The images that tests run in, built where they are not there."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import docker

ROOT = Path(__file__).resolve().parents[2]
TEST_LABEL = "dev.dockergym.test-image"
"""Label of every image made for tests alone; its value says which one it is."""


class BuildFailed(Exception):
    """An image could not be built; the message holds the end of what the build said."""


def echo_image(engine: docker.DockerClient) -> str:
    """Return the name of a small image with the worker SDK and the workers of ``dockergym.testing.workers``.

    They have the same name there as here: ``python -m dockergym.testing.workers.<name>``; echo is the default.
    """
    with tempfile.TemporaryDirectory(prefix="echo-image-") as folder:
        context = Path(folder)
        shutil.copy(ROOT / "tests" / "images" / "echo" / "Dockerfile", context)
        sources = ROOT / "dockergym-core" / "src"
        for package in (Path("dockergym_worker"), Path("dockergym/testing/workers")):
            unwanted = shutil.ignore_patterns("__pycache__", "*.pyc")
            shutil.copytree(sources / package, context / "src" / package, ignore=unwanted)
        # The packages around the workers are empty there: theirs need the server's libraries.
        for parent in ("dockergym", "dockergym/testing"):
            (context / "src" / parent / "__init__.py").touch()
        return build_unless_there(engine, "dockergym-echo-test", context)


def image_of(environment: str) -> str:
    """Return the name of an installed environment's image, built from the sources as they are now.

    Takes seconds when little has changed.

    Raises:
        BuildFailed: it could not be built.
    """
    command = [sys.executable, "-m", "dockergym", "build", environment]
    if wheels := os.environ.get("DOCKERGYM_WHEELS"):
        command += ["--wheels", wheels]
    done = subprocess.run(command, capture_output=True, text=True, timeout=1200, check=False)
    if done.returncode:
        raise BuildFailed(f"{' '.join(command)} failed:\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}")
    return f"dockergym-{environment}:{importlib.metadata.version(f'dockergym-{environment}')}"


def _digest_of(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def build_unless_there(engine: docker.DockerClient, name: str, context: Path) -> str:
    """Build a test image whose tag is the digest of its context; those unused for a day are removed."""
    label = f"{TEST_LABEL}={name}"
    # Another test run of this moment may be pruning too: the engine refuses a second one.
    with contextlib.suppress(docker.errors.APIError):
        engine.images.prune(filters={"label": label, "dangling": False, "until": "24h"})
    tag = f"{name}:{_digest_of(context)}"
    if not engine.images.list(tag):
        engine.images.build(path=str(context), tag=tag, labels={TEST_LABEL: name}, rm=True, forcerm=True)
    return tag
