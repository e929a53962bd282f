"""The ``dockergym`` command for as long as the program that started it is there.

``python -m dockergym.cli.attended serve …`` does what ``dockergym serve …`` does, and ends as with Ctrl-C when its
standard input ends: when whoever holds the other end closes it, or is no more.
"""

from __future__ import annotations

import os
import signal
import threading

from dockergym.cli import main


def _end_with_input() -> None:
    while os.read(0, 4096):
        continue
    os.kill(os.getpid(), signal.SIGINT)


if __name__ == "__main__":
    threading.Thread(target=_end_with_input, daemon=True, name="input").start()
    main()
