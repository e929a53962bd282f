"""What a server says about itself when it has started."""

from __future__ import annotations

from collections.abc import Iterator

import importlib_metadata
from rich.markup import escape

from dockergym.app import Server
from dockergym.cli.output import console, warn
from dockergym.sessions.manager import SessionManager
from dockergym.settings import ServerSettings, is_loopback


def show_banner(server: Server, settings: ServerSettings, url: str) -> None:
    """Print what is served where, on what, and what is not served and why."""
    out = console()
    version = importlib_metadata.version("dockergym-core")
    out.print(f"[bold]DockerGym {version}[/bold], server {settings.name!r}")
    rows = list(_rows(server, url))
    width = max(len(label) for label, _ in rows)
    for label, text in rows:
        out.print(f"  [bold]{label:{width}}[/bold]  {text}", soft_wrap=True)
    for failure in server.failures:
        warn(f"not served: {failure}")
    if not is_loopback(settings.host) and not settings.asks_for_key:
        warn(f"anyone who can reach {settings.host} may use this server (--no-auth)")
    out.print(f"serving on {url} (Ctrl-C stops it)", soft_wrap=True)
    out.file.flush()


def _rows(server: Server, url: str) -> Iterator[tuple[str, str]]:
    yield "runtime", escape(server.runtime_reason)
    for name, manager in server.managers.items():
        yield name, f"{url}/envs/{name}  {_extent(manager)}"
    if len(server.managers) == 1:
        yield "", f"{url}  [dim]the same routes, because it is served alone[/dim]"
    yield "API", f"{url}/docs"


def _extent(manager: SessionManager) -> str:
    tasks = len(manager.environment.tasks)
    counted = f"{tasks:,} tasks, " if tasks else ""
    return f"[dim]{counted}at most {manager.max_sessions} sessions[/dim]"
