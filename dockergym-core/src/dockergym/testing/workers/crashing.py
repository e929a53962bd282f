"""Fails when it is told to: by an action, or in init by ``params["fail"]``.

``raise`` an exception, ``crash`` (a line on standard error, then exit code 1), ``exit N``, ``kill`` (SIGKILL
to itself), ``segv``, ``abort``, ``oom [MiB]`` (allocate until killed, or up to a limit), ``hang``, ``spin``
(hang at full load), ``spawn`` (start a process that outlives it), ``bad`` (return no result). Other actions succeed.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from typing import Any

from dockergym_worker import BaseWorker

MAX_MIB = 4096
"""Where nothing limits its memory, it gives up here and does not take the machine down."""


class CrashingWorker(BaseWorker):
    can_fork = True

    def init_env(self, env_id: str | None, params: dict[str, Any]) -> Any:
        return self.obey(params.get("fail", ""), "not crashed yet")

    def step_env(self, action: str) -> Any:
        return self.obey(action, f"survived: {action}")

    def obey(self, command: str, observation: str) -> Any:
        verb, _, rest = command.partition(" ")
        if verb == "bad":
            return "an observation", "no number"
        failure = getattr(self, f"do_{verb}", None)
        said = failure(rest) if failure is not None else None
        return observation if said is None else said, 0.0, False, {}

    def do_raise(self, text: str) -> None:
        raise RuntimeError(text or "raised on request")

    def do_crash(self, _: str) -> None:
        print("crashed on request", file=sys.stderr, flush=True)
        os._exit(1)

    def do_exit(self, code: str) -> None:
        sys.exit(int(code or 1))

    def do_kill(self, _: str) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def do_segv(self, _: str) -> None:
        ctypes.string_at(0)

    def do_abort(self, _: str) -> None:
        os.abort()

    def do_oom(self, mebibytes: str) -> str:
        held: list[bytearray] = []
        for _ in range(min(int(mebibytes or MAX_MIB), MAX_MIB)):
            held.append(bytearray(b"x" * 1024 * 1024))
        if not mebibytes:
            raise MemoryError(f"{MAX_MIB} MiB were there; limit the worker's memory to see it run out")
        return f"held {len(held)} MiB"

    def do_hang(self, _: str) -> None:
        while True:
            time.sleep(3600)

    def do_spin(self, _: str) -> None:
        while True:
            pass

    def do_spawn(self, _: str) -> str:
        return str(subprocess.Popen(["sleep", "3600"]).pid)


if __name__ == "__main__":
    CrashingWorker().run()
