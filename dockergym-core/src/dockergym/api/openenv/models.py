"""Bodies of the OpenEnv routes over HTTP."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from dockergym.api.models import Shown


class ResetBody(BaseModel):
    """What to play; all other fields are what `reset` is given."""

    model_config = ConfigDict(extra="allow", use_attribute_docstrings=True)

    session_id: str | None = None
    """Session to end before: the episode that the new one takes the place of."""


class StepBody(BaseModel):
    """One action."""

    model_config = ConfigDict(extra="ignore", use_attribute_docstrings=True)

    action: dict[str, Any]
    """The action, such as `{"action": "look"}`."""
    session_id: str
    """The session, as reset told it in `metadata`."""
    request_id: str | None = Field(None, min_length=1, max_length=200)
    """The same id again returns the stored reply and does nothing."""


class ObservationShown(Shown):
    """What the environment showed."""

    observation: dict[str, Any]
    reward: float | None
    done: bool
    metadata: dict[str, Any]
    """Holds `session_id`."""


class StateShown(Shown):
    """Where an episode stands."""

    model_config = ConfigDict(extra="allow", use_attribute_docstrings=True)

    episode_id: str | None
    step_count: int


class SplitBody(BaseModel):
    """Which tasks."""

    split: str


class TaskBody(SplitBody):
    """Which task."""

    index: int


class TaskRangeBody(SplitBody):
    """Which tasks, from `start` up to `stop`."""

    start: int | None = Field(None, ge=0)
    stop: int | None = Field(None, ge=0)


class MetadataShown(Shown):
    """Who the environment is."""

    name: str
    description: str
    readme_content: str | None
    version: str | None
    author: str | None
    documentation_url: str | None


class SchemasShown(Shown):
    """JSON Schemas."""

    action: dict[str, Any]
    observation: dict[str, Any]
    reset_observation: dict[str, Any]
    state: dict[str, Any]
