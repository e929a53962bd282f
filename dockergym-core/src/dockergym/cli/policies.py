"""Who chooses the actions of a rollout."""

from __future__ import annotations

import importlib
import inspect
import random
import sys
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias, cast

from dockergym.client import StepResult
from dockergym.errors import ConfigurationError

Policy: TypeAlias = Callable[[StepResult[str]], str | Awaitable[str]]
"""Takes what the environment said last and returns the next action, or promises it."""

COMMANDS_KEY = "admissible_commands"


def policy_named(name: str) -> Callable[[int], Policy]:
    """Return what makes the policy of an episode from its number.

    ``random`` takes one of the commands that the environment lists; ``module:function`` is called with
    each result.

    Raises:
        ConfigurationError: there is no such policy.
    """
    if name == "random":
        return _random_policy
    function = _imported(name)
    return lambda episode: function


async def next_action(policy: Policy, result: StepResult[str]) -> str:
    """Return the action that a policy chooses."""
    chosen = policy(result)
    return await chosen if inspect.isawaitable(chosen) else chosen


def _random_policy(episode: int) -> Policy:
    dice = random.Random(episode)

    def choose(result: StepResult[str]) -> str:
        commands = result.info.get(COMMANDS_KEY)
        if not commands:
            raise ConfigurationError(
                f"the environment lists no {COMMANDS_KEY} to choose from; name a policy: --policy module:function"
            )
        return str(dice.choice(commands))

    return choose


def _imported(name: str) -> Policy:
    module_name, _, function_name = name.partition(":")
    if not module_name or not function_name:
        raise ConfigurationError(f"--policy is 'random' or 'module:function', not {name!r}")
    if "" not in sys.path:
        # As `python -m` does: a policy beside the user is found without being installed.
        sys.path.insert(0, "")
    try:
        found: Any = getattr(importlib.import_module(module_name), function_name)
    except (ImportError, AttributeError) as error:
        raise ConfigurationError(f"the policy {name!r} cannot be imported: {error}") from error
    if not callable(found):
        raise ConfigurationError(f"the policy {name!r} is not a function")
    return cast("Policy", found)
