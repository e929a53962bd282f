"""What an agent may say, and the action of minigrid that it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ACTIONS: Mapping[str, int] = MappingProxyType(
    {"turn left": 0, "turn right": 1, "go forward": 2, "pick up": 3, "drop": 4, "toggle": 5}
)
"""The actions as they are offered, by the numbers of minigrid's ``Actions``."""

NOTHING = 6
"""minigrid's ``done``: it changes nothing, and counts as a step."""

_KNOWN = {**ACTIONS, "done": NOTHING, "left": 0, "right": 1, "forward": 2, "pickup": 3}

HELP = f"That is not an action, so nothing happens. The actions are: {', '.join(ACTIONS)}."


def action_named(text: str) -> int | None:
    """Return the number of an action, or ``None`` where the text is none; case and spaces do not matter.

    minigrid's own names (``left``, ``pickup``, …) are understood as well.
    """
    return _KNOWN.get(" ".join(text.lower().split()))
