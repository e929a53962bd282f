{%- if cookiecutter.data == "volume" -%}
"""The tasks of a data folder: one ``<env_id>.json`` each, such as ``{"limit": 100}``."""

from __future__ import annotations

import json
from pathlib import Path

from dockergym.errors import ConfigurationError
from dockergym.plugins.specs import Task, TaskList

from {{ cookiecutter.__module }}.settings import Settings


def all_tasks(folder: Path) -> TaskList:
    """Return the tasks of a folder, in the order of their names.

    Raises:
        ConfigurationError: it holds none, or one that cannot be read.
    """
    files = sorted(folder.glob("*.json"))
    if not files:
        raise ConfigurationError(
            f"the folder {folder} holds no task (*.json); name another: {Settings.variable('data')}"
        )
    return TaskList(Task(file.stem, {"limit": _limit_in(file)}) for file in files)


def file_of(folder: Path, env_id: str) -> Path:
    """Return the file of a task."""
    return folder / f"{env_id}.json"


def _limit_in(file: Path) -> int:
    try:
        return int(json.loads(file.read_text(encoding="utf-8"))["limit"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigurationError(f'{file} is no task such as {% raw %}{{"limit": 100}}{% endraw %}: {error}') from error
{%- else -%}
"""The tasks: numbers up to 10, 100 and 1000."""

from __future__ import annotations

from dockergym.plugins.specs import Task, TaskList

LIMITS = (10, 100, 1000)


def all_tasks() -> TaskList:
    """Return the tasks, the easiest first."""
    return TaskList(Task(f"up-to-{limit}", {"limit": limit}) for limit in LIMITS)
{%- endif %}
