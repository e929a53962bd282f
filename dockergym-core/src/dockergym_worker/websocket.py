"""A WebSocket to a server on this machine: one request, one answer."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import os
import queue
import socket
import struct
import threading
from typing import Optional, Tuple

from dockergym_worker.websocket_frames import (
    CLOSE,
    PING,
    PONG,
    TEXT,
    BadFrame,
    FrameReader,
    Message,
    encode_frame,
)

_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
"""By RFC 6455, what a server's answer to a handshake is made with."""
_CHUNK_BYTES = 65536
_LONGEST_HEAD = 65536
_NORMAL = struct.pack("!H", 1000)


class WebSocketClosed(Exception):
    """The connection has ended."""


class WebSocket:
    """An open connection. A thread reads, because pings are to be answered also while nobody asks for anything."""

    def __init__(self, host: str, port: int, path: str, timeout_s: float) -> None:
        """Connect.

        Raises:
            OSError: nobody listens there, or does not answer in time.
            WebSocketClosed: the server does not open a WebSocket there.
        """
        self._socket = socket.create_connection((host, port), timeout_s)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            rest = _shake_hands(self._socket, f"{host}:{port}", path)
        except BaseException:
            self._socket.close()
            raise
        self._socket.settimeout(None)
        self._sending = threading.Lock()
        self._messages: queue.Queue[Optional[str]] = queue.Queue()
        self._why_closed = "the connection was closed"
        self._reader = threading.Thread(target=self._read, args=(rest,), daemon=True, name="websocket")
        self._reader.start()

    def ask(self, text: str) -> str:
        """Send a message and return the next one that comes, however long that takes.

        Raises:
            WebSocketClosed: none comes.
        """
        # Where it cannot be sent any more, the reader knows why.
        with contextlib.suppress(OSError):
            self._send(TEXT, text.encode())
        answer = self._messages.get()
        if answer is None:
            self._messages.put(None)
            raise WebSocketClosed(self._why_closed)
        return answer

    def close(self, farewell: Optional[str] = None) -> None:
        """End the connection; ``farewell`` is sent before. It may have ended already."""
        with contextlib.suppress(OSError):
            if farewell is not None:
                self._send(TEXT, farewell.encode())
            self._send(CLOSE, _NORMAL)
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._reader.join()
        self._socket.close()

    def _send(self, opcode: int, payload: bytes) -> None:
        with self._sending:
            self._socket.sendall(encode_frame(opcode, payload, os.urandom(4)))

    def _read(self, data: bytes) -> None:
        frames = FrameReader()
        try:
            while True:
                for message in frames.feed(data):
                    if not self._take(message):
                        return
                data = self._socket.recv(_CHUNK_BYTES)
                if not data:
                    self._why_closed = "the server ended the connection"
                    return
        except (OSError, BadFrame, UnicodeDecodeError) as error:
            self._why_closed = str(error)
        finally:
            self._messages.put(None)

    def _take(self, message: Message) -> bool:
        """Deal with a message; say whether more may come."""
        if message.opcode == CLOSE:
            code = struct.unpack_from("!H", message.payload)[0] if len(message.payload) >= 2 else 1005
            reason = message.payload[2:].decode("utf-8", "replace")
            self._why_closed = f"the server closed it with code {code}{': ' if reason else ''}{reason}"
            with contextlib.suppress(OSError):
                self._send(CLOSE, message.payload[:2])
            return False
        if message.opcode == PING:
            self._send(PONG, message.payload)
        elif message.opcode != PONG:
            self._messages.put(message.payload.decode())
        return True


def _shake_hands(connection: socket.socket, host: str, path: str) -> bytes:
    """Ask for a WebSocket, and return what came behind the answer."""
    key = base64.b64encode(os.urandom(16)).decode()
    request = (
        f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    connection.sendall(request.encode())
    head, rest = _read_head(connection)
    lines = head.split("\r\n")
    if " 101 " not in f"{lines[0]} ":
        raise WebSocketClosed(f"the server does not open a WebSocket at {path}: {lines[0]}")
    headers = {
        name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])
    }
    expected = base64.b64encode(hashlib.sha1((key + _GUID).encode()).digest()).decode()
    if headers.get("sec-websocket-accept") != expected:
        raise WebSocketClosed(f"what answers at {path} is no WebSocket")
    return rest


def _read_head(connection: socket.socket) -> Tuple[str, bytes]:
    received = b""
    while b"\r\n\r\n" not in received:
        data = connection.recv(_CHUNK_BYTES)
        if not data or len(received) > _LONGEST_HEAD:
            raise WebSocketClosed("the server does not speak HTTP, or has ended")
        received += data
    head, _, rest = received.partition(b"\r\n\r\n")
    return head.decode("latin-1"), rest
