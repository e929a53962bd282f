"""A rollout worker for trainers that take tokens, such as verl's agent loops: token ids and a mask of who wrote them.

`AgentLoop.run` is called as verl's ``AgentLoopBase.run`` is, calls its LLM server as that does, and what it returns
has the names of its ``AgentLoopOutput``. In verl, rows of the data set name ``dockergym`` as their ``agent_name``::

    @register("dockergym")
    class ServedLoop(AgentLoopBase):
        async def run(self, sampling_params, **row):
            loop = AgentLoop(row["address"], self.server_manager, self.tokenizer)
            played = await loop.run(sampling_params, **row)
            if played.error is not None:
                played.response_mask = [0] * len(played.response_ids)
            return AgentLoopOutput(
                prompt_ids=played.prompt_ids,
                response_ids=played.response_ids,
                response_mask=played.response_mask,
                reward_score=played.reward_score,
                num_turns=played.num_turns,
                metrics=AgentLoopMetrics(),
            )

What the model wrote is kept as the tokens that it wrote: text that is tokenised again may come out otherwise, and a
trainer would then learn from tokens that were never sampled.
"""

from __future__ import annotations

import asyncio
import functools
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from dockergym.client import AsyncEnvClient, StepResult
from dockergym.errors import DockerGymError


class LLMServer(Protocol):
    """What generates: verl's ``LLMServerClient``, or anything with its one method."""

    async def generate(
        self, request_id: str, *, prompt_ids: list[int], sampling_params: Mapping[str, Any]
    ) -> Any:
        """Return what follows the prompt, as an object with ``token_ids``."""


class Tokenizer(Protocol):
    """The part of a Hugging Face tokenizer that is used."""

    def apply_chat_template(self, messages: list[dict[str, str]], **options: Any) -> list[int]:
        """Return the tokens of messages, as a list where ``return_dict`` is false."""

    def decode(self, token_ids: Sequence[int], **options: Any) -> str:
        """Return the text of tokens."""


@dataclass
class LoopOutput:
    """One trajectory, as trainers take it."""

    prompt_ids: list[int]
    response_ids: list[int] = field(default_factory=list)
    """What the model wrote and what the environment answered, in turn."""
    response_mask: list[int] = field(default_factory=list)
    """1 for tokens that the model wrote, 0 for the environment's: only the former are trained on."""
    reward_score: float = 0.0
    num_turns: int = 0
    error: str | None = None
    """Why the episode broke off. Such a trajectory says nothing about the policy: leave it out."""


class AgentLoop:
    """Plays episodes of one environment with a model behind a token interface."""

    def __init__(
        self,
        address: str,
        server_manager: LLMServer,
        tokenizer: Tokenizer,
        *,
        max_turns: int = 30,
        max_tokens: int = 4096,
    ) -> None:
        self._address = address
        self._server = server_manager
        self._tokenizer = tokenizer
        self._max_turns = max_turns
        self._max_tokens = max_tokens

    async def run(self, sampling_params: Mapping[str, Any], **row: Any) -> LoopOutput:
        """Play the episode that a row of the data set names by ``seed`` or ``env_id``."""
        output = LoopOutput([])
        async with AsyncEnvClient(
            self._address, run=row.get("run"), timeout_s=row.get("timeout_s", 180.0)
        ) as env:
            try:
                result = await env.reset(row.get("seed"), env_id=row.get("env_id"), params=row.get("params"))
                output.prompt_ids = self._tokens([_message(result)], add_generation_prompt=True)
                await self._play(env, result, output, sampling_params)
            except DockerGymError as error:
                output.error = f"{error.code}: {error.detail}"
        return output

    async def run_all(
        self, sampling_params: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], *, concurrency: int = 64
    ) -> list[LoopOutput]:
        """Play a row's episode for each row, so many at once, and return them in the rows' order."""
        places = asyncio.Semaphore(concurrency)

        async def one(row: Mapping[str, Any]) -> LoopOutput:
            async with places:
                return await self.run(sampling_params, **row)

        return await asyncio.gather(*(one(row) for row in rows))

    async def _play(
        self,
        env: AsyncEnvClient,
        result: StepResult[str],
        output: LoopOutput,
        sampling_params: Mapping[str, Any],
    ) -> None:
        # One id for the whole episode: the server that knows its beginning gets its end as well.
        request_id = uuid.uuid4().hex
        while not result.done and output.num_turns < self._max_turns:
            written = await self._server.generate(
                request_id,
                prompt_ids=output.prompt_ids + output.response_ids,
                sampling_params=sampling_params,
            )
            self._append(output, list(written.token_ids), by_model=True)
            result = await env.step(
                self._tokenizer.decode(written.token_ids, skip_special_tokens=True).strip()
            )
            output.reward_score += result.reward
            output.num_turns += 1
            answer = self._tokens([_message(result)], add_generation_prompt=True)[self._preamble :]
            if result.done or len(output.response_ids) + len(answer) > self._max_tokens:
                return
            self._append(output, answer, by_model=False)

    def _append(self, output: LoopOutput, token_ids: list[int], *, by_model: bool) -> None:
        output.response_ids += token_ids
        output.response_mask += [int(by_model)] * len(token_ids)

    @functools.cached_property
    def _preamble(self) -> int:
        """How many tokens a template puts before the first message, such as a system prompt: later ones have none."""
        one, two = (len(self._tokens([{"role": "user", "content": "."}] * count)) for count in (1, 2))
        return 2 * one - two

    def _tokens(self, messages: list[dict[str, str]], **options: Any) -> list[int]:
        # Unless it is told otherwise, transformers 5 returns more than the tokens.
        return self._tokenizer.apply_chat_template(messages, tokenize=True, return_dict=False, **options)


def _message(result: StepResult[str]) -> dict[str, str]:
    commands = result.info.get("admissible_commands")
    offered = f"\nActions: {'; '.join(commands)}" if commands else ""
    return {"role": "user", "content": f"{result.observation}{offered}"}
