"""The process of one session: its socket, its one connection, and its forks."""

from __future__ import annotations

import functools
import gc
import select
import socket
import sys
import time
from collections import deque
from typing import TYPE_CHECKING, Any, Callable, Deque, Dict, List, NamedTuple, Optional

from dockergym_worker import folders, offspring, process, reports, standard_streams
from dockergym_worker.episode import Episode, checked_meta
from dockergym_worker.lines import LineBuffer
from dockergym_worker.messages import Refusal, decode_request, encode_body, field, reply_line
from dockergym_worker.names import checked_session, socket_name
from dockergym_worker.places import Place, Places
from dockergym_worker.stdio import load

if TYPE_CHECKING:
    from dockergym_worker.base import BaseWorker

MAX_FORKS = 256
"""Most sessions that one fork request may ask for."""
_CHUNK_BYTES = 65536


class Surroundings(NamedTuple):
    """What all session processes of a keeper have in common."""

    keeper_pid: int
    places: Places
    link: socket.socket
    """On which they report to the keeper; hangs up when it ends."""
    max_request_bytes: int
    may_fork: bool


class SessionProcess:
    """Serves one session until it is closed."""

    def __init__(self, worker: BaseWorker, new: Place, surroundings: Surroundings) -> None:
        self._worker = worker
        self._around = surroundings
        self._episode = Episode(worker)
        self._frozen = False
        self._take_place(new)

    def start(self, *load_methods: str) -> None:
        """Call the worker's ``preload``, ``after_fork``, and tell the keeper how it went; then serve."""
        folders.enter(self._folder)
        _seed_afresh()
        failure = load(self._worker, *load_methods)
        if failure is not None:
            reports.send(self._around.link, reports.FAILED, self._name, refusal=failure.body())
            sys.exit(1)
        reports.send(self._around.link, reports.READY, self._name)
        self._serve()

    def _take_place(self, new: Place) -> None:
        """Be the process of ``new`` from now on."""
        self._name = new.session
        self._folder = new.folder
        self._listener = new.listener
        self._connection: Optional[socket.socket] = None
        self._lines = LineBuffer(self._around.max_request_bytes)
        self._pending: Deque[Optional[bytes]] = deque()
        self._episode.begin_as(new.session, new.meta)
        self._episode.server_left()
        self._poll = select.poll()
        self._poll.register(new.listener, select.POLLIN)
        self._poll.register(self._around.link, 0)

    def _serve(self) -> None:
        while not self._episode.closed:
            if self._wait_for_events(0 if self._pending else None) and not self._pending:
                self._receive()
            if self._pending:
                self._answer(self._pending.popleft())

    def _wait_for_events(self, timeout_ms: Optional[int]) -> bool:
        """Wait, and take a new connection; return whether something has happened to the present one."""
        happened = False
        for descriptor, _ in self._poll.poll(timeout_ms):
            if descriptor == self._around.link.fileno():
                raise SystemExit(1)  # the keeper is gone, and nobody could find this session again
            if descriptor == self._listener.fileno():
                self._accept()
                return False
            happened = True
        return happened

    def _accept(self) -> None:
        """Serve the newest connection; the server that held the former one is gone."""
        while True:
            try:
                connection, _ = self._listener.accept()
            except (BlockingIOError, ConnectionAbortedError):
                return
            except OSError as error:
                print(f"session {self._name} cannot take a connection: {error}", file=sys.stderr)
                # The environment has used up its descriptors; the listener stays readable all the time.
                time.sleep(0.1)
                return
            had_one = self._forget_connection()
            connection.setblocking(False)
            self._connection = connection
            self._poll.register(connection, select.POLLIN)
            if not had_one:
                self._episode.server_came()
                self._report(reports.CONNECTED)

    def _forget_connection(self) -> bool:
        """Close the connection and drop what it asked for; return whether there was one."""
        if self._connection is None:
            return False
        self._poll.unregister(self._connection)
        self._connection.close()
        self._connection = None
        self._pending.clear()
        self._lines = LineBuffer(self._around.max_request_bytes)
        return True

    def _lose_connection(self) -> None:
        if self._forget_connection():
            self._episode.server_left()
            self._report(reports.DISCONNECTED)

    def _receive(self) -> None:
        assert self._connection is not None
        try:
            data = self._connection.recv(_CHUNK_BYTES)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        if data:
            self._pending.extend(self._lines.feed(data))
        else:
            self._lose_connection()

    def _answer(self, line: Optional[bytes]) -> None:
        try:
            request = decode_request(line, self._around.max_request_bytes)
        except Refusal as refusal:
            self._send(self._episode.refuse(refusal))
            return
        command = request.get("cmd")
        if command == "fork":
            self._fork(request)
            return
        reply = self._episode.reply_to(request)
        if command == "note":
            self._report(reports.NOTED, meta=self._episode.meta)
        self._send(reply)

    def _send(self, data: bytes) -> None:
        connection = self._connection
        view = memoryview(data)
        while view and connection is self._connection and connection is not None:
            try:
                sent = connection.send(view)
            except BlockingIOError:
                self._wait_until_writable(connection)
                continue
            except OSError:
                self._lose_connection()
                return
            view = view[sent:]

    def _wait_until_writable(self, connection: socket.socket) -> None:
        """Wait for a slow reader, unless a new connection takes its place meanwhile."""
        self._poll.modify(connection, select.POLLOUT)
        try:
            self._wait_for_events(None)
        finally:
            if connection is self._connection:
                self._poll.modify(connection, select.POLLIN)

    def _report(self, kind: str, **details: Any) -> None:
        try:
            reports.send(self._around.link, kind, self._name, **details)
        except OSError as error:
            print(f"session {self._name} cannot report to its keeper: {error}", file=sys.stderr)

    def _fork(self, request: Dict[str, Any]) -> None:
        number = request.get("id")
        try:
            asked = self._checked_forks(request)
            made = self._around.places.make_copies(asked, self._folder)
        except Refusal as refusal:
            self._send(self._episode.refuse(refusal, number))
            return
        standard_streams.flush()
        restore_random_state = _saved_random_state()
        # Asked now, since the folder goes with this session, and that may end before its forks begin.
        within = folders.place_within(self._folder)
        if not self._frozen:
            # Objects that no collection visits stay in pages that parent and child share.
            gc.freeze()
            self._frozen = True
        try:
            result = offspring.fork(len(made))
        except OSError as error:
            for place in made:
                self._around.places.unmake(place)
            self._refuse_fork(number, f"no process could be forked: {error}")
            return
        if isinstance(result, offspring.Born):
            restore_random_state()
            self._begin_as_fork(made, result, within)
        else:
            self._present_forks(number, made, result)

    def _refuse_fork(self, number: Optional[int], reason: str) -> None:
        self._send(self._episode.refuse(Refusal("fork_failed", reason), number))

    def _checked_forks(self, request: Dict[str, Any]) -> Dict[str, Dict[str, Any]]:
        if not self._around.may_fork:
            raise Refusal("fork_unsupported", "this environment does not declare can_fork")
        asked = field(request, "sessions", list, required=True)
        if not 1 <= len(asked) <= MAX_FORKS:
            raise Refusal("bad_request", f"'sessions' must hold 1 to {MAX_FORKS} of them, not {len(asked)}")
        checked: Dict[str, Dict[str, Any]] = {}
        for item in asked:
            if type(item) is not dict:
                raise Refusal("bad_request", 'each of \'sessions\' must be an object like {"session": "…"}')
            session = checked_session(item)
            if session in checked or session == self._name:
                raise Refusal("bad_request", f"session {session!r} is named twice")
            checked[session] = checked_meta(item)
        return checked

    def _present_forks(self, number: Optional[int], made: List[Place], parent: offspring.Parent) -> None:
        """Tell the keeper of the forks, let them begin, and reply."""
        try:
            for new, pid in zip(made, parent.pids):
                reports.send(self._around.link, reports.FORKED, new.session, pid=pid, meta=new.meta)
        except OSError as error:
            parent.abandon()
            self._refuse_fork(number, f"the keeper does not answer: {error}")
            return
        finally:
            for new in made:
                new.listener.close()
        parent.release()
        described = [
            {"session": new.session, "pid": pid, "socket": socket_name(new.session)}
            for new, pid in zip(made, parent.pids)
        ]
        body = encode_body({"status": "ok", "sessions": described})
        self._send(reply_line(number, body))

    def _begin_as_fork(self, made: List[Place], born: offspring.Born, within: Optional[str]) -> None:
        """In the new process: let go of what belongs to the old one, and serve the new session."""
        process.lead_group()
        self._listener.close()
        if self._connection is not None:
            self._connection.close()
        new = made[born.number]
        for other in made:
            if other is not new:
                other.listener.close()
        if not offspring.wait_for_release(born):
            self._around.places.unmake(new)
            raise SystemExit(1)
        process.die_with_parent(self._around.keeper_pid)
        folders.move(self._folder, new.folder, within)
        self._take_place(new)
        failure = load(self._worker, "after_fork")
        if failure is not None:
            raise SystemExit(1)


def _saved_random_state() -> Callable[[], None]:
    """Return what puts module ``random`` back to its present state, since Python seeds it anew in every fork."""
    random = sys.modules.get("random")
    if random is None:
        return lambda: None
    return functools.partial(random.setstate, random.getstate())


def _seed_afresh() -> None:
    """Give this process random numbers of its own; it was forked from a keeper that others come from too."""
    for name in ("random", "numpy.random"):
        module = sys.modules.get(name)
        if module is not None:
            module.seed()
