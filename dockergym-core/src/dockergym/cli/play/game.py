"""A person's game: lines in, steps to the environment, observations out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dockergym.cli.admissible import admissible_commands
from dockergym.cli.play.attendance import attending
from dockergym.cli.play.lines import Interrupted, Lines
from dockergym.cli.play.screen import Screen
from dockergym.client import EnvClient, StepResult
from dockergym.errors import DockerGymError

HELP = {
    "/commands": "all commands that the environment would take now",
    "/history": "what has happened so far",
    "/again": "end this episode and begin another; /again 7 begins the one of seed 7",
    "/detach": "leave, and let the session run: it can be resumed",
    "/quit": "end the session and leave (Ctrl-D too)",
    "/help": "this",
}
"""The game's own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be played."""

    env_id: str | None
    seed: int | None
    params: Mapping[str, Any]
    session_id: str | None
    """A session to resume, in place of beginning one."""


class Game:
    """Plays episodes with a person until that person leaves."""

    def __init__(self, env: EnvClient[str, str], wanted: Wanted, lines: Lines, screen: Screen) -> None:
        self._env = env
        self._wanted = wanted
        self._lines = lines
        self._screen = screen
        self._turns: list[tuple[str, StepResult[str]]] = []
        self._last: StepResult[str] | None = None
        self._left = False
        self.detached: str | None = None
        """Id of the session that was left running, once the player has left it so."""
        self._words: dict[str, Callable[[str], None]] = {
            "/commands": self._show_commands,
            "/history": self._show_history,
            "/again": self._play_again,
            "/detach": self._detach,
            "/quit": self._quit,
            "/help": self._help,
        }

    def play(self) -> None:
        """Play until the player leaves. The client then holds the session, unless it was detached.

        Raises:
            DockerGymError: no episode could be begun, or resumed.
        """
        self._begin(self._wanted.seed)
        self._screen.say("a number or a text is an action; /help lists what else there is")
        while not self._left:
            self._obey(self._asked())

    def _begin(self, seed: int | None) -> None:
        wanted = self._wanted
        if self._last is None and wanted.session_id is not None:
            result = self._env.attach(wanted.session_id)
        else:
            result = self._env.reset(seed, env_id=wanted.env_id, params=wanted.params)
        self._turns.clear()
        self._screen.beginning(self._env.state())
        self._show(result)

    def _asked(self) -> str | None:
        try:
            if self._env.session_id is None:
                return self._lines.ask([])
            with attending(self._env.base_url, self._env.session_id):
                return self._lines.ask(self._commands)
        except Interrupted:
            self._screen.say("/quit leaves and ends the session; /detach leaves and keeps it")
            return ""

    def _obey(self, line: str | None) -> None:
        if line is None:
            self._quit("")
        elif line.startswith("/"):
            word, _, rest = line.strip().partition(" ")
            self._words.get(word, self._unknown)(rest)
        elif line.strip():
            self._step(self._action(line))

    def _action(self, line: str) -> str:
        """Return the action that a line stands for: the command of that number, or the line itself."""
        commands, text = self._commands, line.strip()
        if text.isdecimal() and text not in commands and 0 < int(text) <= len(commands):
            chosen = commands[int(text) - 1]
            self._screen.say(chosen)
            return chosen
        return text

    def _step(self, action: str) -> None:
        if self._last is None or self._last.done:
            self._screen.say("the episode is over: /again begins another, /quit leaves")
            return
        try:
            result = self._env.step(action)
        except DockerGymError as error:
            self._screen.wrong(f"{error.code}: {error.detail}")
        else:
            self._turns.append((action, result))
            self._show(result)

    def _show(self, result: StepResult[str]) -> None:
        self._last = result
        self._screen.turn(result, sum(turn.reward for _, turn in self._turns))
        if self._commands:
            self._screen.commands(self._commands)

    @property
    def _commands(self) -> Sequence[str]:
        """What the environment says it would take now."""
        if self._last is None or self._last.done:
            return []
        return admissible_commands(self._last)

    def _show_commands(self, _: str) -> None:
        if self._commands:
            self._screen.commands(self._commands, all_of_them=True)
        else:
            self._screen.say("the environment lists no commands")

    def _show_history(self, _: str) -> None:
        self._screen.history(self._turns)

    def _play_again(self, seed: str) -> None:
        if seed and not seed.strip().isdecimal():
            self._screen.say("/again takes a seed: a number from 0 on")
            return
        try:
            self._begin(int(seed) if seed else None)
        except DockerGymError as error:
            self._screen.wrong(f"{error.code}: {error.detail}")

    def _detach(self, _: str) -> None:
        if self._env.session_id is not None:
            self.detached = self._env.detach()
        self._left = True

    def _quit(self, _: str) -> None:
        self._left = True

    def _help(self, _: str) -> None:
        for word, meaning in HELP.items():
            self._screen.say(f"{word:10} {meaning}")

    def _unknown(self, _: str) -> None:
        self._screen.say(f"there is {', '.join(HELP)}; an action that begins with / goes after a blank")
