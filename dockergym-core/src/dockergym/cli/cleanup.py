"""``dockergym cleanup``: end the workers that a server which is gone has left behind."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import rich.box
import typer
from rich.markup import escape
from rich.table import Table

from dockergym.cli.command import Command
from dockergym.cli.flags import GivenFlags
from dockergym.cli.output import EXIT_FAILED, Verbose, console, warn
from dockergym.cli.runtimes import known_runtimes
from dockergym.errors import ConfigurationError, DockerGymError, RuntimeFailure
from dockergym.runtimes.base import LABEL_STATE, Runtime, WorkerExit, WorkerHandle
from dockergym.runtimes.docker.servers import servers_with_containers
from dockergym.runtimes.folders import episodes_folder, folders_of, remove_folder, workers_folder
from dockergym.serverlock import hold_server_lock, known_servers, running_server, server_folder
from dockergym.sessions.launching import state_label
from dockergym.settings import ServerSettings

cli = typer.Typer(add_completion=False, rich_markup_mode=None)


@dataclass(frozen=True, slots=True)
class _Leftover:
    """A worker that some server has started."""

    server: str
    runtime: str
    handle: WorkerHandle
    exit: WorkerExit | None
    """``None`` while it runs."""
    is_ours: bool
    """Whether its server had this state folder: only then does our lock say that the server is gone."""


@dataclass(frozen=True, slots=True)
class _Wishes:
    settings: ServerSettings
    dry_run: bool
    consent: bool
    """Whether what somebody may be using is ended without asking."""


@dataclass(frozen=True, slots=True)
class _Runtimes:
    answering: Sequence[Runtime]
    silent: Sequence[str]
    """Names of those that do not answer, so that nobody knows which of their workers are there."""

    def unseen(self, state_dir: Path, server: str) -> list[Path]:
        """Return the folders of workers that may be there, where nobody could look."""
        return [folder for name in self.silent for folder in folders_of(state_dir, server, name)]


@cli.command(cls=Command)
def cleanup(
    server: Annotated[
        str | None, typer.Option("--server", metavar="NAME", help="Name of the server; default: dockergym.")
    ] = None,
    all_servers: Annotated[
        bool, typer.Option("--all-servers", help="Those of every name that this machine knows.")
    ] = False,
    state_dir: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="State folder of the server, where it had one of its own."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be ended.")] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Do not ask, even where a server is running.")
    ] = False,
    verbose: Verbose = False,
) -> None:
    """End containers, local workers, socket folders and recorded episodes that a server which is gone has left behind.

    Only what carries our own labels is touched. Workers of a server that runs, or that had another state folder
    and may belong to somebody else, are ended only after you have agreed.
    """
    if server is not None and all_servers:
        raise ConfigurationError("pass --server or --all-servers, not both")
    given = GivenFlags({"name": server, "state_dir": state_dir})
    settings = GivenFlags({name: value for name, value in given.items() if value}).settings(ServerSettings)
    wishes = _Wishes(settings, dry_run, yes)
    if not asyncio.run(_clean(None if all_servers else settings.name, wishes)):
        raise typer.Exit(EXIT_FAILED)


async def _clean(server: str | None, wishes: _Wishes) -> bool:
    """Clean up after one server, or after all; return whether all of it went well."""
    async with _runtimes(wishes.settings) as runtimes:
        names = [server] if server is not None else await _servers(runtimes, wishes.settings)
        if not names:
            console().print("no server has left anything behind")
        results = [await _clean_after(name, runtimes, wishes) for name in names]
    return all(results)


@contextlib.asynccontextmanager
async def _runtimes(settings: ServerSettings) -> AsyncIterator[_Runtimes]:
    """Open every runtime that answers; say which do not."""
    async with contextlib.AsyncExitStack() as stack:
        answering: list[Runtime] = []
        silent: list[str] = []
        for name, spec in known_runtimes().items():
            runtime = spec.factory(settings)
            stack.push_async_callback(runtime.close)
            try:
                await runtime.check()
            except RuntimeFailure as error:
                warn(f"{name} was not looked at: {error.detail}")
                silent.append(name)
            else:
                answering.append(runtime)
        yield _Runtimes(answering, silent)


async def _servers(runtimes: _Runtimes, settings: ServerSettings) -> list[str]:
    names = set(known_servers(settings.state_dir))
    if any(runtime.name == "docker" for runtime in runtimes.answering):
        names |= await asyncio.to_thread(servers_with_containers)
    return sorted(names)


async def _clean_after(server: str, runtimes: _Runtimes, wishes: _Wishes) -> bool:
    state_dir = wishes.settings.state_dir
    with contextlib.ExitStack() as stack:
        doubt = _doubt(stack, server, wishes)
        left = [
            one for runtime in runtimes.answering for one in await _find(server, runtime, wishes.settings)
        ]
        unseen = runtimes.unseen(state_dir, server)
        _show(server, left, unseen)
        if wishes.dry_run:
            return True
        ours = [one for one in left if one.is_ours]
        others = [one for one in left if not one.is_ours]
        # Both questions before anything is ended.
        agreed = [*_agreed(ours, doubt, wishes), *_agreed_of_others(others, server, wishes)]
        succeeded = await _end(agreed, wishes.settings)
        if doubt is None and succeeded:
            _remove_traces(state_dir, server, unseen)
    return succeeded and (doubt is not None or not unseen)


def _remove_traces(state_dir: Path, server: str, unseen: Sequence[Path]) -> None:
    """Remove what workers that are not there any more have left on the disk."""
    if not unseen:
        remove_folder(workers_folder(state_dir, server))
        # With their workers gone, the next server would rebuild them.
        remove_folder(episodes_folder(state_dir, server))
        return
    for folder in set(workers_folder(state_dir, server).iterdir()).difference(unseen):
        remove_folder(folder)


def _doubt(stack: contextlib.ExitStack, server: str, wishes: _Wishes) -> str | None:
    """Return why somebody may still need the workers; where nobody does, no server of the name starts meanwhile."""
    state_dir = wishes.settings.state_dir
    if not server_folder(state_dir, server).is_dir():
        return f"{server!r} has no folder in {state_dir}, so it may be another user's, or have a folder elsewhere"
    other = running_server(state_dir, server)
    if other is not None:
        return f"the server {other.describe()} is running"
    if not wishes.dry_run:
        stack.enter_context(hold_server_lock(state_dir, server, url=""))
    return None


def _agreed(left: Sequence[_Leftover], doubt: str | None, wishes: _Wishes) -> Sequence[_Leftover]:
    """Return those of one kind that may be ended: all or none."""
    if not left or doubt is None or wishes.consent or typer.confirm(f"{doubt}. End its workers?"):
        return left
    return ()


def _agreed_of_others(left: Sequence[_Leftover], server: str, wishes: _Wishes) -> Sequence[_Leftover]:
    """Return those of servers with another state folder that may be ended; none where there is nobody to ask."""
    why = f"there are workers of a server {server!r} with another state folder, which may be another user's"
    try:
        return _agreed(left, why, wishes)
    except typer.Abort:
        if sys.stdin.isatty():
            raise
        warn(f"{why}; they are left alone (--yes ends them)")
        return ()


async def _find(server: str, runtime: Runtime, settings: ServerSettings) -> list[_Leftover]:
    folders, label = workers_folder(settings.state_dir, server), state_label(settings)
    return [
        _Leftover(
            server,
            runtime.name,
            handle,
            await handle.poll(),
            # The folder tells also where all has been moved since.
            is_ours=handle.labels.get(LABEL_STATE) == label or (folders / handle.worker_id).exists(),
        )
        for handle in await runtime.find(server)
    ]


def _show(server: str, left: Sequence[_Leftover], unseen: Sequence[Path]) -> None:
    out = console()
    if unseen:
        warn(
            f"{len(unseen)} workers of server {server!r} may be where nobody could look: their folders and the "
            "recorded episodes are kept; clean up again when the runtime answers"
        )
    elif not left:
        out.print(f"server {server!r} has left no workers")
    if not left:
        return
    columns = ("worker", "runtime", "environment", "state", "state folder")
    table = Table(*columns, box=rich.box.SIMPLE, title=f"server {server!r}")
    for one in left:
        state = "running" if one.exit is None else escape(one.exit.describe())
        names = (escape(one.handle.reference[:12]), one.runtime, escape(one.handle.environment))
        table.add_row(*names, state, "this one" if one.is_ours else "another")
    out.print(table)


async def _end(left: Sequence[_Leftover], settings: ServerSettings) -> bool:
    """End all of them at once; return whether all are gone."""
    ends = [_stop(one.handle, settings.container_stop_timeout_s) for one in left]
    results = await asyncio.gather(*ends, return_exceptions=True)
    failed = [result for result in results if isinstance(result, DockerGymError)]
    for error in failed:
        warn(str(error))
    unforeseen = [result for result in results if isinstance(result, BaseException) and result not in failed]
    if unforeseen:
        raise unforeseen[0]
    if left:
        console().print(f"ended {len(left) - len(failed)} of {len(left)} workers")
    return not failed


async def _stop(worker: WorkerHandle, grace_s: float) -> None:
    try:
        await worker.stop(grace_s)
    except RuntimeFailure:
        # A running server notices that its worker ends, and removes the same things at the same moment.
        await worker.stop(grace_s)
