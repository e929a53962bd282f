from __future__ import annotations

from pathlib import Path

from dockergym.plugins.environment import Environment
from dockergym.plugins.specs import EnvSpec, Task, TaskList, Volume
from dockergym.settings import ServerSettings

SPEC = EnvSpec(image="toy", volumes=(Volume(Path("/srv/games"), "/games"),))


def test_paths_are_translated_for_containers_only() -> None:
    in_containers = Environment("toy", SPEC, ServerSettings(), runs_images=True)
    local = Environment("toy", SPEC, ServerSettings(), runs_images=False)

    assert in_containers.translate_path("/srv/games/one") == "/games/one"
    assert in_containers.translate_path("/elsewhere") == "/elsewhere"
    assert local.translate_path(Path("/srv/games/one")) == "/srv/games/one"


def test_tasks_may_be_set_from_anything_that_gives_tasks() -> None:
    environment = Environment("toy", SPEC, ServerSettings())
    assert len(environment.tasks) == 0

    environment.tasks = (Task(name) for name in ("a", "b"))
    assert environment.tasks.ids() == ["a", "b"]

    ready = TaskList([Task("c")])
    environment.tasks = ready
    assert environment.tasks is ready


def test_the_version_is_the_specs_and_otherwise_the_distributions() -> None:
    settings = ServerSettings()

    assert Environment("toy", EnvSpec(version="3"), settings, distribution_version="1").version == "3"
    assert (
        Environment("toy", EnvSpec(), settings, distribution="toy", distribution_version="1").version == "1"
    )
    assert Environment("toy", EnvSpec(), settings).version == ""
