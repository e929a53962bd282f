"""Whatever the OpenAPI document of a server lets be sent, and more: the answers are those that it describes."""

from __future__ import annotations

import os
import re
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from dockergym.testing.serving import worker_command

CHECKS = [
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES = 12
PLUGIN = """
from dockergym.plugins import hookimpl
from dockergym.plugins.specs import Capabilities, EnvSpec, Task, TaskList

@hookimpl
def dockergym_env_spec():
    return EnvSpec(
        title="Tested", local_command={command!r},
        capabilities=Capabilities(deterministic=True, fork={fork}, share_containers={fork}),
    )

@hookimpl
def dockergym_startup(env):
    env.tasks = TaskList(Task(f"task-{{number}}", {{"split": "train"}}) for number in range({tasks}))
"""


@pytest.fixture(scope="module")
def two_environments(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the variables with which a server finds two environments; one lists its tasks, one can be forked."""
    site = tmp_path_factory.mktemp("site")
    for name, worker, fork, tasks in (("listed", "echo", False, 3), ("forked", "dice", True, 0)):
        package = site / f"dockergym_{name}"
        package.mkdir()
        (package / "__init__.py").touch()
        (package / "plugin.py").write_text(
            PLUGIN.format(command=tuple(worker_command(worker)), fork=fork, tasks=tasks)
        )
        facts = site / f"{package.name}-0.7.dist-info"
        facts.mkdir()
        (facts / "METADATA").write_text(f"Metadata-Version: 2.1\nName: dockergym-{name}\nVersion: 0.7\n")
        (facts / "entry_points.txt").write_text(f"[dockergym.envs]\n{name} = {package.name}.plugin\n")
    others = os.environ.get("PYTHONPATH")
    return {"PYTHONPATH": os.pathsep.join([str(site), *([others] if others else [])])}


@pytest.fixture(scope="module")
def server(serve_module: Any, two_environments: dict[str, str]) -> Any:
    """Return a server of both."""
    limits = ["--max-sessions", "6", "--sessions-per-container", "4", "--command-timeout-s", "10"]
    return serve_module("serve", "listed", "forked", *limits, variables=two_environments)


@pytest.fixture(scope="module")
def schema(server: Any) -> Any:
    """Return what the server says of itself."""
    return schemathesis.openapi.from_url(f"{server.process.url}/openapi.json")


def operations(schema: Any) -> list[Any]:
    """Return every operation."""
    return [found.ok() for found in schema.get_all_operations()]


def without_waiting(body: Any) -> Any:
    """Return a body, or a batch of bodies, that does not ask to wait minutes for a slot."""
    if isinstance(body, dict):
        return {key: without_waiting(value) for key, value in body.items() if key != "wait_s"}
    return [without_waiting(item) for item in body] if isinstance(body, list) else body


def check(case: Any) -> None:
    """Send what was made up, and check the answer."""
    case.body = without_waiting(case.body)
    answer = case.call()
    case.validate_response(answer, checks=CHECKS)
    if answer.status_code >= 400:
        body = answer.json()
        assert set(body) >= {"detail", "error_code", "retryable", "applied"}, body
        described = case.operation.definition.raw["responses"].get(str(answer.status_code), {})
        codes = re.findall(r"`([A-Z_]+)`", described.get("description", ""))
        assert answer.status_code < 500 or body["error_code"] in codes, (body, codes)
        assert body["error_code"] != "INTERNAL_ERROR", body


def prepared(case: Any, server: Any) -> None:
    """Have a case about a session be about one that there is."""
    match = re.match(r"/envs/(\w+)/", case.path)
    assert match is not None
    if not server.get(f"/envs/{match[1]}/sessions")["sessions"]:
        server.create(match[1])
    sessions = server.get(f"/envs/{match[1]}/sessions")["sessions"]
    case.path_parameters = {**case.path_parameters, "session_id": sessions[0]["session_id"]}


@pytest.mark.parametrize("live", [False, True])
def test_every_answer_is_described(server: Any, schema: Any, live: bool) -> None:
    tried = 0
    for operation in operations(schema):
        if live and "{session_id}" not in operation.path:
            continue

        @settings(
            max_examples=EXAMPLES,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def send(case: Any) -> None:
            if live:
                prepared(case, server)
            check(case)

        send()
        tried += 1
    assert tried >= (6 if live else 20)
