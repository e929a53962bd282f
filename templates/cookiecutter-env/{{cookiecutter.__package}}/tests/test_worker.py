"""The worker as a process of its own, over the lines that a server would send."""

from __future__ import annotations

import asyncio
import json
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from dockergym.testing.environments import CheckOptions, check_environment, installed_environment

from {{ cookiecutter.__module }} import plugin
{%- if cookiecutter.data == "volume" %}
from {{ cookiecutter.__module }}.settings import STARTER
{%- endif %}

BEGINNING: dict[str, Any] = {
    "cmd": "init",
    "env_id": "up-to-10",
    "seed": 5,
    "max_steps": 5,
{%- if cookiecutter.data == "volume" %}
    "task_file": str(STARTER / "up-to-10.json"),
{%- endif %}
}


class Worker:
    """A running worker."""

    def __init__(self) -> None:
        command = plugin.dockergym_env_spec().local_command
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, **request: Any) -> dict[str, Any]:
        """Send a request, and return its reply."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(request), file=self._process.stdin, flush=True)
        reply: dict[str, Any] = json.loads(self._process.stdout.readline())
        return reply

    def close(self) -> None:
        """End its input, and wait for its end."""
        self._process.communicate(timeout=10)


@pytest.fixture
def worker() -> Iterator[Worker]:
    """A worker that ends with the test."""
    started = Worker()
    yield started
    started.close()


def test_an_episode_is_won_by_halving(worker: Worker) -> None:
    reply = worker.ask(**BEGINNING)
    low, high = 1, 10
    while not reply["done"]:
        guess = (low + high) // 2
        reply = worker.ask(cmd="step", action=str(guess))
        low, high = (guess + 1, high) if reply["observation"] == "Higher." else (low, guess - 1)
    assert (reply["reward"], reply["terminated"], reply["info"]["won"]) == (1.0, True, True)


def test_an_episode_is_cut_off_after_its_last_step(worker: Worker) -> None:
    worker.ask(**BEGINNING)
    replies = [worker.ask(cmd="step", action="no number") for _ in range(5)]
    assert [reply["truncated"] for reply in replies] == [False] * 4 + [True]
    assert worker.ask(cmd="step", action="1")["status"] == "error"


def test_init_begins_anew(worker: Worker) -> None:
    first = worker.ask(**BEGINNING)
    worker.ask(cmd="step", action="3")
    assert worker.ask(**BEGINNING) == first


def test_every_point_of_the_check_is_kept() -> None:
    options = CheckOptions(runtime="local", episodes=20)
    subject = installed_environment("{{ cookiecutter.name }}")
    report = asyncio.run(check_environment(subject, options))
    assert not report.failed, str(report)
