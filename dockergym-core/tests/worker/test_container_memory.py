"""What of a container's memory counts as used, in both forms of control groups."""

from __future__ import annotations

from pathlib import Path

import pytest

from dockergym_worker.container_memory import ContainerMemory, Group, container_memory


def group(folder: Path, *, used: str, limit: str, statistics: str) -> Group:
    """Write a control group's files."""
    for name, content in {"used": used, "limit": limit, "statistics": statistics}.items():
        (folder / name).write_text(f"{content}\n")
    return Group(*(str(folder / name) for name in ("used", "limit", "statistics")), "inactive_file")


def test_pages_that_can_be_dropped_do_not_count(tmp_path: Path) -> None:
    found = group(tmp_path, used="700", limit="1000", statistics="anon 500\ninactive_file 150")
    assert container_memory([found]) == ContainerMemory(used=550, limit=1000)


def test_a_group_that_is_not_there_is_passed_over(tmp_path: Path) -> None:
    missing = Group(*(str(tmp_path / "missing" / name) for name in ("used", "limit", "statistics")), "x")
    found = group(tmp_path, used="7", limit="10", statistics="anon 5")
    assert container_memory([missing, found]) == ContainerMemory(used=7, limit=10)


@pytest.mark.parametrize("limit", ["max", "9223372036854771712", ""], ids=["v2", "v1", "unreadable"])
def test_without_a_limit_there_is_nothing_to_tell(tmp_path: Path, limit: str) -> None:
    assert container_memory([group(tmp_path, used="7", limit=limit, statistics="anon 5")]) is None
