"""Forks of a live session: identical at first, independent afterwards."""

from __future__ import annotations

import signal
from typing import Any

import pytest


def fork(session: Any, *names: str) -> dict[str, Any]:
    reply: dict[str, Any] = session.ask("fork", sessions=[{"session": name} for name in names])
    return reply


@pytest.fixture
def dice(start_keeper: Any) -> Any:
    return start_keeper("dice")


def roll(session: Any, count: int = 3) -> list[str]:
    return [session.ask("step", action="roll")["observation"] for _ in range(count)]


def test_forks_go_on_identically_random_numbers_included(dice: Any) -> None:
    original = dice.open("s1")
    original.ask("init", seed=1)
    roll(original)
    assert fork(original, "f1", "f2")["status"] == "ok"
    expected = roll(original)
    assert roll(dice.connect("s-f1.sock")) == expected
    assert roll(dice.connect("s-f2.sock")) == expected


def test_forks_go_on_identically_also_without_a_seed(dice: Any) -> None:
    original = dice.open("s1")
    original.ask("init")
    fork(original, "f1")
    assert roll(dice.connect("s-f1.sock")) == roll(original)


def test_forks_are_independent(dice: Any) -> None:
    original = dice.open("s1")
    original.ask("init", seed=1)
    fork(original, "f1")
    forked = dice.connect("s-f1.sock")
    roll(original, 5)
    assert forked.ask("state")["step"] == 0
    assert forked.ask("step", action="write mine")["step"] == 1
    assert original.ask("step", action="read")["code"] == "env_error"
    original.ask("close")
    dice.exit_code("s1")
    assert forked.ask("step", action="read")["observation"] == "mine"


def test_a_fork_begins_with_a_copy_of_the_folder(dice: Any) -> None:
    original = dice.open("s1")
    original.ask("init")
    original.ask("step", action="write before")
    fork(original, "f1")
    forked = dice.connect("s-f1.sock")
    assert forked.ask("step", action="read")["observation"] == "before"
    forked.ask("step", action="write after")
    assert original.ask("step", action="read")["observation"] == "before"
    assert forked.ask("step", action="where")["observation"].split()[0].endswith("/f1")


def test_a_fork_is_where_the_original_was(start_keeper: Any) -> None:
    keeper = start_keeper("""
        can_fork = True

        def init_env(self, env_id, params):
            os.makedirs(params["folder"], exist_ok=True)
            os.chdir(params["folder"])
            return os.getcwd(), 0.0, False, {}

        def step_env(self, action):
            return os.getcwd(), 0.0, False, {}
    """)
    for number, folder in enumerate(["inner/place", str(keeper.tmp)]):
        session = keeper.open(f"s{number}")
        place = session.ask("init", folder=folder)["observation"]
        fork(session, f"f{number}")
        expected = place.replace(f"/s{number}/", f"/f{number}/")
        assert keeper.connect(f"s-f{number}.sock").ask("step", action="look")["observation"] == expected


def test_a_fork_has_the_state_and_an_empty_memory(echo: Any) -> None:
    original = echo.open("s1", run="a")
    original.ask("init", env_id="e1")
    first = original.ask("step", action="look", request_id="r1")
    reply = original.ask("fork", sessions=[{"session": "f1", "meta": {"run": "b"}}, {"session": "f2"}])
    living = {each["session"]: each for each in echo.keeper.ask("list")["sessions"]}
    for described, meta in zip(reply["sessions"], [{"run": "b"}, {}], strict=True):
        assert {**described, "meta": meta} == living[described["session"]]
        state = echo.connect(described["socket"]).ask("state")
        assert (state["session"], state["meta"], state["step"]) == (described["session"], meta, 1)
        assert (state["request_ids"], state["pid"]) == ([], described["pid"])
        assert state["last"] == {key: value for key, value in first.items() if key != "id"}
        assert state["age_s"] < 20
    assert "replayed" not in echo.connect("s-f1.sock").ask("step", action="wait", request_id="r1")
    assert original.ask("state")["step"] == 1


def test_a_fork_may_be_forked_and_outlives_all_its_ancestors(echo: Any) -> None:
    session = echo.open("s1")
    session.ask("init", env_id="e1")
    for generation in range(4):
        session.ask("step", action="look")
        assert fork(session, f"g{generation}")["status"] == "ok"
        session = echo.connect(f"s-g{generation}.sock")
        previous = "s1" if generation == 0 else f"g{generation - 1}"
        assert echo.keeper.ask("end", session=previous)["exit_code"] == 128 + signal.SIGKILL
    assert session.ask("step", action="look")["step"] == 5
    assert echo.children() == [echo.pid_of("g3")]


def test_a_template_serves_many(echo: Any) -> None:
    template = echo.open("template")
    template.ask("init", env_id="e1")
    names = [f"f{number}" for number in range(100)]
    reply = fork(template, *names)
    assert [each["session"] for each in reply["sessions"]] == names
    assert len({each["pid"] for each in reply["sessions"]}) == 100
    for name in names:
        assert echo.connect(f"s-{name}.sock").ask("step", action=name)["observation"] == f"echo: {name}"
    assert len(echo.children()) == 101
    for name in names:
        echo.keeper.request("end", session=name)
    for _ in names:
        assert echo.keeper.reply()["exit_code"] == 128 + signal.SIGKILL
    assert echo.children() == [echo.pid_of("template")]


def test_the_keeper_answers_for_forks(echo: Any) -> None:
    original = echo.open("s1")
    original.ask("init", env_id="e1")
    fork(original, "f1", "f2")
    assert echo.keeper.ask("ping")["sessions"] == 3
    reply = echo.keeper.ask("open", session="f1")
    assert reply["pid"] == echo.pid_of("f1")
    echo.connect("s-f1.sock").ask("close")
    assert echo.exit_code("f1") == 0
    assert echo.keeper.ask("end", session="f2")["exit_code"] == 128 + signal.SIGKILL
    assert {path.name for path in echo.leftovers()} == {"s1", "keeper.sock", "s-s1.sock"}


def test_a_fork_s_crash_touches_neither_original_nor_sibling(start_keeper: Any) -> None:
    keeper = start_keeper("crashing")
    original = keeper.open("s1")
    original.ask("init")
    fork(original, "f1", "f2")
    with pytest.raises((EOFError, ConnectionResetError)):
        keeper.connect("s-f1.sock").ask("step", action="segv")
    assert keeper.exit_code("f1") == 128 + signal.SIGSEGV
    assert original.ask("step", action="look")["step"] == 1
    assert keeper.connect("s-f2.sock").ask("step", action="look")["step"] == 1


def test_forks_can_be_made_without_an_episode_and_after_one(echo: Any) -> None:
    session = echo.open("s1")
    assert fork(session, "f1")["status"] == "ok"
    assert echo.connect("s-f1.sock").ask("init", env_id="e1")["status"] == "ok"
    session.ask("init", env_id="e1", length=0)
    assert fork(session, "f2")["status"] == "ok"
    assert echo.connect("s-f2.sock").ask("state")["done"] is True


def test_what_cannot_be_forked_says_so(start_keeper: Any) -> None:
    session = start_keeper("slow").open("s1")
    session.ask("init")
    reply = fork(session, "f1")
    assert (reply["code"], reply["applied"], reply["step"]) == ("fork_unsupported", False, 0)


@pytest.mark.parametrize(
    ("sessions", "words"),
    [
        (None, "needs 'sessions'"),
        ("f1", "must be an array"),
        ([], "must hold 1 to 256"),
        ([{"session": f"f{number}"} for number in range(257)], "must hold 1 to 256"),
        (["f1"], "must be an object"),
        ([{}], "'session' must be 1 to 64 letters"),
        ([{"session": "a/b"}], "'session' must be 1 to 64 letters"),
        ([{"session": "f1", "meta": 1}], "'meta' must be an object"),
        ([{"session": "f1"}, {"session": "f1"}], "'f1' is named twice"),
        ([{"session": "s1"}], "'s1' is named twice"),
        ([{"session": "f1"}, {"session": "s2"}], "'s2' cannot listen"),
    ],
)
def test_wrong_fork_requests_leave_nothing(echo: Any, sessions: Any, words: str) -> None:
    session = echo.open("s1")
    echo.open("s2")
    session.ask("init", env_id="e1")
    before = echo.leftovers()
    reply = session.ask("fork", sessions=sessions)
    assert (reply["code"], reply["applied"]) == ("bad_request", False)
    assert words in reply["message"]
    assert echo.leftovers() == before
    assert len(echo.children()) == 2
    assert session.ask("step", action="look")["step"] == 1


@pytest.mark.parametrize("threads", [1, 2])
def test_a_limit_of_processes_leaves_nothing(start_keeper: Any, threads: int) -> None:
    keeper = start_keeper("""
        can_fork = True

        def init_env(self, env_id, params):
            import threading
            from dockergym_worker import sibling

            left = 3

            def limited(fork):
                def fork_if_any_is_left():
                    nonlocal left
                    left -= 1
                    if left < 0:
                        raise BlockingIOError(11, "Resource temporarily unavailable")
                    return fork()

                return fork_if_any_is_left

            for _ in range(1, params["threads"]):
                threading.Thread(target=threading.Event().wait, daemon=True).start()
            if params["threads"] == 1:
                sibling.fork = limited(sibling.fork)
            else:
                os.fork = limited(os.fork)
            return "", 0.0, False, {}

        def step_env(self, action):
            return "", 0.0, False, {}
    """)
    session = keeper.open("s1")
    session.ask("init", threads=threads)
    before = keeper.leftovers()
    reply = fork(session, "f1", "f2", "f3", "f4")
    assert (reply["code"], reply["applied"]) == ("fork_failed", False)
    assert keeper.leftovers() == before
    assert session.ask("step", action="go")["step"] == 1
    assert len(keeper.keeper.ask("list")["sessions"]) == 1
    keeper.wait_for_children([keeper.pid_of("s1")])


@pytest.mark.parametrize("threads", [1, 2])
def test_forks_are_the_keepers_children_whatever_was_forked(start_keeper: Any, threads: int) -> None:
    keeper = start_keeper("""
        can_fork = True

        def init_env(self, env_id, params):
            import threading

            for _ in range(1, params["threads"]):
                threading.Thread(target=threading.Event().wait, daemon=True).start()
            return "", 0.0, False, {}

        def step_env(self, action):
            return "", 0.0, False, {"parent": os.getppid(), "group": os.getpgid(0), "pid": os.getpid()}
    """)
    session = keeper.open("s1")
    session.ask("init", threads=threads)
    made = {one["session"]: one["pid"] for one in fork(session, "f1", "f2")["sessions"]}
    assert sorted(keeper.children()) == sorted([keeper.pid_of("s1"), *made.values()])
    for name, pid in made.items():
        where = keeper.connect(f"s-{name}.sock").ask("step", action="look")["info"]
        assert where == {"parent": keeper.process.pid, "group": pid, "pid": pid}


def test_after_fork_is_called_in_every_new_process(start_keeper: Any) -> None:
    keeper = start_keeper("""
        can_fork = True
        calls = ()

        def after_fork(self):
            self.calls += (os.getpid(),)

        def init_env(self, env_id, params):
            return "", 0.0, False, {}

        def step_env(self, action):
            return "", 0.0, False, {"calls": self.calls}
    """)
    session = keeper.open("s1")
    session.ask("init")
    fork(session, "f1")
    calls = [
        keeper.connect(f"s-{name}.sock").ask("step", action="go")["info"]["calls"] for name in ("s1", "f1")
    ]
    assert calls == [[keeper.pid_of("s1")], [keeper.pid_of("s1"), keeper.pid_of("f1")]]


def test_the_connection_of_the_original_stays(echo: Any) -> None:
    session = echo.open("s1")
    session.ask("init", env_id="e1")
    session.request("fork", sessions=[{"session": "f1"}])
    session.request("step", action="look")
    assert session.reply()["sessions"][0]["session"] == "f1"
    assert session.reply()["step"] == 1
    assert echo.connect("s-f1.sock").ask("state")["step"] == 0


def test_a_fork_of_a_name_that_is_taken_disturbs_nobody(echo: Any) -> None:
    session, other = echo.open("s1"), echo.open("s2")
    assert fork(session, "s2")["code"] == "bad_request"
    assert other.ask("init", env_id="e1")["status"] == "ok"
