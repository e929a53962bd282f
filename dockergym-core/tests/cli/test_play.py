"""``dockergym play``, in a pseudo-terminal and from a pipe, on servers that run and on one it starts for itself."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pexpect
import pyte
import pytest

from dockergym.cli.play.attendance import attending
from dockergym.client import EnvClient
from dockergym.serverlock import hold_server_lock, known_servers, running_server
from dockergym.testing.processes import server_process
from dockergym.testing.serving import worker_command

DEADLINE_S = 60
NAME = "house"
ENTER = "\r"
TAB = "\t"
ARROW_UP = "\x1b[A"
CTRL_C = "\x03"
CTRL_D = "\x04"

HOUSE = """
    from dockergym.plugins import hookimpl
    from dockergym.plugins.specs import Capabilities, EnvSpec
    from dockergym.testing.serving import worker_command

    @hookimpl
    def dockergym_env_spec(settings):
        command = tuple(worker_command("doors"))
        return EnvSpec(version="1", local_command=command, capabilities=Capabilities(deterministic=True))
"""


class Terminal:
    """``dockergym play`` in a pseudo-terminal, and what a person would see there."""

    def __init__(self, *arguments: str, **variables: str) -> None:
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "dockergym", "play", *arguments],
            env=os.environ | {"TERM": "xterm-256color"} | variables,
            dimensions=(200, 160),
        )
        self._screen = pyte.Screen(160, 200)
        # A program may ask where the cursor is; terminals answer.
        self._screen.write_process_input = self.child.send
        self._stream = pyte.ByteStream(self._screen)

    @property
    def lines(self) -> list[str]:
        """The lines on the screen, without the empty ones at the end."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip().split("\n")

    def color_of(self, text: str) -> str:
        """Return the colour in which a text is shown."""
        row = next(row for row, line in enumerate(self._screen.display) if text in line)
        return str(self._screen.buffer[row][self._screen.display[row].index(text)].fg)

    def sees(self, pattern: str) -> re.Match[str]:
        """Wait until the screen shows what matches."""
        return self._wait(lambda: re.search(pattern, "\n".join(self.lines)), pattern)

    def type(self, line: str, keys: str = ENTER) -> None:
        """Type into an empty prompt, as soon as there is one."""
        self._wait(lambda: self.lines[-1] == ">", "the prompt")
        self.child.send(line + keys)

    def press(self, keys: str) -> None:
        """Press keys now."""
        self.child.send(keys)

    def left(self) -> int:
        """Return the exit code of a game that is over."""
        self._wait(lambda: self.child.eof() or None, "the end")
        self.child.wait()
        code: int = self.child.exitstatus
        return code

    def _wait(self, condition: Callable[[], Any], what: str) -> Any:
        deadline = time.monotonic() + DEADLINE_S
        while not (found := condition()):
            assert time.monotonic() < deadline, f"{what} was not shown:\n" + "\n".join(self.lines)
            try:
                self._stream.feed(self.child.read_nonblocking(65536, timeout=0.1))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                self.child.flag_eof = True
        return found


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Address of a server of the house of doors."""
    with server_process("doors", "--shareable", "--sessions-per-container", "16", name=NAME) as served:
        yield served.url


@pytest.fixture
def sit_down() -> Iterator[Callable[..., Terminal]]:
    """Return a function that runs ``dockergym play`` in a terminal of its own."""
    terminals: list[Terminal] = []

    def begin(*arguments: str, **variables: str) -> Terminal:
        terminals.append(Terminal(*arguments, **variables))
        return terminals[-1]

    yield begin
    for terminal in terminals:
        terminal.child.close(force=True)


def sessions(server: str) -> list[Any]:
    with EnvClient(f"{server}/envs/{NAME}") as env:
        return env.sessions()


def test_a_game_is_played_by_numbers_and_by_words(server: str, sit_down: Callable[..., Terminal]) -> None:
    terminal = sit_down(NAME, "--url", server, "--env-id", "mansion", "--param", "rooms=2")
    terminal.sees(r"session \w+ · task mansion")
    first = terminal.sees(r"house of 2 rooms\. A sign says: (\w+)\.")[1]
    terminal.sees("1 open the red door +2 open the blue door")
    terminal.type(str(["red", "blue"].index(first) + 1))
    second = terminal.sees(rf"open the {first} door\n\nA sign says: (\w+)\.\nstep 1")[1]
    terminal.type("dance")
    terminal.sees("Nothing happens. .*\nstep 2")
    terminal.type(f"open the {second} door")
    terminal.sees("You have found the treasure.\nstep 3 · reward \\+1 · total \\+1")
    terminal.sees("won, 3 steps, reward 1")
    terminal.type("/history")
    terminal.sees("2 > dance\nNothing happens.")
    terminal.type("2")
    terminal.sees("/again begins another")
    terminal.type("/quit")
    assert terminal.left() == 0
    assert sessions(server) == []


def test_what_is_shown_has_colours(server: str, sit_down: Callable[..., Terminal]) -> None:
    terminal = sit_down(NAME, "--url", server, "--param", "rooms=1")
    terminal.type("dance")
    terminal.sees("step 1")
    assert terminal.color_of("1 open the red door") == "cyan"
    assert terminal.color_of("Nothing happens.") == "default"
    plain = sit_down(NAME, "--url", server, "--param", "rooms=1", NO_COLOR="1")
    plain.sees("1 open the red door")
    assert plain.color_of("1 open the red door") == "default"
    for one in (terminal, plain):
        one.type(CTRL_D, "")
        assert one.left() == 0


def test_commands_are_completed_and_recalled(server: str, sit_down: Callable[..., Terminal]) -> None:
    terminal = sit_down(NAME, "--url", server, "--env-id", "mansion")
    # Letters of it in their order are enough.
    terminal.type("blued", "")
    terminal.sees("> blued\n +open the blue door")
    terminal.press(TAB)
    terminal.sees("> open the blue door")
    terminal.press(ENTER)
    terminal.sees("You are outside.")
    terminal.type("/hel", "")
    terminal.sees("> /hel\n +/help")
    terminal.press(TAB)
    terminal.sees("> /help")
    terminal.press(ENTER)
    terminal.sees("/commands +all commands that the environment would take now")
    terminal.type("sing", CTRL_C)
    terminal.sees("/quit leaves and ends the session")
    terminal.type(ARROW_UP, ARROW_UP)
    terminal.sees("> open the blue door\\Z")
    terminal.press(CTRL_C)
    terminal.type("/quit")
    assert terminal.left() == 0


def test_another_episode_follows(server: str, sit_down: Callable[..., Terminal]) -> None:
    terminal = sit_down(NAME, "--url", server, "--param", "rooms=1")
    said = terminal.sees(r"A sign says: (\w+)\.")[1]
    wrong = "blue" if said == "red" else "red"
    terminal.type(f"open the {wrong} door")
    terminal.sees("The episode is over: not won, 1 steps, reward 0.")
    terminal.type("/again x")
    terminal.sees("takes a seed")
    terminal.type("/again 7")
    terminal.sees("/again 7\nsession .*\n\nYou are in a house of 1 rooms")
    (shown,) = sessions(server)
    assert (shown.seed, shown.step) == (7, 0)
    terminal.type("/quit")
    assert terminal.left() == 0


def test_a_session_is_left_and_resumed(server: str, sit_down: Callable[..., Terminal]) -> None:
    terminal = sit_down(NAME, "--url", server)
    terminal.type("wait here")
    terminal.sees("Nothing happens.")
    terminal.type("/detach")
    session_id = terminal.sees(rf"dockergym play house --url {server} --resume (\w+)")[1]
    assert terminal.left() == 0
    assert [one.session_id for one in sessions(server)] == [session_id]

    terminal = sit_down(NAME, "--url", server, "--resume", session_id)
    terminal.sees("Nothing happens..*\nstep 1")
    terminal.type("wait again")
    terminal.sees("step 2")
    terminal.type("/quit")
    assert terminal.left() == 0
    assert sessions(server) == []


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_terminal_that_is_closed_ends_the_session(
    server: str, sit_down: Callable[..., Terminal], number: signal.Signals
) -> None:
    terminal = sit_down(NAME, "--url", server)
    terminal.type("", "")
    assert len(sessions(server)) == 1
    terminal.child.kill(number)
    assert terminal.left() == 128 + number
    assert sessions(server) == []


def test_a_step_that_fails_does_not_end_the_game(
    start: Callable[..., Any], sit_down: Callable[..., Terminal]
) -> None:
    served = start("--worker-command", *worker_command("crashing")).wait_until_serving()
    terminal = sit_down("default", "--url", served.url)
    terminal.type("raise")
    terminal.sees("ENVIRONMENT_ERROR")
    terminal.type("hello")
    terminal.sees("survived: hello")
    terminal.type("exit 3")
    terminal.sees("WORKER_CRASHED")
    terminal.type("/again")
    terminal.sees("(?s)session .*session .*not crashed yet")
    terminal.type("/quit")
    assert terminal.left() == 0


def play_from_a_pipe(text: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dockergym", "play", *arguments],
        input=text,
        capture_output=True,
        text=True,
        timeout=DEADLINE_S,
        check=False,
    )


def test_lines_from_a_pipe_are_played_as_well(server: str) -> None:
    done = play_from_a_pipe("dance\n/nonsense\n /dance\n", NAME, "--url", server)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("Nothing happens.") == 2
    assert "there is /commands, " in done.stdout
    assert "\x1b" not in done.stdout
    assert sessions(server) == []


def test_ctrl_c_ends_a_game_from_a_pipe(server: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "dockergym", "play", NAME, "--url", server],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as playing:
        assert playing.stdout is not None
        assert any("/help lists what else" in line for line in playing.stdout)
        playing.send_signal(signal.SIGINT)
        assert playing.wait(DEADLINE_S) == 130
    assert sessions(server) == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nothing-of-that-name"], 2, "unknown environment"),
        (["x", "--url", "http://127.0.0.1:1", "--server", "play-x"], 2, "leave out its address, or --server"),
        (["x", "--resume", "abc", "--seed", "1"], 2, "--resume goes on with a session as it is"),
        (["http://127.0.0.1:1/envs/x", "--param", "nonsense"], 2, "KEY=VALUE"),
    ],
)
def test_what_cannot_be_played_is_said(arguments: list[str], code: int, said: str) -> None:
    done = play_from_a_pipe("", *arguments)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_session_that_is_gone_is_not_resumed(server: str) -> None:
    done = play_from_a_pipe("", NAME, "--url", server, "--resume", "no-such-session")
    assert done.returncode == 2
    assert "no session" in done.stderr


def test_a_server_is_started_and_takes_back_what_was_left(
    site: Any, sit_down: Callable[..., Terminal], tmp_path: Path
) -> None:
    site.add(NAME, HOUSE)
    terminal = sit_down(NAME, DOCKERGYM_RUNTIME="local")
    terminal.type("wait here")
    terminal.sees("step 1")
    running = running_server(tmp_path / "state", f"play-{NAME}")
    assert running is not None
    # Ctrl-C is for the player, and not for the server.
    terminal.type("", CTRL_C)
    terminal.sees("/quit leaves")
    assert len(sessions(running.url)) == 1
    terminal.type("/detach")
    session_id = terminal.sees(r"dockergym play house --server play-house --resume (\w+)")[1]
    assert terminal.left() == 0
    assert running_server(tmp_path / "state", f"play-{NAME}") is None

    terminal = sit_down(NAME, "--resume", session_id, DOCKERGYM_RUNTIME="local")
    terminal.sees("step 1")
    terminal.type("/quit")
    assert terminal.left() == 0
    names = known_servers(tmp_path / "state")
    assert [running_server(tmp_path / "state", name) for name in names] == [None] * len(names)
    assert re.findall(r"doors\.py", processes_below(tmp_path)) == []


def test_a_second_player_goes_on_with_what_was_left(
    site: Any, sit_down: Callable[..., Terminal], tmp_path: Path
) -> None:
    site.add(NAME, HOUSE)
    with hold_server_lock(tmp_path / "state", f"play-{NAME}", ""):
        terminal = sit_down(NAME, DOCKERGYM_RUNTIME="local")
        terminal.type("wait here")
        terminal.sees("step 1")
        terminal.type("/detach")
        again = terminal.sees(r"resume it with: dockergym play ([\w -]+\w)")[1]
        assert terminal.left() == 0
        for _ in range(2):
            # Nobody else's server is in the way of the one that had it.
            terminal = sit_down(*again.split(), DOCKERGYM_RUNTIME="local")
            terminal.sees("step 1")
            terminal.type("/detach")
            assert again in terminal.sees(r"resume it with: dockergym play ([\w -]+\w)")[1]
            assert terminal.left() == 0
        terminal = sit_down(*again.split(), DOCKERGYM_RUNTIME="local")
        terminal.type("/quit")
        assert terminal.left() == 0


def processes_below(folder: Path) -> str:
    """Return the command lines of processes that have a folder in their environment."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if str(folder).encode() in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_text())
        except OSError:
            continue
    return "\n".join(found)


def test_a_player_who_thinks_keeps_the_session(start: Callable[..., Any]) -> None:
    flags = ["--env-name", NAME, "--idle-timeout-s", "1", "--reap-interval-s", "0.05"]
    served = start(*flags, "--worker-command", *worker_command("doors")).wait_until_serving()
    address = f"{served.url}/envs/{NAME}"
    with EnvClient(address) as thinking, EnvClient(address) as gone:
        thinking.reset()
        gone.reset()
        with attending(address, thinking.session_id, every_s=0.1):
            served.eventually(lambda: gone.session_id not in {one.session_id for one in sessions(served.url)})
            gone.detach()
            gone.reset()
            # As long again.
            served.eventually(lambda: gone.session_id not in {one.session_id for one in sessions(served.url)})
        assert thinking.step("look").step == 1
