"""The tasks, as they are listed, named and chosen."""

from __future__ import annotations

import pytest

from dockergym_scienceworld.tasks import (
    SPLITS,
    TASK_TYPES,
    NoMatchingTaskError,
    TaskError,
    UnknownTaskError,
    choose_task,
    every_task,
    task_named,
    type_named,
)


def test_thirty_types_and_all_their_variations_are_listed_once() -> None:
    listed = [task.env_id for task in every_task()]
    assert len(TASK_TYPES) == len({one.name for one in TASK_TYPES}) == 30
    assert len(listed) == len(set(listed)) == 7207
    assert [task_named(env_id).env_id for env_id in listed] == listed


@pytest.mark.parametrize("kind", TASK_TYPES, ids=lambda kind: kind.name)
def test_every_variation_is_in_exactly_one_split(kind: object) -> None:
    assert isinstance(kind, type(TASK_TYPES[0]))
    together = [number for split in SPLITS for number in kind.variations_of(split)]
    assert together == list(kind.variations_of(None)) == list(range(kind.variations))
    for split in SPLITS:
        assert {kind.split_of(number) for number in kind.variations_of(split)} == {split}


def test_a_type_is_named_by_its_number_too() -> None:
    assert type_named("3-1").name == "power-component"
    assert task_named("3-1/4") == task_named("power-component/4")


@pytest.mark.parametrize(
    ("env_id", "advice"),
    [
        ("biol/3", "did you mean 'boil/3'"),
        ("boil/30", "variations 0 to 29"),
        ("boil", "no task 'boil'"),
        ("boil/", "a type and a number"),
        ("boil/-1", "a type and a number"),
        ("boil/03", "a type and a number"),
        ("boil/²", "a type and a number"),
        ("boil/" + "9" * 5000, "a type and a number"),
        ("", "no task ''"),
        ("x" * 100_000, "no task"),
    ],
)
def test_an_unknown_task_is_told_what_to_do(env_id: str, advice: str) -> None:
    with pytest.raises(UnknownTaskError, match=advice) as caught:
        task_named(env_id)
    assert len(str(caught.value)) < 500


def test_an_unknown_type_is_told_what_was_meant() -> None:
    with pytest.raises(TaskError, match="did you mean 'freeze'"):
        type_named("freez")


def test_the_same_seed_chooses_the_same_task_and_every_type_is_as_likely() -> None:
    chosen = [choose_task(seed, task_type=None, split=None) for seed in range(300)]
    assert chosen == [choose_task(seed, task_type=None, split=None) for seed in range(300)]
    assert {task.task_type for task in chosen} == set(TASK_TYPES)


def test_a_choice_keeps_to_type_and_split() -> None:
    chosen = [choose_task(seed, task_type="4-4", split="dev") for seed in range(50)]
    assert {(task.task_type.name, task.split) for task in chosen} == {("find-animal", "dev")}
    assert len(set(chosen)) > 10


def test_without_electricity_no_task_that_needs_it_is_chosen() -> None:
    chosen = {
        choose_task(seed, task_type=None, split=None, electrical=False).task_type for seed in range(300)
    }
    assert {kind.name for kind in TASK_TYPES if kind not in chosen} == {
        "power-component",
        "power-component-renewable-vs-nonrenewable-energy",
        "test-conductivity",
        "test-conductivity-of-unknown-substances",
    }
    with pytest.raises(NoMatchingTaskError, match="leave noElectricalAction out"):
        choose_task(1, task_type="3-1", split=None, electrical=False)
