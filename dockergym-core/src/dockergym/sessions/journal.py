"""What is written down of an episode that is to be rebuilt, so that it outlives its worker and the server both.

A file an episode, in the server's state folder: its beginning, then a line for each step. A step's line is in the
file before the client has the answer, so what a client knows is never missing. It outlives the server, however that
ends; the end of the machine may take the last lines. Files are written in a thread of their own: a disk that is slow
makes the sessions wait that are written down, and no others.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from dockergym.protocol.messages import Reply
from dockergym.sessions.moments import Moment
from dockergym.sessions.replay import FAILED, ActionLog, History, LoggedStep

logger = logging.getLogger(__name__)

_SUFFIX = ".episode"
_VERSION = 1


class Beginning(msgspec.Struct, frozen=True):
    """The first line: which session it is, and how its episode began."""

    record: dict[str, Any]
    init: dict[str, Any]
    """The message the episode is begun with."""
    digest: str
    """Of the first reply; see `dockergym.sessions.replay.outcome_digest`."""
    last: Reply
    """The last reply when this was written."""
    born: Moment
    """When the session was created."""
    version: int = _VERSION


class StepLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """A further line: an action, and what it came to."""

    action: str
    outcome: str
    request_id: str | None = None
    digest: str | None = ""
    reply: Reply | None = None
    """What the worker answered; left out where only the outcome is known."""

    @classmethod
    def of(cls, step: LoggedStep, reply: Reply | None = None) -> StepLine:
        """Return the line for a step."""
        return cls(step.action, step.outcome, step.request_id, step.digest, reply)

    @property
    def step(self) -> LoggedStep:
        """The step, as it is replayed."""
        return LoggedStep(self.action, self.outcome, self.request_id, self.digest)


_encoder = msgspec.json.Encoder()
_beginning_decoder = msgspec.json.Decoder(Beginning)
_line_decoder = msgspec.json.Decoder(StepLine)


@dataclass(frozen=True, slots=True)
class StoredEpisode:
    """An episode as it was written down."""

    beginning: Beginning
    lines: Sequence[StepLine]

    @property
    def history(self) -> History:
        """All it takes to play it again."""
        return History(self.beginning.digest, [line.step for line in self.lines])

    @property
    def last(self) -> Reply:
        """The reply to the last step that did not fail."""
        for line in reversed(self.lines):
            if line.outcome != FAILED:
                # Where it is not in its line, all was written at once, and it is in the beginning.
                return line.reply or self.beginning.last
        return self.beginning.last

    @property
    def step_count(self) -> int:
        """The steps that were applied, without those that failed."""
        return sum(line.outcome != FAILED for line in self.lines)

    @classmethod
    def decode(cls, data: bytes) -> StoredEpisode:
        """Read a file; a last line that is not whole is left out, since nobody was answered on it.

        Raises:
            ValueError: it is none of ours, or damaged.
        """
        first, *others = data.split(b"\n")[:-1] or [b""]
        beginning = _beginning_decoder.decode(first)
        if beginning.version != _VERSION:
            raise ValueError(f"it was written by another version ({beginning.version})")
        return cls(beginning, [_line_decoder.decode(line) for line in others])


AnswerTo = Callable[[str], Reply | None]
"""Returns what was replied to the request of an id; ``None`` where that is not remembered."""


class Journal:
    """The file of one episode."""

    def __init__(self, path: Path, run: Callable[..., asyncio.Future[None]], answer_to: AnswerTo) -> None:
        self._path = path
        self._run = run
        self._answer_to = answer_to
        self._beginning: Beginning | None = None
        self._written = 0
        self._is_whole = False
        """Whether the file holds all that was to be written to it so far."""

    async def begin(self, beginning: Beginning, log: ActionLog) -> None:
        """Write the file from its beginning."""
        self._beginning = beginning
        self._is_whole = False
        await self.save(log, beginning.last)

    async def save(self, log: ActionLog, last: Reply) -> None:
        """Write the steps down that are not yet; ``last`` is the reply to the last one that did not fail.

        Before `begin`, nothing is written.

        A disk that refuses takes the file away, since one that lacks a step would be replayed as if there had been
        none; the next step tries to write it anew.
        """
        if self._beginning is None or (self._is_whole and self._written == len(log)):
            return
        write, start = (self._append, self._written) if self._is_whole else (self._replace, 0)
        lines: list[msgspec.Struct] = [
            StepLine.of(step, None if step.request_id is None else self._answer_to(step.request_id))
            for step in log[start:]
        ]
        for at in range(len(log) - 1, start - 1, -1):
            if log[at].outcome != FAILED:
                lines[at - start] = StepLine.of(log[at], last)
                break
        if not self._is_whole:
            lines.insert(0, msgspec.structs.replace(self._beginning, last=last))
        self._written, self._is_whole = len(log), True
        # Whoever waits may go away; the line must be written all the same, and before the next.
        await asyncio.shield(self._run(write, b"".join(_encoder.encode(line) + b"\n" for line in lines)))

    def discard(self) -> None:
        """Remove the file, after what is still to be written; does not wait for it. Nothing is written any more."""
        self._beginning = None
        self._run(self._remove)

    def _append(self, data: bytes) -> None:
        try:
            descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)
            try:
                _write_all(descriptor, data)
            finally:
                os.close(descriptor)
        except OSError as error:
            self._give_up(error)

    def _replace(self, data: bytes) -> None:
        new = self._path.with_suffix(".new")
        try:
            descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
            try:
                _write_all(descriptor, data)
            finally:
                os.close(descriptor)
            new.replace(self._path)
        except OSError as error:
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)
            self._give_up(error)

    def _give_up(self, error: OSError) -> None:
        # Read by the loop at the next step; until then the file is not there.
        self._is_whole = False
        self._remove()
        logger.warning(
            "episode %s cannot be written down (%s); until that succeeds, it does not outlive server and worker both",
            self._path.stem, error,
        )  # fmt: skip

    def _remove(self) -> None:
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            logger.error(
                "%s cannot be removed (%s); remove it, or the next server replays an old state",
                self._path,
                error,
            )


class Journals:
    """The files of one environment's episodes."""

    def __init__(self, folder: Path, make_folder: Callable[[], None]) -> None:
        self._folder = folder
        self._make_folder = make_folder
        self._thread = ThreadPoolExecutor(1, "dockergym-journal")
        self.unreadable: dict[str, str] = {}
        """Why what `stored` has found could not be read, by session."""
        self._has_folder = False

    def of(self, session_id: str, answer_to: AnswerTo = lambda _: None) -> Journal:
        """Return the file for a session; nothing is written yet.

        What ``answer_to`` returns for its requests is written down with their steps.
        """
        return Journal(self._folder / f"{session_id}{_SUFFIX}", self._run, answer_to)

    async def stored(self) -> dict[str, StoredEpisode]:
        """Return all that a server before this one has written down, by session; what cannot be read is removed."""
        return dict(await asyncio.get_running_loop().run_in_executor(self._thread, self._read_all))

    async def close(self) -> None:
        """Wait for what is still to be written."""
        await asyncio.to_thread(self._thread.shutdown)
        if self._has_folder:
            await asyncio.to_thread(_remove_if_empty, self._folder)

    def _run(self, function: Callable[..., None], *arguments: Any) -> asyncio.Future[None]:
        return asyncio.get_running_loop().run_in_executor(self._thread, self._in_folder, function, *arguments)

    def _in_folder(self, function: Callable[..., None], *arguments: Any) -> None:
        if not self._has_folder:
            # Where it cannot be made, writing fails, and says so.
            with contextlib.suppress(OSError):
                self._make_folder()
                self._has_folder = True
        function(*arguments)

    def _read_all(self) -> list[tuple[str, StoredEpisode]]:
        self._has_folder = self._folder.is_dir()
        found = []
        for path in self._files():
            try:
                found.append((path.stem, StoredEpisode.decode(path.read_bytes())))
            except (OSError, ValueError, msgspec.MsgspecError) as error:
                logger.warning("%s is not an episode that can be read (%s); it is removed", path, error)
                self.unreadable[path.stem] = f"what was written down of it cannot be read ({error})"
                path.unlink(missing_ok=True)
        return found

    def _files(self) -> Iterator[Path]:
        if self._has_folder:
            for path in sorted(self._folder.iterdir()):
                if path.suffix == _SUFFIX:
                    yield path
                else:
                    path.unlink(missing_ok=True)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _remove_if_empty(folder: Path) -> None:
    for one in (folder, folder.parent):
        with contextlib.suppress(OSError):
            one.rmdir()
