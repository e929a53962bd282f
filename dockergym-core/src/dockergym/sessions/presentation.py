"""What plugins make of replies before the API shows them, and what they are told has happened."""

from __future__ import annotations

import time
from typing import Any

from dockergym.plugins.specs import SessionEvent, StepResult
from dockergym.protocol.messages import Reply, encode_raw
from dockergym.sessions.hooks import SessionHooks
from dockergym.sessions.session import Session


class Presentation:
    """Hands replies and events of one environment's sessions to its plugins."""

    def __init__(self, environment: str, hooks: SessionHooks) -> None:
        self._environment = environment
        self._hooks = hooks

    async def show(self, session: Session, reply: Reply, kind: str) -> Reply:
        """Return what the API shows of a reply, and tell the observers of it unless it is an old one.

        Raises:
            PluginError: a plugin failed.
        """
        if self._hooks.translates:
            raw, reply = reply, await self._translated(session, reply)
            # Nothing else has happened meanwhile, and this was no old answer.
            if session.raw_reply is raw:
                session.last_reply = reply
        if self._hooks.observes and not reply.replayed:
            self.emit(session, kind, reply)
        return reply

    async def show_again(self, session: Session) -> None:
        """Make a session that was taken back show its last reply as the server before this one did.

        Raises:
            PluginError: a plugin failed.
        """
        if self._hooks.translates and session.raw_reply is not None:
            raw = session.raw_reply
            shown = await self._translated(session, raw)
            if session.raw_reply is raw:
                session.last_reply = shown

    def emit(self, session: Session, kind: str, reply: Reply | None = None) -> None:
        """Tell the observers, if there are any, what has happened to a session."""
        if not self._hooks.observes:
            return
        data: dict[str, Any] = session.describe()
        if reply is not None:
            data |= {"observation": reply.observation, "reward": reply.reward, "done": reply.done}
        self._hooks.emit(SessionEvent(kind, session.session_id, self._environment, time.time(), data))

    async def _translated(self, session: Session, reply: Reply) -> Reply:
        assert reply.observation is not None
        assert reply.reward is not None
        result = StepResult(
            observation=reply.observation,
            reward=reply.reward,
            done=bool(reply.done),
            terminated=bool(reply.terminated),
            truncated=bool(reply.truncated),
            info=reply.info_dict(),
            step=reply.step or 0,
        )
        shown = await self._hooks.translate(session.describe(), result)
        return Reply(
            status="ok",
            observation=shown.observation,
            reward=shown.reward,
            done=shown.done,
            terminated=shown.terminated,
            truncated=shown.truncated,
            info=encode_raw(dict(shown.info)),
            step=reply.step,
            replayed=reply.replayed,
        )
