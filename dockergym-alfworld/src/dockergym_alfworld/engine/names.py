"""What the player calls things: the dataset names them by class and place, the game by class and number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dockergym_alfworld.engine.errors import GameFileError

_BAR = "_bar_"
_SIGNS = {_BAR: "|", "_minus_": "-", "_plus_": "+", "_dot_": ".", "_comma_": ","}


def player_names(ids: Iterable[str]) -> dict[str, str]:
    """The name of each thing by its id, such as ``cabinet 3``.

    Things of a class are numbered downwards in the order of their ids. One without a place in its id keeps
    its text and a trailing blank, as in alfworld.

    Raises:
        GameFileError: an id is mangled in a way that hides its class.
    """
    ordered = sorted(ids)
    left = Counter(_class(name) for name in ordered if _BAR in name)
    names = {}
    for name in ordered:
        text = _readable(name)
        if "|" not in text:
            names[name] = f"{text} "
            continue
        kind = text.partition("|")[0] + ("basin" if "basin" in name else "")
        if not left[kind]:
            raise GameFileError(f"the object {name!r} has no name that can be read")
        names[name] = f"{kind} {left[kind]}"
        left[kind] -= 1
    return names


def _class(name: str) -> str:
    return name.partition(_BAR)[0] + ("basin" if "basin" in name else "")


def _readable(name: str) -> str:
    for mangled, sign in _SIGNS.items():
        name = name.replace(mangled, sign)
    return name
