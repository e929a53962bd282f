"""Nothing is left behind: no zombie, no orphan, no socket, no folder, whoever dies first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dockergym.testing.workers import script

DEADLINE_S = 20.0


def eventually(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + DEADLINE_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def state_of(pid: int) -> str:
    """Return a process's state letter, an empty string where there is no such process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return ""


def family(keeper: Any) -> list[int]:
    """Make a keeper with an open session, a busy one, a fork, and a fork of the fork; return their processes."""
    first = keeper.open("s1")
    first.ask("init")
    first.ask("fork", sessions=[{"session": "f1"}])
    second = keeper.connect("s-f1.sock")
    second.ask("fork", sessions=[{"session": "f2"}])
    busy = keeper.open("busy")
    busy.ask("init")
    busy.request("step", action="spin")
    return [keeper.pid_of(name) for name in ("s1", "f1", "f2", "busy")]


def test_no_zombie_is_left_by_sessions_however_they_end(start_keeper: Any) -> None:
    keeper = start_keeper("crashing")
    pids = family(keeper)
    keeper.connect("s-s1.sock").ask("close")
    os.kill(pids[1], signal.SIGKILL)
    keeper.connect("s-f2.sock").request("step", action="abort")
    keeper.keeper.ask("end", session="busy")
    eventually(lambda: not keeper.children())
    assert [state_of(pid) for pid in pids] == [""] * 4
    codes = {each["session"]: each["exit_code"] for each in keeper.keeper.ask("list")["ended"]}
    assert codes == {"s1": 0, "f1": 137, "f2": 128 + signal.SIGABRT, "busy": 137}


def test_what_sessions_leave_running_becomes_no_zombie(start_keeper: Any) -> None:
    keeper = start_keeper("""
        can_fork = True

        def init_env(self, env_id, params):
            if os.fork() == 0:
                if os.fork() == 0:
                    time.sleep(0.1)
                os._exit(0)
            return "", 0.0, False, {}
    """)
    session = keeper.open("s1")
    session.ask("init")
    session.ask("close")
    keeper.exit_code("s1")
    eventually(lambda: not keeper.children())


def test_what_left_its_group_ends_with_the_keeper(start_keeper: Any) -> None:
    keeper = start_keeper("""
        can_fork = True

        def init_env(self, env_id, params):
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    time.sleep(3600)
                os._exit(0)
            os.wait()
            return "", 0.0, False, {}
    """)
    keeper.open("s1").ask("init")
    assert len(keeper.processes()) == 3
    keeper.keeper.ask("end", session="s1")
    eventually(lambda: len(keeper.processes()) == 2)
    keeper.keeper.ask("shutdown")
    assert keeper.wait() == 0
    assert keeper.processes() == []


def test_a_folder_full_of_files_does_not_hold_up_the_keeper(start_keeper: Any) -> None:
    keeper = start_keeper("""
        can_fork = True

        def init_env(self, env_id, params):
            for number in range(params["files"]):
                os.makedirs(f"{number % 100}", exist_ok=True)
                open(f"{number % 100}/{number}", "w").close()
            return "", 0.0, False, {}
    """)
    session = keeper.open("s1")
    session.ask("init", files=3000)
    keeper.keeper.ask("end", session="s1")
    assert not list(keeper.tmp.glob("dockergym-*/s1"))
    assert keeper.open("s1").ask("init", files=1)["status"] == "ok"
    eventually(lambda: not list(keeper.tmp.glob("dockergym-*/.gone-*")))
    eventually(lambda: keeper.children() == [keeper.pid_of("s1")])


def test_a_keeper_that_is_process_1_collects_what_is_left_to_it(start_keeper: Any) -> None:
    """As in a container without an init."""
    unshare = ["unshare", "--user", "--map-root-user", "--pid", "--fork", "--kill-child", "--mount-proc"]
    probe = subprocess.run([*unshare, "true"], capture_output=True, check=False)
    if probe.returncode:
        pytest.skip(f"no process namespaces here: {probe.stderr.decode().strip()}")
    keeper = start_keeper([*unshare, sys.executable, str(script("crashing"))])
    assert keeper.hello["pid"] == 1
    assert keeper.hello["fork"] is True
    session = keeper.open("s1")
    session.ask("init")
    session.ask("step", action="spawn")
    session.ask("fork", sessions=[{"session": "f1"}])
    session.request("step", action="segv")
    assert keeper.exit_code("s1") == 128 + signal.SIGSEGV
    assert keeper.connect("s-f1.sock").ask("step", action="look")["step"] == 2
    keeper.keeper.ask("shutdown")
    assert keeper.wait() == 0
    assert keeper.processes() == []


def test_a_killed_keeper_leaves_no_process(start_keeper: Any) -> None:
    keeper = start_keeper("crashing")
    pids = family(keeper)
    assert len(keeper.processes()) == 5
    os.kill(keeper.process.pid, signal.SIGKILL)
    keeper.process.wait(DEADLINE_S)
    eventually(lambda: not keeper.processes())
    eventually(lambda: not any(state_of(pid) for pid in pids))


def test_sessions_go_when_the_keeper_is_gone_also_without_a_signal(start_keeper: Any) -> None:
    """The link to the keeper is enough where the kernel's parent-death signal is lost (as by setuid programs)."""
    keeper = start_keeper("""
        can_fork = True

        def init_env(self, env_id, params):
            import ctypes
            ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)
            return "", 0.0, False, {}
    """)
    keeper.open("s1").ask("init")
    os.kill(keeper.process.pid, signal.SIGKILL)
    keeper.process.wait(DEADLINE_S)
    eventually(lambda: not keeper.processes())


def test_a_keeper_that_stopped_for_a_while_goes_on(start_keeper: Any) -> None:
    keeper = start_keeper("crashing")
    session = keeper.open("s1")
    session.ask("init")
    os.kill(keeper.process.pid, signal.SIGSTOP)
    eventually(lambda: state_of(keeper.process.pid) == "T")
    assert session.ask("step", action="look")["step"] == 1
    keeper.keeper.request("ping")
    os.kill(keeper.process.pid, signal.SIGCONT)
    assert keeper.keeper.reply()["sessions"] == 1


def test_a_stopped_session_can_be_ended(start_keeper: Any) -> None:
    keeper = start_keeper("crashing")
    keeper.open("s1").ask("init")
    os.kill(keeper.pid_of("s1"), signal.SIGSTOP)
    assert keeper.keeper.ask("end", session="s1")["exit_code"] == 137
    assert not keeper.children()


@pytest.mark.parametrize("busy", [False, True])
def test_sessions_without_a_server_end_after_the_orphan_timeout(start_keeper: Any, busy: bool) -> None:
    keeper = start_keeper("crashing", DOCKERGYM_ORPHAN_TIMEOUT_S="0.5")
    session = keeper.open("s1")
    session.ask("init")
    if busy:
        session.request("step", action="spin")
    for connection in keeper.connections[:1] if busy else keeper.connections:
        connection.close()
    if busy:
        # A session that is busy cannot notice that its server is gone; it counts as connected until then.
        keeper.connect("keeper.sock").ask("end", session="s1")
        for connection in keeper.connections:
            connection.close()
    assert keeper.wait() == 0
    assert "no server for 0.5 s" in keeper.stderr
    assert keeper.processes() == []
    assert keeper.leftovers() == []


def test_a_keeper_that_nobody_connects_to_ends(start_stdio: Any, tmp_path: Path) -> None:
    worker = start_stdio(
        "echo", hello=True, DOCKERGYM_SOCKET_DIR=str(tmp_path), DOCKERGYM_ORPHAN_TIMEOUT_S="0.3"
    )
    assert worker.reply()["socket"] == "keeper.sock"
    assert worker.wait() == 0


@pytest.mark.parametrize("kept", ["keeper.sock", "s-s1.sock", "s-f1.sock"])
def test_one_connection_is_enough_to_keep_all(start_keeper: Any, kept: str) -> None:
    timeout_s = 0.5
    keeper = start_keeper("echo", DOCKERGYM_ORPHAN_TIMEOUT_S=str(timeout_s))
    session = keeper.open("s1")
    session.ask("init", env_id="e1")
    session.ask("fork", sessions=[{"session": "f1"}])
    last = keeper.connect(kept)
    last.ask("ping" if kept == "keeper.sock" else "state")
    for connection in keeper.connections:
        if connection is not last:
            connection.close()
    began = time.monotonic()
    assert not eventually_ends(keeper, 3 * timeout_s)
    # It still answers, so none of it has ended.
    assert keeper.connect("s-s1.sock").ask("state")["initialised"] is True
    assert time.monotonic() - began >= 3 * timeout_s


def eventually_ends(keeper: Any, within_s: float) -> bool:
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        if keeper.process.poll() is not None:
            return True
        time.sleep(0.01)
    return False


def test_a_server_that_comes_back_in_time_finds_all(start_keeper: Any) -> None:
    keeper = start_keeper("echo", DOCKERGYM_ORPHAN_TIMEOUT_S="1")
    session = keeper.open("s1", run="a")
    session.ask("init", env_id="e1")
    for _ in range(3):
        for connection in keeper.connections:
            connection.close()
        assert not eventually_ends(keeper, 0.5)
        back = keeper.connect("keeper.sock")
        assert [each["meta"] for each in back.ask("list")["sessions"]] == [{"run": "a"}]
        assert keeper.connect("s-s1.sock").ask("state")["session"] == "s1"


def test_ten_rounds_of_sessions_leave_nothing_in_the_keeper(start_keeper: Any) -> None:
    keeper = start_keeper("echo")
    keeper.keeper.ask("ping")
    descriptors = Path(f"/proc/{keeper.process.pid}/fd")
    before = len(list(descriptors.iterdir()))
    for _ in range(10):
        session = keeper.open("s1")
        session.ask("init", env_id="e1")
        session.ask("fork", sessions=[{"session": f"f{number}"} for number in range(10)])
        session.ask("close")
        keeper.exit_code("s1")
        for number in range(10):
            keeper.keeper.ask("end", session=f"f{number}")
    assert len(list(descriptors.iterdir())) == before
    assert [path.name for path in keeper.leftovers()] == ["keeper.sock"]
    assert keeper.children() == []
