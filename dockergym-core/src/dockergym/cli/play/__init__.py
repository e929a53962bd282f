"""``dockergym play``: a person plays an environment in the terminal."""

from dockergym.cli.play.command import cli

__all__ = ["cli"]
