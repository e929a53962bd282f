"""The application: the only place where implementations are wired together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace

from fastapi import APIRouter, FastAPI
from starlette.middleware.cors import CORSMiddleware

from dockergym.api.batch import batch_router
from dockergym.api.environment_routes import environment_router, health_router
from dockergym.api.guards import ApiKeyGuard, BodyLimit
from dockergym.api.key_rotation import keys_kept_current
from dockergym.api.keys import KeyRing, read_keys
from dockergym.api.mcp_endpoint import MCP_HEADERS, McpEndpoint
from dockergym.api.openenv.routes import openenv_router
from dockergym.api.origins import HostNames, OriginGuard
from dockergym.api.problems import PROBLEMS_ANYWHERE, install_problem_handlers
from dockergym.api.server_routes import server_router, unknown_environment_router
from dockergym.api.step_line import StepLine
from dockergym.api.stream import stream_router
from dockergym.errors import ConfigurationError, DockerGymError, ImageNotFound, RuntimeFailure
from dockergym.plugins.discovery import (
    ENVIRONMENT_GROUP,
    Discovery,
    LoadedPlugin,
    PluginFailure,
    check_installed,
    discover,
)
from dockergym.plugins.environment import Environment
from dockergym.plugins.hooks import Hooks, HooksPlugin
from dockergym.plugins.manager import EnvironmentHooks, ServerHooks
from dockergym.runtimes import builtin
from dockergym.runtimes.base import Runtime
from dockergym.runtimes.selection import choose_runtime
from dockergym.sessions.manager import SessionManager
from dockergym.sessions.quotas import Quotas
from dockergym.settings import ServerConfig, ServerSettings, is_loopback

logger = logging.getLogger(__name__)

BUILTIN = LoadedPlugin(name="runtimes", plugin=builtin, distribution="dockergym-core")


def create_app(
    settings: ServerSettings | None = None,
    hooks: Hooks | None = None,
    *,
    environments: Sequence[str] | None = None,
    plugins: Sequence[LoadedPlugin] = (),
    runtime: Runtime | None = None,
) -> FastAPI:
    """Return the application; it starts and ends its workers with its lifespan.

    With a `ServerConfig`, the one environment it describes is served, and ``hooks`` may shape it. Otherwise
    the installed environments are served: all of them, or those named in ``environments``. ``plugins`` are
    cross-cutting ones beside the installed ones; ``runtime`` is taken instead of the one the settings name.

    Raises:
        EnvironmentNotFound: an environment that was named is not installed.
        PluginError: a plugin is misspelt or doubled, or one that was named cannot be loaded.
        ConfigurationError: there is nothing to serve, or the keys cannot be read.
    """
    settings = settings or ServerSettings()
    app = FastAPI(
        title=settings.title, version=settings.version, lifespan=_lifespan, responses=PROBLEMS_ANYWHERE
    )
    app.state.config = settings
    keys = read_keys(settings)
    quotas = Quotas(keys.quotas)
    app.state.server = server = Server(app, settings, hooks, environments, plugins, runtime, keys, quotas)
    app.add_middleware(StepLine, managers=lambda: server.managers)
    app.add_middleware(BodyLimit, max_bytes=settings.max_body_bytes)
    if len(keys):
        app.add_middleware(ApiKeyGuard, keys=keys)
    # Who lets other machines in without a key has to be found there by names that only that network knows.
    is_private = not len(keys) and is_loopback(settings.host)
    names = HostNames(settings.host, settings.cors_origins) if is_private else None
    app.add_middleware(OriginGuard, allowed=settings.cors_origins, names=names)
    if settings.cors_origins:
        # Outermost, because a browser asks before it sends a key.
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "Idempotency-Key", *MCP_HEADERS],
            expose_headers=["Retry-After", "Mcp-Session-Id"],
        )
    install_problem_handlers(app)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    server: Server = app.state.server
    async with AsyncExitStack() as stack:
        await server.open(stack)
        yield


class Server:
    """Everything that lives as long as the application: the runtime, the plugins, the sessions."""

    def __init__(
        self,
        app: FastAPI,
        settings: ServerSettings,
        hooks: Hooks | None,
        environments: Sequence[str] | None,
        plugins: Sequence[LoadedPlugin],
        runtime: Runtime | None,
        keys: KeyRing,
        quotas: Quotas,
    ) -> None:
        self._app = app
        self._keys = keys
        self._quotas = quotas
        self.settings = settings
        found = self._discover(hooks, environments)
        self._environment_hooks = [
            EnvironmentHooks(plugin, (*found.plugins, *plugins)) for plugin in found.environments
        ]
        self._server_hooks = ServerHooks((BUILTIN, *found.environments, *found.plugins, *plugins))
        self._runtime = runtime
        self.runtime_reason = "given by the program"
        self.leaves_sessions = settings.on_exit == "leave"
        """Whether sessions are left to the next server of the name when this one closes."""
        self.failures: list[PluginFailure] = list(found.failures)
        for failure in found.failures:
            logger.error("a plugin is not loaded: %s", failure)
        self.managers: dict[str, SessionManager] = {}
        self._mcp: dict[str, McpEndpoint] = {}
        self._added_routers: dict[str, list[APIRouter]] = {}
        """Those of plugins, by environment."""

    @property
    def runtime(self) -> Runtime:
        """The runtime that was taken; known once the server is open."""
        assert self._runtime is not None
        return self._runtime

    async def open(self, stack: AsyncExitStack) -> None:
        """Choose the runtime, start the environments, add the routes; ``stack`` ends it all in reverse.

        Raises:
            ConfigurationError: the runtime is unknown, or no environment could be started.
            RuntimeUnavailable: the runtime that was asked for does not answer.
        """
        try:
            await self._open(stack)
        except Exception:
            # What was taken back by now is there for the next try.
            self.leaves_sessions = self.settings.on_exit != "end"
            raise

    async def _open(self, stack: AsyncExitStack) -> None:
        if self._runtime is None:
            self._runtime, self.runtime_reason = await choose_runtime(
                self.settings, self._server_hooks.runtimes()
            )
        stack.push_async_callback(self.runtime.close)
        await stack.enter_async_context(keys_kept_current(self.settings, self._keys, self._quotas))
        start_bound = asyncio.Semaphore(self.settings.start_concurrency)
        opened = await asyncio.gather(
            *(self._open_environment(hooks, start_bound, stack) for hooks in self._environment_hooks)
        )
        self.managers = {manager.environment.name: manager for manager in opened if manager is not None}
        if not self.managers:
            raise ConfigurationError(self._nothing_to_serve())
        for name, manager in self.managers.items():
            self._mcp[name] = endpoint = McpEndpoint(manager, self.settings)
            stack.push_async_callback(endpoint.close)
        self._add_routes()

    def drain(self) -> None:
        """Answer creates with 503 from now on; sessions are stepped as before."""
        for manager in self.managers.values():
            manager.drain()
        for endpoint in self._mcp.values():
            endpoint.drain()

    async def rest(self, deadline: float) -> None:
        """Return when the steps in flight have been answered; see `SessionManager.rest`."""
        rests = [manager.rest(deadline, leave=self.leaves_sessions) for manager in self.managers.values()]
        await asyncio.gather(*rests)

    async def _close_manager(self, manager: SessionManager) -> None:
        await manager.close(leave=self.leaves_sessions)

    def _discover(self, hooks: Hooks | None, environments: Sequence[str] | None) -> Discovery:
        if isinstance(self.settings, ServerConfig):
            own = HooksPlugin(hooks or Hooks(), self.settings, lambda: self._app).loaded()
            return replace(discover(()), environments=(own,))
        if hooks is not None:
            raise ConfigurationError("hooks shape the environment of a ServerConfig; pass one")
        check_installed(environments or ())
        found = discover(environments)
        for name in environments or ():
            found.environment(name)
        if not found.environments:
            raise ConfigurationError(
                "no environment is installed; install one, such as `pip install dockergym-alfworld`"
                if not found.failures
                else "no environment can be loaded: " + "; ".join(map(str, found.failures))
            )
        return found

    async def _open_environment(
        self, hooks: EnvironmentHooks, start_bound: asyncio.Semaphore, stack: AsyncExitStack
    ) -> SessionManager | None:
        """Start one environment; what keeps it from being served is reported, and the others go on."""
        try:
            spec = await hooks.env_spec(self.settings)
            environment = Environment(
                hooks.name,
                spec,
                self.settings,
                runs_images=self.runtime.runs_images,
                distribution=hooks.plugin.distribution,
                distribution_version=hooks.plugin.version,
            )
            stack.push_async_callback(hooks.shutdown)
            await hooks.startup(environment)
            self._added_routers[hooks.name] = hooks.routes(environment, APIRouter)
            manager = SessionManager(
                environment, self.runtime, self.settings, hooks, start_bound, self._quotas
            )
            await self._check_image(environment)
            stack.push_async_callback(self._close_manager, manager)
            await manager.open()
        except Exception as error:
            unforeseen = not isinstance(error, DockerGymError)
            logger.error("environment %r is not served: %s", hooks.name, error, exc_info=unforeseen)
            self.failures.append(
                PluginFailure(
                    name=hooks.name,
                    group=ENVIRONMENT_GROUP,
                    error=str(error),
                    distribution=hooks.plugin.distribution,
                    version=hooks.plugin.version,
                )
            )
            return None
        return manager

    async def _check_image(self, environment: Environment) -> None:
        if not self.runtime.runs_images or environment.spec.image is None:
            return
        try:
            await self.runtime.check_image(environment.spec.image)
        except (ImageNotFound, RuntimeFailure) as error:
            # The image may be built while the server runs; creates say the same until then.
            logger.warning("environment %r cannot start sessions yet: %s", environment.name, error)

    def _add_routes(self) -> None:
        self._app.include_router(server_router(self.managers, self.failures, self.runtime))
        self._app.include_router(health_router(*self.managers.values()))
        for name, manager in self.managers.items():
            prefixes = [f"/envs/{name}"]
            if len(self.managers) == 1:
                prefixes.append("")
            self._app.include_router(health_router(manager), prefix=prefixes[0])
            for router in self._environment_routers(name):
                for prefix in prefixes:
                    self._app.include_router(router, prefix=prefix)
        self._app.include_router(unknown_environment_router(self.managers, self.failures))
        self._app.openapi_schema = None

    def _environment_routers(self, name: str) -> list[APIRouter]:
        manager = self.managers[name]
        return [
            environment_router(manager),
            batch_router(manager),
            stream_router(manager, self.settings.max_body_bytes),
            openenv_router(manager),
            self._mcp[name].router(),
            *self._added_routers[name],
        ]

    def _nothing_to_serve(self) -> str:
        reasons = "; ".join(f"{failure.name}: {failure.error}" for failure in self.failures)
        return f"no environment could be started: {reasons}"
