"""What a player sees."""

from __future__ import annotations

from collections.abc import Sequence

from rich.columns import Columns
from rich.console import Console
from rich.markup import escape
from rich.text import Text

from dockergym.cli.output import console
from dockergym.client import EpisodeState, StepResult

_SHOWN_COMMANDS = 60


class Screen:
    """Shows observations, rewards and commands; in colours where the terminal has them."""

    def __init__(self, out: Console | None = None) -> None:
        self._out = out or console()

    def beginning(self, state: EpisodeState) -> None:
        """Show what is played."""
        task = f" · task {escape(state.env_id)}" if state.env_id else ""
        self._out.print(f"[dim]session {escape(state.session_id)}{task}[/dim]", soft_wrap=True)

    def turn(self, result: StepResult[str], total: float) -> None:
        """Show what the environment said, and how the episode stands."""
        self._out.print()
        self._out.print(Text(result.observation, style="bold" if result.step == 0 else ""))
        marks = [f"step {result.step}"] if result.step else []
        if result.reward:
            marks.append(f"[green]reward {result.reward:+g}[/green]")
        if total:
            marks.append(f"total {total:+g}")
        if marks:
            self._out.print(f"[dim]{' · '.join(marks)}[/dim]")
        if result.done:
            self._ending(result, total)

    def commands(self, commands: Sequence[str], *, all_of_them: bool = False) -> None:
        """Show the commands with the numbers by which they can be given."""
        shown = commands if all_of_them else commands[:_SHOWN_COMMANDS]
        numbered = [f"[cyan]{number:>3}[/cyan] {escape(one)}" for number, one in enumerate(shown, 1)]
        self._out.print(Columns(numbered, padding=(0, 3), column_first=True))
        if len(shown) < len(commands):
            self._out.print(f"[dim]and {len(commands) - len(shown)} more: /commands[/dim]")

    def history(self, turns: Sequence[tuple[str, StepResult[str]]]) -> None:
        """Show every action of the episode and what it led to."""
        for action, result in turns:
            self._out.print(f"[cyan]{result.step:>3} > {escape(action)}[/cyan]", soft_wrap=True)
            self._out.print(Text(result.observation))

    def say(self, text: str) -> None:
        """Show a word of the game itself."""
        self._out.print(f"[yellow]{escape(text)}[/yellow]", soft_wrap=True)

    def wrong(self, text: str) -> None:
        """Show what went wrong."""
        self._out.print(f"[bold red]{escape(text)}[/bold red]", soft_wrap=True)

    def _ending(self, result: StepResult[str], total: float) -> None:
        won = result.info.get("won")
        verdict = (
            "won" if won else "not won" if won is not None else "truncated" if result.truncated else "ended"
        )
        style = "bold green" if won or (won is None and total > 0) else "bold yellow"
        self._out.print(
            f"[{style}]The episode is over: {verdict}, {result.step} steps, reward {total:g}.[/{style}]"
        )
