"""An environment under check: its workers, started and talked to as a server does, and a server around it."""

from __future__ import annotations

import dataclasses
import random
import secrets
import shlex
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import httpx

from dockergym.app import BUILTIN
from dockergym.errors import DockerGymError, ImageNotFound
from dockergym.plugins.discovery import discover
from dockergym.plugins.environment import Environment
from dockergym.plugins.manager import EnvironmentHooks, ServerHooks
from dockergym.plugins.specs import CreateRequest, EnvSpec, SessionInit
from dockergym.runtimes.base import WorkerLaunch
from dockergym.runtimes.selection import choose_runtime
from dockergym.sessions.launching import new_session_id, worker_launch
from dockergym.sessions.worker import Worker
from dockergym.settings import ServerSettings
from dockergym.testing.environments.conversation import Answer, Conversation, NoReply, shortened
from dockergym.testing.environments.points import NotApplicable, Problem
from dockergym.testing.environments.subjects import Subject

_COMMANDS = "admissible_commands"
_STAND_IN_ACTION = "look"
_LATE_S = 5.0
_ENOUGH_FOR_A_BUFFER = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """How an environment is checked."""

    runtime: str = "auto"
    """Runtime that starts the workers."""
    env_id: str | None = None
    """Task that is played; ``None``: the one that the seed picks."""
    params: Mapping[str, Any] = field(default_factory=dict)
    seed: int = 7
    actions: Sequence[str] = ()
    """Actions that are taken in turn; none: those that the environment lists in its info."""
    steps: int = 12
    """Steps of an episode that is played to look at it."""
    episodes: int = 200
    """Episodes over which memory is watched."""
    budget_s: float = 60.0
    """Longest time for one point that plays as long as it can."""
    timeout_s: float = 60.0
    """Longest wait for a reply to a step; one to an init may take twice as long."""
    largest_image_mb: int = 2000
    longest_start_s: float = 60.0
    """Seconds from nothing to the first observation."""


@dataclass(frozen=True, slots=True)
class Contact:
    """What came of the first request to a worker."""

    answer: Answer | None
    """The reply to init; ``None`` where none came."""
    speaks_sdk: bool = False
    """Whether the worker has said hello."""
    unflushed: bool = False
    """Whether the reply came only when there was nothing more to read."""
    partial: bytes = b""
    """What came without a newline."""
    reason: str = ""
    """Why there is no reply."""


class EnvironmentBench:
    """One environment under check. Open it with ``async with``; that ends all it has started."""

    def __init__(self, subject: Subject, options: CheckOptions | None = None) -> None:
        self.subject = subject
        self.options = options or CheckOptions()
        self._stack = AsyncExitStack()
        self._contact: Contact | None = None

    async def __aenter__(self) -> Self:
        """Choose the runtime, ask the plugin what the environment is, and let it find its tasks.

        Raises:
            DockerGymError: something of that does not work.
        """
        async with AsyncExitStack() as stack:
            # Sockets live in this folder, so its path must be short.
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="dgym-"))
            self.folder = Path(folder)
            self.settings = self.settings_of_server()
            plugins = discover(()).plugins
            runtimes = ServerHooks((BUILTIN, *plugins)).runtimes()
            self.runtime, self.runtime_reason = await choose_runtime(self.settings, runtimes)
            stack.push_async_callback(self.runtime.close)
            self.subject.require_runtime(self.runtime, self.runtime_reason)
            stack.push_async_callback(self._end_workers)
            self.hooks = self.subject.hooks(self.settings)
            self.environment = await self._started_environment(
                self.hooks, stack, runs_images=self.runtime.runs_images
            )
            self._stack = stack.pop_all()
        return self

    async def __aexit__(self, *failure: object) -> None:
        await self._stack.aclose()

    @property
    def spec(self) -> EnvSpec:
        """What the plugin says the environment is."""
        return self.environment.spec

    @property
    def speaks_sdk(self) -> bool:
        """Whether the worker has said hello; known once it was met."""
        return self._contact is not None and self._contact.speaks_sdk

    def settings_of_server(self, **wanted: Any) -> ServerSettings:
        """Return settings of a server that nobody else can reach."""
        runs_here = self.subject.is_file and self.options.runtime == "auto"
        facts: dict[str, Any] = {
            "name": f"check-{secrets.token_hex(4)}",
            "state_dir": self.folder,
            "runtime": "local" if runs_here else self.options.runtime,
            "api_key": None,
            "api_keys_file": None,
            "host": "127.0.0.1",
            "warm": 0,
            # Nobody comes back for its sessions, whatever the machine's own servers do.
            "on_exit": "end",
            "idle_timeout_s": 600,
        }
        return self.subject.settings(**{**facts, **wanted})

    async def require_image(self) -> None:
        """Check that the image is there, where workers run in containers.

        Raises:
            Problem: it is not.
        """
        if not self.runtime.runs_images or self.spec.image is None:
            return
        try:
            await self.runtime.check_image(self.spec.image)
        except ImageNotFound as error:
            raise Problem(
                f"the image {self.spec.image} is not on the Docker engine", self.how_to_get_the_image()
            ) from error

    def how_to_get_the_image(self) -> str:
        """Return the command that builds the image, or fetches it."""
        if self.spec.build is not None:
            folder = self.subject.place
            first = f"pip install --editable {shlex.quote(str(folder))}, then " if folder is not None else ""
            return f"{first}dockergym build {self.subject.name}"
        return f"docker pull {self.spec.image}{self.subject.likely_name}"

    async def init_message(
        self, params: Mapping[str, Any] | None = None, env_id: str | None = None
    ) -> dict[str, Any]:
        """Return the fields of an init as the server sends them.

        Raises:
            DockerGymError: the plugin refuses the task or the params.
        """
        init = await self.create_session(params, env_id)
        message = {**init.params, "env_id": init.env_id or ""}
        message.setdefault("seed", self.options.seed)
        return message

    async def create_session(
        self, params: Mapping[str, Any] | None = None, env_id: str | None = None
    ) -> SessionInit:
        """Return what the plugin makes of a create.

        Raises:
            DockerGymError: it refuses the task or the params.
        """
        return await self.hooks.create_session(self.request(params, env_id))

    def request(self, params: Mapping[str, Any] | None = None, env_id: str | None = None) -> CreateRequest:
        """Return a create as a client asks for it."""
        return CreateRequest(
            env_id=env_id or self.options.env_id,
            params={**self.options.params, **(params or {})},
            seed=self.options.seed,
        )

    def create_body(self) -> dict[str, Any]:
        """Return the body of a create, as a client sends it."""
        options = self.options
        return {"params": dict(options.params), "seed": options.seed, "env_id": options.env_id}

    @asynccontextmanager
    async def as_for_containers(self) -> AsyncIterator[EnvironmentHooks]:
        """Start the plugin as for workers in containers, whatever they are here, and return its hooks.

        Raises:
            DockerGymError: it does not start.
        """
        async with AsyncExitStack() as stack:
            hooks = self.subject.hooks(self.settings)
            await self._started_environment(hooks, stack, runs_images=True)
            yield hooks

    def launch(self, **changes: Any) -> WorkerLaunch:
        """Return the launch of a worker as a server has it.

        Raises:
            ConfigurationError: the environment cannot run on this runtime.
        """
        launch = worker_launch(self.environment, self.runtime, self.settings, new_session_id())
        variables = {**launch.variables, **changes.pop("variables", {})}
        volumes = (*launch.volumes, *changes.pop("volumes", ()))
        return dataclasses.replace(launch, variables=variables, volumes=volumes, **changes)

    @asynccontextmanager
    async def conversation(self, **changes: Any) -> AsyncIterator[Conversation]:
        """Start a worker and talk to it over its standard streams; it is gone at the end of the block.

        Raises:
            DockerGymError: it cannot be started.
        """
        handle = await self.runtime.start(self.launch(offer_socket=False, **changes))
        try:
            talk = Conversation(handle, self.options.timeout_s)
            await handle.attach(lambda: talk)
            yield talk
        finally:
            await handle.stop(0)

    @asynccontextmanager
    async def worker(self) -> AsyncIterator[Worker]:
        """Start a worker as a server does, with all that it offers; it is gone at the end of the block.

        Raises:
            DockerGymError: it cannot be started.
        """
        worker = await Worker.start(self.runtime, self.launch(), self.settings)
        try:
            yield worker
        finally:
            await worker.stop(0)

    @asynccontextmanager
    async def served(self, **wanted: Any) -> AsyncIterator[httpx.AsyncClient]:
        """Serve the environment in this process; the client speaks to its routes.

        Raises:
            DockerGymError: it cannot be served.
        """
        settings = self.settings_of_server(**wanted)
        app = self.subject.app(settings)
        async with app.router.lifespan_context(app):
            transport = httpx.ASGITransport(app, raise_app_exceptions=False)
            async with httpx.AsyncClient(
                transport=transport, base_url="http://check", timeout=self.options.timeout_s * 3
            ) as http:
                http.headers["x-dockergym-server"] = settings.name
                yield http

    async def meet(self) -> Contact:
        """Begin an episode in a worker, and see what comes of it; done once."""
        if self._contact is None:
            self._contact = await self._meet()
        return self._contact

    async def begin(self, talk: Conversation, params: Mapping[str, Any] | None = None) -> Answer:
        """Begin an episode.

        Raises:
            Problem: the worker does not begin it.
        """
        message = await self.init_message(params)
        answer = await asked(talk, "init", **message)
        if not answer.ok:
            raise Problem(
                f"init was answered with an error: {answer.message.get('message')!r}",
                "make init_env begin an episode of every task that is listed",
            )
        return answer

    def player(self, salt: int = 0) -> Player:
        """Return what chooses actions; the same salt chooses the same."""
        return Player(self.options.actions, salt)

    async def _meet(self) -> Contact:
        try:
            message = await self.init_message()
            async with self.conversation() as talk:
                try:
                    return Contact(await talk.ask("init", **message), talk.speaks_sdk)
                except NoReply as silence:
                    return await _why_silent(talk, str(silence))
        except DockerGymError as error:
            return Contact(None, reason=error.detail)

    async def _started_environment(
        self, hooks: EnvironmentHooks, stack: AsyncExitStack, *, runs_images: bool
    ) -> Environment:
        spec = await hooks.env_spec(self.settings)
        environment = Environment(
            self.subject.name,
            spec,
            self.settings,
            runs_images=runs_images,
            distribution=hooks.plugin.distribution,
            distribution_version=hooks.plugin.version,
        )
        stack.push_async_callback(hooks.shutdown)
        await hooks.startup(environment)
        return environment

    async def _end_workers(self) -> None:
        for handle in await self.runtime.find(self.settings.name):
            await handle.stop(0)


class Player:
    """Chooses actions: those it was given in turn, or any of those that the environment lists."""

    def __init__(self, actions: Sequence[str], salt: int) -> None:
        self._actions = actions
        self._dice = random.Random(salt)
        self._taken = 0

    def action(self, info: Mapping[str, Any]) -> str:
        """Return the next action after a reply with this info."""
        self._taken += 1
        if self._actions:
            return self._actions[(self._taken - 1) % len(self._actions)]
        listed = _listed(info)
        return str(self._dice.choice(listed)) if listed else _STAND_IN_ACTION

    def knows_actions(self, info: Mapping[str, Any]) -> bool:
        """Say whether the next action after a reply with this info is more than a guess."""
        return bool(self._actions or _listed(info))


def _listed(info: Mapping[str, Any]) -> list[Any]:
    listed = info.get(_COMMANDS)
    return listed if isinstance(listed, list) else []


async def asked(talk: Conversation, command: str, **fields: Any) -> Answer:
    """Ask a worker.

    Raises:
        Problem: it does not answer.
    """
    try:
        return await talk.ask(command, **fields)
    except NoReply as silence:
        raise Problem(str(silence), "answer every request with one line") from silence


async def _why_silent(talk: Conversation, reason: str) -> Contact:
    """Find out whether the reply lies in a buffer of the worker."""
    partial = talk.partial_line
    if partial or talk.is_lost:
        return Contact(None, partial=partial, reason=reason)
    if talk.junk:
        reason = f"{reason}; it wrote {shortened(talk.junk[0])}"
    if not await talk.end_input():
        talk.press(_ENOUGH_FOR_A_BUFFER)
    return Contact(None, unflushed=await talk.late_answer(_LATE_S), reason=reason)


def needs_package(bench: EnvironmentBench) -> None:
    """Leave a point out where there is no package.

    Raises:
        NotApplicable: there is none.
    """
    if not bench.subject.is_package:
        raise NotApplicable("there is no package around this worker")
