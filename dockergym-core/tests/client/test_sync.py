"""The client for code that waits, on a real server in a process of its own."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import httpx
import numpy as np
import pytest

from dockergym.client import (
    AsyncEnvClient,
    EnvClient,
    RetryPolicy,
    ServerTimeout,
    ServerUnreachable,
    StepResult,
)
from dockergym.errors import DockerGymError, InvalidRequest, SessionNotFound, TaskNotFound


def test_an_episode_from_reset_to_done(echo_url: str) -> None:
    with EnvClient(echo_url, run="sync") as env:
        result = env.reset(seed=3, env_id="kitchen", length=2)
        assert (result.observation, result.step, result.done) == ("ready: kitchen", 0, False)
        while not result.done:
            result = env.step("look")
        assert (result.observation, result.step, result.terminated) == ("echo: look", 2, True)
        assert env.state().status == "done"
        assert [one.session_id for one in env.sessions(run="sync")] == [env.session_id]
        env.close()
        assert env.sessions(run="sync") == []


def test_a_detached_session_is_played_on_by_another_client(echo_url: str) -> None:
    with EnvClient(echo_url) as first:
        first.reset()
        first.step("look")
        session_id = first.detach()
        assert first.session_id is None
    with EnvClient(echo_url) as second:
        assert second.attach(session_id).step == 1
        assert second.step("wait").step == 2


class EndsTheFirst(httpx.HTTPTransport):
    """Loses the answer to the first create, and has its session end meanwhile."""

    ended: str | None = None

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = super().handle_request(request)
        if self.ended is not None or not request.url.path.endswith("/sessions"):
            return answer
        answer.read()
        self.ended = answer.json()["session_id"]
        super().handle_request(httpx.Request("DELETE", f"{request.url}/{self.ended}")).read()
        raise httpx.ReadError("the network is gone")


def test_a_session_that_has_ended_before_its_answer_came_is_begun_anew(echo_url: str) -> None:
    network = EndsTheFirst()
    with network, EnvClient(echo_url, transport=network) as env:
        env.reset()
        assert env.session_id != network.ended
        assert env.step("look").step == 1


def test_forks_go_on_each_on_its_own(echo_url: str) -> None:
    with EnvClient(echo_url, run="forks") as env:
        env.reset()
        env.step("look")
        children = env.fork(3)
        with ThreadPoolExecutor(3) as threads:
            steps = list(threads.map(lambda one: one.step("wait").step, children))
        assert steps == [2, 2, 2]
        assert env.step("look").step == 2
        for child in children:
            child.close()
        assert len(env.sessions(run="forks")) == 1
        assert env.end_sessions(run="forks") == [env.session_id]
        env.detach()


def test_without_an_episode_it_says_to_reset(echo_url: str) -> None:
    env = EnvClient(echo_url)
    with pytest.raises(SessionNotFound, match=r"call reset\(\) first"):
        env.step("look")
    env.reset()
    env.close()
    env.close()
    with pytest.raises(SessionNotFound, match=r"call reset\(\) first"):
        env.step("look")


def test_a_subclass_plays_with_types_of_its_own(echo_url: str) -> None:
    class Counted(EnvClient[int, int]):
        def _step_payload(self, action: int) -> str:
            return "x" * action

        def _parse_result(self, payload: Mapping[str, Any]) -> StepResult[int]:
            plain: StepResult[Any] = super()._parse_result(payload)
            return replace(plain, observation=plain.observation.count("x"))

    with Counted(echo_url) as env:
        assert env.reset().observation == 0
        assert env.step(5).observation == 5


def test_the_servers_errors_are_raised(echo_url: str) -> None:
    with EnvClient(echo_url.replace("played", "other")) as env, pytest.raises(LookupError) as raised:
        env.reset()
    assert pickle.loads(pickle.dumps(raised.value)).to_dict() == raised.value.to_dict()  # type: ignore[attr-defined]
    with EnvClient(echo_url) as env:
        with pytest.raises(SessionNotFound):
            env.attach("nobody")
        with pytest.raises(DockerGymError, match="NOT_FOUND"):
            env.attach("../../envs?x")


def test_a_task_that_is_not_there(start_server: Callable[..., Any]) -> None:
    server = start_server("echo", "--env-files", "kitchen")
    with EnvClient(server.url) as env:
        assert env.tasks() == ["kitchen"]
        with pytest.raises(TaskNotFound):
            env.reset(env_id="kitchn")
    server.stop()


@pytest.mark.parametrize(
    "address",
    [
        *("", "localhost:8000", "ftp://host/envs/a", "http://", "http://host:99999"),
        *("http://host/envs/a?key=1", "http://host/envs/a#b"),
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(InvalidRequest, match="http://host:8000"):
        EnvClient(address)


@pytest.mark.parametrize("kind", [EnvClient, AsyncEnvClient])
def test_an_option_that_there_is_not_is_refused(kind: Any) -> None:
    with pytest.raises(TypeError, match=r"'timeout'; did you mean 'timeout_s'\?"):
        kind("http://host", timeout=5)


def test_headers_of_the_caller_take_the_place_of_the_clients(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKERGYM_API_KEY", "sesame")
    given = {"authorization": "Basic abc", "X-Team": "blue"}
    env: EnvClient = EnvClient("http://host", headers=given)
    assert env._headers == {"User-Agent": "dockergym-client", **given}


def test_a_seed_may_be_any_whole_number(echo_url: str) -> None:
    with EnvClient(echo_url) as env:
        env.reset(seed=np.int64(7))  # type: ignore[arg-type]
        assert env.state().seed == 7
        with pytest.raises(InvalidRequest, match="seed"):
            env.reset(seed=7.5)  # type: ignore[arg-type]


def test_an_address_where_nothing_listens(free_port: int) -> None:
    address = f"http://127.0.0.1:{free_port}"
    with (
        EnvClient(address, timeout_s=0.3) as env,
        pytest.raises(ServerUnreachable, match="server runs") as raised,
    ):
        env.reset()
    assert (raised.value.applied, raised.value.retryable) == (False, True)


def test_a_step_that_takes_longer_than_it_may_is_a_timeout(start_server: Callable[..., Any]) -> None:
    server = start_server("slow")
    retry = RetryPolicy(attempt_timeout_s=0.2)
    with EnvClient(server.url, retry=retry) as env:
        env.reset()
        with pytest.raises(ServerTimeout, match="timeout_s") as raised:
            env.step("sleep 1.2", timeout_s=0.5)
        assert isinstance(raised.value, TimeoutError)
        assert raised.value.applied is None
        assert env.step("sleep 1.2").step == 1
    server.stop()


def test_a_session_that_cannot_be_ended_is_a_warning(
    start_server: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    server = start_server("echo")
    env = EnvClient(server.url, timeout_s=0.5)
    env.reset(timeout_s=60)
    server.kill()
    env.close()
    assert "is not ended" in caplog.text
    assert env.session_id is None
    server.start()
    server.stop()
