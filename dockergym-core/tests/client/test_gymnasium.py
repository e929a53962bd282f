"""Gymnasium's own checks on our environments, and our vector on Gymnasium's own."""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import gymnasium
import numpy as np
import pytest
from gymnasium.utils.env_checker import check_env, data_equivalence
from gymnasium.utils.env_match import check_environments_match
from gymnasium.vector import AutoresetMode, SyncVectorEnv, VectorEnv
from gymnasium.wrappers.vector import DictInfoToList, RecordEpisodeStatistics

from dockergym.client import AsyncEnvClient, own_server
from dockergym.client.gymnasium import DockerGymEnv, DockerGymVectorEnv, FreeText, register_environment
from dockergym.errors import ConfigurationError, InvalidRequest, WorkerCrashed
from dockergym.testing.waiting import eventually

StartServer = Callable[..., Any]
MODES = [AutoresetMode.NEXT_STEP, AutoresetMode.SAME_STEP]


@pytest.fixture(scope="module")
def games_url(start_server: StartServer) -> str:
    """Address of an environment whose episodes depend on seeds, and end."""
    flags = ("--shareable", "--sessions-per-container", "32", "--deterministic", "--env-files", "kitchen")
    url: str = start_server("echo", *flags).url
    return url


@pytest.fixture(scope="module")
def dice_url(start_server: StartServer) -> str:
    """Address of an environment whose rolls depend on the seed and on every roll before."""
    url: str = start_server("dice", "--shareable", "--sessions-per-container", "32").url
    return url


@pytest.fixture
def made() -> Iterator[Callable[[Any], Any]]:
    """Return a function that keeps an environment until the test ends."""
    kept: list[Any] = []

    def keep(env: Any) -> Any:
        kept.append(env)
        return env

    yield keep
    for env in kept:
        env.close()


# --- one environment ---


def test_gymnasiums_checks_pass(games_url: str, made: Callable[[Any], Any]) -> None:
    env = made(gymnasium.make("dockergym/env", base_url=games_url))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check_env(env.unwrapped)


def test_an_episode_is_played_as_gymnasium_plays_it(games_url: str, made: Callable[[Any], Any]) -> None:
    env = made(gymnasium.make("dockergym/env", base_url=games_url, params={"length": 2}))
    observation, info = env.reset(seed=3)
    assert (observation, info["won"]) == ("ready: kitchen", False)
    assert observation in env.observation_space
    assert env.step("look")[:4] == ("echo: look", 1.0, False, False)
    assert env.step("wait")[2:4] == (True, False)


def test_an_episode_is_truncated_by_gymnasiums_own_limit(games_url: str, made: Callable[[Any], Any]) -> None:
    env = made(gymnasium.make("dockergym/env", base_url=games_url, max_episode_steps=2))
    env.reset()
    assert [env.step("x")[2:4] for _ in range(2)] == [(False, False), (False, True)]


def test_the_same_seed_gives_the_same_run(dice_url: str, made: Callable[[Any], Any]) -> None:
    env = made(DockerGymEnv(base_url=dice_url))

    def run() -> list[str]:
        told = []
        for seed in (5, None, None):
            env.reset(seed=seed)
            told.append(env.step("roll")[0])
        return told

    first = run()
    assert run() == first
    assert len(set(first)) == 3


def test_two_environments_made_alike_play_alike(dice_url: str, made: Callable[[Any], Any]) -> None:
    pair = [made(DockerGymEnv(base_url=dice_url)) for _ in range(2)]
    for env in pair:
        env.action_space = gymnasium.spaces.Text(4, min_length=4, charset="roll")
        env.step_of = env.step
        env.step = lambda action, env=env: env.step_of("roll")
    check_environments_match(*pair, num_steps=20, info_comparison="keys-superset")


def test_options_say_what_is_played(games_url: str, made: Callable[[Any], Any]) -> None:
    env = made(DockerGymEnv(base_url=games_url, params={"length": 9}))
    observation, _ = env.reset(options={"env_id": "kitchen", "params": {"length": 1}})
    assert observation == "ready: kitchen"
    assert env.step("x")[2] is True
    with pytest.raises(InvalidRequest, match="'env_id' and 'params'"):
        env.reset(options={"env": "kitchen"})


def test_rendering_shows_the_last_observation(games_url: str, made: Callable[[Any], Any]) -> None:
    env = made(DockerGymEnv(base_url=games_url, render_mode="ansi"))
    env.reset()
    env.step("look")
    assert env.render() == "echo: look"
    with pytest.raises(InvalidRequest, match="'ansi'"):
        DockerGymEnv(base_url=games_url, render_mode="human")


def test_the_client_is_there_for_what_gymnasium_has_no_name_for(
    dice_url: str, made: Callable[[Any], Any]
) -> None:
    env = made(DockerGymEnv(base_url=dice_url, run="mine"))
    env.reset(seed=1)
    env.step("roll")
    [twin] = env.client.fork()
    with twin:
        assert twin.step("roll").observation == env.step("roll")[0]
    assert [one.session_id for one in env.client.sessions(run="mine")] == [env.client.session_id]


def test_a_server_and_a_name_are_an_address(games_url: str, made: Callable[[Any], Any]) -> None:
    register_environment("played", "dockergym/played")
    root = games_url.removesuffix("/envs/played")
    env = made(gymnasium.make("dockergym/played", base_url=root))
    assert env.unwrapped.client.base_url == games_url
    assert env.reset()[0] == "ready: kitchen"


def test_without_an_address_it_says_what_to_give() -> None:
    with pytest.raises(InvalidRequest, match="base_url="):
        gymnasium.make("dockergym/env")


def test_texts_are_in_their_space() -> None:
    space = FreeText(5)
    assert all(text in space for text in ("", "a", "äöü\n", "x" * 5))
    assert not any(thing in space for thing in ("x" * 6, 5, None, b"a"))
    assert space == FreeText(5) != FreeText(6)
    space.seed(1)
    assert all(space.sample() in space for _ in range(50))


# --- a server of its own ---

SERVED = """
import gymnasium, json, sys
import dockergym.client.gymnasium
envs = [gymnasium.make("dockergym/counter", server_flags=("--runtime", "local")) for _ in range(2)]
told = [env.reset()[0] for env in envs] + [env.step("on")[0] for env in envs]
print(json.dumps([envs[0].unwrapped.client.base_url, *told]), flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def counter_package(tmp_path: Path) -> dict[str, str]:
    """The environment of a process in which a small environment package is installed."""
    folder = tmp_path / "site"
    info = folder / "dockergym_counter-0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: dockergym-counter\nVersion: 0\n")
    (info / "entry_points.txt").write_text("[dockergym.envs]\ncounter = counter_plugin\n")
    (folder / "counter_plugin.py").write_text(
        "import sys\n"
        "from dockergym.plugins import hookimpl\n"
        "from dockergym.plugins.specs import EnvSpec\n"
        "from dockergym.testing.serving import worker_command\n"
        "@hookimpl\n"
        "def dockergym_env_spec(settings):\n"
        "    return EnvSpec(worker_command=worker_command('echo'))\n"
    )
    own = {name: value for name, value in os.environ.items() if not name.startswith("DOCKERGYM_")}
    return own | {"PYTHONPATH": os.pathsep.join([str(folder), own.get("PYTHONPATH", "")])}


@pytest.mark.parametrize("end", ["exit", "kill"])
def test_an_installed_environment_serves_itself(counter_package: dict[str, str], end: str) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", SERVED],
        env=counter_package,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdin is not None
    assert program.stdout is not None
    told = program.stdout.readline()
    assert '"echo: on", "echo: on"' in told
    [server] = children_of(program.pid)
    if end == "kill":
        program.send_signal(signal.SIGKILL)
    program.stdin.close()
    program.wait(60)
    program.stdout.close()
    # However the program ends, its server does not outlive it.
    assert_gone(server)


FORKED = """
import json, os, signal, sys
from dockergym.client import EnvClient, own_server
url, give_back = own_server.take_server("counter", ("--runtime", "local"))
env = EnvClient(url)
env.reset()
[(server, _)] = own_server._shared._servers.values()
process = server._process
child = HOW_TO_FORK()
if not child:
    signal.pause()
print(json.dumps([child, process.pid]), flush=True)
sys.stdin.readline()
give_back()
print(process.returncode, flush=True)
"""
FORKS = {"by Python": "os.fork", "by other means": "__import__('ctypes').PyDLL(None).fork"}


@pytest.mark.parametrize(
    ("how", "end"), [("by Python", "exit"), ("by other means", "exit"), ("by Python", "kill")]
)
def test_a_server_of_its_own_does_not_live_as_long_as_a_forked_process(
    counter_package: dict[str, str], how: str, end: str
) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", FORKED.replace("HOW_TO_FORK", FORKS[how])],
        env=counter_package,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdin is not None
    assert program.stdout is not None
    forked, server = json.loads(program.stdout.readline())
    try:
        workers = children_of(server)
        assert workers
        if end == "kill":
            program.kill()
        else:
            program.stdin.write("\n")
            program.stdin.flush()
            assert program.stdout.readline() == "0\n"
        for one in (server, *workers):
            assert_gone(one)
        os.kill(forked, 0)
    finally:
        os.kill(forked, signal.SIGKILL)
        program.stdin.close()
        program.wait(60)
        program.stdout.close()


def children_of(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return [int(one) for thread in threads for one in (thread / "children").read_text().split()]


def assert_gone(pid: int) -> None:
    """Wait until a process that is not this one's child has ended."""
    waiting = subprocess.run(["tail", f"--pid={pid}", "-f", "/dev/null"], timeout=60, check=False)
    assert waiting.returncode == 0


def test_what_keeps_it_from_serving_is_said() -> None:
    with pytest.raises(ConfigurationError, match="no_such_environment"):
        DockerGymEnv("no_such_environment")


# --- many at once ---


def vectors(url: str, made: Callable[[Any], Any], mode: AutoresetMode, **options: Any) -> tuple[Any, Any]:
    """Return our vector, and Gymnasium's own of the same environments."""
    ours = made(DockerGymVectorEnv(base_url=url, num_envs=4, autoreset_mode=mode, **options))
    theirs = made(SyncVectorEnv([lambda: DockerGymEnv(base_url=url, **options)] * 4, autoreset_mode=mode))
    return ours, theirs


@pytest.mark.parametrize("mode", MODES)
def test_our_vector_does_what_gymnasiums_does(
    games_url: str, made: Callable[[Any], Any], mode: AutoresetMode
) -> None:
    ours, theirs = vectors(games_url, made, mode, params={"length": 3})
    assert isinstance(ours, VectorEnv)
    assert ours.metadata == theirs.metadata
    for name in ("num_envs", "observation_space", "single_observation_space", "action_space"):
        assert getattr(ours, name) == getattr(theirs, name)
    assert ours.single_action_space == theirs.single_action_space
    compare(ours.reset(seed=7), theirs.reset(seed=7))
    assert ours.np_random_seed == theirs.np_random_seed == (7, 8, 9, 10)
    ours.action_space.seed(1)
    for number in range(12):
        actions = ours.action_space.sample() if number % 2 else tuple(f"{number} {i}" for i in range(4))
        assert actions in ours.action_space
        told = ours.step(actions)
        assert told[0] in ours.observation_space
        compare(told, theirs.step(actions))


def test_episodes_that_end_at_different_times_are_begun_anew_as_gymnasium_does(
    games_url: str, made: Callable[[Any], Any]
) -> None:
    for mode in MODES:
        ours, theirs = vectors(games_url, made, mode)
        for one in (ours, theirs):
            one.reset(seed=1)
        masks = [np.array([True, False, False, False]), np.array([False, True, True, False])]
        for length, mask in zip((2, 3), masks, strict=True):
            options = {"params": {"length": length}}
            compare(
                ours.reset(seed=length, options=options | {"reset_mask": mask}),
                theirs.reset(seed=length, options=options | {"reset_mask": mask}),
            )
        for number in range(8):
            actions = [f"{number} {i}" for i in range(4)]
            compare(ours.step(actions), theirs.step(actions))


def test_seeds_of_later_episodes_are_those_gymnasium_draws(dice_url: str, made: Callable[[Any], Any]) -> None:
    ours = made(DockerGymVectorEnv(base_url=dice_url, num_envs=3))
    alone = [made(DockerGymEnv(base_url=dice_url)) for _ in range(3)]
    for seed in ([4, 5, 4], None, None):
        ours.reset(seed=seed)
        rolled, *_ = ours.step(["roll"] * 3)
        for number, env in enumerate(alone):
            env.reset(seed=None if seed is None else seed[number])
            assert env.step("roll")[0] == rolled[number]
        assert rolled[0] == rolled[2] != rolled[1]


def compare(ours: tuple[Any, ...], theirs: tuple[Any, ...]) -> None:
    """Check that two vectors told the same, and in the same types."""
    assert len(ours) == len(theirs)
    assert all(data_equivalence(one, other, exact=True) for one, other in zip(ours, theirs, strict=True)), (
        ours,
        theirs,
    )


def test_resets_are_the_callers_where_they_are_disabled(games_url: str, made: Callable[[Any], Any]) -> None:
    mode = AutoresetMode.DISABLED
    env = made(DockerGymVectorEnv(base_url=games_url, num_envs=3, autoreset_mode=mode.value))
    assert env.metadata["autoreset_mode"] is mode
    env.reset()
    only_first = np.array([True, False, False])
    env.reset(options={"params": {"length": 1}, "reset_mask": only_first})
    _, _, terminated, _, _ = env.step(["a"] * 3)
    assert terminated.tolist() == [True, False, False]
    with pytest.raises(InvalidRequest, match="episodes of 0 have ended"):
        env.step(["b"] * 3)
    observations, infos = env.reset(options={"reset_mask": terminated})
    assert observations == ("ready: kitchen", "echo: a", "echo: a")
    assert infos["_won"].tolist() == [True, False, False]
    assert env.step(["c"] * 3)[0] == ("echo: c",) * 3
    for mask in ([True] * 3, np.array([True]), np.array([False] * 3), np.array([1, 0, 0])):
        with pytest.raises(InvalidRequest, match="reset_mask"):
            env.reset(options={"reset_mask": mask})


def test_an_episode_is_truncated_after_so_many_steps(games_url: str, made: Callable[[Any], Any]) -> None:
    register_environment("played", "dockergym/played")
    env = made(gymnasium.make_vec("dockergym/played", num_envs=2, base_url=games_url, max_episode_steps=2))
    assert isinstance(env, DockerGymVectorEnv)
    env.reset()
    truncated = [env.step(["x", "y"])[3].tolist() for _ in range(6)]
    assert truncated == [[False] * 2, [True] * 2, [False] * 2] * 2


def test_gymnasiums_wrappers_go_around_it(games_url: str, made: Callable[[Any], Any]) -> None:
    inner = DockerGymVectorEnv(base_url=games_url, num_envs=2, params={"length": 2})
    env = made(DictInfoToList(inner))
    _, infos = env.reset()
    assert infos == [{"admissible_commands": ["look", "wait"], "won": False}] * 2
    statistics = made(
        RecordEpisodeStatistics(DockerGymVectorEnv(base_url=games_url, num_envs=2, params={"length": 2}))
    )
    statistics.reset()
    statistics.step(["a", "b"])
    *_, infos = statistics.step(["a", "b"])
    assert infos["episode"]["r"].tolist() == [2.0, 2.0]
    assert infos["episode"]["l"].tolist() == [2, 2]


def test_what_is_shown_before_is_not_changed_by_what_comes(
    games_url: str, made: Callable[[Any], Any]
) -> None:
    env = made(DockerGymVectorEnv(base_url=games_url, num_envs=2))
    env.reset()
    first = env.step(["a", "b"])
    env.step(["c", "d"])
    assert first[0] == ("echo: a", "echo: b")


def test_an_error_of_one_is_raised_when_all_are_done(
    start_server: StartServer, made: Callable[[Any], Any]
) -> None:
    server = start_server("crashing", "--shareable", "--sessions-per-container", "4")
    env = made(DockerGymVectorEnv(base_url=server.url, num_envs=3))
    env.reset()
    with pytest.raises(WorkerCrashed, match="crashed on request"):
        env.step(["fine", "crash", "fine"])
    assert env.reset()[0] == ("not crashed yet",) * 3
    assert env.step(["x"] * 3)[0] == ("survived: x",) * 3
    with pytest.raises(InvalidRequest, match="2 actions were given for 3"):
        env.step(["x"] * 2)
    with pytest.raises(InvalidRequest, match="2 seeds"):
        env.reset(seed=[1, 2])
    env.close()
    with pytest.raises(InvalidRequest, match="closed"):
        env.reset()
    server.stop()


async def test_it_is_used_inside_an_event_loop_too(games_url: str, made: Callable[[Any], Any]) -> None:
    env = made(DockerGymVectorEnv(base_url=games_url, num_envs=2))
    env.reset()
    assert env.step(["a", "b"])[0] == ("echo: a", "echo: b")


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_process_that_was_forked_leaves_the_environments_to_its_parent(
    games_url: str, made: Callable[[Any], Any]
) -> None:
    env = made(DockerGymVectorEnv(base_url=games_url, num_envs=2))
    env.reset()

    def use_and_close() -> None:
        with pytest.raises(InvalidRequest, match="another process"):
            env.step(["x", "y"])
        env.close()

    child = multiprocessing.get_context("fork").Process(target=use_and_close)
    child.start()
    child.join(30)
    child.kill()
    assert child.exitcode == 0
    assert env.step(["a", "b"])[0] == ("echo: a", "echo: b")


def test_a_server_of_its_own_is_left_alone_by_a_process_that_was_forked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = Mock(url="http://host")
    monkeypatch.setattr(own_server, "OwnServer", lambda name, flags: server)
    shared = own_server._Shared()
    _, give_back = shared.take("name", ())
    with monkeypatch.context() as forked:
        forked.setattr(os, "getpid", lambda: -1)
        give_back()
        shared.end_all()
    server.end.assert_not_called()
    give_back()
    server.end.assert_called_once()


async def test_environments_collected_by_their_own_thread_end_their_sessions(games_url: str) -> None:
    env = DockerGymVectorEnv(base_url=games_url, num_envs=2, run="collected")
    env.reset()
    loop, thread, end = env._loop._loop, env._loop._thread, env._end
    # As when the collector runs there, which it may do in any thread.
    loop.call_soon_threadsafe(end)
    await eventually(lambda: not thread.is_alive(), 30)
    async with AsyncEnvClient(games_url) as client:
        assert await client.sessions(run="collected") == []


async def test_sessions_end_with_the_environments(games_url: str) -> None:
    env = DockerGymVectorEnv(base_url=games_url, num_envs=3, run="vector")
    env.reset()
    async with AsyncEnvClient(games_url) as client:
        assert len(await client.sessions(run="vector")) == 3
        del env
        gc.collect()
        assert await client.sessions(run="vector") == []
