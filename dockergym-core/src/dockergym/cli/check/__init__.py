"""``dockergym check``: look at an environment point by point, with its real workers."""

from dockergym.cli.check.command import cli

__all__ = ["cli"]
