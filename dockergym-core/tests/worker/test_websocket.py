"""The worker's WebSocket against one that others have written."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.sync.server import ServerConnection, serve

from dockergym_worker.websocket import WebSocket, WebSocketClosed
from dockergym_worker.websocket_frames import BINARY, PING, TEXT, BadFrame, FrameReader, encode_frame, masked

DEADLINE_S = 10.0
LENGTHS = (0, 1, 125, 126, 127, 65535, 65536, 200_000)


@contextmanager
def serving(handler: Callable[[ServerConnection], None], **options: Any) -> Iterator[int]:
    """Serve on a free port, and give it."""
    with serve(handler, "127.0.0.1", 0, compression="deflate", **options) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.socket.getsockname()[1]
        finally:
            server.shutdown()
            thread.join()


def echo(connection: ServerConnection) -> None:
    for message in connection:
        connection.send(message)


def of_server(frame: bytes) -> bytes:
    """Return a client's frame as a server sends it: without its mask."""
    first, length = frame[0], frame[1] & 0x7F
    begin = 2 + {126: 2, 127: 8}.get(length, 0)
    mask, payload = frame[begin : begin + 4], frame[begin + 4 :]
    return bytes([first, length]) + frame[2:begin] + masked(payload, mask)


def test_messages_of_every_length_come_back() -> None:
    with serving(echo) as port:
        socket = WebSocket("127.0.0.1", port, "/", DEADLINE_S)
        for length in LENGTHS:
            text = ("ä" * length)[:length]
            assert socket.ask(text) == text
        socket.close()


def test_pings_are_answered_while_nobody_asks() -> None:
    answered = threading.Event()

    def ping(connection: ServerConnection) -> None:
        if connection.ping().wait(DEADLINE_S):
            answered.set()
        echo(connection)

    with serving(ping) as port:
        socket = WebSocket("127.0.0.1", port, "/", DEADLINE_S)
        assert answered.wait(DEADLINE_S)
        assert socket.ask("and messages go on") == "and messages go on"
        socket.close()


def test_the_end_of_the_connection_is_told_with_its_reason() -> None:
    with serving(lambda connection: connection.close(1013, "full")) as port:
        socket = WebSocket("127.0.0.1", port, "/", DEADLINE_S)
        with pytest.raises(WebSocketClosed):
            socket.ask("anybody?")
        with pytest.raises(WebSocketClosed, match="code 1013: full"):
            socket.ask("anybody?")
        socket.close()


def test_what_is_no_websocket_is_refused() -> None:
    def refuse(connection: ServerConnection, request: Any) -> Any:
        return connection.respond(404, "not here")

    with serving(echo, process_request=refuse) as port, pytest.raises(WebSocketClosed, match="404"):
        WebSocket("127.0.0.1", port, "/elsewhere", DEADLINE_S)


@given(
    st.lists(st.tuples(st.sampled_from([TEXT, BINARY, PING]), st.binary(max_size=300))),
    st.lists(st.integers(min_value=0, max_value=10_000)),
)
def test_any_chunking_gives_the_same_messages(sent: list[tuple[int, bytes]], places: list[int]) -> None:
    stream = b"".join(of_server(encode_frame(opcode, payload, b"mask")) for opcode, payload in sent)
    edges = [0, *sorted(place % (len(stream) + 1) for place in places), len(stream)]
    reader = FrameReader()
    received = [one for start, end in itertools.pairwise(edges) for one in reader.feed(stream[start:end])]
    assert received == sent


def test_a_message_in_parts_is_joined_and_may_be_interrupted_by_a_ping() -> None:
    frames = b"\x01\x02he" + b"\x89\x01!" + b"\x80\x03llo"
    assert list(FrameReader().feed(frames)) == [(PING, b"!"), (TEXT, b"hello")]


@pytest.mark.parametrize("frame", [b"\xc1\x00", b"\x81\x80mask", b"\x80\x00", b"\x01\x00\x01\x00"])
def test_what_no_server_may_send_is_refused(frame: bytes) -> None:
    with pytest.raises(BadFrame):
        list(FrameReader().feed(frame))
