"""The reference of the hooks says what the code does, its examples work, and every hook is tested."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from fastapi import APIRouter

from dockergym.plugins import hookimpl, hookspecs, specs
from dockergym.plugins.discovery import LoadedPlugin
from dockergym.plugins.environment import Environment
from dockergym.plugins.events import QUEUE_LENGTH
from dockergym.plugins.hooks import Hooks
from dockergym.plugins.manager import QUESTIONS, REGISTRATIONS, EnvironmentHooks, PluginSet, hook_names
from dockergym.plugins.specs import CreateRequest, EnvSpec, SessionEvent, SessionInit, StepResult
from dockergym.settings import ServerSettings
from dockergym.testing.waiting import eventually

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "hooks.md"
TEXT = REFERENCE.read_text(encoding="utf-8")

VALUES = sorted(
    (
        kind
        for kind in vars(specs).values()
        if inspect.isclass(kind) and dataclasses.is_dataclass(kind) and kind.__module__ == specs.__name__
    ),
    key=lambda kind: kind.__name__,
)


def section(heading: str) -> str:
    """Return what stands under a heading, without the headings of the same rank or a higher one."""
    found = re.search(rf"^(#+) {re.escape(heading)}\n(.*?)(?=^#{{1,6}} |\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert found, f"{REFERENCE.name} has no heading {heading!r}"
    return found[2]


def rows(text: str) -> dict[str, list[str]]:
    """Return the cells of a table by the code word that each row begins with."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {found[1]: row for row in cells if (found := re.match(r"\[?`(\w+)", row[0]))}


@pytest.mark.parametrize("hook", hook_names())
def test_every_hook_has_a_heading_with_its_signature(hook: str) -> None:
    arguments = ", ".join(inspect.signature(getattr(hookspecs, hook)).parameters)

    assert f"\n`{hook}({arguments})`" in section(hook)


@pytest.mark.parametrize("hook", hook_names())
def test_every_hook_has_a_test(hook: str) -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))

    assert f"def {hook}(" in tests, f"no test implements {hook}"


@pytest.mark.parametrize("hook", hook_names())
def test_every_hook_has_a_contract(hook: str) -> None:
    contract = inspect.getdoc(getattr(hookspecs, hook)) or ""

    assert len(contract.splitlines()) > 2
    assert ("may be wrapped" in contract) == (hook in QUESTIONS)
    assert ("Async too" in contract) == (hook not in REGISTRATIONS)
    assert ("An ordinary function." in contract) == (hook in REGISTRATIONS)


def test_the_table_says_which_hooks_may_be_async_or_wrapped() -> None:
    table = rows(TEXT.partition("## Who is called")[0])

    assert list(table) == hook_names()
    for hook, (_, _, async_too, wrapped) in table.items():
        assert async_too == ("no" if hook in REGISTRATIONS else "yes")
        assert wrapped == ("yes" if hook in QUESTIONS else "no")


def default_of(field: dataclasses.Field[Any]) -> str:
    if field.default is not dataclasses.MISSING:
        return f"`{field.default!r}`"
    if field.default_factory is dataclasses.MISSING:
        return "required"
    made = field.default_factory()
    return f"`{type(made).__name__}()`" if dataclasses.is_dataclass(made) else f"`{made!r}`"


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_every_field_of_every_value_is_listed_with_its_default(kind: Any) -> None:
    listed = {name: row[1] for name, row in rows(section(kind.__name__)).items()}

    assert listed == {field.name: default_of(field) for field in dataclasses.fields(kind)}


def test_every_attribute_of_an_environment_is_listed() -> None:
    environment = Environment("toy", EnvSpec(), ServerSettings())
    listed = re.findall(
        r"`(\w+)(?:\(\w+\))?`", "".join(row[0] for row in rows(section("Environment")).values())
    )

    assert sorted(listed) == sorted(name for name in dir(environment) if not name.startswith("_"))


def test_every_method_of_hooks_is_listed_with_its_signature() -> None:
    methods = {name: method for name, method in vars(Hooks).items() if name.startswith("on_")}
    listed = re.findall(r"^\| `(\w+)\((.*?)\)`", section("The Hooks class"), re.MULTILINE)

    assert dict(listed) == {
        name: ", ".join(list(inspect.signature(method).parameters)[1:]) for name, method in methods.items()
    }


def test_the_length_of_the_event_queue_is_the_real_one() -> None:
    assert f"a queue of {QUEUE_LENGTH:,} events" in section("dockergym_session_event")


def test_the_links_within_the_page_lead_to_headings() -> None:
    anchors = {heading.lower().replace(" ", "-") for heading in re.findall(r"^#+ (.*)$", TEXT, re.MULTILINE)}

    assert set(re.findall(r"\]\(#([\w-]+)\)", TEXT)) <= anchors


# The examples.


def examples() -> Iterator[Any]:
    """Return every Python block of the page under the heading it stands below."""
    for part in re.split(r"^#+ ", TEXT, flags=re.MULTILINE)[1:]:
        heading = part.splitlines()[0]
        for number, block in enumerate(re.findall(r"```python\n(.*?)```", part, re.DOTALL)):
            yield pytest.param(block, id=f"{heading} {number}")


def module_of(block: str) -> ModuleType:
    module = ModuleType("example")
    exec(compile(block, str(REFERENCE), "exec"), vars(module))
    return module


@pytest.mark.parametrize("block", list(examples()))
def test_every_example_runs_and_its_hooks_are_accepted(block: str) -> None:
    module = module_of(block)

    PluginSet().add(LoadedPlugin("example", module))
    if "app" not in vars(module):
        assert any(name in hook_names() for name in vars(module))


class Named:
    """An environment for examples that are none."""

    @hookimpl
    def dockergym_env_spec(self) -> EnvSpec:
        return EnvSpec(image="toy")


def example(heading: str, number: int = 0) -> ModuleType:
    return module_of(re.findall(r"```python\n(.*?)```", section(heading), re.DOTALL)[number])


MakeEnvironment = Callable[..., Environment]


async def test_the_first_example_is_a_whole_environment() -> None:
    hooks = EnvironmentHooks(LoadedPlugin("chess", example("Hooks")))
    environment = Environment("chess", await hooks.env_spec(ServerSettings()), ServerSettings())

    await hooks.startup(environment)

    assert environment.spec.image == "dockergym-chess:1.0"
    assert (await hooks.create_session(CreateRequest(env_id="mate-in-2"))).env_id == "mate-in-2"
    await hooks.shutdown()


async def test_the_examples_of_wrappers_change_what_is_shown(make_environment: MakeEnvironment) -> None:
    plugins = [LoadedPlugin(f"example-{n}", example("Who is called", n)) for n in (0, 1)]
    hooks = EnvironmentHooks(LoadedPlugin("toy", Named()), plugins)
    await hooks.startup(make_environment())

    assert (await hooks.translate({}, StepResult(observation=" a lamp "))).observation == "A LAMP"


async def test_the_example_of_a_create_does_what_it_says(make_environment: MakeEnvironment) -> None:
    hooks = EnvironmentHooks(
        LoadedPlugin("toy", Named()), [LoadedPlugin("example", example("dockergym_create_session"))]
    )
    await hooks.startup(make_environment("one"))

    assert await hooks.create_session(CreateRequest()) == SessionInit(env_id="one")
    assert await hooks.create_session(CreateRequest(env_id="two")) == SessionInit(
        env_id="two", params={"moves": 3}
    )
    with pytest.raises(ValueError, match="moves is 12"):
        await hooks.create_session(CreateRequest(env_id="two", params={"moves": 12}))


async def test_the_example_of_an_observer_counts(make_environment: MakeEnvironment) -> None:
    hooks = EnvironmentHooks(
        LoadedPlugin("toy", Named()), [LoadedPlugin("example", example("dockergym_session_event"))]
    )
    environment = make_environment()
    await hooks.startup(environment)
    for kind in ("created", "stepped", "stepped"):
        hooks.emit(SessionEvent(kind, "s1", "toy", 0.0))

    await eventually(lambda: environment.state.kinds == {"created": 1, "stepped": 2})
    await hooks.shutdown()


async def test_the_example_of_routes_answers(make_environment: MakeEnvironment) -> None:
    hooks = EnvironmentHooks(
        LoadedPlugin("toy", Named()), [LoadedPlugin("example", example("dockergym_register_routes"))]
    )
    (router,) = hooks.routes(make_environment("a", "b"), APIRouter)

    assert isinstance(router, APIRouter)
    (route,) = router.routes
    assert route.path == "/puzzles/count"  # type: ignore[attr-defined]
    assert await route.endpoint() == {"count": 2}  # type: ignore[attr-defined]
