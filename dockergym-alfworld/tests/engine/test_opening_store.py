"""Openings kept in memory and on disk."""

from __future__ import annotations

import base64
import errno
import logging
import multiprocessing
import os
import zlib
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from dockergym_alfworld.engine import opening_store
from dockergym_alfworld.engine.errors import GameFileError
from dockergym_alfworld.engine.opening import Opening, inflate, opening_of
from dockergym_alfworld.engine.opening_store import (
    FOLDER_VARIABLE,
    LIMIT_VARIABLE,
    OpeningFolder,
    OpeningStore,
    decode_entry,
    encode_entry,
)
from dockergym_alfworld.engine.planner import Planner
from dockergym_alfworld.engine.translation import translate

KEY = "ab" * 32
OPENING = Opening(
    task=zlib.compress(b"begin_version\n3\nend_version"),
    types=[("object", []), ("lamp", ["object"])],
    objects={"a": "lamp", "é": "object"},
    parameters={"switchon": [("l", "lamp")], "look": []},
    facts=[("dark", ["a"]), ("true", [])],
    changing=["dark", "lit"],
)
ENTRY_IN_FOLDER_2 = (
    "Yzk2NmIxMzZiZDFiNDczNDMyNzU4ZDg3YWI0N2NmYzY5YTA3YzhlOGY2ZjNiOTg4M2Q1MDI1YzdhYjg1YzNmYgphYmFiYWJh"
    "YmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiCjExMwp4AT2OwQ5AMBBE"
    "f0Xm7ODKr6weiiaqpULFQfy7XVWXTXbe7MwSEUI3mT6iLEgpHvB6XmXLQIl8QaMpMkN7VJWpRfmub7Hsp439GBbWOddzSDqQ"
    "APgQnADFVqaD3tzbopFq43aY9AS7fw5vIxsecaYxWnicS0pNz8yLL0stKs7Mz+My5krNS4HxAI/+Ck4="
)
"""`OPENING` as versions keep it that share this folder."""
DOMAIN = """(define (domain lights) (:predicates (lit ?l) (dark ?l))
  (:action switchon :parameters (?l) :precondition (dark ?l) :effect (and (lit ?l) (not (dark ?l)))))"""
PROBLEM = "(define (problem p) (:domain lights) (:objects a b) (:init (dark a) (dark b)) (:goal (lit a)))"


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.opening"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpeningFolder:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    made = OpeningFolder.from_environment()
    assert made is not None
    return made


@pytest.fixture
def made() -> list[str]:
    """The problems whose openings were worked out."""
    return []


@pytest.fixture(scope="module")
def planner() -> Planner:
    return Planner()


Find = Callable[..., Opening]


@pytest.fixture
def find(made: list[str], planner: Planner) -> Find:
    """Find an opening in a store, or work it out and note that."""

    def find(store: OpeningStore, domain: str = DOMAIN, problem: str = PROBLEM) -> Opening:
        def make() -> Opening:
            made.append(problem)
            return opening_of(translate(domain, problem), planner)

        return store.opening(domain, problem, make)

    return find


def test_an_entry_reads_as_it_was_written() -> None:
    assert decode_entry(KEY, encode_entry(KEY, OPENING)) == OPENING


def test_another_form_of_entry_has_another_folder(folder: OpeningFolder, tmp_path: Path) -> None:
    folder.write(KEY, OPENING)
    (entry,) = _entries(tmp_path)
    assert entry.parent.name == "alfworld-openings-2"
    entry.write_bytes(base64.b64decode(ENTRY_IN_FOLDER_2))
    assert folder.read(KEY) == OPENING


def test_a_problem_is_translated_once_in_a_process(find: Find, made: list[str]) -> None:
    store = OpeningStore(None, {})
    assert find(store) is find(store)
    assert len(made) == 1


def test_memory_holds_a_bounded_number(find: Find, made: list[str]) -> None:
    store = OpeningStore(None, {})
    problems = [PROBLEM.replace("problem p", f"problem p{number}") for number in range(17)]
    for problem in (*problems, problems[-1], problems[0]):
        find(store, problem=problem)
    assert made == [*problems, problems[0]]


def test_a_problem_is_translated_once_ever(folder: OpeningFolder, find: Find, made: list[str]) -> None:
    first = find(OpeningStore(folder, {"a": "1"}))
    second = find(OpeningStore(folder, {"a": "1"}))
    assert first == second
    assert len(made) == 1


@pytest.mark.parametrize(
    ("versions", "domain", "problem"),
    [
        ({"a": "2"}, DOMAIN, PROBLEM),
        ({"a": "1"}, DOMAIN + " ", PROBLEM),
        ({"a": "1"}, DOMAIN, PROBLEM + " "),
    ],
)
def test_anything_that_differs_is_translated_anew(
    folder: OpeningFolder, find: Find, made: list[str], versions: dict[str, str], domain: str, problem: str
) -> None:
    find(OpeningStore(folder, {"a": "1"}))
    find(OpeningStore(folder, versions), domain, problem)
    assert len(made) == 2


def test_every_damage_is_noticed() -> None:
    entry = encode_entry(KEY, OPENING)
    for position in range(len(entry)):
        damaged = bytearray(entry)
        damaged[position] ^= 1
        with pytest.raises(ValueError):
            decode_entry(KEY, bytes(damaged))
    for length in range(len(entry)):
        with pytest.raises(ValueError):
            decode_entry(KEY, entry[:length])


def test_an_entry_of_another_game_is_not_taken() -> None:
    with pytest.raises(ValueError, match="another game"):
        decode_entry("cd" * 32, encode_entry(KEY, OPENING))


@pytest.mark.parametrize("task", [b"", b"no zlib", zlib.compress(b"x" * 100)[:-6]])
def test_a_task_that_cannot_be_unpacked_is_noticed(task: bytes) -> None:
    with pytest.raises(ValueError):
        inflate(task)


def test_a_task_larger_than_any_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dockergym_alfworld.engine.opening._LARGEST", 1000)
    with pytest.raises(ValueError, match="too large"):
        inflate(zlib.compress(b"x" * 1001))


@pytest.mark.parametrize(
    "parts", [b"", b"{}", b"[]", b"[1, 2, 3, 4, 5]", b"[[], [], [], [], []]", b"[" * 9999]
)
def test_a_description_of_another_form_is_refused(parts: bytes) -> None:
    description = zlib.compress(parts)
    with pytest.raises(ValueError):
        Opening.from_bytes(b"%d\n%s%s" % (len(description), description, zlib.compress(b"")))


def test_a_damaged_entry_is_made_anew_and_said(
    folder: OpeningFolder, tmp_path: Path, find: Find, made: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    find(OpeningStore(folder, {}))
    (entry,) = _entries(tmp_path)
    whole = entry.read_bytes()
    entry.write_bytes(whole[:-1])
    with caplog.at_level(logging.WARNING):
        find(OpeningStore(folder, {}))
    assert "checksum" in caplog.text
    assert len(made) == 2
    assert entry.read_bytes() == whole


def test_a_problem_that_cannot_be_translated_leaves_nothing(
    folder: OpeningFolder, tmp_path: Path, find: Find
) -> None:
    with pytest.raises(GameFileError, match="cannot be translated"):
        find(OpeningStore(folder, {}), problem="(define (problem p) (:domain other")
    assert _entries(tmp_path) == []


def test_the_least_recently_used_go_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: OpeningFolder
) -> None:
    size = len(encode_entry(KEY, OPENING))
    monkeypatch.setattr(opening_store, "_WRITES_BETWEEN_SWEEPS", 1)
    small = OpeningFolder(tmp_path, 4 * size)
    keys = [f"{number:064x}" for number in range(6)]
    for age, key in enumerate(keys[:5]):
        small.write(key, OPENING)
        os.utime(tmp_path / f"{key}.opening", (age, age))
    assert small.read(keys[0]) is not None
    small.write(keys[5], OPENING)
    kept = [key for key in keys if (tmp_path / f"{key}.opening").exists()]
    assert keys[0] in kept
    assert keys[1] not in kept
    assert keys[5] in kept
    assert len(kept) <= 5


def test_without_a_named_folder_nothing_is_kept_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    assert OpeningFolder.from_environment() is None


def test_a_folder_that_cannot_be_used_is_said_and_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "file"))
    with caplog.at_level(logging.WARNING):
        assert OpeningFolder.from_environment() is None
    assert "memory only" in caplog.text


def test_a_disk_that_refuses_does_not_stop_the_game(
    folder: OpeningFolder, tmp_path: Path, find: Find, caplog: pytest.LogCaptureFixture
) -> None:
    for path in tmp_path.iterdir():
        path.rmdir()
    with caplog.at_level(logging.WARNING):
        assert find(OpeningStore(folder, {})).objects["a"] == "object"
    assert "cannot keep" in caplog.text


def test_a_full_disk_makes_room_by_what_was_used_longest_ago(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    keys = [f"{number:064x}" for number in range(5)]
    roomy = OpeningFolder(tmp_path, 1 << 30)
    for age, key in enumerate(keys[:4]):
        roomy.write(key, OPENING)
        os.utime(tmp_path / f"{key}.opening", (age, age))
    replace = Path.replace

    def full_with_four(self: Path, target: Path) -> Path:
        if len(_entries(tmp_path)) >= 4:
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full_with_four)
    roomy.write(keys[4], OPENING)
    assert [path.stem for path in _entries(tmp_path)] == keys[2:]
    assert caplog.text == ""


def test_a_limit_that_is_no_number_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    monkeypatch.setenv(LIMIT_VARIABLE, "plenty")
    with caplog.at_level(logging.WARNING):
        assert OpeningFolder.from_environment() is not None
    assert "not a number" in caplog.text


def _work_out_many(path: str) -> list[bytes]:
    store, planner = OpeningStore(OpeningFolder(Path(path), 10**9), {}), Planner()
    problems = [PROBLEM.replace("problem p", f"problem p{number}") for number in range(8)]
    openings = [
        store.opening(
            DOMAIN, problem, lambda problem=problem: opening_of(translate(DOMAIN, problem), planner)
        )
        for problem in problems
    ]
    return [opening.planner_task() for opening in openings]


def test_processes_may_write_the_same_entries_at_once(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4, multiprocessing.get_context("fork")) as pool:
        results = list(pool.map(_work_out_many, [str(tmp_path)] * 4))
    assert all(result == results[0] for result in results)
    assert len(_entries(tmp_path)) == 8
    assert list(tmp_path.glob(".*")) == []
