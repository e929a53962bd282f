"""What a server may be told, and what it refuses."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from dockergym.settings import ServerConfig


@pytest.mark.parametrize("name", ["session_lifetime_s", "idle_timeout_s", "command_timeout_s"])
def test_every_wait_has_an_end(name: str) -> None:
    with pytest.raises(ValidationError, match="should be a finite number"):
        ServerConfig(docker_image="any", **{name: float("inf")})
