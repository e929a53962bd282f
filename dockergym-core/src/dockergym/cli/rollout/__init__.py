"""``dockergym rollout``: many episodes at once, by a policy."""

from dockergym.cli.rollout.command import cli

__all__ = ["cli"]
