"""An engine that is reached over the network, in the clear and with TLS: the real one behind a relay."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from dockergym.errors import RuntimeUnavailable
from dockergym.runtimes.docker import DockerRuntime
from dockergym.runtimes.docker.address import EngineAddress
from dockergym.settings import ServerSettings
from dockergym.testing.runtimes import RuntimeBench, exit_of, say

pytestmark = pytest.mark.docker


@contextlib.asynccontextmanager
async def relay(engine_socket: str, context: ssl.SSLContext | None) -> AsyncIterator[int]:
    """Pass connections on to the engine; yields the port."""
    busy: set[asyncio.Task[None]] = set()

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        with contextlib.suppress(OSError):
            writer.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        busy.add(task)
        engine_reader, engine_writer = await asyncio.open_unix_connection(engine_socket)
        try:
            await asyncio.gather(pump(reader, engine_writer), pump(engine_reader, writer))
        except asyncio.CancelledError:
            engine_writer.transport.abort()
            writer.transport.abort()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in busy:
            task.cancel()
        await asyncio.gather(*busy, return_exceptions=True)


@pytest.fixture
def engine_socket() -> str:
    path = EngineAddress.from_environment().socket_path
    if path is None:
        pytest.skip("the engine is not on this machine")
    return path


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as ``DOCKER_CERT_PATH`` names one: ``ca.pem``, ``cert.pem`` and ``key.pem``."""
    if shutil.which("openssl") is None:
        pytest.skip("making certificates takes the openssl command")
    folder = tmp_path_factory.mktemp("certificates")
    options = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout key.pem -out cert.pem"
    names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    subprocess.run(
        ["openssl", *options.split(), *names], cwd=folder, check=True, capture_output=True, timeout=60
    )
    shutil.copy(folder / "cert.pem", folder / "ca.pem")
    return folder


async def play(tmp_path: Path, image: str) -> None:
    """Start a worker, talk to it, and let it end."""
    settings = ServerSettings(state_dir=tmp_path / "state")
    async with RuntimeBench(lambda: DockerRuntime(settings), python=("python",), image=image) as bench:
        source = "import sys\nprint(sys.stdin.readline().strip() * 100_000, flush=True)\nsys.exit(3)"
        handle, lines = await bench.converse(source)
        assert handle.socket_dir is None, "sockets do not cross a network"
        say(lines, "abc")
        assert await lines.next() == "abc" * 100_000
        assert (await exit_of(handle)).exit_code == 3
        await handle.stop()
        await bench.assert_nothing_left()


async def test_in_the_clear(
    tmp_path: Path, echo_image: str, engine_socket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with relay(engine_socket, None) as port:
        monkeypatch.setenv("DOCKER_HOST", f"tcp://127.0.0.1:{port}")
        await play(tmp_path, echo_image)


async def test_with_tls(
    tmp_path: Path,
    echo_image: str,
    engine_socket: str,
    certificates: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=str(certificates / "ca.pem"))
    context.load_cert_chain(certificates / "cert.pem", certificates / "key.pem")
    context.verify_mode = ssl.CERT_REQUIRED
    monkeypatch.setenv("DOCKER_TLS_VERIFY", "1")
    monkeypatch.setenv("DOCKER_CERT_PATH", str(certificates))
    async with relay(engine_socket, context) as port:
        monkeypatch.setenv("DOCKER_HOST", f"tcp://127.0.0.1:{port}")
        await play(tmp_path, echo_image)


async def test_an_engine_that_shows_another_certificate_is_not_trusted(
    tmp_path: Path, engine_socket: str, certificates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificates / "cert.pem", certificates / "key.pem")
    monkeypatch.setenv("DOCKER_TLS_VERIFY", "1")
    monkeypatch.setenv("DOCKER_CERT_PATH", str(certificates))
    other = tmp_path / "other"
    shutil.copytree(certificates, other)
    made = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=other -keyout /dev/null -out ca.pem"
    subprocess.run(["openssl", *made.split()], cwd=other, check=True, capture_output=True, timeout=60)  # noqa: ASYNC221
    monkeypatch.setenv("DOCKER_CERT_PATH", str(other))
    async with relay(engine_socket, context) as port:
        monkeypatch.setenv("DOCKER_HOST", f"tcp://127.0.0.1:{port}")
        runtime = DockerRuntime(ServerSettings(state_dir=tmp_path))
        with pytest.raises(RuntimeUnavailable, match="certificate verify failed"):
            await runtime.check()
        await runtime.close()
