"""What can be asked of the sessions of one environment, whichever way the question came in."""

from __future__ import annotations

from typing import Any

from dockergym.api.models import CreateSessionBody
from dockergym.api.outcomes import encode_result
from dockergym.api.steps import body_digest, encode_reply
from dockergym.plugins.specs import CreateRequest
from dockergym.sessions.creation import CreateCommand
from dockergym.sessions.manager import SessionManager
from dockergym.sessions.session import Session, StepCommand


def create_command(
    body: CreateSessionBody, owner: str, request_id: str | None, count: int = 1
) -> CreateCommand:
    """Return the create that a body asks for; its digest is the same however it came in."""
    return CreateCommand(
        request=CreateRequest(
            env_id=body.env_id, params=body.params, seed=body.seed, run=body.run, rollout=body.rollout
        ),
        count=count,
        wait_s=body.wait_s,
        recover=body.recover is not None,
        owner=owner,
        request_id=request_id,
        # How long a client waits may change from one try to the next.
        digest=body_digest(body.model_dump(exclude={"request_id", "wait_s"})),
    )


def fork_digest(session_id: str, count: int) -> str:
    """Return the digest of a fork's body; it is the same however it came in."""
    return body_digest("fork", session_id, count)


def show_session(session: Session) -> dict[str, Any]:
    """Return a session with its last reply, as the API shows it."""
    reply = session.last_reply
    shown = session.describe()
    if reply is not None:
        shown |= {
            "observation": reply.observation,
            "info": reply.info_dict(),
            "reward": reply.reward,
            "done": reply.done,
            "terminated": reply.terminated,
            "truncated": reply.truncated,
        }
    else:
        shown |= {"observation": "", "info": {}, "reward": 0.0}
        shown |= {"done": False, "terminated": False, "truncated": False}
    return shown


class Operations:
    """Each operation as one call that returns the JSON of its result; all raise what `SessionManager` raises."""

    def __init__(self, manager: SessionManager) -> None:
        self._manager = manager

    async def create(self, command: CreateCommand) -> bytes:
        """Begin an episode."""
        [session] = await self._manager.create(command)
        return self.show(session)

    @staticmethod
    def show(session: Session) -> bytes:
        """Return a session with its last reply."""
        return encode_result(show_session(session))

    async def step(self, session_id: str, command: StepCommand) -> bytes:
        """Apply an action."""
        return encode_reply(session_id, await self._manager.step(session_id, command))

    async def get(self, session_id: str) -> bytes:
        """Show a session and its last observation."""
        return self.show(self._manager.get(session_id))

    async def close(self, session_id: str) -> bytes:
        """End a session."""
        await self._manager.end(session_id)
        return encode_result({"status": "ok", "session_id": session_id})

    async def fork(self, session_id: str, count: int, owner: str, request_id: str | None = None) -> bytes:
        """Make sessions in the state of this one."""
        digest = fork_digest(session_id, count)
        forked = await self._manager.fork(session_id, count, owner, request_id=request_id, digest=digest)
        return encode_result({"sessions": [show_session(session) for session in forked]})
