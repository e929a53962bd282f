"""What ``dockergym envs`` says of installed environments."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


def described(run: Run) -> dict[str, Any]:
    result = run("envs", "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def one_of(found: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in found["environments"] if one["name"] == name)


def test_an_environment_is_described_for_programs(run: Run, site: Any) -> None:
    site.add("gentle")
    gentle = one_of(described(run), "gentle")
    assert (gentle["version"], gentle["distribution"], gentle["distribution_version"]) == (
        "3.1",
        "dockergym-gentle",
        "0.7",
    )
    assert gentle["image"]["name"] == "dockergym-cli-test-gentle:3.1"
    assert gentle["image"]["state"] in ("missing", "unknown")
    assert gentle["capabilities"]["deterministic"] is True
    assert gentle["capabilities"]["fork"] is False


def test_an_environment_is_a_row_for_people(run: Run, site: Any) -> None:
    site.add("gentle")
    rows = [line for line in run("envs").output.splitlines() if "gentle" in line]
    assert "3.1" in rows[0]
    assert "deterministic, share" in rows[0]
    assert "dockergym-gentle 0.7" in rows[0]


@pytest.mark.parametrize(
    ("plugin", "reason"),
    [
        ("raise RuntimeError('no such luck')", "RuntimeError: no such luck"),
        ("import not_installed_at_all", "No module named 'not_installed_at_all'"),
        ("x = 1", "has no dockergym_env_spec"),
        (
            "from dockergym.plugins import hookimpl\n@hookimpl\ndef dockergym_env_spec(settings): 1 / 0",
            "division by zero",
        ),
    ],
    ids=["raises", "import", "empty", "spec"],
)
def test_what_cannot_be_used_is_listed_with_the_reason(run: Run, site: Any, plugin: str, reason: str) -> None:
    site.add("gentle")
    site.add("broken", plugin)
    found = described(run)
    assert one_of(found, "gentle")
    failures = {failure["name"]: failure for failure in found["failures"]}
    assert reason in failures["broken"]["error"]
    assert failures["broken"]["distribution"] == "dockergym-broken"
    assert reason in run("envs").output


def test_two_packages_of_one_name_are_both_named(run: Run, site: Any) -> None:
    site.add("gentle")
    site.add("gentle", owner="other-gentle")
    result = run("envs")
    assert result.exit_code == 2
    assert "dockergym-gentle" in result.output
    assert "other-gentle" in result.output
