"""Many sessions over one WebSocket: nothing mixed up, nothing done twice, nobody held up, nothing lost."""

from __future__ import annotations

import asyncio
import json
import random
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from dockergym.api import stream as stream_module
from dockergym.api.operations import Operations
from dockergym.api.stream import SessionStream
from dockergym.testing.serving import Serve, Served
from dockergym.testing.waiting import eventually

from .conftest import DEADLINE_S, OpenStream, Stream

LINES = {"subprotocols": ["dockergym.lines"]}


async def created(stream: Stream, **body: Any) -> str:
    """Begin an episode and return its session's id."""
    session_id: str = (await stream.result(op="create", **body))["session_id"]
    return session_id


async def test_an_episode_is_played_over_a_stream(serve: Serve, open_stream: OpenStream) -> None:
    stream = await open_stream(await serve())
    session_id = await created(stream, env_id="kitchen", params={"length": 2})
    first = await stream.result(op="step", session_id=session_id, action="look")
    assert (first["observation"], first["step"], first["done"]) == ("echo: look", 1, False)
    assert (await stream.result(op="get", session_id=session_id))["env_id"] == "kitchen"
    assert (await stream.result(op="step", session_id=session_id, action="wait"))["done"] is True
    closed = await stream.result(op="close", session_id=session_id)
    assert closed == {"status": "ok", "session_id": session_id}


async def test_replies_are_those_of_the_routes(serve: Serve, open_stream: OpenStream) -> None:
    served = await serve()
    stream = await open_stream(served, "/envs/echo/stream")
    shown = await stream.result(op="create", seed=3, run="r", rollout="o", request_id="once")
    session_id = shown["session_id"]
    assert shown == (await served.http.get(f"/sessions/{session_id}")).json()
    assert shown == await served.create(seed=3, run="r", rollout="o", request_id="once")
    step = {"op": "step", "session_id": session_id, "action": "x", "request_id": "s", "if_step": 0}
    stepped = await stream.result(**step)
    assert stepped == (await served.step(session_id, "x", request_id="s", if_step=0)).json()
    got = await stream.result(op="get", session_id=session_id)
    assert got == (await served.http.get(f"/sessions/{session_id}")).json()


async def test_errors_are_those_of_the_routes(serve: Serve, open_stream: OpenStream) -> None:
    served = await serve(max_sessions=1)
    stream = await open_stream(served)
    session_id = await created(stream)
    asked = [
        ({"op": "step", "session_id": "nobody", "action": "x"}, "/sessions/nobody/step", {"action": "x"}),
        ({"op": "create"}, "/sessions", {}),
        ({"op": "create", "seed": -1}, "/sessions", {"seed": -1}),
        (
            {"op": "create", "recover": "replay", "wait_s": 400},
            "/sessions",
            {"recover": "replay", "wait_s": 400},
        ),
        ({"op": "fork", "session_id": "nobody"}, "/sessions/nobody/fork", {}),
        (
            {"op": "step", "session_id": session_id, "action": "x", "if_step": 7},
            f"/sessions/{session_id}/step",
            {"action": "x", "if_step": 7},
        ),
    ]
    for request, path, body in asked:
        reply = await stream.ask(**request)
        over_http = await served.http.post(path, json=body)
        expected = {**over_http.json(), "status": over_http.status_code}
        if "retry-after" in over_http.headers:
            expected["retry_after_s"] = int(over_http.headers["retry-after"])
        assert (reply["ok"], reply["error"]) == (False, expected)


@pytest.mark.parametrize(
    ("message", "identity", "status"),
    [
        ("{", None, 400),
        ("[]", None, 422),
        ('"id"', None, 422),
        ('{"op": "get", "session_id": "a"}', None, 422),
        ('{"id": true, "op": "get", "session_id": "a"}', None, 422),
        ('{"id": 1.5, "op": "get", "session_id": "a"}', None, 422),
        ('{"id": "%s", "op": "get", "session_id": "a"}' % ("x" * 201), None, 422),
        ('{"id": "a", "op": "sing"}', "a", 422),
        ('{"id": "\\ud800", "op": "get", "session_id": "a"}', None, 400),
        ('{"id": 7}', 7, 422),
        ('{"id": -7, "op": "step", "session_id": "a"}', -7, 422),
        ('{"id": 7, "op": "step", "session_id": "a", "action": "x", "extra": 1}', 7, 422),
        ('{"id": 7, "op": "step", "session_id": "a", "action": "x", "if_step": -1}', 7, 422),
        ('{"id": 7, "op": "step", "session_id": "a", "action": "x", "request_id": ""}', 7, 422),
        ('{"id": 7, "op": "fork", "session_id": "a", "count": 0}', 7, 422),
        ('{"id": 7, "op": "fork", "session_id": "a", "request_id": ""}', 7, 422),
        ('{"id": 7, "op": "create", "params": []}', 7, 422),
        ('{"id": 7, "op": "create", "sead": 1}', 7, 422),
        (b'{"id": 7, "op": "get", "session_id": "\xff"}', None, 400),
        ('{"id": %s}' % ("1" * 5000), None, 422),
        ("[" * 100_000, None, 422),
        ('{"id": 7, "op": "create", "params": {"x": %s}}' % ("[" * 20_000 + "]" * 20_000), None, 400),
    ],
)
async def test_a_message_that_is_no_request_is_answered_and_the_connection_goes_on(
    serve: Serve, open_stream: OpenStream, message: str | bytes, identity: Any, status: int
) -> None:
    stream = await open_stream(await serve())
    await stream.websocket.send(message)
    reply = await stream.receive()
    assert (reply["id"], reply["ok"]) == (identity, False)
    error = reply["error"]
    assert (error["error_code"], error["status"], error["applied"]) == ("INVALID_REQUEST", status, False)
    await created(stream)


async def test_a_failure_to_begin_a_request_is_the_answer_to_it_alone(
    serve: Serve, open_stream: OpenStream, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(message: str | bytes) -> None:
        raise ZeroDivisionError

    stream = await open_stream(await serve())
    with monkeypatch.context() as patched:
        patched.setattr(stream_module, "decode_request", fail)
        await stream.websocket.send("{}")
        reply = await stream.receive()
    assert (reply["id"], reply["ok"]) == (None, False)
    assert (reply["error"]["error_code"], reply["error"]["applied"]) == ("INTERNAL_ERROR", None)
    await created(stream)


async def test_a_request_that_is_too_large_is_refused(serve: Serve, open_stream: OpenStream) -> None:
    stream = await open_stream(await serve(max_body_bytes=1024))
    session_id = await created(stream)
    reply = await stream.ask(op="step", session_id=session_id, action="x" * 1024)
    assert (reply["error"]["error_code"], reply["error"]["status"]) == ("REQUEST_TOO_LARGE", 413)
    assert (await stream.result(op="step", session_id=session_id, action="x"))["step"] == 1


async def test_messages_are_answered_in_kind(serve: Serve, open_stream: OpenStream) -> None:
    stream = await open_stream(await serve())
    request = json.dumps({"id": 1, "op": "get", "session_id": "nobody"})
    for message in (request, request.encode()):
        await stream.websocket.send(message)
        assert type(await stream.websocket.recv()) is type(message)


async def test_sessions_do_not_wait_for_each_other(serve: Serve, open_stream: OpenStream) -> None:
    stream = await open_stream(await serve("slow"))
    slow, quick = await created(stream), await created(stream)
    late = await stream.send(op="step", session_id=slow, action="sleep 20")
    soon = await stream.send(op="step", session_id=quick, action="sleep 0")
    reply = await stream.receive()
    assert (reply["id"], reply["ok"]) == (soon, True)
    assert late != soon


@pytest.mark.parametrize("options", [{}, LINES], ids=["messages", "lines"])
async def test_many_requests_of_many_sessions_are_told_apart(
    serve: Serve, open_stream: OpenStream, options: Any
) -> None:
    served = await serve(shareable=True, sessions_per_container=16)
    stream = await open_stream(served, **options)
    sessions = [await created(stream) for _ in range(8)]
    wanted = {n: (sessions[n % 8], f"action {n}") for n in range(400)}
    requests = [
        json.dumps({"id": f"r{n}", "op": "step", "session_id": session, "action": action})
        for n, (session, action) in wanted.items()
    ]
    if options:
        for start in range(0, 400, 25):
            await stream.websocket.send("\n".join(requests[start : start + 25]))
    else:
        for request in requests:
            await stream.websocket.send(request)
    replies = await received(stream, 400)
    assert len(replies) == 400
    for n, (session, action) in wanted.items():
        result = replies[f"r{n}"]["result"]
        # Requests for one session are applied in the order in which they came.
        assert (result["session_id"], result["observation"]) == (session, f"echo: {action}")
        assert result["step"] == n // 8 + 1


async def received(stream: Stream, count: int) -> dict[Any, dict[str, Any]]:
    """Return so many replies by id."""
    replies: dict[Any, dict[str, Any]] = {}
    async with asyncio.timeout(DEADLINE_S):
        while len(replies) < count:
            for line in str(await stream.websocket.recv()).split("\n"):
                reply = json.loads(line)
                replies[reply["id"]] = reply
    return replies


async def test_an_empty_line_asks_for_nothing(serve: Serve, open_stream: OpenStream) -> None:
    stream = await open_stream(await serve(), **LINES)
    assert stream.websocket.subprotocol == "dockergym.lines"
    await stream.websocket.send('\n\n{"id": 1, "op": "get", "session_id": "nobody"}\n')
    assert (await stream.receive())["id"] == 1


async def test_a_step_whose_connection_ended_is_finished_and_answered_on_the_next(
    serve: Serve, open_stream: OpenStream
) -> None:
    served = await serve("slow")
    stream = await open_stream(served)
    session_id = await created(stream)
    step = {"op": "step", "session_id": session_id, "action": "sleep 0.3", "request_id": "once"}
    session = served.server.managers["echo"].get(session_id)
    await stream.send(**step)
    await eventually(lambda: session.busy)
    stream.websocket.transport.abort()
    again = await open_stream(served)
    result = await again.result(**step)
    assert (result["step"], result["observation"]) == (1, "slept: sleep 0.3")
    over_http = await served.step(session_id, "sleep 0.3", request_id="once")
    assert over_http.json() == result


async def test_a_create_that_waits_is_given_up_with_its_connection(
    serve: Serve, open_stream: OpenStream
) -> None:
    served = await serve(max_sessions=1)
    manager = served.server.managers["echo"]
    stream, other = await open_stream(served), await open_stream(served)
    session_id = await created(stream)
    await other.send(op="create", wait_s=60, request_id="waits")
    await eventually(lambda: manager.waiting == 1)
    await other.websocket.close()
    await eventually(lambda: manager.waiting == 0)
    await stream.result(op="close", session_id=session_id)
    assert manager.active == 0


async def test_a_create_that_waits_can_be_given_up(serve: Serve, open_stream: OpenStream) -> None:
    served = await serve(max_sessions=1)
    manager = served.server.managers["echo"]
    stream = await open_stream(served)
    session_id = await created(stream)
    waits = await stream.send(op="create", wait_s=60, request_id="waits")
    await eventually(lambda: manager.waiting == 1)
    cancels = await stream.send(op="cancel", request=waits)
    replies = {reply["id"]: reply for reply in [await stream.receive(), await stream.receive()]}
    assert replies[cancels]["result"] == {"status": "ok", "cancelled": True}
    assert replies[waits]["error"]["error_code"] == "INVALID_REQUEST"
    assert (manager.waiting, manager.active) == (0, 1)
    assert (await stream.result(op="cancel", request=waits))["cancelled"] is False
    assert (await stream.result(op="step", session_id=session_id, action="x"))["step"] == 1


async def test_creates_that_wait_keep_no_other_request_from_being_read(
    serve: Serve, open_stream: OpenStream, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream_module, "_MOST_IN_FLIGHT", 4)
    served = await serve(max_sessions=1)
    manager = served.server.managers["echo"]
    stream = await open_stream(served)
    session_id = await created(stream)
    waiting = [await stream.send(op="create", wait_s=30) for _ in range(6)]
    assert (await stream.result(op="step", session_id=session_id, action="x"))["step"] == 1
    await eventually(lambda: manager.waiting == 6)
    cancels = await stream.send(op="cancel", request=waiting[-1])
    assert {(await stream.receive())["id"] for _ in range(2)} == {cancels, waiting[-1]}
    closes = await stream.send(op="close", session_id=session_id)
    replies = {reply["id"]: reply for reply in [await stream.receive(), await stream.receive()]}
    assert set(replies) == {closes, waiting[0]}
    assert replies[waiting[0]]["ok"]
    await stream.websocket.close()
    await eventually(lambda: manager.waiting == 0)


async def test_creates_beyond_what_a_connection_may_wait_for_are_refused_at_once(
    serve: Serve, open_stream: OpenStream, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream_module, "_MOST_CREATES", 2)
    served = await serve(max_sessions=1)
    stream = await open_stream(served)
    session_id = await created(stream)
    waiting = [await stream.send(op="create", wait_s=30) for _ in range(2)]
    error = (await stream.ask(op="create", wait_s=30))["error"]
    assert (error["error_code"], error["retryable"], error["applied"]) == ("NO_SLOTS_AVAILABLE", True, False)
    assert error["retry_after_s"] >= 1
    await stream.send(op="cancel", request=waiting[0])
    assert waiting[0] in {(await stream.receive())["id"] for _ in range(2)}
    last = await stream.send(op="create", wait_s=30)
    await stream.send(op="close", session_id=session_id)
    replies = [await stream.receive() for _ in range(2)]
    assert waiting[1] in {reply["id"] for reply in replies}
    assert last not in {reply["id"] for reply in replies}


async def test_a_client_that_goes_is_noticed_while_no_more_of_it_is_begun(
    serve: Serve, open_stream: OpenStream, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream_module, "_MOST_IN_FLIGHT", 2)
    served = await serve("slow", max_sessions=1)
    manager = served.server.managers["echo"]
    stream = await open_stream(served)
    session_id = await created(stream)
    await stream.send(op="create", wait_s=60)
    await eventually(lambda: manager.waiting == 1)
    for _ in range(6):
        await stream.send(op="step", session_id=session_id, action="sleep 20")
    await eventually(lambda: manager.get(session_id).busy)
    await stream.websocket.close()
    await eventually(lambda: manager.waiting == 0)
    await served.http.delete(f"/sessions/{session_id}")


async def test_a_create_that_has_a_slot_goes_on_without_its_connection(
    serve: Serve, open_stream: OpenStream
) -> None:
    served = await serve("slow")
    manager = served.server.managers["echo"]
    stream = await open_stream(served)
    create = {"op": "create", "request_id": "once", "params": {"init_s": 0.3}}
    await stream.send(**create)
    await eventually(lambda: manager.active == 1)
    stream.websocket.transport.abort()
    result = await (await open_stream(served)).result(**create)
    assert (manager.active, result["status"]) == (1, "active")


async def test_random_requests_over_connections_that_break_are_applied_once(
    serve: Serve, open_stream: OpenStream
) -> None:
    chance = random.Random(4)
    served = await serve("dice", shareable=True, sessions_per_container=16)
    stream = await open_stream(served, **LINES)
    sessions = [await created(stream, seed=seed) for seed in range(6)]
    for number in range(60):
        for session_id in sessions:
            step = {"op": "step", "session_id": session_id, "action": "roll", "request_id": str(number)}
            await stream.send(**step)
            if chance.random() < 0.1:
                # Some replies are on their way, some steps under way, and some requests perhaps not even read.
                stream.websocket.transport.abort()
                stream = await open_stream(served, **LINES)
                for again in sessions:
                    await stream.send(**step | {"session_id": again})
    await stream.websocket.close()
    stream = await open_stream(served)
    for session_id in sessions:
        step = {"op": "step", "session_id": session_id, "action": "roll", "request_id": "59"}
        assert (await stream.result(**step))["step"] == 60


async def test_a_slow_reader_is_not_read_from_and_holds_up_nobody(
    serve: Serve, open_stream: OpenStream
) -> None:
    served = await serve(max_body_bytes=2**20, shareable=True, sessions_per_container=4)
    slow, quick = await open_stream(served, max_queue=None), await open_stream(served)
    manager = served.server.managers["echo"]
    sessions = [await created(slow), await created(quick)]
    long_action = "x" * 200_000
    slow.websocket.transport.pause_reading()
    sending = asyncio.ensure_future(send_many(slow, sessions[0], long_action, 400))
    # The server stops reading: what it has applied no longer grows, although the client goes on writing.
    applied = await settled(lambda: manager.get(sessions[0]).step_count)
    assert 0 < applied < 400
    assert not sending.done()
    for number in range(20):
        stepped = await quick.result(op="step", session_id=sessions[1], action="y")
        assert stepped["step"] == number + 1
    assert manager.get(sessions[0]).step_count == applied
    slow.websocket.transport.resume_reading()
    for _ in range(400):
        assert (await slow.receive())["ok"]
    await sending
    assert manager.get(sessions[0]).step_count == 400


async def send_many(stream: Stream, session_id: str, action: str, count: int) -> None:
    """Send steps and read nothing."""
    for _ in range(count):
        await stream.send(op="step", session_id=session_id, action=action)


async def settled(value: Any) -> Any:
    """Return a value once it has not changed for a second."""
    loop = asyncio.get_running_loop()
    seen, since = value(), loop.time()

    def has_settled() -> bool:
        nonlocal seen, since
        if value() != seen:
            seen, since = value(), loop.time()
        return bool(seen) and loop.time() - since > 1

    await eventually(has_settled, DEADLINE_S)
    return seen


async def test_a_slow_reader_that_goes_leaves_nothing_behind(serve: Serve, open_stream: OpenStream) -> None:
    served = await serve(shareable=True, sessions_per_container=4)
    before = asyncio.all_tasks()
    stream = await open_stream(served)
    session_id = await created(stream)
    stream.websocket.transport.pause_reading()
    sending = asyncio.ensure_future(send_many(stream, session_id, "x" * 200_000, 400))
    await settled(lambda: served.server.managers["echo"].get(session_id).step_count)
    sending.cancel()
    stream.websocket.transport.abort()
    await eventually(lambda: not streams_of(asyncio.all_tasks() - before))
    await served.http.delete(f"/sessions/{session_id}")


def streams_of(tasks: set[asyncio.Task[Any]]) -> list[asyncio.Task[Any]]:
    """Return the tasks that work for a stream of the server."""
    names = ("SessionStream", "_Outbox", "run_asgi")
    return [task for task in tasks if any(name in repr(task.get_coro()) for name in names)]


async def test_a_client_that_reads_nothing_for_too_long_is_taken_for_gone(serve: Serve) -> None:
    served = await serve()
    manager = served.server.managers["echo"]
    session_id = (await served.create())["session_id"]
    step = {"id": 1, "op": "step", "session_id": session_id, "action": "x"}
    stalled = asyncio.Event()

    async def receive() -> Any:
        # Frames of a client that writes on and on.
        return {"type": "websocket.receive", "text": json.dumps(step)}

    async def send(message: Any) -> None:
        stalled.set()
        await asyncio.Event().wait()

    stream = SessionStream(
        Operations(manager), "", send, in_lines=False, max_request_bytes=1024, longest_stall_s=0.2
    )
    serving = asyncio.ensure_future(stream.serve(receive))
    async with asyncio.timeout(DEADLINE_S):
        await stalled.wait()
        await serving
    # Those that were read are applied, and their number is bounded.
    assert 0 < manager.get(session_id).step_count <= 1024


async def test_more_requests_than_may_be_under_way_are_all_answered(
    serve: Serve, open_stream: OpenStream
) -> None:
    stream = await open_stream(await serve(), **LINES)
    lines = [json.dumps({"id": n, "op": "get", "session_id": "nobody"}) for n in range(5000)]
    await stream.websocket.send("\n".join(lines))
    assert set(await received(stream, 5000)) == set(range(5000))


async def test_a_fork_over_a_stream_goes_on_by_itself(serve: Serve, open_stream: OpenStream) -> None:
    stream = await open_stream(
        await serve("dice", shareable=True, sessions_per_container=4, deterministic=True)
    )
    session_id = await created(stream, seed=1)
    await stream.result(op="step", session_id=session_id, action="roll")
    asked = {"op": "fork", "session_id": session_id, "count": 2, "request_id": "twice"}
    forked = await stream.result(**asked)
    assert await stream.result(**asked) == forked
    twins = [one["session_id"] for one in forked["sessions"]]
    rolls = [
        (await stream.result(op="step", session_id=one, action="roll"))["observation"]
        for one in [session_id, *twins]
    ]
    assert len(set(rolls)) == 1


async def test_a_worker_that_crashes_is_an_error_of_its_request_alone(
    serve: Serve, open_stream: OpenStream
) -> None:
    stream = await open_stream(await serve("crashing"))
    doomed, sound = await created(stream), await created(stream)
    reply = await stream.ask(op="step", session_id=doomed, action="crash")
    error = reply["error"]
    assert (error["error_code"], error["status"], error["exit_code"]) == ("WORKER_CRASHED", 502, 1)
    assert "crashed on request" in error["stderr"]
    assert (await stream.result(op="step", session_id=sound, action="x"))["step"] == 1


async def test_a_key_is_asked_for(serve: Serve, open_stream: OpenStream) -> None:
    served = await serve(api_key="the-key-of-the-server")
    with pytest.raises(InvalidStatus) as refused:
        await open_stream(served)
    assert refused.value.response.status_code == 403
    headers = {"Authorization": "Bearer the-key-of-the-server"}
    await created(await open_stream(served, additional_headers=headers))


async def test_a_stream_ends_when_its_key_is_taken_back(
    serve: Serve, open_stream: OpenStream, tmp_path: Path
) -> None:
    path = tmp_path / "keys"
    path.write_text("alice:the-key-of-alice\nbob:the-key-of-bob\n", encoding="utf-8")
    path.chmod(0o600)
    served = await serve(api_keys_file=path)
    alice, bob = [
        await open_stream(served, additional_headers={"Authorization": f"Bearer the-key-of-{name}"})
        for name in ("alice", "bob")
    ]
    session_id = await created(alice)
    new = tmp_path / "new"
    new.write_text("bob:the-key-of-bob\n", encoding="utf-8")
    new.chmod(0o600)
    new.replace(path)
    closed = None
    async with asyncio.timeout(DEADLINE_S):
        while closed is None:
            try:
                await alice.result(op="step", session_id=session_id, action="x")
            except ConnectionClosed as error:
                closed = error
    assert closed.rcvd is not None
    assert (closed.rcvd.code, closed.rcvd.reason) == (1008, "the API key was taken back")
    assert (await bob.result(op="get", session_id=session_id))["session_id"] == session_id


@pytest.mark.parametrize(
    ("origin", "welcome"),
    [
        ("http://evil.example", False),
        ("null", False),
        ("https://good.example", True),
        ("http://{own}", True),
    ],
)
async def test_pages_of_other_origins_may_not_connect(
    serve: Serve, open_stream: OpenStream, open_port: Any, origin: str, welcome: bool
) -> None:
    served = await serve(cors_origins=["https://good.example"])
    headers = {"Origin": origin.format(own=await open_port(served))}
    if welcome:
        await created(await open_stream(served, additional_headers=headers))
    else:
        with pytest.raises(InvalidStatus):
            await open_stream(served, additional_headers=headers)


async def test_an_unknown_environment_has_no_stream(serve: Serve, open_stream: OpenStream) -> None:
    served: Served = await serve()
    with pytest.raises(InvalidStatus):
        await open_stream(served, "/envs/ecko/stream")
