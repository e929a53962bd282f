"""One session over standard input and output."""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
import time
from typing import Any

import pytest

from dockergym.testing.workers import script

LIFE = """
    def init_env(self, env_id, params):
        print("began", file=sys.stderr)
        return "here", 0.0, False, {}

    def step_env(self, action):
        return action.upper(), 0.0, False, {}

    def close_env(self):
        print("close_env was called", file=sys.stderr)
"""


def test_without_an_offer_there_is_no_hello(start_stdio: Any) -> None:
    worker = start_stdio("echo")
    assert worker.ask("init", env_id="e1") == {
        "id": 1,
        "status": "ok",
        "observation": "ready: e1",
        "reward": 0.0,
        "done": False,
        "terminated": False,
        "truncated": False,
        "info": {"admissible_commands": ["look", "wait"], "won": False},
        "step": 0,
    }
    assert worker.ask("step", action="look")["observation"] == "echo: look"


def test_with_an_offer_and_no_folder_the_hello_has_no_socket(start_stdio: Any) -> None:
    worker = start_stdio("echo", hello=True)
    pid = worker.process.pid
    hello = {
        "status": "hello",
        "protocol": 1,
        "sdk": "0.1.0",
        "socket": None,
        "fork": False,
        "deterministic": True,
    }
    assert worker.reply() == {**hello, "pid": pid}
    assert worker.ask("init", env_id="e1")["step"] == 0
    first = worker.ask("step", action="look", request_id="r1")
    assert worker.ask("step", action="look", request_id="r1") == {**first, "id": 3, "replayed": True}
    assert worker.ask("state")["step"] == 1


def test_a_folder_without_a_hello_is_no_offer(start_stdio: Any, tmp_path: Any) -> None:
    worker = start_stdio("echo", DOCKERGYM_SOCKET_DIR=str(tmp_path))
    assert worker.ask("init", env_id="e1")["status"] == "ok"


def test_a_folder_that_cannot_be_used_means_stdio(start_stdio: Any, tmp_path: Any) -> None:
    worker = start_stdio("echo", hello=True, DOCKERGYM_SOCKET_DIR=str(tmp_path / "missing"))
    assert worker.reply()["socket"] is None
    assert worker.ask("init", env_id="e1")["status"] == "ok"
    assert "serving one session over stdio" in worker.stderr


def test_a_wrong_variable_is_named(start_stdio: Any) -> None:
    worker = start_stdio("echo", DOCKERGYM_MAX_REQUEST_BYTES="lots")
    assert worker.wait() == 1
    assert "DOCKERGYM_MAX_REQUEST_BYTES='lots' must be a number greater than 0" in worker.stderr


def test_requests_may_arrive_in_any_pieces(start_stdio: Any) -> None:
    worker = start_stdio("echo")
    requests = b'{"cmd": "init", "id": 1, "env_id": "\xc3\xa9"}\n\n{"cmd": "step", "id": 2, "action": "\xe2\x82\xac"}\n'
    for position in range(len(requests)):
        worker.send(requests[position : position + 1])
    assert [worker.reply()["observation"] for _ in range(2)] == ["ready: é", "echo: €"]


def test_ten_megabytes_go_through(start_stdio: Any) -> None:
    worker = start_stdio("echo")
    worker.ask("init", env_id="e1")
    action = "x" * 10_000_000
    assert worker.ask("step", action=action)["observation"] == f"echo: {action}"


def test_a_line_longer_than_agreed_is_refused_and_the_next_one_served(start_stdio: Any) -> None:
    worker = start_stdio("echo", DOCKERGYM_MAX_REQUEST_BYTES="1000")
    worker.ask("init", env_id="e1")
    refused = worker.ask("step", action="x" * 1_000_000)
    assert (refused["code"], refused["applied"]) == ("bad_request", False)
    assert "longer than 1000 bytes" in refused["message"]
    assert worker.ask("step", action="look")["step"] == 1


def test_garbage_is_answered_and_survived(start_stdio: Any) -> None:
    worker = start_stdio("echo")
    worker.send(b"hello?\n[]\n\xff\n")
    assert [worker.reply()["code"] for _ in range(3)] == ["bad_request"] * 3
    assert worker.ask("init", env_id="e1")["status"] == "ok"


def test_the_end_of_input_is_the_end_of_the_session(start_stdio: Any) -> None:
    worker = start_stdio(LIFE)
    worker.ask("init")
    worker.input.close()
    assert worker.wait() == 0
    assert "close_env was called" in worker.stderr


def test_a_reader_that_is_gone_is_the_end_of_the_session(start_stdio: Any) -> None:
    worker = start_stdio(LIFE)
    worker.ask("init")
    worker.output.close()
    worker.send(b'{"cmd": "step", "id": 2, "action": "look"}\n')
    assert worker.wait() == 0
    assert "close_env was called" in worker.stderr


def test_sigterm_ends_the_session_in_order(start_stdio: Any) -> None:
    worker = start_stdio(LIFE)
    worker.ask("init")
    worker.process.terminate()
    assert worker.wait() == 128 + signal.SIGTERM
    assert "close_env was called" in worker.stderr


def test_sigterm_ends_a_step_that_hangs(start_stdio: Any) -> None:
    worker = start_stdio("crashing")
    worker.ask("init")
    worker.send(b'{"cmd": "step", "id": 2, "action": "hang"}\n')
    worker.process.terminate()
    assert worker.wait() == 128 + signal.SIGTERM


def test_close_ends_the_process_after_its_reply(start_stdio: Any) -> None:
    worker = start_stdio(LIFE)
    worker.ask("init")
    assert worker.ask("close") == {"id": 2, "status": "ok"}
    assert worker.wait() == 0
    assert worker.stderr.count("close_env was called") == 1


def test_silence_longer_than_the_orphan_timeout_ends_the_worker(start_stdio: Any) -> None:
    worker = start_stdio(LIFE, DOCKERGYM_ORPHAN_TIMEOUT_S="0.3")
    began = time.monotonic()
    worker.ask("init")
    assert worker.wait() == 0
    assert time.monotonic() - began >= 0.3
    assert "close_env was called" in worker.stderr


def test_a_failed_preload_is_the_answer_to_init(start_stdio: Any) -> None:
    worker = start_stdio("""
        def preload(self):
            raise OSError("the data is not there")
    """)
    reply = worker.ask("init", env_id="e1")
    assert (reply["code"], reply["type"], reply["applied"]) == ("preload_failed", "OSError", False)
    assert reply["message"] == "preload raised OSError: the data is not there"
    assert worker.ask("step", action="look")["code"] == "not_initialised"


def test_an_author_who_forgot_a_method_is_told(start_stdio: Any) -> None:
    reply = start_stdio("""
        pass
    """).ask("init")
    assert "Worker must define init_env(env_id, params)" in reply["message"]


@pytest.mark.parametrize(
    ("action", "exit_code", "words"),
    [
        ("crash", 1, "crashed on request"),
        ("exit 3", 3, ""),
        ("segv", -signal.SIGSEGV, "Segmentation fault"),
        ("abort", -signal.SIGABRT, "Aborted"),
        ("kill", -signal.SIGKILL, ""),
    ],
)
def test_a_crash_is_seen_from_outside(start_stdio: Any, action: str, exit_code: int, words: str) -> None:
    worker = start_stdio("crashing")
    worker.ask("init")
    with pytest.raises(EOFError):
        worker.ask("step", action=action)
    assert worker.wait() == exit_code
    assert words in worker.stderr


def test_nothing_but_replies_reaches_standard_output(start_stdio: Any) -> None:
    worker = start_stdio("noisy")
    worker.ask("init")
    for number in range(20):
        assert worker.ask("step", action=f"{number}")["observation"] == f"said: {number}"
    assert worker.ask("step", action="flood 1000")["step"] == 21
    assert worker.ask("close")["status"] == "ok"
    worker.wait()
    assert worker.rest_of_output() == b""
    for noise in [
        "print in step",
        "no newline",
        "print to the first stdout in init",
    ]:
        assert noise in worker.stderr
    for noise in ["os.write in preload", "printf in close", "subprocess in step"]:
        assert noise in worker.stderr


def test_what_was_printed_and_not_yet_written_before_run_is_no_reply(start_stdio: Any) -> None:
    worker = start_stdio(
        """
        print("printed while the class is made")

        def init_env(self, env_id, params):
            return "", 0.0, False, {}
        """,
        PYTHONUNBUFFERED="",
    )
    assert worker.ask("init")["status"] == "ok"
    assert "printed while the class is made" in worker.stderr


def test_environments_and_their_subprocesses_cannot_read_the_requests(start_stdio: Any) -> None:
    worker = start_stdio("""
        def init_env(self, env_id, params):
            import subprocess
            return subprocess.run(["cat"], stdout=-1).stdout.decode() + sys.stdin.read(), 0, False, {}
    """)
    worker.send(b'{"cmd": "init", "id": 1}\n{"cmd": "state", "id": 2}\n')
    assert worker.reply()["observation"] == ""
    assert worker.reply()["initialised"] is True


@pytest.mark.parametrize("closed", [(0,), (1,), (2,), (0, 1, 2)])
def test_missing_descriptors_are_survived(start_stdio: Any, closed: tuple[int, ...]) -> None:
    close = f"import os, runpy\nfor number in {closed}: os.close(number)\n"
    run = f"runpy.run_path({str(script('noisy'))!r}, run_name='__main__')"
    worker = start_stdio([sys.executable, "-c", close + run])
    with contextlib.suppress(BrokenPipeError):
        worker.send(b'{"cmd": "init", "id": 1}\n')
    worker.input.close()
    assert worker.wait() == 0
    expected = 0 if {0, 1} & set(closed) else 1
    assert worker.rest_of_output().count(b"\n") == expected


def test_a_closed_standard_error_does_not_end_the_session() -> None:
    command = [sys.executable, str(script("noisy"))]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stderr.close()
        for number, request in enumerate([{"cmd": "init"}, *[{"cmd": "step", "action": "flood 100"}] * 5]):
            process.stdin.write(json.dumps({**request, "id": number}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["step"] == number
        process.stdin.close()
        assert process.wait(20) == 0


def test_a_worker_may_wait_for_longer_than_the_system_can_at_once(start_stdio: Any) -> None:
    worker = start_stdio("echo", DOCKERGYM_ORPHAN_TIMEOUT_S="7776000")
    assert worker.ask("init", env_id="a")["observation"] == "ready: a"
