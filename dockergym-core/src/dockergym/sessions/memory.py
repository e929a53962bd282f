"""What was answered to which request, so that a repeated one gets the same answer and does nothing."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from dockergym.errors import RequestConflict

AnswerT = TypeVar("AnswerT")


class AnswerMemory(Generic[AnswerT]):
    """The last answers by request id, each with the digest of the body that asked for it.

    They are bounded in number, and in weight where ``weigh`` tells that of one; the last answer is always kept.
    """

    def __init__(
        self, size: int, *, max_weight: int = 0, weigh: Callable[[AnswerT], int] = lambda _: 0
    ) -> None:
        self._size = size
        self._max_weight = max_weight
        self._weigh = weigh
        self._weight = 0
        self._answers: OrderedDict[str, tuple[str, AnswerT, int]] = OrderedDict()

    def recall(self, request_id: str, digest: str) -> AnswerT | None:
        """Return the answer given to this request, or ``None`` where it is new.

        Raises:
            RequestConflict: the id was used with another body.
        """
        known = self._answers.get(request_id)
        if known is None:
            return None
        if known[0] != digest:
            raise RequestConflict(
                f"request_id {request_id!r} was used with another body; use a new id for a new request"
            )
        return known[1]

    def look(self, request_id: str) -> AnswerT | None:
        """Return the answer given to a request of this id, whatever its body; ``None`` where it is not known."""
        known = self._answers.get(request_id)
        return None if known is None else known[1]

    def keep(self, request_id: str, digest: str, answer: AnswerT) -> None:
        """Remember an answer, and forget the oldest where there are too many."""
        answers = self._answers
        if request_id in answers:
            self.forget(request_id)
        weight = self._weigh(answer)
        answers[request_id] = (digest, answer, weight)
        self._weight += weight
        while len(answers) > self._size or (self._weight > self._max_weight and len(answers) > 1):
            self._weight -= answers.popitem(last=False)[1][2]

    def forget(self, request_id: str) -> None:
        """Let a request id be used as if it were new."""
        known = self._answers.pop(request_id, None)
        if known is not None:
            self._weight -= known[2]
