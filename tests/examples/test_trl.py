"""The TRL example with the real trainer and a model that is made here: small, and taught to call the tool."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dockergym.client import EnvClient

pytestmark = [pytest.mark.filterwarnings("default"), pytest.mark.timeout(1800)]

COLOURS = ("red", "blue")
OUTSIDE = "The door falls shut behind you. You are outside."
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<tool_call>", "</tool_call>"]


def call(colour: str) -> str:
    """Return how Qwen's models call the tool."""
    called = json.dumps({"name": "act", "arguments": {"action": f"open the {colour} door"}})
    return f"<tool_call>\n{called}\n</tool_call><|im_end|>"


def small_tokenizer(template: str, texts: list[str]) -> Any:
    """Return a tokenizer made of a few texts, with a chat template that TRL knows."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=600, special_tokens=SPECIAL, initial_alphabet=alphabet)
    made.train_from_iterator(texts, trainer)
    return PreTrainedTokenizerFast(
        tokenizer_object=made,
        eos_token="<|im_end|>",
        pad_token="<|endoftext|>",
        chat_template=template,
    )


def small_model(tokenizer: Any) -> Any:
    """Return a model with random weights."""
    from transformers import Qwen2Config, Qwen2ForCausalLM

    return Qwen2ForCausalLM(
        Qwen2Config(
            vocab_size=len(tokenizer),
            hidden_size=64,
            intermediate_size=128,
            num_hidden_layers=2,
            num_attention_heads=4,
            num_key_value_heads=2,
            max_position_embeddings=2048,
            eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
        )
    )


def lessons(tokenizer: Any, first: str, instructions: str, tool: Any) -> list[tuple[str, str]]:
    """Return what a conversation may hold so far, and what to say then: open a door."""
    asked = {"role": "user", "content": instructions + first}
    conversations = [[asked]]
    for answer in ("You have found the treasure.", OUTSIDE):
        function = {"name": "act", "arguments": {"action": "open the red door"}}
        called = {"role": "assistant", "tool_calls": [{"type": "function", "function": function}]}
        conversations.append([asked, called, {"role": "tool", "name": "act", "content": answer}])
    render = functools.partial(
        tokenizer.apply_chat_template, tools=[tool], add_generation_prompt=True, tokenize=False
    )
    return [(render(one), call(colour)) for one in conversations for colour in COLOURS]


def teach(model: Any, tokenizer: Any, lessons: list[tuple[str, str]], steps: int) -> float:
    """Teach the model to go on as in the lessons, and return the loss; which door it opens is left to chance."""
    import torch
    from torch.nn.utils.rnn import pad_sequence

    said = [torch.tensor(tokenizer(before).input_ids) for before, _ in lessons]
    then = [torch.tensor(tokenizer(after).input_ids) for _, after in lessons]
    inputs = [torch.cat(pair) for pair in zip(said, then, strict=True)]
    labels = [torch.cat([torch.full_like(one, -100), two]) for one, two in zip(said, then, strict=True)]
    batch = {
        "input_ids": pad_sequence(inputs, batch_first=True, padding_value=tokenizer.pad_token_id),
        "labels": pad_sequence(labels, batch_first=True, padding_value=-100),
    }
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-3)
    for _ in range(steps):
        loss = model(**batch).loss
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    return float(loss)


def test_the_trainer_plays_and_learns(example: Callable[[str], Any], doors: str, tmp_path: Path) -> None:
    trl = pytest.importorskip("trl")
    import torch
    from trl.chat_template_utils import _CHAT_TEMPLATES_DIR

    torch.manual_seed(0)
    # A model this small gains nothing from more, which would only wait for each other.
    torch.set_num_threads(1)
    module = example("trl_grpo")
    with EnvClient(doors) as env:
        first = module._told(env.reset(seed=0, params={"rooms": 1}))
    template = (_CHAT_TEMPLATES_DIR / "qwen2_5.jinja").read_text()
    texts = [module.INSTRUCTIONS, first, *map(call, COLOURS), OUTSIDE, template]
    tokenizer = small_tokenizer(template, texts)
    model = small_model(tokenizer)
    tool = module.PlayedEnvironment("http://nowhere.example").act
    teach(model, tokenizer, lessons(tokenizer, first, module.INSTRUCTIONS, tool), steps=120)
    before = {name: one.detach().clone() for name, one in model.named_parameters()}

    args = trl.GRPOConfig(
        output_dir=str(tmp_path),
        per_device_train_batch_size=8,
        num_generations=8,
        max_completion_length=300,
        max_tool_calling_iterations=2,
        max_steps=2,
        learning_rate=1e-3,
        logging_steps=1,
        report_to="none",
        use_cpu=True,
        bf16=False,
        save_strategy="no",
    )
    trainer = module.train(
        doors, tasks=2, params={"rooms": 1}, model=model, args=args, processing_class=tokenizer
    )

    logged = [one for one in trainer.state.log_history if "reward" in one]
    assert len(logged) == 2
    # More than once an episode: the trainer went on after what the environment had answered.
    assert max(one["tools/call_frequency"] for one in logged) > 1
    assert max(one["reward"] for one in logged) > 0
    assert any(not torch.equal(one, before[name]) for name, one in trainer.model.named_parameters())
    with EnvClient(doors) as env:
        assert env.sessions() == []
