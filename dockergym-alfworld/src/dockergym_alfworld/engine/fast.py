"""Games at the speed of the planner's library: the words of alfworld's own classes, without their detours.

textworld parses its grammar anew for every text and translates a game's PDDL four times before the first
command. Here a grammar is read once, a problem is translated once, ever, and what a command is called is
worked out once, where nothing it depends on can change.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dockergym_alfworld.engine import translation as translator
from dockergym_alfworld.engine.aside import aside
from dockergym_alfworld.engine.errors import GameFileError
from dockergym_alfworld.engine.game import Turn, read_game_file
from dockergym_alfworld.engine.logic_file import parse_logic_file
from dockergym_alfworld.engine.narrator import Narrator
from dockergym_alfworld.engine.opening import Opening, opening_of
from dockergym_alfworld.engine.opening_store import OpeningFolder, OpeningStore
from dockergym_alfworld.engine.planner import Planner, PlannerShelf
from dockergym_alfworld.engine.process_memory import collector_paused, hand_back
from dockergym_alfworld.engine.queries import TypeTree
from dockergym_alfworld.engine.script import Move, Script, cast_of
from dockergym_alfworld.engine.versions import CHECKED_VERSIONS
from dockergym_alfworld.engine.world import Operator, World

_NOTHING = "Nothing happens."


class FastEngine:
    """Loads games, and remembers what loading them took."""

    name = "fast"

    def __init__(self, store: OpeningStore | None = None) -> None:
        """Take openings from `store`; by default from the folder that the environment names."""
        self._store = store or OpeningStore(OpeningFolder.from_environment(), CHECKED_VERSIONS)
        self._planners = PlannerShelf()

    def preload(self) -> None:
        """Import the translator, read the grammar that most games have, and load the planner's library."""
        translator.preload()
        _read_packaged_grammar()
        self._planners.put_back(self._planners.take())

    def load(self, path: Path) -> FastGame:
        """Load the game file at `path`.

        Raises:
            GameFileError: it is missing, not a game, refused, or unsolvable.
        """
        with collector_paused():
            document = read_game_file(path)
            try:
                game = self._load(path, document)
            except GameFileError as exc:
                raise type(exc)(f"{path} cannot be played: {exc}") from exc
            del document
        hand_back()
        return game

    def _load(self, path: Path, document: Mapping[str, str]) -> FastGame:
        logic = parse_logic_file(document["grammar"])
        planner = self._planners.take()
        try:
            opening = self._opening(document["pddl_domain"], document["pddl_problem"], planner)
            script = Script(logic, opening)
            world = World(planner, opening, script.predicates)
            return FastGame(path, script, world, lambda: self._planners.put_back(planner))
        except BaseException:
            self._planners.put_back(planner)
            raise

    def _opening(self, domain: str, problem: str, planner: Planner) -> Opening:
        def work_out() -> Opening:
            return opening_of(translator.translate(domain, problem), planner)

        def make() -> Opening:
            # Translating takes 10 MiB that a process never quite gives back; what fails there fails here too.
            made = aside(lambda: work_out().to_bytes())
            return Opening.from_bytes(made) if made is not None else work_out()

        return self._store.opening(domain, problem, make)


@dataclass(slots=True)
class _KnownMove:
    """A move that was possible once."""

    move: Move
    operator: Operator
    command: str | None
    """What it is called, where that never changes."""


@dataclass(frozen=True, slots=True)
class _Choices:
    """What can be done now."""

    moves: Mapping[str, _KnownMove]
    """By command; of several with one command, the first."""
    commands: Sequence[str]


class FastGame:
    """A loaded game."""

    def __init__(self, path: Path, script: Script, world: World, on_close: Callable[[], None]) -> None:
        """Prepare the first turn of the game that `world` holds at its start.

        Raises:
            GameFileError: the player cannot be told of it.
        """
        self._path = path
        self._script = script
        self._world = world
        self._on_close = on_close
        self._cast = cast_of(world.things)
        self._known: dict[int, _KnownMove] = {}
        self._choices = self._first_choices = self._find_choices()
        intro = script.intro(world.facts, self._cast)
        self._turn = self._first_turn = Turn(intro, self._choices.commands, world.goal_reached())

    def reset(self) -> Turn:
        """Start the game from its beginning."""
        if self._turn is not self._first_turn:
            self._world.start()
            self._choices, self._turn = self._first_choices, self._first_turn
        return self._turn

    def step(self, command: str) -> Turn:
        """Do `command`. One that is not admissible changes nothing and says "Nothing happens."."""
        known = self._choices.moves.get(command.strip())
        if known is None:
            return self._take_turn(_NOTHING, self._turn.won)
        feedback = self._make(known)
        self._choices = self._find_choices()
        return self._take_turn(feedback, self._world.goal_reached())

    def plan(self) -> list[str]:
        """Commands that win from here, found by the planner: seconds to minutes. Empty if it finds none."""
        document = read_game_file(self._path)
        task = translator.translate_for_search(document["pddl_domain"], document["pddl_problem"])
        return [self._command(self._script.move(name, self._cast)) for name in self._world.plan(task)]

    def close(self) -> None:
        """Give back what the game holds. Nothing but this may be called afterwards."""
        on_close, self._on_close = self._on_close, lambda: None
        on_close()

    def _take_turn(self, feedback: str, won: bool) -> Turn:
        self._turn = Turn(feedback, self._choices.commands, won, score=1 if won else 0, done=won)
        return self._turn

    def _make(self, known: _KnownMove) -> str:
        try:
            self._world.apply(known.operator)
        except ValueError:
            # textworld takes any ValueError for a command it does not know, although the planner did it.
            return _NOTHING
        return self._script.feedback(known.move, known.move.in_scene(self._world.facts, self._cast))

    def _find_choices(self) -> _Choices:
        moves: dict[str, _KnownMove] = {}
        for operator in self._world.applicable():
            known = self._known.get(operator.id)
            if known is None:
                known = self._known[operator.id] = self._first_met(operator)
            moves.setdefault(known.command or self._command(known.move), known)
        return _Choices(moves, sorted(moves))

    def _first_met(self, operator: Operator) -> _KnownMove:
        move = self._script.move(operator.name, self._cast)
        fixed = move.action.template.predicates.isdisjoint(self._world.changing)
        return _KnownMove(move, operator, self._command(move) if fixed else None)

    def _command(self, move: Move) -> str:
        return self._script.command(move, move.in_scene(self._world.facts, self._cast))


def _read_packaged_grammar() -> None:
    """Have the texts of alfworld's own grammar read: those of games differ from it by a sentence."""
    package = importlib.util.find_spec("alfworld")
    if package is not None and package.origin is not None:
        grammar = Path(package.origin).parent / "data" / "alfred.twl2"
        if grammar.is_file():
            Narrator(parse_logic_file(grammar.read_text()).rules, TypeTree(()))
