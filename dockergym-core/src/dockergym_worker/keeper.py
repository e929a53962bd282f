"""The keeper: loads what sessions share, forks a process for each, and answers for all of them."""

from __future__ import annotations

import contextlib
import gc
import os
import selectors
import signal
import socket
import sys
import time
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Optional, Set, Tuple

from dockergym_worker import process, reports, sockets, standard_streams
from dockergym_worker.container_memory import container_memory
from dockergym_worker.episode import checked_meta, raised_in
from dockergym_worker.keeper_connection import KeeperConnection, PendingReply
from dockergym_worker.messages import Refusal, decode_request
from dockergym_worker.names import KEEPER_SOCKET, checked_session
from dockergym_worker.offer import DEFAULT_ORPHAN_TIMEOUT_S, LONGEST_WAIT_S, Offer
from dockergym_worker.out_of_memory import OutOfMemoryWatch
from dockergym_worker.places import Place, Places
from dockergym_worker.session_process import SessionProcess, Surroundings
from dockergym_worker.session_table import End, LiveSession, SessionTable
from dockergym_worker.standard_streams import ProtocolStreams
from dockergym_worker.stdio import hello, load, write
from dockergym_worker.version import PROTOCOL

if TYPE_CHECKING:
    from dockergym_worker.base import BaseWorker

MAX_CONNECTIONS = 64
"""Connections served at once; further ones wait."""
_KILLED = 128 + signal.SIGKILL


def listen(offer: Offer) -> Optional[socket.socket]:
    """Return the keeper's listening socket, or ``None`` where one session over stdio has to do."""
    if not offer.hello or offer.socket_dir is None or not sys.platform.startswith("linux"):
        return None
    try:
        return sockets.listen_in_place_of_the_dead(offer.socket_dir, KEEPER_SOCKET)
    except OSError as error:
        print(
            f"cannot listen in {offer.socket_dir} ({error}); serving one session over stdio", file=sys.stderr
        )
        return None


def serve(worker: BaseWorker, streams: ProtocolStreams, offer: Offer, listener: socket.socket) -> None:
    """Say hello and keep sessions until ``shutdown``, SIGTERM, or the orphan timeout."""
    keeper = Keeper(worker, streams, offer, listener)
    try:
        keeper.run()
    finally:
        keeper.close()


class Keeper:
    """Single-threaded; waits for nothing but its selector, so no session can hold up another."""

    def __init__(
        self, worker: BaseWorker, streams: ProtocolStreams, offer: Offer, listener: socket.socket
    ) -> None:
        assert offer.socket_dir is not None
        self._worker = worker
        self._streams = streams
        self._offer = offer
        self._listener = listener
        self._socket_dir = offer.socket_dir
        self._pid = os.getpid()
        self._places = Places(offer.socket_dir)
        self._sessions = SessionTable()
        self._memory = OutOfMemoryWatch()
        self._connections: Dict[int, KeeperConnection] = {}
        self._keeper_end, self._session_end = reports.pair()
        self._wakeup_in, self._wakeup_out = socket.socketpair()
        self._preload_s = 0.0
        self._preload_failure: Optional[Refusal] = None
        self._may_fork = False
        self._stopping = False
        self._connected: Set[str] = set()
        self._orphaned_since: Optional[float] = time.monotonic()
        self._orphan_timeout_s = offer.orphan_timeout_s or DEFAULT_ORPHAN_TIMEOUT_S
        self._selector = selectors.PollSelector()
        self._commands: Dict[str, Callable[[Dict[str, Any], PendingReply], None]] = {
            "ping": self._ping,
            "open": self._open,
            "list": self._list,
            "end": self._end,
            "exit_status": self._exit_status,
            "shutdown": self._shutdown,
        }

    def run(self) -> None:
        """Say hello, load, and serve."""
        signal.signal(signal.SIGTERM, _exit_on_signal)
        # Forks of a live session need a parent when the session ends before them.
        adopts = process.become_subreaper() or self._pid == 1
        self._may_fork = bool(self._worker.can_fork) and adopts
        # The server may have gone since; it will find the socket when it comes back.
        with contextlib.suppress(BrokenPipeError):
            write(self._streams.output, hello(self._worker, socket=KEEPER_SOCKET, fork=self._may_fork))
        if self._worker.can_fork:
            self._preload()
        gc.collect()
        gc.freeze()
        self._watch()
        while not self._stopping:
            events = self._selector.select(self._seconds_to_wait())
            self._drain_wakeups()
            self._handle_events(events)
            self._end_if_orphaned()

    def close(self) -> None:
        """Kill every session, send the replies that are left, and remove what is in the file system."""
        self._stopping = True
        self._end_all_sessions()
        process.kill_children()
        for connection in self._connections.values():
            connection.finish()
        sockets.remove(self._socket_dir, KEEPER_SOCKET)
        self._places.close()

    def _preload(self) -> None:
        began = time.monotonic()
        self._preload_failure = load(self._worker, "preload")
        self._preload_s = time.monotonic() - began

    def _watch(self) -> None:
        self._listener.setblocking(False)
        self._wakeup_in.setblocking(False)
        self._wakeup_out.setblocking(False)
        signal.set_wakeup_fd(self._wakeup_out.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, _wake_up)
        signal.signal(signal.SIGTERM, self._stop)
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._selector.register(self._keeper_end, selectors.EVENT_READ)
        self._selector.register(self._wakeup_in, selectors.EVENT_READ)

    def _stop(self, number: int, frame: Any) -> None:
        self._stopping = True

    def _drain_wakeups(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._wakeup_in.recv(4096)

    def _seconds_to_wait(self) -> Optional[float]:
        if self._orphaned_since is None:
            return None
        left = self._orphaned_since + self._orphan_timeout_s - time.monotonic()
        return min(max(0.0, left), LONGEST_WAIT_S)

    def _end_if_orphaned(self) -> None:
        """Stop where no server has been connected, to the keeper or to a session, for too long."""
        now = time.monotonic()
        if self._connections or self._connected:
            self._orphaned_since = None
        elif self._orphaned_since is None:
            self._orphaned_since = now
        elif now - self._orphaned_since >= self._orphan_timeout_s:
            print(f"no server for {self._orphan_timeout_s:g} s; ending all sessions", file=sys.stderr)
            self._stopping = True

    def _handle_events(self, events: List[Tuple[selectors.SelectorKey, int]]) -> None:
        """Read first and act last: what a session reported before the server asked is known by then."""
        for key, mask in events:
            if key.fileobj is self._listener:
                self._accept()
            elif isinstance(key.data, KeeperConnection):
                if mask & selectors.EVENT_WRITE:
                    key.data.send_unsent()
                if mask & selectors.EVENT_READ:
                    key.data.receive()
        self._read_reports()
        self._reap()
        for connection in list(self._connections.values()):
            for line in connection.lines():
                self._handle_line(connection, line)
            self._watch_connection(connection)

    def _accept(self) -> None:
        while len(self._connections) < MAX_CONNECTIONS:
            try:
                accepted, _ = self._listener.accept()
            except OSError:
                # Nobody is waiting, or whoever was has gone already.
                return
            connection = KeeperConnection(accepted, self._offer.max_request_bytes)
            self._connections[accepted.fileno()] = connection
        self._selector.unregister(self._listener)

    def _watch_connection(self, connection: KeeperConnection) -> None:
        """Wait for what the connection waits for; drop it when it is lost."""
        number = connection.socket.fileno()
        watched = self._selector.get_map().get(number)
        wanted = 0 if connection.lost else connection.events
        if watched is not None and watched.events != wanted:
            self._selector.unregister(number)
            watched = None
        if wanted and watched is None:
            self._selector.register(number, wanted, connection)
        if connection.lost:
            self._drop_connection(number)

    def _drop_connection(self, number: int) -> None:
        if len(self._connections) == MAX_CONNECTIONS:
            self._selector.register(self._listener, selectors.EVENT_READ)
        self._connections.pop(number).close()

    def _handle_line(self, connection: KeeperConnection, line: Optional[bytes]) -> None:
        try:
            request = decode_request(line, self._offer.max_request_bytes)
        except Refusal as refusal:
            connection.expect_reply(None).refuse(refusal)
            return
        reply = connection.expect_reply(request.get("id"))
        name = request.get("cmd")
        command = self._commands.get(name) if isinstance(name, str) else None
        try:
            if command is None:
                known = ", ".join(sorted(self._commands))
                raise Refusal("bad_request", f"unknown command {name!r}; the keeper knows {known}")
            command(request, reply)
        except Refusal as refusal:
            reply.refuse(refusal)
        except Exception as error:
            # A fault here must not take all sessions with it.
            reply.refuse(raised_in(f"the keeper's {name}", error, "internal_error", None))

    def _ping(self, request: Dict[str, Any], reply: PendingReply) -> None:
        reply.ok(
            protocol=PROTOCOL,
            pid=self._pid,
            fork=self._may_fork,
            sessions=len(self._sessions),
            preload_s=round(self._preload_s, 6),
            rss_bytes=process.resident_bytes(),
            **self._container_memory(),
        )

    @staticmethod
    def _container_memory() -> Dict[str, int]:
        memory = container_memory()
        return {} if memory is None else {"memory_bytes": memory.used, "memory_limit_bytes": memory.limit}

    def _open(self, request: Dict[str, Any], reply: PendingReply) -> None:
        session = checked_session(request)
        meta = checked_meta(request)
        live = self._sessions.find(session)
        if live is None:
            live = self._start(session, meta)
        elif live.ending:
            raise Refusal("bad_request", f"session {session!r} is being ended; open it when that is done")
        if live.ready:
            reply.ok(**live.described())
        else:
            live.opening.append(reply)

    def _list(self, request: Dict[str, Any], reply: PendingReply) -> None:
        living = [dict(live.described(), session=live.session, meta=live.meta) for live in self._sessions]
        ended = [{"session": name, "exit_code": code} for name, code in self._sessions.ended().items()]
        reply.ok(sessions=living, ended=ended)

    def _end(self, request: Dict[str, Any], reply: PendingReply) -> None:
        session = checked_session(request)
        live = self._sessions.find(session)
        if live is None:
            reply.ok(exit_code=self._sessions.exit_code(session))
            return
        live.ending.append(reply)
        process.kill_group(live.pid)

    def _exit_status(self, request: Dict[str, Any], reply: PendingReply) -> None:
        session = checked_session(request)
        running = self._sessions.find(session) is not None
        end = End() if running else self._sessions.how_ended(session)
        reply.ok(exit_code=end.exit_code, out_of_memory=end.out_of_memory, running=running)

    def _shutdown(self, request: Dict[str, Any], reply: PendingReply) -> None:
        self._end_all_sessions()
        reply.ok()
        self._stopping = True

    def _start(self, session: str, meta: Dict[str, Any]) -> LiveSession:
        """Fork a process for a session.

        Raises:
            Refusal: what it needs cannot be loaded, or the machine refuses.
        """
        if self._preload_failure is not None:
            raise self._preload_failure
        place = self._places.make(session, meta)
        standard_streams.flush()
        try:
            pid = os.fork()
        except OSError as error:
            self._places.unmake(place)
            raise Refusal("fork_failed", f"no process could be forked: {error}") from None
        if pid == 0:
            process.run_and_exit(lambda: self._become_session(place))
        process.lead_group(pid)
        place.listener.close()
        live = LiveSession(session, pid, meta, ready=False)
        self._sessions.add(live)
        return live

    def _become_session(self, place: Place) -> None:
        """In the forked process: let go of all that is the keeper's, and serve the session."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        process.lead_group()
        process.die_with_parent(self._pid)
        process.volunteer_for_out_of_memory()
        for connection in self._connections.values():
            connection.socket.close()
        for held in (self._listener, self._keeper_end, self._wakeup_in, self._wakeup_out, self._selector):
            held.close()
        os.close(self._streams.input)
        os.close(self._streams.output)
        surroundings = Surroundings(
            keeper_pid=self._pid,
            places=self._places,
            link=self._session_end,
            max_request_bytes=self._offer.max_request_bytes,
            may_fork=self._may_fork,
        )
        methods = ("after_fork",) if self._worker.can_fork else ("preload", "after_fork")
        SessionProcess(self._worker, place, surroundings).start(*methods)

    def _read_reports(self) -> None:
        for report in reports.received(self._keeper_end):
            self._take_report(report)

    def _take_report(self, report: Dict[str, Any]) -> None:
        kind, session = report["kind"], report["session"]
        if kind == reports.FORKED:
            # Whoever forked it could not do this, unless it is its parent.
            process.lead_group(report["pid"])
            live = LiveSession(session, report["pid"], report["meta"], ready=True)
            exit_code = self._sessions.add(live)
            if exit_code is not None:
                self._bury(live, exit_code)
            return
        known = self._sessions.find(session)
        if known is None:
            return
        if kind == reports.READY:
            known.serves()
        elif kind == reports.FAILED:
            known.fails(report["refusal"])
        elif kind == reports.NOTED:
            known.meta = report["meta"]
        elif kind == reports.CONNECTED:
            self._connected.add(session)
        elif kind == reports.DISCONNECTED:
            self._connected.discard(session)

    def _reap(self) -> None:
        for ended in process.reap(self._before_reaping):
            live = self._sessions.find_pid(ended.pid)
            if live is None:
                self._sessions.end_stranger(ended.pid, ended.exit_code)
            else:
                self._bury(live, ended.exit_code)

    def _before_reaping(self, pid: int) -> None:
        """Hear the last of a process that has ended, and kill what it leaves behind."""
        self._read_reports()
        if self._sessions.find_pid(pid) is not None:
            process.kill_group(pid)

    def _bury(self, live: LiveSession, exit_code: int) -> None:
        """Remove what an ended session leaves behind, and tell who waits for it."""
        was_short_of_memory = self._memory.has_struck() and exit_code == _KILLED
        self._sessions.end(live, exit_code, out_of_memory=was_short_of_memory)
        self._connected.discard(live.session)
        self._places.remove(live.session, aside=not self._stopping)
        live.has_ended(exit_code)

    def _end_all_sessions(self) -> None:
        """Kill and collect every session, also those that are being forked meanwhile."""
        self._read_reports()
        while len(self._sessions):
            for live in self._sessions:
                process.kill_group(live.pid)
            for live in self._sessions:
                self._bury(live, process.wait(live.pid))
            self._read_reports()


def _exit_on_signal(number: int, frame: Any) -> None:
    sys.exit(128 + number)


def _wake_up(number: int, frame: Any) -> None:
    """Do nothing: the signal's byte in the wakeup descriptor is what ends the wait."""
