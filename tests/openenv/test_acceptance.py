"""Unmodified clients of OpenEnv play: both generations, each against the same servers."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

KEY = "a-key-for-openenv"
NO_EPISODE = "Server error: no active episode: call reset() first (code: EXECUTION_ERROR)"


def test_the_clients_are_those_that_are_named(openenv: Any) -> None:
    assert openenv.play("version").replace(" ", "==") == openenv.requirement


def test_an_episode_is_played_to_its_end(openenv: Any, serve: Any) -> None:
    first, *steps, last, state = openenv.play("episode", serve().base)
    assert first["observation"]["observation"] == "ready: "
    assert (first["reward"], first["done"]) == (0.0, False)
    assert [one["observation"]["observation"] for one in (*steps, last)] == [
        f"echo: go {n}" for n in (1, 2, 3)
    ]
    assert [one["done"] for one in (*steps, last)] == [False, False, True]
    assert last["observation"]["admissible_commands"] == ["look", "wait"]
    metadata = last["observation"]["metadata"]
    assert metadata.items() >= {"step": 3, "terminated": True, "truncated": False, "won": True}.items()
    # The older generation shows its user what is inside the observation, and nothing else.
    assert last["metadata"] == (None if openenv.is_old else metadata)
    expected = {"episode_id": "ep-9", "step_count": 3, "seed": 42, "env": "echo", "status": "done"}
    assert state.items() >= expected.items()
    assert state["session_id"] == metadata["session_id"]


def test_an_episode_is_played_by_code_that_waits(openenv: Any, serve: Any) -> None:
    seen = openenv.play("sync_episode", serve().base)
    assert [one["done"] for one in seen] == [False, False, False, True]


def test_sessions_side_by_side_are_apart(openenv: Any, serve: Any) -> None:
    told = openenv.play("side_by_side", serve().base)
    assert told["one"] == [f"echo: one {number}" for number in range(5)]
    assert told["other"] == [f"echo: other {number}" for number in range(5)]
    assert told["counts"] == [5, 5]
    assert len(set(told["sessions"])) == 2


def test_a_connection_that_ends_ends_its_session(openenv: Any, serve: Any, eventually: Any) -> None:
    server = serve("--max-sessions", "3")
    openenv.play("hold", server.base, name="held")
    assert server.active() == 1
    openenv.play("let_go", name="held")
    eventually(lambda: server.active() == 0, "the slot is free")


def test_what_is_refused_leaves_the_socket_open(openenv: Any, serve: Any) -> None:
    before, early, _, bad, worse, good, unknown, state = openenv.play(
        "refusals",
        serve().base,
        requests=[
            ["state", None],
            ["step", {"action": "too early"}],
            ["reset", {}],
            ["step", {"nope": 1}],
            ["step", {"action": 7}],
            ["step", {"message": "good", "metadata": {}}],
            ["reset", {"seed": -1}],
            ["state", None],
        ],
    )
    assert (before["episode_id"], before["step_count"]) == (None, 0)
    assert early == NO_EPISODE
    assert "data.action: Field required; data.nope:" in bad
    assert bad.endswith("(code: VALIDATION_ERROR)")
    assert "data.action: the action is a string" in worse
    assert good == "echo: good"
    assert "data.seed" in unknown
    assert unknown.endswith("(code: VALIDATION_ERROR)")
    assert state["step_count"] == 1


def test_a_step_after_the_end_is_refused_and_a_reset_begins_anew(openenv: Any, serve: Any) -> None:
    requests: list[Any] = [
        ["reset", {"length": 1}],
        ["step", {"action": "last"}],
        ["step", {"action": "more"}],
    ]
    requests += [["reset", {"length": None}], ["step", {"action": "again"}], ["state", None]]
    _, _, refused, ready, again, state = openenv.play("refusals", serve().base, requests=requests)
    assert refused == (
        "Server error: the episode has ended: call reset() to begin another (code: EXECUTION_ERROR)"
    )
    assert (ready, again) == ("ready: ", "echo: again")
    assert state["step_count"] == 1


@pytest.mark.parametrize("pause_s", [0.0, 0.2])
def test_the_first_request_beyond_the_cap_is_told_so(openenv: Any, serve: Any, pause_s: float) -> None:
    server = serve("--max-sessions", "1")
    assert openenv.play("hold", server.base, name="first") == "ready: "
    refused = openenv.play("hold", server.base, name="second", pause_s=pause_s)
    assert refused.startswith("RuntimeError: Server error: none of 1 sessions of 'echo' are free")
    assert refused.endswith("(code: CAPACITY_REACHED)")
    openenv.play("let_go", name="second")
    # Whoever has a slot keeps it over a reset, though others wait.
    assert openenv.play("reset_held", name="first") == "ready: "
    openenv.play("let_go", name="first")


@pytest.mark.parametrize("tail", ["", "/"])
def test_an_address_may_end_in_a_slash(openenv: Any, serve: Any, tail: str) -> None:
    server = serve()
    assert openenv.play("connect", server.base + tail) == "echo: look"
    # An environment that is served alone is found at the root as well.
    assert openenv.play("connect", server.url + tail) == "echo: look"


def test_keys_are_taken_from_the_address(openenv: Any, serve: Any) -> None:
    server = serve("--verbose", variables={"DOCKERGYM_API_KEY": KEY})
    bare = server.base.removeprefix("http://")
    for address in (f"http://{KEY}:x@{bare}", f"http://user:{KEY}@{bare}", f"{server.url}/k/{KEY}/envs/echo"):
        assert openenv.play("connect", address) == "echo: look"
    for address in (f"http://{bare}", f"http://wrong:key@{bare}", f"{server.url}/k/wrong/envs/echo"):
        refused = openenv.play("connect", address)
        assert refused.startswith("ConnectionError")
        assert "403" in refused
    if not openenv.is_old:
        headers = {"Authorization": f"Bearer {KEY}"}
        assert openenv.play("connect", f"http://{bare}", headers=headers) == "echo: look"
    assert "/envs/echo/ws" in server.log()
    assert KEY not in server.log()


def test_tools_are_listed_and_called(openenv: Any, serve: Any) -> None:
    told = openenv.play("tools", serve().base)
    assert told["tools"] == [["act", ["action"]]]
    assert "no active episode: call reset() first" in told["early"]
    assert (told["look"], told["again"], told["steps"]) == ("echo: look", "echo: again", 2)
    assert "unknown tool 'fly'" in told["unknown"]


def test_auto_env_finds_the_environment(openenv: Any, serve: Any) -> None:
    assert openenv.play("auto", serve().base) == "echo: look"


def test_the_validator_passes(openenv: Any, serve: Any) -> None:
    done = openenv.run("openenv", "validate", "--url", serve().base)
    assert done.returncode == 0, done.stdout + done.stderr
    found = httpx.get(f"{serve().base}/openapi.json", trust_env=False).json()
    assert found["info"]["version"].startswith("1.")
    assert {"/reset", "/step", "/state"} <= found["paths"].keys()


def test_a_server_that_was_killed_has_forgotten_the_episode_and_says_so(openenv: Any, serve: Any) -> None:
    arguments = serve.local("echo")
    first = serve.start(*arguments)
    openenv.play("hold", first.base, name="survivor")
    first.kill()
    port = httpx.URL(first.url).port
    second = serve.start(*arguments, folder=first.folder, name=first.name, port=port)
    assert second.active() == 0
    lost, then = (openenv.play("step_held", name="survivor", action="look") for _ in range(2))
    if openenv.is_old:
        # It never connects again; its user makes another client.
        assert lost.startswith("ConnectionClosed")
        assert then.startswith("ConnectionClosed")
        assert openenv.play("hold", second.base, name="survivor") == "ready: "
    else:
        # It connects again by itself, at once or after an error, and its user would not have known of the loss.
        assert lost.startswith("ConnectionClosed") or lost == f"RuntimeError: {NO_EPISODE}"
        assert then == f"RuntimeError: {NO_EPISODE}"
        assert openenv.play("reset_held", name="survivor") == "ready: "
    assert openenv.play("step_held", name="survivor", action="look") == "echo: look"
    openenv.play("let_go", name="survivor")


def test_what_takes_too_long_is_an_error_and_no_silence(openenv: Any, serve: Any, eventually: Any) -> None:
    server = serve("--openenv-timeout-s", "1.5", worker="slow")
    assert openenv.play("hold", server.base, name="patient") == "awake"
    slow = openenv.play("reset_held", name="patient", init_s=30)
    assert "the episode did not begin within openenv_timeout_s (1.5 s)" in slow
    assert slow.endswith("(code: EXECUTION_ERROR)")
    # The next answer is that of the next request.
    assert openenv.play("reset_held", name="patient") == "awake"
    slow = openenv.play("step_held", name="patient", action="sleep 30")
    assert "the environment did not answer within openenv_timeout_s (1.5 s)" in slow
    assert openenv.play("step_held", name="patient", action="look") == f"RuntimeError: {NO_EPISODE}"
    eventually(lambda: server.active() == 0, "no slot is held by what took too long")
    openenv.play("let_go", name="patient")


def test_a_client_that_thinks_for_long_keeps_its_session(openenv: Any, serve: Any, eventually: Any) -> None:
    server = serve("--idle-timeout-s", "1", "--reap-interval-s", "0.05")
    openenv.play("hold", server.base, name="thinker")
    try:
        # A session that nobody is connected to, begun later, is ended first.
        with httpx.Client(base_url=server.url, trust_env=False) as http:
            forgotten = http.post("/sessions").json()["session_id"]
            eventually(lambda: http.get(f"/sessions/{forgotten}").status_code == 404, "it is forgotten")
        assert openenv.play("step_held", name="thinker", action="look") == "echo: look"
    finally:
        openenv.play("let_go", name="thinker")


def test_a_container_is_played_the_same(openenv: Any, serve: Any, echo_image: str, eventually: Any) -> None:
    command = ["--worker-command", "python -m dockergym.testing.workers.echo"]
    server = serve.start("--runtime", "docker", "--docker-image", echo_image, *command)
    seen = openenv.play("sync_episode", server.base)
    assert [one["observation"]["observation"] for one in seen][1:] == [f"echo: go {n}" for n in (1, 2, 3)]
    eventually(lambda: server.active() == 0, "the slot is free")
