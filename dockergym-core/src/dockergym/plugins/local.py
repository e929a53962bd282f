"""What workers need of this machine, where they are processes of it."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec

from dockergym.errors import ConfigurationError


def require_local(distribution: str, *modules: str, missing: Iterable[str] = ()) -> None:
    """Make sure that workers of an environment package can play on this machine, outside of containers.

    ``modules`` are what its workers import; ``missing`` is what else was looked for and not found.

    Raises:
        ConfigurationError: not all of it is installed; the package's extra ``local`` brings it.
    """
    absent = [*(name for name in modules if find_spec(name) is None), *missing]
    if absent:
        raise ConfigurationError(
            f"local workers need {', '.join(absent)}, which is not installed here; "
            f'run: pip install "{distribution}[local]", or serve with --runtime docker'
        )
