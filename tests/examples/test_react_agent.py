"""The ReAct example, with a chat endpoint that reads the signs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

from dockergym.client import EnvClient


def play(example: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setattr(sys, "argv", ["react_agent.py", "--model", "reader", *arguments])
    example("react_agent").main()


def test_episodes_are_won_over_the_endpoint(
    example: Callable[[str], Any],
    doors: str,
    endpoint: Any,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    play(example, monkeypatch, "--env", doors, "--endpoint", endpoint.url, "--episodes", "4")
    said = capsys.readouterr().out.splitlines()
    assert said[-1] == "mean reward 1.000"
    assert said[0] == "episode 0: reward 1 after 3 steps"
    assert len(endpoint.asked) == 4 * 3
    path, authorization, body = endpoint.asked[0]
    assert (path, authorization) == ("/v1/chat/completions", "Bearer secret")
    assert (body["model"], body["temperature"]) == ("reader", 0.7)
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert "Admissible actions: open the red door; open the blue door" in body["messages"][1]["content"]
    with EnvClient(doors) as env:
        assert env.sessions() == []


def test_an_answer_without_an_action_is_asked_again(
    example: Callable[[str], Any],
    doors: str,
    endpoint: Any,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    endpoint.stammers = True
    play(example, monkeypatch, "--env", doors, "--endpoint", f"{endpoint.url}/", "--episodes", "1")
    assert "episode 0: reward 1 after 4 steps" in capsys.readouterr().out


def test_params_go_to_the_environment(
    example: Callable[[str], Any],
    doors: str,
    endpoint: Any,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ["--env", doors, "--endpoint", endpoint.url, "--episodes", "1", "--param", "rooms=2"]
    play(example, monkeypatch, *arguments)
    assert "episode 0: reward 1 after 2 steps" in capsys.readouterr().out
