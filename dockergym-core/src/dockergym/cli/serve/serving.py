"""Runs a server in this process until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import enum
import gc
import importlib.util
import logging
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence

import uvicorn
from fastapi import FastAPI

from dockergym.app import Server, create_app
from dockergym.cli.output import error_console
from dockergym.cli.serve.banner import show_banner
from dockergym.cli.serve.joined_writes import joined_writes
from dockergym.cli.serve.listening import BACKLOG, listen, url_of
from dockergym.plugins.hooks import Hooks
from dockergym.serverlock import hold_server_lock
from dockergym.settings import ServerSettings

_KEEP_ALIVE_S = 120
"""A trainer may think this long between two steps without its connection being closed under it."""


def serve(
    settings: ServerSettings,
    *,
    environments: Sequence[str] | None = None,
    hooks: Hooks | None = None,
    verbose: bool = False,
) -> None:
    """Serve until SIGTERM or SIGINT: then creates are answered 503, requests in flight are finished, and this returns.

    What becomes of the sessions, ``on_exit`` says: by default SIGINT ends them, and SIGTERM leaves them to the next
    server of the name. A second signal does not wait for the requests, a third not for the sessions; where they
    differ, the last one decides. ``settings``, ``hooks`` and
    ``environments`` are as in `dockergym.app.create_app`. Call it in the main thread, outside of any event loop.

    Raises:
        DockerGymError: the server cannot start like this.
        SystemExit: it was stopped before it served, or before all sessions had ended; the code is 128 + the signal.
    """
    _set_up_logging(verbose)
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(listen(settings.host, settings.port, settings.state_dir))
        url = url_of(listener, settings.host)
        stack.enter_context(hold_server_lock(settings.state_dir, settings.name, url))
        app = create_app(settings, hooks, environments=environments)
        serving = _Serving(app, settings, listener, url, verbose)
        # A thread that talks to the engine may keep the event loop waiting for this long, and not for Python's 5 ms.
        sys.setswitchinterval(_SWITCH_INTERVAL_S)
        with asyncio.Runner(loop_factory=_loop_factory()) as runner, serving.exit_code():
            runner.run(serving.run())


_SWITCH_INTERVAL_S = 0.0005
_LAST_ANSWERS_S = 2.0
"""How long requests may take to be answered once all sessions are at rest."""


class _Phase(enum.Enum):
    STARTING = enum.auto()
    SERVING = enum.auto()
    FINISHING_REQUESTS = enum.auto()
    ENDING_SESSIONS = enum.auto()


class _Serving:
    """One run of a server: its application's life around its HTTP life, and the signals that end it."""

    def __init__(
        self, app: FastAPI, settings: ServerSettings, listener: socket.socket, url: str, verbose: bool
    ) -> None:
        self._app = app
        self._settings = settings
        self._listener = listener
        self._url = url
        self._http = _HttpServer(_http_config(app, settings, verbose))
        self._phase = _Phase.STARTING
        self._signal: signal.Signals | None = None
        self._stopping = asyncio.Event()
        self._cancel: Callable[[], object] = lambda: None

    async def run(self) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._cancel = task.cancel
        with self._signals_handled():
            async with self._app.router.lifespan_context(self._app):
                show_banner(self._app.state.server, self._settings, self._url)
                _spare_the_collector()
                await self._serve_requests()
                self._phase = _Phase.ENDING_SESSIONS
                self._cancel = task.cancel
        self._say_what_is_left()

    def _say_what_is_left(self) -> None:
        count = sum(manager.active for manager in self._server.managers.values())
        if self._server.leaves_sessions and count:
            name = self._settings.name
            _say(
                f"{count} sessions are left; start a server named {name!r}, or end them with `dockergym cleanup`"
            )

    @contextlib.contextmanager
    def exit_code(self) -> Iterator[None]:
        """Turn the end that a signal forced into an exit code."""
        try:
            yield
        except asyncio.CancelledError:
            raise SystemExit(128 + (self._signal or signal.SIGINT)) from None

    async def _serve_requests(self) -> None:
        """Serve until a signal comes, and then until the requests in flight are answered, or are not waited for."""
        requests = asyncio.create_task(self._http.serve(sockets=[self._listener]))
        draining = asyncio.create_task(self._drain(requests))
        self._cancel = requests.cancel
        self._phase = _Phase.SERVING
        await asyncio.wait([requests])
        draining.cancel()
        if requests.cancelled():
            # Cut first: an answer now could only be a 500, which would say nothing about whether a step was applied.
            self._http.cut_connections()
            # Then let go of the sessions that are busy: one whose step is given up in the middle could not be left.
            await self._server.rest(time.monotonic())
            await self._http.drop_requests()
        else:
            requests.result()

    async def _drain(self, requests: asyncio.Task[None]) -> None:
        """After a signal: refuse creates, let steps come to rest, answer those that do not, take no connection more."""
        await self._stopping.wait()
        deadline = time.monotonic() + self._settings.shutdown_timeout_s
        self._server.drain()
        await self._server.rest(deadline)
        self._http.should_exit = True
        await asyncio.sleep(max(deadline - time.monotonic(), _LAST_ANSWERS_S))
        # uvicorn would answer what is still in flight with a 500.
        requests.cancel()

    @property
    def _server(self) -> Server:
        server: Server = self._app.state.server
        return server

    @contextlib.contextmanager
    def _signals_handled(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        handled = (signal.SIGINT, signal.SIGTERM)
        for one in handled:
            loop.add_signal_handler(one, self._stop, one)
        try:
            yield
        finally:
            for one in handled:
                loop.remove_signal_handler(one)

    def _stop(self, received: signal.Signals) -> None:
        self._signal = received
        if self._settings.on_exit == "auto":
            self._server.leaves_sessions = received == signal.SIGTERM
        if self._phase is _Phase.SERVING:
            self._phase = _Phase.FINISHING_REQUESTS
            self._stopping.set()
            _say(f"stopping: finishing the requests in flight, then {self._fate()}")
        else:
            _say(_FORCED[self._phase].format(fate=self._fate()))
            self._cancel()

    def _fate(self) -> str:
        """Say what becomes of the sessions."""
        if self._server.leaves_sessions:
            return f"leaving the sessions to the next server named {self._settings.name!r}"
        return "ending the sessions"


_FORCED = {
    _Phase.STARTING: "stopped before it had started",
    _Phase.FINISHING_REQUESTS: "not waiting for the requests in flight; {fate}",
    _Phase.ENDING_SESSIONS: "not waiting for the sessions; `dockergym cleanup` ends what is left",
}


def _spare_the_collector() -> None:
    """Take everything that is there from the start out of garbage collection.

    Modules, models and routes are some hundred thousand objects that live as long as the server; each full collection
    would look at all of them, and keep every session waiting for tens of milliseconds.
    """
    gc.collect()
    gc.freeze()


class _HttpServer(uvicorn.Server):
    """uvicorn without signal handlers of its own: what is to be ended here is more than HTTP."""

    def capture_signals(self) -> contextlib.AbstractContextManager[None]:  # type: ignore[override]
        return contextlib.nullcontext()

    def cut_connections(self) -> None:
        """Take no connection more, and cut those there are."""
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.transport.abort()

    async def drop_requests(self) -> None:
        """End what would have answered on the connections that were cut."""
        answering = list(self.server_state.tasks)
        for task in answering:
            task.cancel()
        await asyncio.gather(*answering, return_exceptions=True)


def _http_config(app: FastAPI, settings: ServerSettings, verbose: bool) -> uvicorn.Config:
    config = uvicorn.Config(
        app,
        lifespan="off",
        http="httptools" if importlib.util.find_spec("httptools") else "h11",
        ws="websockets-sansio",
        # Compressing takes longer than sending: messages are short.
        ws_per_message_deflate=False,
        backlog=BACKLOG,
        timeout_keep_alive=_KEEP_ALIVE_S,
        log_config=None,
        access_log=verbose,
        server_header=False,
    )
    config.load()
    config.http_protocol_class = joined_writes(config.http_protocol_class)
    return config


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return how to make the event loop; ``None``: asyncio's own."""
    if importlib.util.find_spec("uvloop") is None:
        return None
    factory: Callable[[], asyncio.AbstractEventLoop] = importlib.import_module("uvloop").new_event_loop
    return factory


def _set_up_logging(verbose: bool) -> None:
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    logging.getLogger("dockergym").setLevel(logging.DEBUG if verbose else logging.WARNING)


def _say(text: str) -> None:
    error_console().print(text, soft_wrap=True)
