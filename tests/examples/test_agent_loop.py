"""The rollout worker for token trainers, with a tokenizer of characters and a server that reads the signs."""

from __future__ import annotations

import ast
import asyncio
import dataclasses
import importlib.util
import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dockergym.client import EnvClient

END = 0


class Characters:
    """A tokenizer whose tokens are code points, and 0 the end of a message. Its template has a system prompt."""

    def apply_chat_template(
        self,
        messages: list[dict[str, str]],
        *,
        tokenize: bool = True,
        add_generation_prompt: bool = False,
        return_dict: bool = True,
    ) -> Any:
        texts = [f"<{one['role']}>{one['content']}" for one in messages]
        whole = "".join(["<system>Be brief.", *texts, *["<assistant>"] * add_generation_prompt])
        tokens = [ord(letter) for letter in whole]
        return {"input_ids": tokens, "attention_mask": [1] * len(tokens)} if return_dict else tokens

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
        assert whole.count("<system>") == 1
        assert whole.count("<user>") == whole.count("<assistant>") == rooms
        signs = re.findall(r"A sign says: (\w+)\.", whole)
        assert written_by_the_model(output) == [f"open the {colour} door" for colour in signs]
        # The last word is the model's: what comes after it would not be answered.
        assert output.response_mask[-1] == 1
    with EnvClient(doors) as env:
        assert env.sessions() == []


CHAT_TEMPLATE = """\
{{ '<|im_start|>system\\nBe brief.<|im_end|>\\n' }}
{%- for one in messages %}{{ '<|im_start|>' + one.role + '\\n' + one.content + '<|im_end|>\\n' }}{% endfor %}
{%- if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"""


@pytest.mark.filterwarnings("default")
async def test_a_tokenizer_of_transformers_will_do(example: Callable[[str], Any], doors: str) -> None:
    transformers = pytest.importorskip("transformers")
    tokenizers = pytest.importorskip("tokenizers")
    level = tokenizers.pre_tokenizers.ByteLevel
    letters = {letter: number for number, letter in enumerate(sorted(level.alphabet()))}
    plain = tokenizers.Tokenizer(tokenizers.models.BPE(vocab=letters, merges=[]))
    plain.pre_tokenizer, plain.decoder = level(add_prefix_space=False), tokenizers.decoders.ByteLevel()
    tokenizer = transformers.PreTrainedTokenizerFast(
        tokenizer_object=plain, additional_special_tokens=["<|im_start|>", "<|im_end|>"]
    )
    tokenizer.chat_template = CHAT_TEMPLATE

    class Model:
        async def generate(self, request_id: str, *, prompt_ids: list[int], **_: Any) -> SimpleNamespace:
            colour = re.findall(r"A sign says: (\w+)\.", tokenizer.decode(prompt_ids))[-1]
            return SimpleNamespace(token_ids=tokenizer.encode(f"open the {colour} door<|im_end|>"))

    output = await example("agent_loop").AgentLoop(doors, Model(), tokenizer).run({}, params={"rooms": 2})
    assert (output.error, output.reward_score, output.num_turns) == (None, 1.0, 2)
    whole = tokenizer.decode(output.prompt_ids + output.response_ids)
    assert whole.count("<|im_start|>system") == 1
    assert whole.count("<|im_start|>user") == whole.count("<|im_start|>assistant") == 2


def fields_of(tree: ast.Module, name: str) -> dict[str, bool]:
    """Return the fields of a model in a module's source, and for each whether it must be given."""
    (model,) = (one for one in tree.body if isinstance(one, ast.ClassDef) and one.name == name)
    fields = [one for one in model.body if isinstance(one, ast.AnnAssign)]
    return {one.target.id: one.value is None for one in fields if isinstance(one.target, ast.Name)}


def parameters_of(tree: ast.Module, name: str, method: str) -> ast.arguments:
    """Return the parameters of a method in a module's source."""
    (kind,) = (one for one in tree.body if isinstance(one, ast.ClassDef) and one.name == name)
    (found,) = (one for one in kind.body if isinstance(one, ast.AsyncFunctionDef) and one.name == method)
    return found.args


def test_it_fits_the_agent_loops_of_verl(example: Callable[[str], Any]) -> None:
    spec = importlib.util.find_spec("verl")
    if spec is None or spec.origin is None:
        pytest.skip("verl is not installed; nox -s examples installs its sources")
    # They are read and not run: they import PyTorch, Ray and more.
    sources = Path(spec.origin).parent
    loops = ast.parse((sources / "experimental" / "agent_loop" / "agent_loop.py").read_text())
    servers = ast.parse((sources / "workers" / "rollout" / "llm_server.py").read_text())
    replies = ast.parse((sources / "workers" / "rollout" / "replica.py").read_text())
    module = example("agent_loop")

    run = parameters_of(loops, "AgentLoopBase", "run")
    ours = inspect.signature(module.AgentLoop.run).parameters
    assert [one.arg for one in run.args] == ["self", "sampling_params"] == list(ours)[:2]
    assert run.kwarg is not None
    generate = parameters_of(servers, "LLMServerClient", "generate")
    called = inspect.signature(module.LLMServer.generate).parameters
    assert [one.arg for one in generate.args] == ["self", "request_id"] == list(called)[:2]
    assert {"prompt_ids", "sampling_params"} == set(called) - {"self", "request_id"}
    needed = {
        one.arg for one, value in zip(generate.kwonlyargs, generate.kw_defaults, strict=True) if value is None
    }
    assert needed == {"prompt_ids", "sampling_params"}
    assert "token_ids" in fields_of(replies, "TokenOutput")
    output = fields_of(loops, "AgentLoopOutput")
    own = {one.name for one in dataclasses.fields(module.LoopOutput)} - {"error"}
    assert own <= output.keys()
    assert {name for name, is_needed in output.items() if is_needed} <= own | {"metrics"}
    assert not any(fields_of(loops, "AgentLoopMetrics").values())


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
