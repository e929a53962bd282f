"""One session over standard input and output."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from typing import TYPE_CHECKING, Any, Optional

from dockergym_worker.episode import Episode, raised_in
from dockergym_worker.lines import LineBuffer
from dockergym_worker.messages import Refusal, decode_request, encode_body
from dockergym_worker.offer import LONGEST_WAIT_S, Offer
from dockergym_worker.standard_streams import ProtocolStreams
from dockergym_worker.version import PROTOCOL, __version__

if TYPE_CHECKING:
    from dockergym_worker.base import BaseWorker

_CHUNK_BYTES = 65536


def hello(worker: BaseWorker, *, socket: Optional[str], fork: bool) -> bytes:
    """Return the SDK's first line."""
    body = encode_body(
        {
            "status": "hello",
            "protocol": PROTOCOL,
            "sdk": __version__,
            "pid": os.getpid(),
            "socket": socket,
            "fork": fork,
            "deterministic": bool(worker.deterministic),
        }
    )
    return body + b"\n"


def write(descriptor: int, data: bytes) -> None:
    """Write all of ``data``.

    Raises:
        OSError: the reader is gone.
    """
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def serve(worker: BaseWorker, streams: ProtocolStreams, offer: Offer) -> None:
    """Serve one session until ``close``, the end of input, SIGTERM, or silence longer than the orphan timeout."""
    signal.signal(signal.SIGTERM, _end)
    episode = Episode(worker)
    try:
        if offer.hello:
            write(streams.output, hello(worker, socket=None, fork=False))
        failure = load(worker, "preload", "after_fork")
        _answer_requests(episode, streams, offer, failure)
    except BrokenPipeError:
        # The server is gone: the end of the session, like the end of input.
        return
    finally:
        _close(episode)


def _end(number: int, frame: Any) -> None:
    sys.exit(128 + number)


def load(worker: BaseWorker, *methods: str) -> Optional[Refusal]:
    """Call these methods; return what is answered to all that would have needed them where one raised."""
    for method in methods:
        try:
            getattr(worker, method)()
        except Exception as error:
            return raised_in(method, error, "preload_failed", False)
    return None


def _answer_requests(
    episode: Episode, streams: ProtocolStreams, offer: Offer, failure: Optional[Refusal]
) -> None:
    lines = LineBuffer(offer.max_request_bytes)
    readable = select.poll()
    readable.register(streams.input, select.POLLIN)
    while not episode.closed:
        if offer.orphan_timeout_s is not None and not _readable_within(readable, offer.orphan_timeout_s):
            return
        data = os.read(streams.input, _CHUNK_BYTES)
        if not data:
            return
        for line in lines.feed(data):
            write(streams.output, _reply(episode, line, offer.max_request_bytes, failure))
            if episode.closed:
                return


def _readable_within(readable: select.poll, timeout_s: float) -> bool:
    deadline = time.monotonic() + timeout_s
    while True:
        left = deadline - time.monotonic()
        if readable.poll(max(min(left, LONGEST_WAIT_S), 0.0) * 1000):
            return True
        if left <= LONGEST_WAIT_S:
            return False


def _reply(episode: Episode, line: Optional[bytes], limit: int, failure: Optional[Refusal]) -> bytes:
    try:
        request = decode_request(line, limit)
    except Refusal as refusal:
        return episode.refuse(refusal)
    if failure is not None and request.get("cmd") == "init":
        return episode.refuse(failure, request.get("id"))
    return episode.reply_to(request)


def _close(episode: Episode) -> None:
    try:
        episode.close()
    except Refusal as refusal:
        print(refusal.message, file=sys.stderr)
