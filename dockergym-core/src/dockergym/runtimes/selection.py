"""Which runtime a server takes, and why."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from dockergym.errors import ConfigurationError, RuntimeUnavailable, suggestion
from dockergym.plugins.specs import RuntimeSpec
from dockergym.runtimes.base import Runtime
from dockergym.settings import ServerSettings

AUTO = "auto"
PREFERRED = "docker"
"""What `auto` takes when it answers."""
FALLBACK = "local"

_CHECK_TIMEOUT_S = 10.0


async def choose_runtime(
    settings: ServerSettings, registered: Mapping[str, RuntimeSpec]
) -> tuple[Runtime, str]:
    """Return the runtime that ``settings.runtime`` names, and a line that says which it is and why.

    The runtime answers; the caller closes it.

    Raises:
        ConfigurationError: no runtime of that name is installed.
        RuntimeUnavailable: it does not answer.
    """
    if settings.runtime != AUTO:
        return await _open(settings, registered, settings.runtime, "")
    try:
        return await _open(settings, registered, PREFERRED, ", because an engine answers")
    except RuntimeUnavailable as error:
        return await _open(settings, registered, FALLBACK, f", because {_lower_first(error.detail)}")


async def _open(
    settings: ServerSettings, registered: Mapping[str, RuntimeSpec], name: str, because: str
) -> tuple[Runtime, str]:
    spec = registered.get(name)
    if spec is None:
        known = sorted([AUTO, *registered])
        raise ConfigurationError(
            f"unknown runtime {name!r}{suggestion(name, known)} (there are: {', '.join(known)})"
        )
    runtime = spec.factory(settings)
    try:
        about = await _check(runtime)
    except BaseException:
        await runtime.close()
        raise
    return runtime, f"{name}: {about}{because}"


async def _check(runtime: Runtime) -> str:
    try:
        async with asyncio.timeout(_CHECK_TIMEOUT_S):
            return await runtime.check()
    except TimeoutError as error:
        raise RuntimeUnavailable(
            f"the runtime {runtime.name!r} did not answer within {_CHECK_TIMEOUT_S:g} s"
        ) from error


def _lower_first(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
