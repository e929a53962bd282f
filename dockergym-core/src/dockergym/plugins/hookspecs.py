"""The plugin API: every hook that a server calls, and when.

A hook marked *async too* may be an ordinary function or an ``async def``; the server awaits what it
returns. A function takes those of the arguments that it needs, by name.

Three hooks ask a question and take one answer: `dockergym_env_spec`, `dockergym_create_session` and
`dockergym_translate_observation`. Plugins are asked in turn (the environment's own, then the cross-cutting
ones, then the server's default) until one returns something other than ``None``. These three may be wrapped::

    @hookimpl(wrapper=True)
    def dockergym_translate_observation(env, session, result):
        shown = yield
        return dataclasses.replace(shown, observation=shown.observation.strip())

A wrapper is always an ordinary generator function. What ``yield`` gives it has been awaited already, also
where the wrapped function is ``async``; where the wrapper has something of its own to await, it returns an
awaitable, and the server awaits that. What the wrapped function raises is raised at the ``yield``. Of several
wrappers, the environment's own is the outermost, then the cross-cutting ones in the order of their names.

The other hooks tell every plugin, and cannot be wrapped. One that raises does not keep the others from
being told, except at startup, where the environment is not served then.
"""

from __future__ import annotations

from collections.abc import Awaitable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import pluggy

if TYPE_CHECKING:
    from dockergym.plugins.environment import Environment
    from dockergym.plugins.specs import (
        CreateRequest,
        EnvSpec,
        RuntimeSpec,
        SessionEvent,
        SessionInit,
        StepResult,
    )
    from dockergym.settings import ServerSettings

PROJECT = "dockergym"
"""What pluggy knows our markers by."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
"""Marks a function of a plugin as one that the server calls."""

NoneOrAwaitable: TypeAlias = "Awaitable[None] | None"


@hookspec(firstresult=True)
def dockergym_env_spec(settings: ServerSettings) -> EnvSpec | Awaitable[EnvSpec]:
    """Return what this environment is: image, worker command, resources, isolation, capabilities, models.

    Async too; may be wrapped. Called once, when the server starts, before anything else of the environment.
    Only the environment's own plugin may implement it; a cross-cutting plugin may wrap it, to
    tighten an isolation or to raise a limit. There is no default: an environment without it is an error.
    It should not look for tasks or data: it also runs for ``dockergym envs`` and ``dockergym build``.
    """
    raise NotImplementedError


@hookspec
def dockergym_startup(env: Environment) -> NoneOrAwaitable:
    """Get ready to serve: find the tasks and set ``env.tasks``; keep what is needed later in ``env.state``.

    Async too. Called once, before the first session and after `dockergym_env_spec`: the environment's own
    plugin first, so that the others see its tasks. Until it returns, the environment takes no sessions.
    Long work without ``await`` belongs in a thread (`asyncio.to_thread`): it would hold up other
    environments. An exception means that the environment cannot be served; its message is shown.
    """
    raise NotImplementedError


@hookspec(firstresult=True)
def dockergym_create_session(
    env: Environment, request: CreateRequest
) -> SessionInit | Awaitable[SessionInit | None] | None:
    """Return what the worker is told at init: the task, and the parameters beside it.

    Async too; may be wrapped. Called for every create, before a worker is taken. ``request.params`` fit
    ``env.spec.params_model`` already, where there is one, and are as the client wrote them. Host paths that
    go to the worker pass through ``env.translate_path``.

    The default takes ``request.env_id``, which must be one of ``env.tasks`` if tasks are listed, or picks
    one of them at random where none is named: the same ``request.seed`` picks the same task. It passes the
    params on as they are. Return ``None`` to leave a request to it.

    For a client's mistake, raise what the client shall see: `dockergym.errors.InvalidParams` or
    `dockergym.errors.TaskNotFound`. Any other exception is answered as a fault of the plugin: status 500.
    """
    raise NotImplementedError


@hookspec(firstresult=True)
def dockergym_translate_observation(
    env: Environment, session: Mapping[str, Any], result: StepResult
) -> StepResult | Awaitable[StepResult | None] | None:
    """Return what the API shows of a worker's reply.

    Async too; may be wrapped. Called for every init (``result.step`` is 0) and every step, in the line of
    the request, so every microsecond of it is added to each step. The default shows the reply as it is.
    ``session`` is what the API shows of the session: ``session_id``, ``env_id``, ``run`` and the rest.
    ``result`` is frozen: make a changed one with `dataclasses.replace`, and leave its ``info`` as it is.
    Where no plugin implements the hook, replies are passed on without being unpacked.
    """
    raise NotImplementedError


@hookspec
def dockergym_session_event(env: Environment, event: SessionEvent) -> NoneOrAwaitable:
    """Learn what has happened to a session; recorders and metrics live here.

    Async too. Called after the fact and outside of every request, for one event after another, in the order
    in which they happened. An ordinary function runs on the server's event loop: it must return at once
    (count, append) and leave disks, sockets and locks to an ``async def`` or to a thread of its own. Each
    plugin has a bounded queue: events are dropped, counted and reported while it is full. An exception is
    logged and the next event follows.
    """
    raise NotImplementedError


@hookspec
def dockergym_shutdown(env: Environment) -> NoneOrAwaitable:
    """Let go of what startup took.

    Async too. Called once, after the last session has ended and the last event has been delivered, in the
    reverse order of startup; also when a startup failed, so ``env.state`` may not hold everything. An
    exception is logged.
    """
    raise NotImplementedError


@hookspec
def dockergym_register_runtimes() -> Iterable[RuntimeSpec]:
    """Return runtimes that ``--runtime`` can name.

    An ordinary function. Called once, at start, before any environment. A factory is called only when its
    runtime is used. A name that is already taken is an error that names both owners.
    """
    raise NotImplementedError


@hookspec
def dockergym_register_routes(env: Environment) -> Iterable[Any]:
    """Return FastAPI routers to serve below ``/envs/<name>``.

    An ordinary function. Called once for each environment, when its tasks are found. What fails here keeps the
    environment from being served, and no other. A router whose path is already taken by the server's own routes
    never gets a request.
    """
    raise NotImplementedError


@hookspec
def dockergym_register_commands(cli: Any) -> None:
    """Add commands to the ``dockergym`` command line: ``cli`` is its `typer.Typer`.

    An ordinary function. Called when a command is asked for that is not one of the core's own, so it only adds:
    imports of what is slow belong in the command's own module. ``dockergym --help`` imports no environment, and
    lists its name: an environment package adds a group of that name::

        cli.add_typer(commands, name="myenv")
    """
    raise NotImplementedError
