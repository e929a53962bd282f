"""``dockergym serve --all``: every environment package of the repository at once, from containers."""

from __future__ import annotations

import random
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import docker
import pytest

from dockergym.testing.environments import CheckOptions, Verdict, check_environment, installed_environment

ROOT = Path(__file__).resolve().parents[2]
SESSIONS_EACH = 2
STEPS = 4
LONGEST_REPLY_S = 300.0
QUICKLY_BEGUN = {"scienceworld": "find-plant/3", "textworld": "coin-collector/2"}
"""Tasks to check with, where one at random may take many seconds to begin each time."""
EPISODES, FEW_EPISODES = 40, {"textworld": 10}
"""To see whether memory stays level: ScienceWorld's Java fills its heap with the first dozen, and each of TextWorld's
games is compiled for seconds."""

# The images are built first, where they are not there; that may take minutes.
pytestmark = [pytest.mark.docker, pytest.mark.timeout(900)]


def environments() -> Iterator[str]:
    """Yield the names under which the packages of the repository are served."""
    for project in sorted(ROOT.glob("dockergym-*/pyproject.toml")):
        entry_points = tomllib.loads(project.read_text())["project"].get("entry-points", {})
        yield from entry_points.get("dockergym.envs", {})


ENVIRONMENTS = list(environments())


@pytest.fixture(scope="module")
def images(build_image: Callable[[str], str]) -> dict[str, str]:
    """The image of every environment."""
    return {name: build_image(name) for name in ENVIRONMENTS}


@pytest.fixture(scope="module")
def server(serve_module: Any, images: dict[str, str]) -> Any:
    """All of them, served at once."""
    variables = {"DOCKERGYM_ALFWORLD_STARTER": "only"}
    server = serve_module("serve", "--all", runtime="docker", variables=variables)
    # Some make their games when they are asked for them; where all do at once, that takes a while.
    server.http.timeout = LONGEST_REPLY_S
    return server


@pytest.fixture
def shown(server: Any) -> dict[str, dict[str, Any]]:
    """What the index tells of each environment."""
    return {one["name"]: one for one in server.get("/envs")["environments"] if one["name"] in ENVIRONMENTS}


@pytest.mark.parametrize("name", ENVIRONMENTS)
async def test_every_point_of_the_check_is_kept(
    images: dict[str, str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("DOCKERGYM_ALFWORLD_STARTER", "only")
    episodes = FEW_EPISODES.get(name, EPISODES)
    options = CheckOptions(runtime="docker", episodes=episodes, budget_s=300, env_id=QUICKLY_BEGUN.get(name))
    report = await check_environment(installed_environment(name), options)
    assert not report.failed, str(report)
    passed = {one.point for one in report.of(Verdict.PASSED)}
    assert {"image_is_current", "runs_unprivileged", "steps_are_taken", "nothing_follows_the_end"} <= passed


def test_there_are_several() -> None:
    assert {"alfworld", "babyai", "gymnasium"} <= set(ENVIRONMENTS)


def test_every_package_is_served_from_its_image(
    server: Any, images: dict[str, str], shown: dict[str, dict[str, Any]]
) -> None:
    assert {name: (one["runtime"], one["image"]) for name, one in shown.items()} == {
        name: ("docker", image) for name, image in images.items()
    }
    failed = {one["name"] for one in server.get("/envs")["failures"]}
    assert failed.isdisjoint(ENVIRONMENTS)
    for name, one in shown.items():
        assert server.get(f"/envs/{name}/environments?limit=0")["total"] == one["tasks"]


def begin(server: Any, name: str, seed: int) -> dict[str, Any]:
    """Begin an episode of the first task of the list: a task at random may be one that takes minutes to make."""
    (task,) = server.get(f"/envs/{name}/environments?limit=1")["environments"]
    created: dict[str, Any] = server.create(name, env_id=task, seed=seed)
    return created


def play(server: Any, name: str, dice: random.Random) -> tuple[str, list[str]]:
    """Begin an episode and take a few of the actions that are offered; return its session and all that was said."""
    created = begin(server, name, 5)
    session, told, said = created["session_id"], created, [created["observation"]]
    assert (told["step"], told["done"], told["status"]) == (0, False, "active")
    for number in range(1, STEPS + 1):
        if told["done"]:
            break
        answer = server.step(session, _offered(told["info"], dice), name)
        assert answer.status_code == 200, answer.text
        told = answer.json()
        assert told["step"] == number
        said.append(told["observation"])
    return session, said


def _offered(info: dict[str, Any], dice: random.Random) -> str:
    return str(dice.choice(info.get("admissible_commands") or ["0.5"]))


def test_all_of_them_are_played_at_once_each_session_in_a_container_of_its_own(
    server: Any, docker_engine: docker.DockerClient
) -> None:
    wanted = [(name, number) for name in ENVIRONMENTS for number in range(SESSIONS_EACH)]
    with ThreadPoolExecutor(len(wanted)) as players:
        # The same dice for the sessions of one environment: the same seed and actions must say the same.
        played = list(players.map(lambda one: play(server, one[0], random.Random(one[0])), wanted))
    containers = set()
    for (name, _), (session, _) in zip(wanted, played, strict=True):
        container = server.container_of(session)
        labels = docker_engine.api.inspect_container(container)["Config"]["Labels"]
        assert labels[f"{name}-session"] == session
        assert labels["dev.dockergym.environment"] == name
        containers.add(container)
    assert len(containers) == len(wanted)
    for index in range(0, len(wanted), SESSIONS_EACH):
        one, other = (said for _, said in played[index : index + SESSIONS_EACH])
        assert one == other, wanted[index]
        assert all(one)
    for name in ENVIRONMENTS:
        ended = server.http.delete(f"/envs/{name}/sessions").json()
        assert ended["count"] == SESSIONS_EACH
    assert server.active() == 0


def under_way(server: Any, name: str) -> tuple[str, dict[str, Any]]:
    """Return a session whose episode goes on after its first step, and that step's answer."""
    for attempt in range(20):
        created = begin(server, name, attempt)
        session, action = created["session_id"], _offered(created["info"], random.Random(attempt))
        told: dict[str, Any] = server.step(session, action, name).json()
        if not told["done"]:
            return session, told
        server.end(session, name)
    pytest.fail(f"every first step ends an episode of {name}")


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_an_episode_is_forked(server: Any, shown: dict[str, dict[str, Any]], name: str) -> None:
    can = shown[name]["capabilities"]
    assert can["fork"] or can["deterministic"]
    original, told = under_way(server, name)
    answer = server.http.post(f"/envs/{name}/sessions/{original}/fork", json={"count": 1})
    assert answer.status_code == 200, answer.text
    (fork,) = answer.json()["sessions"]
    assert fork["observation"] == told["observation"]
    action = _offered(told["info"], random.Random(7))
    assert server.said(fork["session_id"], action, name) == server.said(original, action, name)
    for session in (original, fork["session_id"]):
        server.end(session, name)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("babyai", ["--level", "BabyAI-GoToRedBallNoDists-v0", "--episodes", "2"]),
        ("gymnasium", ["--env-id", "Pendulum-v1", "--max-steps", "5"]),
        ("gymnasium", ["--env-id", "Taxi-v4", "--max-steps", "5"]),
    ],
)
def test_an_example_plays(server: Any, name: str, arguments: list[str]) -> None:
    address = f"{server.process.url}/envs/{name}"
    command = [sys.executable, "-m", f"dockergym_{name}.example", "--base-url", address, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=110, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "reward" in done.stdout
    assert server.active() == 0


@pytest.mark.parametrize(
    ("name", "arguments", "shown"),
    [
        ("scienceworld", ["--task-type", "find-plant", "--simplifications", "easy"], "100.0"),
        ("textworld", ["--challenge", "simple"], "2"),
    ],
)
def test_an_example_plays_two_at_once_and_wins(
    server: Any, name: str, arguments: list[str], shown: str
) -> None:
    policy = {"scienceworld": "walkthrough", "textworld": "plan"}[name]
    command = [sys.executable, "-m", f"dockergym_{name}.example", "--policy", policy, *arguments]
    address = f"{server.process.url}/envs/{name}"
    done = subprocess.run(
        [*command, "--base-url", address, "--concurrent", "2", "--total-jobs", "2"],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (row,) = [line for line in done.stdout.splitlines() if line.startswith("│ all")]
    assert [part.strip() for part in row.strip("│ ").split("│")][1:3] == ["2", shown]
    assert server.active() == 0


@pytest.mark.parametrize("name", ["babyai", "gymnasium"])
def test_an_example_says_what_is_wrong(server: Any, name: str) -> None:
    command = [sys.executable, "-m", f"dockergym_{name}.example", "--base-url"]
    done = subprocess.run(
        [*command, f"{server.process.url}/envs/{name}x"],
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert done.returncode == 1
    assert f"did you mean '{name}'?" in done.stderr
    assert "Traceback" not in done.stderr


def test_dockergym_rollout_plays_them(server: Any) -> None:
    for name in ("babyai", "gymnasium"):
        options = ["--episodes", "3", "--max-steps", "5", "--url", server.process.url]
        if name == "gymnasium":
            options += ["--param", "family=toy_text"]
        command = [sys.executable, "-m", "dockergym", "rollout", name, *options]
        done = subprocess.run(command, capture_output=True, text=True, timeout=110, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
