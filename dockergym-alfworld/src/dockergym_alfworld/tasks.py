"""The ALFWorld tasks on this machine: which games a data root holds, and how to pick one.

A task is one playable game, named by its ``env_id``: the trial's directory relative to the data
root's ``json_2.1.1``, such as ``valid_seen/pick_and_place_simple-Egg-None-Microwave-4/trial_T2019…``.
The games counted as playable are the ones alfworld's own loader lists.
"""

from __future__ import annotations

import bisect
import contextlib
import difflib
import json
import logging
import os
import random
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from dockergym_alfworld.task_index import (
    Signature,
    Verdict,
    default_index_dir,
    index_path,
    load_index,
    save_index,
)

logger = logging.getLogger(__name__)

TASK_TYPES: Mapping[int, str] = MappingProxyType(
    {
        1: "pick_and_place_simple",
        2: "look_at_obj_in_light",
        3: "pick_clean_then_place_in_recep",
        4: "pick_heat_then_place_in_recep",
        5: "pick_cool_then_place_in_recep",
        6: "pick_two_obj_and_place",
    }
)
"""alfworld's numbers and names of the six playable task types."""

SPLIT_ALIASES: Mapping[str, str] = MappingProxyType(
    {"eval_in_distribution": "valid_seen", "eval_out_of_distribution": "valid_unseen"}
)
"""alfworld's configuration names of the two validation splits."""

DATA_DIRECTORY = "json_2.1.1"
GAME_FILE = "game.tw-pddl"
TRAJECTORY_FILE = "traj_data.json"
RECEIPT_FILE = ".dockergym-download.json"
"""What a download leaves beside the splits."""
SPLITS = ("train", "valid_seen", "valid_unseen")

_SHOWN_CHARACTERS = 200
_NEIGHBOURS = 24
_UNREAD: Signature = (0, 0, 0, 0)

_NO_GAME_FILE = "it has no game.tw-pddl"
_UNREADABLE = "its files cannot be read"
_LEAVES_ROOT = "its files are links out of the data folder"
LINK_NOT_FOLLOWED = (
    "it is a link to a folder; only a split may be one, and for containers only within the data folder"
)
"""Why there may be games that a catalog leaves out whole folders of."""
LINK_LEADS_NOWHERE = "it is a link that cannot be followed"
"""Why nobody knows whether it leads to games."""
LINK_LEADS_UP = "it is a link to a folder that holds it"
"""Why following it would find every game twice."""
LINK_REASONS = frozenset({LINK_NOT_FOLLOWED, LINK_LEADS_NOWHERE, LINK_LEADS_UP})
"""The reasons for which links are left out, and not trials."""


class TaskError(ValueError):
    """A request names a task, task type or split that does not exist."""


class UnknownTaskError(TaskError):
    """No playable task has this env_id or path."""


class UnknownTaskTypeError(TaskError):
    """The task type is none of the six."""


class UnknownSplitError(TaskError):
    """The data root has no such split."""


class NoMatchingTaskError(TaskError):
    """No task is of the wanted type, split and text."""


class DataNotFoundError(FileNotFoundError):
    """The data root does not hold the dataset's layout."""


@dataclass(frozen=True, slots=True)
class Task:
    """One playable game."""

    env_id: str
    """Its name on the wire: the trial's directory relative to `root`, with forward slashes."""
    split: str
    """The first part of `env_id`, such as ``valid_seen``."""
    task_type: str
    """One of the names in `TASK_TYPES`."""
    root: Path
    """The ``json_2.1.1`` directory the game was found in: absolute, links resolved."""

    @property
    def path(self) -> Path:
        """The game file, absolute."""
        return self.root / self.env_id / GAME_FILE


def task_type_name(task_type: int | str) -> str:
    """The name of a task type given by number (1-6, also as text) or by name.

    Raises:
        UnknownTaskTypeError: it is neither.
    """
    text = str(task_type).strip()
    if text in TASK_TYPES.values():
        return text
    if text.isascii() and text.isdigit() and len(text) < 3 and int(text) in TASK_TYPES:
        return TASK_TYPES[int(text)]
    known = ", ".join(f"{number} {name}" for number, name in TASK_TYPES.items())
    hint = _did_you_mean(text.lower(), TASK_TYPES.values())
    raise UnknownTaskTypeError(f"unknown task_type {_shown(text)}{hint}; the task types are: {known}")


class TaskCatalog:
    """The playable tasks of one data root, ordered by env_id. Immutable, so safe to share between threads."""

    def __init__(
        self,
        root: Path,
        tasks: Sequence[Task],
        excluded: Mapping[str, str] | None = None,
        aliases: Sequence[str] = (),
    ) -> None:
        """Hold `tasks`, all of them under `root` (a resolved ``json_2.1.1`` directory).

        `excluded` maps the env ids of trials that are not playable to the reason; `aliases` are other
        absolute paths by which `root` is known.
        """
        self.root = root
        self.excluded: Mapping[str, str] = MappingProxyType(dict(excluded or {}))
        self._tasks = tuple(sorted(tasks, key=lambda task: task.env_id))
        self._by_id = {task.env_id: task for task in self._tasks}
        self._ids = tuple(self._by_id)
        self._roots = tuple(dict.fromkeys([str(root), *aliases]))
        self._groups: dict[tuple[str | None, str | None], tuple[Task, ...]] = {(None, None): self._tasks}

    def __len__(self) -> int:
        return len(self._tasks)

    def __iter__(self) -> Iterator[Task]:
        return iter(self._tasks)

    def __contains__(self, env_id: object) -> bool:
        return env_id in self._by_id

    @property
    def splits(self) -> tuple[str, ...]:
        """The splits that hold at least one playable task, in alphabetical order."""
        return tuple(sorted({task.split for task in self._tasks}))

    def exclusions(self) -> dict[str, int]:
        """How many trials are not playable, by reason."""
        return dict(Counter(self.excluded.values()))

    def find(
        self, *, task_type: int | str | None = None, split: str | None = None, text: str | None = None
    ) -> tuple[Task, ...]:
        """The tasks that match everything given, ordered by env_id.

        `task_type` is a number or a name; `split` is a directory's name or alfworld's configuration name of
        it; every word of `text` must occur in the env_id, in any letter case.

        Raises:
            UnknownTaskTypeError, UnknownSplitError: no task could ever match.
        """
        wanted_type = None if task_type is None else task_type_name(task_type)
        wanted_split = None if split is None else self._split_name(split)
        group = self._group(wanted_type, wanted_split)
        words = (text or "").lower().split()
        if not words:
            return group
        return tuple(task for task in group if all(word in task.env_id.lower() for word in words))

    def fits(self, task: Task, *, task_type: int | str | None = None, split: str | None = None) -> bool:
        """Whether `find` would give the task.

        Raises:
            UnknownTaskTypeError, UnknownSplitError: as `find` says.
        """
        wanted_type = None if task_type is None else task_type_name(task_type)
        wanted_split = None if split is None else self._split_name(split)
        return wanted_type in (None, task.task_type) and wanted_split in (None, task.split)

    def page(
        self,
        *,
        task_type: int | str | None = None,
        split: str | None = None,
        text: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[tuple[Task, ...], int]:
        """One page of what `find` gives, and how many tasks match in all.

        `limit` None means no limit; an `offset` beyond the end gives an empty page.

        Raises:
            TaskError: `limit` or `offset` is negative, or as `find` says.
        """
        if offset < 0 or (limit is not None and limit < 0):
            raise TaskError("limit and offset must be 0 or more")
        found = self.find(task_type=task_type, split=split, text=text)
        end = None if limit is None else offset + limit
        return found[offset:end], len(found)

    def choose(
        self,
        seed: int | None = None,
        *,
        task_type: int | str | None = None,
        split: str | None = None,
        text: str | None = None,
    ) -> Task:
        """A random one of the tasks `find` gives: the same one for the same seed and the same games.

        Raises:
            NoMatchingTaskError: there is none.
            UnknownTaskTypeError, UnknownSplitError: as `find` says.
        """
        found = self.find(task_type=task_type, split=split, text=text)
        if not found:
            raise NoMatchingTaskError(_no_match_message(len(self), task_type, split, text))
        return random.Random(seed).choice(found)

    def resolve(self, env_id: str) -> Task:
        """The task called `env_id`.

        `env_id` may also end in ``/game.tw-pddl``, or be the absolute host path of a game file or of its
        trial directory inside the data root.

        Raises:
            UnknownTaskError: there is no such playable task; the message says why, or what may have
                been meant.
        """
        task = self._by_id.get(env_id)
        if task is not None:
            return task
        relative = self._relative(env_id)
        task = self._by_id.get(relative)
        if task is None:
            raise UnknownTaskError(self._unknown_message(env_id, relative))
        return task

    def _group(self, task_type: str | None, split: str | None) -> tuple[Task, ...]:
        key = (task_type, split)
        if key not in self._groups:
            self._groups[key] = tuple(
                task
                for task in self._tasks
                if task_type in (None, task.task_type) and split in (None, task.split)
            )
        return self._groups[key]

    def _split_name(self, split: str) -> str:
        name = SPLIT_ALIASES.get(split, split)
        splits = self.splits
        if name in splits or name in SPLITS:
            return name
        known = ", ".join(splits) or "none"
        raise UnknownSplitError(
            f"unknown split {_shown(split)}{_did_you_mean(name, splits)}; the splits here: {known}"
        )

    def _relative(self, env_id: str) -> str:
        parts = [part for part in env_id.split("/") if part not in ("", ".")]
        if ".." in parts or "\0" in env_id:
            raise UnknownTaskError(f"{_shown(env_id)} is not an env_id: '..' and NUL have no place in one")
        if parts and parts[-1] == GAME_FILE:
            parts.pop()
        cleaned = "/".join(parts)
        return self._below_root("/" + cleaned) if env_id.startswith("/") else cleaned

    def _below_root(self, path: str) -> str:
        for candidate in (path, os.path.realpath(path)):
            for root in self._roots:
                if candidate.startswith(root.rstrip("/") + "/"):
                    return candidate[len(root.rstrip("/")) + 1 :]
        raise UnknownTaskError(
            f"{_shown(path)} lies outside the data root {self.root}; "
            "give a path inside it, or an env_id relative to it"
        )

    def _unknown_message(self, env_id: str, relative: str) -> str:
        reason = self.excluded.get(relative)
        if reason is not None:
            return f"the task {_shown(relative)} is not playable: {reason}"
        if not self._tasks:
            return f"no task {_shown(env_id)}: the data root {self.root} holds no playable game"
        return f"no task {_shown(env_id)} among {len(self)}{self._suggestion(relative)}"

    def _suggestion(self, relative: str) -> str:
        """Close env ids, looked for among a few candidates only: comparing with all of them takes seconds."""
        head, _, tail = relative[:_SHOWN_CHARACTERS].partition("/")
        split = (difflib.get_close_matches(head, self.splits, n=1) or [head])[0]
        guess = f"{split}/{tail}"
        middle = bisect.bisect_left(self._ids, guess)
        candidates = self._ids[max(0, middle - _NEIGHBOURS) : middle + _NEIGHBOURS]
        return _did_you_mean(guess, candidates)


def _no_match_message(total: int, task_type: int | str | None, split: str | None, text: str | None) -> str:
    wanted = {"task_type": task_type, "split": split, "text": text}
    filters = ", ".join(f"{name}={value!r}" for name, value in wanted.items() if value is not None)
    if not filters:
        return "the data root holds no playable game; run 'dockergym alfworld download' or '… generate'"
    return f"none of the {total} tasks has {_shown(filters)}; leave a filter out"


def _shown(text: str) -> str:
    return repr(text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "…")


def _did_you_mean(wrong: str, known: Iterable[str]) -> str:
    names = list(known)
    close = [name for name in names if wrong and name.startswith(wrong)][:2]
    close = close or difflib.get_close_matches(wrong[:_SHOWN_CHARACTERS], names, n=2)
    return f"; did you mean {' or '.join(repr(name) for name in close)}?" if close else ""


def data_directory(data_root: Path | str) -> Path:
    """The ``json_2.1.1`` directory games are written to; it need not exist. Takes what `find_root` takes.

    Where there is one, it is the one that is read: also a folder of splits, and one that a link leads to. A folder
    of splits without games is somebody else's: others have a ``train`` too.
    """
    with contextlib.suppress(DataNotFoundError):
        found = find_root(data_root)
        if found.name == DATA_DIRECTORY or _holds_games(found):
            return Path(os.path.realpath(found))
    root = Path(os.path.realpath(Path(data_root).expanduser()))
    return root if root.name == DATA_DIRECTORY else root / DATA_DIRECTORY


def _holds_games(folder: Path) -> bool:
    return (folder / RECEIPT_FILE).is_file() or any(
        any((folder / split).glob(f"*/*/{TRAJECTORY_FILE}")) for split in SPLITS
    )


def find_root(data_root: Path | str) -> Path:
    """The ``json_2.1.1`` directory of `data_root`, which is the folder that holds it or that folder itself.

    Raises:
        DataNotFoundError: it is neither; the message says what to run.
    """
    given = Path(os.path.abspath(Path(data_root).expanduser()))  # noqa: PTH100 - resolve() would follow links
    nested = given / DATA_DIRECTORY
    if nested.is_dir():
        return nested
    if given.is_dir() and (given.name == DATA_DIRECTORY or any((given / split).is_dir() for split in SPLITS)):
        return given
    problem = f"holds no {DATA_DIRECTORY} folder" if given.is_dir() else "is not a folder"
    raise DataNotFoundError(
        f"the data root {given} {problem}; run 'dockergym alfworld download' to fetch the public games, "
        "'dockergym alfworld generate' to make new ones, or name another folder"
    )


def folder_to_mount(data_root: Path | str) -> Path:
    """What containers must see to play the games of `data_root`: absolute, links resolved.

    It is `data_root` itself, or where its ``json_2.1.1`` is a link elsewhere, what that leads to.

    Raises:
        DataNotFoundError: `data_root` does not hold the dataset's layout.
    """
    games = Path(os.path.realpath(find_root(data_root)))
    whole = Path(os.path.realpath(Path(data_root).expanduser()))
    return whole if games.is_relative_to(whole) else games


def scan_tasks(
    data_root: Path | str,
    *,
    index_dir: Path | str | None = None,
    use_index: bool = True,
    outside: bool = False,
) -> TaskCatalog:
    """Find the playable tasks of `data_root` (the folder that holds ``json_2.1.1``, or that folder itself).

    What a game file says is kept in an index in `index_dir` (by default the user's cache directory), so only
    trials that are new or have changed are opened. Where the index cannot be read or written, all are.

    A split may be a link to another place in what `folder_to_mount` gives, and so may the files of a game; with
    `outside`, to any place, which workers in containers would not see. Other links to folders are not followed, and
    are among what is excluded.

    Raises:
        DataNotFoundError: `data_root` does not hold the dataset's layout.
    """
    given = find_root(data_root)
    root = os.path.realpath(given)
    index = index_path(Path(index_dir) if index_dir is not None else default_index_dir(), root)
    known = load_index(index, root) if use_index else {}
    seen = "/" if outside else _below(str(folder_to_mount(data_root)))
    verdicts = _judge_trials(root, known, seen)
    keep = _worth_keeping(known, verdicts)
    if use_index and keep != known:
        save_index(index, root, keep)
    return _catalog(given, Path(root), verdicts)


def _worth_keeping(known: Mapping[str, Verdict], verdicts: Mapping[str, Verdict]) -> dict[str, Verdict]:
    """What was read now, and what was read before of games that only a scan that follows more links gets to see."""
    hidden = {
        env_id
        for env_id, verdict in verdicts.items()
        if verdict.reason == _LEAVES_ROOT or verdict.reason in LINK_REASONS
    }
    before = {
        env_id: verdict
        for env_id, verdict in known.items()
        if env_id in hidden or env_id.partition("/")[0] in hidden
    }
    return before | {env_id: verdict for env_id, verdict in verdicts.items() if verdict.signature != _UNREAD}


def _catalog(given: Path, root: Path, verdicts: Mapping[str, Verdict]) -> TaskCatalog:
    tasks = [
        Task(env_id, env_id.partition("/")[0], verdict.task_type, root)
        for env_id, verdict in verdicts.items()
        if not verdict.reason
    ]
    excluded = {env_id: verdict.reason for env_id, verdict in verdicts.items() if verdict.reason}
    return TaskCatalog(root, tasks, excluded, aliases=[str(given)])


def _below(folder: str) -> str:
    """How the paths of everything in `folder` begin."""
    return folder.rstrip("/") + "/"


def _judge_trials(root: str, known: Mapping[str, Verdict], seen: str) -> dict[str, Verdict]:
    """What the trials are, for workers that see the paths that begin with `seen`."""
    verdicts = {}
    for directory, reason in _trial_directories(root, seen):
        env_id = directory[len(root) :].strip("/")
        if reason:
            verdicts[env_id] = Verdict(_UNREAD, "", reason)
        elif env_id.isprintable():
            verdicts[env_id] = _judge_trial(seen, directory, env_id, known.get(env_id))
    return verdicts


def _trial_directories(root: str, seen: str) -> Iterator[tuple[str, str]]:
    """Directories below the splits that hold a traj_data.json, with ""; links left out, with one of `LINK_REASONS`.

    Of links to directories, only splits are followed, and only to paths that begin with `seen`. Hidden
    directories are left out: games are written into such.
    """
    pending = []
    for entry in _entries(root):
        if entry.name.startswith("."):
            continue
        if _is_folder(entry):
            pending.append(entry.path)
        elif reason := _link_reason(entry):
            target = os.path.realpath(entry.path)
            if reason == LINK_NOT_FOLLOWED and _below(root).startswith(_below(target)):
                yield entry.path, LINK_LEADS_UP
            elif reason == LINK_NOT_FOLLOWED and target.startswith(seen):
                pending.append(entry.path)
            else:
                yield entry.path, reason
    while pending:
        directory = pending.pop()
        is_trial, links = False, []
        for entry in _entries(directory):
            if entry.name == TRAJECTORY_FILE:
                is_trial = True
            elif entry.name.startswith("."):
                continue
            elif _is_folder(entry):
                pending.append(entry.path)
            elif reason := _link_reason(entry):
                links.append((entry.path, reason))
        if is_trial:
            yield directory, ""
        else:
            yield from links


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder, and no link to one."""
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError as exc:
        logger.warning("skipping %s, which cannot be looked at: %s", entry.path, exc)
        return False


def _link_reason(entry: os.DirEntry[str]) -> str:
    """Why it is left out if it is not followed: one of `LINK_REASONS`; "" for what is no link to a folder."""
    try:
        return LINK_NOT_FOLLOWED if entry.is_symlink() and entry.is_dir() else ""
    except OSError:
        # Such as one to itself, or into a folder of somebody else.
        return LINK_LEADS_NOWHERE


def _entries(directory: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(directory) as entries:
            return list(entries)
    except OSError as exc:
        logger.warning("skipping the directory %s, which cannot be listed: %s", directory, exc)
        return []


def _judge_trial(seen: str, directory: str, env_id: str, known: Verdict | None) -> Verdict:
    if "movable" in env_id or "Sliced" in env_id:
        return Verdict(_UNREAD, "", "movable receptacles and sliced objects are not supported in text")
    trajectory, game = f"{directory}/{TRAJECTORY_FILE}", f"{directory}/{GAME_FILE}"
    try:
        signature = (*_stamp(seen, game), *_stamp(seen, trajectory))
        if known is not None and known.signature == signature:
            return known
        return _read_trial(trajectory, game, signature)
    except FileNotFoundError:
        return Verdict(_UNREAD, "", _NO_GAME_FILE)
    except OSError:
        return Verdict(_UNREAD, "", _UNREADABLE)
    except _UnseenError:
        return Verdict(_UNREAD, "", _LEAVES_ROOT)


class _UnseenError(Exception):
    """A file of a trial is a link to a place that workers do not see."""


def _stamp(seen: str, path: str) -> tuple[int, int]:
    status = os.lstat(path)
    if stat.S_ISLNK(status.st_mode):
        if not os.path.realpath(path).startswith(seen):
            raise _UnseenError(path)
        status = os.stat(path)  # noqa: PTH116 - as fast as this loop needs it
    return status.st_mtime_ns, status.st_size


def _read_trial(trajectory: str, game: str, signature: Signature) -> Verdict:
    try:
        task_type = _read_object(trajectory).get("task_type")
        solvable = _read_object(game).get("solvable")
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError):
        return Verdict(signature, "", "its files are not valid JSON")
    if not isinstance(task_type, str) or task_type not in TASK_TYPES.values():
        return Verdict(signature, "", "its task type is not one of the six")
    if solvable is None:
        return Verdict(signature, task_type, "it was never checked for being solvable")
    return Verdict(signature, task_type, "" if solvable else "it is marked unsolvable")


def _read_object(path: str) -> dict[str, object]:
    with open(path, "rb") as stream:  # noqa: PTH123 - as fast as this loop needs it
        document = json.loads(stream.read())
    return document if isinstance(document, dict) else {}
