"""The page on the worker protocol and the worker SDK say the same."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SDK = ROOT / "dockergym-core" / "src" / "dockergym_worker"
PAGE = (ROOT / "docs" / "reference" / "worker-protocol.md").read_text()
CALLS_WITH_A_CODE = {"Refusal": 0, "raised_in": 2}
"""What makes an error reply, and which of its arguments is the code."""


def calls() -> list[ast.Call]:
    """Return every call in the SDK."""
    trees = [ast.parse(path.read_text(), str(path)) for path in SDK.glob("*.py")]
    return [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]


def codes() -> set[str]:
    """Return the codes of all error replies that the SDK makes."""
    found = set()
    for call in calls():
        place = CALLS_WITH_A_CODE.get(ast.unparse(call.func))
        if place is not None and len(call.args) > place:
            argument = call.args[place]
            if isinstance(argument, ast.Constant):
                found.add(str(argument.value))
    return found


def commands(module: str) -> set[str]:
    """Return the commands that a module of the SDK answers."""
    tree = ast.parse((SDK / module).read_text())
    tables = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and isinstance(node.value, ast.Dict)
        and "_commands" in ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)
    ]
    return {ast.literal_eval(key) for table in tables for key in table.keys if key is not None}


def test_every_code_of_an_error_reply_is_on_the_page() -> None:
    assert {"bad_request", "env_error", "already_done"} <= codes()
    assert {code for code in codes() if f"`{code}`" not in PAGE} == set()


def test_every_command_of_a_session_and_of_the_keeper_is_on_the_page() -> None:
    known = commands("episode.py") | commands("keeper.py")
    assert {"init", "step", "fork", "ping", "open", "shutdown"} <= known
    assert {name for name in known if f'"cmd": "{name}"' not in PAGE} == set()


def test_every_variable_that_a_worker_reads_is_on_the_page() -> None:
    # The bridge to servers of OpenEnv is a worker made with the SDK, and has variables of its own.
    sources = "".join(path.read_text() for path in SDK.glob("*.py"))
    read = set(re.findall(r"\bDOCKERGYM_(?!OPENENV_)[A-Z_]+\b", sources))
    assert "DOCKERGYM_SOCKET_DIR" in read
    assert {name for name in read if f"`{name}" not in PAGE} == set()
