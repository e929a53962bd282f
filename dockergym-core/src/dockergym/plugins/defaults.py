"""What the server answers where no plugin does; asked last, through the same hooks."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from dockergym.errors import InvalidParams, TaskNotFound, suggestion
from dockergym.plugins.hookspecs import hookimpl
from dockergym.plugins.specs import CreateRequest, SessionInit, StepResult, TaskList

if TYPE_CHECKING:
    from dockergym.plugins.environment import Environment


@hookimpl(trylast=True)
def dockergym_create_session(env: Environment, request: CreateRequest) -> SessionInit:
    """Take the task that was asked for, or one at random; pass the params on."""
    return SessionInit(env_id=choose_task(env.name, env.tasks, request), params=request.params)


@hookimpl(trylast=True)
def dockergym_translate_observation(result: StepResult) -> StepResult:
    """Show the reply as it is."""
    return result


def choose_task(environment: str, tasks: TaskList, request: CreateRequest) -> str | None:
    """Return the ``env_id`` asked for, or that of a random task; ``None`` where neither is there.

    The same seed picks the same task of the same list.

    Raises:
        TaskNotFound: tasks are listed, and the one asked for is not among them.
    """
    if request.env_id is None:
        return random.Random(request.seed).choice(tasks).env_id if tasks else None
    if tasks and tasks.get(request.env_id) is None:
        advice = suggestion(request.env_id, tasks.ids()) or "; GET environments lists its tasks"
        raise TaskNotFound(f"environment {environment!r} has no task {request.env_id!r}{advice}")
    return request.env_id


def check_params(model: type[BaseModel] | None, params: Mapping[str, Any]) -> None:
    """Check a create's params against the environment's model.

    Raises:
        InvalidParams: they do not fit; the message says where, ``errors`` in ``extra`` lists it.
    """
    if model is None:
        return
    try:
        model.model_validate(dict(params))
    except ValidationError as exc:
        problems = [_problem(error["loc"], error["msg"]) for error in exc.errors()]
        known = f" (known: {', '.join(model.model_fields)})" if model.model_fields else ""
        raise InvalidParams(
            f"params do not fit: {'; '.join(problems)}{known}", extra={"errors": problems}
        ) from exc


def _problem(location: tuple[int | str, ...], message: str) -> str:
    where = ".".join(str(part) for part in location)
    return f"{where}: {message}" if where else message
