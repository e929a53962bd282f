"""Translations kept in memory and on disk."""

from __future__ import annotations

import logging
import multiprocessing
import os
import zlib
from pathlib import Path

import pytest

from dockergym_alfworld.engine import translation_store
from dockergym_alfworld.engine.errors import GameFileError
from dockergym_alfworld.engine.translation import Translation, inflate
from dockergym_alfworld.engine.translation_store import (
    FOLDER_VARIABLE,
    LIMIT_VARIABLE,
    TranslationFolder,
    TranslationStore,
    decode_entry,
    encode_entry,
)

KEY = "ab" * 32
TRANSLATION = Translation(
    task=zlib.compress(b"begin_version\n3\nend_version"),
    types=[("object", []), ("lamp", ["object"])],
    objects={"a": "lamp", "é": "object"},
    facts=[("dark", ["a"]), ("true", [])],
    parameters={"switchon": [("l", "lamp")], "look": []},
)
DOMAIN = """(define (domain lights) (:predicates (lit ?l) (dark ?l))
  (:action switchon :parameters (?l) :precondition (dark ?l) :effect (and (lit ?l) (not (dark ?l)))))"""
PROBLEM = "(define (problem p) (:domain lights) (:objects a b) (:init (dark a) (dark b)) (:goal (lit a)))"


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.translation"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TranslationFolder:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    made = TranslationFolder.from_environment()
    assert made is not None
    return made


@pytest.fixture
def translations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The problems that were translated."""
    made: list[str] = []
    original = translation_store.translate

    def counting(domain: str, problem: str) -> Translation:
        made.append(problem)
        return original(domain, problem)

    monkeypatch.setattr(translation_store, "translate", counting)
    return made


def test_an_entry_reads_as_it_was_written() -> None:
    assert decode_entry(KEY, encode_entry(KEY, TRANSLATION)) == TRANSLATION


def test_a_problem_is_translated_once_in_a_process(translations: list[str]) -> None:
    store = TranslationStore(None, {})
    assert store.translation(DOMAIN, PROBLEM) is store.translation(DOMAIN, PROBLEM)
    assert len(translations) == 1


def test_memory_holds_a_bounded_number(translations: list[str]) -> None:
    store = TranslationStore(None, {})
    problems = [PROBLEM.replace("problem p", f"problem p{number}") for number in range(17)]
    for problem in (*problems, problems[-1], problems[0]):
        store.translation(DOMAIN, problem)
    assert translations == [*problems, problems[0]]


def test_a_problem_is_translated_once_ever(folder: TranslationFolder, translations: list[str]) -> None:
    first = TranslationStore(folder, {"a": "1"}).translation(DOMAIN, PROBLEM)
    second = TranslationStore(folder, {"a": "1"}).translation(DOMAIN, PROBLEM)
    assert first == second
    assert len(translations) == 1


@pytest.mark.parametrize(
    ("versions", "domain", "problem"),
    [
        ({"a": "2"}, DOMAIN, PROBLEM),
        ({"a": "1"}, DOMAIN + " ", PROBLEM),
        ({"a": "1"}, DOMAIN, PROBLEM + " "),
    ],
)
def test_anything_that_differs_is_translated_anew(
    folder: TranslationFolder, translations: list[str], versions: dict[str, str], domain: str, problem: str
) -> None:
    TranslationStore(folder, {"a": "1"}).translation(DOMAIN, PROBLEM)
    TranslationStore(folder, versions).translation(domain, problem)
    assert len(translations) == 2


def test_every_damage_is_noticed() -> None:
    entry = encode_entry(KEY, TRANSLATION)
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
        decode_entry("cd" * 32, encode_entry(KEY, TRANSLATION))


@pytest.mark.parametrize("task", [b"", b"no zlib", zlib.compress(b"x" * 100)[:-6]])
def test_a_task_that_cannot_be_unpacked_is_noticed(task: bytes) -> None:
    with pytest.raises(ValueError):
        inflate(task)


def test_a_task_larger_than_any_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dockergym_alfworld.engine.translation._LARGEST", 1000)
    with pytest.raises(ValueError, match="too large"):
        inflate(zlib.compress(b"x" * 1001))


@pytest.mark.parametrize(
    "description", [b"", b"{}", b"[]", b"[1, 2, 3, 4]", b"[[], [], [], []]", b"[" * 9999]
)
def test_a_description_of_another_form_is_refused(description: bytes) -> None:
    with pytest.raises(ValueError):
        Translation.from_description(description, b"")


def test_a_damaged_entry_is_made_anew_and_said(
    folder: TranslationFolder, tmp_path: Path, translations: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    TranslationStore(folder, {}).translation(DOMAIN, PROBLEM)
    (entry,) = _entries(tmp_path)
    whole = entry.read_bytes()
    entry.write_bytes(whole[:-1])
    with caplog.at_level(logging.WARNING):
        TranslationStore(folder, {}).translation(DOMAIN, PROBLEM)
    assert "checksum" in caplog.text
    assert len(translations) == 2
    assert entry.read_bytes() == whole


def test_a_problem_that_cannot_be_translated_leaves_nothing(
    folder: TranslationFolder, tmp_path: Path
) -> None:
    with pytest.raises(GameFileError, match="cannot be translated"):
        TranslationStore(folder, {}).translation(DOMAIN, "(define (problem p) (:domain other")
    assert _entries(tmp_path) == []


def test_the_least_recently_used_go_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: TranslationFolder
) -> None:
    size = len(encode_entry(KEY, TRANSLATION))
    monkeypatch.setattr(translation_store, "_WRITES_BETWEEN_SWEEPS", 1)
    small = TranslationFolder(tmp_path, 4 * size)
    keys = [f"{number:064x}" for number in range(6)]
    for age, key in enumerate(keys[:5]):
        small.write(key, TRANSLATION)
        os.utime(tmp_path / f"{key}.translation", (age, age))
    assert small.read(keys[0]) is not None
    small.write(keys[5], TRANSLATION)
    kept = [key for key in keys if (tmp_path / f"{key}.translation").exists()]
    assert keys[0] in kept
    assert keys[1] not in kept
    assert keys[5] in kept
    assert len(kept) <= 5


def test_without_a_named_folder_nothing_is_kept_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    assert TranslationFolder.from_environment() is None


def test_a_folder_that_cannot_be_used_is_said_and_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "file"))
    with caplog.at_level(logging.WARNING):
        assert TranslationFolder.from_environment() is None
    assert "memory only" in caplog.text


def test_a_disk_that_refuses_does_not_stop_the_game(
    folder: TranslationFolder, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for path in tmp_path.iterdir():
        path.rmdir()
    with caplog.at_level(logging.WARNING):
        assert TranslationStore(folder, {}).translation(DOMAIN, PROBLEM).objects["a"] == "object"
    assert "cannot keep" in caplog.text


def test_a_limit_that_is_no_number_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    monkeypatch.setenv(LIMIT_VARIABLE, "plenty")
    with caplog.at_level(logging.WARNING):
        assert TranslationFolder.from_environment() is not None
    assert "not a number" in caplog.text


def _translate_many(path: str) -> list[str]:
    store = TranslationStore(TranslationFolder(Path(path), 10**9), {})
    problems = [PROBLEM.replace("problem p", f"problem p{number}") for number in range(8)]
    return [store.translation(DOMAIN, problem).planner_task().decode() for problem in problems]


def test_processes_may_write_the_same_entries_at_once(tmp_path: Path) -> None:
    with multiprocessing.get_context("fork").Pool(4) as pool:
        results = pool.map(_translate_many, [str(tmp_path)] * 4)
    assert all(result == results[0] for result in results)
    assert len(_entries(tmp_path)) == 8
    assert list(tmp_path.glob(".*")) == []
