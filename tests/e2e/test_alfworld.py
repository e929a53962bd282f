"""ALFWorld as installed: found by entry point, served from containers, won over REST."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docker
import pytest

from dockergym_alfworld.catalog import starter_games
from dockergym_alfworld.starter import starter_root
from dockergym_alfworld.walkthroughs import Walkthroughs

ENV = "alfworld"
GAMES = [task.env_id for task in starter_games()]


@pytest.fixture(scope="module")
def server(serve_module: Any, alfworld_image: str) -> Any:
    """``dockergym serve alfworld``, with the games that ship with the package."""
    return serve_module(
        "serve", "alfworld", runtime="docker", variables={"DOCKERGYM_ALFWORLD_STARTER": "only"}
    )


def refused(answer: Any) -> tuple[int, str]:
    """Return an error's status and code, and check that it has the one shape all have."""
    told = answer.json()
    assert {"detail", "error_code", "retryable", "applied"} <= set(told)
    return answer.status_code, told["error_code"]


def test_the_index_shows_what_is_served_and_on_what(
    server: Any, alfworld_image: str, docker_engine: docker.DockerClient
) -> None:
    index = server.get("/envs")
    (shown,) = [one for one in index["environments"] if one["name"] == ENV]
    assert (shown["url"], shown["runtime"], shown["image"]) == ("/envs/alfworld", "docker", alfworld_image)
    assert (shown["tasks"], shown["distribution"]) == (len(GAMES), "dockergym-alfworld")
    assert shown["capacity"] == {"active": 0, "max": 64}
    assert index["failures"] == []


def test_tasks_are_listed_in_pages_and_by_what_they_are(server: Any) -> None:
    everything = server.get("/envs/alfworld/environments")
    assert (sorted(everything["environments"]), everything["total"]) == (sorted(GAMES), len(GAMES))
    page = server.get("/envs/alfworld/environments?limit=3&offset=2")
    assert page == {"environments": everything["environments"][2:5], "total": len(GAMES)}
    train = server.get("/envs/alfworld/environments?split=train")["environments"]
    assert train == [env_id for env_id in everything["environments"] if env_id.startswith("train/")]
    cool = server.get("/envs/alfworld/environments?task_type=pick_cool_then_place_in_recep")
    assert cool["environments"] == [env_id for env_id in everything["environments"] if "pick_cool" in env_id]


@pytest.mark.parametrize("env_id", [GAMES[0], GAMES[-1]])
def test_a_game_is_won_by_its_walkthrough(server: Any, env_id: str) -> None:
    created = server.create(ENV, env_id=env_id)
    session, info = created["session_id"], created["info"]
    assert (created["env_id"], created["status"], created["done"]) == (env_id, "active", False)
    assert info["goal"] in created["observation"]
    assert info["game_file"] == env_id
    commands = Walkthroughs(starter_games()).of(env_id)
    for number, command in enumerate(commands, start=1):
        assert command in info["admissible_commands"]
        answer = server.step(session, command, ENV)
        assert answer.status_code == 200, answer.text
        told = answer.json()
        info = told["info"]
        assert told["step"] == number
        assert told["done"] == info["won"] == (number == len(commands))
    assert (told["reward"], told["terminated"], told["truncated"]) == (1.0, True, False)
    over = server.step(session, "look", ENV)
    assert refused(over) == (409, "SESSION_ALREADY_DONE")
    assert over.json()["applied"] is False
    server.end(session, ENV)
    assert refused(server.step(session, "look", ENV)) == (404, "SESSION_NOT_FOUND")


def test_an_empty_body_picks_a_task_and_max_steps_truncates(server: Any) -> None:
    answer = server.http.post("/envs/alfworld/sessions")
    assert answer.status_code == 200, answer.text
    assert answer.json()["env_id"] in GAMES
    server.end(answer.json()["session_id"], ENV)
    created = server.create(ENV, seed=7, params={"max_steps": 1, "task_type": 5, "split": "train"})
    assert created["info"]["task_type"] == "pick_cool_then_place_in_recep"
    told = server.step(created["session_id"], "look", ENV).json()
    assert (told["done"], told["truncated"], told["info"]["won"]) == (True, True, False)
    server.end(created["session_id"], ENV)


def test_a_host_path_names_a_game_as_well(server: Any) -> None:
    path = starter_root() / "json_2.1.1" / GAMES[0]
    created = server.create(ENV, env_id=str(path))
    assert created["env_id"] == GAMES[0]
    server.end(created["session_id"], ENV)


@pytest.mark.parametrize(
    ("path", "body", "status", "code", "advice"),
    [
        ("/envs/alfwrld/sessions", {}, 404, "ENVIRONMENT_NOT_FOUND", "did you mean 'alfworld'?"),
        ("/envs/alfworld/sessions", {"env_id": "train/none"}, 404, "TASK_NOT_FOUND", "GET environments"),
        ("/envs/alfworld/sessions", {"params": {"max_steps": 0}}, 422, "INVALID_PARAMS", "max_steps"),
        ("/envs/alfworld/sessions", {"params": {"maxsteps": 3}}, 422, "INVALID_PARAMS", "maxsteps"),
        ("/envs/alfworld/sessions", {"params": {"task_type": 7}}, 422, "INVALID_PARAMS", "task_type"),
        ("/envs/alfworld/sessions", {"env": "x"}, 422, "INVALID_REQUEST", "env"),
        ("/envs/alfworld/sessions/none/step", {"action": "look"}, 404, "SESSION_NOT_FOUND", "none"),
    ],
)
def test_a_wrong_request_is_told_what_to_do_and_costs_nothing(
    server: Any, path: str, body: dict[str, Any], status: int, code: str, advice: str
) -> None:
    answer = server.http.post(path, json=body)
    assert refused(answer) == (status, code)
    assert advice in answer.json()["detail"]
    assert answer.json()["applied"] is False
    assert server.active() == 0


def test_the_documentation_describes_the_routes(server: Any) -> None:
    assert "swagger" in server.http.get("/docs").text
    paths = server.get("/openapi.json")["paths"]
    assert {
        "/envs",
        "/health",
        "/envs/alfworld/sessions",
        "/envs/alfworld/sessions/{session_id}/step",
    } <= set(paths)


def test_a_container_is_shut_off_labelled_and_leaves_nothing(
    serve: Any, docker_engine: docker.DockerClient, alfworld_image: str
) -> None:
    only_starter_games = {"DOCKERGYM_ALFWORLD_STARTER": "only"}
    server = serve(
        "serve", "alfworld", "--no-reuse-containers", runtime="docker", variables=only_starter_games
    )
    session = server.create(ENV, env_id=GAMES[0])["session_id"]
    container = docker_engine.api.inspect_container(server.container_of(session))
    labels, host, config = container["Config"]["Labels"], container["HostConfig"], container["Config"]
    assert labels["alfworld-session"] == session
    assert labels["dev.dockergym.server"] == server.name
    assert labels["dev.dockergym.environment"] == ENV
    assert labels["dev.dockergym.image"] == container["Image"]
    assert host["NetworkMode"] == "none"
    assert host["CapDrop"] == ["ALL"]
    assert not host["CapAdd"]
    assert (host["ReadonlyRootfs"], host["Privileged"], host["Init"]) == (True, False, True)
    assert "no-new-privileges" in host["SecurityOpt"]
    assert config["User"].partition(":")[0] not in ("", "0", "root")
    assert host["Memory"] == host["MemorySwap"] == 1024 * 1024 * 1024
    assert host["PidsLimit"] == 512
    assert host["NanoCpus"] == 1_000_000_000
    assert host["LogConfig"]["Config"]["max-size"] == "1m"
    assert set(host["Tmpfs"]) == {"/tmp"}
    writable = {mount["Destination"] for mount in container["Mounts"] if mount["RW"]}
    assert writable == {"/run/dockergym"}
    assert inside(server, session, "CapEff") == "0000000000000000"
    assert inside(server, session, "NoNewPrivs") == "1"
    server.end(session, ENV)
    server.wait_for_no_workers()


def inside(server: Any, session: str, fact: str) -> str:
    """Return what the kernel says about the process of a session."""
    status = Path(f"/proc/{server.worker_processes(session)[-1]}/status").read_text()
    return next(line.split()[1] for line in status.splitlines() if line.startswith(f"{fact}:"))


def test_an_environment_served_alone_answers_at_the_root_as_well(server: Any) -> None:
    assert [one["name"] for one in server.get("/envs")["environments"]] == [ENV]
    health = server.get("/health")
    assert (health["status"], health["available_environments"]) == ("healthy", len(GAMES))
    created = server.create(env_id=GAMES[0])
    session = created["session_id"]
    assert {"session_id", "env_id", "observation", "info", "status", "created_at", "last_active_at"} <= set(
        created
    )
    told = server.step(session, "look").json()
    assert {"session_id", "observation", "reward", "done", "info"} <= set(told)
    ended = server.http.delete(f"/sessions/{session}").json()
    assert ended == {"status": "ok", "session_id": session}
    assert server.http.delete("/sessions").json() == {"status": "ok", "deleted": [], "count": 0}
    assert refused(server.http.get(f"/sessions/{session}")) == (404, "SESSION_NOT_FOUND")
