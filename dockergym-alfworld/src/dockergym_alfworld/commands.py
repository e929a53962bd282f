"""``dockergym alfworld …``: getting games, and checking them."""

from __future__ import annotations

import random
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from dockergym.errors import ConfigurationError, DockerGymError
from dockergym_alfworld.catalog import offered_games
from dockergym_alfworld.download import (
    RELEASES,
    DownloadError,
    DownloadProgress,
    download,
    release_archives,
)
from dockergym_alfworld.engine.errors import EngineError
from dockergym_alfworld.generation import GeneratedGame, GenerationError, generate
from dockergym_alfworld.settings import AlfworldSettings, require_local_engine
from dockergym_alfworld.tasks import DataNotFoundError, TaskError, find_root, scan_tasks
from dockergym_alfworld.verification import Verdict, verify

commands = typer.Typer(name="alfworld", help="Get ALFWorld games, and check them.", no_args_is_help=True)

DataFolder = Annotated[
    Path | None,
    typer.Option(
        "--data",
        file_okay=False,
        help="Folder of the games. Default: the one that is served (DOCKERGYM_ALFWORLD_DATA, else "
        "ALFWORLD_DATA, else ~/.cache/alfworld).",
        show_default=False,
    ),
]


@commands.command("download")
def download_command(
    data: DataFolder = None,
    mirror: Annotated[
        str, typer.Option(metavar="URL", help="Where the releases are, instead of GitHub.")
    ] = RELEASES,
    force: Annotated[bool, typer.Option("--force", help="Fetch it all again.")] = False,
    keep_archives: Annotated[
        bool, typer.Option("--keep-archives", help="Keep the archives beside the games.")
    ] = False,
) -> None:
    """Fetch the public dataset: 137 MiB, checked; run it again to go on with a download that was interrupted."""
    with _our_errors():
        folder = _folder(data)
        with _transfer_progress() as progress:
            bars: dict[tuple[str, str], TaskID] = {}

            def advance(now: DownloadProgress) -> None:
                step = (now.stage, now.archive)
                if step not in bars:
                    bars[step] = progress.add_task(f"{now.stage} {now.archive}")
                progress.update(bars[step], completed=now.done, total=now.total or None)

            report = download(
                folder,
                archives=release_archives(mirror),
                force=force,
                keep_archives=keep_archives,
                progress=advance,
            )
        typer.echo(f"{'already there' if report.already_there else 'downloaded'}: {report.root}")
        games = scan_tasks(folder)
        typer.echo(f"games that can be played: {len(games)}; serve them: {_serve_command(folder)}")


@commands.command("generate")
def generate_command(
    count: Annotated[int, typer.Option(min=1, help="How many games.")] = 12,
    seed: Annotated[int, typer.Option(min=0, help="The same seed makes the same games.")] = 0,
    task_type: Annotated[
        list[str] | None,
        typer.Option(
            help="1 to 6, or a type's name; may be repeated. Default: all six in turn.", show_default=False
        ),
    ] = None,
    split: Annotated[str, typer.Option(help="train, valid_seen or valid_unseen.")] = "train",
    data: DataFolder = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Games made at once. Default: one a CPU, at most 8.", show_default=False),
    ] = None,
) -> None:
    """Make new games in the dataset's own format, each proved solvable before it is written."""
    with _our_errors():
        folder = _folder(data)
        with _count_progress() as progress:
            bar = progress.add_task("making games", total=count)

            def advance(ready: int, wanted: int, game: GeneratedGame) -> None:
                progress.update(bar, completed=ready, description=game.sentence)

            games = generate(folder, count, seed, task_type or None, split, advance, workers=workers)
        typer.echo(f"games made: {len(games)}, in {find_root(folder) / split}")
        typer.echo(f"serve them: {_serve_command(folder)}")


@commands.command("verify")
def verify_command(
    data: DataFolder = None,
    task_type: Annotated[
        str | None, typer.Option(help="Only games of this type: 1 to 6, or a name.", show_default=False)
    ] = None,
    split: Annotated[str | None, typer.Option(help="Only games of this split.", show_default=False)] = None,
    count: Annotated[
        int | None,
        typer.Option(min=1, help="So many games, chosen by --seed. Default: all.", show_default=False),
    ] = None,
    seed: Annotated[int, typer.Option(help="Chooses games and commands.")] = 0,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Games played at once. Default: one a CPU.", show_default=False),
    ] = None,
) -> None:
    """Check that the fast engine plays your games as alfworld does: the same commands, every byte compared."""
    with _our_errors():
        require_local_engine()
        games = _chosen_games(data, task_type, split, count, seed)
        with _count_progress() as progress:
            bar = progress.add_task("comparing games", total=len(games))

            def advance(verdict: Verdict) -> None:
                progress.advance(bar)
                if not verdict.identical:
                    progress.console.print(_finding(verdict), style="red", markup=False, soft_wrap=True)

            verification = verify(games, seed=seed, workers=workers, progress=advance)
    differing = sum(not verdict.identical for verdict in verification.verdicts)
    refused = f"; games that neither can play: {verification.refused}" if verification.refused else ""
    typer.echo(
        f"games: {len(games)}; answers compared: {verification.turns}; games that differ: {differing}{refused}"
    )
    if differing:
        typer.echo("play them with alfworld's own classes: DOCKERGYM_ALFWORLD_ENGINE=upstream")
    if differing or not verification.turns:
        raise typer.Exit(1)


def _chosen_games(
    data: Path | None, task_type: str | None, split: str | None, count: int | None, seed: int
) -> list[Path]:
    games = (
        offered_games(AlfworldSettings.load(), local=True) if data is None else scan_tasks(data, outside=True)
    )
    found = games.find(task_type=task_type, split=split)
    if not found:
        raise ConfigurationError(f"no game in {games.root} is of that type and split; leave a filter out")
    if count is not None and count < len(found):
        found = tuple(random.Random(seed).sample(found, count))
    return [game.path for game in found]


def _finding(verdict: Verdict) -> str:
    if verdict.difference is None:
        return f"{verdict.game}: {verdict.problem}"
    found = verdict.difference
    return (
        f"{verdict.game}: episode {found.episode}, step {found.step} ({found.command!r}): {found.what} differs\n"
        f"  alfworld: {found.expected}\n  fast:     {found.actual}"
    )


@contextmanager
def _our_errors() -> Iterator[None]:
    """Make errors such that the command line shows them in a line."""
    try:
        yield
    except (TaskError, DataNotFoundError) as exc:
        raise ConfigurationError(str(exc)) from exc
    except (GenerationError, DownloadError, EngineError, OSError) as exc:
        raise DockerGymError(str(exc)) from exc


def _transfer_progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    return Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True))


def _count_progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True))


def _folder(data: Path | None) -> Path:
    return data.expanduser().absolute() if data is not None else AlfworldSettings.load().data.host


def _serve_command(folder: Path) -> str:
    if folder == AlfworldSettings.load().data.host:
        return "dockergym serve alfworld"
    return f"DOCKERGYM_ALFWORLD_DATA={shlex.quote(str(folder))} dockergym serve alfworld"
