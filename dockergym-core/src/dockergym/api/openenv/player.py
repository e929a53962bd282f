"""One OpenEnv client's episodes, one after the other, on the sessions that all routes share."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from dockergym.api.openenv.actions import ToolCall, ToolList, UnknownTool, read_action, tool_text, tools
from dockergym.api.openenv.frames import EXECUTION_ERROR, Refused, observation_data, refusal_of
from dockergym.api.openenv.options import OptionReader, ResetOptions
from dockergym.errors import DockerGymError, SessionAlreadyDone, SessionLost, SessionNotFound
from dockergym.protocol.messages import Reply
from dockergym.sessions.creation import CreateCommand
from dockergym.sessions.manager import SessionManager
from dockergym.sessions.session import Session, StepCommand

T = TypeVar("T")

_WAITING_SHARE = 0.9
"""How much of the time in which a client is answered may be spent in the queue for a slot."""


class Player:
    """Plays for one client: at most one episode at a time, each a session of its own.

    It holds no slot before the first reset, and none after `close`.
    """

    def __init__(
        self, manager: SessionManager, options: OptionReader, owner: str, *, has_connection: bool = True
    ) -> None:
        """Make a player. Without a connection, its client names the sessions, and finds them on a later server."""
        self._manager = manager
        self._options = options
        self._owner = owner
        self._has_connection = has_connection
        self._limit_s = manager.environment.settings.openenv_timeout_s
        # That there is no slot is to be said by whoever waits for one, and an episode takes time to begin.
        self._longest_wait_s = _WAITING_SHARE * self._limit_s
        self._schema = manager.environment.spec.action_schema
        self._session: Session | None = None
        self._episode_id: str | None = None
        self._turn = asyncio.Lock()
        self._sign_of_life_s = manager.environment.settings.idle_timeout_s / 3
        self._sign_of_life: asyncio.TimerHandle | None = None

    async def reset(self, data: Any) -> dict[str, Any]:
        """Begin an episode, in place of the one before, and return the data of an observation.

        Raises:
            Refused: the options do not fit, there is no free slot, or it could not begin in time.
        """
        options = self._options.read(data)
        session = await self._in_time(lambda: self._begin(options), "the episode did not begin")
        assert session.last_reply is not None
        return _shown(session, session.last_reply)

    async def step(self, data: Any) -> dict[str, Any]:
        """Apply an action, or use a tool, and return the data of an observation.

        Raises:
            Refused: the action is none, there is no episode, or it could not be applied in time.
        """
        action = read_action(data, self._schema)
        if isinstance(action, str):
            session, reply = await self._apply(action)
            return _shown(session, reply)
        if isinstance(action, ToolList):
            return _tool_observation({"tools": tools(self._schema)})
        return await self._step_by_tool(action)

    async def call_tool(self, call: ToolCall) -> dict[str, Any]:
        """Use a tool and return its result as MCP shows it.

        Raises:
            Refused: there is no such tool or no episode, or the action could not be applied in time.
        """
        session, reply = await self._apply(tool_text(call, self._schema))
        return _tool_result(_shown(session, reply))

    def state(self) -> dict[str, Any]:
        """Return where the episode stands; there need not be one."""
        return session_state(self._session, self._manager.environment.name, self._episode_id)

    def connect(self) -> None:
        """Note that a socket is open from now on: as long as it is, the session is not idle."""
        if self._session is not None:
            self._session.touch()
        self._sign_of_life = asyncio.get_running_loop().call_later(self._sign_of_life_s, self.connect)

    def disconnect(self) -> None:
        """Note that the socket has gone."""
        if self._sign_of_life is not None:
            self._sign_of_life.cancel()

    async def close(self, reason: str = "its client went away") -> None:
        """End the episode, if there is one."""
        self.disconnect()
        async with self._turn:
            await self._end_session(reason)

    async def _begin(self, options: ResetOptions) -> Session:
        # Whoever has had a slot until now did not mean to give it to those who wait for one.
        wait_s = options.wait_s if self._session is None else self._longest_wait_s
        await self._end_session("its client began another episode")
        command = CreateCommand(
            request=options.request,
            wait_s=min(wait_s, self._longest_wait_s),
            owner=self._owner,
            ends_with_server=self._has_connection,
        )
        [session] = await self._manager.create(command)
        self._session, self._episode_id = session, options.episode_id
        return session

    async def _apply(self, action: str) -> tuple[Session, Reply]:
        return await self._in_time(lambda: self._step_session(action), "the environment did not answer")

    async def _step_session(self, action: str) -> tuple[Session, Reply]:
        session = self._session
        if session is None:
            raise Refused(EXECUTION_ERROR, "no active episode: call reset() first")
        return session, await self._manager.step(session.session_id, StepCommand(action=action))

    async def _step_by_tool(self, call: ToolCall) -> dict[str, Any]:
        try:
            session, reply = await self._apply(tool_text(call, self._schema))
        except UnknownTool as error:
            failed = {"error_type": "tool_not_found", "message": error.message}
            return _tool_observation({"tool_name": call.name, "result": None, "error": failed})
        shown = _shown(session, reply)
        observation = {"tool_name": call.name, "result": _tool_result(shown), "error": None}
        return shown | {"observation": observation | {"metadata": shown["metadata"]}}

    async def _in_time(self, work: Callable[[], Awaitable[T]], what_failed: str) -> T:
        """Do the work in turn; refuse what takes longer than a client waits, and tell our errors as it knows them.

        A client of openenv-core 0.3 that has given up waiting takes every later answer for the one before it.
        """
        async with self._turn:
            try:
                async with asyncio.timeout(self._limit_s) as limit:
                    return await work()
            except DockerGymError as error:
                if isinstance(error, SessionLost | SessionNotFound):
                    self._session = None
                raise self._refusal(error) from error
            except TimeoutError as error:
                if not limit.expired():
                    raise
                await self._end_session("it kept its OpenEnv client waiting for too long")
                detail = f"{what_failed} within openenv_timeout_s ({self._limit_s:g} s): call reset() again"
                raise Refused(EXECUTION_ERROR, detail) from error

    def _refusal(self, error: DockerGymError) -> Refused:
        if isinstance(error, SessionAlreadyDone):
            detail = "the episode has ended: call reset() to begin another"
            return Refused(EXECUTION_ERROR, detail, error_code=error.code, applied=False)
        return refusal_of(error, active=self._manager.active, most=self._manager.max_sessions)

    async def _end_session(self, reason: str) -> None:
        session, self._session, self._episode_id = self._session, None, None
        if session is not None and session.live:
            await self._manager.end(session.session_id, reason)


def _shown(session: Session, reply: Reply) -> dict[str, Any]:
    return observation_data(reply, session.session_id, session.env_id)


def session_state(session: Session | None, environment: str, episode_id: str | None = None) -> dict[str, Any]:
    """Return where a session's episode stands; ``episode_id`` is its client's own name for it."""
    if session is None:
        return {"episode_id": None, "step_count": 0, "session_id": None, "env": environment}
    return {
        "episode_id": episode_id or session.session_id,
        "step_count": session.step_count,
        "session_id": session.session_id,
        "env": environment,
        "task": session.env_id,
        "seed": session.record.seed,
        "status": session.state.value,
        "run": session.record.run,
        "rollout": session.record.rollout,
    }


def _tool_observation(observation: dict[str, Any]) -> dict[str, Any]:
    metadata: dict[str, Any] = {}
    return {
        "observation": observation | {"metadata": metadata},
        "reward": None,
        "done": False,
        "metadata": metadata,
    }


def _tool_result(shown: dict[str, Any]) -> dict[str, Any]:
    text = shown["observation"]["observation"]
    return {
        "content": [{"type": "text", "text": text}],
        "structured_content": {
            "observation": text,
            "reward": shown["reward"],
            "done": shown["done"],
            "metadata": shown["metadata"],
        },
        "data": text,
        "is_error": False,
    }
