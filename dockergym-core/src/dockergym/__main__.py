"""``python -m dockergym``: the ``dockergym`` command; with nothing but flags, ``dockergym serve``."""

from __future__ import annotations

import sys

from dockergym.cli import cli

GROUP_FLAGS = frozenset({"--help", "--version", "--verbose", "-v"})


def completed(arguments: list[str]) -> list[str]:
    """Return the arguments, beginning with ``serve`` where they begin with one of its flags."""
    first = arguments[0] if arguments else "--help"
    return ["serve", *arguments] if first.startswith("-") and first not in GROUP_FLAGS else arguments


if __name__ == "__main__":
    cli(completed(sys.argv[1:]), prog_name="python -m dockergym")
