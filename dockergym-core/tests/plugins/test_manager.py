from __future__ import annotations

import asyncio
import dataclasses
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi import APIRouter, FastAPI
from pydantic import BaseModel, Field

from dockergym.errors import InvalidParams, PluginError, TaskNotFound
from dockergym.plugins import hookimpl
from dockergym.plugins.discovery import LoadedPlugin, discover
from dockergym.plugins.environment import Environment
from dockergym.plugins.manager import EnvironmentHooks, ServerHooks
from dockergym.plugins.specs import (
    Capabilities,
    CreateRequest,
    EnvSpec,
    Resources,
    RuntimeSpec,
    SessionEvent,
    SessionInit,
    StepResult,
)
from dockergym.runtimes.base import Runtime
from dockergym.settings import ServerSettings
from dockergym.testing.waiting import eventually

Install = Callable[..., Path]
MakeEnvironment = Callable[..., Environment]

REPLY = StepResult(observation="You see a lamp. ", reward=1.0, info={"score": 3}, step=2)


class Toy:
    """The least that an environment is."""

    @hookimpl
    def dockergym_env_spec(self) -> EnvSpec:
        return EnvSpec(image="toy")


def loaded(plugin: object, name: str = "toy") -> LoadedPlugin:
    return LoadedPlugin(name, plugin, distribution=f"dist-{name}", version="1.0")


def hooks_of(plugin: object, **cross_cutting: object) -> EnvironmentHooks:
    return EnvironmentHooks(loaded(plugin), [loaded(one, name) for name, one in cross_cutting.items()])


async def test_an_installed_package_is_served_through_its_hooks(install: Install) -> None:
    source = """
        from dockergym.plugins import hookimpl
        from dockergym.plugins.specs import EnvSpec, SessionInit, Task

        @hookimpl
        async def dockergym_env_spec(settings):
            return EnvSpec(image=f"toy-on-{settings.port}")

        @hookimpl
        async def dockergym_startup(env):
            env.tasks = [Task("one"), Task("two")]
            env.state.seen = []

        @hookimpl
        async def dockergym_create_session(env, request):
            return SessionInit(env_id=request.env_id or "two", params={"level": 3})

        @hookimpl
        async def dockergym_session_event(env, event):
            env.state.seen.append(event.kind)

        @hookimpl
        async def dockergym_shutdown(env):
            env.state.seen.append("shutdown")
    """
    install("dockergym-toy", {"dockergym.envs": {"toy": "toy_env.plugin"}}, {"toy_env/plugin.py": source})
    hooks = EnvironmentHooks(discover({"toy"}).environment("toy"))
    settings = ServerSettings(port=1234)
    environment = Environment(hooks.name, await hooks.env_spec(settings), settings)

    await hooks.startup(environment)
    assert environment.spec.image == "toy-on-1234"
    assert environment.tasks.ids() == ["one", "two"]
    assert await hooks.create_session(CreateRequest()) == SessionInit(env_id="two", params={"level": 3})
    hooks.emit(SessionEvent("created", "s1", "toy", 0.0))
    await hooks.shutdown()
    assert environment.state.seen == ["created", "shutdown"]


# What the server answers by itself.


async def test_the_default_takes_the_task_that_is_named(make_environment: MakeEnvironment) -> None:
    hooks = hooks_of(Toy())
    await hooks.startup(make_environment("kitchen/1", "kitchen/2"))

    init = await hooks.create_session(CreateRequest(env_id="kitchen/2", params={"a": [1]}))

    assert init == SessionInit(env_id="kitchen/2", params={"a": [1]})


async def test_the_default_refuses_a_task_that_is_not_listed(make_environment: MakeEnvironment) -> None:
    hooks = hooks_of(Toy())
    await hooks.startup(make_environment("kitchen/1"))

    with pytest.raises(TaskNotFound, match=r"'toy' has no task 'kitchen/l'; did you mean 'kitchen/1'\?"):
        await hooks.create_session(CreateRequest(env_id="kitchen/l"))


async def test_the_default_lets_any_task_pass_where_none_is_listed(make_environment: MakeEnvironment) -> None:
    hooks = hooks_of(Toy())
    await hooks.startup(make_environment())

    assert (await hooks.create_session(CreateRequest(env_id="anything"))).env_id == "anything"
    assert (await hooks.create_session(CreateRequest())).env_id is None


async def test_the_default_picks_at_random_and_the_same_for_the_same_seed(
    make_environment: MakeEnvironment,
) -> None:
    hooks = hooks_of(Toy())
    await hooks.startup(make_environment(*"abcdefgh"))

    async def pick(seed: int | None) -> str | None:
        return (await hooks.create_session(CreateRequest(seed=seed))).env_id

    assert [await pick(seed) for seed in range(50)] == [await pick(seed) for seed in range(50)]
    assert {await pick(seed) for seed in range(200)} == set("abcdefgh")
    assert len({await pick(None) for _ in range(100)}) > 1


class Params(BaseModel):
    level: int = Field(1, ge=1)
    mode: str = "easy"


async def test_params_are_checked_before_any_plugin_sees_them(make_environment: MakeEnvironment) -> None:
    seen: list[Mapping[str, Any]] = []

    class Careless(Toy):
        @hookimpl
        def dockergym_create_session(self, request: CreateRequest) -> SessionInit:
            seen.append(request.params)
            return SessionInit(env_id=None, params=request.params)

    hooks = hooks_of(Careless())
    await hooks.startup(make_environment(spec=EnvSpec(params_model=Params)))

    with pytest.raises(InvalidParams) as caught:
        await hooks.create_session(CreateRequest(params={"level": 0, "mode": 3}))
    assert "level: Input should be greater than or equal to 1" in caught.value.detail
    assert "mode: Input should be a valid string" in caught.value.detail
    assert "(known: level, mode)" in caught.value.detail
    assert len(caught.value.extra["errors"]) == 2
    assert seen == []

    await hooks.create_session(CreateRequest(params={"level": 2}))
    assert seen == [{"level": 2}]


async def test_a_reply_is_shown_as_it_is_where_no_plugin_translates(
    make_environment: MakeEnvironment,
) -> None:
    hooks = hooks_of(Toy())
    await hooks.startup(make_environment())

    assert not hooks.translates
    assert await hooks.translate({"session_id": "s"}, REPLY) == REPLY


def test_sessions_before_startup_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(RuntimeError, match=r"call startup\(\)"):
        asyncio.run(hooks_of(Toy()).create_session(CreateRequest()))


# Who is asked, and in which order.


class Answering:
    """Picks a task of its own, unless the request names one."""

    def __init__(self, env_id: str) -> None:
        self.env_id = env_id

    @hookimpl
    async def dockergym_create_session(self, request: CreateRequest) -> SessionInit | None:
        await asyncio.sleep(0)
        return None if request.env_id else SessionInit(env_id=self.env_id)


class AnsweringToy(Answering, Toy):
    pass


async def test_the_environments_own_plugin_is_asked_first(make_environment: MakeEnvironment) -> None:
    hooks = hooks_of(AnsweringToy("own"), other=Answering("other"))
    await hooks.startup(make_environment())

    assert (await hooks.create_session(CreateRequest())).env_id == "own"


async def test_an_async_answer_of_none_passes_the_question_on(make_environment: MakeEnvironment) -> None:
    hooks = hooks_of(AnsweringToy("own"), other=Answering("other"))
    await hooks.startup(make_environment("named"))

    assert (await hooks.create_session(CreateRequest(env_id="named"))).env_id == "named"


async def test_tryfirst_and_trylast_are_kept(make_environment: MakeEnvironment) -> None:
    class Early:
        @hookimpl(tryfirst=True)
        def dockergym_create_session(self, request: CreateRequest) -> SessionInit | None:
            return SessionInit(env_id="early") if request.seed == 1 else None

    class Late:
        @hookimpl(trylast=True)
        def dockergym_create_session(self) -> SessionInit:
            return SessionInit(env_id="late")

    hooks = hooks_of(AnsweringToy("own"), late=Late(), early=Early())
    await hooks.startup(make_environment())

    assert (await hooks.create_session(CreateRequest(seed=1))).env_id == "early"
    assert (await hooks.create_session(CreateRequest(seed=2))).env_id == "own"
    assert (await hooks.create_session(CreateRequest(env_id="any"))).env_id == "late"


class Tracing:
    """Notes when it is told something."""

    def __init__(self, name: str, trace: list[str]) -> None:
        self.name = name
        self.trace = trace

    @hookimpl
    def dockergym_startup(self, env: Environment) -> None:
        self.trace.append(f"{self.name} starts {env.name}")

    @hookimpl
    async def dockergym_session_event(self, env: Environment, event: SessionEvent) -> None:
        self.trace.append(f"{self.name} sees {event.kind} of {env.name}")

    @hookimpl
    async def dockergym_shutdown(self, env: Environment) -> None:
        self.trace.append(f"{self.name} ends {env.name}")


class TracingToy(Tracing, Toy):
    pass


async def test_startup_goes_from_the_environment_outwards_and_shutdown_back(
    make_environment: MakeEnvironment,
) -> None:
    trace: list[str] = []
    hooks = hooks_of(TracingToy("own", trace), a=Tracing("a", trace), b=Tracing("b", trace))

    await hooks.startup(make_environment())
    hooks.emit(SessionEvent("created", "s1", "toy", 0.0))
    await hooks.shutdown()

    starts = ["own starts toy", "a starts toy", "b starts toy"]
    ends = ["b ends toy", "a ends toy", "own ends toy"]
    assert trace[:3] == starts
    assert sorted(trace[3:6]) == ["a sees created of toy", "b sees created of toy", "own sees created of toy"]
    assert trace[6:] == ends


async def test_a_hook_of_one_environment_never_reaches_anothers_plugin(
    make_environment: MakeEnvironment,
) -> None:
    traces: dict[str, list[str]] = {"chess": [], "maze": [], "both": []}
    shared = loaded(Tracing("both", traces["both"]), "both")
    served = {
        name: EnvironmentHooks(loaded(TracingToy(name, traces[name]), name), [shared])
        for name in ("chess", "maze")
    }
    for name, hooks in served.items():
        await hooks.startup(make_environment(name, name=name))
        assert (await hooks.create_session(CreateRequest())).env_id == name

    served["maze"].emit(SessionEvent("created", "s1", "maze", 0.0))
    for hooks in served.values():
        await hooks.shutdown()

    assert traces["chess"] == ["chess starts chess", "chess ends chess"]
    assert traces["maze"] == ["maze starts maze", "maze sees created of maze", "maze ends maze"]
    assert [line for line in traces["both"] if "created" in line] == ["both sees created of maze"]


# Wrappers.


class Translating(Toy):
    @hookimpl
    async def dockergym_translate_observation(
        self, env: Environment, session: Mapping[str, Any], result: StepResult
    ) -> StepResult:
        await asyncio.sleep(0)
        text = f"{env.name}/{session['session_id']}: {result.observation}"
        return dataclasses.replace(result, observation=text)


class Stripping:
    @hookimpl(wrapper=True)
    def dockergym_translate_observation(self) -> Generator[None, StepResult, StepResult]:
        shown = yield
        return dataclasses.replace(shown, observation=shown.observation.strip())


class Shouting:
    """Has something to await after what it wraps."""

    @hookimpl(wrapper=True)
    def dockergym_translate_observation(self) -> Generator[None, StepResult, Awaitable[StepResult]]:
        shown = yield
        return self._shout(shown)

    async def _shout(self, shown: StepResult) -> StepResult:
        await asyncio.sleep(0)
        return dataclasses.replace(shown, observation=shown.observation.upper() + "!")


async def test_a_wrapper_is_given_what_an_async_function_came_to(make_environment: MakeEnvironment) -> None:
    hooks = hooks_of(Translating(), stripping=Stripping())
    await hooks.startup(make_environment())

    assert hooks.translates
    shown = await hooks.translate({"session_id": "s1"}, REPLY)
    assert shown == dataclasses.replace(REPLY, observation="toy/s1: You see a lamp.")


async def test_wrappers_are_nested_first_outermost_and_may_await(make_environment: MakeEnvironment) -> None:
    hooks = hooks_of(Toy(), stripping=Stripping(), shouting=Shouting())
    await hooks.startup(make_environment())

    assert hooks.translates
    assert (await hooks.translate({}, REPLY)).observation == "YOU SEE A LAMP. !"
    turned = hooks_of(Toy(), shouting=Shouting(), stripping=Stripping())
    await turned.startup(make_environment())
    assert (await turned.translate({}, REPLY)).observation == "YOU SEE A LAMP.!"


async def test_a_cross_cutting_plugin_may_wrap_the_spec() -> None:
    class Smaller:
        @hookimpl(wrapper=True)
        def dockergym_env_spec(self, settings: ServerSettings) -> Generator[None, EnvSpec, EnvSpec]:
            spec = yield
            return dataclasses.replace(spec, max_sessions=settings.max_sessions // 2)

    spec = await hooks_of(Toy(), smaller=Smaller()).env_spec(ServerSettings(max_sessions=10))

    assert (spec.image, spec.max_sessions) == ("toy", 5)


async def test_a_wrapper_may_turn_a_failure_into_an_answer(make_environment: MakeEnvironment) -> None:
    closed: list[str] = []

    class Failing(Toy):
        @hookimpl
        async def dockergym_create_session(self, request: CreateRequest) -> SessionInit:
            raise TaskNotFound("gone")

    class Passing:
        @hookimpl(wrapper=True)
        def dockergym_create_session(self) -> Generator[None, SessionInit, SessionInit]:
            try:
                return (yield)
            finally:
                closed.append("passing")

    class Rescuing:
        @hookimpl(wrapper=True)
        def dockergym_create_session(
            self, request: CreateRequest
        ) -> Generator[None, SessionInit, SessionInit]:
            try:
                return (yield)
            except TaskNotFound:
                if request.env_id == "lost":
                    raise
                return SessionInit(env_id="spare")

    hooks = hooks_of(Failing(), rescuing=Rescuing(), passing=Passing())
    await hooks.startup(make_environment())

    assert (await hooks.create_session(CreateRequest())).env_id == "spare"
    with pytest.raises(TaskNotFound, match=r"gone"):
        await hooks.create_session(CreateRequest(env_id="lost"))
    assert closed == ["passing", "passing"]


class Cancelled(Toy):
    def __init__(self) -> None:
        self.unwound = False

    @hookimpl(wrapper=True)
    def dockergym_create_session(self) -> Generator[None, SessionInit, SessionInit]:
        try:
            return (yield)
        finally:
            self.unwound = True


async def test_a_cancelled_create_unwinds_its_wrappers(make_environment: MakeEnvironment) -> None:
    begun = asyncio.Event()

    class Waiting:
        @hookimpl
        async def dockergym_create_session(self) -> SessionInit:
            begun.set()
            await asyncio.Event().wait()
            raise AssertionError

    plugin = Cancelled()
    hooks = hooks_of(plugin, waiting=Waiting())
    await hooks.startup(make_environment())
    task = asyncio.create_task(hooks.create_session(CreateRequest()))
    await begun.wait()
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert plugin.unwound


class Forgetful:
    @hookimpl(wrapper=True)
    def dockergym_create_session(self) -> Generator[None, SessionInit, None]:
        yield


class Repeating:
    @hookimpl(wrapper=True)
    def dockergym_create_session(self) -> Generator[None, SessionInit, SessionInit]:
        answer = yield
        yield
        return answer


class Empty:
    @hookimpl(wrapper=True)
    def dockergym_create_session(self, request: CreateRequest) -> Generator[None, SessionInit, SessionInit]:
        if request.seed is None:
            return SessionInit(env_id="early")
        return (yield)


@pytest.mark.parametrize(
    ("plugin", "message"),
    [
        (Forgetful(), "the wrapper dockergym_create_session returned None; it must return SessionInit"),
        (Repeating(), "the wrapper dockergym_create_session yields more than once"),
        (Empty(), "the wrapper dockergym_create_session ended before its yield"),
    ],
)
async def test_a_wrapper_that_breaks_its_contract_is_named(
    make_environment: MakeEnvironment, plugin: object, message: str
) -> None:
    hooks = hooks_of(Toy(), wrapping=plugin)
    await hooks.startup(make_environment())

    with pytest.raises(PluginError, match=rf"plugin 'wrapping' of dist-wrapping 1.0: {message}"):
        await hooks.create_session(CreateRequest())


# What plugins do wrong.


class WrongSpec:
    @hookimpl
    async def dockergym_env_spec(self) -> Any:
        return {"image": "toy"}


class NoSpec:
    @hookimpl
    def dockergym_env_spec(self) -> None:
        return None


class FailingSpec:
    @hookimpl
    async def dockergym_env_spec(self) -> EnvSpec:
        raise OSError("the catalogue is gone")


@pytest.mark.parametrize(
    ("plugin", "message"),
    [
        (WrongSpec(), "dockergym_env_spec returned dict; it must return EnvSpec"),
        (NoSpec(), "dockergym_env_spec returned None; it must return EnvSpec"),
        (FailingSpec(), "dockergym_env_spec failed: OSError: the catalogue is gone"),
    ],
)
async def test_a_wrong_answer_names_the_plugin_and_the_hook(plugin: object, message: str) -> None:
    with pytest.raises(PluginError, match=rf"plugin 'toy' of dist-toy 1.0: {message}"):
        await hooks_of(plugin).env_spec(ServerSettings())


async def test_a_startup_that_fails_names_its_plugin_and_shutdown_still_comes(
    make_environment: MakeEnvironment, caplog: pytest.LogCaptureFixture
) -> None:
    trace: list[str] = []

    class Failing:
        @hookimpl
        async def dockergym_startup(self) -> None:
            raise FileNotFoundError("no games here")

        @hookimpl
        def dockergym_shutdown(self) -> None:
            raise ValueError("cannot end either")

    hooks = hooks_of(TracingToy("own", trace), failing=Failing())
    with pytest.raises(PluginError, match=r"plugin 'failing' .*FileNotFoundError: no games here") as caught:
        await hooks.startup(make_environment())
    assert isinstance(caught.value.__cause__, FileNotFoundError)

    await hooks.shutdown()
    assert trace == ["own starts toy", "own ends toy"]
    assert "cannot end either" in caplog.text


class Misspelt(Toy):
    @hookimpl
    def dockergym_start_up(self, env: Environment) -> None:
        raise AssertionError


class MisspeltUnmarked(Toy):
    def dockergym_create_sesion(self, env: Environment) -> None:
        raise AssertionError


class MisspeltName(Toy):
    @hookimpl(specname="dockergym_shut_down")
    def finish(self, env: Environment) -> None:
        raise AssertionError


class MarkedWithoutPrefix(Toy):
    @hookimpl
    def startup(self, env: Environment) -> None:
        raise AssertionError


class Unmarked(Toy):
    @staticmethod
    def dockergym_startup(env: Environment) -> None:
        raise AssertionError


class UnknownArgument(Toy):
    @hookimpl
    def dockergym_startup(self, environment: Environment) -> None:
        raise AssertionError


class OldWrapper(Toy):
    @hookimpl(hookwrapper=True)
    def dockergym_create_session(self) -> Iterator[None]:
        yield


class PlainWrapper(Toy):
    @hookimpl(wrapper=True)
    def dockergym_create_session(self) -> SessionInit:
        raise AssertionError


class WrappedBroadcast(Toy):
    @hookimpl(wrapper=True)
    def dockergym_startup(self) -> Iterator[None]:
        yield


class YieldWithoutWrapper(Toy):
    @hookimpl
    def dockergym_startup(self) -> Iterator[None]:
        yield


class AsyncRoutes(Toy):
    @hookimpl
    async def dockergym_register_routes(self) -> list[APIRouter]:
        raise AssertionError


class AsyncYieldingRoutes(Toy):
    @hookimpl
    async def dockergym_register_routes(self) -> AsyncIterator[APIRouter]:
        yield APIRouter()


class NoSpecHook:
    @hookimpl
    def dockergym_startup(self) -> None:
        raise AssertionError


@pytest.mark.parametrize(
    ("plugin", "message"),
    [
        (Misspelt(), r"there is no hook 'dockergym_start_up'; did you mean 'dockergym_startup'\?"),
        (MisspeltUnmarked(), r"no hook 'dockergym_create_sesion'; did you mean 'dockergym_create_session'\?"),
        (MisspeltName(), r"there is no hook 'dockergym_shut_down'; did you mean 'dockergym_shutdown'\?"),
        (MarkedWithoutPrefix(), r"there is no hook 'startup'; did you mean 'dockergym_startup'\?"),
        (Unmarked(), "dockergym_startup is not marked; put @hookimpl above it"),
        (UnknownArgument(), r"Argument\(s\) {'environment'} are declared in the hookimpl"),
        (OldWrapper(), "dockergym_create_session is marked hookwrapper=True; use wrapper=True"),
        (PlainWrapper(), "but function is not a generator function"),
        (WrappedBroadcast(), "dockergym_startup cannot be wrapped; these can: dockergym_create_session, "),
        (YieldWithoutWrapper(), "dockergym_startup has a yield, so calling it runs nothing"),
        (AsyncRoutes(), "dockergym_register_routes must be an ordinary function, not async"),
        (AsyncYieldingRoutes(), "dockergym_register_routes must be an ordinary function, not async"),
        (NoSpecHook(), "has no dockergym_env_spec; an environment must say what it is"),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, str) else "",
)
def test_a_hook_that_would_never_work_is_refused_with_its_owner(plugin: object, message: str) -> None:
    with pytest.raises(PluginError, match=message) as caught:
        hooks_of(plugin)
    assert "plugin 'toy' of dist-toy 1.0" in caught.value.detail


class Declares:
    """An environment whose spec, init and replies hold what they are given."""

    def __init__(self, **answers: Any) -> None:
        self._answers = answers

    @hookimpl
    def dockergym_env_spec(self) -> EnvSpec:
        return EnvSpec(**self._answers.get("spec", {}))

    @hookimpl
    def dockergym_create_session(self) -> SessionInit:
        return SessionInit(**self._answers.get("init", {}))

    @hookimpl
    def dockergym_translate_observation(self) -> StepResult:
        return StepResult(**self._answers.get("result", {}))


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        (
            "worker_command",
            "python -m toys",
            "worker_command: input should be a valid tuple, not 'python -m toys'",
        ),
        ("params_model", 3, "params_model: input should be a subclass of BaseModel, not 3"),
        ("container_env", {"THREADS": 1}, "container_env.THREADS: input should be a valid string, not 1"),
        ("max_sessions", 0, "max_sessions: input should be greater than 0, not 0"),
        ("resources", Resources(memory_mb=0), "resources.memory_mb: input should be greater than 0, not 0"),
        ("version", 1.0, "version: input should be a valid string, not 1.0"),
    ],
)
async def test_a_spec_with_a_wrong_field_is_refused_by_its_name(
    field: str, value: object, message: str
) -> None:
    hooks = hooks_of(Declares(spec={field: value}))
    with pytest.raises(PluginError) as caught:
        await hooks.env_spec(ServerSettings())
    said = "plugin 'toy' of dist-toy 1.0: dockergym_env_spec returned a wrong EnvSpec: "
    assert caught.value.detail == said + message


async def test_what_can_only_mean_one_thing_in_a_spec_is_taken_for_it() -> None:
    hooks = hooks_of(
        Declares(spec={"worker_command": ["python", "-m", "toys"], "capabilities": {"fork": True}})
    )
    spec = await hooks.env_spec(ServerSettings())
    assert (spec.worker_command, spec.capabilities) == (("python", "-m", "toys"), Capabilities(fork=True))


async def test_an_answer_with_a_wrong_field_is_refused_in_the_middle_of_an_episode() -> None:
    hooks = hooks_of(Declares(init={"env_id": 3}, result={"observation": None}))
    await hooks.startup(Environment("toy", EnvSpec(), ServerSettings()))
    with pytest.raises(
        PluginError, match=r"a wrong SessionInit: env_id: input should be a valid string, not 3"
    ):
        await hooks.create_session(CreateRequest())
    with pytest.raises(PluginError, match=r"a wrong StepResult: observation: .* string, not None"):
        await hooks.translate({}, REPLY)


ENDLESS: list[Any] = []
ENDLESS.append(ENDLESS)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (np.float32(0.5), "Encoding objects of type numpy.float32 is unsupported"),
        ({"deep": [Path("map.png")]}, "Encoding objects of type .*Path is unsupported"),
        ({np.int64(1)}, "Encoding objects of type numpy.int64 is unsupported"),
        ({(1, 2): 3}, "Only dicts with str-like or number-like keys are supported"),
        ("half \ud800", "surrogates not allowed"),
        (ENDLESS, "maximum recursion depth exceeded"),
    ],
    ids=["numpy", "path", "set", "key", "text", "endless"],
)
async def test_what_json_cannot_hold_is_refused_where_a_plugin_gives_it(value: Any, reason: str) -> None:
    given = {"fine": [1, None, {"x": 2**70}], "odd": value}
    hooks = hooks_of(
        Declares(init={"env_id": "a", "params": given}, result={"observation": "", "info": given})
    )
    await hooks.startup(Environment("toy", EnvSpec(), ServerSettings()))
    said = r"plugin 'toy' of dist-toy 1.0: dockergym_{} returned a wrong {}.odd: JSON cannot hold it: .*{}"
    with pytest.raises(PluginError, match=said.format("create_session", "SessionInit: params", reason)):
        await hooks.create_session(CreateRequest())
    with pytest.raises(PluginError, match=said.format("translate_observation", "StepResult: info", reason)):
        await hooks.translate({}, REPLY)


def test_a_misspelt_hook_of_an_installed_module_is_refused(install: Install) -> None:
    source = "def dockergym_sesion_event(env, event): pass\n"
    install("watching", {"dockergym.plugins": {"watching": "watching"}}, {"watching.py": source})
    (watching,) = [plugin for plugin in discover(()).plugins if plugin.name == "watching"]

    with pytest.raises(PluginError, match=r"plugin 'watching' of watching 1.0: .*'dockergym_session_event'"):
        EnvironmentHooks(loaded(Toy()), [watching])


def test_a_module_may_import_packages_whose_names_begin_like_hooks(install: Install) -> None:
    source = "import dockergym_neighbour\nDOCKERGYM = 1\ndockergym_limit = 3\n"
    modules = {"watching.py": source, "dockergym_neighbour.py": ""}
    install("watching", {"dockergym.plugins": {"watching": "watching"}}, modules)
    (watching,) = [plugin for plugin in discover(()).plugins if plugin.name == "watching"]

    EnvironmentHooks(loaded(Toy()), [watching])


def test_a_hook_of_another_version_may_be_marked_optional() -> None:
    class Ahead(Toy):
        @hookimpl(optionalhook=True)
        def dockergym_of_a_later_version(self) -> None:
            raise AssertionError

    hooks_of(Ahead())


def test_a_cross_cutting_plugin_cannot_say_what_an_environment_is() -> None:
    with pytest.raises(PluginError, match=r"plugin 'other' of dist-other 1.0 implements dockergym_env_spec"):
        hooks_of(Toy(), other=Toy())


def test_the_same_plugin_under_two_names_is_refused_with_both() -> None:
    one = Tracing("one", [])

    with pytest.raises(PluginError, match=r"same object as") as caught:
        hooks_of(Toy(), a=one, b=one)

    assert "'a' of dist-a" in caught.value.detail
    assert "'b' of dist-b" in caught.value.detail


# Routes, runtimes and commands.


async def test_routes_of_every_plugin_are_gathered(make_environment: MakeEnvironment) -> None:
    class Routing:
        @hookimpl
        def dockergym_register_routes(self, env: Environment) -> Iterable[APIRouter]:
            yield APIRouter(prefix=f"/{env.name}-extra")

    class Silent:
        @hookimpl
        def dockergym_register_routes(self) -> None:
            return None

    hooks = hooks_of(Toy(), routing=Routing(), silent=Silent())

    assert [router.prefix for router in hooks.routes(make_environment(), APIRouter)] == ["/toy-extra"]


def test_routes_that_fail_name_their_plugin(make_environment: MakeEnvironment) -> None:
    class Failing:
        @hookimpl
        def dockergym_register_routes(self) -> Iterable[APIRouter]:
            yield APIRouter()
            raise KeyError("page")

    with pytest.raises(PluginError, match=r"plugin 'failing' .*dockergym_register_routes failed: KeyError"):
        hooks_of(Toy(), failing=Failing()).routes(make_environment(), APIRouter)


def test_what_is_no_router_names_its_plugin(make_environment: MakeEnvironment) -> None:
    class Application:
        @hookimpl
        def dockergym_register_routes(self) -> Iterable[Any]:
            return [FastAPI()]

    with pytest.raises(
        PluginError, match=r"plugin 'mounting' .*gave FastAPI for a router; it must give APIRouter"
    ):
        hooks_of(Toy(), mounting=Application()).routes(make_environment(), APIRouter)


def no_runtime(settings: ServerSettings) -> Runtime:
    raise AssertionError


class Offering:
    def __init__(self, *specs: Any) -> None:
        self.specs = specs

    @hookimpl
    def dockergym_register_runtimes(self) -> Iterable[RuntimeSpec]:
        return self.specs


def test_runtimes_of_plugins_of_both_kinds_are_found_by_name() -> None:
    ray = RuntimeSpec("ray", no_runtime, "a cluster")
    slurm = RuntimeSpec("slurm", no_runtime)

    found = ServerHooks(
        [loaded(Offering(ray), "one"), loaded(Toy()), loaded(Offering(slurm), "two")]
    ).runtimes()

    assert found == {"ray": ray, "slurm": slurm}
    assert list(found) == ["ray", "slurm"]


@pytest.mark.parametrize(
    ("specs", "message"),
    [
        (
            [RuntimeSpec("ray", no_runtime)],
            "'ray' is registered twice: by plugin 'one' .* and by plugin 'two'",
        ),
        (["ray"], "plugin 'two' .*dockergym_register_runtimes gave str for a RuntimeSpec"),
        ([RuntimeSpec("auto", no_runtime)], "plugin 'two' .*'auto' cannot name a runtime"),
        ([RuntimeSpec("My Ray", no_runtime)], "plugin 'two' .*'My Ray' cannot name a runtime"),
    ],
)
def test_a_runtime_that_cannot_be_offered_names_its_owner(specs: list[Any], message: str) -> None:
    plugins = [loaded(Offering(RuntimeSpec("ray", no_runtime)), "one"), loaded(Offering(*specs), "two")]

    with pytest.raises(PluginError, match=message):
        ServerHooks(plugins).runtimes()


def test_commands_that_fail_cost_their_own_plugin_only() -> None:
    class Commanding:
        @hookimpl
        def dockergym_register_commands(self, cli: list[str]) -> None:
            cli.append("download")

    class Failing:
        @hookimpl
        def dockergym_register_commands(self, cli: list[str]) -> None:
            raise RuntimeError("no terminal")

    cli: list[str] = []
    failures = ServerHooks([loaded(Failing(), "a"), loaded(Commanding(), "b")]).add_commands(cli)

    assert cli == ["download"]
    assert [failure.detail for failure in failures] == [
        "plugin 'a' of dist-a 1.0: dockergym_register_commands failed: RuntimeError: no terminal"
    ]


# Events.


async def test_events_are_only_wanted_where_a_plugin_observes(make_environment: MakeEnvironment) -> None:
    seen: list[str] = []

    class Counting:
        @hookimpl
        def dockergym_session_event(self, event: SessionEvent) -> None:
            seen.append(event.session_id)

    assert not hooks_of(Toy()).observes
    hooks = hooks_of(Toy(), counting=Counting())
    assert hooks.observes

    await hooks.startup(make_environment())
    hooks.emit(SessionEvent("created", "s1", "toy", 0.0))
    assert seen == [], "an observer is called after the fact"
    await eventually(lambda: seen == ["s1"])
    assert hooks.dropped_events == {}
    await hooks.shutdown()


def test_importing_the_plugin_api_loads_no_server() -> None:
    program = (
        "import sys, dockergym.plugins.manager, dockergym.plugins.hooks, dockergym.plugins.discovery;"
        "print(sorted({'fastapi', 'docker', 'uvicorn', 'typer'} & set(sys.modules)))"
    )
    seen = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, timeout=60
    )
    assert seen.stdout.strip() == "[]"
