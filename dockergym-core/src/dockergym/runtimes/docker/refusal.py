"""The engine's no."""

from __future__ import annotations

from dockergym.errors import RuntimeFailure


class EngineRefused(RuntimeFailure):
    """The engine answered a call with an error."""

    def __init__(self, detail: str, status: int, explanation: str) -> None:
        super().__init__(detail, retryable=status >= 500)
        self.status = status
        """HTTP status of the answer."""
        self.explanation = explanation
        """What the engine said."""
