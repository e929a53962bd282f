"""What an environment says of itself to OpenEnv: metadata and schemas, the same at every time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dockergym.plugins.environment import Environment

_NULLABLE_TEXT = {"anyOf": [{"type": "string"}, {"type": "null"}]}
_METADATA = {
    "type": "object",
    "properties": {
        "session_id": {"type": "string"},
        "env_id": _NULLABLE_TEXT,
        "step": {"type": "integer"},
        "terminated": {"type": "boolean"},
        "truncated": {"type": "boolean"},
    },
}
_STATE = {
    "title": "State",
    "type": "object",
    "properties": {
        "episode_id": _NULLABLE_TEXT,
        "step_count": {"type": "integer", "minimum": 0},
        "session_id": _NULLABLE_TEXT,
        "env": {"type": "string"},
        "task": _NULLABLE_TEXT,
        "seed": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
        "status": {"type": "string"},
        "run": _NULLABLE_TEXT,
        "rollout": _NULLABLE_TEXT,
    },
    "required": ["episode_id", "step_count"],
}


def metadata_of(environment: Environment) -> dict[str, Any]:
    """Return who the environment is."""
    spec = environment.spec
    title = spec.title or environment.name
    return {
        "name": environment.name,
        "description": spec.description or f"{title}, served by DockerGym",
        "readme_content": None,
        "version": environment.version or None,
        "author": None,
        "documentation_url": None,
    }


def schemas_of(environment: Environment) -> dict[str, Any]:
    """Return the JSON Schemas of actions, observations and the state."""
    observation = _observation_schema(environment)
    return {
        "action": _action_schema(environment.spec.action_schema),
        "observation": observation,
        "reset_observation": observation,
        "state": _STATE,
    }


def _action_schema(own: Mapping[str, Any] | None) -> dict[str, Any]:
    if own is not None:
        return dict(own)
    return {
        "title": "Action",
        "type": "object",
        "properties": {
            "action": {"type": "string", "description": "The action, as text."},
            "metadata": {"type": "object", "description": "Not looked at."},
        },
        "required": ["action"],
    }


def _observation_schema(environment: Environment) -> dict[str, Any]:
    model = environment.spec.info_model
    info = {} if model is None else model.model_json_schema()
    schema = {
        "title": "Observation",
        "type": "object",
        "properties": {
            **info.get("properties", {}),
            "observation": {"type": "string", "description": "What the environment shows."},
            "metadata": _METADATA,
        },
        "required": ["observation", "metadata"],
    }
    return schema | ({"$defs": info["$defs"]} if "$defs" in info else {})
