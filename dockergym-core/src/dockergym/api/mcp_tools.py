"""An environment as tools: what an MCP agent may call, and what becomes of its calls."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from dockergym.api.models import CreateSessionBody, SessionShown, StepShown, Tag
from dockergym.api.operations import Operations, create_command
from dockergym.api.outcomes import error_shown, unexpected
from dockergym.api.problems import describe_validation, encode_error
from dockergym.api.steps import step_command
from dockergym.errors import DockerGymError, InvalidRequest, SessionLost, SessionNotFound
from dockergym.plugins.environment import Environment
from dockergym.sessions.manager import SessionManager

SessionId = str


class _Arguments(BaseModel):
    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class _ResetArguments(_Arguments):
    """Begin an episode and see its first observation."""

    env_id: str | None = Field(None, max_length=4096)
    """The task to play. Missing: the environment picks one, by `seed` where it is given."""
    seed: int | None = Field(None, ge=0, le=2**63 - 1)
    """The same seed begins the same episode."""
    session_id: str | None = None
    """An episode of yours to end first. Not needed on a connection that remembers the episode it plays."""


class _StepArguments(_Arguments):
    """Do an action and see what it led to."""

    action: str
    """The action, as the environment takes it; where `info` has `admissible_commands`, one of those."""
    session_id: str | None = None
    """The episode, as `reset` named it. Not needed on a connection that remembers the episode it plays."""
    request_id: Tag | None = None
    """Any name for this action. Sent again under the same name, it is not done a second time."""


class _StateArguments(_Arguments):
    """See where the episode stands: its last observation, its steps so far and whether it has ended."""

    session_id: str | None = None
    """The episode, as `reset` named it. Not needed on a connection that remembers the episode it plays."""


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A tool as it is announced."""

    name: str
    description: str
    arguments: type[BaseModel]
    result: type[BaseModel]
    only_reads: bool


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls a tool."""

    connection: str | None
    """Id of the MCP session; ``None`` where the protocol has none (from 2026-07-28 on)."""
    owner: str
    """Name of the API key."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a call: a JSON object, which is an error or what the tool gives."""

    content: bytes
    failed: bool = False


class EpisodeTools:
    """The tools `reset`, `step` and `state` of one environment.

    A connection that has an id is remembered with the episode that it plays. Where connections have none, the
    agent names the episode with each call.
    """

    def __init__(self, manager: SessionManager) -> None:
        self._manager = manager
        self._operations = Operations(manager)
        self._played: dict[str, SessionId] = {}
        self._calls: Mapping[str, Callable[[Any, Caller], Awaitable[bytes]]] = {
            "reset": self._reset,
            "step": self._step,
            "state": self._state,
        }
        self.specs = _specs(manager.environment)
        self.instructions = (
            f"{_title(manager.environment)} Call `reset` to begin, then `step` until `done` is true."
        )

    async def call(self, name: str, arguments: Mapping[str, Any], caller: Caller) -> Outcome:
        """Call a tool. Whatever is wrong is an outcome that an agent can read."""
        try:
            return Outcome(await self._calls[self._known(name)](self._checked(name, arguments), caller))
        except DockerGymError as error:
            return Outcome(encode_error(error_shown(error)), failed=True)
        except Exception as error:
            problem = unexpected(f"the MCP tool {name!r}", error)
            return Outcome(encode_error(error_shown(problem)), failed=True)

    async def end(self, connection: str) -> None:
        """End the episode of a connection that is gone."""
        await self._end_if_live(self._played.pop(connection, None))

    def _known(self, name: str) -> str:
        if name not in self._calls:
            raise InvalidRequest(f"there is no tool {name!r}; there are {', '.join(self._calls)}")
        return name

    def _checked(self, name: str, arguments: Mapping[str, Any]) -> Any:
        model = next(spec.arguments for spec in self.specs if spec.name == name)
        try:
            return model.model_validate(dict(arguments))
        except ValidationError as error:
            raise describe_validation(error.errors()) from error

    async def _reset(self, arguments: Any, caller: Caller) -> bytes:
        for former in (arguments.session_id, self._played.pop(caller.connection or "", None)):
            await self._end_if_live(former)
        params = _as_sent(arguments.params)
        body = CreateSessionBody(env_id=arguments.env_id, seed=arguments.seed, params=params)
        [session] = await self._manager.create(create_command(body, caller.owner, None))
        if caller.connection is not None:
            self._forget_the_ended()
            # Of another reset of the connection, that was under way at the same time.
            overtaken = self._played.get(caller.connection)
            self._played[caller.connection] = session.session_id
            await self._end_if_live(overtaken)
        return self._operations.show(session)

    async def _step(self, arguments: _StepArguments, caller: Caller) -> bytes:
        command = step_command(arguments.action, arguments.request_id, None)
        return await self._operations.step(self._meant(arguments.session_id, caller), command)

    async def _state(self, arguments: _StateArguments, caller: Caller) -> bytes:
        return await self._operations.get(self._meant(arguments.session_id, caller))

    def _meant(self, session_id: SessionId | None, caller: Caller) -> SessionId:
        meant = session_id or self._played.get(caller.connection or "")
        if meant is None:
            raise SessionNotFound("there is no episode: call `reset` first, and name its `session_id` here")
        return meant

    async def _end_if_live(self, session_id: SessionId | None) -> None:
        if session_id is None:
            return
        with contextlib.suppress(SessionNotFound, SessionLost):
            await self._operations.close(session_id)

    def _forget_the_ended(self) -> None:
        """Forget the connections of which nobody said that they are gone, once their episodes are."""
        live = {session.session_id for session in self._manager.find()}
        self._played = {key: value for key, value in self._played.items() if value in live}


def _specs(environment: Environment) -> tuple[ToolSpec, ...]:
    return (
        _spec("reset", _with_params(environment.spec.params_model), SessionShown, f" {_title(environment)}"),
        _spec("step", _StepArguments, StepShown),
        _spec("state", _StateArguments, SessionShown, only_reads=True),
    )


def _title(environment: Environment) -> str:
    spec = environment.spec
    return f"{spec.title or environment.name}. {spec.description}".strip()


def _spec(
    name: str,
    arguments: type[BaseModel],
    result: type[BaseModel],
    more: str = "",
    *,
    only_reads: bool = False,
) -> ToolSpec:
    return ToolSpec(name, f"{(arguments.__doc__ or '').strip()}{more}", arguments, result, only_reads)


def _with_params(model: type[BaseModel] | None) -> type[BaseModel]:
    """Return the arguments of reset with the parameters of the environment, described as its package does."""
    kind: Any = model or _AnyParams
    made: type[BaseModel] = create_model(
        "ResetArguments",
        __base__=_ResetArguments,
        __doc__=_ResetArguments.__doc__,
        params=(kind | None, Field(None, description="The environment's own parameters.")),
    )
    return made


class _AnyParams(BaseModel):
    model_config = ConfigDict(extra="allow")


def _as_sent(params: BaseModel | None) -> dict[str, Any]:
    return {} if params is None else params.model_dump(mode="json", by_alias=True, exclude_unset=True)
