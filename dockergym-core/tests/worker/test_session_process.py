"""A session's process: one connection at a time, an episode that outlives it, a folder of its own."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dockergym_worker import sockets


def is_asleep(pid: int) -> bool:
    """Say whether a process waits: no longer so as soon as there is something for it to read."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "S"


def eventually(condition: Callable[[], object], timeout_s: float = 20.0) -> None:
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def flood_without_reading(session: Any, pid: int) -> int:
    """Ask for steps until the buffers both ways are full and the session waits; return how many were asked for."""
    request = b'{"cmd": "step", "id": 1, "action": "%b"}\n' % (b"x" * 1000)
    requests = memoryview(request * 10_000)
    sent = 0
    session.socket.setblocking(False)
    while True:
        try:
            sent += session.socket.send(requests[sent:])
        except BlockingIOError:
            if is_asleep(pid):
                break
    session.socket.settimeout(20)
    return sent // len(request)


def test_the_episode_outlives_the_connection(echo: Any) -> None:
    first = echo.open("s1")
    first.ask("init", env_id="e1")
    reply = first.ask("step", action="look", request_id="r1")
    first.close()
    second = echo.connect("s-s1.sock")
    assert second.ask("state")["step"] == 1
    assert second.ask("step", action="look", request_id="r1") == {**reply, "replayed": True}


def test_the_time_without_a_server_is_told_until_the_next_step(echo: Any) -> None:
    first = echo.open("s1")
    first.ask("init", env_id="e1")
    assert first.ask("state")["unattended_s"] == 0
    first.close()
    for _ in range(5000):
        second = echo.connect("s-s1.sock")
        told = second.ask("state")
        if told["unattended_s"] > 0:
            break
        second.close()
    assert 0 < told["unattended_s"] <= told["idle_s"]
    assert second.ask("state")["unattended_s"] == told["unattended_s"]
    second.ask("step", action="look")
    assert second.ask("state")["unattended_s"] == 0


def test_a_reply_that_never_arrived_is_kept(echo: Any) -> None:
    first = echo.open("s1")
    first.ask("init", env_id="e1")
    first.request("step", action="look", request_id="r1", digest="d1")
    second = echo.connect("s-s1.sock")
    reply = second.ask("step", action="look", request_id="r1", digest="d1")
    assert reply["step"] == 1
    assert second.ask("state")["step"] == 1


def test_a_step_that_runs_is_waited_for_by_the_next_connection(start_keeper: Any) -> None:
    keeper = start_keeper("slow")
    first = keeper.open("s1")
    first.ask("init")
    pid = keeper.pid_of("s1")
    first.request("step", action="sleep 0.5", request_id="r1")
    eventually(lambda: is_asleep(pid))
    first.close()
    second = keeper.connect("s-s1.sock")
    reply = second.ask("step", action="sleep 0.5", request_id="r1")
    assert (reply["step"], reply["replayed"]) == (1, True)


def test_a_new_connection_ends_the_former_one(echo: Any) -> None:
    first = echo.open("s1")
    first.ask("init", env_id="e1")
    second = echo.connect("s-s1.sock")
    assert second.ask("state")["initialised"] is True
    assert first.is_closed_by_worker()


def test_a_new_connection_replaces_one_that_is_stuck(echo: Any) -> None:
    stuck = echo.open("s1")
    stuck.ask("init", env_id="e1")
    asked = flood_without_reading(stuck, echo.pid_of("s1"))
    fresh = echo.connect("s-s1.sock")
    steps = fresh.ask("state")["step"]
    assert 0 < steps < asked
    assert fresh.ask("step", action="look", if_step=steps)["step"] == steps + 1


def test_a_slow_reader_gets_every_reply(echo: Any) -> None:
    slow = echo.open("s1")
    slow.ask("init", env_id="e1")
    asked = flood_without_reading(slow, echo.pid_of("s1"))
    assert [slow.reply()["step"] for _ in range(asked)] == list(range(1, asked + 1))


def test_nothing_of_the_former_connection_is_applied_after_the_next_was_taken(start_keeper: Any) -> None:
    keeper = start_keeper("slow")
    first = keeper.open("s1")
    first.ask("init", step_s=0.2)
    for _ in range(50):
        first.request("step", action="go")
    second = keeper.connect("s-s1.sock")
    steps = second.ask("state")["step"]
    assert steps < 50
    assert second.ask("step", action="go", if_step=steps)["step"] == steps + 1


def test_ten_megabytes_go_through(echo: Any) -> None:
    session = echo.open("s1")
    session.ask("init", env_id="e1")
    action = "x" * 10_000_000
    assert session.ask("step", action=action)["observation"] == f"echo: {action}"


def test_a_fault_in_the_environment_leaves_the_session_usable(start_keeper: Any) -> None:
    session = start_keeper("crashing").open("s1")
    session.ask("init")
    reply = session.ask("step", action="raise no such door", request_id="r1")
    assert (reply["code"], reply["applied"], reply["type"]) == ("env_error", None, "RuntimeError")
    assert reply["message"] == "step_env raised RuntimeError: no such door"
    assert session.ask("step", action="bad")["code"] == "bad_result"
    assert session.ask("step", action="look")["step"] == 1


@pytest.mark.parametrize(
    ("action", "exit_code", "words"),
    [
        ("crash", 1, "crashed on request"),
        ("exit 3", 3, ""),
        ("segv", 128 + signal.SIGSEGV, "Segmentation fault"),
        ("abort", 128 + signal.SIGABRT, "Aborted"),
        ("kill", 128 + signal.SIGKILL, ""),
    ],
)
def test_a_crash_touches_no_other_session(start_keeper: Any, action: str, exit_code: int, words: str) -> None:
    keeper = start_keeper("crashing")
    crashing, sibling = keeper.open("s1"), keeper.open("s2")
    crashing.ask("init")
    sibling.ask("init")
    crashing.ask("fork", sessions=[{"session": "f1"}])
    with pytest.raises((EOFError, ConnectionResetError)):
        crashing.ask("step", action=action)
    assert keeper.exit_code("s1") == exit_code
    assert words in keeper.stderr
    assert sibling.ask("step", action="look")["step"] == 1
    assert keeper.connect("s-f1.sock").ask("step", action="look")["step"] == 1
    assert not list(keeper.folder.glob("s-s1.sock"))
    assert not list(keeper.tmp.glob("dockergym-*/s1"))
    with pytest.raises(FileNotFoundError):
        sockets.connect(str(keeper.folder), "s-s1.sock", 5)


def test_a_crash_in_init_is_seen(start_keeper: Any) -> None:
    keeper = start_keeper("crashing")
    with pytest.raises(EOFError):
        keeper.open("s1").ask("init", fail="exit 9")
    assert keeper.exit_code("s1") == 9


def test_what_a_session_started_ends_with_it(start_keeper: Any) -> None:
    keeper = start_keeper("crashing")
    for number, end in enumerate(["exit 0", "kill", None]):
        session = keeper.open(f"s{number}")
        session.ask("init")
        started = int(session.ask("step", action="spawn")["observation"])
        eventually(lambda pid=started: pid in keeper.processes())
        if end is None:
            keeper.keeper.ask("end", session=f"s{number}")
        else:
            session.request("step", action=end)
            keeper.exit_code(f"s{number}")
        eventually(lambda pid=started: pid not in keeper.processes())


def test_every_session_has_a_folder_of_its_own(start_keeper: Any) -> None:
    keeper = start_keeper("dice")
    folders = set()
    for number in range(3):
        session = keeper.open(f"s{number}")
        session.ask("init")
        working, temporary = session.ask("step", action="where")["observation"].split()
        assert working == temporary
        folders.add(working)
        session.ask("step", action=f"write note {number}")
        assert session.ask("step", action="read")["observation"] == f"note {number}"
    assert len(folders) == 3
    keeper.keeper.ask("end", session="s0")
    keeper.connect("s-s1.sock").ask("close")
    keeper.exit_code("s1")
    remaining = [Path(folder).name for folder in sorted(folders) if Path(folder).exists()]
    assert remaining == ["s2"]


def test_a_folder_left_by_a_dead_keeper_is_cleared(start_keeper: Any) -> None:
    keeper = start_keeper("dice")
    place = keeper.tmp / f"dockergym-{os.getuid()}" / "s1"
    place.mkdir(parents=True)
    (place / "note.txt").write_text("old")
    session = keeper.open("s1")
    session.ask("init")
    assert session.ask("step", action="read")["type"] == "FileNotFoundError"


def test_a_folder_of_someone_else_is_refused(start_keeper: Any, tmp_path: Path) -> None:
    keeper = start_keeper("dice")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    base = keeper.tmp / f"dockergym-{os.getuid()}"
    base.symlink_to(elsewhere)
    reply = keeper.keeper.ask("open", session="s1")
    assert (reply["code"], reply["applied"]) == ("fork_failed", False)
    assert "belongs to someone else" in reply["message"]
    base.unlink()
    assert keeper.open("s1").ask("init")["status"] == "ok"


def test_sessions_do_not_share_random_numbers(start_keeper: Any) -> None:
    keeper = start_keeper("dice")
    rolls = set()
    for number in range(5):
        session = keeper.open(f"s{number}")
        session.ask("init")
        rolls.add(session.ask("step", action="roll")["observation"])
    assert len(rolls) == 5


def test_a_seed_of_the_author_s_holds(start_keeper: Any) -> None:
    session = start_keeper("dice").open("s1")
    session.ask("init", seed=5)
    expected = random.Random(5).getrandbits(64)
    assert session.ask("step", action="roll")["observation"] == f"roll 1: {expected}"


def test_numpy_s_random_numbers_are_not_shared_either(start_keeper: Any) -> None:
    keeper = start_keeper("""
        can_fork = True

        def preload(self):
            import numpy.random
            self.random = numpy.random

        def init_env(self, env_id, params):
            return "", 0.0, False, {}

        def step_env(self, action):
            return str(self.random.random()), 0.0, False, {}
    """)
    first, second = keeper.open("s1"), keeper.open("s2")
    for session in (first, second):
        session.ask("init")
    rolled = first.ask("step", action="roll")["observation"]
    assert rolled != second.ask("step", action="roll")["observation"]
    first.ask("fork", sessions=[{"session": "f1"}])
    fork = keeper.connect("s-f1.sock")
    assert fork.ask("step", action="roll")["observation"] == first.ask("step", action="roll")["observation"]


def test_a_session_has_none_of_the_keeper_s_descriptors(start_keeper: Any) -> None:
    keeper = start_keeper("""
        can_fork = True

        def init_env(self, env_id, params):
            links = [f"/proc/self/fd/{n}" for n in range(3, 64)]
            return "", 0.0, False, {"open": [os.readlink(link) for link in links if os.path.lexists(link)]}
    """)
    keeper.open("s1").ask("init")
    second = keeper.open("s2")
    descriptors = second.ask("init")["info"]["open"]
    # Its listener, its connection, and the link to the keeper.
    assert len(descriptors) == 3
    second.ask("fork", sessions=[{"session": "f1"}, {"session": "f2"}])
    assert len(keeper.connect("s-f2.sock").ask("init")["info"]["open"]) == 3


def test_a_close_that_fails_ends_the_process_all_the_same(start_keeper: Any) -> None:
    keeper = start_keeper("""
        can_fork = True

        def close_env(self):
            raise OSError("still in use")
    """)
    reply = keeper.open("s1").ask("close")
    assert (reply["code"], reply["message"]) == ("env_error", "close_env raised OSError: still in use")
    assert keeper.exit_code("s1") == 0
