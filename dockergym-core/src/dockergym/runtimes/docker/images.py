"""Images on a Docker engine: what is there, and building what is not."""

from __future__ import annotations

import contextlib
import math
import re
import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import docker
import docker.errors
import requests.exceptions

from dockergym.errors import ImageNotFound, RuntimeFailure, RuntimeUnavailable
from dockergym.images import BuildContext
from dockergym.runtimes.docker.address import EngineAddress
from dockergym.runtimes.docker.engine import CONNECT_TIMEOUT_S

LOOK_TIMEOUT_S = 10
"""Longest wait for what an engine knows without working for it, such as which images it has."""
_WORK_TIMEOUT_S = 600
_KEPT_LINES = 30
_STEP = re.compile(r"Step (\d+)/(\d+) : (.*)", re.DOTALL)
_COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_NOT_PULLED = re.compile(
    r"pull access denied|manifest unknown|failed to resolve|lookup .* on|registry-1\.docker\.io"
)
_IN_MEMORY = 8 * 2**20


@dataclass(frozen=True, slots=True)
class Image:
    """An image as the engine knows it."""

    name: str
    digest: str
    """``sha256:…``"""
    size: int
    """In bytes, with the layers it shares with others."""
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BuildStep:
    """A step of a Dockerfile that a build has come to."""

    number: int
    total: int
    instruction: str

    def __str__(self) -> str:
        return f"step {self.number}/{self.total}: {self.instruction}"


class BuildFailed(RuntimeFailure):
    """The image could not be built; ``step`` and ``output`` in ``extra`` say where it stopped."""

    code = "IMAGE_BUILD_FAILED"
    retryable = False


class ImageStore:
    """The images of one engine. Its methods block."""

    def __init__(self, engine: docker.DockerClient) -> None:
        self._engine = engine

    def find(self, name: str) -> Image:
        """Return the image of that name.

        Raises:
            ImageNotFound: it is not there.
            RuntimeUnavailable: the engine does not answer.
        """
        try:
            facts = self._engine.images.get(name).attrs
        except docker.errors.ImageNotFound as error:
            raise ImageNotFound(f"image {name!r} is not on this Docker engine") from error
        except (docker.errors.DockerException, requests.exceptions.RequestException) as error:
            raise RuntimeUnavailable(f"the Docker engine does not answer: {error}") from error
        return Image(name, facts["Id"], facts["Size"], dict(facts["Config"].get("Labels") or {}))

    def build(
        self,
        context: BuildContext,
        name: str,
        *,
        labels: Mapping[str, str],
        base: str | None = None,
        no_cache: bool = False,
        on_step: Callable[[BuildStep], None],
        on_output: Callable[[str], None],
    ) -> Image:
        """Build an image under a name, and tell what the build is at and what it prints, line by line.

        ``base`` is passed to the Dockerfile as ``BASE``.

        Raises:
            BuildFailed: a step failed; the message ends with its last lines.
            RuntimeUnavailable: the engine does not answer, or went away.
        """
        build_args = {**context.build_args, **({"BASE": base} if base else {})}
        watch = _BuildWatch(name, on_step, on_output)
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as archive:
            context.write(archive)  # type: ignore[arg-type]
            archive.seek(0)
            try:
                for event in self._engine.api.build(
                    fileobj=archive,
                    custom_context=True,
                    dockerfile=context.dockerfile,
                    tag=name,
                    buildargs=build_args,
                    labels=dict(labels),
                    nocache=no_cache,
                    rm=True,
                    forcerm=True,
                    decode=True,
                ):
                    watch.see(event)
            except docker.errors.APIError as error:
                reason = error.explanation or str(error)
                raise BuildFailed(f"the engine refuses to build {name}: {reason}") from error
            except (docker.errors.DockerException, requests.exceptions.RequestException, OSError) as error:
                raise RuntimeUnavailable(f"the Docker engine went away during the build: {error}") from error
        return self.find(name)


@contextlib.contextmanager
def image_store(timeout_s: int = _WORK_TIMEOUT_S) -> Iterator[ImageStore]:
    """Open the images of the engine that the ``docker`` command would use; see `connected_engine`.

    Raises:
        RuntimeUnavailable: it does not answer; the message says what to do.
    """
    with connected_engine(timeout_s) as engine:
        yield ImageStore(engine)


@contextlib.contextmanager
def connected_engine(timeout_s: int = _WORK_TIMEOUT_S) -> Iterator[docker.DockerClient]:
    """Connect to the engine that the ``docker`` command would use.

    It has seconds to say that it is there, and then ``timeout_s`` for each answer, or part of one.

    Raises:
        RuntimeUnavailable: it does not answer; the message says what to do.
    """
    address = EngineAddress.from_environment()
    address.probe(CONNECT_TIMEOUT_S)
    try:
        engine = docker.DockerClient(
            base_url=address.url,
            tls=address.tls or False,
            version="auto",
            timeout=math.ceil(CONNECT_TIMEOUT_S),
        )
    except (docker.errors.DockerException, OSError) as error:
        raise RuntimeUnavailable(f"the Docker engine at {address.url} does not answer: {error}") from error
    engine.api.timeout = timeout_s
    with contextlib.closing(engine):
        yield engine


class _BuildWatch:
    """Follows the events of one build."""

    def __init__(
        self, name: str, on_step: Callable[[BuildStep], None], on_output: Callable[[str], None]
    ) -> None:
        self._name = name
        self._on_step = on_step
        self._on_output = on_output
        self._step: BuildStep | None = None
        self._lines: deque[str] = deque(maxlen=_KEPT_LINES)

    def see(self, event: Mapping[str, Any]) -> None:
        """Take in one event.

        Raises:
            BuildFailed: it says that the build has failed.
        """
        if "error" in event:
            raise self._failure(str(event["error"]))
        text = _COLOURS.sub("", str(event.get("stream") or _pull_progress(event)))
        if step := _STEP.match(text):
            self._step = BuildStep(int(step[1]), int(step[2]), " ".join(step[3].split()))
            self._lines.clear()
            self._on_step(self._step)
            return
        for line in _lines(text):
            self._lines.append(line)
            self._on_output(line)

    def _failure(self, error: str) -> BuildFailed:
        step = f" at {self._step}" if self._step else ""
        output = "\n".join([*self._lines, _COLOURS.sub("", error).strip()])
        return BuildFailed(
            f"building {self._name} failed{step}\n{output}{_advice(output)}",
            extra={"step": str(self._step or ""), "output": output},
        )


def _lines(text: str) -> Iterator[str]:
    return (line.rstrip() for line in text.splitlines() if line.strip())


def _pull_progress(event: Mapping[str, Any]) -> str:
    # Each layer reports its bytes many times a second; what it comes to is enough.
    if event.get("progressDetail"):
        return ""
    return " ".join(str(event[key]) for key in ("id", "status") if event.get(key))


def _advice(output: str) -> str:
    if _NOT_PULLED.search(output):
        return "\nThe base image could not be pulled; name one that this engine has or can pull with --base."
    if "no space left on device" in output:
        return "\nThe engine's disk is full; `docker system df` shows what takes it."
    return ""
