"""What the author of an environment subclasses."""

from __future__ import annotations

import faulthandler
import sys
from typing import Any, Dict, Optional

from dockergym_worker import keeper, standard_streams, stdio
from dockergym_worker.offer import Offer


class BaseWorker:
    """One environment, served to DockerGym.

    Override :meth:`init_env` and :meth:`step_env`; the rest is optional::

        class Echo(BaseWorker):
            def init_env(self, env_id, params):
                return "say something", 0.0, False, {}

            def step_env(self, action):
                return "echo: " + action, 1.0, action == "bye", {}

        if __name__ == "__main__":
            Echo().run()

    Prints and writes to standard output become standard error as soon as :meth:`run` is called, so they
    never disturb the protocol. Modules that print while they are imported belong into :meth:`preload`.

    Where the server offers a socket folder (Linux), one process loads the environment and forks a process
    for each session, with a working directory and a ``TMPDIR`` of its own that vanish with the session:
    name data files by absolute path (``os.path.dirname(__file__)``), and keep no threads running between
    two calls.
    """

    can_fork: bool = False
    """Whether the process may be forked after :meth:`preload` and in the middle of an episode, both copies
    going on independently. It may, unless the environment holds threads, subprocesses, connections, or
    files by absolute path in its working directory."""

    deterministic: bool = False
    """Whether the same ``env_id``, params and actions always give the same observations."""

    def preload(self) -> None:
        """Import and load what every session needs; called once, before any session.

        With ``can_fork`` it runs in the process that sessions are forked from, and its memory is shared.
        """

    def after_fork(self) -> None:
        """Called in every new session process: one just opened, and one forked from a live session.

        Modules ``random`` and ``numpy.random`` have a fresh seed in the first case and go on as they were
        in the second.
        """

    def init_env(self, env_id: Optional[str], params: Dict[str, Any]) -> Any:
        """Begin an episode of the task ``env_id`` (``None`` where the environment has no tasks).

        ``params`` is the rest of the request. Return ``(observation, reward, done, info)`` or
        ``(observation, reward, terminated, truncated, info)``. What it raises becomes an error of the
        session: the environment's, or the request's where it is `dockergym_worker.TaskNotFound` or
        `dockergym_worker.InvalidParams`. It may be called again in the same process, to begin another episode.
        """
        raise NotImplementedError(f"{type(self).__name__} must define init_env(env_id, params)")

    def step_env(self, action: str) -> Any:
        """Apply one action and return the same kind of tuple as :meth:`init_env`.

        ``observation`` is a string, ``reward`` a finite number, ``done`` (``terminated``, ``truncated``)
        booleans, and ``info`` a dict that can be written as JSON.
        """
        raise NotImplementedError(f"{type(self).__name__} must define step_env(action)")

    def close_env(self) -> None:
        """Let go of what the environment holds; called when the session is ended in an orderly way."""

    def run(self) -> None:
        """Serve until the server has no more use for this worker.

        Over standard input and output, one session; or, where the server offers it, over sockets, any
        number of them.
        """
        streams = standard_streams.take_over()
        faulthandler.enable(file=sys.stderr)
        offer = Offer.from_environment()
        listener = keeper.listen(offer)
        if listener is None:
            stdio.serve(self, streams, offer)
        else:
            keeper.serve(self, streams, offer, listener)
