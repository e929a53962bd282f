"""An engine that is missing, forbidden, silent or strange is said to be so, in words that help."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import docker
import pytest
from typer.testing import CliRunner

from dockergym.cli import cli
from dockergym.errors import RuntimeUnavailable
from dockergym.runtimes.docker import DockerRuntime
from dockergym.runtimes.docker.address import EngineAddress
from dockergym.runtimes.docker.engine import Engine, EngineFacts
from dockergym.runtimes.docker.refusal import EngineRefused
from dockergym.settings import ServerSettings


@pytest.fixture(autouse=True)
def _no_docker_variables(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DOCKER_CONFIG", str(tmp_path))


@pytest.fixture
def short_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


async def check(tmp_path: Path) -> str:
    runtime = DockerRuntime(ServerSettings(state_dir=tmp_path / "state"))
    try:
        return await runtime.check()
    finally:
        await runtime.close()


async def complaint(tmp_path: Path) -> str:
    with pytest.raises(RuntimeUnavailable) as caught:
        await check(tmp_path)
    return caught.value.detail


@contextlib.contextmanager
def listening(path: Path, serve: Callable[[socket.socket], None]) -> Iterator[None]:
    """Listen at a path, and serve each connection in a thread."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        stopped = threading.Event()

        def accept() -> None:
            while True:
                connection, _ = listener.accept()
                if stopped.is_set():
                    connection.close()
                    return
                with connection:
                    serve(connection)

        thread = threading.Thread(target=accept)
        thread.start()
        try:
            yield
        finally:
            stopped.set()
            with socket.socket(socket.AF_UNIX) as last:
                last.connect(str(path))
            thread.join()


async def test_no_engine(tmp_path: Path, short_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{short_folder}/no.sock")
    said = await complaint(tmp_path)
    assert said.startswith(f"no Docker engine answers at unix://{short_folder}/no.sock")
    assert "DOCKER_HOST" in said
    assert "--runtime local" in said


async def test_no_engine_at_an_address_of_the_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("DOCKER_HOST", f"tcp://127.0.0.1:{taken.getsockname()[1]}")
        assert "no Docker engine answers at http://127.0.0.1" in await complaint(tmp_path)


@pytest.mark.parametrize(
    "host", ["ssh://user@example.org", "npipe:////./pipe/docker", "nonsense://x", "tcp://x"]
)
async def test_an_address_that_cannot_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("DOCKER_HOST", host)
    assert "cannot be used" in await complaint(tmp_path)


async def test_an_unknown_context(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_CONTEXT", "nowhere")
    assert "no Docker context 'nowhere'" in await complaint(tmp_path)


def test_the_default_address_is_dockers_own() -> None:
    assert EngineAddress.from_environment() == EngineAddress("unix:///var/run/docker.sock")


FORBIDDEN = """
import asyncio, os, sys
from pathlib import Path
from dockergym.errors import RuntimeUnavailable
from dockergym.runtimes.docker.engine import Engine

async def main():
    engine = Engine(1)
    os.setuid(65534)
    try:
        await engine.ask_facts(5)
    except RuntimeUnavailable as error:
        print(error.detail)
    await engine.close()

asyncio.run(main())
"""


@pytest.mark.skipif(os.getuid() != 0, reason="needs another user to be")
async def test_an_engine_that_this_user_may_not_use(short_folder: Path) -> None:
    path = short_folder / "engine.sock"
    os.chmod(short_folder, 0o755)  # noqa: PTH101
    with listening(path, lambda connection: None):
        path.chmod(0o600)
        done = await asyncio.to_thread(
            subprocess.run,
            [sys.executable, "-c", FORBIDDEN],
            env={**os.environ, "DOCKER_HOST": f"unix://{path}"},
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert "add the user to the `docker` group" in done.stdout, done.stderr


def be_silent(connection: socket.socket) -> None:
    while connection.recv(65536):
        continue


async def test_an_engine_that_never_answers(
    tmp_path: Path, short_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dockergym.runtimes.docker.runtime.CONNECT_TIMEOUT_S", 0.3)
    monkeypatch.setenv("DOCKER_HOST", f"unix://{short_folder}/engine.sock")
    with listening(short_folder / "engine.sock", be_silent):
        said = await complaint(tmp_path)
    assert "did not tell about itself within 0.3 s" in said
    assert "docker info" in said


def test_the_environments_are_listed_though_an_engine_never_answers(
    short_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dockergym.runtimes.docker.images.CONNECT_TIMEOUT_S", 0.3)
    monkeypatch.setenv("DOCKER_HOST", f"unix://{short_folder}/engine.sock")
    with listening(short_folder / "engine.sock", be_silent):
        listed = CliRunner(env={"COLUMNS": "200"}).invoke(cli, ["envs"])
    assert listed.exit_code == 0, listed.output
    assert "no Docker" in listed.output


async def test_something_that_is_no_engine(
    tmp_path: Path, short_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{short_folder}/engine.sock")

    def be_something_else(connection: socket.socket) -> None:
        if connection.recv(65536):
            connection.sendall(b"220 mail ready\r\n")

    with listening(short_folder / "engine.sock", be_something_else):
        said = await complaint(tmp_path)
    assert "broke when it was to tell about itself" in said


async def test_a_closed_runtime_says_so(tmp_path: Path) -> None:
    runtime = DockerRuntime(ServerSettings(state_dir=tmp_path))
    await runtime.close()
    with pytest.raises(RuntimeUnavailable, match="closed"):
        await runtime.check()


VERSION = {"Version": "99.1", "ApiVersion": "1.41"}
INFO = {
    "OSType": "linux",
    "KernelVersion": os.uname().release,
    "NCPU": 4,
    "SecurityOptions": ["name=seccomp"],
}


def test_an_engine_on_this_machine_shares_files() -> None:
    facts = EngineFacts.from_answers(VERSION, INFO, is_local=True)
    assert (facts.version, facts.api_version, facts.cpus) == ("99.1", "1.41", 4)
    assert facts.shares_files


@pytest.mark.parametrize(
    "different",
    [
        {"KernelVersion": "6.6.0-linuxkit"},
        {"SecurityOptions": ["name=seccomp", "name=rootless"]},
        {"SecurityOptions": ["name=userns"]},
        {"SecurityOptions": ["name=selinux"]},
    ],
)
def test_an_engine_in_a_virtual_machine_or_with_other_owners_shares_none(
    different: dict[str, object],
) -> None:
    assert not EngineFacts.from_answers(VERSION, {**INFO, **different}, is_local=True).shares_files


def test_an_engine_of_the_network_shares_no_files() -> None:
    assert not EngineFacts.from_answers(VERSION, INFO, is_local=False).shares_files


def test_windows_containers_are_refused() -> None:
    with pytest.raises(RuntimeUnavailable, match="switch it to Linux containers"):
        EngineFacts.from_answers(VERSION, {**INFO, "OSType": "windows"}, is_local=True)


async def test_no_connection_is_kept_for_a_container_that_is_gone(docker_engine: docker.DockerClient) -> None:
    def open_files() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    engine = Engine(1)
    await engine.ask_facts()
    before = open_files()
    for number in range(8):
        with pytest.raises(EngineRefused):
            await engine.call(
                "look", lambda client, name=f"never-made-{number}": client.inspect_container(name)
            )
    assert open_files() <= before
    await engine.close()
