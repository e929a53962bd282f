"""The server as a whole: index, health, keys, errors, documentation."""

from __future__ import annotations

from typing import Any

import pytest

from dockergym.app import create_app
from dockergym.errors import EnvironmentNotFound
from dockergym.plugins.hooks import Hooks
from dockergym.settings import ServerSettings
from dockergym.testing.serving import Serve, problem


async def test_the_index_lists_what_is_served(serve: Serve) -> None:
    served = await serve(env_files=["a", "b"], max_sessions=5)
    index = (await served.http.get("/envs")).json()
    [shown] = index["environments"]
    assert (shown["name"], shown["url"], shown["tasks"]) == ("echo", "/envs/echo", 2)
    assert shown["runtime"] == "local"
    assert shown["capacity"] == {"active": 0, "max": 5}
    assert index["failures"] == []


async def test_health_keeps_the_plain_keys(serve: Serve) -> None:
    served = await serve(env_files=["a", "b"], max_sessions=5)
    await served.create()
    expected = {"status": "healthy", "active_sessions": 1, "max_sessions": 5, "available_environments": 2}
    assert (await served.http.get("/health")).json() == expected
    assert (await served.http.get("/envs/echo/health")).json() == expected


async def test_ready_names_the_runtime(serve: Serve) -> None:
    served = await serve()
    assert (await served.http.get("/ready")).json()["status"] == "ready"


async def test_tasks_are_listed_in_pages_and_by_text(serve: Serve) -> None:
    served = await serve(env_files=["train/1", "train/2", "test/1"])
    assert (await served.http.get("/environments")).json() == {
        "environments": ["train/1", "train/2", "test/1"],
        "total": 3,
    }
    page = (await served.http.get("/environments", params={"q": "train", "limit": 1, "offset": 1})).json()
    assert page == {"environments": ["train/2"], "total": 2}


async def test_an_unknown_environment_is_answered_with_a_suggestion(serve: Serve) -> None:
    served = await serve()
    body = problem(await served.http.post("/envs/ecko/sessions"), 404, "ENVIRONMENT_NOT_FOUND")
    assert body["detail"] == "unknown environment 'ecko'; did you mean 'echo'?"


async def test_an_unknown_task_is_answered_with_a_suggestion(serve: Serve) -> None:
    served = await serve(env_files=["train/1"])
    body = problem(await served.http.post("/sessions", json={"env_id": "train/7"}), 404, "TASK_NOT_FOUND")
    assert "did you mean 'train/1'?" in body["detail"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/envs/echo", 404),
        ("GET", "/envs/echo/nowhere", 404),
        ("POST", "/envs/echo/sessions/x/nowhere", 404),
        ("PUT", "/sessions", 405),
        ("PUT", "/envs/echo/sessions", 405),
        ("GET", "/envs/echo/sessions/x/step", 405),
        ("POST", "/envs/echo/health", 405),
        ("PATCH", "/envs", 405),
    ],
)
async def test_a_route_that_is_not_there_is_an_error_of_the_same_shape(
    serve: Serve, method: str, path: str, status: int
) -> None:
    served = await serve()
    answer = await served.http.request(method, path)
    assert answer.status_code == status
    assert set(answer.json()) == {"detail", "error_code", "retryable", "applied"}
    assert answer.json()["error_code"] == {404: "NOT_FOUND", 405: "METHOD_NOT_ALLOWED"}[status]
    assert ("allow" in answer.headers) == (status == 405)


async def test_without_the_key_nothing_is_served(serve: Serve) -> None:
    served = await serve(api_key="secret")
    problem(await served.http.post("/sessions"), 401, "UNAUTHORIZED")
    wrong = {"Authorization": "Bearer secre"}
    problem(await served.http.get("/envs", headers=wrong), 401, "UNAUTHORIZED")
    right = {"Authorization": "Bearer secret"}
    assert (await served.http.post("/sessions", headers=right)).status_code == 200
    assert (await served.http.get("/health")).status_code == 200


async def test_the_documentation_describes_every_route(serve: Serve) -> None:
    served = await serve()
    schema = (await served.http.get("/openapi.json")).json()
    assert {
        "/envs", "/health", "/ready", "/sessions", "/envs/echo/sessions",
        "/envs/echo/sessions/{session_id}/step",
    } <= set(schema["paths"])  # fmt: skip
    step = schema["paths"]["/envs/echo/sessions/{session_id}/step"]["post"]
    assert "action" in step["requestBody"]["content"]["application/json"]["schema"]["properties"]
    assert "409" in step["responses"]
    assert (await served.http.get("/docs")).status_code == 200


async def test_hooks_shape_the_environment(serve: Serve) -> None:
    class MyHooks(Hooks):
        async def on_startup(self, app: Any) -> None:
            app.state.config.env_files = ["found"]

        def on_create_session(self, env_id: str | None, params: Any) -> Any:
            return {"env_id": env_id, **params, "length": 1}

    served = await serve(hooks=MyHooks())
    assert (await served.http.get("/environments")).json()["environments"] == ["found"]
    created = await served.create()
    assert created["env_id"] == "found"
    assert (await served.step(created["session_id"], "x")).json()["done"] is True


def test_an_environment_that_is_not_installed_is_refused_at_once() -> None:
    with pytest.raises(EnvironmentNotFound, match="did you mean 'alfworld'"):
        create_app(ServerSettings(), environments=["alfwrld"])


async def test_two_applications_live_in_one_process(serve: Serve) -> None:
    first = await serve(name="one")
    second = await serve(name="two")
    created = await first.create()
    problem(await second.http.get(f"/sessions/{created['session_id']}"), 404, "SESSION_NOT_FOUND")
