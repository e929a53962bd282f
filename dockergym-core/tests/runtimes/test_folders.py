"""Workers' folders are for one user, and are known by the runtime that made them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dockergym.runtimes.folders import SOCKETS, folders_of, make_worker_folder, remove_folder, workers_folder


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
