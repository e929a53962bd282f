"""Forks whose parent is the parent of the process that forks, made in processes of their own."""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
import textwrap
from typing import Any

import pytest

from dockergym_worker import sibling

pytestmark = pytest.mark.skipif(
    sibling._library() is None, reason="the C library or the processor is another one"
)

BEGINNING = """
    import ctypes, json, os, sys, threading
    from dockergym_worker import sibling

    def told(**facts):
        # In one piece: several processes tell something at the same time.
        os.write(1, json.dumps(facts).encode() + b"\\n")
"""


def said(script: str) -> dict[str, dict[str, Any]]:
    """Run a script, and return what its processes told, by what they call themselves."""
    source = textwrap.dedent(BEGINNING) + textwrap.dedent(script)
    done = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return {facts.pop("who"): facts for facts in map(json.loads, done.stdout.splitlines())}


def test_the_new_process_has_the_same_parent_and_is_whole() -> None:
    facts = said("""
        ran = []
        for when in ("before", "after_in_parent", "after_in_child"):
            os.register_at_fork(**{when: lambda when=when: ran.append(when)})
        first = os.fork()
        if first == 0:
            ran.clear()
            pid = sibling.fork()
            if pid == 0:
                address = sibling._thread_id_address(sibling._library())
                told(
                    who="second",
                    parent=os.getppid(),
                    thread=ctypes.c_int.from_address(address).value == os.getpid() == threading.get_native_id(),
                    ran=ran,
                )
                os._exit(os.fork() and 7)
            told(who="first", ran=ran, pid=pid)
            os._exit(0)
        ended = dict(os.wait() for _ in range(2))
        told(who="parent", pid=os.getpid(), codes=sorted(map(os.WEXITSTATUS, ended.values())), ended=list(ended))
    """)
    assert facts["second"] == {
        "parent": facts["parent"]["pid"], "thread": True, "ran": ["before", "after_in_child"],
    }  # fmt: skip
    assert facts["first"]["ran"] == ["before", "after_in_parent"]
    assert facts["first"]["pid"] in facts["parent"]["ended"]
    assert facts["parent"]["codes"] == [0, 7]


def test_a_process_with_threads_is_not_forked() -> None:
    facts = said("""
        threading.Thread(target=threading.Event().wait, daemon=True).start()
        try:
            sibling.fork()
        except sibling.Unsupported:
            told(who="it", refused=True)
    """)
    assert facts == {"it": {"refused": True}}


@pytest.mark.parametrize(("number", "error"), [(22, sibling.Unsupported), (11, BlockingIOError)])
def test_what_the_kernel_refuses_is_told_apart(
    monkeypatch: pytest.MonkeyPatch, number: int, error: type[Exception]
) -> None:
    library = sibling._library()
    assert library is not None

    class Refusing:
        prctl = library.prctl

        @staticmethod
        def syscall(*arguments: int) -> int:
            ctypes.set_errno(number)
            return -1

    monkeypatch.setattr(sibling, "_library", Refusing)
    monkeypatch.setattr(os, "listdir", lambda path: ["1"])
    with pytest.raises(error):
        sibling.fork()
