"""Which games a server offers: those of the data folder, those that ship with the package, or both."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Mapping

from dockergym.errors import ConfigurationError, InvalidParams, TaskNotFound
from dockergym.plugins.specs import CreateRequest, TaskList, Volume
from dockergym.plugins.specs import Task as ListedTask
from dockergym_alfworld.params import AlfworldParams
from dockergym_alfworld.settings import AlfworldSettings
from dockergym_alfworld.starter import starter_root
from dockergym_alfworld.tasks import (
    LINK_REASONS,
    SPLIT_ALIASES,
    DataNotFoundError,
    NoMatchingTaskError,
    Task,
    TaskCatalog,
    TaskError,
    UnknownTaskError,
    UnknownTaskTypeError,
    find_root,
    folder_to_mount,
    scan_tasks,
    task_type_name,
)

logger = logging.getLogger(__name__)

STARTER_TARGET = "/starter"
"""Where containers see the games that ship with the package."""


class GameList(TaskList):
    """The games as clients see them; filters take the spellings that params take."""

    def select(self, filters: Mapping[str, str], text: str | None = None) -> list[ListedTask]:
        """Return the games that match, in order."""
        named = dict(filters)
        if "split" in named:
            named["split"] = SPLIT_ALIASES.get(named["split"], named["split"])
        if "task_type" in named:
            # What is no task type is that of no game.
            with contextlib.suppress(UnknownTaskTypeError):
                named["task_type"] = task_type_name(named["task_type"])
        return super().select(named, text)


def listed(games: TaskCatalog) -> GameList:
    """Return the games as they are listed."""
    return GameList(
        ListedTask(game.env_id, {"split": game.split, "task_type": game.task_type}) for game in games
    )


def game_volumes(settings: AlfworldSettings) -> tuple[Volume, ...]:
    """Return what containers must see to play the games that may be offered, as far as it is there."""
    return tuple(_game_volumes(settings))


def offered_games(settings: AlfworldSettings, *, local: bool = False) -> TaskCatalog:
    """Look for the games that the settings allow; thousands of new ones take seconds, the first time.

    Splits that are links out of the data folder are among them for `local` workers only, which see where these lead.

    Raises:
        ConfigurationError: there is no playable game, or a data folder that was named holds none.
    """
    if settings.starter == "only":
        return starter_games()
    try:
        games = scan_tasks(settings.data.host, outside=local)
    except DataNotFoundError as exc:
        return _without_data(settings, str(exc))
    if not len(games):
        return _without_data(
            settings, f"the data folder {games.root} holds no playable game{_reasons(games)}"
        )
    _report_exclusions(games)
    return _merged(settings, games, starter_games()) if settings.starter == "add" else games


def choose_game(games: TaskCatalog, request: CreateRequest, params: AlfworldParams) -> Task:
    """Return the game a client asked for: the one it names, or one at random, the same for the same seed.

    Raises:
        TaskNotFound: no playable game has that name, or none is of that type and split.
        InvalidParams: there is no such split, or the game named is of another type or split.
    """
    try:
        if request.env_id is None:
            return games.choose(request.seed, task_type=params.task_type, split=params.split)
        task = games.resolve(request.env_id)
        fits = games.fits(task, task_type=params.task_type, split=params.split)
    except (UnknownTaskError, NoMatchingTaskError) as exc:
        raise TaskNotFound(f"{exc}; GET environments lists the tasks") from exc
    except TaskError as exc:
        raise InvalidParams(str(exc)) from exc
    if not fits:
        raise InvalidParams(
            f"the task {task.env_id!r} is of type {task.task_type} and split {task.split}; "
            "leave task_type and split out where env_id names the task"
        )
    return task


def starter_games() -> TaskCatalog:
    """Return the games that ship with the package."""
    return scan_tasks(starter_root())


def _game_volumes(settings: AlfworldSettings) -> Iterator[Volume]:
    if settings.starter != "only":
        with contextlib.suppress(DataNotFoundError):
            yield Volume(folder_to_mount(settings.data.host), settings.data.container)
    if settings.starter != "never":
        yield Volume(starter_root(), STARTER_TARGET)


def _without_data(settings: AlfworldSettings, problem: str) -> TaskCatalog:
    if settings.starter == "never" or settings.names_data:
        raise ConfigurationError(
            f"{problem} ({settings.data_source}). "
            "To serve the games that ship with the package: DOCKERGYM_ALFWORLD_STARTER=only"
        )
    games = starter_games()
    logger.warning("%s. Serving the %d games that ship with the package.", problem, len(games))
    return games


def _reasons(games: TaskCatalog) -> str:
    counts = games.exclusions()
    return f" ({', '.join(f'{count}: {reason}' for reason, count in counts.items())})" if counts else ""


def _report_exclusions(games: TaskCatalog) -> None:
    for reason, count in games.exclusions().items():
        if reason in LINK_REASONS:
            first = next(name for name, why in games.excluded.items() if why == reason)
            logger.warning(
                "links in %s that are not followed: %d, the first is %r: %s", games.root, count, first, reason
            )
        else:
            logger.info("%d trials in %s are not offered: %s", count, games.root, reason)


def _merged(settings: AlfworldSettings, first: TaskCatalog, second: TaskCatalog) -> TaskCatalog:
    """Return both catalogs' games as one; where both have a game of the same id, the first one's."""
    tasks = {task.env_id: task for task in (*second, *first)}
    excluded = {env_id: why for env_id, why in first.excluded.items() if env_id not in tasks}
    aliases = [str(find_root(settings.data.host)), str(second.root)]
    return TaskCatalog(first.root, list(tasks.values()), excluded, aliases=aliases)
