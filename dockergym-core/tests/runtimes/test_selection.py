"""Which runtime is taken, and what is said about it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from dockergym.errors import ConfigurationError, RuntimeUnavailable
from dockergym.plugins.specs import RuntimeSpec
from dockergym.runtimes import selection
from dockergym.runtimes.local import LocalRuntime
from dockergym.runtimes.selection import choose_runtime
from dockergym.settings import ServerSettings


class Answering(LocalRuntime):
    """A runtime that says what it is told to, or fails, or never answers."""

    def __init__(self, settings: ServerSettings, name: str, answer: str | Exception | None) -> None:
        super().__init__(settings)
        self.name = name
        self.closed = False
        self._answer = answer

    async def check(self) -> str:
        if self._answer is None:
            await asyncio.Event().wait()
        if isinstance(self._answer, Exception):
            raise self._answer
        return str(self._answer)

    async def close(self) -> None:
        self.closed = True
        await super().close()


@pytest.fixture
def made() -> list[Answering]:
    return []


@pytest.fixture
def registered(made: list[Answering]) -> Callable[..., Mapping[str, RuntimeSpec]]:
    def register(**answers: str | Exception | None) -> Mapping[str, RuntimeSpec]:
        def factory(name: str) -> Callable[[ServerSettings], Answering]:
            def make(settings: ServerSettings) -> Answering:
                made.append(Answering(settings, name, answers[name]))
                return made[-1]

            return make

        return {name: RuntimeSpec(name, factory(name)) for name in answers}

    return register


def settings(tmp_path: Path, runtime: str) -> ServerSettings:
    return ServerSettings(state_dir=tmp_path, runtime=runtime)


async def test_auto_takes_docker_when_it_answers(
    tmp_path: Path, registered: Callable[..., Mapping[str, RuntimeSpec]]
) -> None:
    runtime, reason = await choose_runtime(
        settings(tmp_path, "auto"), registered(local="processes", docker="Docker 99 at unix:///x")
    )
    assert runtime.name == "docker"
    assert reason == "docker: Docker 99 at unix:///x, because an engine answers"
    await runtime.close()


async def test_auto_takes_local_and_says_why(
    tmp_path: Path, registered: Callable[..., Mapping[str, RuntimeSpec]], made: list[Answering]
) -> None:
    failure = RuntimeUnavailable("No engine: start Docker")
    runtime, reason = await choose_runtime(
        settings(tmp_path, "auto"), registered(local="processes", docker=failure)
    )
    assert runtime.name == "local"
    assert reason == "local: processes, because no engine: start Docker"
    assert [one.name for one in made if one.closed] == ["docker"]
    await runtime.close()


async def test_auto_does_not_wait_long_for_an_engine_that_hangs(
    tmp_path: Path, registered: Callable[..., Mapping[str, RuntimeSpec]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selection, "_CHECK_TIMEOUT_S", 0.05)
    runtime, reason = await choose_runtime(
        settings(tmp_path, "auto"), registered(local="processes", docker=None)
    )
    assert reason == "local: processes, because the runtime 'docker' did not answer within 0.05 s"
    await runtime.close()


async def test_a_runtime_that_was_asked_for_is_not_replaced(
    tmp_path: Path, registered: Callable[..., Mapping[str, RuntimeSpec]], made: list[Answering]
) -> None:
    with pytest.raises(RuntimeUnavailable, match="No engine"):
        await choose_runtime(
            settings(tmp_path, "docker"), registered(local="x", docker=RuntimeUnavailable("No engine"))
        )
    assert [one.closed for one in made] == [True]


async def test_a_plugins_runtime_is_taken_by_name(
    tmp_path: Path, registered: Callable[..., Mapping[str, RuntimeSpec]]
) -> None:
    runtime, reason = await choose_runtime(settings(tmp_path, "ray"), registered(ray="Ray 9"))
    assert (runtime.name, reason) == ("ray", "ray: Ray 9")
    await runtime.close()


async def test_an_unknown_name_is_met_with_the_nearest(
    tmp_path: Path, registered: Callable[..., Mapping[str, RuntimeSpec]]
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        await choose_runtime(settings(tmp_path, "dokcer"), registered(docker="x", local="x"))
    assert caught.value.detail == (
        "unknown runtime 'dokcer'; did you mean 'docker'? (there are: auto, docker, local)"
    )
