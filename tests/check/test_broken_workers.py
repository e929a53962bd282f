"""Workers that break one thing each: the check names it, and finds nothing wrong with a sound one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dockergym.errors import ConfigurationError
from dockergym.testing import workers as sound_workers
from dockergym.testing.environments import (
    POINTS,
    CheckOptions,
    Report,
    Verdict,
    check_environment,
    name_of,
    worker_file,
)
from dockergym.testing.environments.bench import EnvironmentBench

WORKERS = Path(__file__).parent / "workers"
OPTIONS = CheckOptions(runtime="local", timeout_s=10, episodes=60)

BROKEN = [
    # The worker, the point that names what is wrong with it, a word of the message, and how it is checked.
    ("ending_at_once", "starts", "no module named 'worlds'", {}),
    ("refusing", "starts", "the data is missing", {}),
    ("unflushed", "replies_are_flushed", "nothing more to read", {"timeout_s": 1}),
    ("unended", "replies_are_flushed", "without the newline", {"timeout_s": 1}),
    ("wrong_types", "replies_have_the_right_types", "no `observation` string", {}),
    ("not_a_number", "replies_have_the_right_types", "NaN", {}),
    ("failing_steps", "steps_are_taken", "step 1 was answered with an error: 'step_env raised", {}),
    ("talkative", "one_reply_a_request", "more replies than requests", {}),
    ("wrong_ids", "ids_match", "carries the id 101", {}),
    ("mute_on_errors", "errors_are_replies", "no reply", {"timeout_s": 1}),
    ("printing", "stdout_is_clean", "now comes init", {}),
    ("printing_early", "stdout_is_clean", "please wait", {}),
    ("ascii_only", "unicode_is_kept", "exited with code 1", {}),
    ("short_lines", "long_actions_are_taken", "exited with code 1", {}),
    ("half_reset", "init_begins_anew", "step 12", {"deterministic": True}),
    ("endless", "nothing_follows_the_end", "after the end", {}),
    ("unseeded", "repeats_under_a_seed", "two stories", {"deterministic": True}),
    ("shared_file", "forks_are_independent", "part with the same actions", {"shareable": True}),
    ("leaking", "memory_stays_level", "memory grows", {}),
    ("sluggish", "start_up_is_quick", "it takes 1.", {"longest_start_s": 0.5}),
]


async def checked(worker: Path, only: tuple[str, ...] = (), **wishes: Any) -> Report:
    """Check a worker's file; ``wishes`` are options, and what is declared about it."""
    declared = {key: wishes.pop(key) for key in ("deterministic", "shareable") if key in wishes}
    return await check_environment(worker_file(worker, **declared), replace(OPTIONS, **wishes), only=only)


@pytest.mark.parametrize(("worker", "point", "word", "wishes"), BROKEN, ids=[row[0] for row in BROKEN])
async def test_what_a_worker_breaks_is_named(
    worker: str, point: str, word: str, wishes: dict[str, Any]
) -> None:
    report = await checked(WORKERS / f"{worker}.py", only=("starts", point), **wishes)
    assert [one.point for one in report.failed] == [point], str(report)
    (failed,) = report.failed
    assert word in failed.text
    assert failed.advice


async def test_a_step_slower_than_its_deadline_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKERGYM_COMMAND_TIMEOUT_S", "0.5")
    (failed,) = (await checked(WORKERS / "sluggish.py", only=("timeouts_are_honoured",))).failed
    assert "command_timeout_s is 0.5 s" in failed.text


def test_every_point_about_workers_is_broken_by_one_of_them() -> None:
    about_packages_and_images = {
        "describes_itself",
        "readme_has_its_parts",
        "tasks_are_listed",
        "listed_tasks_begin",
        "paths_are_translated",
        "params_fit_their_model",
        "info_fits_its_model",
        "image_is_lean",
        "image_is_current",
        "runs_unprivileged",
        "workers_are_labelled",
    }
    points = {name_of(point) for point in POINTS}
    assert points - {row[1] for row in BROKEN} - {"timeouts_are_honoured"} == about_packages_and_images


@pytest.mark.parametrize("fine", ["sound.py", "echo", "noisy", "plain_echo", "plain_echo.sh"])
async def test_nothing_is_wrong_with_a_sound_worker(fine: str) -> None:
    own = WORKERS / fine
    report = await checked(own if own.exists() else sound_workers.script(fine), deterministic=True)
    assert not report.failed, str(report)


async def test_a_worker_that_says_nothing_is_given_up_and_the_other_points_are_left_out(
    tmp_path: Path,
) -> None:
    worker = tmp_path / "silent.py"
    worker.write_text("import sys\nfor line in sys.stdin: pass\n")
    report = await checked(worker, timeout_s=0.5)
    assert [one.point for one in report.failed] == ["starts"]
    assert "no reply to init within 1 s" in report.failed[0].text
    assert len(report.outcomes) == len(POINTS)


async def test_a_task_and_actions_that_are_named_are_played_at_every_point() -> None:
    named = {"env_id": "the-one", "actions": ("go",)}
    report = await checked(WORKERS / "one_task.py", **named)
    assert not report.failed, str(report)
    outcomes = {one.point: one.verdict for one in report.outcomes}
    for point in ("steps_are_taken", "workers_are_labelled", "timeouts_are_honoured"):
        assert outcomes[point] is Verdict.PASSED


async def test_a_guess_that_is_refused_is_no_fault_and_asks_for_an_action() -> None:
    report = await checked(WORKERS / "one_task.py", only=("steps_are_taken",), env_id="the-one")
    (outcome,) = report.outcomes
    assert outcome.verdict is Verdict.SKIPPED
    assert "name some: --action" in outcome.text


async def test_a_few_episodes_tell_nothing_about_memory() -> None:
    report = await checked(WORKERS / "leaking.py", only=("memory_stays_level",), budget_s=1e-3)
    (outcome,) = report.outcomes
    assert outcome.verdict is Verdict.SKIPPED
    assert "only 1 of 60 episodes" in outcome.text
    assert "--budget-s" in outcome.text


async def test_memory_is_told_wherever_time_runs_out(tmp_path: Path) -> None:
    worker = tmp_path / "worker.py"
    worker.write_text(
        "import json, sys, time\n"
        "begun = 0\n"
        "for line in sys.stdin:\n"
        "    begun += json.loads(line)['cmd'] == 'init'\n"
        "    # The budget is over in the twelfth episode, before the first of a thousand that is worth a look.\n"
        "    time.sleep(2 if begun == 12 else 0)\n"
        "    print(json.dumps({'status': 'ok', 'observation': '', 'reward': 0, 'done': True}), flush=True)\n"
    )
    report = await checked(worker, only=("memory_stays_level",), budget_s=2, episodes=1000)
    (outcome,) = report.outcomes
    assert outcome.verdict is Verdict.PASSED, str(report)
    assert "MiB after 4 episodes" in outcome.text


async def test_what_nobody_foresaw_costs_its_point_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    async def breaks(bench: EnvironmentBench) -> str:
        """Nothing."""
        return str({}["no such key"])

    starts = next(point for point in POINTS if name_of(point) == "starts")
    monkeypatch.setattr("dockergym.testing.environments.check.POINTS", (breaks, starts))
    report = await checked(WORKERS / "sound.py")
    assert [one.verdict for one in report.outcomes] == [Verdict.FAILED, Verdict.PASSED]
    assert report.outcomes[0].text == "it was not finished: KeyError: 'no such key'"


async def test_a_file_is_run_on_this_machine_also_where_an_engine_answers() -> None:
    report = await checked(WORKERS / "sound.py", only=("starts",), runtime="auto")
    assert report.runtime.startswith("local")
    assert not report.failed, str(report)


@pytest.mark.docker
async def test_a_file_cannot_be_run_in_a_container() -> None:
    with pytest.raises(ConfigurationError, match=r"sound\.py is a file of this machine.*--runtime"):
        await checked(WORKERS / "sound.py", runtime="docker")
