"""Commands that win a game, as its own file gives them."""

from __future__ import annotations

import json

from dockergym_alfworld.catalog import offered_games
from dockergym_alfworld.settings import AlfworldSettings
from dockergym_alfworld.tasks import TaskCatalog, UnknownTaskError


class NoWalkthroughError(LookupError):
    """Nothing here says how the game is won: it is not on this machine, or its file does not tell."""


class Walkthroughs:
    """The walkthroughs of the games on this machine."""

    def __init__(self, games: TaskCatalog) -> None:
        self._games = games

    def of(self, env_id: str) -> list[str]:
        """Return the commands that win the game with this env_id.

        Raises:
            NoWalkthroughError: there is no such game here, or its file holds none (as in old datasets).
        """
        try:
            path = self._games.resolve(env_id).path
            commands = json.loads(path.read_bytes()).get("walkthrough")
        except (UnknownTaskError, OSError, ValueError, AttributeError) as exc:
            raise NoWalkthroughError(f"cannot read how to win {env_id}: {exc}") from exc
        if not isinstance(commands, list) or not commands:
            raise NoWalkthroughError(f"the game file {path} holds no walkthrough")
        return [str(command) for command in commands]


def local_walkthroughs() -> Walkthroughs:
    """Return those of the games that a server on this machine, with these variables, may serve.

    Whatever its workers see of the data folder: the games' files are read here.

    Raises:
        ConfigurationError: there are none.
    """
    return Walkthroughs(offered_games(AlfworldSettings.load(), local=True))
