"""Keys open the server, count sessions, and are never shown."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from dockergym.api.keys import read_keys
from dockergym.errors import ConfigurationError
from dockergym.settings import ServerSettings
from dockergym.testing.serving import Serve, Served, problem
from dockergym.testing.waiting import eventually

ALICE, BOB = "alice-secret-1", "bob-secret-22"
LINES = f"# who may play\nalice:{ALICE}:2\n\nbob:{BOB}\n"


def bearer(key: str) -> dict[str, str]:
    """Return the header that carries a key."""
    return {"Authorization": f"Bearer {key}"}


def keys_file(folder: Path, text: str = LINES) -> Path:
    """Write a file of keys."""
    path = folder / "keys"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text",
    [LINES, f'[{{"name": "alice", "key": "{ALICE}", "quota": 2}}, {{"name": "bob", "key": "{BOB}"}}]'],
)
def test_lines_and_json_say_the_same(tmp_path: Path, text: str) -> None:
    ring = read_keys(ServerSettings(api_keys_file=keys_file(tmp_path, text)))
    assert ring.quotas == {"alice": 2}
    assert [ring.owner_of(key.encode()) for key in (ALICE, BOB, ALICE[:-1], "")] == [
        "alice",
        "bob",
        None,
        None,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "alice",
        "alice:short",
        f"alice:{ALICE}:0",
        f"alice:{ALICE}:many",
        f"alice:{ALICE}:1:2",
        f"al ice:{ALICE}",
        f"alice:{ALICE}\nalice:{BOB}",
        f"alice:{ALICE}\nbob:{ALICE}",
        f'[{{"name": "alice", "key": "{ALICE}"',
        f'["{ALICE}"]',
    ],
)
def test_a_file_that_is_wrong_is_refused_without_showing_a_key(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read_keys(ServerSettings(api_keys_file=keys_file(tmp_path, text)))
    assert ALICE not in str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_keys(ServerSettings(api_keys_file=tmp_path / "nowhere"))


async def test_each_key_opens_the_server(serve: Serve, tmp_path: Path) -> None:
    served = await serve(api_key="the first", api_keys_file=keys_file(tmp_path))
    for key in ("the first", ALICE, BOB):
        assert (await served.http.get("/envs", headers=bearer(key))).status_code == 200
    for header in ({}, bearer("no"), bearer(""), {"Authorization": ALICE}, {"Authorization": "Basic x"}):
        problem(await served.http.get("/envs", headers=header), 401, "UNAUTHORIZED")


async def test_a_quota_counts_creates_groups_and_forks_of_its_key_alone(serve: Serve, tmp_path: Path) -> None:
    served = await serve("dice", deterministic=True, api_keys_file=keys_file(tmp_path))
    alice, bob = bearer(ALICE), bearer(BOB)
    first = (await served.http.post("/sessions", headers=alice)).json()
    second = (await served.http.post("/sessions", headers=alice)).json()
    answer = await served.http.post("/sessions", headers=alice)
    assert problem(answer, 429, "QUOTA_EXCEEDED")["retryable"] is True
    assert int(answer.headers["retry-after"]) >= 1
    answer = await served.http.post(f"/sessions/{first['session_id']}/fork", headers=alice)
    problem(answer, 429, "QUOTA_EXCEEDED")
    group = await served.http.post("/groups", json={"count": 3}, headers=bob)
    assert len(group.json()["sessions"]) == 3
    problem(await served.http.post("/groups", json={"count": 3}, headers=alice), 429, "QUOTA_EXCEEDED")
    await served.http.delete(f"/sessions/{second['session_id']}", headers=alice)
    assert (await served.http.post("/sessions", headers=alice)).status_code == 200


async def opens(served: Served, key: str) -> bool:
    """Say whether a key opens the server."""
    return (await served.http.get("/envs", headers=bearer(key))).status_code == 200


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    """Return as soon as a condition holds."""
    for _ in range(400):
        if await condition():
            return
        await asyncio.sleep(0.05)
    pytest.fail("the condition did not hold in time")


async def test_keys_are_changed_while_the_server_runs(serve: Serve, tmp_path: Path) -> None:
    path = keys_file(tmp_path)
    served = await serve(api_key="the first", api_keys_file=path)
    kept = (await served.http.post("/sessions", headers=bearer(ALICE))).json()["session_id"]
    new = tmp_path / "new"
    new.write_text("alice:another-secret:1\n", encoding="utf-8")
    new.replace(path)
    await until(lambda: opens(served, "another-secret"))
    assert [await opens(served, key) for key in (ALICE, BOB, "the first")] == [False, False, True]
    # What the old key holds counts for the new one of the same name.
    refused = await served.http.post("/sessions", headers=bearer("another-secret"))
    problem(refused, 429, "QUOTA_EXCEEDED")
    path_of_session = f"/sessions/{kept}"
    assert (await served.http.delete(path_of_session, headers=bearer("another-secret"))).status_code == 200
    assert (await served.http.post("/sessions", headers=bearer("another-secret"))).status_code == 200


@pytest.mark.parametrize("text", ["", f"alice:{ALICE}\nalice:{BOB}\n", None])
async def test_a_change_that_is_wrong_leaves_the_keys_as_they_were(
    serve: Serve, tmp_path: Path, text: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    path = keys_file(tmp_path)
    served = await serve(api_keys_file=path)
    if text is None:
        path.unlink()
    else:
        path.write_text(text, encoding="utf-8")
    await eventually(lambda: "the keys stay as they were" in caplog.text)
    assert await opens(served, ALICE)
    assert ALICE not in caplog.text
    path.write_text(f"alice:{ALICE}\n", encoding="utf-8")

    async def bob_is_out() -> bool:
        return not await opens(served, BOB)

    await until(bob_is_out)
    assert await opens(served, ALICE)


async def test_a_create_that_fails_does_not_count(serve: Serve, tmp_path: Path) -> None:
    served = await serve("crashing", api_keys_file=keys_file(tmp_path))
    for _ in range(3):
        answer = await served.http.post(
            "/sessions", json={"params": {"fail": "crash"}}, headers=bearer(ALICE)
        )
        problem(answer, 502, "WORKER_START_FAILED")


async def test_two_keys_may_use_one_request_id(serve: Serve, tmp_path: Path) -> None:
    served = await serve(api_keys_file=keys_file(tmp_path))
    answers = await asyncio.gather(
        *(
            served.http.post("/sessions", json={"request_id": "r"}, headers=bearer(key))
            for key in (ALICE, BOB, ALICE)
        )
    )
    ids = [answer.json()["session_id"] for answer in answers]
    assert ids[0] == ids[2] != ids[1]


async def test_no_key_is_logged_or_shown(
    serve: Serve, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    served = await serve("crashing", api_key="first-secret", api_keys_file=keys_file(tmp_path))
    shown = []
    for headers in (bearer(ALICE), bearer("first-secret"), bearer(ALICE + "x")):
        for body in ({}, {"params": {"fail": "raise"}}, {"nonsense": 1}):
            shown.append((await served.http.post("/sessions", json=body, headers=headers)).text)
    shown.append((await served.http.get("/sessions", headers=bearer(ALICE))).text)
    shown += [repr(served.server.settings), caplog.text]
    for secret in (ALICE, "first-secret"):
        assert secret not in "".join(shown)


async def test_browsers_of_other_origins_are_refused_unless_named(serve: Serve) -> None:
    asked = {"Origin": "https://a.example", "Access-Control-Request-Method": "POST"}
    closed = await serve(name="closed")
    answer = await closed.http.options("/sessions", headers=asked)
    assert "access-control-allow-origin" not in answer.headers
    opened = await serve(name="opened", cors_origins=["https://a.example"], api_key="secret-key")
    answer = await opened.http.options("/sessions", headers=asked)
    assert answer.headers["access-control-allow-origin"] == "https://a.example"
    answer = await opened.http.options("/sessions", headers=asked | {"Origin": "https://b.example"})
    assert "access-control-allow-origin" not in answer.headers
    problem(await opened.http.post("/sessions", headers={"Origin": "https://a.example"}), 401, "UNAUTHORIZED")


@pytest.mark.parametrize("key", ["", " "])
def test_an_empty_key_is_none(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it comes of `DOCKERGYM_API_KEY=$KEY` where there is no such variable."""
    monkeypatch.setenv("DOCKERGYM_API_KEY", key)
    assert not ServerSettings().asks_for_key
    with pytest.raises(ValidationError, match="can be reached from other machines"):
        ServerSettings(host="0.0.0.0")
