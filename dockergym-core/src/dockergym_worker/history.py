"""What an episode was told since its init, and what that came to: all it takes to play it again elsewhere."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Dict, List, Optional, Tuple

if TYPE_CHECKING:
    from dockergym_worker.results import Result

MAX_CHARACTERS = 4 * 1024 * 1024
"""Actions and request ids of an episode beyond which its history is given up."""
FAILED = "failed"
"""What an action came to for which the environment raised, or returned nothing sound."""


class History:
    """The steps of one episode, in the order in which they were applied."""

    def __init__(self, max_characters: int = MAX_CHARACTERS) -> None:
        self._beginning = ""
        self._steps: List[Tuple[str, str, Optional[str], Optional[str]]] = []
        self._room = self._max_characters = max_characters

    def begin(self, result: Result) -> None:
        """Begin anew, with what init returned."""
        self._beginning = outcome_digest(result)
        self._steps = []
        self._room = self._max_characters

    def add(
        self, action: str, result: Optional[Result], request_id: Optional[str], digest: Optional[str]
    ) -> None:
        """Note a step; ``None`` as the result is a failure."""
        self._room -= len(action) + len(request_id or "")
        if self._room < 0:
            self._steps = []
        else:
            outcome = FAILED if result is None else outcome_digest(result)
            self._steps.append((action, outcome, request_id, digest))

    def forget_requests(self) -> None:
        """Let go of the request ids: what was asked of a session was not asked of its fork."""
        self._steps = [(action, outcome, None, None) for action, outcome, _, _ in self._steps]

    def told(self) -> Dict[str, Any]:
        """Return it as a reply tells it; ``steps`` is null where there were too many to keep."""
        return {"beginning": self._beginning, "steps": None if self._room < 0 else self._steps}


def outcome_digest(result: Result) -> str:
    """Return what two results that show the same have in common; the server makes the same of replies."""
    shown = f"{result.reward!r} {result.done} {result.observation}"
    try:
        encoded = shown.encode("utf-8")
    except UnicodeEncodeError:
        # As replies are written: surrogates that stand alone become U+FFFD.
        encoded = shown.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode("utf-8")
    return hashlib.blake2b(encoded, digest_size=16).hexdigest()
