"""When a client's own container is stopped: with the client, once, and by the process that started it."""

from __future__ import annotations

import gc
import os
from unittest.mock import Mock

import pytest

from dockergym.client.containers import start_client
from dockergym.errors import SessionNotFound


class Client:
    """What holds a container."""


def start(provider: Mock) -> tuple[Client, object]:
    provider.start_container.return_value = "http://host"
    client, lease = start_client(lambda base_url: Client(), "image", provider, None, None)
    return client, lease


def test_it_is_stopped_with_the_client_and_once() -> None:
    provider = Mock()
    client, lease = start(provider)
    lease.end()  # type: ignore[attr-defined]
    with pytest.raises(SessionNotFound):
        lease.require()  # type: ignore[attr-defined]
    del client
    gc.collect()
    provider.stop_container.assert_called_once_with()


def test_it_is_stopped_where_it_does_not_get_ready() -> None:
    provider = Mock()
    provider.wait_for_ready.side_effect = KeyboardInterrupt
    with pytest.raises(KeyboardInterrupt):
        start(provider)
    provider.stop_container.assert_called_once_with()


def test_a_process_that_was_forked_leaves_it_to_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    provider = Mock()
    client, _ = start(provider)
    monkeypatch.setattr(os, "getpid", lambda: -1)
    del client
    gc.collect()
    provider.stop_container.assert_not_called()
