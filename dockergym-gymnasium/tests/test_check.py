"""Every point of ``dockergym check`` is kept, in containers."""

from __future__ import annotations

from collections.abc import Callable

from dockergym.testing.environments import CheckOptions, check_environment, installed_environment


async def test_every_point_is_kept(build_image: Callable[[str], str]) -> None:
    build_image("gymnasium")
    options = CheckOptions(runtime="docker", episodes=20)
    report = await check_environment(installed_environment("gymnasium"), options)
    assert not report.failed, str(report)
