"""Where sessions are found and where they work: a listening socket and a folder for each."""

from __future__ import annotations

import errno
import socket
from typing import Any, Callable, Dict, List, NamedTuple, Optional

from dockergym_worker import sockets
from dockergym_worker.folders import Folders
from dockergym_worker.messages import Refusal
from dockergym_worker.names import socket_name


class Place(NamedTuple):
    """What a session has before it has a process."""

    session: str
    meta: Dict[str, Any]
    folder: str
    listener: socket.socket


class Places:
    """The sessions' places of one keeper."""

    def __init__(self, socket_dir: str) -> None:
        self._socket_dir = socket_dir
        self._folders = Folders()

    def make(self, session: str, meta: Dict[str, Any]) -> Place:
        """Make a place with an empty folder.

        Raises:
            Refusal: the session has one, or the machine refuses.
        """
        listener = self._listen(session, sockets.listen_in_place_of_the_dead)
        return self._complete(session, meta, listener, None)

    def make_copies(self, asked: Dict[str, Dict[str, Any]], original: str) -> List[Place]:
        """Make places for sessions by name and meta, each with a copy of the folder ``original``.

        Raises:
            Refusal: one of them cannot be made; none is left.
        """
        made: List[Place] = []
        for session, meta in asked.items():
            try:
                # To knock at the socket of a session that lives would end its connection.
                listener = self._listen(session, sockets.listen)
                made.append(self._complete(session, meta, listener, original))
            except Refusal:
                for place in made:
                    self.unmake(place)
                raise
        return made

    def unmake(self, place: Place) -> None:
        """Take a place back that no process has begun to use."""
        place.listener.close()
        self.remove(place.session, aside=False)

    def remove(self, session: str, *, aside: bool) -> None:
        """Remove what an ended session leaves behind; ``aside``: without waiting for its files to be deleted."""
        sockets.remove(self._socket_dir, socket_name(session))
        if aside:
            self._folders.remove_aside(session)
        else:
            self._folders.remove(session)

    def close(self) -> None:
        """Remove what held the places."""
        self._folders.close()

    def _listen(self, session: str, listen: Callable[[str, str], socket.socket]) -> socket.socket:
        try:
            return listen(self._socket_dir, socket_name(session))
        except OSError as error:
            code = "bad_request" if error.errno == errno.EADDRINUSE else "fork_failed"
            raise Refusal(code, f"session {session!r} cannot listen: {error}") from None

    def _complete(
        self, session: str, meta: Dict[str, Any], listener: socket.socket, original: Optional[str]
    ) -> Place:
        try:
            folder = self._folders.make(session, original)
        except OSError as error:
            listener.close()
            self.remove(session, aside=False)
            raise Refusal("fork_failed", f"session {session!r} cannot have a folder: {error}") from None
        return Place(session, meta, folder, listener)
