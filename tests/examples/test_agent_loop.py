"""The rollout worker for token trainers, with a tokenizer of characters and a server that reads the signs."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from dockergym.client import EnvClient

END = 0


class Characters:
    """A tokenizer whose tokens are code points, and 0 the end of a message."""

    def apply_chat_template(self, messages: list[dict[str, str]], **_: Any) -> list[int]:
        return [ord(letter) for one in messages for letter in f"<{one['role']}>{one['content']}<assistant>"]

    def decode(self, token_ids: Sequence[int], *, skip_special_tokens: bool = False) -> str:
        return "".join(chr(one) for one in token_ids if one != END)


class Reader:
    """Opens the door that the last sign names, once so many ask at once; counts how many do."""

    def __init__(self, together: int = 1) -> None:
        self.asking = self.most = 0
        self.together = together
        self.met = asyncio.Event()
        self.requests: dict[str, int] = {}

    async def generate(
        self, request_id: str, *, prompt_ids: list[int], sampling_params: Mapping[str, Any]
    ) -> SimpleNamespace:
        self.asking += 1
        self.most = max(self.most, self.asking)
        self.requests[request_id] = self.requests.get(request_id, 0) + 1
        if self.asking == self.together:
            self.met.set()
        await asyncio.wait_for(self.met.wait(), 60)
        self.asking -= 1
        colour = re.findall(r"A sign says: (\w+)\.", Characters().decode(prompt_ids))[-1]
        return SimpleNamespace(token_ids=[*map(ord, f"open the {colour} door"), END])


def written_by_the_model(output: Any) -> list[str]:
    chosen = [one for one, mine in zip(output.response_ids, output.response_mask, strict=True) if mine]
    return Characters().decode([ord("|") if one == END else one for one in chosen]).rstrip("|").split("|")


async def test_trajectories_come_as_tokens_with_a_mask(example: Callable[[str], Any], doors: str) -> None:
    reader = Reader(together=5)
    loop = example("agent_loop").AgentLoop(doors, reader, Characters())
    rows = [{"seed": seed, "params": {"rooms": 2 + seed % 2}} for seed in range(12)]
    outputs = await loop.run_all({"temperature": 1.0}, rows, concurrency=5)
    assert reader.most == 5
    assert sorted(reader.requests.values()) == [2] * 6 + [3] * 6
    for row, output in zip(rows, outputs, strict=True):
        rooms = row["params"]["rooms"]
        assert output.error is None
        assert (output.reward_score, output.num_turns) == (1.0, rooms)
        assert f"house of {rooms} rooms" in Characters().decode(output.prompt_ids)
        whole = Characters().decode(output.prompt_ids + output.response_ids)
        signs = re.findall(r"A sign says: (\w+)\.", whole)
        assert written_by_the_model(output) == [f"open the {colour} door" for colour in signs]
        # The last word is the model's: what comes after it would not be answered.
        assert output.response_mask[-1] == 1
    with EnvClient(doors) as env:
        assert env.sessions() == []


async def test_limits_end_a_trajectory(example: Callable[[str], Any], doors: str) -> None:
    module = example("agent_loop")
    few = await module.AgentLoop(doors, Reader(), Characters(), max_turns=1).run({}, seed=0)
    assert (few.num_turns, few.reward_score) == (1, 0.0)
    short = await module.AgentLoop(doors, Reader(), Characters(), max_tokens=30).run({}, seed=0)
    assert short.num_turns == 1
    assert set(short.response_mask) == {1}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"env_id": "x", "timeout_s": 0.5}, "SERVER_UNREACHABLE"),
        ({"params": {"rooms": "many"}}, "ENVIRONMENT_ERROR"),
    ],
)
async def test_a_failure_is_told_and_not_taken_for_a_reward(
    example: Callable[[str], Any], doors: str, row: dict[str, Any], code: str
) -> None:
    address = doors if code == "ENVIRONMENT_ERROR" else "http://127.0.0.1:1/envs/doors"
    loop = example("agent_loop").AgentLoop(address, Reader(), Characters())
    output = await loop.run({}, **row)
    assert output.error is not None
    assert output.error.startswith(code)
    assert output.response_ids == []
