"""``dockergym serve``: installed environments, or one described by hand, over REST."""

from dockergym.cli.serve.command import cli

__all__ = ["cli"]
