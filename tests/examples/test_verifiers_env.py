"""The verifiers example, played with the real package against an endpoint that reads the signs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

from dockergym.client import EnvClient

pytestmark = [pytest.mark.filterwarnings("default"), pytest.mark.timeout(300)]


async def test_episodes_are_played_and_scored(
    example: Callable[[str], Any], doors: str, endpoint: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    vf = pytest.importorskip("verifiers.v1")
    from verifiers.v1.clients import EvalClientConfig, ModelContext

    module = example("verifiers_env")
    assert sys.modules["verifiers_env"] is module
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    env = module.PlayedEnv(
        module.PlayedEnvConfig(taskset={"id": "verifiers_env", "address": doors, "params": {"rooms": 2}})
    )
    client = EvalClientConfig(base_url=endpoint.url, api_key_var="OPENAI_API_KEY")
    context = ModelContext(client=client, model="reader", sampling=vf.SamplingConfig())
    first, second = list(env.taskset.take(2))
    assert (first.data.seed, second.data.seed) == (0, 1)
    async with env.serving():
        episode = await env.run_episode(second, context)
    assert episode.ok, [trace.errors for trace in episode.traces]
    (trace,) = episode.traces
    assert {name: reward.score for name, reward in trace.rewards.items()} == {"reward": 1.0}
    assert trace.metrics["steps"] == 2
    assert len(endpoint.asked) == 2
    assert endpoint.asked[0][1] == "Bearer secret"
    with EnvClient(doors) as client:
        assert client.sessions() == []


async def test_a_model_that_names_no_action_comes_to_an_end(
    example: Callable[[str], Any], doors: str, endpoint: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    vf = pytest.importorskip("verifiers.v1")
    from verifiers.v1.clients import EvalClientConfig, ModelContext

    module = example("verifiers_env")
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    answers = iter(["Hm."] * 10)
    # Ten answers are more than it may ask for; beyond them the endpoint fails.
    monkeypatch.setattr(endpoint, "answer", lambda messages: next(answers))
    env = module.PlayedEnv(
        module.PlayedEnvConfig(taskset={"id": "verifiers_env", "address": doors}, max_steps=3)
    )
    client = EvalClientConfig(base_url=endpoint.url, api_key_var="OPENAI_API_KEY")
    context = ModelContext(client=client, model="reader", sampling=vf.SamplingConfig())
    (task,) = list(env.taskset.take(1))
    async with env.serving():
        episode = await env.run_episode(task, context)
    assert episode.ok, episode
    assert len(endpoint.asked) == 4
    (trace,) = episode.traces
    assert (trace.metrics["steps"], trace.rewards["reward"].score) == (0, 0.0)
