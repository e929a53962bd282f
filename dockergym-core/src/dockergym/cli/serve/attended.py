"""The ``dockergym`` command for as long as the program that started it is there.

``python -m dockergym.cli.serve.attended serve …`` does what ``dockergym serve …`` does, and ends as with Ctrl-C when
its standard input ends or says anything: when whoever holds the other end closes it, or writes to it, or is no more.
"""

from __future__ import annotations

import os
import signal
import threading

from dockergym.cli import main


def end_with_input() -> None:
    """From now on, take the end of standard input, or anything in it, for a Ctrl-C."""
    threading.Thread(target=_interrupt_after_input, daemon=True, name="input").start()


def _interrupt_after_input() -> None:
    os.read(0, 1)
    os.kill(os.getpid(), signal.SIGINT)


if __name__ == "__main__":
    end_with_input()
    main()
