"""Real workers with known habits, for tests of servers, channels and runtimes.

Each runs as ``python -m dockergym.testing.workers.<name>``, and as a file where nothing but
``dockergym_worker`` can be imported (``plain_echo`` and ``garbage`` need not even that).

========== ===================================================================================
echo       repeats the action; can fork, deterministic
dice       rolls dice, keeps notes in files; shows what forks share and what not
doors      rooms with a right and a wrong door: can be won, tells its walkthrough
counting   counts its actions, also on paper; goes wrong once, when it is told to from outside
slow       sleeps as long as params or actions say
crashing   raises, exits, aborts, eats memory or hangs when told to
noisy      writes to standard output and floods standard error in every way there is
plain_echo echo without the SDK, ignoring ``id``
garbage    no SDK; answers with all that is not a reply
========== ===================================================================================

``plain_echo.sh`` is a worker in POSIX shell.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent


def script(name: str) -> Path:
    """Return the file of a worker: ``script("echo")``, ``script("plain_echo.sh")``.

    Raises:
        FileNotFoundError: there is none of that name.
    """
    path = FOLDER / (name if "." in name else f"{name}.py")
    if not path.is_file():
        known = ", ".join(sorted(file.stem for file in FOLDER.glob("[a-z]*.py")))
        raise FileNotFoundError(f"no worker {name!r} in dockergym.testing.workers; there are {known}")
    return path
