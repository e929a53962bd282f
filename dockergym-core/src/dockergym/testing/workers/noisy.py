"""Writes to standard output in every way there is, each time it is called: print, bytes, C stdio, a subprocess.

Action ``flood N`` also writes N KiB to standard error.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from typing import Any

from dockergym_worker import BaseWorker


class NoisyWorker(BaseWorker):
    can_fork = True

    def preload(self) -> None:
        make_noise("preload")

    def after_fork(self) -> None:
        make_noise("after_fork")

    def init_env(self, env_id: str | None, params: dict[str, Any]) -> tuple[str, float, bool, dict[str, Any]]:
        make_noise("init")
        return "noise", 0.0, False, {}

    def step_env(self, action: str) -> tuple[str, float, bool, dict[str, Any]]:
        make_noise("step")
        verb, _, kibibytes = action.partition(" ")
        if verb == "flood":
            for _ in range(int(kibibytes)):
                sys.stderr.write("f" * 1023 + "\n")
        return f"said: {action}", 0.0, False, {}

    def close_env(self) -> None:
        make_noise("close")


def make_noise(where: str) -> None:
    print(f'{{"status": "ok", "observation": "print in {where}"}}')
    sys.stdout.write("no newline")
    if sys.__stdout__ is not None:
        print(f"print to the first stdout in {where}", file=sys.__stdout__, flush=True)
    os.write(1, f"os.write in {where}\n".encode())
    c_library = ctypes.CDLL(None)
    c_library.printf(b"printf in %s\n", where.encode())
    c_library.fflush(None)
    subprocess.run(["echo", f"subprocess in {where}"], check=True)


if __name__ == "__main__":
    NoisyWorker().run()
