"""What an environment says that it would take now."""

from __future__ import annotations

from dockergym.client import StepResult

COMMANDS_KEY = "admissible_commands"
"""The key of an ``info`` under which an environment lists them."""


def admissible_commands(result: StepResult[str]) -> list[str]:
    """Return the commands that the environment lists with a result; none where it lists none."""
    told = result.info.get(COMMANDS_KEY)
    return [str(one) for one in told] if isinstance(told, list) else []
