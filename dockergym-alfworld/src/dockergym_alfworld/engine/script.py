"""A game's texts: how it opens, what its moves are called, and what the player reads after each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dockergym_alfworld.engine.errors import GameFileError, GrammarError
from dockergym_alfworld.engine.expressions import Entity
from dockergym_alfworld.engine.facts import Facts, Variable
from dockergym_alfworld.engine.logic_file import LogicFile
from dockergym_alfworld.engine.names import player_names
from dockergym_alfworld.engine.narrator import Narration, Narrator, Scene
from dockergym_alfworld.engine.opening import Opening
from dockergym_alfworld.engine.queries import Mapped, TypeTree

Cast = Mapping[str, Entity]
"""The entities of a game by id."""


def cast_of(things: Iterable[Variable]) -> Cast:
    """An entity for each thing, with the name the player knows it by.

    Raises:
        GameFileError: a thing cannot be named.
    """
    kinds = dict(sorted(things))
    for name in kinds:
        # textworld formats commands once more, and would take these for fields.
        if "{" in name or "}" in name:
            raise GameFileError(f"the name of the object {name!r} holds a brace")
    names = player_names(kinds)
    return {name: Entity(name, kind, names[name]) for name, kind in kinds.items()}


@dataclass(frozen=True, slots=True)
class _Action:
    parameters: tuple[tuple[str, str], ...]
    template: Narration
    feedback: Narration


@dataclass(frozen=True, slots=True)
class Move:
    """An action with the things it is applied to."""

    action: _Action
    mapped: Mapped
    variables: Cast

    def in_scene(self, facts: Facts, cast: Cast) -> Scene:
        """What the texts of this move are about."""
        return Scene(facts, cast, self.variables, self.mapped)


class Script:
    """The grammar of a game, applied to its actions."""

    def __init__(self, logic: LogicFile, opening: Opening) -> None:
        """Read and check every text.

        Raises:
            GrammarError, RefusedExpressionError: a text is malformed or refused.
        """
        self._narrator = Narrator(logic.rules, TypeTree(opening.types))
        self._intro = self._narrator.read("#intro#")
        self._actions = {
            name: _Action(
                tuple(opening.parameters.get(name, ())),
                self._narrator.read(texts.template),
                self._narrator.read(texts.feedback),
            )
            for name, texts in logic.actions.items()
        }

    @property
    def predicates(self) -> set[str]:
        """Every predicate that some text depends on."""
        return self._narrator.predicates

    def intro(self, facts: Facts, cast: Cast) -> str:
        """What the player reads first."""
        return self._narrator.tell(self._intro, Scene(facts, cast, {}, {}))

    def move(self, operator: str, cast: Cast) -> Move:
        """What the planner calls `operator`: an action and its arguments, separated by blanks.

        Raises:
            GrammarError: the grammar has no such action.
            GameFileError: an argument is nothing the player can be told of.
        """
        name, *arguments = operator.split()
        action = self._actions.get(name)
        if action is None:
            raise GrammarError(f"the grammar has no action {name!r}, which the domain has")
        pairs = zip(action.parameters, arguments, strict=False)
        mapped = {(label, kind): (argument, kind) for (label, kind), argument in pairs}
        try:
            variables = {label: cast[thing] for (label, _), (thing, _) in mapped.items()}
        except KeyError as exc:
            raise GameFileError(
                f"no fact of the game names {exc}, which the action {name!r} is about"
            ) from exc
        return Move(action, mapped, variables)

    def command(self, move: Move, scene: Scene) -> str:
        """What the player types to make this move."""
        return self._narrator.tell(move.action.template, scene)

    def feedback(self, move: Move, scene: Scene) -> str:
        """What the player reads after this move."""
        return self._narrator.tell(move.action.feedback, scene)
