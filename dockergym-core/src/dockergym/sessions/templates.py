"""Episodes frozen right after init, from which sessions are forked in milliseconds.

A template is a session process that is never stepped. It lives in the worker whose sessions are forked
from it, and goes with that worker.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter, OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dockergym.protocol.channel import Channel
from dockergym.protocol.messages import Reply, decode_objects, encode
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
    """The templates of one worker, by what they were begun with; the one unused for longest goes first.

    One that a session is about to be forked from does not go: while more are in use than there is room for, there
    are more.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._templates: OrderedDict[str, asyncio.Task[Template]] = OrderedDict()
        self._users: Counter[asyncio.Task[Template]] = Counter()

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

    def put(self, key: str, making: asyncio.Task[Template]) -> None:
        """Keep a template; whoever does uses it, and lets it go."""
        self._templates[key] = making

    def use(self, making: asyncio.Task[Template]) -> None:
        """Keep a template from going until it is let go."""
        self._users[making] += 1

    def let_go(self, making: asyncio.Task[Template]) -> list[asyncio.Task[Template]]:
        """Say that a template is not used any more by one that has; return those that have to go now."""
        self._users[making] -= 1
        if not self._users[making]:
            del self._users[making]
        unused = [key for key, one in self._templates.items() if one not in self._users]
        return [self._templates.pop(key) for key in unused[: max(len(self._templates) - self._size, 0)]]

    def drop(self, key: str, making: asyncio.Task[Template]) -> None:
        """Take a template away, if it is still the one that is kept."""
        if self._templates.get(key) is making:
            del self._templates[key]


def template_key(init: Mapping[str, Any]) -> str:
    """Return what two sessions must have in common to be forked from one template."""
    # By way of what is sent: it may hold what only that encoder can write.
    return json.dumps(json.loads(encode(dict(init))), sort_keys=True)
