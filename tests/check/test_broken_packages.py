"""Packages made from the template and then broken in one place each: the check names it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from dockergym.cli.new import make_package
from dockergym.errors import ConfigurationError, PluginError
from dockergym.testing.environments import (
    CheckOptions,
    Report,
    check_environment,
    image,
    package_folder,
    subject_of,
)

OPTIONS: dict[str, Any] = {"timeout_s": 20, "episodes": 20}

PLUGIN = "src/dockergym_mended/plugin.py"
PARAMS = "src/dockergym_mended/params.py"
TASKS = "src/dockergym_mended/tasks.py"
WORKER = "src/dockergym_mended/worker.py"

BROKEN = [
    # The point that names it, a word of the message, the file, what is taken out of it, what is put in its place.
    (
        "describes_itself",
        "description",
        PLUGIN,
        "Guess a number: each guess is answered with higher, lower or yes.",
        "",
    ),
    ("readme_has_its_parts", "'Troubleshooting'", "README.md", "## Troubleshooting", "## Trouble"),
    (
        "readme_has_its_parts",
        "in the order",
        "README.md",
        "## What it is",
        f"## Troubleshooting\n{'-' * 40}\n## What it is",
    ),
    ("tasks_are_listed", "outer spaces", TASKS, "file.stem", '" " + file.stem'),
    ("tasks_are_listed", "no plain values", TASKS, "_limit_in(file)}) for", "[_limit_in(file)]}) for"),
    (
        "tasks_are_listed",
        "a task that is not there is answered",
        PLUGIN,
        "choose_task(env.name, env.tasks, request)",
        'request.env_id or "up-to-10"',
    ),
    (
        "listed_tasks_begin",
        "does not begin",
        WORKER,
        "self._steps = 0",
        "self._steps = 1 // (self._limit - 10)",
    ),
    (
        "listed_tasks_begin",
        "'up-to-10' does not begin: the worker closed its output",
        WORKER,
        "self._steps = 0",
        "self._steps = 0 if self._limit > 10 else exit(3)",
    ),
    ("paths_are_translated", "host's path", PLUGIN, "env.translate_path(file_of", "str(file_of"),
    ("paths_are_translated", "there is no", PLUGIN, "host, env_id)", 'host / "tasks", env_id)'),
    ("params_fit_their_model", "nobody knows", PARAMS, 'extra="forbid", ', ""),
    (
        "params_fit_their_model",
        "without a description",
        PARAMS,
        'extra="forbid", use_attribute_docstrings=True',
        'extra="forbid"',
    ),
    ("params_fit_their_model", "no params_model", PLUGIN, "params_model=Params,", ""),
    (
        "info_fits_its_model",
        "has keys that info_model has not: steps",
        PARAMS,
        "steps: int\n",
        "guesses: int = 0\n",
    ),
    ("info_fits_its_model", "does not fit: won", PARAMS, "won: bool", "won: list[str]"),
    ("info_fits_its_model", "no info_model", PLUGIN, "info_model=Info,", ""),
    ("forks_are_independent", "can_fork is False", WORKER, "can_fork = True", "can_fork = False"),
]


def broken_package(folder: Path, file: str, old: str, new: str) -> Path:
    """Make a package, and put something else in one place of it, wherever that stands in the file."""
    package = make_package("mended", folder, data="volume")
    text = (package / file).read_text()
    assert old in text
    (package / file).write_text(text.replace(old, new))
    return package


async def checked(package: Path, only: Sequence[str] = (), runtime: str = "local", **wishes: Any) -> Report:
    """Check the package in a folder."""
    with package_folder(package) as subject:
        return await check_environment(
            subject, CheckOptions(runtime=runtime, **{**OPTIONS, **wishes}), only=only
        )


@pytest.fixture(autouse=True)
def _imported_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every package of this name be imported from its own folder."""
    for name in [name for name in sys.modules if name.startswith("dockergym_mended")]:
        monkeypatch.delitem(sys.modules, name)


@pytest.mark.parametrize(
    ("point", "word", "file", "old", "new"), BROKEN, ids=[f"{row[0]}: {row[1]}" for row in BROKEN]
)
async def test_what_a_package_breaks_is_named(
    tmp_path: Path, point: str, word: str, file: str, old: str, new: str
) -> None:
    report = await checked(broken_package(tmp_path, file, old, new), only=(point,))
    assert [one.point for one in report.failed] == [point], str(report)
    (failed,) = report.failed
    assert word in failed.text
    assert failed.advice


async def test_a_worker_that_ends_at_a_task_that_is_not_there_is_named(tmp_path: Path) -> None:
    package = broken_package(
        tmp_path, PLUGIN, "choose_task(env.name, env.tasks, request)", 'request.env_id or "up-to-10"'
    )
    worker = (package / WORKER).read_text()
    (package / WORKER).write_text(
        worker.replace(
            "self._limit = int(", "Path(params['task_file']).exists() or exit(3)\n        self._limit = int("
        )
    )
    (failed,) = (await checked(package, only=("tasks_are_listed",))).failed
    assert "a task that is not there is not refused: the worker closed its output" in failed.text


async def test_a_folder_without_a_package_is_no_subject(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"has no pyproject\.toml"), subject_of(str(tmp_path)):
        pass
    with (
        pytest.raises(ConfigurationError, match="there is nothing at"),
        subject_of(str(tmp_path / "nothing")),
    ):
        pass


async def test_a_name_that_is_misspelt_is_taken_for_an_image_and_the_likely_one_is_named() -> None:
    with (
        subject_of("alfwrld") as subject,
        pytest.raises(ConfigurationError, match=r"needs a Docker engine .*; did you mean 'alfworld'"),
    ):
        await check_environment(subject, CheckOptions(runtime="local"))


async def test_an_image_that_is_on_no_engine_may_be_a_misspelt_name(echo_image: str) -> None:
    with subject_of("alfwrld") as subject:
        report = await check_environment(subject, CheckOptions(runtime="docker"), only=("starts",))
    (failed,) = report.failed
    assert failed.advice == "docker pull alfwrld; did you mean 'alfworld'?"


async def test_a_package_that_cannot_be_imported_is_an_error_that_says_why(tmp_path: Path) -> None:
    package = broken_package(tmp_path, PLUGIN, "import random", "import no_such_module")
    with pytest.raises(PluginError, match="no_such_module"):
        await checked(package)


async def test_a_point_that_is_not_there_is_an_error_with_the_likely_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="did you mean 'stdout_is_clean'"):
        await checked(make_package("mended", tmp_path), only=("stdout_clean",))


def container_package(folder: Path, echo_image: str, spec: str) -> Path:
    """Make a package whose image is there, with more words in its EnvSpec."""
    package = broken_package(
        folder, PLUGIN, "        params_model=Params,", f"        {spec}\n        params_model=Params,"
    )
    text = (package / PLUGIN).read_text()
    text = text.replace('image=f"dockergym-mended:{version}"', f'image="{echo_image}"')
    text = text.replace(
        'worker_command=("python", *WORKER)',
        'worker_command=("python", "-m", "dockergym.testing.workers.echo")',
    )
    (package / PLUGIN).write_text(text.replace("import Capabilities,", "import Capabilities, Isolation,"))
    return package


@pytest.mark.parametrize(
    ("point", "word", "spec"),
    [
        ("runs_unprivileged", "runs as root", 'isolation=Isolation(user="0:0"),'),
        ("runs_unprivileged", "can be written to", "isolation=Isolation(read_only_root=False),"),
        ("runs_unprivileged", "network is 'bridge'", 'isolation=Isolation(network="bridge"),'),
        ("runs_unprivileged", "capabilities", 'isolation=Isolation(cap_add=("NET_RAW",)),'),
        ("image_is_current", "did not make it", ""),
        ("workers_are_labelled", "and not the session", 'container_label="dev.dockergym.worker",'),
    ],
)
async def test_what_a_container_may_too_much_is_named(
    tmp_path: Path, echo_image: str, point: str, word: str, spec: str
) -> None:
    package = container_package(tmp_path, echo_image, spec)
    (failed,) = (await checked(package, only=("starts", point), runtime="docker")).failed
    assert failed.point == point
    assert word in failed.text


async def test_an_image_that_is_not_there_fails_with_the_command_that_builds_it(
    tmp_path: Path, echo_image: str
) -> None:
    package = make_package("mended", tmp_path)
    report = await checked(package, runtime="docker")
    failed = {one.point: one for one in report.failed}
    assert set(failed) == {"starts", "image_is_lean", "image_is_current"}
    assert failed["starts"].advice == f"pip install --editable {package}, then dockergym build mended"


async def test_an_image_without_a_package_is_checked_as_far_as_there_is_something(echo_image: str) -> None:
    command = ("python", "-m", "dockergym.testing.workers.echo")
    subject = image(echo_image, command, deterministic=True, shareable=True)
    options = CheckOptions(runtime="docker", **OPTIONS)
    report = await check_environment(subject, options)
    assert not report.failed, str(report)
    passed = {one.point for one in report.of(report.outcomes[-1].verdict)}
    assert {
        "forks_are_independent",
        "stdout_is_clean",
        "runs_unprivileged",
        "timeouts_are_honoured",
    } <= passed
    (large,) = (
        await check_environment(subject, CheckOptions(largest_image_mb=9), only=("image_is_lean",))
    ).failed
    assert "9 MB are the limit" in large.text


async def test_a_worker_in_a_container_that_does_not_flush_is_named(echo_image: str) -> None:
    source = (
        "import json, sys\n"
        "for line in sys.stdin: "
        "print(json.dumps({'status': 'ok', 'observation': 'x', 'reward': 0, 'done': False}))"
    )
    subject = image(echo_image, ("env", "-u", "PYTHONUNBUFFERED", "python", "-c", source))
    options = CheckOptions(runtime="docker", timeout_s=1.5)
    (failed,) = (await check_environment(subject, options, only=("starts", "replies_are_flushed"))).failed
    assert failed.point == "replies_are_flushed"
