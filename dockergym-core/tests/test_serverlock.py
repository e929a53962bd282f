"""One server of a name on a machine."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from dockergym.errors import ConfigurationError
from dockergym.serverlock import hold_server_lock, known_servers, running_server

HOLDER = """
import sys
from pathlib import Path
from dockergym.serverlock import hold_server_lock
with hold_server_lock(Path(sys.argv[1]), "one", "http://127.0.0.1:1"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_server_of_the_name_is_refused_and_told_of_the_first(tmp_path: Path) -> None:
    with (
        hold_server_lock(tmp_path, "one", "http://127.0.0.1:8000"),
        pytest.raises(
            ConfigurationError, match=rf"process {os.getpid()}, http://127.0.0.1:8000.*--name one-2"
        ),
        hold_server_lock(tmp_path, "one", "http://127.0.0.1:8001"),
    ):
        pass


def test_another_name_is_another_lock(tmp_path: Path) -> None:
    with hold_server_lock(tmp_path, "one", ""), hold_server_lock(tmp_path, "two", ""):
        assert known_servers(tmp_path) == ["one", "two"]


def test_the_lock_says_who_holds_it_and_leaves_nothing(tmp_path: Path) -> None:
    with hold_server_lock(tmp_path, "one", "http://x:1"):
        running = running_server(tmp_path, "one")
        assert running is not None
        assert (running.pid, running.url) == (os.getpid(), "http://x:1")
    assert running_server(tmp_path, "one") is None
    assert list(tmp_path.iterdir()) == []


def test_a_killed_server_lets_go_of_its_name(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        running = running_server(tmp_path, "one")
        assert running is not None
        assert running.pid == holder.pid
        holder.send_signal(signal.SIGKILL)
        holder.wait(10)
    assert running_server(tmp_path, "one") is None
    with hold_server_lock(tmp_path, "one", ""):
        pass


def test_looking_whether_a_server_runs_never_keeps_one_from_starting(tmp_path: Path) -> None:
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            running_server(tmp_path, "one")

    looking = threading.Thread(target=look)
    looking.start()
    try:
        for _ in range(300):
            with hold_server_lock(tmp_path, "one", ""):
                pass
    finally:
        stop.set()
        looking.join()


def test_of_many_that_start_at_once_one_holds_the_name(tmp_path: Path) -> None:
    together = threading.Barrier(8)
    held: list[int] = []
    most: list[int] = []

    def start() -> None:
        together.wait()
        for _ in range(50):
            with contextlib.suppress(ConfigurationError), hold_server_lock(tmp_path, "one", ""):
                held.append(1)
                most.append(len(held))
                held.pop()

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1


def test_a_state_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(ConfigurationError, match="--state-dir"),
        hold_server_lock(tmp_path / "file", "one", ""),
    ):
        pass


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder away")
def test_a_state_folder_of_another_user_is_refused(tmp_path: Path) -> None:
    os.chown(tmp_path, 4711, 4711)
    with pytest.raises(ConfigurationError, match="uid 4711"), hold_server_lock(tmp_path, "one", ""):
        pass


def test_what_else_is_in_the_servers_folder_stays(tmp_path: Path) -> None:
    with hold_server_lock(tmp_path, "one", ""):
        (tmp_path / "one" / "state").write_text("durable")
    assert known_servers(tmp_path) == ["one"]
    assert (tmp_path / "one" / "state").read_text() == "durable"


def test_what_is_not_a_lock_is_not_a_server(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "server.lock").write_text("not JSON")
    assert running_server(tmp_path, "one") is None
    assert running_server(tmp_path, "two") is None
    assert known_servers(tmp_path / "nowhere") == []


def test_a_full_disk_keeps_no_server_from_starting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(descriptor: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", refuse)
    with hold_server_lock(tmp_path, "one", "http://x:1"):
        running = running_server(tmp_path, "one")
        assert running is not None
        assert running.pid is None
