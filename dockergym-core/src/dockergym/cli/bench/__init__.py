"""``dockergym bench``: how fast a served environment answers, as a client sees it."""

from dockergym.cli.bench.command import cli

__all__ = ["cli"]
