"""One started worker and the conversation with it: plain lines, or the SDK's sockets.

Which of the two it is, the worker says itself with its first line; see `docs/reference/worker-protocol.md`.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from dockergym.errors import (
    DockerGymError,
    RuntimeFailure,
    WorkerCrashed,
    WorkerError,
    WorkerProtocolError,
    WorkerStartFailed,
    WorkerTimeout,
)
from dockergym.protocol.channel import Channel, ChannelClosed, HelloReceived, Identified
from dockergym.protocol.messages import (
    Hello,
    Reply,
    decode_object,
    decode_plain_reply,
    decode_sdk_reply,
    encode,
)
from dockergym.runtimes.base import Runtime, WorkerExit, WorkerHandle, WorkerLaunch
from dockergym.sessions.replay import History
from dockergym.settings import ServerSettings

logger = logging.getLogger(__name__)

_AFTERMATH_S = 2.0
"""How long a worker whose stream has ended may take to be seen as ended."""
_KEEPER_TIMEOUT_S = 10.0
_MOST_ASIDES = 32
"""Connections to a keeper beside the one for all else; it takes 64."""
_LONGEST_STORY_BYTES = 32 * 1024 * 1024
"""How much longer than a reply it may be what a worker tells of all its sessions, or of all steps of an episode, which
are 4 Mi characters at most, and what they came to."""
_LAST_WORDS_S = 0.5
_LOOKS_FOR_LAST_WORDS = 20
KEEPER_SOCKET = "keeper.sock"
"""Name of the keeper's socket; part of the protocol, so that a later server finds it without a hello."""
_ONLY_STDIO = (
    "it speaks only over its standard input and output, and they went with the server that held them"
)

ChannelReplyT = TypeVar("ChannelReplyT", bound=Identified)
ToldT = TypeVar("ToldT")


class KeeperReply(msgspec.Struct):
    """An answer of a worker's keeper."""

    id: int | None
    body: dict[str, Any]

    @classmethod
    def decode(cls, line: bytes) -> KeeperReply:
        """Return the reply in a line.

        Raises:
            WorkerProtocolError: the line is not a JSON object.
        """
        body = decode_object(line)
        identity = body.get("id")
        return cls(id=identity if isinstance(identity, int) else None, body=body)


class _Pong(msgspec.Struct, frozen=True):
    protocol: int = 1
    fork: bool = False


class ListedSession(msgspec.Struct, frozen=True):
    """A session process, as the keeper lists it."""

    session: str
    socket: str
    meta: dict[str, Any]
    pid: int = 0
    """As it sees itself, inside its container."""


class _ExitStatus(msgspec.Struct, frozen=True):
    running: bool = False
    exit_code: int | None = None
    out_of_memory: bool = False


class _Listing(msgspec.Struct, frozen=True):
    sessions: list[ListedSession]


class _ToldState(msgspec.Struct, frozen=True):
    initialised: bool
    last: dict[str, Any] | None
    meta: dict[str, Any]
    step: int
    done: bool
    age_s: float
    idle_s: float
    unattended_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerState:
    """What a session's process tells a server that has not begun its episode."""

    meta: dict[str, Any]
    step: int
    done: bool
    age_s: float
    idle_s: float
    unattended_s: float | None = None
    """How much of that time no server was connected; ``None``: an older SDK does not know."""
    last: Reply
    history: History | None = None
    """Every step so far; ``None`` where the worker does not know."""


class Worker:
    """A worker that runs, and the one way there is to talk to it."""

    def __init__(self, handle: WorkerHandle, settings: ServerSettings) -> None:
        self.handle = handle
        self._settings = settings
        self._stdio: Channel[Reply] | None = None
        self._keeper: Channel[KeeperReply] | None = None
        self._keeper_lock = asyncio.Lock()
        self._asides = asyncio.Semaphore(_MOST_ASIDES)
        self._opened_ahead: set[str] = set()
        self._was_left = False
        """Whether the session has gone away that was to learn what kind of worker it is."""
        self.hello: Hello | None = None

    @classmethod
    async def start(cls, runtime: Runtime, launch: WorkerLaunch, settings: ServerSettings) -> Worker:
        """Start a worker and connect to its standard input and output.

        Raises:
            WorkerStartFailed: it did not start within ``start_timeout_s``, or cannot be started.
            RuntimeFailure: the runtime does not answer, or the image is missing.
        """
        try:
            async with asyncio.timeout(settings.start_timeout_s):
                handle = await runtime.start(launch)
                worker = cls(handle, settings)
                try:
                    await worker._attach()
                except BaseException:
                    await handle.stop(0)
                    raise
        except TimeoutError as error:
            raise WorkerStartFailed(
                f"the worker did not start within start_timeout_s ({settings.start_timeout_s:g} s)"
            ) from error
        return worker

    @classmethod
    async def reconnect(cls, handle: WorkerHandle, settings: ServerSettings) -> Worker:
        """Connect to a worker that a server before this one has started.

        Raises:
            WorkerError: it does not answer, or speaks only over the standard streams that server held.
        """
        worker = cls(handle, settings)
        worker.hello = Hello(protocol=1, socket=KEEPER_SOCKET)
        if handle.socket_dir is None:
            raise WorkerCrashed(_ONLY_STDIO)
        try:
            told = await worker._ask_keeper({"cmd": "ping"}, _KEEPER_TIMEOUT_S)
        except (OSError, TimeoutError) as error:
            raise WorkerCrashed(await worker._why_silent(error)) from error
        pong = _read(told, _Pong)
        worker.hello = Hello(protocol=pong.protocol, socket=KEEPER_SOCKET, fork=pong.fork)
        return worker

    async def sessions(self) -> list[ListedSession]:
        """Return every session process that lives.

        Raises:
            WorkerError: the keeper does not answer, or not with a list of them.
            OSError: nobody listens there any more.
        """
        assert self.hello is not None
        assert self.hello.socket is not None
        channel = await self._connect(self.hello.socket, self._story_channel())
        try:
            return _read(await self._asked(channel, {"cmd": "list"}, _KEEPER_TIMEOUT_S), _Listing).sessions
        finally:
            channel.close()

    async def session_state(self, socket: str, *, history: bool = False) -> WorkerState | None:
        """Return what a session's process tells of its episode; ``None`` where none has begun.

        With ``history``, the steps so far as well.

        Raises:
            WorkerError: it does not answer.
            OSError: nobody listens there.
        """
        channel = await self._connect(socket, self._story_channel())
        try:
            answer = await channel.request({"cmd": "state"}, self._settings.command_timeout_s)
            told = _read(answer.body, _ToldState)
            if not told.initialised or told.last is None:
                return None
            # A worker of an older SDK does not know the command, and refuses it.
            log = await channel.request({"cmd": "log"}, self._settings.command_timeout_s) if history else None
        finally:
            channel.close()
        return WorkerState(
            meta=told.meta,
            step=told.step,
            done=told.done,
            age_s=told.age_s,
            idle_s=told.idle_s,
            unattended_s=told.unattended_s,
            last=checked(decode_sdk_reply(encode(told.last))),
            history=None if log is None else History.read(log.body),
        )

    async def reconnect_session(self, process: str, *, history: bool) -> tuple[WorkerState, Channel[Reply]]:
        """Connect anew to the process of a session; with ``history``, the steps of its episode are told as well.

        Raises:
            WorkerError: it is not there, or does not answer.
            OSError: nobody listens there.
        """
        if not self.can_share:
            raise WorkerCrashed("it speaks over its standard streams, where no request can be given up")
        for listed in await self.sessions():
            if listed.session == process:
                state = await self.session_state(listed.socket, history=history)
                if state is not None:
                    return state, await self.connect_session(listed.socket)
        raise WorkerCrashed("the session's process has ended, or its episode")

    @property
    def speaks_sdk(self) -> bool:
        """Whether the worker has said hello."""
        return self.hello is not None

    @property
    def is_unknown(self) -> bool:
        """Whether nobody has waited for long enough to learn what kind of worker it is."""
        channel = self._stdio
        silent = channel is not None and not channel.hello.done()
        return self.hello is None and (silent or self._was_left)

    @property
    def can_fork(self) -> bool:
        """Whether a session's process can be forked in the middle of its episode."""
        return self.can_share and self.hello is not None and self.hello.fork

    @property
    def can_share(self) -> bool:
        """Whether the worker keeps a process per session, so that it can hold several."""
        return self.hello is not None and self.hello.socket is not None

    async def begin(
        self, session_id: str, meta: dict[str, Any], init: dict[str, Any]
    ) -> tuple[Channel[Reply], Reply]:
        """Begin an episode and return its channel and the first reply.

        Raises:
            WorkerError: the worker crashed, kept silent or wrote nonsense; nothing more can be had from it.
        """
        timeout_s = self._settings.init_timeout_s
        async with self._beginning(session_id):
            plain = await self._begin_plainly(init)
            if plain is not None:
                return plain
            channel = await self._open(session_id, meta)
            if session_id in self._opened_ahead:
                self._opened_ahead.remove(session_id)
                await channel.request({"cmd": "note", "meta": meta}, timeout_s)
            return channel, checked(await channel.request(dict(init), timeout_s))

    async def begin_plainly(
        self, session_id: str, init: dict[str, Any]
    ) -> tuple[Channel[Reply], Reply] | None:
        """Begin the episode of a worker that speaks the plain contract; ``None`` where it says hello instead.

        Raises:
            WorkerError: as `begin`.
        """
        async with self._beginning(session_id):
            return await self._begin_plainly(init)

    async def _begin_plainly(self, init: dict[str, Any]) -> tuple[Channel[Reply], Reply] | None:
        if self._stdio is not None and self._stdio.hello.done():
            await self.greeted()
        if self.can_share:
            return None
        assert self._stdio is not None
        try:
            return self._stdio, checked(await self._stdio.request(dict(init), self._settings.init_timeout_s))
        except HelloReceived:
            await self.greeted()
            return None
        except asyncio.CancelledError:
            self._was_left = True
            raise

    @asynccontextmanager
    async def _beginning(self, session_id: str) -> AsyncIterator[None]:
        """Say of what fails in the block that it failed before the episode began."""
        try:
            yield
        except WorkerTimeout as error:
            raise WorkerTimeout(
                "the worker did not begin the episode within init_timeout_s "
                f"({self._settings.init_timeout_s:g} s)",
                applied=False,
            ) from error
        except ChannelClosed as error:
            raise await self.explain(error, session_id, starting=True) from error

    async def greeted(self) -> bool:
        """Wait for the worker's first line; say whether it was a hello.

        Never returns for a worker that speaks the plain contract and has not been asked anything.
        """
        if self._stdio is not None and self.hello is None:
            self.hello = await asyncio.shield(self._stdio.hello)
        return self.hello is not None

    async def ready(self) -> None:
        """Wait until the worker has loaded what its sessions share.

        Raises:
            WorkerError: it ended or failed before that.
        """
        if await self.greeted() and self.can_share:
            await self._ask_keeper({"cmd": "ping"}, self._settings.init_timeout_s)

    async def open_ahead(self, session_id: str) -> None:
        """Have the process of a session load what it needs before the session comes.

        Does nothing where all processes are forked from one that has loaded it already.

        Raises:
            WorkerError: the worker ended, or its environment could not be loaded.
        """
        if self.hello is None or self.hello.socket is None or self.hello.fork:
            return
        self._opened_ahead.add(session_id)
        await self._ask_keeper_aside(_opening(session_id, {}), self._settings.init_timeout_s)

    async def is_alive(self) -> bool:
        """Say whether the worker can take a session now."""
        try:
            if self.can_share:
                await self._ask_keeper({"cmd": "ping"}, _KEEPER_TIMEOUT_S)
                return True
            assert self._stdio is not None
            return self._stdio.failure is None and await self.handle.poll() is None
        except (DockerGymError, OSError):
            return False

    async def memory_share(self) -> float | None:
        """Return how much of the memory it may use the worker does use, from 0 to 1; ``None`` where nobody limits it.

        Raises:
            WorkerError: the keeper does not answer.
            OSError: nobody listens there.
        """
        if not self.can_share:
            return None
        told = await self._ask_keeper({"cmd": "ping"}, _KEEPER_TIMEOUT_S)
        used, limit = told.get("memory_bytes"), told.get("memory_limit_bytes")
        return used / limit if isinstance(used, int) and isinstance(limit, int) and limit > 0 else None

    async def end(self, session_id: str) -> None:
        """End one session's process and leave the others alone.

        Raises:
            WorkerError: the keeper does not answer.
        """
        await self._ask_keeper({"cmd": "end", "session": session_id}, _KEEPER_TIMEOUT_S)

    def let_go(self) -> None:
        """Close the connections to the worker and leave it running."""
        for channel in (self._keeper, self._stdio):
            if channel is not None:
                channel.close()

    async def stop(self, grace_s: float | None = None) -> None:
        """End the worker and everything in it.

        Raises:
            RuntimeFailure: the runtime does not answer; the worker may still be there.
        """
        self.let_go()
        await self.handle.stop(grace_s)

    async def explain(self, error: WorkerError, session_id: str, *, starting: bool = False) -> WorkerError:
        """Turn the end of a stream into an error that says how the worker ended and what it wrote last."""
        exited = await self._exit_of(session_id)
        how = exited.describe() if exited is not None else "it closed its output but still runs"
        stderr = await self._last_words()
        kind = WorkerStartFailed if starting else WorkerCrashed
        last = f"; it wrote last: {_last_line(stderr)!r}" if stderr.strip() else ""
        return kind(
            f"the worker ended {'before the episode began' if starting else 'in the middle of the episode'}: "
            f"{how}{last}",
            applied=False if starting else error.applied,
            extra={
                "stderr": stderr,
                "exit_code": exited.exit_code if exited else None,
                "out_of_memory": exited.out_of_memory if exited else False,
            },
        )

    async def _last_words(self) -> str:
        """Return what the worker wrote last; it may take another way than the end of its stream, and longer."""
        for _ in range(_LOOKS_FOR_LAST_WORDS):
            if text := self.handle.stderr_tail():
                return text
            await asyncio.sleep(_LAST_WORDS_S / _LOOKS_FOR_LAST_WORDS)
        return self.handle.stderr_tail()

    async def _why_silent(self, error: OSError) -> str:
        """Say why a worker that was started by a server before this one cannot be talked to."""
        exited = await self.handle.poll()
        if exited is not None:
            return f"it ended while no server ran; {exited.describe()}"
        return _ONLY_STDIO if isinstance(error, FileNotFoundError) else f"its socket is silent: {error}"

    async def _attach(self) -> None:
        self._stdio = Channel(
            decode_plain_reply, max_reply_bytes=self._settings.max_reply_bytes, expect_hello=True
        )
        stdio = self._stdio
        await self.handle.attach(lambda: stdio)

    async def connect_session(self, socket: str) -> Channel[Reply]:
        """Connect to a session's own socket.

        Raises:
            OSError: nobody listens there.
            WorkerProtocolError: the name leads out of the worker's folder.
        """
        channel = Channel(decode_sdk_reply, max_reply_bytes=self._settings.max_reply_bytes)
        return await self._connect(socket, channel)

    async def _open(self, session_id: str, meta: dict[str, Any]) -> Channel[Reply]:
        request, timeout_s = _opening(session_id, meta), self._settings.init_timeout_s
        if self.hello is not None and self.hello.fork:
            answer = await self._ask_keeper(request, timeout_s)
        else:
            answer = await self._ask_keeper_aside(request, timeout_s)
        return await self.connect_session(str(answer["socket"]))

    def _keeper_channel(self) -> Channel[KeeperReply]:
        return Channel(KeeperReply.decode, max_reply_bytes=self._settings.max_reply_bytes)

    def _story_channel(self) -> Channel[KeeperReply]:
        """Return a channel for what a server is told that does not know where the worker is; it may be long."""
        longest = self._settings.max_reply_bytes + _LONGEST_STORY_BYTES
        return Channel(KeeperReply.decode, max_reply_bytes=longest)

    async def _ask_keeper(self, message: dict[str, Any], timeout_s: float) -> dict[str, Any]:
        try:
            async with asyncio.timeout(timeout_s), self._keeper_lock:
                if self._keeper is None or self._keeper.failure is not None:
                    assert self.hello is not None
                    assert self.hello.socket is not None
                    self._keeper = await self._connect(self.hello.socket, self._keeper_channel())
                return await self._asked(self._keeper, message, timeout_s)
        except TimeoutError as error:
            raise _keeper_timeout(message, timeout_s) from error

    async def _ask_keeper_aside(self, message: dict[str, Any], timeout_s: float) -> dict[str, Any]:
        """Ask over a connection of its own what takes as long as a load; others ask the keeper meanwhile."""
        assert self.hello is not None
        assert self.hello.socket is not None
        try:
            async with asyncio.timeout(timeout_s), self._asides:
                channel = await self._connect(self.hello.socket, self._keeper_channel())
                try:
                    return await self._asked(channel, message, timeout_s)
                finally:
                    channel.close()
        except TimeoutError as error:
            raise _keeper_timeout(message, timeout_s) from error

    @staticmethod
    async def _asked(
        channel: Channel[KeeperReply], message: dict[str, Any], timeout_s: float
    ) -> dict[str, Any]:
        answer = (await channel.request(message, timeout_s)).body
        if answer.get("status") != "ok":
            raise WorkerStartFailed(f"the worker refused {message['cmd']!r}: {answer.get('message')}")
        return answer

    async def _connect(self, name: str, channel: Channel[ChannelReplyT]) -> Channel[ChannelReplyT]:
        folder = self.handle.socket_dir
        if folder is None:
            raise WorkerProtocolError("the worker offers a socket where none was asked for")
        if name in ("", ".", "..") or "/" in name or "\0" in name:
            raise WorkerProtocolError(f"the worker names a socket outside its folder: {name!r}")
        await connect_unix(folder / name, channel)
        return channel

    async def _exit_of(self, session_id: str) -> WorkerExit | None:
        if self.can_share:
            try:
                return await self._ask_exit_until_ended(session_id)
            except (DockerGymError, OSError, TimeoutError):
                logger.debug("the keeper of worker %s is gone as well", self.handle.worker_id)
        return await self._poll_until_ended()

    async def _ask_exit_until_ended(self, session_id: str) -> WorkerExit:
        """Ask the keeper how a session's process ended; its sockets close a moment before that is known."""
        deadline = asyncio.get_running_loop().time() + _AFTERMATH_S
        pause = 0.005
        while True:
            request = {"cmd": "exit_status", "session": session_id}
            status = _read(await self._ask_keeper(request, _KEEPER_TIMEOUT_S), _ExitStatus)
            if not status.running or asyncio.get_running_loop().time() >= deadline:
                return WorkerExit(status.exit_code, status.out_of_memory)
            await asyncio.sleep(pause)
            pause = min(pause * 2, 0.2)

    async def _poll_until_ended(self) -> WorkerExit | None:
        deadline = asyncio.get_running_loop().time() + _AFTERMATH_S
        pause = 0.01
        while True:
            try:
                ended = await self.handle.poll()
            except RuntimeFailure:
                return None
            if ended is not None or asyncio.get_running_loop().time() >= deadline:
                return ended
            await asyncio.sleep(pause)
            pause = min(pause * 2, 0.2)


def _keeper_timeout(message: dict[str, Any], timeout_s: float) -> WorkerTimeout:
    what = f"the worker's keeper did not answer {message['cmd']!r} within {timeout_s:g} s"
    return WorkerTimeout(what, applied=False)


def _opening(session_id: str, meta: dict[str, Any]) -> dict[str, Any]:
    return {"cmd": "open", "session": session_id, "meta": meta}


def _read(told: dict[str, Any], kind: type[ToldT]) -> ToldT:
    """Return what a worker tells, as it should be told.

    Raises:
        WorkerProtocolError: it is something else.
    """
    try:
        return msgspec.convert(told, kind)
    except msgspec.ValidationError as error:
        raise WorkerProtocolError(
            f"the worker tells something else than it was asked for: {error}"
        ) from error


def checked(reply: Reply) -> Reply:
    """Return the reply to an init or a step.

    Raises:
        WorkerProtocolError: it is ``ok`` and holds no result.
    """
    if reply.ok and not reply.is_result:
        raise WorkerProtocolError(
            "the worker acknowledged the request without an observation, reward and done"
        )
    return reply


async def connect_unix(path: Path, protocol: asyncio.Protocol) -> None:
    """Connect a protocol to a Unix socket, also where its path is longer than a socket address can hold.

    A symbolic link is not followed: the worker can write to its folder, and could point the server at a socket
    that the server may use and the worker may not, such as the Docker engine's.

    Raises:
        OSError: nobody listens there, or it is no socket.
    """
    found = os.open(path, os.O_PATH | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        if not stat.S_ISSOCK(os.fstat(found).st_mode):
            raise ConnectionRefusedError(errno.ECONNREFUSED, "it is no socket", str(path))
        loop = asyncio.get_running_loop()
        await loop.create_unix_connection(lambda: protocol, f"/proc/self/fd/{found}")
    finally:
        os.close(found)


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1][-300:] if lines else ""
