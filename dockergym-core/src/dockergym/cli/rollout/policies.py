"""Who chooses the actions of a rollout."""

from __future__ import annotations

import importlib
import inspect
import random
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

from dockergym.cli.admissible import COMMANDS_KEY, admissible_commands
from dockergym.client import StepResult
from dockergym.errors import ConfigurationError, DockerGymError

Policy: TypeAlias = Callable[[StepResult[str]], str | Awaitable[str]]
"""Takes what the environment said last and returns the next action, or promises it."""

WALKTHROUGH_KEY = "walkthrough"
"""The param that asks an environment for the actions that solve the task, and the key of the first ``info``
that then holds them."""


@dataclass(frozen=True, slots=True)
class Player:
    """How every episode of a rollout gets its policy."""

    policy: Callable[[int], Policy]
    """Makes the policy of an episode from its seed."""
    params: Mapping[str, Any] = field(default_factory=dict)
    """What it needs of the environment, as params of the reset."""


class WalkthroughEnded(DockerGymError):
    """The environment's own walkthrough did not end the episode."""

    code = "WALKTHROUGH_ENDED"
    applied = False


def policy_named(name: str) -> Player:
    """Return who plays under a name: ``random``, ``expert`` or ``module:function``.

    Raises:
        ConfigurationError: there is no such policy.
    """
    if name == "random":
        return Player(_random_policy)
    if name == "expert":
        return Player(_expert_policy, {WALKTHROUGH_KEY: True})
    function = _imported(name)
    return Player(lambda episode: function)


async def next_action(policy: Policy, result: StepResult[str]) -> str:
    """Return the action that a policy chooses."""
    chosen = policy(result)
    return await chosen if inspect.isawaitable(chosen) else chosen


def _random_policy(episode: int) -> Policy:
    dice = random.Random(episode)

    def choose(result: StepResult[str]) -> str:
        commands = admissible_commands(result)
        if not commands:
            raise ConfigurationError(
                f"the environment lists no {COMMANDS_KEY} to choose from; name a policy: --policy module:function"
            )
        return dice.choice(commands)

    return choose


def _expert_policy(episode: int) -> Policy:
    walkthrough: Sequence[str] = ()

    def choose(result: StepResult[str]) -> str:
        nonlocal walkthrough
        if result.step == 0:
            walkthrough = _walkthrough(result)
        if result.step >= len(walkthrough):
            raise WalkthroughEnded(
                f"the walkthrough has {len(walkthrough)} actions, and the episode goes on after them"
            )
        return walkthrough[result.step]

    return choose


def _walkthrough(result: StepResult[str]) -> list[str]:
    told = result.info.get(WALKTHROUGH_KEY)
    if not isinstance(told, list) or not told:
        raise ConfigurationError(
            f"the environment tells no {WALKTHROUGH_KEY}, which the policy 'expert' follows; GET /envs says "
            "which ones do"
        )
    return [str(action) for action in told]


def _imported(name: str) -> Policy:
    module_name, _, function_name = name.partition(":")
    if not module_name or not function_name:
        raise ConfigurationError(f"--policy is 'random', 'expert' or 'module:function', not {name!r}")
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
