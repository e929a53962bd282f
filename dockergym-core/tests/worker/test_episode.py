"""A session's requests and replies, without any socket: the tables of the worker protocol, row by row."""

from __future__ import annotations

import itertools
import json
import os
import time
from typing import Any

import pytest

from dockergym_worker import BaseWorker, InvalidParams, TaskNotFound
from dockergym_worker.episode import Episode
from dockergym_worker.messages import Refusal, decode_request


class Recorder(BaseWorker):
    """Repeats actions, and does what the action says where it is the name of a fault."""

    def __init__(self) -> None:
        self.calls: list[Any] = []

    def init_env(self, env_id: str | None, params: dict[str, Any]) -> Any:
        self.calls.append(("init", env_id, params))
        return self.play(params.get("fault", "begin"))

    def step_env(self, action: str) -> Any:
        self.calls.append(("step", action))
        return self.play(action)

    def close_env(self) -> None:
        self.calls.append("close")

    def play(self, action: str) -> Any:
        if action == "raise":
            raise KeyError("no such door")
        if action == "raise silently":
            raise RuntimeError
        if action == "no such task":
            raise TaskNotFound("there is no room/9; did you mean room/1?")
        if action == "bad params":
            raise InvalidParams("a room has at most 9 doors")
        if action == "bad":
            return "half a result"
        if action == "leave":
            raise SystemExit(3)
        return f"echo: {action}", 1.0, action == "finish", action == "time out", {"action": action}


class Player:
    def __init__(self) -> None:
        self.worker = Recorder()
        self.episode = Episode(self.worker, "s1", {"run": "a"})
        self.ids = itertools.count(1)

    def ask(self, cmd: Any, **fields: Any) -> dict[str, Any]:
        number = next(self.ids)
        line = self.episode.reply_to({"cmd": cmd, "id": number, **fields})
        assert line.endswith(b"\n")
        reply: dict[str, Any] = json.loads(line)
        assert reply.pop("id") == number
        return reply

    def steps_taken(self) -> int:
        return sum(call[0] == "step" for call in self.worker.calls)


@pytest.fixture
def player() -> Player:
    return Player()


@pytest.fixture
def playing(player: Player) -> Player:
    player.ask("init", env_id="room/1")
    return player


def error(code: str, applied: bool | None, step: int) -> dict[str, Any]:
    return {"status": "error", "code": code, "applied": applied, "step": step}


def without_message(reply: dict[str, Any]) -> dict[str, Any]:
    assert reply.pop("message")
    return reply


def test_init_gives_all_other_keys_as_params(player: Player) -> None:
    reply = player.ask("init", env_id="room/1", seed=3, options={"a": 1}, request_id="kept")
    assert player.worker.calls == [("init", "room/1", {"seed": 3, "options": {"a": 1}, "request_id": "kept"})]
    assert reply["step"] == 0


def test_an_environment_without_tasks_gets_none(player: Player) -> None:
    player.ask("init")
    player.ask("init", env_id=None)
    assert player.worker.calls == [("init", None, {})] * 2


def test_a_step_reply_holds_exactly_what_is_promised(playing: Player) -> None:
    assert playing.ask("step", action="look") == {
        "status": "ok",
        "observation": "echo: look",
        "reward": 1.0,
        "done": False,
        "terminated": False,
        "truncated": False,
        "info": {"action": "look"},
        "step": 1,
    }


@pytest.mark.parametrize(("action", "ended"), [("finish", "terminated"), ("time out", "truncated")])
def test_an_ended_episode_takes_no_more_steps(playing: Player, action: str, ended: str) -> None:
    reply = playing.ask("step", action=action)
    assert (reply["done"], reply[ended]) == (True, True)
    assert without_message(playing.ask("step", action="look")) == error("already_done", False, 1)
    state = playing.ask("state")
    assert (state["done"], state[ended]) == (True, True)
    assert playing.steps_taken() == 1


def test_a_step_before_init_is_refused(player: Player) -> None:
    assert without_message(player.ask("step", action="look")) == error("not_initialised", False, 0)


def test_a_second_init_begins_anew(playing: Player) -> None:
    playing.ask("step", action="finish")
    assert playing.ask("init", env_id="room/2")["step"] == 0
    assert playing.ask("step", action="look")["step"] == 1


def test_an_exception_in_a_step_leaves_the_session_usable(
    playing: Player, capfd: pytest.CaptureFixture[str]
) -> None:
    reply = playing.ask("step", action="raise")
    assert reply == {
        **error("env_error", None, 0),
        "type": "KeyError",
        "message": "step_env raised KeyError: 'no such door'",
    }
    assert "Traceback" in capfd.readouterr().err
    assert playing.ask("step", action="look")["step"] == 1


def test_an_exception_without_words_has_a_message(playing: Player) -> None:
    assert playing.ask("step", action="raise silently")["message"] == "step_env raised RuntimeError"


def test_an_exception_in_init_applied_nothing(player: Player) -> None:
    reply = without_message(player.ask("init", fault="raise"))
    assert reply == {**error("env_error", False, 0), "type": "KeyError"}
    assert player.ask("state")["initialised"] is False
    assert player.ask("step", action="look")["code"] == "not_initialised"


@pytest.mark.parametrize(
    ("fault", "code", "message"),
    [
        ("no such task", "task_not_found", "there is no room/9; did you mean room/1?"),
        ("bad params", "invalid_params", "a room has at most 9 doors"),
    ],
)
def test_a_request_at_fault_is_told_apart_from_a_failure(
    player: Player, capfd: pytest.CaptureFixture[str], fault: str, code: str, message: str
) -> None:
    assert player.ask("init", fault=fault) == {**error(code, False, 0), "message": message}
    assert capfd.readouterr().err == ""


def test_a_step_cannot_put_the_blame_on_the_create(playing: Player) -> None:
    assert playing.ask("step", action="no such task")["code"] == "env_error"


def test_a_failed_second_init_ends_the_first_episode(playing: Player) -> None:
    playing.ask("step", action="look")
    playing.ask("init", fault="raise")
    state = playing.ask("state")
    assert (state["initialised"], state["step"], state["last"]) == (False, 0, None)


def test_what_is_no_result_is_an_error(playing: Player) -> None:
    assert without_message(playing.ask("step", action="bad")) == error("bad_result", None, 0)
    assert without_message(playing.ask("init", fault="bad")) == error("bad_result", False, 0)


def test_an_environment_that_exits_is_not_held_back(playing: Player) -> None:
    with pytest.raises(SystemExit, match="3"):
        playing.ask("step", action="leave")


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        ({"cmd": "jump"}, "unknown command 'jump'"),
        ({"cmd": None}, "unknown command None"),
        ({"cmd": ["step"]}, "unknown command"),
        ({"cmd": "step"}, "needs 'action'"),
        ({"cmd": "step", "action": 3}, "'action' must be a string, not a whole number"),
        ({"cmd": "step", "action": None}, "needs 'action'"),
        ({"cmd": "step", "action": "a", "request_id": 1}, "'request_id' must be a string"),
        (
            {"cmd": "step", "action": "a", "request_id": "r", "digest": {}},
            "'digest' must be a string, not an object",
        ),
        ({"cmd": "step", "action": "a", "if_step": "0"}, "'if_step' must be a whole number, not a string"),
        ({"cmd": "step", "action": "a", "if_step": True}, "'if_step' must be a whole number, not a boolean"),
        ({"cmd": "init", "env_id": 5}, "'env_id' must be a string"),
        ({"cmd": "note"}, "needs 'meta'"),
        ({"cmd": "note", "meta": []}, "'meta' must be an object, not an array"),
        ({"cmd": "note", "meta": {"x": "y" * 70_000}}, "longer than 65536 bytes"),
        ({"cmd": "note", "meta": {"x": float("nan")}}, "cannot be kept"),
    ],
)
def test_wrong_requests_touch_nothing(playing: Player, request_: dict[str, Any], words: str) -> None:
    fields = dict(request_)
    reply = playing.ask(fields.pop("cmd"), **fields)
    assert words in reply.pop("message")
    assert reply == error("bad_request", False, 0)
    assert playing.worker.calls == [("init", "room/1", {})]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"step", "not a line of JSON"),
        (b"\xff\xfe", "not a line of JSON"),
        (b'{"cmd": "step"', "not a line of JSON"),
        (b"[" * 100_000, "not a line of JSON"),
        (b"[]", "must be a JSON object, not an array"),
        (b"null", "must be a JSON object, not null"),
        (b'{"id": "1"}', "'id' must be a whole number, not a string"),
        (b'{"id": true}', "'id' must be a whole number, not a boolean"),
        (b'{"id": 1.5}', "'id' must be a whole number, not a number"),
        (None, "longer than 100 bytes"),
    ],
)
def test_lines_that_are_no_requests_are_refused(line: bytes | None, words: str) -> None:
    with pytest.raises(Refusal, match=words) as caught:
        decode_request(line, 100)
    assert caught.value.code == "bad_request"


def test_a_request_without_an_id_gets_a_reply_without_one(playing: Player) -> None:
    assert list(json.loads(playing.episode.reply_to({"cmd": "note", "meta": {}}))) == ["status"]


def test_an_endless_message_is_cut(playing: Player) -> None:
    assert len(playing.ask("x" * 1_000_000)["message"]) == 4096


def test_a_repeated_step_is_not_applied_again(playing: Player) -> None:
    first = playing.ask("step", action="look", request_id="r1", digest="d1")
    playing.ask("step", action="wait", request_id="r2")
    again = playing.ask("step", action="look", request_id="r1", digest="d1")
    assert again == {**first, "replayed": True}
    assert list(again)[-1] == "replayed"
    assert playing.steps_taken() == 2


@pytest.mark.parametrize("action", ["raise", "bad"])
def test_an_error_of_the_environment_is_replayed_too(playing: Player, action: str) -> None:
    first = playing.ask("step", action=action, request_id="r1")
    assert playing.ask("step", action=action, request_id="r1") == {**first, "replayed": True}
    assert playing.steps_taken() == 1


def test_a_refusal_is_not_remembered(player: Player) -> None:
    assert player.ask("step", action="look", request_id="r1")["code"] == "not_initialised"
    player.ask("init")
    assert player.ask("step", action="look", request_id="r1")["status"] == "ok"


def test_the_last_step_of_an_episode_can_be_repeated(playing: Player) -> None:
    first = playing.ask("step", action="finish", request_id="r1", if_step=0)
    assert playing.ask("step", action="finish", request_id="r1", if_step=0) == {**first, "replayed": True}


def test_an_id_used_for_another_request_is_a_conflict(playing: Player) -> None:
    playing.ask("step", action="look", request_id="r1", digest="d1")
    reply = without_message(playing.ask("step", action="wait", request_id="r1", digest="d2"))
    assert reply == error("request_conflict", False, 1)
    assert playing.steps_taken() == 1


def test_a_digest_is_compared_only_where_both_are_known(playing: Player) -> None:
    playing.ask("step", action="look", request_id="r1")
    assert playing.ask("step", action="look", request_id="r1", digest="d1")["replayed"] is True


def test_replies_are_forgotten_after_256(playing: Player) -> None:
    for number in range(257):
        playing.ask("step", action="look", request_id=f"r{number}")
    assert playing.ask("state")["request_ids"] == [f"r{number}" for number in range(1, 257)]
    assert "replayed" in playing.ask("step", action="look", request_id="r1")
    assert "replayed" not in playing.ask("step", action="look", request_id="r0")


def test_a_step_can_be_conditional(playing: Player) -> None:
    assert playing.ask("step", action="look", if_step=0)["step"] == 1
    assert without_message(playing.ask("step", action="look", if_step=0)) == error("step_conflict", False, 1)
    assert playing.ask("step", action="finish", if_step=1)["step"] == 2
    assert without_message(playing.ask("step", action="look", if_step=1)) == error("step_conflict", False, 2)
    assert playing.steps_taken() == 2


def test_state_tells_all_there_is_to_know(playing: Player) -> None:
    last = playing.ask("step", action="look", request_id="r1")
    state = playing.ask("state")
    assert 0 <= state.pop("idle_s") <= state.pop("age_s") < 60
    assert state.pop("unattended_s") == 0
    assert state == {
        "status": "ok",
        "session": "s1",
        "meta": {"run": "a"},
        "initialised": True,
        "step": 1,
        "done": False,
        "terminated": False,
        "truncated": False,
        "pid": os.getpid(),
        "request_ids": ["r1"],
        "last": last,
    }


def test_an_error_does_not_become_the_last_reply(playing: Player) -> None:
    last = playing.ask("step", action="look")
    playing.ask("step", action="raise")
    assert playing.ask("state")["last"] == last


def test_note_replaces_meta(playing: Player) -> None:
    assert playing.ask("note", meta={"run": "b", "x": [1]}) == {"status": "ok"}
    assert playing.ask("state")["meta"] == {"run": "b", "x": [1]}


def test_close_calls_close_env_once(playing: Player) -> None:
    assert playing.ask("close") == {"status": "ok"}
    assert playing.episode.closed
    playing.episode.close()
    assert playing.worker.calls[1:] == ["close"]


def test_a_close_that_fails_closes_all_the_same(player: Player) -> None:
    player.worker.close_env = lambda: player.worker.play("raise")  # type: ignore[method-assign]
    assert player.ask("close")["code"] == "env_error"
    assert player.episode.closed


def test_a_session_without_a_keeper_cannot_be_forked(playing: Player) -> None:
    reply = playing.ask("fork", sessions=[{"session": "s2"}])
    assert without_message(reply) == error("fork_unsupported", False, 0)


def test_text_of_all_kinds_comes_back(playing: Player) -> None:
    for text in ["", "é\u2028\x00\n\r\t", "\U0001f600", '"\\', "x" * 1_000_000]:
        assert playing.ask("step", action=text)["observation"] == f"echo: {text}"
    assert playing.ask("step", action="lone \ud800")["observation"] == "echo: lone \ufffd"


def test_a_session_is_as_old_as_its_episode_and_not_as_the_process_that_waited_for_it(
    player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 3600)
    player.ask("init")
    assert player.ask("state")["age_s"] == 0
