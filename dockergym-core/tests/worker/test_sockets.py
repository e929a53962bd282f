"""Sockets by path, however long it is."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from dockergym_worker import sockets


@pytest.fixture(params=[10, 150])
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> str:
    place = tmp_path / ("d" * request.param)
    place.mkdir()
    return str(place)


def test_client_and_listener_meet(folder: str) -> None:
    with sockets.listen(folder, "a.sock") as listener, sockets.connect(folder, "a.sock", 5) as client:
        client.sendall(b"hello")
        accepted, _ = listener.accept()
        with accepted:
            accepted.settimeout(5)
            assert accepted.recv(5) == b"hello"
    assert stat.S_IMODE(Path(folder, "a.sock").stat().st_mode) == 0o666


def test_a_living_socket_is_not_replaced(folder: str) -> None:
    with sockets.listen(folder, "a.sock"), pytest.raises(OSError, match="in use"):
        sockets.listen_in_place_of_the_dead(folder, "a.sock")


def test_a_dead_socket_is_replaced(folder: str) -> None:
    sockets.listen(folder, "a.sock").close()
    with sockets.listen_in_place_of_the_dead(folder, "a.sock"):
        sockets.connect(folder, "a.sock", 5).close()


def test_removing_what_is_not_there_is_no_error(folder: str) -> None:
    sockets.listen(folder, "a.sock").close()
    sockets.remove(folder, "a.sock")
    sockets.remove(folder, "a.sock")
    assert not list(Path(folder).iterdir())


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_no_descriptor_is_left_open(folder: str) -> None:
    before = descriptors()
    sockets.listen(folder, "a.sock").close()
    with pytest.raises(OSError, match="in use"):
        sockets.listen(folder, "a.sock")
    with pytest.raises(ConnectionRefusedError):
        sockets.connect(folder, "a.sock", 5)
    assert descriptors() == before
