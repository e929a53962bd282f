"""Making a number of games: a bounded number of maker processes, their time limits, and the files on disk."""

from __future__ import annotations

import importlib.util
import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from dockergym_alfworld.generation.order import MadeGame, Order, plan_orders
from dockergym_alfworld.tasks import GAME_FILE, TASK_TYPES, TaskError, data_directory, task_type_name

logger = logging.getLogger(__name__)

SPLITS = ("train", "valid_seen", "valid_unseen")
"""The splits a game can be made for."""

_MAKER_TIMEOUT_S = 180.0
_ATTEMPTS = 20
_MOST_WORKERS = 8
_SHOWN_STDERR_LINES = 15


class GenerationError(RuntimeError):
    """Games could not be made; the message says why and what to do."""


class MissingDependencyError(GenerationError, ImportError):
    """alfworld or textworld is not installed on this machine."""


@dataclass(frozen=True, slots=True)
class GeneratedGame:
    """One game written to disk."""

    env_id: str
    """Its name relative to ``json_2.1.1``."""
    path: Path
    """The game file."""
    task_type: str
    sentence: str
    """The task as the player reads it, such as ``put a clean mug in cabinet``."""
    walkthrough: tuple[str, ...]
    """Commands that win it."""


Progress = Callable[[int, int, GeneratedGame], None]


def generate(
    out_root: Path | str,
    count: int,
    seed: int,
    task_types: Sequence[int | str] | None = None,
    split: str = "train",
    progress: Progress | None = None,
    *,
    workers: int | None = None,
    timeout_s: float = _MAKER_TIMEOUT_S,
) -> list[GeneratedGame]:
    """Make `count` new games below ``out_root/json_2.1.1/<split>`` and return them in order.

    `out_root` may also be the ``json_2.1.1`` folder itself.

    The same `seed`, `task_types` and `split` give the same games, byte for byte, whatever the number of
    workers; a smaller `count` gives the first of them. Task types (numbers or names; default all six) are
    taken in turn, and so are the kinds of room each is played in. Every game was solved by the planner and
    its solution replayed before it is written. A game that is there already is left as it is.

    `progress` is called after each game, in the order they get ready, with how many are ready, `count` and
    the game. At most `workers` (default: one per CPU, 8 at most) processes work at once; one that takes
    longer than `timeout_s` seconds for a game is ended, and another game takes that one's place.

    Raises:
        MissingDependencyError: alfworld or textworld is not installed.
        TaskError: a task type or the split is unknown, or `count` is negative.
        GenerationError: a maker process failed, or no playable game was found in 20 attempts.
    """
    names = _task_type_names(task_types)
    if split not in SPLITS:
        raise TaskError(f"cannot make games for the split {split!r}; the splits are {', '.join(SPLITS)}")
    if count < 0:
        raise TaskError(f"count must be 0 or more, not {count}")
    _require_alfworld()
    orders = plan_orders(count, seed, names, split)
    root = data_directory(out_root)
    root.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(workers or _default_workers(), thread_name_prefix="maker") as pool:
        futures = {pool.submit(_produce, root, order, timeout_s): order.number for order in orders}
        games = dict(_collect(futures, progress))
    return [games[order.number] for order in orders]


def _task_type_names(task_types: Sequence[int | str] | None) -> list[str]:
    if task_types is None:
        return list(TASK_TYPES.values())
    names = list(dict.fromkeys(task_type_name(task_type) for task_type in task_types))
    if not names:
        raise TaskError("task_types is empty; leave it out for all six")
    return names


def _require_alfworld() -> None:
    for name in ("alfworld", "textworld", "fast_downward"):
        if importlib.util.find_spec(name) is None:
            raise MissingDependencyError(
                f"making games needs {name}, which is not installed here; "
                'run: pip install "dockergym-alfworld[local]"'
            )


def _default_workers() -> int:
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, _MOST_WORKERS)


def _collect(
    futures: dict[Future[GeneratedGame], int], progress: Progress | None
) -> Iterator[tuple[int, GeneratedGame]]:
    """Games by number, as they get ready. The first failure cancels those not begun."""
    try:
        for ready, future in enumerate(as_completed(futures), start=1):
            game = future.result()
            if progress is not None:
                progress(ready, len(futures), game)
            yield futures[future], game
    except BaseException:
        for future in futures:
            future.cancel()
        raise


def _produce(root: Path, order: Order, timeout_s: float) -> GeneratedGame:
    for attempt in range(_ATTEMPTS):
        made = _run_maker(replace(order, attempt=attempt), timeout_s)
        if not isinstance(made, str):
            return _write_game(root, order, made)
        logger.info("game %d, attempt %d: %s", order.number, attempt, made)
    raise GenerationError(
        f"no playable {order.task_type} game in a {order.room_kind} after {_ATTEMPTS} attempts; "
        "try another seed or a longer time limit"
    )


def _run_maker(order: Order, timeout_s: float) -> MadeGame | str:
    """The game of `order`, or why there is none."""
    with tempfile.TemporaryDirectory(prefix="dockergym-maker-") as scratch:
        try:
            done = subprocess.run(
                # -P: whatever lies in the current directory must not pass for alfworld.
                [sys.executable, "-P", "-m", "dockergym_alfworld.generation.maker", str(timeout_s + 5)],
                input=json.dumps(asdict(order)),
                capture_output=True,
                encoding="utf-8",
                timeout=timeout_s,
                env=_maker_environment(scratch),
            )
        except subprocess.TimeoutExpired:
            return f"not solved within {timeout_s:g} s"
    if done.returncode != 0:
        tail = "\n".join(done.stderr.splitlines()[-_SHOWN_STDERR_LINES:])
        raise GenerationError(f"making game {order.number} failed with exit code {done.returncode}:\n{tail}")
    reply: dict[str, MadeGame | str] = json.loads(done.stdout)
    return reply["game"] if "game" in reply else reply["rejected"]


def _maker_environment(scratch: str) -> dict[str, str]:
    """The maker's environment: one thread, a fixed hash seed, and folders that go when it has gone."""
    return {
        **os.environ,
        "ALFWORLD_DATA": scratch,
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONHASHSEED": "0",
        "TMPDIR": scratch,
    }


def _write_game(root: Path, order: Order, made: MadeGame) -> GeneratedGame:
    trial = root / made["env_id"]
    _write_trial(trial, made["files"])
    return GeneratedGame(
        made["env_id"], trial / GAME_FILE, order.task_type, made["sentence"], tuple(made["walkthrough"])
    )


def _write_trial(trial: Path, files: dict[str, str]) -> None:
    """Write the files of a trial so that it is there whole or not at all."""
    if trial.is_dir():
        _require_same(trial, files)
        return
    trial.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=trial.parent, prefix=".draft-"))
    try:
        draft.chmod(0o755)
        for name, content in files.items():
            (draft / name).write_text(content, encoding="utf-8", newline="")
        draft.rename(trial)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _require_same(trial: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        file = trial / name
        if not file.is_file() or file.read_bytes() != content.encode():
            raise GenerationError(
                f"{file} exists and differs from the game made now; generate into another folder or delete it"
            )
