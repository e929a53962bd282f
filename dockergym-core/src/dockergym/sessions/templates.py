"""Episodes frozen right after init, from which sessions are forked in milliseconds.

A template is a session process that is never stepped. It lives in the worker whose sessions are forked
from it, and goes with that worker.
"""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dockergym.protocol.channel import Channel
from dockergym.protocol.messages import Reply, decode_objects
from dockergym.sessions.session import worker_refusal
from dockergym.sessions.worker import Worker


@dataclass(slots=True)
class Template:
    """A frozen episode and the reply its init gave."""

    session_id: str
    channel: Channel[Reply]
    reply: Reply
    turn: asyncio.Lock

    async def fork(
        self, worker: Worker, session_id: str, meta: Mapping[str, Any], timeout_s: float
    ) -> Channel[Reply]:
        """Return the channel of a new session in the template's state.

        Raises:
            WorkerError: the template's process is gone or did not answer.
            ForkUnsupported: the environment cannot be forked after all.
            OSError: the new process cannot be reached.
        """
        child = {"session": session_id, "meta": meta}
        async with self.turn:
            answer = await self.channel.request({"cmd": "fork", "sessions": [child]}, timeout_s)
        if not answer.ok:
            raise worker_refusal(answer)
        return await worker.connect_session(str(decode_objects(answer.sessions)[0]["socket"]))


class TemplateShelf:
    """The templates of one worker, by what they were begun with; the one unused for longest goes first."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._templates: OrderedDict[str, asyncio.Task[Template]] = OrderedDict()

    def __contains__(self, key: str) -> bool:
        return key in self._templates

    def __len__(self) -> int:
        return len(self._templates)

    def get(self, key: str) -> asyncio.Task[Template] | None:
        """Return the template, or the one in the making, and note its use."""
        making = self._templates.get(key)
        if making is not None:
            self._templates.move_to_end(key)
        return making

    def put(self, key: str, making: asyncio.Task[Template]) -> list[asyncio.Task[Template]]:
        """Keep a template, and return those that have to go for it."""
        self._templates[key] = making
        evicted = []
        while len(self._templates) > self._size:
            evicted.append(self._templates.popitem(last=False)[1])
        return evicted

    def drop(self, key: str, making: asyncio.Task[Template]) -> None:
        """Take a template away, if it is still the one that is kept."""
        if self._templates.get(key) is making:
            del self._templates[key]


def template_key(init: Mapping[str, Any]) -> str:
    """Return what two sessions must have in common to be forked from one template."""
    return json.dumps(init, sort_keys=True)
