"""The socket that a server listens on, taken before anything else is started."""

from __future__ import annotations

import errno
import socket
from pathlib import Path
from typing import Any

from dockergym.errors import ConfigurationError
from dockergym.serverlock import RunningServer, known_servers, running_server

BACKLOG = 2048
_WILDCARDS = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}


def listen(host: str, port: int, state_dir: Path) -> socket.socket:
    """Return a socket that listens; port 0 takes a free one.

    Connections wait in it until they are accepted. ``state_dir`` is where to look for a server of ours
    that has the port, to say its name.

    Raises:
        ConfigurationError: the port is in use, or the address is not one of this machine.
    """
    family, address = _resolve(host, port)
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise ConfigurationError(_explanation(error, host, port, state_dir)) from error
    return listener


def url_of(listener: socket.socket, host: str) -> str:
    """Return the address under which a client on this machine reaches the server."""
    port = listener.getsockname()[1]
    shown = _WILDCARDS.get(host, host)
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def _resolve(host: str, port: int) -> tuple[socket.AddressFamily, Any]:
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except socket.gaierror as error:
        raise ConfigurationError(
            f"{host!r} is not an address to listen on ({error.strerror}); 127.0.0.1 serves this machine alone"
        ) from error
    # `localhost` names an address of each family, and clients that know only one know this one.
    family, _, _, _, address = min(found, key=lambda one: one[0] != socket.AF_INET)
    return family, address


def _explanation(error: OSError, host: str, port: int, state_dir: Path) -> str:
    if error.errno == errno.EADDRINUSE:
        other = _server_on(port, state_dir)
        owner = f"the DockerGym server {other.describe()}" if other else "another program"
        return (
            f"port {port} on {host} is in use by {owner}; choose another with --port or DOCKERGYM_PORT, "
            "or let --port 0 find a free one"
        )
    if error.errno == errno.EACCES:
        return f"port {port} may not be used by this user; choose one above 1023 with --port"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"this machine has no address {host}; give one of its own with --host"
    return f"cannot listen on {host}:{port}: {error.strerror}"


def _server_on(port: int, state_dir: Path) -> RunningServer | None:
    running = (running_server(state_dir, name) for name in known_servers(state_dir))
    return next((one for one in running if one and one.url.endswith(f":{port}")), None)
