"""Plugins checked, kept and called: an environment's hooks, and the hooks of the server as a whole."""

from __future__ import annotations

import inspect
import logging
import types
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import pluggy

from dockergym.errors import DockerGymError, PluginError, suggestion
from dockergym.plugins import defaults, hookspecs
from dockergym.plugins.calls import Implementation, Question, is_generator, tell
from dockergym.plugins.discovery import NAME_PATTERN, LoadedPlugin
from dockergym.plugins.events import EventDispatcher
from dockergym.plugins.specs import (
    CreateRequest,
    EnvSpec,
    RuntimeSpec,
    SessionEvent,
    SessionInit,
    StepResult,
)

if TYPE_CHECKING:
    from dockergym.plugins.environment import Environment
    from dockergym.settings import ServerSettings

logger = logging.getLogger(__name__)

T = TypeVar("T")

HOOK_PREFIX = "dockergym_"
ENV_SPEC = "dockergym_env_spec"
STARTUP = "dockergym_startup"
CREATE_SESSION = "dockergym_create_session"
TRANSLATE_OBSERVATION = "dockergym_translate_observation"
SESSION_EVENT = "dockergym_session_event"
SHUTDOWN = "dockergym_shutdown"
REGISTER_RUNTIMES = "dockergym_register_runtimes"
REGISTER_ROUTES = "dockergym_register_routes"
REGISTER_COMMANDS = "dockergym_register_commands"

QUESTIONS = frozenset({ENV_SPEC, CREATE_SESSION, TRANSLATE_OBSERVATION})
"""Hooks that take one answer; only they can be wrapped."""
REGISTRATIONS = frozenset({REGISTER_RUNTIMES, REGISTER_ROUTES, REGISTER_COMMANDS})
"""Hooks that may be called outside of any event loop."""

CORE = LoadedPlugin(name="defaults", plugin=defaults, distribution="dockergym-core")
"""What answers where no plugin does."""


class PluginSet:
    """Plugins that are called together, checked when they are added."""

    def __init__(self) -> None:
        self._manager = pluggy.PluginManager(hookspecs.PROJECT)
        self._manager.add_hookspecs(hookspecs)

    def add(self, loaded: LoadedPlugin) -> None:
        """Add a plugin; the one added last is asked first.

        Raises:
            PluginError: one of its hooks is misspelt, not marked, or takes what its contract does not give;
                or the same plugin is there already.
        """
        _check_hooks(loaded)
        if self._manager.is_registered(loaded.plugin):
            first = self._manager.get_name(loaded.plugin)
            raise PluginError(f"{loaded.owner} is the same object as {first}; register it once")
        if self._manager.has_plugin(loaded.owner):
            raise PluginError(f"{loaded.owner} is there twice; register it once")
        try:
            self._manager.register(loaded.plugin, loaded.owner)
        except pluggy.PluginValidationError as exc:
            raise PluginError(f"{loaded.owner}: {' '.join(str(exc).split())}") from exc
        for implementation in self._of(loaded.owner):
            _check_form(implementation)

    def implementations(self, hook: str) -> list[Implementation]:
        """Return who implements a hook, in the order in which they are called."""
        caller: pluggy.HookCaller = getattr(self._manager.hook, hook)
        return [_implementation(hook, found) for found in reversed(caller.get_hookimpls())]

    def _of(self, owner: str) -> list[Implementation]:
        plugin = self._manager.get_plugin(owner)
        hooks = [caller.name for caller in self._manager.get_hookcallers(plugin) or ()]
        return [one for hook in hooks for one in self.implementations(hook) if one.owner == owner]


class EnvironmentHooks:
    """One environment's hooks: its own plugin, the cross-cutting ones, and the server's defaults.

    Made once for each environment, so that no call reaches another environment's plugin. First comes
    `env_spec`, then `startup`, then the rest, and `shutdown` in the end, also after a startup that failed.
    """

    def __init__(self, plugin: LoadedPlugin, cross_cutting: Iterable[LoadedPlugin] = ()) -> None:
        """Check the plugins.

        Raises:
            PluginError: one of them is misspelt, or answers a question that is the environment's own.
        """
        self.plugin = plugin
        self._plugins = _in_order((CORE, plugin, *cross_cutting))
        self._specs = self._plugins.implementations(ENV_SPEC)
        _check_env_spec(plugin, self._specs)
        inits = self._plugins.implementations(CREATE_SESSION)
        self._create_session = Question(SessionInit, inits, written_field="params")
        translators = self._plugins.implementations(TRANSLATE_OBSERVATION)
        self._translate = Question(StepResult, translators, written_field="info")
        self._translates = any(one.owner != CORE.owner for one in translators)
        self._events = EventDispatcher(self._plugins.implementations(SESSION_EVENT))
        self._env: Environment | None = None

    @property
    def name(self) -> str:
        """The environment's name."""
        return self.plugin.name

    @property
    def translates(self) -> bool:
        """Whether a plugin changes what the API shows."""
        return self._translates

    @property
    def observes(self) -> bool:
        """Whether a plugin wants events."""
        return self._events.observes

    @property
    def dropped_events(self) -> dict[str, int]:
        """Events that plugins were too slow for, by plugin."""
        return self._events.dropped

    async def env_spec(self, settings: ServerSettings) -> EnvSpec:
        """Return what the environment is.

        Raises:
            PluginError: its plugin failed or returned something else.
        """
        return await Question(EnvSpec, self._specs).ask(settings=settings)

    async def startup(self, env: Environment) -> None:
        """Let the plugins get ready, the environment's own first.

        Raises:
            PluginError: one failed; the environment cannot be served.
        """
        self._env = env
        for one in self._plugins.implementations(STARTUP):
            await tell(one, {"env": env})
        self._events.start(env)

    async def create_session(self, request: CreateRequest) -> SessionInit:
        """Return what the worker is told.

        Raises:
            InvalidParams: the params do not fit the environment's model.
            TaskNotFound: there is no such task.
            PluginError: a plugin failed.
        """
        env = self._started()
        defaults.check_params(env.spec.params_model, request.params)
        return await self._create_session.ask(env=env, request=request)

    async def translate(self, session: Mapping[str, Any], result: StepResult) -> StepResult:
        """Return what the API shows of a reply.

        Raises:
            PluginError: a plugin failed.
        """
        return await self._translate.ask(env=self._started(), session=session, result=result)

    def emit(self, event: SessionEvent) -> None:
        """Hand an event to the plugins that observe, without waiting for any of them."""
        self._events.emit(event)

    def routes(self, env: Environment, router_type: type[T]) -> list[T]:
        """Return the routers that plugins add to the environment; they are of the type that who serves them takes.

        Raises:
            PluginError: a plugin failed, or gave something else.
        """
        found: list[T] = []
        for one in self._plugins.implementations(REGISTER_ROUTES):
            for router in _registered(one, {"env": env}):
                if not isinstance(router, router_type):
                    raise PluginError(
                        f"{one.owner}: {one.hook} gave {type(router).__name__} for a router; "
                        f"it must give {router_type.__name__}"
                    )
                found.append(router)
        return found

    async def shutdown(self, drain_timeout_s: float = 5.0) -> None:
        """Deliver the events that wait, for at most so many seconds, and let the plugins go; failures are logged."""
        await self._events.close(drain_timeout_s)
        if self._env is None:
            return
        for one in reversed(self._plugins.implementations(SHUTDOWN)):
            try:
                await tell(one, {"env": self._env})
            except DockerGymError:
                logger.exception("environment %r: a plugin failed at shutdown", self.name)

    def _started(self) -> Environment:
        if self._env is None:
            raise RuntimeError(f"call startup() of environment {self.name!r} before its sessions")
        return self._env


class ServerHooks:
    """The hooks that belong to the server as a whole, from plugins of both kinds."""

    def __init__(self, plugins: Iterable[LoadedPlugin]) -> None:
        """Check the plugins.

        Raises:
            PluginError: one of them is misspelt.
        """
        self._plugins = _in_order(plugins)

    def runtimes(self) -> dict[str, RuntimeSpec]:
        """Return every runtime that the plugins offer, by its name.

        Raises:
            PluginError: a name is taken twice, or a plugin failed.
        """
        found: dict[str, RuntimeSpec] = {}
        owners: dict[str, str] = {}
        for one in self._plugins.implementations(REGISTER_RUNTIMES):
            for spec in _registered(one, {}):
                _check_runtime(one, spec)
                if spec.name in found:
                    raise PluginError(
                        f"the runtime {spec.name!r} is registered twice: "
                        f"by {owners[spec.name]} and by {one.owner}; uninstall one of them"
                    )
                found[spec.name], owners[spec.name] = spec, one.owner
        return found

    def add_commands(self, cli: Any) -> list[PluginError]:
        """Let the plugins add their commands to the command line; return what went wrong.

        A plugin that fails costs its own commands only.
        """
        failures: list[PluginError] = []
        for one in self._plugins.implementations(REGISTER_COMMANDS):
            try:
                _call(one, {"cli": cli})
            except DockerGymError as exc:
                failures.append(PluginError(str(exc)))
        return failures


def hook_names() -> list[str]:
    """Return the name of every hook, in the order of their contracts."""
    return [name for name in vars(hookspecs) if name.startswith(HOOK_PREFIX)]


def _implementation(hook: str, found: pluggy.HookImpl) -> Implementation:
    return Implementation(
        hook=hook,
        owner=found.plugin_name,
        function=found.function,
        arguments=tuple(found.argnames),
        wraps=found.wrapper or found.hookwrapper,
    )


def _check_hooks(loaded: LoadedPlugin) -> None:
    """Refuse functions that look like hooks and would never be called."""
    known = hook_names()
    markers = pluggy.PluginManager(hookspecs.PROJECT)
    for attribute in dir(loaded.plugin):
        options = markers.parse_hookimpl_opts(loaded.plugin, attribute)
        if options is None and not _claims_to_be_hook(loaded.plugin, attribute):
            continue
        hook = (options and options.get("specname")) or attribute
        if hook not in known:
            if options and options.get("optionalhook"):
                continue
            raise PluginError(f"{loaded.owner}: there is no hook {hook!r}{_advice(hook, known)}")
        if options is None:
            raise PluginError(f"{loaded.owner}: {hook} is not marked; put @hookimpl above it")
        if options.get("hookwrapper"):
            raise PluginError(f"{loaded.owner}: {hook} is marked hookwrapper=True; use wrapper=True")


def _advice(hook: str, known: Sequence[str]) -> str:
    near = suggestion(hook, known) or suggestion(HOOK_PREFIX + hook, known)
    return near or f"; the hooks are: {', '.join(known)}"


def _claims_to_be_hook(plugin: object, attribute: str) -> bool:
    if not attribute.startswith(HOOK_PREFIX):
        return False
    value = inspect.getattr_static(plugin, attribute)
    return isinstance(value, types.FunctionType | types.MethodType | staticmethod | classmethod)


def _check_form(implementation: Implementation) -> None:
    """Refuse functions whose kind the server cannot call for that hook."""
    hook, function = implementation.hook, implementation.function
    if implementation.wraps and hook not in QUESTIONS:
        raise PluginError(
            f"{implementation.owner}: {hook} cannot be wrapped; these can: {', '.join(sorted(QUESTIONS))}"
        )
    if hook in REGISTRATIONS:
        if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
            raise PluginError(f"{implementation.owner}: {hook} must be an ordinary function, not async")
    elif not implementation.wraps and is_generator(function):
        raise PluginError(
            f"{implementation.owner}: {hook} has a yield, so calling it runs nothing; "
            "mark it wrapper=True, or take the yield out"
        )


def _check_env_spec(plugin: LoadedPlugin, implementations: Sequence[Implementation]) -> None:
    answerers = [one.owner for one in implementations if not one.wraps]
    strangers = [owner for owner in answerers if owner != plugin.owner]
    if strangers:
        raise PluginError(
            f"{strangers[0]} implements {ENV_SPEC}, which only an environment's own plugin may: wrap it "
            "(wrapper=True) to change it, or name the plugin in the group dockergym.envs"
        )
    if not answerers:
        raise PluginError(f"{plugin.owner} has no {ENV_SPEC}; an environment must say what it is")


def _in_order(plugins: Iterable[LoadedPlugin]) -> PluginSet:
    """Return a set that calls the plugins in the order given, as far as ``tryfirst`` and ``trylast`` say nothing.

    Of several that say ``trylast``, the first one given is called last.
    """
    plugin_set = PluginSet()
    for one in reversed(list(plugins)):
        plugin_set.add(one)
    return plugin_set


def _call(implementation: Implementation, given: dict[str, Any]) -> Any:
    try:
        return implementation(given)
    except Exception as exc:
        implementation.fail(exc)


def _registered(implementation: Implementation, given: dict[str, Any]) -> list[Any]:
    """Return what a plugin registers; a generator may fail as late as while it is listed."""
    try:
        return list(implementation(given) or ())
    except Exception as exc:
        implementation.fail(exc)


def _check_runtime(implementation: Implementation, spec: object) -> None:
    if not isinstance(spec, RuntimeSpec):
        raise PluginError(
            f"{implementation.owner}: {implementation.hook} gave {type(spec).__name__} for a RuntimeSpec"
        )
    if not NAME_PATTERN.fullmatch(spec.name) or spec.name == "auto":
        raise PluginError(
            f"{implementation.owner}: {spec.name!r} cannot name a runtime; take lower-case letters, digits, "
            "'-' and '_', and not 'auto'"
        )
