"""Points about the package around a worker: its tasks, paths, models and README."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any

from pydantic import BaseModel, ValidationError

from dockergym.errors import DockerGymError, TaskNotFound
from dockergym.plugins.specs import SessionInit, Task, Volume, translate_path
from dockergym.testing.environments.bench import EnvironmentBench, needs_package
from dockergym.testing.environments.conversation import NoReply
from dockergym.testing.environments.points import NotApplicable, Problem, require
from dockergym.testing.environments.protocol_points import play, require_contact

README_PARTS = (
    "What it is",
    "What runs where",
    "First successful run",
    "Session behaviour",
    "CLI options",
    "Troubleshooting",
    "API",
)
"""The headings that the README of an environment package has, in this order."""

_LONGEST_ID = 512
_NO_TASK = "dockergym-check-no-such-task"
_SHORTEST_PART = 40
_SAMPLE = 20


async def describes_itself(bench: EnvironmentBench) -> str:
    """The plugin gives a title, a description and a version, which `GET /envs` shows."""
    needs_package(bench)
    missing = [name for name in ("title", "description") if not getattr(bench.spec, name).strip()]
    if not bench.environment.version:
        missing.append("version")
    require(
        not missing, f"EnvSpec has no {', '.join(missing)}", f"set {', '.join(missing)} in dockergym_env_spec"
    )
    return f"{bench.spec.title} {bench.environment.version}"


async def tasks_are_listed(bench: EnvironmentBench) -> str:
    """Tasks have ids that stand in a URL and a shell, attributes that are plain values, and each can be begun."""
    needs_package(bench)
    tasks = bench.environment.tasks
    if not tasks:
        raise NotApplicable("the environment lists no tasks, and takes any env_id")
    for task in tasks:
        _require_task(task)
    for task in _sample(list(tasks)):
        try:
            init = await bench.create_session(env_id=task.env_id)
        except DockerGymError as error:
            raise Problem(
                f"the task {task.env_id!r} is listed and refused: {error.detail}", "list what can be begun"
            ) from error
        require(
            init.env_id == task.env_id,
            f"the task {task.env_id!r} becomes {init.env_id!r}",
            "begin the task that was asked for",
        )
    await _refuses_other_tasks(bench)
    return f"{len(tasks):,} tasks"


async def listed_tasks_begin(bench: EnvironmentBench) -> str:
    """The first, the middle and the last task of the list begin in a worker."""
    needs_package(bench)
    await require_contact(bench)
    tasks = list(bench.environment.tasks)
    if not tasks:
        raise NotApplicable("the environment lists no tasks")
    chosen = {task.env_id: task for task in (tasks[0], tasks[len(tasks) // 2], tasks[-1])}
    advice = "list only tasks that can be begun"
    async with bench.conversation() as talk:
        for env_id in chosen:
            message = await bench.init_message(env_id=env_id)
            try:
                answer = await talk.ask("init", **message)
            except NoReply as silence:
                raise Problem(f"the task {env_id!r} does not begin: {silence}", advice) from silence
            require(
                answer.ok, f"the task {env_id!r} does not begin: {answer.message.get('message')!r}", advice
            )
    return ", ".join(chosen)


async def paths_are_translated(bench: EnvironmentBench) -> str:
    """A path of the host that goes to a worker is the path under which its container sees it."""
    needs_package(bench)
    volumes = bench.spec.volumes
    if not volumes:
        raise NotApplicable("the environment has no volumes")
    missing = [str(volume.host) for volume in volumes if not volume.host.exists()]
    require(
        not missing, f"{', '.join(missing)} is not there", "leave out the volumes of folders that are missing"
    )
    for volume in volumes:
        seen = translate_path(volume.host / "x", volumes)
        require(
            seen == str(PurePath(volume.container) / "x"),
            f"{volume.host / 'x'} becomes {seen}",
            "give each volume a folder of its own",
        )
    checked = 0
    async with bench.as_for_containers() as hooks:
        for task in _sample(list(bench.environment.tasks)) or [None]:
            init = await hooks.create_session(bench.request(env_id=task.env_id if task else None))
            for text in _texts(dict(init.params)):
                checked += _require_inside(text, volumes, init)
    return f"{checked} paths of tasks"


async def params_fit_their_model(bench: EnvironmentBench) -> str:
    """`params_model` takes an empty create, refuses what it does not know, and says what each field means."""
    needs_package(bench)
    model = bench.spec.params_model
    require(
        model,
        "EnvSpec has no params_model",
        "write a pydantic model of the params, empty where there are none",
    )
    assert model is not None
    try:
        model.model_validate({})
    except ValidationError as error:
        raise Problem(
            f"a create without params is refused: {error.errors()[0]['msg']}", "give every field a default"
        ) from error
    unknown = {"dockergym_check_no_such_param": 1}
    accepted = _fits(model, unknown)
    require(
        not accepted, "a param that nobody knows is accepted", 'set model_config = ConfigDict(extra="forbid")'
    )
    silent = _undescribed(model)
    require(
        not silent,
        f"params without a description: {', '.join(silent)}",
        "describe each under its field (use_attribute_docstrings=True)",
    )
    return ", ".join(model.model_fields) or "no params"


async def info_fits_its_model(bench: EnvironmentBench) -> str:
    """`info_model` is what really comes: every key is in it, with its type."""
    needs_package(bench)
    model = bench.spec.info_model
    require(model, "EnvSpec has no info_model", "write a pydantic model of what comes with every observation")
    assert model is not None
    await require_contact(bench)
    async with bench.conversation() as talk:
        answers = await play(bench, talk)
    for number, answer in enumerate(answers):
        _require_info(model, answer.info(), "init" if number == 0 else f"step {number}")
    silent = _undescribed(model)
    require(
        not silent,
        f"info without a description: {', '.join(silent)}",
        "describe each under its field (use_attribute_docstrings=True)",
    )
    return ", ".join(model.model_fields)


async def readme_has_its_parts(bench: EnvironmentBench) -> str:
    """The README has the seven parts that every environment's has, in their order, each with something in it."""
    needs_package(bench)
    readme = bench.subject.readme or ""
    require(
        readme.strip(),
        "the package has no README",
        'write README.md and name it in pyproject.toml: readme = "README.md"',
    )
    parts = _parts(readme)
    missing = [part for part in README_PARTS if part.lower() not in parts]
    require(
        not missing,
        f"the README has no part {', '.join(map(repr, missing))}",
        f"its headings are: {', '.join(README_PARTS)}",
    )
    empty = [part for part in README_PARTS if len(parts[part.lower()]) < _SHORTEST_PART]
    require(not empty, f"nothing is said under {', '.join(map(repr, empty))}", "write what a user must know")
    order = [name for name in parts if name in {part.lower() for part in README_PARTS}]
    require(
        order == [part.lower() for part in README_PARTS],
        f"the parts stand in the order {order}",
        f"use the order: {', '.join(README_PARTS)}",
    )
    return f"{len(parts)} parts"


def _require_task(task: Task) -> None:
    env_id = task.env_id
    fits = env_id and env_id == env_id.strip() and env_id.isprintable() and len(env_id) <= _LONGEST_ID
    require(
        fits,
        f"a task id is empty, longer than {_LONGEST_ID}, or holds outer spaces or control characters: {env_id[:80]!r}",
        "use letters, digits, and signs such as - _ / .",
    )
    odd = [
        name
        for name, value in task.attributes.items()
        if not isinstance(value, str | int | float | bool | None)
    ]
    require(
        not odd,
        f"the task {env_id!r} has attributes that are no plain values: {', '.join(odd)}",
        "use strings, numbers and booleans: clients filter by them",
    )


async def _refuses_other_tasks(bench: EnvironmentBench) -> None:
    try:
        message = await bench.init_message(env_id=_NO_TASK)
    except TaskNotFound:
        return
    except DockerGymError as error:
        raise Problem(
            f"a task that is not there is answered {error.code}", "raise dockergym.errors.TaskNotFound"
        ) from error
    # The plugin may leave it to the worker which tasks there are.
    await require_contact(bench)
    advice = (
        "raise dockergym.errors.TaskNotFound in dockergym_create_session, "
        "or dockergym_worker.TaskNotFound in init_env"
    )
    async with bench.conversation() as talk:
        try:
            answer = await talk.ask("init", **message)
        except NoReply as silence:
            raise Problem(f"a task that is not there is not refused: {silence}", advice) from silence
    code = "begun" if answer.ok else f"answered {answer.message.get('code')!r}"
    require(
        answer.message.get("code") == "task_not_found",
        f"a task that is not there is {code}: {_NO_TASK!r}",
        advice,
    )


def _sample(tasks: list[Task]) -> list[Any]:
    if len(tasks) <= _SAMPLE:
        return list(tasks)
    pace = (len(tasks) - 1) / (_SAMPLE - 1)
    return [tasks[round(number * pace)] for number in range(_SAMPLE)]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def _require_inside(text: str, volumes: tuple[Volume, ...], init: SessionInit) -> int:
    """Check one value of an init; say whether it is a path that a container sees."""
    path = PurePath(text)
    if not path.is_absolute():
        return 0
    advice = "pass paths through env.translate_path in dockergym_create_session"
    for volume in volumes:
        outside = path.is_relative_to(volume.host) and not path.is_relative_to(volume.container)
        require(not outside, f"the worker of {init.env_id!r} is told the host's path {text}", advice)
    for volume in volumes:
        if path.is_relative_to(volume.container):
            behind = Path(volume.host) / path.relative_to(volume.container)
            require(
                behind.exists(),
                f"the worker of {init.env_id!r} is told {text}, and there is no {behind}",
                advice,
            )
            return 1
    return 0


def _fits(model: type[BaseModel], params: dict[str, Any]) -> bool:
    try:
        model.model_validate(params)
    except ValidationError:
        return False
    return True


def _undescribed(model: type[BaseModel]) -> list[str]:
    return [name for name, field in model.model_fields.items() if not field.description]


def _require_info(model: type[BaseModel], info: dict[str, Any], where: str) -> None:
    names = {alias for name, field in model.model_fields.items() for alias in (name, field.alias) if alias}
    unknown = sorted(info.keys() - names)
    require(
        not unknown or model.model_config.get("extra") == "allow",
        f"the info of {where} has keys that info_model has not: {', '.join(unknown)}",
        "add them to info_model, or leave them out of the info",
    )
    try:
        model.model_validate_json(json.dumps(info))
    except ValidationError as error:
        problem = error.errors()[0]
        place = ".".join(map(str, problem["loc"]))
        raise Problem(
            f"the info of {where} does not fit: {place}: {problem['msg']}", "make info_model say what comes"
        ) from error


def _parts(readme: str) -> dict[str, str]:
    """Return the second-level parts of a text, by their headings in lower case."""
    without_code = re.sub(r"^```.*?^```", "code", readme, flags=re.MULTILINE | re.DOTALL)
    pieces = re.split(r"^##[ \t]+(.+?)[ \t]*$", without_code, flags=re.MULTILINE)
    return {
        heading.strip().lower(): body.strip()
        for heading, body in zip(pieces[1::2], pieces[2::2], strict=True)
    }
