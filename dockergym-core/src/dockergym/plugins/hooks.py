"""`Hooks`: what a program that serves one environment of its own can override, without being a package."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from dockergym.errors import PluginError
from dockergym.plugins.calls import settled
from dockergym.plugins.defaults import choose_task
from dockergym.plugins.discovery import LoadedPlugin
from dockergym.plugins.hookspecs import hookimpl
from dockergym.plugins.openenv import serving_openenv
from dockergym.plugins.specs import Capabilities, CreateRequest, EnvSpec, SessionInit, Task, TaskList
from dockergym.settings import ServerConfig

if TYPE_CHECKING:
    from dockergym.plugins.environment import Environment


class Hooks:
    """Base of the class given to ``create_app(config, hooks=...)``; override what is needed.

    Each method may be an ``async def`` as well.
    """

    def on_startup(self, app: Any) -> Any:
        """Get ready, before the first session.

        ``app.state.config`` is the `ServerConfig`. What is in its ``env_files`` afterwards is what
        ``/environments`` lists.
        """

    def on_create_session(self, env_id: str | None, params: Mapping[str, Any]) -> Any:
        """Return what the worker is told: ``{"env_id": ..., **params}``; ``None`` passes both on as they are.

        ``env_id`` is what the client asked for, or one of ``env_files`` at random where it named none; it is
        ``None`` where there are no ``env_files`` either. Only where ``None`` is returned must it be one of
        ``env_files``: an override may take ids of its own.
        """

    def on_shutdown(self, app: Any) -> Any:
        """Let go of what `on_startup` took, after the last session."""


class HooksPlugin:
    """A `Hooks` object and its configuration as a plugin of one environment."""

    def __init__(self, hooks: Hooks, config: ServerConfig, app_getter: Callable[[], Any]) -> None:
        self._hooks = hooks
        self._config = config
        self._app_getter = app_getter

    def loaded(self) -> LoadedPlugin:
        """Return the plugin under the environment's name, ready for the manager."""
        return LoadedPlugin(name=self._config.env_name, plugin=self)

    @hookimpl
    def dockergym_env_spec(self) -> EnvSpec:
        """Return the environment that the configuration describes."""
        config = self._config
        spec = EnvSpec(
            worker_command=tuple(config.worker_command),
            image=config.docker_image,
            title=config.title,
            version=config.version,
            volumes=tuple(config.volumes),
            container_env=dict(config.container_env),
            container_label=config.container_label,
            capabilities=Capabilities(
                deterministic=config.deterministic,
                # Whether its worker can fork, a worker of the SDK says itself.
                fork=True,
                share_containers=config.shareable,
                reuse_containers=config.shareable,
            ),
        )
        if config.openenv_image is None:
            return spec
        return serving_openenv(spec, config.openenv_image, port=config.openenv_port)

    @hookimpl
    async def dockergym_startup(self, env: Environment) -> None:
        """Call `Hooks.on_startup`, and take the tasks from the configuration as it is afterwards."""
        app = self._app_getter()
        await settled(self._hooks.on_startup(app))
        config: ServerConfig = getattr(app.state, "config", self._config)
        env.tasks = TaskList(Task(env_id) for env_id in dict.fromkeys(config.env_files))

    @hookimpl
    async def dockergym_create_session(self, env: Environment, request: CreateRequest) -> SessionInit | None:
        """Call `Hooks.on_create_session` with the task that was named or picked."""
        env_id = request.env_id
        if env_id is None:
            env_id = choose_task(env.name, env.tasks, request)
        payload = await settled(self._hooks.on_create_session(env_id, request.params))
        if payload is None:
            return None
        if not isinstance(payload, Mapping):
            raise PluginError(
                f"{type(self._hooks).__name__}.on_create_session returned {type(payload).__name__}; "
                'it must return {"env_id": ..., **params} or None'
            )
        params = {name: value for name, value in payload.items() if name != "env_id"}
        return SessionInit(env_id=payload.get("env_id", env_id), params=params)

    @hookimpl
    async def dockergym_shutdown(self) -> None:
        """Call `Hooks.on_shutdown`."""
        await settled(self._hooks.on_shutdown(self._app_getter()))
