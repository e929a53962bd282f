"""Whatever a worker writes, in whatever pieces: a request ends with its own reply, or with an error of ours."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dockergym.api.steps import encode_reply
from dockergym.errors import DockerGymError
from dockergym.protocol.channel import Channel, HelloReceived
from dockergym.protocol.messages import Reply, decode_plain_reply, decode_sdk_reply

DEADLINE_S = 30.0
LIMIT = 4096


def reply_line(request: int, **changes: Any) -> bytes:
    """Return a good answer to a request."""
    fields = {"status": "ok", "observation": f"answer {request}", "reward": 0, "done": False, "id": request}
    return json.dumps({**fields, **changes}).encode()


texts = st.text(st.characters(codec=None, exclude_categories=()), max_size=20)
numbers = st.integers() | st.floats() | st.just(2**80) | st.just(10**400)
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=4,
)
KEYS = [
    "status",
    "observation",
    "reward",
    "score",
    "done",
    "terminated",
    "truncated",
    "info",
    "id",
    "step",
    "message",
]
odd_replies = st.dictionaries(st.sampled_from(KEYS), values).map(
    lambda changes: json.dumps(
        {"status": "ok", "observation": "odd", "reward": 1, "done": False, **changes}
    ).encode()
)
hellos = st.sampled_from([None, "keeper.sock", "../x", ""]).map(
    lambda name: json.dumps({"status": "hello", "protocol": 1, "socket": name}).encode()
)
garbage = st.binary(max_size=60).map(lambda raw: raw.replace(b"\n", b" "))
pieces_of_json = st.sampled_from(
    [
        b"{",
        b"[" * 3000,
        b'{"status":',
        b"null",
        b"[]",
        b'"hello"',
        b"\xef\xbb\xbf{}",
        b"\x00",
        b"x" * (2 * LIMIT),
    ]
)
lines = st.one_of(odd_replies, hellos, garbage, pieces_of_json, st.integers(-1, 4).map(reply_line))


class Written(asyncio.Protocol):
    """The worker's end: it writes what was made up, cut as it was made up, when the first request comes."""

    def __init__(self, chunks: list[bytes], *, ends: bool) -> None:
        self._chunks = chunks
        self._ends = ends
        self._asked = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        if not self._asked:
            self._asked = True
            asyncio.get_running_loop().create_task(self._write())

    async def _write(self) -> None:
        for chunk in self._chunks:
            self._transport.write(chunk)
            # One turn of the loop, so that the reader sees the pieces apart.
            await asyncio.sleep(0)
        if self._ends:
            self._transport.close()


def cut(stream: bytes, places: list[int]) -> list[bytes]:
    """Return a stream in pieces."""
    edges = sorted({place % (len(stream) + 1) for place in places})
    return [stream[start:end] for start, end in zip([0, *edges], [*edges, len(stream)], strict=True)]


async def converse(
    decode: Callable[[bytes], Reply],
    chunks: list[bytes],
    *,
    ends: bool,
    expect_hello: bool,
    patience: Sequence[float] = (0.05, 0.05, 0.05),
) -> list[Reply | DockerGymError]:
    """Ask as often as there are deadlines, and return what came of it; any other exception anywhere is raised."""
    stumbles: list[dict[str, Any]] = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: stumbles.append(context))
    ours, theirs = socket.socketpair()
    channel = Channel(decode, max_reply_bytes=LIMIT, expect_hello=expect_hello)
    await loop.create_connection(lambda: channel, sock=ours)
    worker, _ = await loop.create_connection(lambda: Written(chunks, ends=ends), sock=theirs)
    outcomes: list[Reply | DockerGymError] = []
    for patience_s in patience:
        try:
            async with asyncio.timeout(2 * DEADLINE_S):
                outcomes.append(await channel.request({"cmd": "step", "action": "x"}, patience_s))
        except DockerGymError as error:
            outcomes.append(error)
    channel.close()
    worker.close()
    await asyncio.wait_for(channel.closed, DEADLINE_S)
    assert stumbles == []
    return outcomes


@settings(max_examples=120)
@given(
    written=st.lists(lines, max_size=5),
    places=st.lists(st.integers(0, 10_000), max_size=6),
    sdk=st.booleans(),
    ends=st.booleans(),
    expect_hello=st.booleans(),
)
def test_a_request_ends_with_its_reply_or_an_error(
    written: list[bytes], places: list[int], sdk: bool, ends: bool, expect_hello: bool
) -> None:
    chunks = cut(b"".join(line + b"\n" for line in written), places)
    decode = decode_sdk_reply if sdk else decode_plain_reply
    outcomes = asyncio.run(converse(decode, chunks, ends=ends, expect_hello=expect_hello))
    failed = False
    for number, outcome in enumerate(outcomes, start=1):
        if isinstance(outcome, DockerGymError):
            failed = failed or not isinstance(outcome, HelloReceived)
            continue
        # A stream that has failed once answers nothing any more.
        assert not failed
        assert outcome.id in (None, number)
        if outcome.ok and outcome.is_result:
            assert json.loads(encode_reply("s", outcome))["observation"] == outcome.observation


@settings(max_examples=60)
@given(
    answers=st.lists(texts, min_size=3, max_size=3),
    places=st.lists(st.integers(0, 10_000), max_size=12),
    late=st.lists(st.integers(-3, 0), max_size=3),
)
def test_good_replies_arrive_whole_however_they_are_cut_and_whatever_comes_late(
    answers: list[str], places: list[int], late: list[int]
) -> None:
    clean = [text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for text in answers]
    old = [reply_line(number) for number in late]
    first = b"".join(line + b"\n" for line in [*old, reply_line(1, observation=answers[0])])
    chunks = cut(first, places)
    outcomes = asyncio.run(
        converse(decode_sdk_reply, chunks, ends=False, expect_hello=False, patience=[DEADLINE_S])
    )
    assert isinstance(outcomes[0], Reply)
    assert outcomes[0].observation == clean[0]
