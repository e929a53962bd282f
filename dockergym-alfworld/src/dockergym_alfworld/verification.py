"""Whether the fast engine says what alfworld says: both play the same commands, and every byte is compared.

Each engine plays in processes of its own. Of a game, the walkthrough is played, then commands that can be
done and nonsense in turn, chosen by a seed; a second episode is all random.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import TypeVar

from dockergym_alfworld.engine.game import Engine, Game, Turn
from dockergym_alfworld.engine.selection import select_engine

EngineFactory = Callable[[], Engine]
Result = TypeVar("Result")
Transcript = Sequence[Turn]
"""What an engine answered in one episode: the first turn, and one for each command."""

NONSENSE = (
    "",
    "   ",
    "xyzzy",
    "LOOK",
    "  look\t",
    "go to",
    "go to nowhere 99",
    "take everything from everywhere",
    "open  drawer 1",
    "look; inventory",
    "{r.name}",
    "#look.feedback#",
    "prendre le café ☕",
    "go to cabinet 1\nlook",
)
"""Commands no game knows, and some that look like it."""

_EXTRA_STEPS = 12
_RANDOM_STEPS = 16
_NONSENSE_SHARE = 0.2
_GAMES_PER_PROCESS = 12


@dataclass(frozen=True, slots=True)
class Episode:
    """The commands of one episode, and what one engine answered."""

    commands: Sequence[str]
    turns: Transcript


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where two engines part."""

    episode: int
    """Counted from 0."""
    step: int
    """Counted from 1; 0 is the reset."""
    command: str
    """The command of that step; empty for the reset."""
    what: str
    """The part of the answer that differs, such as ``observation``."""
    expected: str
    """alfworld's, abbreviated where it is long."""
    actual: str
    """The fast engine's."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found out about one game."""

    game: Path
    turns: int = 0
    """How many answers were compared."""
    difference: Difference | None = None
    problem: str | None = None
    """Why the game could not be compared: an engine cannot load or play it, or its process died of it."""

    @property
    def identical(self) -> bool:
        """Whether both engines gave the same answers, or refused the game alike."""
        return self.difference is None and self.problem is None


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found out about all games, in the order they were given."""

    verdicts: Sequence[Verdict] = field(default_factory=tuple)

    @property
    def identical(self) -> bool:
        """Whether no game differs, and every game could be compared."""
        return all(verdict.identical for verdict in self.verdicts)

    @property
    def refused(self) -> int:
        """How many games neither engine can play."""
        return sum(verdict.identical and not verdict.turns for verdict in self.verdicts)

    @property
    def turns(self) -> int:
        """How many answers were compared."""
        return sum(verdict.turns for verdict in self.verdicts)


def fast_engine() -> Engine:
    """The engine that is verified."""
    return select_engine("fast")


def upstream_engine() -> Engine:
    """The engine that is always right: alfworld's own classes."""
    return select_engine("upstream")


def replay(game: Game, commands: Iterable[str]) -> Transcript:
    """What the game answers to a reset and these commands."""
    return [game.reset(), *(game.step(command) for command in commands)]


def explore(game: Game, walkthrough: Sequence[str], steps: int, seed: str) -> Episode:
    """Play the walkthrough, then `steps` more commands that `seed` chooses: what can be done, and nonsense."""
    dice = random.Random(seed)
    turns = list(replay(game, walkthrough))
    commands = list(walkthrough)
    for _ in range(steps):
        commands.append(_choose(dice, turns[-1]))
        turns.append(game.step(commands[-1]))
    return Episode(commands, turns)


def compare(expected: Sequence[Episode], actual: Sequence[Transcript]) -> Difference | None:
    """The first difference between two engines' answers to the same commands."""
    for number, (episode, turns) in enumerate(zip(expected, actual, strict=True)):
        for step, (theirs, ours) in enumerate(zip(episode.turns, turns, strict=True)):
            command = episode.commands[step - 1] if step else ""
            for name in (part.name for part in fields(Turn)):
                wanted, found = getattr(theirs, name), getattr(ours, name)
                if wanted != found or type(wanted) is not type(found):
                    return Difference(number, step, command, name, _shown(wanted), _shown(found))
    return None


def verify(
    games: Sequence[Path],
    *,
    seed: int = 0,
    workers: int | None = None,
    progress: Callable[[Verdict], None] | None = None,
    candidate: EngineFactory = fast_engine,
) -> Verification:
    """Compare the fast engine with alfworld's own classes on these game files; seconds a game.

    `workers` processes play alfworld's side, by default as many as there are processors. `progress` is
    called with each verdict as it is reached, in no fixed order. `candidate` is called in a process of
    its own, so it must be importable there.

    Raises:
        EngineUnavailableError: an engine cannot run here.
    """
    distinct = list(dict.fromkeys(games))
    processes = max(1, workers or os.cpu_count() or 1)
    batch = processes * _GAMES_PER_PROCESS
    found: dict[Path, Verdict] = {}
    for start in range(0, len(distinct), batch):
        for verdict in _verdicts(distinct[start : start + batch], seed, processes, candidate):
            found[verdict.game] = verdict
            if progress is not None:
                progress(verdict)
    return Verification([found[game] for game in distinct])


def _verdicts(
    games: Sequence[Path], seed: int, processes: int, candidate: EngineFactory
) -> Iterator[Verdict]:
    """Compare these games in processes that end afterwards: alfworld keeps 35 MB of disk for each game."""
    explored: dict[Path, list[Episode] | str] = {}
    left: dict[Path, Callable[[], list[Transcript] | str]] = {}
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as theirs:
        waiting: dict[Future[list[Transcript] | str], Path] = {}
        for game, episodes in _one_by_one(
            {game: partial(_explore_file, candidate, game, seed) for game in games}
        ):
            if episodes is None:
                yield Verdict(game, problem="the process died in which the fast engine played it")
                continue
            explored[game] = episodes
            commands = [] if isinstance(episodes, str) else [list(one.commands) for one in episodes]
            left[game] = partial(_replay_file, game, commands)
            with contextlib.suppress(BrokenProcessPool):
                waiting[theirs.submit(left[game])] = game
        for second in as_completed(waiting):
            with contextlib.suppress(BrokenProcessPool):
                transcripts = second.result()
                del left[waiting[second]]
                yield _judge(waiting[second], explored[waiting[second]], transcripts)
    # Which of several games ended a process is not known, so those that have no answer have their turn again.
    for game, answer in _one_by_one(left):
        if answer is None:
            yield Verdict(game, problem="the process died in which alfworld played it")
        else:
            yield _judge(game, explored[game], answer)


def _one_by_one(jobs: Mapping[Path, Callable[[], Result]]) -> Iterator[tuple[Path, Result | None]]:
    """The games with what their jobs return, in a process that ends afterwards; None where it died of one."""
    left = dict(jobs)
    while left:
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            for game, future in [(game, pool.submit(job)) for game, job in left.items()]:
                try:
                    result: Result | None = future.result()
                except BrokenProcessPool:
                    result = None
                del left[game]
                yield game, result
                if result is None:
                    break


def _judge(game: Path, ours: list[Episode] | str, theirs: list[Transcript] | str) -> Verdict:
    if isinstance(ours, str) and isinstance(theirs, str):
        return Verdict(game)
    if isinstance(ours, str) or isinstance(theirs, str):
        side, problem = ("the fast engine", ours) if isinstance(ours, str) else ("alfworld", theirs)
        return Verdict(game, problem=f"only {side} cannot play it: {problem}")
    expected = [Episode(one.commands, turns) for one, turns in zip(ours, theirs, strict=True)]
    difference = compare(expected, [one.turns for one in ours])
    return Verdict(game, sum(len(one.turns) for one in ours), difference)


def _explore_file(candidate: EngineFactory, path: Path, seed: int) -> list[Episode] | str:
    engine = candidate()
    try:
        game = engine.load(path)
        walkthrough = _walkthrough(path)
        return [
            explore(game, walkthrough, _EXTRA_STEPS, f"{seed} walkthrough {path.parent.name}"),
            explore(game, [], _RANDOM_STEPS, f"{seed} random {path.parent.name}"),
        ]
    except Exception as exc:
        # Whatever keeps one side from playing is what the verdict is about.
        return f"{type(exc).__name__}: {exc}"


def _replay_file(path: Path, episodes: Sequence[Sequence[str]]) -> list[Transcript] | str:
    engine = upstream_engine()
    try:
        game = engine.load(path)
        return [replay(game, commands) for commands in episodes]
    except Exception as exc:
        return f"{type(exc).__name__}: {exc}"


def _walkthrough(path: Path) -> list[str]:
    document: Mapping[str, object] = json.loads(path.read_bytes())
    commands = document.get("walkthrough")
    return [str(command) for command in commands] if isinstance(commands, list) else []


def _choose(dice: random.Random, turn: Turn) -> str:
    if dice.random() < _NONSENSE_SHARE or not turn.admissible_commands:
        return dice.choice(NONSENSE)
    # Most of what can be done is going somewhere; the rest must come up as well.
    here = [command for command in turn.admissible_commands if not command.startswith("go to ")]
    return dice.choice(here if here and dice.random() < 0.7 else list(turn.admissible_commands))


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 2000 else text[:2000] + "…"
