"""What an OpenEnv client gives to `reset`, read as the options of a session."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec

from dockergym.api.openenv.frames import Refused, encode_json, invalid, wrong
from dockergym.api.openenv.splits import TaskSplits
from dockergym.errors import suggestion
from dockergym.plugins.environment import Environment
from dockergym.plugins.specs import CreateRequest

_Tag = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
_TaskId = Annotated[str, msgspec.Meta(max_length=4096)]


class _Known(msgspec.Struct):
    """The keywords of reset that mean the same for every environment."""

    seed: Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)] | None = None
    episode_id: _Tag | None = None
    task_id: _TaskId | None = None
    env_id: _TaskId | None = None
    split: str | None = None
    index: Annotated[int, msgspec.Meta(ge=0)] | None = None
    run: _Tag | None = None
    rollout: _Tag | None = None
    wait_s: Annotated[float, msgspec.Meta(ge=0, le=300)] = 0.0


_KNOWN = frozenset(_Known.__struct_fields__)


@dataclass(frozen=True, slots=True)
class ResetOptions:
    """What `reset` was asked for."""

    request: CreateRequest
    episode_id: str | None
    """The client's own name for the episode."""
    wait_s: float
    """How long to wait for a free slot."""


class OptionReader:
    """Reads the options of one environment's resets."""

    def __init__(self, environment: Environment, splits: TaskSplits) -> None:
        model = environment.spec.params_model
        self._name = environment.name
        self._splits = splits
        self._params = None if model is None else frozenset(model.model_fields)
        """The environment's own parameters; ``None`` where it takes any."""

    def read(self, data: Any) -> ResetOptions:
        """Return the options in a reset's data; what is ``None`` counts as not given.

        Raises:
            Refused: one of them is unknown or has a wrong value, or there is no such task.
        """
        if data is not None and not isinstance(data, dict):
            raise invalid(wrong("dict_type", ["data"], "the options of reset are an object", data))
        given = {name: value for name, value in (data or {}).items() if value is not None}
        _require_text(given)
        names = self._known_names(given)
        known = _read_known({name: value for name, value in given.items() if name in names})
        params = {name: value for name, value in given.items() if name not in names}
        self._refuse_unknown(params)
        request = CreateRequest(
            env_id=self._task(known),
            params=params,
            seed=known.seed,
            run=known.run,
            rollout=known.rollout or known.episode_id,
        )
        return ResetOptions(request, known.episode_id, known.wait_s)

    def _known_names(self, given: Mapping[str, Any]) -> frozenset[str]:
        """Return the names that are not the environment's own affair; ``split`` may be, unless it is counted in."""
        if "index" in given or ("split" not in (self._params or ()) and self._splits.named):
            return _KNOWN
        return _KNOWN - {"split"}

    def _refuse_unknown(self, params: Mapping[str, Any]) -> None:
        unknown = [] if self._params is None else [name for name in params if name not in self._params]
        if not unknown:
            return
        accepted = sorted((self._params or frozenset()) | _KNOWN)
        hint = suggestion(unknown[0], accepted)
        message = f"reset takes no such option{hint}; it takes {', '.join(accepted)}"
        problems = [wrong("extra_forbidden", ["data", name], message, params[name]) for name in unknown]
        raise invalid(*problems, prefix="Invalid options")

    def _task(self, known: _Known) -> str | None:
        """Return the task that is named, by its id or by its place; ``None`` leaves it to the environment."""
        named = known.task_id if known.task_id is not None else known.env_id
        if named is not None or (known.split is None and known.index is None):
            return named
        tasks = self._splits.tasks(known.split)
        where = repr(self._name if known.split is None else known.split)
        if not tasks:
            there_are = ", ".join(self._splits.names) or "none"
            raise _no_task("split", known.split, f"{where} has no tasks; splits: {there_are}")
        if known.index is None:
            return tasks[random.Random(known.seed).randrange(len(tasks))].env_id
        if known.index >= len(tasks):
            raise _no_task("index", known.index, f"{where} has the tasks 0 to {len(tasks) - 1}")
        return tasks[known.index].env_id


def _require_text(given: Mapping[str, Any]) -> None:
    """Refuse what Python's JSON alone can hold, and no worker can be told: halves of surrogate pairs."""
    try:
        encode_json(given)
    except UnicodeEncodeError:
        problem = wrong("string_unicode", ["data"], "a text has half of a surrogate pair", None)
        raise invalid(problem, prefix="Invalid options") from None


def _read_known(given: Mapping[str, Any]) -> _Known:
    try:
        return msgspec.convert(dict(given), _Known)
    except msgspec.ValidationError as error:
        reason, _, place = str(error).partition(" - at `$.")
        name = place.rstrip("`")
        problem = wrong("value_error", ["data", name], reason, given.get(name))
        raise invalid(problem, prefix="Invalid options") from None


def _no_task(name: str, given: Any, message: str) -> Refused:
    return invalid(wrong("value_error", ["data", name], message, given), prefix="Invalid options")
