"""Replies of any worker become one shape, or an error that says what is missing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockergym.api.steps import encode_reply
from dockergym.errors import WorkerProtocolError
from dockergym.protocol.messages import decode_hello, decode_plain_reply, decode_sdk_reply, encode

OK: dict[str, Any] = {"status": "ok", "observation": "a room", "reward": 0.5, "done": False}


def line(**changes: Any) -> bytes:
    return json.dumps({**OK, **changes}).encode()


def without(key: str) -> bytes:
    return json.dumps({name: value for name, value in OK.items() if name != key}).encode()


def test_a_plain_reply_is_read() -> None:
    reply = decode_plain_reply(line(id=3))
    assert (reply.ok, reply.id, reply.observation, reply.reward, reply.done) == (
        True,
        3,
        "a room",
        0.5,
        False,
    )
    assert (reply.terminated, reply.truncated) == (False, False)


def test_every_other_key_becomes_info() -> None:
    assert decode_plain_reply(line(won=True, score=7)).info_dict() == {"won": True, "score": 7}


def test_an_info_object_is_merged_and_wins() -> None:
    assert decode_plain_reply(line(a=1, b=1, info={"b": 2})).info_dict() == {"a": 1, "b": 2}


def test_an_info_that_is_no_object_stays_an_extra() -> None:
    assert decode_plain_reply(line(info=[1])).info_dict() == {"info": [1]}


def test_score_stands_for_a_missing_reward() -> None:
    reply = decode_plain_reply(
        json.dumps({"status": "ok", "observation": "", "score": 2, "done": True}).encode()
    )
    assert reply.reward == 2.0
    assert reply.info_dict() == {}


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ({"done": True}, (True, True, False)),
        ({"done": True, "truncated": True}, (True, False, True)),
        ({"done": None, "terminated": False, "truncated": True}, (True, False, True)),
        ({"done": None, "terminated": True}, (True, True, False)),
        ({"done": None, "truncated": False}, (False, False, False)),
    ],
)
def test_terminated_and_truncated_refine_done(flags: dict[str, Any], expected: tuple[bool, ...]) -> None:
    reply = decode_plain_reply(line(**flags))
    assert (reply.done, reply.terminated, reply.truncated) == expected


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        (b"not json", "JSON"),
        (b"[1]", "object"),
        (b"{}", "status"),
        (without("observation"), "observation"),
        (without("reward"), "reward"),
        (without("done"), "done"),
        (line(observation=1), "observation"),
        (line(reward="1"), "reward"),
        (line(reward=True), "reward"),
        (line(done=1), "done"),
        (line(truncated="yes"), "truncated"),
        (line(id="7"), "id"),
        (b"\xff\xfe", "JSON"),
    ],
)
def test_what_is_not_a_reply_is_refused_by_name(raw: bytes, named: str) -> None:
    with pytest.raises(WorkerProtocolError, match=named):
        decode_plain_reply(raw)


@pytest.mark.parametrize("raw", [b"not json", b"[1]", b"{}", line(observation=1), line(done=1), b"\xff\xfe"])
def test_what_the_sdk_never_writes_is_refused(raw: bytes) -> None:
    with pytest.raises(WorkerProtocolError):
        decode_sdk_reply(raw)


def test_an_acknowledgement_of_the_sdk_is_no_result() -> None:
    assert not decode_sdk_reply(b'{"id": 1, "status": "ok"}').is_result
    assert decode_sdk_reply(line(id=1)).is_result


def test_a_long_line_is_shown_shortened() -> None:
    with pytest.raises(WorkerProtocolError) as caught:
        decode_plain_reply(b"x" * 100_000)
    assert len(str(caught.value)) < 400


def test_an_error_reply_keeps_what_it_says() -> None:
    reply = decode_sdk_reply(
        b'{"id":1,"status":"error","message":"no","code":"env_error","applied":null,"step":4}'
    )
    assert (reply.ok, reply.message, reply.code, reply.applied, reply.step) == (
        False,
        "no",
        "env_error",
        None,
        4,
    )


def test_infinity_from_a_python_worker_is_read() -> None:
    reply = decode_plain_reply(b'{"status":"ok","observation":"","reward":1,"done":false,"far":Infinity}')
    assert reply.info_dict() == {"far": None}


@pytest.mark.parametrize("reward", ["Infinity", "-Infinity", "NaN", "1" + "0" * 400])
def test_a_reward_that_is_not_finite_is_refused(reward: str) -> None:
    raw = f'{{"status":"ok","observation":"","reward":{reward},"done":false}}'.encode()
    for decode in (decode_plain_reply, decode_sdk_reply):
        with pytest.raises(WorkerProtocolError, match="finite"):
            decode(raw)


def test_what_python_writes_and_utf_8_cannot_hold_is_replaced() -> None:
    reply = decode_plain_reply(line(observation="half \ud83d", paired="\ud83d\ude00", number=2**70))
    assert reply.observation == "half \ufffd"
    assert reply.info_dict() == {"paired": "\U0001f600", "number": 2**70}


def test_a_reply_nested_too_deeply_is_refused() -> None:
    deep = b'{"status":"ok","observation":"","reward":0,"done":false,"hello":"hello","x":' + b"[" * 100_000
    assert decode_hello(deep) is None
    with pytest.raises(WorkerProtocolError):
        decode_plain_reply(deep + b"]" * 100_000 + b"}")


def test_info_of_the_sdk_is_not_rewritten() -> None:
    raw = b'{"status":"ok","observation":"","reward":0.0,"done":false,"info":{"a" :1},"step":1}'
    assert bytes(decode_sdk_reply(raw).info) == b'{"a" :1}'


def test_hello_is_told_from_a_reply() -> None:
    hello = decode_hello(b'{"status":"hello","protocol":1,"socket":"keeper.sock","fork":true}')
    assert hello is not None
    assert (hello.protocol, hello.socket, hello.fork) == (1, "keeper.sock", True)
    assert decode_hello(line(observation='"hello"')) is None
    assert decode_hello(b'"hello') is None


def test_a_request_is_one_line() -> None:
    assert encode({"cmd": "step", "action": "a\nb"}) == b'{"cmd":"step","action":"a\\nb"}\n'


@given(st.binary(max_size=200))
def test_garbage_never_raises_anything_else(raw: bytes) -> None:
    for decode in (decode_plain_reply, decode_sdk_reply):
        try:
            decode(raw)
        except WorkerProtocolError:
            continue


any_text = st.text(st.characters(codec=None, exclude_categories=()), max_size=5)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.just(2**80) | st.floats() | any_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(
    st.dictionaries(
        st.sampled_from([*OK, "id", "info", "terminated", "truncated", "score", "x"]), json_values
    )
)
def test_any_object_is_a_reply_or_refused(message: dict[str, Any]) -> None:
    try:
        reply = decode_sdk_reply(json.dumps({"status": "ok", **message}).encode())
    except WorkerProtocolError:
        return
    assert not reply.is_result or (isinstance(reply.observation, str) and isinstance(reply.reward, float))
    assert isinstance(reply.info_dict(), dict)
    if reply.is_result:
        assert json.loads(encode_reply("s", reply))["observation"] == reply.observation


def test_what_java_writes_for_a_pair_of_surrogates_is_one_character() -> None:
    reply = decode_plain_reply(line(observation="SMILE").replace(b"SMILE", b"\xed\xa0\xbd\xed\xb8\x80"))
    assert reply.observation == "\N{GRINNING FACE}"
    assert (
        decode_plain_reply(line(observation="HALF").replace(b"HALF", b"\xed\xa0\xbd")).observation == "\ufffd"
    )


@pytest.mark.parametrize("info", [b'{"a": "\xff"}', b'{"a": ' + b"[" * 5000 + b"]" * 5000 + b"}"])
def test_info_of_the_sdk_that_could_not_be_passed_on_is_refused(info: bytes) -> None:
    with pytest.raises(WorkerProtocolError):
        decode_sdk_reply(line(info="INFO").replace(b'"INFO"', info))


@pytest.mark.parametrize("info", [b"[1]", b"null", b"3"])
def test_info_of_the_sdk_is_an_object_whatever_it_wrote(info: bytes) -> None:
    assert isinstance(
        json.loads(bytes(decode_sdk_reply(line(info="INFO").replace(b'"INFO"', info)).info)), dict
    )
