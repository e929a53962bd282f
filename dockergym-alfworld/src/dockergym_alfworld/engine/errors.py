"""What can be wrong with a game, or with the engine that was asked for.

EngineError
├── GameFileError          the file is missing, unreadable or not a game
│   ├── GrammarError       its grammar is malformed
│   │   └── RefusedExpressionError   its grammar asks for more than text
│   └── UnsolvableGameError   its goal can never hold
└── EngineUnavailableError   the engine asked for by name cannot run here
"""

from __future__ import annotations


class EngineError(Exception):
    """Anything the engine refuses or cannot do."""


class GameFileError(EngineError, ValueError):
    """The game file is missing, unreadable, or does not hold a game."""


class GrammarError(GameFileError):
    """The game's grammar cannot be understood."""


class RefusedExpressionError(GrammarError):
    """An expression in the game's grammar is more than names, attributes, texts and their concatenation."""


class UnsolvableGameError(GameFileError):
    """No sequence of actions reaches the game's goal, so the planner holds no state to play in."""


class EngineUnavailableError(EngineError, RuntimeError):
    """The engine asked for cannot run here; the message says why."""
