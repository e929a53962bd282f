"""What the control group's count of kills tells, in both of its forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from dockergym_worker.out_of_memory import OutOfMemoryWatch

FORMS = [
    "low 0\nhigh 0\nmax 7\noom 3\noom_kill {kills}\n",
    "oom_kill_disable 0\nunder_oom 0\noom_kill {kills}\n",
]


@pytest.mark.parametrize("form", FORMS, ids=["v2", "v1"])
def test_a_kill_is_told_once(tmp_path: Path, form: str) -> None:
    counter = tmp_path / "counter"
    counter.write_text(form.format(kills=2))
    watch = OutOfMemoryWatch([str(tmp_path / "missing"), str(counter)])
    assert not watch.has_struck()
    counter.write_text(form.format(kills=3))
    assert watch.has_struck()
    assert not watch.has_struck()


@pytest.mark.parametrize("content", [None, "", "oom_kill\n", "one two three\n", "oom_kill many\n"])
def test_where_nothing_is_counted_nothing_is_told(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "counter").write_text(content)
    assert not OutOfMemoryWatch([str(tmp_path / "counter")]).has_struck()
