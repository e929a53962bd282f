"""What a server says about itself when it has started."""

from __future__ import annotations

import importlib_metadata
from rich.markup import escape
from rich.table import Table

from dockergym.app import Server
from dockergym.cli.output import console, warn
from dockergym.sessions.manager import SessionManager
from dockergym.settings import ServerSettings, is_loopback


def show_banner(server: Server, settings: ServerSettings, url: str) -> None:
    """Print what is served where, on what, and what is not served and why."""
    out = console()
    version = importlib_metadata.version("dockergym-core")
    rows = Table.grid(padding=(0, 2))
    rows.add_row("runtime", f"{server.runtime.name}: {escape(server.runtime_reason)}")
    for name, manager in server.managers.items():
        rows.add_row(f"[bold]{name}[/bold]", f"{url}/envs/{name}  {_extent(manager)}")
    if len(server.managers) == 1:
        rows.add_row("", f"{url}  [dim]the same routes, as it is served alone[/dim]")
    rows.add_row("API", f"{url}/docs")
    out.print(f"[bold]DockerGym {version}[/bold], server {settings.name!r}")
    out.print(rows, soft_wrap=True)
    for failure in server.failures:
        warn(f"not served: {failure}")
    if not is_loopback(settings.host) and settings.api_key is None:
        warn(f"anyone who can reach {settings.host} may use this server (--no-auth)")
    out.print(f"serving on {url} (Ctrl-C stops it)", soft_wrap=True)
    out.file.flush()


def _extent(manager: SessionManager) -> str:
    tasks = len(manager.environment.tasks)
    counted = f"{tasks:,} tasks, " if tasks else ""
    return f"[dim]{counted}at most {manager.max_sessions} sessions[/dim]"
