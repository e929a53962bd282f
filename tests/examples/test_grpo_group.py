"""The GRPO example: groups of forks, and a policy that learns from them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from statistics import fmean
from typing import Any

import pytest

from dockergym.client import AsyncEnvClient, EnvClient


async def test_the_policy_learns_to_read_the_signs(example: Callable[[str], Any], doors: str) -> None:
    grpo = example("grpo_group")
    means = await grpo.train(doors, grpo.TablePolicy(seed=1), groups=25, size=8)
    # By chance one episode in eight is won.
    assert fmean(means[:3]) < 0.6
    assert fmean(means[-3:]) > 0.9
    with EnvClient(doors) as env:
        assert env.sessions() == []


async def test_a_group_is_forked_after_what_all_of_it_share(
    example: Callable[[str], Any], doors: str
) -> None:
    grpo = example("grpo_group")

    class Watcher(grpo.TablePolicy):  # type: ignore[misc,name-defined]
        def act(self, observation: str, commands: Any) -> str:
            seen.append(observation)
            return "wait"

    seen: list[str] = []
    group = await grpo.rollout_group(doors, Watcher(), size=5, seed=0, max_steps=1, prefix=["dance", "sing"])
    assert len(group) == 5
    assert len(set(seen)) == 1
    assert seen[0].startswith("Nothing happens.")


def test_it_trains_on_the_tasks_that_params_name(
    example: Callable[[str], Any], split_games: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    grpo = example("grpo_group")
    played: list[str] = []

    class Watched(AsyncEnvClient[str, str]):
        async def reset(self, *given: Any, **named: Any) -> Any:
            result = await super().reset(*given, **named)
            played.append(result.info["game_file"])
            return result

    monkeypatch.setattr(grpo, "AsyncEnvClient", Watched)
    arguments = ["--env", split_games, "--groups", "8", "--size", "2", "--param", "max_steps=2"]
    monkeypatch.setattr(sys, "argv", ["grpo_group.py", *arguments])
    grpo.main()
    assert len({env_id.split("/")[0] for env_id in played}) > 1
    played.clear()
    monkeypatch.setattr(sys, "argv", ["grpo_group.py", *arguments, "--param", "split=train"])
    grpo.main()
    assert len(played) == 8
    assert all(env_id.startswith("train/") for env_id in played)


def test_advantages_compare_with_the_group(example: Callable[[str], Any]) -> None:
    grpo = example("grpo_group")
    assert grpo.advantages([1.0, 0.0]) == pytest.approx([1, -1], abs=1e-5)
    assert grpo.advantages([0.5, 0.5, 0.5]) == [0, 0, 0]


def test_it_runs_from_the_command_line(
    example: Callable[[str], Any],
    doors: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "argv", ["grpo_group.py", "--env", doors, "--groups", "2", "--size", "3"])
    example("grpo_group").main()
    assert "group 1: mean reward" in capsys.readouterr().out
