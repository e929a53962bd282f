"""Work done in a process of its own."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest

from dockergym_alfworld.engine import aside as module
from dockergym_alfworld.engine import translation
from dockergym_alfworld.engine.aside import aside
from dockergym_alfworld.engine.errors import GameFileError
from dockergym_alfworld.engine.fast import FastEngine
from dockergym_alfworld.engine.opening_store import OpeningStore


def _open_files() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208


def test_the_result_comes_back_from_another_process() -> None:
    assert aside(lambda: str(os.getpid()).encode()) not in (None, str(os.getpid()).encode())


def test_a_large_result_comes_back_whole() -> None:
    assert aside(lambda: b"x" * 5_000_000) == b"x" * 5_000_000


def test_nothing_is_left_open_and_nobody_unburied() -> None:
    before = _open_files()
    for _ in range(3):
        aside(lambda: b"done")
    assert _open_files() == before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_an_error_there_is_no_result(capfd: pytest.CaptureFixture[str]) -> None:
    def fail() -> bytes:
        raise LookupError("nothing there")

    assert aside(fail) is None


@pytest.mark.parametrize("name", ["SIGKILL", "SIGABRT"])
def test_work_that_a_signal_ends_is_not_done_again_here(name: str) -> None:
    def die() -> bytes:
        os.kill(os.getpid(), signal.Signals[name])
        return b"never"

    with pytest.raises(GameFileError, match=f"died of {name}"):
        aside(die)


def test_no_fork_while_threads_run() -> None:
    release = threading.Event()
    thread = threading.Thread(target=release.wait)
    thread.start()
    try:
        assert aside(lambda: b"done") is None
    finally:
        release.set()
        thread.join()


def test_a_system_that_refuses_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError("no more processes")

    before = _open_files()
    monkeypatch.setattr(module.os, "fork", refuse)
    assert aside(lambda: b"done") is None
    assert _open_files() == before


def test_a_game_loads_the_same_where_no_process_can_be_had(
    small_game: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here: list[str] = []
    original = translation.translate
    monkeypatch.setattr(translation, "translate", lambda *texts: here.append("here") or original(*texts))
    first = FastEngine(OpeningStore(None, {})).load(small_game)
    assert here == []
    monkeypatch.setattr("dockergym_alfworld.engine.fast.aside", lambda work: None)
    second = FastEngine(OpeningStore(None, {})).load(small_game)
    assert here == ["here"]
    assert second.reset() == first.reset()
    assert second.step("look") == first.step("look")
