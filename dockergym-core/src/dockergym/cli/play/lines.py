"""What a player types: in a terminal with history and completion, or line by line from a pipe."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import Completer, Completion, FuzzyCompleter, WordCompleter
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

_PROMPT = FormattedText([("bold ansigreen", "> ")])
_HISTORY_NAME = "play-history"


class Interrupted(Exception):
    """The player pressed Ctrl-C in place of typing a line."""


class Lines(Protocol):
    """Where a player's lines come from."""

    def ask(self, commands: Sequence[str]) -> str | None:
        """Return the next line, or ``None`` when there will be none.

        ``commands`` are what the environment would take now.

        Raises:
            Interrupted: the player pressed Ctrl-C, and can be asked what was meant.
        """


def lines_of_player(words: Sequence[str], state_dir: Path) -> Lines:
    """Return what reads from standard input, whether that is a terminal or not.

    ``words`` are the game's own, completed where a line begins with their first character. What was typed in a
    terminal is remembered in ``state_dir``.
    """
    if sys.stdin.isatty() and sys.stdout.isatty():
        return TerminalLines(words, _history(state_dir))
    return PipedLines()


class PipedLines:
    """The lines of standard input, shown as if they had been typed."""

    def ask(self, commands: Sequence[str]) -> str | None:
        """Return the next line."""
        line = sys.stdin.readline()
        if not line:
            return None
        print(f"> {line.rstrip()}")
        return line.rstrip("\n")


class TerminalLines:
    """Lines edited in a terminal: earlier ones with the arrow keys, completion with the tabulator."""

    def __init__(self, words: Sequence[str], history: History) -> None:
        self._completer = _Offers(words)
        self._session: PromptSession[str] = PromptSession(
            history=history,
            completer=self._completer,
            auto_suggest=AutoSuggestFromHistory(),
            complete_while_typing=True,
        )

    def ask(self, commands: Sequence[str]) -> str | None:
        """Return the line that the player has edited; ``None`` after Ctrl-D."""
        self._completer.offer(commands)
        try:
            return self._session.prompt(_PROMPT)
        except EOFError:
            return None
        except KeyboardInterrupt as error:
            raise Interrupted from error


class _Offers(Completer):
    """Offers the environment's commands, by any of their letters in order, and the game's own words."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = WordCompleter(list(words), sentence=True)
        self._commands: Completer = WordCompleter([])

    def offer(self, commands: Sequence[str]) -> None:
        """Offer these commands from now on."""
        self._commands = FuzzyCompleter(WordCompleter(list(commands), sentence=True), pattern=r"^.*")

    def get_completions(self, document: Any, complete_event: Any) -> Iterable[Completion]:
        """Return what the line may become."""
        chosen = self._words if document.text.startswith("/") else self._commands
        return chosen.get_completions(document, complete_event)


def _history(state_dir: Path) -> History:
    with contextlib.suppress(OSError):
        state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = state_dir / _HISTORY_NAME
        path.touch(mode=0o600)
        return FileHistory(str(path))
    return InMemoryHistory()
