"""The ``dockergym`` command."""

from dockergym.cli.group import cli

__all__ = ["cli", "main"]


def main() -> None:
    """Run the command line with the arguments of this process."""
    cli(prog_name="dockergym")
