"""How a game begins, worked out once: what the planner needs to play it, and what is true at the start."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dockergym_alfworld.engine.errors import GameFileError, UnsolvableGameError
from dockergym_alfworld.engine.facts import Fact
from dockergym_alfworld.engine.planner import NAME_LIMIT, Planner
from dockergym_alfworld.engine.translation import Translation

_COMPRESSION = 1
_LARGEST = 256 * 1024 * 1024
_NEGATED = "NegatedAtom"
_PLACEHOLDER = "dummy(val"
_CAPITALS = ("i", "p")
_LONG_NAME = re.compile(
    rb"^(?:(?:Negated)?Atom .{%d}|begin_operator\n.{%d})" % (NAME_LIMIT, NAME_LIMIT), re.M
)


@dataclass(frozen=True, slots=True)
class Opening:
    """All that an engine needs to know of a game's PDDL."""

    task: bytes
    """The planner's notation of it, compressed."""
    types: Sequence[tuple[str, Sequence[str]]]
    """Every type with its supertypes, as declared."""
    objects: Mapping[str, str]
    """Every object's type."""
    parameters: Mapping[str, Sequence[tuple[str, str]]]
    """Every action's parameters, names without the question mark and types."""
    facts: Sequence[tuple[str, Sequence[str]]]
    """What is true at the start: predicates and arguments, sorted."""
    changing: Sequence[str]
    """The predicates whose facts may change, sorted."""

    def planner_task(self) -> bytes:
        """The planner's notation.

        Raises:
            ValueError: it is damaged.
        """
        return inflate(self.task)

    def to_bytes(self) -> bytes:
        """All of it, as plain data."""
        parts = [self.types, self.objects, self.parameters, self.facts, self.changing]
        description = zlib.compress(json.dumps(parts).encode(), _COMPRESSION)
        return b"%d\n%s%s" % (len(description), description, self.task)

    @classmethod
    def from_bytes(cls, content: bytes) -> Opening:
        """The reverse of `to_bytes`.

        Raises:
            ValueError: `content` is something else.
        """
        length, _, rest = content.partition(b"\n")
        size = int(length)
        inflate(rest[size:])
        try:
            return cls._from_parts(json.loads(inflate(rest[:size])), rest[size:])
        except (TypeError, AttributeError, RecursionError) as exc:
            raise ValueError(f"not an opening: {exc}") from exc

    @classmethod
    def _from_parts(cls, parts: Any, task: bytes) -> Opening:
        types, objects, parameters, facts, changing = parts
        return cls(
            task=task,
            types=[(str(name), [str(parent) for parent in parents]) for name, parents in types],
            objects={str(name): str(kind) for name, kind in objects.items()},
            parameters={
                str(action): [(str(name), str(kind)) for name, kind in declared]
                for action, declared in parameters.items()
            },
            facts=[(str(name), [str(argument) for argument in arguments]) for name, arguments in facts],
            changing=[str(name) for name in changing],
        )


def opening_of(translation: Translation, planner: Planner) -> Opening:
    """How a translated game begins, as `planner` sees it, which holds it then.

    Raises:
        UnsolvableGameError: its goal can never hold.
        GameFileError: one of its facts is about something that is no object, or names are too long for the
            planner.
    """
    if _LONG_NAME.search(translation.task):
        raise GameFileError(f"names of its objects make a fact or an action of {NAME_LIMIT} bytes or more")
    planner.load(translation.task)
    atoms = planner.atoms()
    if any(_PLACEHOLDER in atom for atom in atoms):
        raise UnsolvableGameError("no sequence of actions reaches its goal")
    seen = [split_atom(atom) for atom in atoms]
    told = {(predicate, tuple(arguments)) for predicate, arguments in translation.facts}
    true = {(predicate, arguments) for negated, predicate, arguments in seen if not negated}
    objects = dict(translation.objects)
    objects.update({name.upper(): objects[name] for name in _CAPITALS if name in objects})
    facts = sorted(told | true)
    for predicate, arguments in facts:
        for name in arguments:
            if name not in objects:
                raise GameFileError(f"its fact {predicate!r} names {name!r}, which is not among its objects")
    return Opening(
        task=zlib.compress(translation.task, _COMPRESSION),
        types=translation.types,
        objects=objects,
        parameters=translation.parameters,
        facts=[(predicate, list(arguments)) for predicate, arguments in facts],
        changing=sorted({predicate for _negated, predicate, _arguments in seen}),
    )


def split_atom(atom: str) -> tuple[bool, str, tuple[str, ...]]:
    """Whether an atom of the planner's is negated, its predicate, and its arguments as textworld spells them.

    Raises:
        ValueError: it is no atom.
    """
    sign, rest = atom.split(" ", 1)
    predicate, arguments = rest.split("(", 1)
    names = [name.upper() if name in _CAPITALS else name for name in arguments[:-1].split(", ") if name]
    return sign == _NEGATED, predicate, tuple(names)


def typed(predicate: str, arguments: Sequence[str], objects: Mapping[str, str]) -> Fact:
    """A fact about these objects."""
    return predicate, tuple([(name, objects[name]) for name in arguments])


def inflate(compressed: bytes) -> bytes:
    """Undo a compression.

    Raises:
        ValueError: `compressed` is damaged, or larger than any game's.
    """
    unpacker = zlib.decompressobj()
    try:
        plain = unpacker.decompress(compressed, _LARGEST)
    except zlib.error as exc:
        raise ValueError(f"damaged: {exc}") from exc
    if not unpacker.eof:
        raise ValueError("damaged: it ends too early, or is too large")
    return plain
