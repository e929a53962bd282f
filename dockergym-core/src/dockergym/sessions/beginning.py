"""How an episode begins: by init in a process of its own, or as a fork of a template."""

from __future__ import annotations

import asyncio
import copy
import logging
from typing import Any

from dockergym.errors import DockerGymError, WorkerStartFailed
from dockergym.protocol.channel import Channel, ChannelClosed
from dockergym.protocol.messages import Reply
from dockergym.sessions.launching import new_short_id
from dockergym.sessions.pool import Seat
from dockergym.sessions.session import worker_refusal
from dockergym.sessions.tasks import BackgroundTasks
from dockergym.sessions.templates import Template, TemplateShelf, template_key
from dockergym.sessions.worker import Worker
from dockergym.settings import ServerSettings

logger = logging.getLogger(__name__)

Beginning = tuple[Channel[Reply], Reply]
"""The channel of an episode, and what its init said."""


class EpisodeBeginner:
    """Begins episodes in workers, from templates where the pool keeps them."""

    def __init__(self, settings: ServerSettings, tasks: BackgroundTasks, *, templates: bool) -> None:
        self._settings = settings
        self._tasks = tasks
        self._templates = templates

    async def begin(
        self, seat: Seat, worker: Worker, init: dict[str, Any], meta: dict[str, Any]
    ) -> Beginning:
        """Begin an episode under the seat's session id.

        Raises:
            EnvironmentFailed: the environment refused the init.
            WorkerError: the worker crashed, kept silent or wrote nonsense.
        """
        try:
            channel, reply = await self._begin(seat, worker, init, meta)
        except DockerGymError:
            # Some are of the kind of OSError as well: a deadline that has passed, a stream that has ended.
            raise
        except OSError as error:
            raise WorkerStartFailed(f"the worker's socket cannot be reached: {error}") from error
        if not reply.ok:
            raise worker_refusal(reply)
        return channel, reply

    async def end_process(self, worker: Worker, session_id: str) -> bool:
        """End one session's process in a worker that goes on, and say whether its keeper has done so."""
        try:
            await worker.end(session_id)
        except (DockerGymError, OSError, TimeoutError) as error:
            logger.debug("the keeper did not end session %s: %s", session_id, error)
            return False
        return True

    async def _begin(
        self, seat: Seat, worker: Worker, init: dict[str, Any], meta: dict[str, Any]
    ) -> Beginning:
        if not self._templates:
            return await worker.begin(seat.session_id, meta, init)
        # A plain worker says nothing until it is asked: only its answer tells that there will be no hello.
        plain = await worker.begin_plainly(seat.session_id, init)
        if plain is not None:
            return plain
        if not worker.can_fork:
            return await worker.begin(seat.session_id, meta, init)
        key = template_key(init)
        shelf = seat.berth.templates
        making = self._template(shelf, key, worker, init)
        shelf.use(making)
        try:
            template = await asyncio.shield(making)
            channel = await self._fork(template, worker, seat.session_id, meta)
        except ChannelClosed as error:
            shelf.drop(key, making)
            raise await worker.explain(error, seat.session_id, starting=True) from error
        except DockerGymError:
            shelf.drop(key, making)
            raise
        finally:
            for evicted in shelf.let_go(making):
                self._tasks.spawn(self._discard(worker, evicted))
        return channel, copy.copy(template.reply)

    async def _fork(
        self, template: Template, worker: Worker, session_id: str, meta: dict[str, Any]
    ) -> Channel[Reply]:
        """Fork a template. Who waits for that may go away, and the template is there for others all the same."""
        forking = self._tasks.spawn(template.fork(worker, session_id, meta, self._settings.init_timeout_s))
        try:
            return await asyncio.shield(forking)
        except asyncio.CancelledError:
            self._tasks.spawn(self._end_fork(worker, session_id, forking))
            raise

    async def _end_fork(self, worker: Worker, session_id: str, forking: asyncio.Task[Channel[Reply]]) -> None:
        try:
            channel = await forking
        except (DockerGymError, OSError):
            return
        channel.close()
        await self.end_process(worker, session_id)

    def _template(
        self, shelf: TemplateShelf, key: str, worker: Worker, init: dict[str, Any]
    ) -> asyncio.Task[Template]:
        making = shelf.get(key)
        if making is None:
            making = self._tasks.spawn(self._freeze(worker, init))
            shelf.put(key, making)
        return making

    async def _freeze(self, worker: Worker, init: dict[str, Any]) -> Template:
        session_id = f"template-{new_short_id()}"
        channel, reply = await worker.begin(session_id, {}, init)
        if not reply.ok:
            await self.end_process(worker, session_id)
            raise worker_refusal(reply)
        return Template(session_id, channel, reply, asyncio.Lock())

    async def _discard(self, worker: Worker, making: asyncio.Task[Template]) -> None:
        try:
            template = await asyncio.shield(making)
        except DockerGymError:
            return
        async with template.turn:
            template.channel.close()
        await self.end_process(worker, template.session_id)
