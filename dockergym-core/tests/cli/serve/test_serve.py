"""``dockergym serve`` as a process of its own, with local workers: started, used, stopped."""

from __future__ import annotations

import re
import signal
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

Start = Callable[..., Any]


def left_in(state_dir: Path) -> list[str]:
    """Return what is in the folder, but for the empty folders that await the next worker."""
    return sorted(
        str(path.relative_to(state_dir))
        for path in state_dir.rglob("*")
        if not path.is_dir() or path.parent.name == "workers"
    )


def test_a_server_described_by_hand_serves_and_leaves_nothing(
    start: Start, by_hand: list[str], tmp_path: Path
) -> None:
    served = start(*by_hand).wait_until_serving()
    health = httpx.get(f"{served.url}/health").json()
    assert health["active_sessions"] == 0
    session, worker = served.create()
    assert served.step(session, "look").json()["observation"] == "look"
    assert served.is_alive(worker)
    assert served.stop() == 0
    assert not served.is_alive(worker)
    assert left_in(tmp_path / "state") == []
    assert "Traceback" not in served.said()


def test_the_banner_says_what_is_served_where_and_on_what(start: Start, site: Any) -> None:
    site.add("gentle")
    served = start("serve", "gentle").wait_until_serving()
    said = "\n".join(served.printed)
    assert f"{served.url}/envs/gentle" in said
    assert f"{served.url}/docs" in said
    assert "2 tasks" in said
    assert re.search(r"runtime\s+local", said)
    assert httpx.get(f"{served.url}/docs").status_code == 200


def test_all_serves_every_environment_and_names_what_is_not_served(start: Start, site: Any) -> None:
    site.add("gentle")
    site.add("quiet")
    site.add("broken", "raise RuntimeError('no such luck')")
    served = start("serve", "--all").wait_until_serving()
    names = {one["name"] for one in httpx.get(f"{served.url}/envs").json()["environments"]}
    assert {"gentle", "quiet"} <= names
    assert "no such luck" in served.said()


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_request_in_flight_is_finished_before_the_server_ends(
    start: Start, by_hand: list[str], tmp_path: Path, stop: signal.Signals
) -> None:
    served = start(*by_hand).wait_until_serving()
    session, worker = served.create()
    gate = tmp_path / "gate"
    with ThreadPoolExecutor() as threads:
        answer = threads.submit(served.step, session, f"wait for {gate}")
        served.eventually(Path(f"{gate}.begun").exists)
        served.process.send_signal(stop)
        served.eventually(lambda: "stopping" in served.said())
        assert served.process.poll() is None
        gate.touch()
        assert answer.result(60).status_code == 200
    assert served.exit_code() == 0
    assert not served.is_alive(worker)


def test_a_second_signal_does_not_wait_for_requests_and_still_ends_the_workers(
    start: Start, by_hand: list[str], tmp_path: Path
) -> None:
    served = start(*by_hand, "--shutdown-timeout-s", "600", "--command-timeout-s", "600").wait_until_serving()
    session, worker = served.create()
    gate = tmp_path / "gate"
    with ThreadPoolExecutor() as threads:
        answer = threads.submit(served.step, session, f"wait for {gate}")
        served.eventually(Path(f"{gate}.begun").exists)
        served.process.send_signal(signal.SIGTERM)
        served.eventually(lambda: "stopping" in served.said())
        served.process.send_signal(signal.SIGTERM)
        assert served.exit_code() in (0, 143)
        assert isinstance(answer.exception(60), httpx.TransportError)
    assert "not waiting for the requests" in served.said()
    served.eventually(lambda: not served.is_alive(worker))


def test_a_signal_while_it_starts_ends_it_at_once(start: Start, site: Any, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    waiting = f"""
    import asyncio

    @hookimpl
    async def dockergym_startup(env):
        Path({str(begun)!r}).touch()
        await asyncio.Event().wait()
    """
    site.add("endless", site.good_plugin.split("    @hookimpl\n    def dockergym_startup")[0] + waiting)
    served = start("serve", "endless")
    served.eventually(begun.exists)
    assert served.stop() == 128 + signal.SIGTERM
    assert "Traceback" not in served.said()
    assert left_in(tmp_path / "state") == []


def test_a_port_in_use_is_said_with_how_to_choose_another(start: Start, by_hand: list[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        served = start(*by_hand, port=port)
        assert served.exit_code() == 2
    assert f"port {port} on 127.0.0.1 is in use by another program" in served.said()
    assert "--port 0" in served.said()
    assert "Traceback" not in served.said()


def test_a_port_in_use_by_a_server_of_ours_names_that_server(start: Start, by_hand: list[str]) -> None:
    first = start(*by_hand).wait_until_serving()
    second = start(*by_hand, "--name", "other", port=first.url.rpartition(":")[2])
    assert second.exit_code() == 2
    assert f"by the DockerGym server 'dockergym' (process {first.process.pid}" in second.said()


def test_a_second_server_of_the_same_name_is_refused(start: Start, by_hand: list[str]) -> None:
    first = start(*by_hand).wait_until_serving()
    second = start(*by_hand)
    assert second.exit_code() == 2
    assert f"'dockergym' (process {first.process.pid}, {first.url})" in second.said()
    assert httpx.get(f"{first.url}/health").status_code == 200


def test_a_port_is_free_again_as_soon_as_its_server_has_ended(start: Start, by_hand: list[str]) -> None:
    first = start(*by_hand).wait_until_serving()
    with httpx.Client() as client:
        assert client.get(f"{first.url}/health").status_code == 200
        assert first.stop() == 0
        start(*by_hand, port=first.url.rpartition(":")[2]).wait_until_serving()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["serve", "gentel"], "unknown environment 'gentel'; did you mean 'gentle'?"),
        (["serve"], "say what to serve: --all, the names of installed environments"),
        (["serve", "gentle", "--all"], "name environments, or pass --all, not both"),
        (["serve", "gentle", "--volume", "/a:/b"], "--volume: only for an environment described by hand"),
        (["serve", "gentle", "--host", "0.0.0.0"], "set DOCKERGYM_API_KEY, or pass --no-auth"),
        (["serve", "gentle", "--no-auth", "--host", "not an address"], "is not an address to listen on"),
        (["serve", "gentle", "--runtime", "lokal"], "did you mean 'local'?"),
        (["serve", "broken"], "no such luck"),
        (["serve", "unready"], "the data is not there"),
    ],
)
def test_what_keeps_it_from_starting_is_one_line(
    start: Start, site: Any, tmp_path: Path, arguments: list[str], message: str
) -> None:
    site.add("gentle")
    site.add("broken", "raise RuntimeError('no such luck')")
    failing = "from dockergym.errors import ConfigurationError\n    raise ConfigurationError('the data is not there')"
    site.add(
        "unready",
        site.good_plugin.replace(
            "env.tasks = TaskList(", f"{failing.replace(chr(10), chr(10) + '    ')}\n        ("
        ),
    )
    served = start(*arguments, local="--runtime" not in arguments)
    assert served.exit_code() == 2
    assert message in served.said()
    assert "Traceback" not in served.said()
    assert left_in(tmp_path / "state") == []


def test_verbose_adds_the_traceback(start: Start, site: Any) -> None:
    site.add("broken", "raise RuntimeError('no such luck')")
    served = start("serve", "broken", "--verbose")
    assert served.exit_code() == 2
    assert "Traceback" in served.said()


def test_an_address_that_others_reach_is_served_without_a_key_only_when_told(
    start: Start, by_hand: list[str]
) -> None:
    served = start(*by_hand, "--host", "0.0.0.0", "--no-auth").wait_until_serving()
    assert httpx.get(f"{served.url}/health").status_code == 200
    assert "anyone who can reach 0.0.0.0 may use this server" in served.said()


def test_the_api_key_is_asked_for(start: Start, by_hand: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKERGYM_API_KEY", "hush")
    served = start(*by_hand).wait_until_serving()
    assert httpx.post(f"{served.url}/sessions", json={}).status_code == 401
    allowed = httpx.post(f"{served.url}/sessions", json={}, headers={"Authorization": "Bearer hush"})
    assert allowed.status_code == 200
    assert "hush" not in served.said()
