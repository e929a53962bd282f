"""The bodies of requests and replies, as the API documents them.

The step route does not go through these on its way (see `dockergym.api.steps`); they are its documentation,
and a test holds the two together.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, WithJsonSchema


def _sendable(params: dict[str, Any]) -> dict[str, Any]:
    # JSON may hold half of a surrogate pair; UTF-8, in which workers are spoken to, may not.
    json.dumps(params, ensure_ascii=False).encode()
    return params


Tag = Annotated[str, Field(min_length=1, max_length=200)]
Params = Annotated[
    dict[str, JsonValue],
    AfterValidator(_sendable),
    WithJsonSchema({"type": "object", "additionalProperties": True}),
]


class Body(BaseModel):
    """A request body: a field nobody knows is an error, not a wish unheard."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class Shown(BaseModel):
    """A reply; more keys may be added."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class CreateSessionBody(Body):
    """What to play, and under which name."""

    env_id: str | None = Field(None, max_length=4096)
    """The task to play. Missing: the environment picks one, by `seed` where it is given."""
    params: Params = Field(default_factory=dict)
    """The environment's own parameters."""
    seed: int | None = Field(None, ge=0, le=2**63 - 1)
    """Seed of the episode, and of the choice of the task."""
    request_id: Tag | None = None
    """The same id again returns the session it made; the `Idempotency-Key` header says the same."""
    run: Tag | None = None
    """Name of a run, by which sessions are listed and ended together."""
    rollout: Tag | None = None
    """Name of a rollout inside the run."""
    wait_s: float = Field(0, ge=0, le=300)
    """At the cap, wait so many seconds for a free slot, first come, first served; 0: be answered 503 at once."""
    recover: Literal["replay"] | None = None
    """`replay`: when the worker is lost, rebuild the episode in another by replaying its actions, each observation
    checked. For environments that are declared deterministic."""


class CreateGroupBody(CreateSessionBody):
    """What to play, and how many times at once."""

    count: int = Field(ge=1, le=1024)
    """Sessions to begin. They play the same task with the same seed."""


class StepBody(Body):
    """One action."""

    action: str
    """The action, as the environment takes it."""
    request_id: Tag | None = None
    """The same id again returns the stored reply and does nothing.
    The `Idempotency-Key` header says the same."""
    if_step: int | None = Field(None, ge=0)
    """Apply the action only if this many steps have been applied."""


class ForkBody(Body):
    """How often to fork a session."""

    count: int = Field(1, ge=1, le=1024)
    """New sessions, each in the state of the one that is forked."""
    request_id: Tag | None = None
    """The same id again returns the sessions it made; the `Idempotency-Key` header says the same."""


class BatchCreateBody(Body):
    """Episodes to begin, each as create takes it."""

    items: list[CreateSessionBody] = Field(min_length=1, max_length=1024)


class BatchStepItem(StepBody):
    """One action for one session."""

    session_id: str


class BatchStepBody(Body):
    """Actions to apply. Those for the same session are applied one after the other, in their order."""

    items: list[BatchStepItem] = Field(min_length=1, max_length=1024)


class BatchCloseItem(Body):
    """A session to end."""

    session_id: str


class BatchCloseBody(Body):
    """Sessions to end."""

    items: list[BatchCloseItem] = Field(min_length=1, max_length=1024)


class SessionShown(Shown):
    """A session, and what its worker said last."""

    session_id: str
    env_id: str | None
    """The task that is played."""
    observation: str
    """The last observation."""
    info: dict[str, Any]
    """What else the environment said with it."""
    reward: float
    """The last reward."""
    done: bool
    """`terminated or truncated`."""
    terminated: bool
    truncated: bool
    step: int
    """Steps applied so far."""
    status: Literal["starting", "active", "done", "closed", "lost"]
    """`closed` and `lost` are shown where a create is sent again whose session has ended meanwhile; see `reason`."""
    created_at: str
    """ISO 8601, UTC."""
    last_active_at: str
    """ISO 8601, UTC."""
    run: str | None
    rollout: str | None
    seed: int | None
    recovered: bool
    """Whether the episode was rebuilt because its worker was lost; see `recover` of create."""
    reason: str | None = None
    """Why the session has ended."""


class SessionListed(Shown):
    """A session, without its episode."""

    session_id: str
    env_id: str | None
    step: int
    status: Literal["starting", "active", "done"]
    created_at: str
    last_active_at: str
    run: str | None
    rollout: str | None
    seed: int | None
    recovered: bool


class Group(Shown):
    """Sessions that have begun alike, and go on independently."""

    sessions: list[SessionShown]


class Forked(Shown):
    """Sessions in the same state, which go on independently."""

    sessions: list[SessionShown]


class SessionList(Shown):
    """The live sessions, oldest first."""

    sessions: list[SessionListed]
    total: int
    """How many there are, beyond `limit` and `offset`."""


class StepShown(Shown):
    """What the environment answered to an action."""

    session_id: str
    observation: str
    reward: float
    done: bool
    """`terminated or truncated`."""
    terminated: bool
    truncated: bool
    info: dict[str, Any]
    step: int
    """Steps applied so far, this one included."""


class Ended(Shown):
    """A session has been ended."""

    status: Literal["ok"]
    session_id: str


class AllEnded(Shown):
    """Sessions have been ended."""

    status: Literal["ok"]
    deleted: list[str]
    """Their ids."""
    count: int


class TasksShown(Shown):
    """Tasks of an environment."""

    environments: list[str]
    """Task ids, each an `env_id`."""
    total: int
    """How many fit, beyond `limit` and `offset`."""


class Health(Shown):
    """How an environment, or the server, does."""

    status: Literal["healthy"]
    active_sessions: int
    max_sessions: int
    available_environments: int
    """Number of tasks."""


class Capacity(Shown):
    """How many sessions an environment runs."""

    active: int
    max: int


class EnvironmentShown(Shown):
    """One environment that is served."""

    name: str
    url: str
    """Path below which its routes are."""
    title: str
    description: str
    version: str
    distribution: str | None
    """Distribution of the package that brought it."""
    runtime: str
    image: str | None
    tasks: int
    """Number of tasks it lists; 0 where it lists none and takes any `env_id`."""
    capacity: Capacity
    capabilities: dict[str, bool]


class PluginFailureShown(Shown):
    """A plugin that could not be loaded."""

    name: str
    distribution: str | None
    error: str


class EnvironmentIndex(Shown):
    """Everything that is served, and what could not be."""

    environments: list[EnvironmentShown]
    failures: list[PluginFailureShown]


class Ready(Shown):
    """The server can create sessions."""

    status: Literal["ready"]
    runtime: str


class Problem(Shown):
    """Every error."""

    detail: str
    """What is wrong, and what to do next."""
    error_code: str
    retryable: bool
    """Whether the same request may succeed later."""
    applied: bool | None
    """Whether the step changed the episode; null: nobody can know."""


class ItemProblem(Problem):
    """An error, with what HTTP says of a single request in its head."""

    status: int
    """The status it would have had."""
    retry_after_s: int | None = None


class _Outcome(Shown):
    ok: bool
    """Whether there is a `result`, or else an `error`."""
    error: ItemProblem | None = None


class CreateOutcome(_Outcome):
    """What became of one create."""

    result: SessionShown | None = None


class StepOutcome(_Outcome):
    """What became of one step."""

    result: StepShown | None = None


class CloseOutcome(_Outcome):
    """What became of ending one session."""

    result: Ended | None = None


class BatchCreated(Shown):
    """An outcome for each create, in the order of the request."""

    items: list[CreateOutcome]


class BatchStepped(Shown):
    """An outcome for each step, in the order of the request."""

    items: list[StepOutcome]


class BatchClosed(Shown):
    """An outcome for each end, in the order of the request."""

    items: list[CloseOutcome]
