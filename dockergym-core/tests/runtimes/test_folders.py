"""Workers' folders are for one user, and are known by the runtime that made them."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from dockergym.runtimes.folders import (
    SOCKETS,
    folders_of,
    make_worker_folder,
    remove_abandoned_folders,
    remove_folder,
    unfinished_folders,
    workers_folder,
)
from dockergym.runtimes.local import LocalRuntime
from dockergym.serverlock import hold_server_lock
from dockergym.settings import ServerSettings


def test_everything_from_the_state_folder_down_is_private(tmp_path: Path) -> None:
    folder = make_worker_folder(tmp_path / "a" / "state", "server", "w1", "local")
    assert folder == tmp_path / "a" / "state" / "server" / "workers" / "w1"
    for private in (folder / SOCKETS, *list(folder.parents)[:3], folder):
        assert private.stat().st_mode & 0o777 == 0o700, private


def test_a_state_folder_that_others_can_write_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    with pytest.raises(PermissionError, match="DOCKERGYM_STATE_DIR"):
        make_worker_folder(tmp_path, "server", "w1", "local")


def test_a_shared_folder_with_the_sticky_bit_will_do(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    assert make_worker_folder(tmp_path, "server", "w1", "local").is_dir()


def test_an_id_is_given_once(tmp_path: Path) -> None:
    make_worker_folder(tmp_path, "server", "w1", "local")
    with pytest.raises(OSError, match=r"\.w1"):
        make_worker_folder(tmp_path, "server", "w1", "docker")


def test_folders_are_listed_by_server_and_runtime(tmp_path: Path) -> None:
    first = make_worker_folder(tmp_path, "server", "w1", "local")
    make_worker_folder(tmp_path, "server", "w2", "docker")
    make_worker_folder(tmp_path, "other", "w3", "local")
    (workers_folder(tmp_path, "server") / "stray").mkdir()
    assert folders_of(tmp_path, "server", "local") == [first]
    assert folders_of(tmp_path, "unknown", "local") == []


def test_removing_twice_is_no_error(tmp_path: Path) -> None:
    folder = make_worker_folder(tmp_path, "server", "w1", "local")
    (folder / SOCKETS / "x").write_text("x")
    remove_folder(folder)
    remove_folder(folder)
    assert not folder.exists()


def cut_off_starts(state_dir: Path) -> list[Path]:
    """Leave what a server leaves that is killed while it makes a worker's folder, and just after that."""
    unfinished = workers_folder(state_dir, "server") / ".w2"
    empty = make_worker_folder(state_dir, "server", "w1", "local")
    (unfinished / SOCKETS).mkdir(parents=True)
    return [empty, unfinished]


async def test_the_next_server_removes_at_once_what_a_killed_one_was_about_to_use(tmp_path: Path) -> None:
    left = cut_off_starts(tmp_path)
    runtime = LocalRuntime(ServerSettings(state_dir=tmp_path))
    with hold_server_lock(tmp_path, "server", ""):
        assert await runtime.find("server") == []
    assert not any(folder.exists() for folder in left)
    await runtime.close()


async def test_who_is_not_the_server_leaves_what_another_may_be_about_to_use(tmp_path: Path) -> None:
    left = cut_off_starts(tmp_path)
    runtime = LocalRuntime(ServerSettings(state_dir=tmp_path))
    old = time.time() - 3600
    for folder in left:
        os.utime(folder, (old, old))
    assert await runtime.find("server") == []
    assert all(folder.exists() for folder in left)
    await runtime.close()


async def test_an_abandoned_folder_that_cannot_be_removed_keeps_no_server_from_starting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr("dockergym.runtimes.folders.remove_folder", refuse)
    cut_off_starts(tmp_path)
    with hold_server_lock(tmp_path, "server", ""):
        remove_abandoned_folders(tmp_path, "server", unfinished_folders(tmp_path, "server"))
    assert "could not be removed" in caplog.text
