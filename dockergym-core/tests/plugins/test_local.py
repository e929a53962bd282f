from __future__ import annotations

import pytest

from dockergym.errors import ConfigurationError
from dockergym.plugins.local import require_local


def test_what_is_installed_passes() -> None:
    require_local("dockergym-cave", "json", "pytest")


def test_all_that_is_missing_is_said_with_what_to_do() -> None:
    with pytest.raises(ConfigurationError) as caught:
        require_local("dockergym-cave", "json", "no_such_cave", missing=["a lamp"])
    assert caught.value.detail == (
        "local workers need no_such_cave, a lamp, which is not installed here; "
        'run: pip install "dockergym-cave[local]", or serve with --runtime docker'
    )
