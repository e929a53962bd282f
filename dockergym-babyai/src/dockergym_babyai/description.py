"""What the agent sees and carries, in words.

minigrid shows the agent a square of cells: it stands in the middle of the nearest row and looks along the
columns. Each cell is three numbers: kind, colour and state. The words say the same from where the agent
stands: so many steps forward, so many to the left or to the right. Of walls, only the nearest in each of the
three directions is named; everything else that is in sight is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from minigrid.core.constants import IDX_TO_COLOR, IDX_TO_OBJECT, STATE_TO_IDX

Cell = Sequence[int]
View = Sequence[Sequence[Cell]]
"""The cells by columns, from left to right, each from far to near."""

_STATES = {number: name for name, number in STATE_TO_IDX.items()}
_NOTHING_TO_NAME = frozenset({"unseen", "empty", "floor", "agent", "wall"})


def describe(observation: Mapping[str, Any]) -> str:
    """Return an observation of minigrid in words: the mission, what is in sight, what is carried."""
    view: View = observation["image"].tolist()
    seen = [f"You see {thing}." for thing in (*_walls(view), *_things(view))]
    return "\n".join(
        [f"Your mission: {observation['mission']}.", *(seen or ["You see nothing."]), _carried(view)]
    )


def _walls(view: View) -> Iterator[str]:
    """Name the nearest wall ahead, to the left and to the right."""
    middle, near = _standpoint(view)
    lines = {
        "forward": [view[middle][row] for row in range(near - 1, -1, -1)],
        "left": [view[column][near] for column in range(middle - 1, -1, -1)],
        "right": [view[column][near] for column in range(middle + 1, len(view))],
    }
    for direction, cells in lines.items():
        kinds = [_kind(cell) for cell in cells]
        if "wall" in kinds:
            yield f"a wall {_steps(kinds.index('wall') + 1, direction)}"


def _things(view: View) -> Iterator[str]:
    """Name what is in sight and no wall, the nearest first."""
    middle, near = _standpoint(view)
    found = [
        (near - row, column - middle, cell)
        for column, cells in enumerate(view)
        for row, cell in enumerate(cells)
        if (column, row) != (middle, near) and _kind(cell) not in _NOTHING_TO_NAME
    ]
    for ahead, aside, cell in sorted(found, key=lambda one: (one[0] + abs(one[1]), -one[0], one[1])):
        yield f"{_named(cell)} {_place(ahead, aside)}"


def _carried(view: View) -> str:
    """Say what is carried: minigrid shows it where the agent stands."""
    middle, near = _standpoint(view)
    cell = view[middle][near]
    return "You carry nothing." if _kind(cell) in _NOTHING_TO_NAME else f"You carry {_named(cell)}."


def _standpoint(view: View) -> tuple[int, int]:
    return len(view) // 2, len(view[0]) - 1


def _kind(cell: Cell) -> str:
    return str(IDX_TO_OBJECT[cell[0]])


def _named(cell: Cell) -> str:
    kind, colour = _kind(cell), IDX_TO_COLOR[cell[1]]
    words = f"{_STATES[cell[2]]} {colour} {kind}" if kind == "door" else f"{colour} {kind}"
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _place(ahead: int, aside: int) -> str:
    parts = [_steps(ahead, "forward")] if ahead else []
    if aside:
        parts.append(_steps(abs(aside), "left" if aside < 0 else "right"))
    return " and ".join(parts)


def _steps(count: int, direction: str) -> str:
    return f"{count} {'step' if count == 1 else 'steps'} {direction}"
