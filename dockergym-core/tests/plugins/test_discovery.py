from __future__ import annotations

import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import importlib_metadata
import pytest

from dockergym.errors import EnvironmentNotFound, PluginError
from dockergym.plugins.discovery import Discovery, LoadedPlugin, discover, installed_environments

Install = Callable[..., Path]

PLUGIN = """
    from dockergym.plugins import hookimpl
    from dockergym.plugins.specs import EnvSpec

    @hookimpl
    def dockergym_env_spec(settings):
        return EnvSpec(image="toy")
"""


def test_an_environment_is_found_by_its_entry_point(install: Install) -> None:
    install("dockergym-toy", {"dockergym.envs": {"toy": "toy_env.plugin"}}, {"toy_env/plugin.py": PLUGIN})

    found = discover().environment("toy")

    assert (found.name, found.distribution, found.version) == ("toy", "dockergym-toy", "1.0")
    assert found.owner == "plugin 'toy' of dockergym-toy 1.0"
    assert found.plugin is sys.modules["toy_env.plugin"]
    assert "toy" in installed_environments()


def test_an_entry_point_may_name_an_object(install: Install) -> None:
    source = "class Watcher:\n    pass\n\nwatcher = Watcher()\n"
    install("watching", {"dockergym.plugins": {"watcher": "watching:watcher"}}, {"watching.py": source})

    found = [plugin for plugin in discover(()).plugins if plugin.name == "watcher"]

    assert [type(plugin.plugin).__name__ for plugin in found] == ["Watcher"]


def test_a_plugin_that_cannot_be_imported_is_reported_and_the_others_load(install: Install) -> None:
    install("sound", {"dockergym.envs": {"sound": "sound_env"}}, {"sound_env.py": PLUGIN})
    install(
        "broken",
        {"dockergym.envs": {"broken": "broken_env"}},
        {"broken_env.py": "import a_module_that_nobody_has\n"},
        site="other",
    )

    found = discover({"sound", "broken"})

    assert [plugin.name for plugin in found.environments] == ["sound"]
    (failure,) = found.failures
    assert (failure.name, failure.group, failure.distribution) == ("broken", "dockergym.envs", "broken")
    assert failure.error == "ModuleNotFoundError: No module named 'a_module_that_nobody_has'"
    assert 'broken_env.py", line 1' in failure.traceback
    assert str(failure).startswith("plugin 'broken' of broken 1.0: ModuleNotFoundError")
    with pytest.raises(
        PluginError, match=r"environment 'broken' cannot be loaded: .*a_module_that_nobody_has"
    ):
        found.environment("broken")


@pytest.mark.parametrize(
    ("source", "value", "message"),
    [
        ("import sys\nsys.exit('not today')\n", "odd_env", "SystemExit: not today"),
        ("def f(:\n", "odd_env", "SyntaxError: "),
        ("x = 1\n", "odd_env:absent", "AttributeError: "),
        (
            "class Plugin:\n    pass\n",
            "odd_env:Plugin",
            "odd_env:Plugin is a class; name a module, or an instance",
        ),
    ],
)
def test_what_is_wrong_with_a_plugin_is_said(install: Install, source: str, value: str, message: str) -> None:
    install("odd", {"dockergym.envs": {"odd": value}}, {"odd_env.py": source})

    (failure,) = discover({"odd"}).failures

    assert failure.error.startswith(message)


@pytest.mark.parametrize("name", ["Toy", "-toy", "to.y", "to/y", "tøy"])
def test_a_name_that_cannot_stand_in_a_url_is_reported(install: Install, name: str) -> None:
    install("toys", {"dockergym.envs": {name: "toy_env"}}, {"toy_env.py": "raise RuntimeError('imported')\n"})

    (failure,) = discover({name}).failures

    assert "lower-case letters" in failure.error


def test_an_environment_that_two_distributions_name_is_an_error_with_both_owners(install: Install) -> None:
    install("first-toy", {"dockergym.envs": {"toy": "first_env"}}, {"first_env.py": PLUGIN}, site="one")
    install("second-toy", {"dockergym.envs": {"toy": "second_env"}}, {"second_env.py": PLUGIN}, site="two")

    with pytest.raises(PluginError, match=r"'toy' is taken twice in dockergym.envs") as caught:
        discover()

    assert "first-toy (first_env)" in caught.value.detail
    assert "second-toy (second_env)" in caught.value.detail


def test_a_distribution_that_is_visible_twice_is_no_double(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = install("dockergym-toy", {"dockergym.envs": {"toy": "toy_env"}}, {"toy_env.py": PLUGIN})
    shutil.copytree(folder, tmp_path / "again")
    (tmp_path / "again" / "dockergym_toy-1.0.dist-info").rename(
        tmp_path / "again" / "DockerGym.Toy-1.0.dist-info"
    )
    monkeypatch.syspath_prepend(tmp_path / "again")
    seen = [found for found in importlib_metadata.distributions() if "toy" in found.name]
    assert len(seen) == 2

    assert [plugin.name for plugin in discover({"toy"}).environments] == ["toy"]


def test_only_the_environments_asked_for_are_imported(install: Install) -> None:
    install("one", {"dockergym.envs": {"one": "one_env"}}, {"one_env.py": PLUGIN}, site="one")
    install("two", {"dockergym.envs": {"two": "two_env"}}, {"two_env.py": PLUGIN}, site="two")

    assert [plugin.name for plugin in discover({"one"}).environments] == ["one"]
    assert "two_env" not in sys.modules


def test_a_name_with_a_slip_is_answered_with_the_right_one() -> None:
    found = Discovery(environments=(LoadedPlugin("alfworld", object()),))

    with pytest.raises(
        EnvironmentNotFound, match=r"unknown environment 'alfwrld'; did you mean 'alfworld'\?"
    ):
        found.environment("alfwrld")
    with pytest.raises(EnvironmentNotFound, match=r"unknown environment 'chess'; installed: alfworld"):
        found.environment("chess")
    with pytest.raises(EnvironmentNotFound, match=r"installed: none"):
        Discovery().environment("chess")


def test_a_package_installed_with_pip_is_found(tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "src" / "pip_toy").mkdir(parents=True)
    (source / "src" / "pip_toy" / "__init__.py").write_text(textwrap.dedent(PLUGIN))
    (source / "pyproject.toml").write_text(
        textwrap.dedent(
            """
            [build-system]
            requires = ["hatchling"]
            build-backend = "hatchling.build"
            [project]
            name = "pip-toy"
            version = "2.5"
            [project.entry-points."dockergym.envs"]
            pip-toy = "pip_toy"
            [tool.hatch.build.targets.wheel]
            packages = ["src/pip_toy"]
            """
        )
    )
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check"]
    subprocess.run([*pip, "--target", tmp_path / "site", source], check=True, timeout=110)
    program = (
        "from dockergym.plugins.discovery import discover; found = discover({'pip-toy'}).environment('pip-toy');"
        "print(found.owner, found.plugin.dockergym_env_spec(None).image)"
    )

    seen = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r}); {program}"],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert seen.stdout.strip() == "plugin 'pip-toy' of pip-toy 2.5 toy"
