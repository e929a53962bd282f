"""``dockergym doctor``: what is missing on this machine, and the command that gets it."""

from __future__ import annotations

import asyncio
import enum
import importlib.util
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import importlib_metadata
import typer
from rich.markup import escape

from dockergym.cli.command import Command
from dockergym.cli.flags import GivenFlags, takes_flags
from dockergym.cli.image_states import ImageState, image_of
from dockergym.cli.installed import Installed, InstalledEnvironment, installed
from dockergym.cli.output import EXIT_FAILED, Verbose, console
from dockergym.cli.runtimes import known_runtimes
from dockergym.cli.serve.listening import listen
from dockergym.errors import DockerGymError, RuntimeFailure
from dockergym.plugins.environment import Environment
from dockergym.runtimes.docker.images import LOOK_TIMEOUT_S, image_store
from dockergym.runtimes.folders import SOCKETS, workers_folder
from dockergym.runtimes.selection import choose_runtime
from dockergym.serverlock import hold_server_lock, running_server
from dockergym.settings import ServerSettings

cli = typer.Typer(add_completion=False, rich_markup_mode=None)

_SOCKET_PATH_LIMIT = 107
"""Bytes that the path of a Unix socket may have on Linux; 103 on macOS."""
_LONGEST_SOCKET_NAME = "x" * 20 + f"/{SOCKETS}/" + "x" * 12


class Verdict(enum.StrEnum):
    """How a finding is."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    verdict: Verdict
    subject: str
    text: str
    fix: str = ""
    """Command, or words, that mend it."""


@cli.command(cls=Command)
@takes_flags(ServerSettings)
def doctor(
    flags: GivenFlags,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME", help="Installed environments to look at; all, where none is named."),
    ] = None,
    verbose: Verbose = False,
) -> None:
    """Look for what would keep a server with these settings from serving the installed environments.

    Leaves with code 1 where something would.
    """
    settings = flags.settings(ServerSettings)
    worst = Verdict.OK
    for finding in examine(settings, names or None):
        _show(finding)
        worst = max(worst, finding.verdict, key=list(Verdict).index)
    if worst is Verdict.FAIL:
        raise typer.Exit(EXIT_FAILED)


def examine(settings: ServerSettings, names: list[str] | None = None) -> Iterator[Finding]:
    """Look at everything, one thing after another; of the environments, at those of these names."""
    yield _versions()
    yield from _accelerators()
    needs_docker = settings.runtime in ("auto", "docker")
    runtime = _docker(settings) if needs_docker else asyncio.run(_runtime(settings))
    yield runtime
    runs_images = needs_docker and runtime.verdict is Verdict.OK
    yield from _environments(settings, names, runs_images)
    yield _state_folder(settings)
    yield _socket_paths(settings)
    yield _port(settings)


def _versions() -> Finding:
    version = importlib_metadata.version("dockergym-core")
    return Finding(
        Verdict.OK,
        "DockerGym",
        f"{version} on Python {platform.python_version()}, {platform.platform(terse=True)}",
    )


def _accelerators() -> Iterator[Finding]:
    missing = [name for name in ("uvloop", "httptools") if importlib.util.find_spec(name) is None]
    if missing:
        yield Finding(
            Verdict.WARN,
            "speed",
            f"{' and '.join(missing)} not installed",
            f"pip install {' '.join(missing)}",
        )
    else:
        yield Finding(Verdict.OK, "speed", "uvloop and httptools are installed")


def _docker(settings: ServerSettings) -> Finding:
    try:
        return Finding(Verdict.OK, "Docker", asyncio.run(_check_runtime(settings, "docker")))
    except RuntimeFailure as error:
        if settings.runtime == "docker":
            return Finding(Verdict.FAIL, "Docker", error.detail)
        return Finding(Verdict.WARN, "Docker", f"{error.detail}; workers will be local processes")


async def _runtime(settings: ServerSettings) -> Finding:
    """Choose the runtime as a server does."""
    try:
        runtime, reason = await choose_runtime(settings, known_runtimes())
    except DockerGymError as error:
        return Finding(Verdict.FAIL, "runtime", error.detail)
    await runtime.close()
    return Finding(Verdict.OK, "runtime", reason)


async def _check_runtime(settings: ServerSettings, name: str) -> str:
    runtime = known_runtimes()[name].factory(settings)
    try:
        return await runtime.check()
    finally:
        await runtime.close()


def _environments(settings: ServerSettings, names: list[str] | None, runs_images: bool) -> Iterator[Finding]:
    try:
        found = installed(settings, names)
    except DockerGymError as error:
        yield Finding(Verdict.FAIL, "plugins", error.detail)
        return
    yield from _plugins(found)
    for environment in found.environments:
        if runs_images:
            yield _image(environment)
        yield asyncio.run(_startup(environment, settings, runs_images))


def _plugins(found: Installed) -> Iterator[Finding]:
    if not found.environments and not found.failures:
        yield Finding(
            Verdict.FAIL, "environments", "none is installed", "pip install dockergym-alfworld, for example"
        )
    for failure in found.failures:
        remedy = f"pip install --force-reinstall {failure.distribution}" if failure.distribution else ""
        yield Finding(Verdict.FAIL, failure.name, str(failure), remedy)


def _image(environment: InstalledEnvironment) -> Finding:
    subject, build = f"{environment.name}: image", f"dockergym build {environment.name}"
    name = environment.spec.image
    try:
        with image_store(LOOK_TIMEOUT_S) as store:
            state = image_of(environment, store).state
    except DockerGymError as error:
        return Finding(Verdict.FAIL, subject, error.detail)
    if state is ImageState.MISSING:
        remedy = build if environment.spec.build else f"docker pull {name}"
        return Finding(Verdict.FAIL, subject, f"{name} is not there", remedy)
    if state is ImageState.STALE:
        return Finding(
            Verdict.WARN, subject, f"{name} was built from other sources than the installed", build
        )
    if state is ImageState.NONE:
        return Finding(
            Verdict.WARN, subject, "it has none, and runs as local processes only", "--runtime local"
        )
    return Finding(Verdict.OK, subject, f"{name} is there")


async def _startup(environment: InstalledEnvironment, settings: ServerSettings, runs_images: bool) -> Finding:
    """Do what a server does when it starts: the environment finds its data, or says what it lacks."""
    subject = f"{environment.name}: tasks"
    env = Environment(
        environment.name,
        environment.spec,
        settings,
        runs_images=runs_images,
        distribution=environment.plugin.distribution,
        distribution_version=environment.plugin.version,
    )
    try:
        await environment.hooks.startup(env)
    except DockerGymError as error:
        return Finding(Verdict.FAIL, subject, error.detail)
    finally:
        await environment.hooks.shutdown()
    return Finding(
        Verdict.OK, subject, f"{len(env.tasks):,}" if env.tasks else "it lists none, and takes any"
    )


def _state_folder(settings: ServerSettings) -> Finding:
    other = running_server(settings.state_dir, settings.name)
    if other is not None:
        return Finding(Verdict.WARN, "state folder", f"in use: a server {other.describe()} runs")
    try:
        with hold_server_lock(settings.state_dir, settings.name, url=""):
            return Finding(Verdict.OK, "state folder", f"{settings.state_dir} can be used")
    except DockerGymError as error:
        return Finding(Verdict.FAIL, "state folder", error.detail)


def _socket_paths(settings: ServerSettings) -> Finding:
    longest = workers_folder(settings.state_dir, settings.name) / _LONGEST_SOCKET_NAME
    length = len(bytes(longest))
    if length > _SOCKET_PATH_LIMIT:
        return Finding(
            Verdict.WARN,
            "socket paths",
            f"up to {length} bytes, and {_SOCKET_PATH_LIMIT} is the limit: workers will be talked to more slowly",
            "give a shorter folder with --state-dir or DOCKERGYM_STATE_DIR, or a shorter --name",
        )
    return Finding(Verdict.OK, "socket paths", f"up to {length} bytes; the limit is {_SOCKET_PATH_LIMIT}")


def _port(settings: ServerSettings) -> Finding:
    try:
        listen(settings.host, settings.port, settings.state_dir).close()
    except DockerGymError as error:
        return Finding(Verdict.FAIL, "port", error.detail)
    return Finding(Verdict.OK, "port", f"{settings.port} on {settings.host} is free")


_STYLES = {Verdict.OK: "green", Verdict.WARN: "yellow", Verdict.FAIL: "bold red"}


def _show(finding: Finding) -> None:
    style = _STYLES[finding.verdict]
    out = console()
    out.print(
        f"[{style}]{finding.verdict:4}[/{style}]  [bold]{escape(finding.subject)}[/bold]: {escape(finding.text)}",
        soft_wrap=True,
    )
    if finding.fix:
        out.print(f"      fix: {escape(finding.fix)}", soft_wrap=True)
