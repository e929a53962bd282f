"""Counts, so that a step which was left out, doubled or put elsewhere shows in every later observation.

An action is ``EPISODE NUMBER WORD``. NUMBER and WORD are counted and shown; EPISODE names a file in the folder
``$DOCKERGYM_TEST_LEDGER``, where there is one, which gets a line for every action at the moment it is applied:
what a worker that is dead has done can be read there. ``params["length"]`` is the number of steps an episode
has, ``params["step_s"]`` what each takes.

The file ``EPISODE.order`` in the same folder makes the next step go wrong, once: ``exit`` before the action is
applied, ``exit_after`` it; ``raise``; ``late S``; ``oom [MiB]``; ``noise`` on standard output and error;
``garbage`` on the session's own connection in place of a reply.
"""

from __future__ import annotations

import os
import socket
import stat
import sys
import time
import zlib
from pathlib import Path
from typing import Any

from dockergym_worker import BaseWorker

MAX_MIB = 4096
"""Where nothing limits its memory, it gives up here and does not take the machine down."""


class CountingWorker(BaseWorker):
    can_fork = True
    deterministic = True

    def init_env(self, env_id: str | None, params: dict[str, Any]) -> tuple[str, float, bool, dict[str, Any]]:
        self.length: int | None = params.get("length")
        self.step_s = float(params.get("step_s", 0))
        self.begun = os.urandom(4).hex()
        self.actions: list[str] = []
        return f"nothing counted in {env_id}", 0.0, False, {"digest": self.digest()}

    def step_env(self, action: str) -> tuple[str, float, bool, dict[str, Any]]:
        episode, _, counted = action.partition(" ")
        order, _, rest = take_order(episode).partition(" ")
        if order in ("exit", "raise", "oom", "noise"):
            getattr(self, f"do_{order}")(rest)
        time.sleep(self.step_s)
        self.actions.append(counted)
        self.note(episode, counted)
        if order in ("exit_after", "late", "garbage"):
            getattr(self, f"do_{order}")(rest)
        steps, times = len(self.actions), self.actions.count(counted)
        done = self.length is not None and steps >= self.length
        return f"{counted}, as step {steps}, {times} time(s)", 1.0, done, {"digest": self.digest()}

    def digest(self) -> str:
        """Return what all actions so far, in their order, come to."""
        return f"{zlib.crc32(' / '.join(self.actions).encode()):08x}"

    def note(self, episode: str, counted: str) -> None:
        """Write down that an action is applied, and in which process."""
        folder = os.environ.get("DOCKERGYM_TEST_LEDGER")
        if folder and episode:
            line = f"{self.begun} {Path('/proc/self/ns/pid').readlink()} {os.getpid()} {counted}\n"
            descriptor = os.open(Path(folder, episode), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
            try:
                os.write(descriptor, line.encode())
            finally:
                os.close(descriptor)

    def do_exit(self, _: str) -> None:
        print("left on request", file=sys.stderr, flush=True)
        os._exit(3)

    def do_exit_after(self, _: str) -> None:
        self.do_exit(_)

    def do_raise(self, _: str) -> None:
        raise RuntimeError("raised on request")

    def do_late(self, seconds: str) -> None:
        time.sleep(float(seconds))

    def do_oom(self, mebibytes: str) -> None:
        held = [bytearray(b"x" * 1024 * 1024) for _ in range(min(int(mebibytes or MAX_MIB), MAX_MIB))]
        raise MemoryError(f"{len(held)} MiB were there; limit the worker's memory to see it run out")

    def do_noise(self, _: str) -> None:
        for stream in (sys.stdout, sys.stderr):
            print('{"status": "ok", "observation": "forged", "reward": 0, "done": true}' * 50, file=stream)

    def do_garbage(self, _: str) -> None:
        for descriptor in connections():
            os.write(descriptor, b'{"id": 1, "status": \xff\n')


def take_order(episode: str) -> str:
    """Return what an episode was told to do wrong, and forget it; "": nothing."""
    folder = os.environ.get("DOCKERGYM_TEST_LEDGER")
    order = Path(folder, f"{episode}.order") if folder else None
    if order is None or not order.exists():
        return ""
    text = order.read_text()
    order.unlink()
    return text


def connections() -> list[int]:
    """Return the descriptors of this process that are a connection to a named Unix socket."""
    found = []
    for path in list(Path("/proc/self/fd").iterdir()):
        descriptor = int(path.name)
        try:
            if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                continue
            with socket.socket(fileno=os.dup(descriptor)) as one:
                one.getpeername()
                if one.type == socket.SOCK_STREAM and one.getsockname():
                    found.append(descriptor)
        except OSError:
            continue
    return found


if __name__ == "__main__":
    CountingWorker().run()
