"""The keeper's knowledge of its sessions, living and ended."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, Dict, Iterator, List, NamedTuple, Optional

from dockergym_worker.keeper_connection import PendingReply
from dockergym_worker.messages import Refusal
from dockergym_worker.names import socket_name

MAX_ENDED = 1000
_MAX_STRANGERS = 256


class End(NamedTuple):
    """How a session's process ended."""

    exit_code: Optional[int] = None
    """As a shell shows it; ``None`` where it is not known."""
    out_of_memory: bool = False


class LiveSession:
    """A session whose process runs, as far as the keeper knows."""

    def __init__(self, session: str, pid: int, meta: Dict[str, Any], *, ready: bool) -> None:
        self.session = session
        self.pid = pid
        self.meta = meta
        self.ready = ready
        self.opening: List[PendingReply] = []
        """Replies that wait until it serves."""
        self.ending: List[PendingReply] = []
        """Replies that wait until it has ended."""

    def described(self) -> Dict[str, Any]:
        """Return what ``open`` and ``list`` tell of it."""
        return {"pid": self.pid, "socket": socket_name(self.session)}

    def serves(self) -> None:
        """Answer those that opened it."""
        self.ready = True
        self._answer_opening(dict({"status": "ok"}, **self.described()))

    def fails(self, refusal: Dict[str, Any]) -> None:
        """Tell those that opened it why it cannot serve."""
        self._answer_opening(refusal)

    def has_ended(self, exit_code: int) -> None:
        """Answer everyone who still waits for it."""
        reason = f"the process of {self.session!r} ended with exit code {exit_code} while it was loading"
        self._answer_opening(Refusal("preload_failed", reason).body())
        for reply in self.ending:
            reply.ok(exit_code=exit_code)
        self.ending = []

    def _answer_opening(self, body: Dict[str, Any]) -> None:
        for reply in self.opening:
            reply.answer(body)
        self.opening = []


class SessionTable:
    """Living sessions by name and by process, and how the last 1,000 others ended."""

    def __init__(self) -> None:
        self._by_name: Dict[str, LiveSession] = {}
        self._by_pid: Dict[int, LiveSession] = {}
        self._ended: OrderedDict[str, End] = OrderedDict()
        self._strangers: OrderedDict[int, int] = OrderedDict()

    def __len__(self) -> int:
        return len(self._by_name)

    def __iter__(self) -> Iterator[LiveSession]:
        return iter(list(self._by_name.values()))

    def find(self, session: str) -> Optional[LiveSession]:
        return self._by_name.get(session)

    def find_pid(self, pid: int) -> Optional[LiveSession]:
        return self._by_pid.get(pid)

    def add(self, live: LiveSession) -> Optional[int]:
        """Take a session in; return its exit code where its process was collected before it was known."""
        self._ended.pop(live.session, None)
        self._by_name[live.session] = live
        self._by_pid[live.pid] = live
        return self._strangers.pop(live.pid, None)

    def end(self, live: LiveSession, exit_code: int, *, out_of_memory: bool = False) -> None:
        """Move a session to those that have ended."""
        del self._by_name[live.session]
        del self._by_pid[live.pid]
        self._ended[live.session] = End(exit_code, out_of_memory)
        if len(self._ended) > MAX_ENDED:
            self._ended.popitem(last=False)

    def end_stranger(self, pid: int, exit_code: int) -> None:
        """Remember how an unknown process ended: news of what it was may still be on the way."""
        self._strangers[pid] = exit_code
        if len(self._strangers) > _MAX_STRANGERS:
            self._strangers.popitem(last=False)

    def exit_code(self, session: str) -> Optional[int]:
        """Return how a session ended, ``None`` where it is not known."""
        return self.how_ended(session).exit_code

    def how_ended(self, session: str) -> End:
        """Return how a session ended, as far as it is known."""
        return self._ended.get(session, End())

    def ended(self) -> Dict[str, Optional[int]]:
        """Return the sessions that have ended and their exit codes, oldest first."""
        return {session: end.exit_code for session, end in self._ended.items()}
