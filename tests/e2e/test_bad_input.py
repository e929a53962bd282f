"""What goes wrong before and around an episode is said clearly, and costs nothing."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dockergym_alfworld.server_process import ServerFailed

PLUGIN = """
    import sys
    from dockergym.plugins import hookimpl
    from dockergym.plugins.specs import EnvSpec, Task, TaskList

    @hookimpl
    def dockergym_env_spec(settings):
        worker = ("-m", "dockergym.testing.workers.echo")
        image = "dockergym-e2e-never-built:1.0"
        return EnvSpec(image=image, worker_command=("python", *worker), local_command=(sys.executable, *worker))

    @hookimpl
    def dockergym_startup(env):
        env.tasks = TaskList([Task("easy"), Task("hard")])
"""
NO_ENGINE = {"DOCKER_HOST": "unix:///nowhere/docker.sock"}
MEGABYTE = 1_000_000


def refused(answer: Any) -> tuple[int, str]:
    """Return an error's status and code, and check that nothing is said to have been applied."""
    told = answer.json()
    assert set(told) >= {"detail", "error_code", "retryable", "applied"}
    assert told["applied"] is False
    return answer.status_code, told["error_code"]


def test_requests_that_cannot_be_served_cost_nothing(
    serve: Any, described: Callable[[str, str], list[str]], eventually: Callable[..., None]
) -> None:
    server = serve(*described("echo", "local"), "--env-files", "easy", "--max-sessions", "2")
    session = server.create(env_id="easy", params={"length": 2})["session_id"]
    step = f"/sessions/{session}/step"
    before = server.descriptors(), server.threads()
    server.http.headers["Content-Type"] = "application/json"
    post = server.http.post
    for _ in range(5):
        for path in (step, "/sessions"):
            for body in (b"{", b"not JSON", b"\xff\xfe", b'{"action": "look"'):
                assert refused(post(path, content=body)) == (400, "INVALID_REQUEST")
            assert refused(post(path, content=b"[]")) == (422, "INVALID_REQUEST")
            assert refused(post(path, json={"acton": "look"})) == (422, "INVALID_REQUEST")
            assert refused(post(path, json={"action": "x" * 5 * MEGABYTE})) == (413, "REQUEST_TOO_LARGE")
            endless = (b"x" * MEGABYTE for _ in range(5))
            assert refused(post(path, content=endless)) == (413, "REQUEST_TOO_LARGE")
        assert refused(post(step)) == (400, "INVALID_REQUEST")
        assert refused(post(step, json={"action": 5})) == (422, "INVALID_REQUEST")
        assert refused(post("/sessions", json={"env_id": "esay"})) == (404, "TASK_NOT_FOUND")
        assert refused(post("/sessions/nobody/step", json={"action": "x"})) == (404, "SESSION_NOT_FOUND")
        assert refused(server.http.get("/envs/defualt/health")) == (404, "ENVIRONMENT_NOT_FOUND")
        assert refused(server.http.put("/sessions")) == (405, "METHOD_NOT_ALLOWED")
    assert server.active() == 1
    # Here, since ending a session may bring another thread: an executor that has handed over a result, and has not
    # come to rest yet, starts one for the next work.
    assert server.threads() == before[1]
    assert server.step(session, "one").json()["step"] == 1
    assert server.step(session, "two").json()["done"]
    assert refused(server.step(session, "three")) == (409, "SESSION_ALREADY_DONE")
    server.end(session)
    assert refused(server.step(session, "four")) == (404, "SESSION_NOT_FOUND")
    server.wait_for_no_workers()
    # One connection of ours stays; the session's pipes and sockets went with it.
    eventually(lambda: server.descriptors() <= before[0], f"as few descriptors as {before[0]}")


def test_an_unknown_environment_is_met_with_the_nearest(serve: Any, install: Callable[..., Any]) -> None:
    server = serve("serve", "gentle", variables=install("gentle", PLUGIN))
    answer = server.http.post("/envs/gentel/sessions", json={})
    assert refused(answer) == (404, "ENVIRONMENT_NOT_FOUND")
    assert answer.json()["detail"] == "unknown environment 'gentel'; did you mean 'gentle'?"
    missing = server.http.post("/envs/gentle/sessions", json={"env_id": "eazy"})
    assert refused(missing) == (404, "TASK_NOT_FOUND")
    assert "did you mean 'easy'?" in missing.json()["detail"]


def test_an_environment_that_is_not_installed_is_met_with_the_nearest(serve: Any) -> None:
    with pytest.raises(
        ServerFailed, match=r"status 2:\n.*unknown environment 'alfwrld'; did you mean 'alfworld'"
    ):
        serve("serve", "alfwrld")


BROKEN = {
    "import": ("import nothing_of_that_name", "ModuleNotFoundError: No module named"),
    "spec": (
        "from dockergym.plugins import hookimpl\n\n@hookimpl\ndef dockergym_env_spec():\n    1 / 0",
        "ZeroDivisionError",
    ),
    "startup": (PLUGIN + "        raise RuntimeError('the games are gone')\n", "the games are gone"),
}


@pytest.mark.parametrize("way", BROKEN)
def test_a_broken_plugin_is_listed_and_the_good_ones_are_served(
    serve: Any, install: Callable[..., Any], way: str
) -> None:
    code, reason = BROKEN[way]
    install("broken", code)
    server = serve(
        "serve", "--all", variables=install("gentle", PLUGIN) | {"DOCKERGYM_ALFWORLD_STARTER": "only"}
    )
    index = server.get("/envs")
    assert {"alfworld", "gentle"} <= {one["name"] for one in index["environments"]}
    (failure,) = [one for one in index["failures"] if one["name"] == "broken"]
    assert (failure["name"], failure["distribution"]) == ("broken", "dockergym-broken")
    assert reason in failure["error"]
    answer = server.http.post("/envs/broken/sessions", json={})
    assert refused(answer) == (404, "ENVIRONMENT_NOT_FOUND")
    assert reason in answer.json()["detail"]
    assert server.create("gentle", env_id="easy")["observation"] == "ready: easy"


def test_a_misspelt_hook_keeps_the_server_from_starting_and_names_its_owner(
    serve: Any, install: Callable[..., Any]
) -> None:
    variables = install("broken", PLUGIN.replace("dockergym_env_spec", "dockergym_env_spek"))
    with pytest.raises(ServerFailed) as failed:
        serve("serve", "--all", variables=variables)
    assert "plugin 'broken' of dockergym-broken 0.7" in str(failed.value)
    assert "'dockergym_env_spek'; did you mean 'dockergym_env_spec'?" in str(failed.value)


@pytest.mark.docker
def test_a_missing_image_is_said_with_the_command_that_builds_it(
    serve: Any, install: Callable[..., Any], docker_engine: Any
) -> None:
    server = serve("serve", "gentle", runtime="docker", variables=install("gentle", PLUGIN))
    assert "dockergym-e2e-never-built:1.0" in server.process.log()
    for _ in range(3):
        answer = server.http.post("/envs/gentle/sessions", json={"env_id": "easy"})
        assert refused(answer) == (503, "IMAGE_NOT_FOUND")
        assert "`dockergym build gentle`" in answer.json()["detail"]
        assert answer.json()["retryable"] is False
    assert server.active() == 0
    server.wait_for_no_workers()


def test_without_an_engine_docker_is_refused_and_says_what_to_do(
    serve: Any, install: Callable[..., Any]
) -> None:
    variables = install("gentle", PLUGIN) | NO_ENGINE
    with pytest.raises(ServerFailed) as failed:
        serve("serve", "gentle", runtime="docker", variables=variables)
    assert "no Docker engine answers at unix:///nowhere/docker.sock: start Docker" in str(failed.value)
    assert "Traceback" not in str(failed.value)


def test_without_an_engine_local_workers_are_taken_and_it_is_said(
    serve: Any, install: Callable[..., Any]
) -> None:
    server = serve("serve", "gentle", runtime=None, variables=install("gentle", PLUGIN) | NO_ENGINE)
    assert "no Docker engine answers at unix:///nowhere/docker.sock" in " ".join(server.process.log().split())
    assert server.get("/envs")["environments"][0]["runtime"] == "local"
    assert server.create(env_id="easy")["observation"] == "ready: easy"


def test_missing_data_keeps_the_environment_from_being_served_and_names_the_way_out(
    serve: Any, tmp_path: Path
) -> None:
    with pytest.raises(ServerFailed) as failed:
        serve("serve", "alfworld", variables={"DOCKERGYM_ALFWORLD_DATA": str(tmp_path / "nothing")})
    assert "DOCKERGYM_ALFWORLD_STARTER=only" in str(failed.value)
    assert "Traceback" not in str(failed.value)


def test_a_port_in_use_keeps_the_server_from_starting(
    serve: Any, described: Callable[[str, str], list[str]]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ServerFailed) as failed:
            serve(*described("echo", "local"), port=port)
    assert f"port {port} on 127.0.0.1 is in use by another program" in str(failed.value)
    assert "--port 0" in str(failed.value)
