"""The frames of a WebSocket, as a client writes and reads them (RFC 6455). Knows no socket."""

from __future__ import annotations

import struct
from typing import Iterator, List, NamedTuple, Optional, Tuple

CONTINUATION = 0x0
TEXT = 0x1
BINARY = 0x2
CLOSE = 0x8
PING = 0x9
PONG = 0xA

_FINAL = 0x80
_MASKED = 0x80
_RESERVED = 0x70
_LENGTH_IN_16_BITS = 126
_LENGTH_IN_64_BITS = 127


class BadFrame(Exception):
    """What came is no frame that a server may send."""


class Message(NamedTuple):
    """A whole message, or a control frame."""

    opcode: int
    payload: bytes


def encode_frame(opcode: int, payload: bytes, mask: bytes) -> bytes:
    """Return a frame of a client; ``mask`` is four random bytes."""
    length = len(payload)
    if length < _LENGTH_IN_16_BITS:
        head = struct.pack("!BB", _FINAL | opcode, _MASKED | length)
    elif length < 1 << 16:
        head = struct.pack("!BBH", _FINAL | opcode, _MASKED | _LENGTH_IN_16_BITS, length)
    else:
        head = struct.pack("!BBQ", _FINAL | opcode, _MASKED | _LENGTH_IN_64_BITS, length)
    return head + mask + masked(payload, mask)


def masked(payload: bytes, mask: bytes) -> bytes:
    """Return the payload with the mask laid over it; twice gives the payload again."""
    length = len(payload)
    pattern = (mask * (length // 4 + 1))[:length]
    # As two large numbers: a loop over bytes would take longer than all the rest.
    return (int.from_bytes(payload, "big") ^ int.from_bytes(pattern, "big")).to_bytes(length, "big")


class FrameReader:
    """Takes the bytes of a server in any portions, and gives whole messages."""

    def __init__(self) -> None:
        self._received = bytearray()
        self._opcode: Optional[int] = None
        self._parts: List[bytes] = []

    def feed(self, data: bytes) -> Iterator[Message]:
        """Yield the messages that are whole now.

        Raises:
            BadFrame: what came can be none.
        """
        self._received += data
        while True:
            frame = self._next_frame()
            if frame is None:
                return
            first, payload = frame
            message = self._take(first & 0x0F, bool(first & _FINAL), payload)
            if message is not None:
                yield message

    def _next_frame(self) -> Optional[Tuple[int, bytes]]:
        received = self._received
        if len(received) < 2:
            return None
        first, length, begin = received[0], received[1], 2
        if first & _RESERVED or length & _MASKED:
            raise BadFrame("it is masked or compressed, which was not agreed on")
        if length >= _LENGTH_IN_16_BITS:
            layout = "!H" if length == _LENGTH_IN_16_BITS else "!Q"
            begin += struct.calcsize(layout)
            if len(received) < begin:
                return None
            (length,) = struct.unpack_from(layout, received, 2)
        if len(received) < begin + length:
            return None
        payload = bytes(received[begin : begin + length])
        del received[: begin + length]
        return first, payload

    def _take(self, opcode: int, final: bool, payload: bytes) -> Optional[Message]:
        if opcode >= CLOSE:
            return Message(opcode, payload)
        if (opcode == CONTINUATION) != (self._opcode is not None):
            raise BadFrame("the parts of two messages are mixed")
        if self._opcode is None:
            self._opcode = opcode
        self._parts.append(payload)
        if not final:
            return None
        message = Message(self._opcode, b"".join(self._parts))
        self._opcode, self._parts = None, []
        return message
