"""The keeper: what it answers, and that no session and no server can hold it up."""

from __future__ import annotations

import contextlib
import json
import signal
import socket
import time
from pathlib import Path
from typing import Any

import pytest

from dockergym_worker import sockets

LOADED_ONCE = """
    can_fork = True

    def preload(self):
        self.loaded_by = os.getpid()

    def init_env(self, env_id, params):
        return f"{self.loaded_by} {os.getpid()}", 0.0, False, {}
"""


def test_hello_names_the_socket(echo: Any) -> None:
    hello = {"status": "hello", "protocol": 1, "sdk": "0.1.0", "socket": "keeper.sock", "fork": True}
    assert echo.hello == {**hello, "deterministic": True, "pid": echo.process.pid}


def test_standard_input_is_never_read(echo: Any) -> None:
    echo.send(b'{"cmd": "init", "id": 1, "env_id": "e1"}\n' * 100)
    assert echo.keeper.ask("ping")["sessions"] == 0
    echo.keeper.ask("shutdown")
    echo.wait()
    assert echo.rest_of_output() == b""


def test_ping(echo: Any) -> None:
    echo.open("s1")
    reply = echo.keeper.ask("ping")
    assert 1_000_000 < reply.pop("rss_bytes") < 1_000_000_000
    assert reply.pop("preload_s") >= 0
    pid = echo.process.pid
    assert reply == {"id": 2, "status": "ok", "protocol": 1, "pid": pid, "fork": True, "sessions": 1}


def test_open_starts_a_process_without_an_episode(echo: Any) -> None:
    reply = echo.keeper.ask("open", session="s1", meta={"run": "a"})
    assert reply == {"id": 1, "status": "ok", "pid": echo.children()[0], "socket": "s-s1.sock"}
    state = echo.connect(reply["socket"]).ask("state")
    assert (state["session"], state["meta"], state["initialised"]) == ("s1", {"run": "a"}, False)
    assert (state["pid"], state["last"], state["request_ids"]) == (reply["pid"], None, [])


def test_opening_a_living_session_returns_it_as_it_is(echo: Any) -> None:
    session = echo.open("s1", run="a")
    session.ask("init", env_id="e1")
    first = echo.pid_of("s1")
    again = echo.keeper.ask("open", session="s1", meta={"run": "b"})
    assert (again["pid"], again["socket"]) == (first, "s-s1.sock")
    state = session.ask("state")
    assert (state["initialised"], state["meta"]) == (True, {"run": "a"})


def test_a_session_is_served_as_the_contract_says(echo: Any) -> None:
    session = echo.open("s1")
    assert session.ask("init", env_id="e1", length=2)["observation"] == "ready: e1"
    assert session.ask("step", action="look")["observation"] == "echo: look"
    assert session.ask("step", action="look")["done"] is True
    assert session.ask("step", action="look")["code"] == "already_done"
    assert session.ask("jump")["code"] == "bad_request"
    session.send(b"garbage\n")
    assert session.reply()["code"] == "bad_request"
    assert session.ask("close")["status"] == "ok"
    assert echo.exit_code("s1") == 0


def test_list_tells_the_living_and_the_ended(echo: Any) -> None:
    echo.open("s1", run="a")
    echo.open("s2").ask("close")
    assert echo.exit_code("s2") == 0
    reply = echo.keeper.ask("list")
    living = {"session": "s1", "pid": echo.pid_of("s1"), "socket": "s-s1.sock", "meta": {"run": "a"}}
    assert reply["sessions"] == [living]
    assert reply["ended"] == [{"session": "s2", "exit_code": 0}]


def test_a_note_is_seen_in_the_list(echo: Any) -> None:
    echo.open("s1", run="a").ask("note", meta={"run": "b", "text": "\u20ac" * 10_000})
    assert echo.keeper.ask("list")["sessions"][0]["meta"]["run"] == "b"


def test_end_kills_and_removes(echo: Any) -> None:
    session = echo.open("s1")
    session.ask("init", env_id="e1")
    assert echo.leftovers()
    assert echo.keeper.ask("end", session="s1") == {
        "id": 2,
        "status": "ok",
        "exit_code": 128 + signal.SIGKILL,
    }
    assert echo.children() == []
    assert [path.name for path in echo.leftovers()] == ["keeper.sock"]
    assert session.is_closed_by_worker()
    assert echo.keeper.ask("end", session="s1")["exit_code"] == 128 + signal.SIGKILL


def test_ending_what_never_was_is_no_error(echo: Any) -> None:
    assert echo.keeper.ask("end", session="unknown") == {"id": 1, "status": "ok", "exit_code": None}
    reply = {"id": 2, "status": "ok", "exit_code": None, "out_of_memory": False, "running": False}
    assert echo.keeper.ask("exit_status", session="unknown") == reply


def test_an_ended_session_can_be_opened_again(echo: Any) -> None:
    echo.open("s1").ask("init", env_id="e1")
    echo.keeper.ask("end", session="s1")
    assert echo.open("s1").ask("state")["initialised"] is False
    reply = echo.keeper.ask("exit_status", session="s1")
    assert (reply["running"], reply["exit_code"]) == (True, None)
    assert echo.keeper.ask("list")["ended"] == []


def test_shutdown_ends_everything_after_its_reply(echo: Any) -> None:
    session = echo.open("s1")
    session.ask("init", env_id="e1")
    assert echo.keeper.ask("shutdown") == {"id": 2, "status": "ok"}
    assert echo.wait() == 0
    assert echo.processes() == []
    assert echo.leftovers() == []
    assert echo.keeper.is_closed_by_worker()


def test_shutdown_answers_what_was_still_open(start_keeper: Any) -> None:
    keeper = start_keeper("slow", DOCKERGYM_TEST_PRELOAD_S="60")
    opening = keeper.keeper.request("open", session="s1")
    asked = keeper.keeper.request("shutdown")
    first, second = keeper.keeper.reply(), keeper.keeper.reply()
    assert (first["id"], first["code"]) == (opening, "preload_failed")
    assert (second["id"], second["status"]) == (asked, "ok")
    assert keeper.wait() == 0


def test_sigterm_ends_everything(echo: Any) -> None:
    echo.open("s1").ask("init", env_id="e1")
    echo.process.terminate()
    assert echo.wait() == 0
    assert echo.processes() == []
    assert echo.leftovers() == []


def test_sigterm_while_loading_ends_the_keeper(start_stdio: Any, tmp_path: Path) -> None:
    worker = start_stdio(
        """
        can_fork = True

        def preload(self):
            print("loading", file=sys.stderr)
            time.sleep(60)
        """,
        hello=True,
        DOCKERGYM_SOCKET_DIR=str(tmp_path),
    )
    assert worker.reply()["socket"] == "keeper.sock"
    worker.process.terminate()
    assert worker.wait() == 128 + signal.SIGTERM
    assert not list(tmp_path.glob("*.sock"))


@pytest.mark.parametrize("session", ["", "a" * 65, "a/b", "..", "a b", "é", "a\n", None, 5, ["a"]])
def test_names_that_are_no_names_are_refused(echo: Any, session: Any) -> None:
    for command in ("open", "end", "exit_status"):
        reply = echo.keeper.ask(command, session=session)
        assert (reply["code"], reply["applied"]) == ("bad_request", False)
    assert echo.children() == []


@pytest.mark.parametrize("session", ["a", "a" * 64, "Az-09_", "keeper", "-"])
def test_names_that_are_names_are_taken(echo: Any, session: str) -> None:
    assert echo.open(session).ask("state")["session"] == session


def test_garbage_is_answered_and_survived(echo: Any) -> None:
    echo.keeper.send(b'hello?\n[]\n\xff\n{"cmd": "jump", "id": 7}\n{"cmd": [], "id": 8}\n{"id": 9}\n')
    replies = [echo.keeper.reply() for _ in range(6)]
    assert [reply["code"] for reply in replies] == ["bad_request"] * 6
    assert [reply.get("id") for reply in replies] == [None, None, None, 7, 8, 9]
    assert echo.keeper.ask("open", session="s1", meta=[])["code"] == "bad_request"
    assert echo.keeper.ask("ping")["status"] == "ok"


def test_a_line_longer_than_agreed_is_refused(start_keeper: Any) -> None:
    keeper = start_keeper("echo", DOCKERGYM_MAX_REQUEST_BYTES="1000")
    session = keeper.open("s1")
    for connection in (keeper.keeper, session):
        connection.send(b"x" * 100_000 + b"\n")
        assert connection.reply()["code"] == "bad_request"
        assert connection.ask("state" if connection is session else "ping")["status"] == "ok"


def test_requests_may_arrive_in_any_pieces(echo: Any) -> None:
    request = json.dumps({"cmd": "open", "id": 1, "session": "s1", "meta": {"text": "€"}}, ensure_ascii=False)
    raw = request.encode() + b"\n"
    for position in range(len(raw)):
        echo.keeper.send(raw[position : position + 1])
    assert echo.keeper.reply()["status"] == "ok"
    session = echo.connect("s-s1.sock")
    raw = b'{"cmd": "init", "id": 1, "env_id": "\xc3\xa9"}\n{"cmd": "step", "id": 2, "action": "\xe2\x82\xac"}\n'
    for position in range(len(raw)):
        session.send(raw[position : position + 1])
    assert [session.reply()["observation"] for _ in range(2)] == ["ready: é", "echo: €"]


def test_many_requests_at_once_are_answered_in_order(echo: Any) -> None:
    asked = []
    for number in range(100):
        asked.append(echo.keeper.request("open", session=f"s{number}"))
        asked.append(echo.keeper.request("ping"))
    assert [echo.keeper.reply()["id"] for _ in asked] == asked
    assert echo.keeper.ask("ping")["sessions"] == 100


def test_several_servers_are_served_at_once(echo: Any) -> None:
    others = [echo.connect("keeper.sock") for _ in range(20)]
    for number, other in enumerate(others):
        assert other.ask("open", session=f"s{number}")["status"] == "ok"
    assert len(others[0].ask("list")["sessions"]) == 20


def test_more_servers_than_can_be_served_wait(echo: Any) -> None:
    others = [echo.connect("keeper.sock") for _ in range(70)]
    waiting = others[-1]
    waiting.request("ping")
    assert others[0].ask("ping")["status"] == "ok"
    assert not waiting.has_answer()
    for other in others[:30]:
        other.close()
    assert waiting.reply()["status"] == "ok"


def test_a_server_that_does_not_read_holds_up_nobody(echo: Any) -> None:
    for number in range(20):
        echo.keeper.ask("open", session=f"s{number}", meta={"text": "x" * 60_000})
    lazy = echo.connect("keeper.sock")
    lazy.socket.setblocking(False)
    with contextlib.suppress(BlockingIOError):
        while True:
            lazy.socket.send(b'{"cmd": "list", "id": 1}\n')
    # A reply has 1.2 MB, and thousands were asked for.
    assert echo.keeper.ask("ping")["rss_bytes"] < 50_000_000
    assert echo.open("another").ask("init", env_id="e1")["status"] == "ok"
    lazy.socket.setblocking(True)
    lazy.socket.settimeout(20)
    assert len(lazy.reply()["sessions"]) >= 20


def test_a_busy_session_holds_up_nobody(start_keeper: Any) -> None:
    keeper = start_keeper("slow")
    busy = keeper.open("busy")
    busy.ask("init")
    busy.request("step", action="sleep 60")
    idle = keeper.open("idle")
    idle.ask("init")
    assert idle.ask("step", action="look")["status"] == "ok"
    assert keeper.keeper.ask("end", session="busy")["exit_code"] == 128 + signal.SIGKILL


def test_what_can_be_forked_is_loaded_once(start_keeper: Any) -> None:
    keeper = start_keeper(LOADED_ONCE)
    for session in ("s1", "s2"):
        loaded_by, process = map(int, keeper.open(session).ask("init")["observation"].split())
        assert loaded_by == keeper.process.pid
        assert process == keeper.pid_of(session)


def test_what_cannot_be_forked_is_loaded_in_each_session(start_keeper: Any) -> None:
    keeper = start_keeper(LOADED_ONCE.replace("True", "False"))
    assert keeper.hello["fork"] is False
    for session in ("s1", "s2"):
        loaded_by, process = map(int, keeper.open(session).ask("init")["observation"].split())
        assert loaded_by == process == keeper.pid_of(session)


def test_sessions_that_load_do_not_wait_for_each_other(start_keeper: Any) -> None:
    keeper = start_keeper("slow", DOCKERGYM_TEST_PRELOAD_S="0.5")
    began = time.monotonic()
    for number in range(8):
        keeper.keeper.request("open", session=f"s{number}")
    assert keeper.connect("keeper.sock").ask("ping")["sessions"] == 8
    assert not keeper.keeper.has_answer()
    for _ in range(8):
        assert keeper.keeper.reply()["status"] == "ok"
    assert 0.5 <= time.monotonic() - began < 8 * 0.5


def test_opening_again_while_it_loads_waits_too(start_keeper: Any) -> None:
    keeper = start_keeper("slow", DOCKERGYM_TEST_PRELOAD_S="0.3")
    keeper.keeper.request("open", session="s1")
    other = keeper.connect("keeper.sock")
    assert other.ask("open", session="s1")["pid"] == keeper.keeper.reply()["pid"]


@pytest.mark.parametrize("can_fork", [True, False])
def test_a_failed_preload_is_the_answer_to_every_open(start_keeper: Any, can_fork: bool) -> None:
    keeper = start_keeper(f"""
        can_fork = {can_fork}

        def preload(self):
            raise OSError("the data is not there")
    """)
    for session in ("s1", "s2"):
        reply = keeper.keeper.ask("open", session=session)
        assert (reply["code"], reply["type"], reply["applied"]) == ("preload_failed", "OSError", False)
        assert reply["message"] == "preload raised OSError: the data is not there"
        assert "step" not in reply
    assert keeper.keeper.ask("ping")["status"] == "ok"
    assert "Traceback" in keeper.stderr


def test_an_after_fork_that_raises_is_told(start_keeper: Any) -> None:
    keeper = start_keeper("""
        can_fork = True

        def after_fork(self):
            raise OSError("no connection")
    """)
    reply = keeper.keeper.ask("open", session="s1")
    assert (reply["code"], reply["message"]) == ("preload_failed", "after_fork raised OSError: no connection")
    assert keeper.exit_code("s1") == 1


def test_a_process_that_dies_while_loading_is_told(start_keeper: Any) -> None:
    keeper = start_keeper("""
        def preload(self):
            os._exit(7)
    """)
    reply = keeper.keeper.ask("open", session="s1")
    assert (reply["code"], reply["applied"]) == ("preload_failed", False)
    assert "ended with exit code 7 while it was loading" in reply["message"]
    assert keeper.exit_code("s1") == 7


def test_ending_a_session_that_loads_answers_both(start_keeper: Any) -> None:
    keeper = start_keeper("slow", DOCKERGYM_TEST_PRELOAD_S="60")
    keeper.keeper.request("open", session="s1")
    other = keeper.connect("keeper.sock")
    assert other.ask("end", session="s1")["exit_code"] == 128 + signal.SIGKILL
    assert keeper.keeper.reply()["code"] == "preload_failed"


def test_a_limit_of_processes_is_a_clear_refusal(start_keeper: Any) -> None:
    keeper = start_keeper("""
        can_fork = True

        def preload(self):
            def refuse():
                raise BlockingIOError(11, "Resource temporarily unavailable")
            os.fork = refuse
    """)
    reply = keeper.keeper.ask("open", session="s1")
    assert (reply["code"], reply["applied"]) == ("fork_failed", False)
    assert [path.name for path in keeper.leftovers()] == ["keeper.sock"]
    assert keeper.keeper.ask("ping")["status"] == "ok"


def test_long_socket_folders_are_no_obstacle(start_keeper: Any, tmp_path: Path) -> None:
    folder = tmp_path / ("a" * 100) / ("b" * 100)
    keeper = start_keeper("echo", folder=folder)
    session = keeper.open("s" * 64)
    session.ask("init", env_id="e1")
    assert session.ask("fork", sessions=[{"session": "f" * 64}])["status"] == "ok"
    assert keeper.connect(f"s-{'f' * 64}.sock").ask("step", action="look")["step"] == 1


def test_a_dead_keeper_s_sockets_are_taken_over(start_keeper: Any, tmp_path: Path) -> None:
    folder = tmp_path / "sockets"
    folder.mkdir()
    for name in ("keeper.sock", "s-s1.sock"):
        sockets.listen(str(folder), name).close()
    keeper = start_keeper("echo", folder=folder)
    assert keeper.open("s1").ask("state")["initialised"] is False


def test_a_living_keeper_s_socket_is_left_alone(start_keeper: Any, start_stdio: Any) -> None:
    keeper = start_keeper("echo")
    second = start_stdio("echo", hello=True, DOCKERGYM_SOCKET_DIR=str(keeper.folder))
    assert second.reply()["socket"] is None
    assert keeper.connect("keeper.sock").ask("ping")["pid"] == keeper.process.pid


def test_noise_reaches_neither_socket_nor_standard_output(start_keeper: Any) -> None:
    keeper = start_keeper("noisy")
    session = keeper.open("s1")
    session.ask("init")
    assert session.ask("step", action="flood 1000")["observation"] == "said: flood 1000"
    session.ask("fork", sessions=[{"session": "f1"}])
    assert keeper.connect("s-f1.sock").ask("step", action="look")["step"] == 2
    keeper.keeper.ask("shutdown")
    keeper.wait()
    assert keeper.rest_of_output() == b""
    for noise in ("print in preload", "os.write in after_fork", "printf in init", "subprocess in step"):
        assert noise in keeper.stderr


def test_a_server_that_vanishes_in_the_middle_of_a_line_is_forgotten(echo: Any) -> None:
    other = echo.connect("keeper.sock")
    other.send(b'{"cmd": "shutdo')
    other.close()
    assert echo.keeper.ask("ping")["status"] == "ok"


def test_a_server_that_resets_its_connection_is_forgotten(echo: Any) -> None:
    other = echo.connect("keeper.sock")
    for _ in range(100):
        other.request("list")
    other.socket.shutdown(socket.SHUT_RD)
    other.close()
    assert echo.keeper.ask("ping")["status"] == "ok"
