"""The worker: one Gymnasium environment, played in text over the worker protocol.

Runs where Gymnasium is (in its container, or locally), so it imports ``dockergym_worker``, Gymnasium and
nothing of the server.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping
from typing import Any

import gymnasium

from dockergym_gymnasium.encoding import (
    NotAnActionError,
    action_from_text,
    describe,
    from_json,
    listed_actions,
    to_json,
    to_text,
)
from dockergym_gymnasium.words import words_for
from dockergym_worker import BaseWorker, InvalidParams, TaskNotFound

Result = tuple[str, float, bool, bool, dict[str, Any]]
Env = gymnasium.Env[Any, Any]


class GymnasiumWorker(BaseWorker):
    """Plays what is registered with Gymnasium.

    Rewards, ends and what ``info`` holds of the environment are its own.
    """

    def __init__(self) -> None:
        """Begin without an episode; ``DOCKERGYM_GYMNASIUM_FORK=0`` says that it cannot be forked."""
        super().__init__()
        self.can_fork = os.environ.get("DOCKERGYM_GYMNASIUM_FORK", "1") != "0"
        self._episode: _Episode | None = None

    def preload(self) -> None:
        """Import the modules named by ``DOCKERGYM_GYMNASIUM_MODULES``, which register their environments."""
        for name in filter(None, os.environ.get("DOCKERGYM_GYMNASIUM_MODULES", "").split(",")):
            importlib.import_module(name)

    def init_env(self, env_id: str | None, params: Mapping[str, Any]) -> Result:
        """Begin an episode of the environment registered as `env_id`.

        Optional: ``seed``, ``format`` (``words`` or ``json``), ``max_steps``, ``kwargs`` (for the environment)
        and ``options`` (for its reset).

        Raises:
            TaskNotFound: nothing is registered as `env_id`.
            InvalidParams: the environment cannot be made or begun with these.
        """
        self.close_env()
        environment = _made(env_id or "", params.get("max_steps"), params.get("kwargs") or {})
        self._episode = _Episode(environment, _Talk(environment, in_words=params.get("format") != "json"))
        return self._episode.start(params.get("seed"), params.get("options"))

    def step_env(self, action: str) -> Result:
        """Take an action; a text that is none changes nothing, and is a step all the same.

        Raises:
            RuntimeError: no episode was begun.
        """
        if self._episode is None:
            raise RuntimeError("no environment has been begun; send 'init' with its env_id first")
        return self._episode.step(action)

    def close_env(self) -> None:
        """Close the environment."""
        if self._episode is not None:
            self._episode.environment.close()
            self._episode = None


class _Talk:
    """What is said to and by an environment."""

    def __init__(self, environment: Env, *, in_words: bool) -> None:
        self._bare = environment.unwrapped
        self._space = environment.action_space
        self._words = words_for(self._bare)
        self._in_words = in_words
        self._names = self._words.actions if self._words else ()
        self._named = {name: from_json(self._space, number) for number, name in enumerate(self._names)}
        self.actions = list(self._names) or listed_actions(self._space)
        """Every action as text; ``None`` where they cannot be listed."""
        self.action_space = self._described_actions()

    def opening(self, observation: Any) -> str:
        """Return the first observation; in words, after the goal and what may be said."""
        if not self._in_words:
            return self.text(observation)
        goal = [self._words.goal] if self._words else []
        return "\n".join([*goal, f"Your action is {self.action_space}.", self.text(observation)])

    def text(self, observation: Any) -> str:
        """Return an observation, which is JSON already, as text."""
        if self._words and self._in_words:
            return self._words.describe(self._bare, observation)
        return to_text(observation)

    def complaint(self, problem: str, observation: Any) -> str:
        """Return the observation that answers what is no action: that of before."""
        text = self.text(observation)
        return f"That is not an action, so nothing happens: {problem}.\n{text}" if self._in_words else text

    def action(self, text: str) -> Any:
        """Return the action that a text stands for: its name, or its JSON.

        Raises:
            NotAnActionError: it stands for none.
        """
        named = self._named.get(" ".join(text.lower().split()))
        if named is not None:
            return named
        try:
            return action_from_text(self._space, text)
        except NotAnActionError:
            raise NotAnActionError(f"an action is {self.action_space}") from None

    def _described_actions(self) -> str:
        if not self._names:
            return describe(self._space)
        return f"one of: {', '.join(f'{name} ({number})' for number, name in enumerate(self._names))}"


class _Episode:
    """An environment, the count of steps and the last observation."""

    def __init__(self, environment: Env, talk: _Talk) -> None:
        self.environment = environment
        self._talk = talk
        self._steps = 0
        self._seen: Any = None
        self._told: Mapping[str, Any] = {}
        limit = environment.spec.max_episode_steps if environment.spec else None
        self._limit = float("inf") if limit is None or limit < 1 else limit

    def start(self, seed: int | None, options: dict[str, Any] | None) -> Result:
        try:
            seen, told = self.environment.reset(seed=seed, options=options)
        except (AssertionError, KeyError, TypeError, ValueError) as error:
            raise InvalidParams(f"the environment cannot begin with these options: {error}") from error
        self._seen, self._told = to_json(seen), to_json(told)
        return self._talk.opening(self._seen), 0.0, False, False, self._info(None)

    def step(self, text: str) -> Result:
        self._steps += 1
        try:
            action = self._talk.action(text)
        except NotAnActionError as error:
            said = self._talk.complaint(str(error), self._seen)
            return said, 0.0, False, self._steps >= self._limit, self._info(str(error))
        seen, reward, terminated, truncated, told = self.environment.step(action)
        self._seen, self._told = to_json(seen), to_json(told)
        # The environment has not counted the steps that were no actions.
        truncated = truncated or self._steps >= self._limit
        return self._talk.text(self._seen), float(reward), terminated, truncated, self._info(None)

    def _info(self, problem: str | None) -> dict[str, Any]:
        return {
            **self._told,
            "observation": self._seen,
            "action_space": self._talk.action_space,
            "admissible_commands": self._talk.actions,
            "invalid_action": problem,
            "steps": self._steps,
        }


def _made(env_id: str, max_steps: int | None, kwargs: Mapping[str, Any]) -> Env:
    """Make the environment of an id.

    A colon in an id would import a module: what may be imported, a setting says and not a client. The
    checks that Gymnasium would add to every step are for authors of environments.
    """
    if ":" in env_id:
        raise TaskNotFound("an id has no colon; DOCKERGYM_GYMNASIUM_MODULES names what is imported")
    try:
        spec = gymnasium.spec(env_id)
    except gymnasium.error.Error as error:
        raise TaskNotFound(
            f"{error} (what other packages register is there where DOCKERGYM_GYMNASIUM_MODULES names them)"
        ) from error
    try:
        return gymnasium.make(spec, max_episode_steps=max_steps, disable_env_checker=True, **kwargs)
    except (AssertionError, KeyError, TypeError, ValueError) as error:
        raise InvalidParams(f"{env_id} cannot be made with these kwargs: {error}") from error


if __name__ == "__main__":
    GymnasiumWorker().run()
