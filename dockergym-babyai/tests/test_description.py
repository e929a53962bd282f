"""What the agent sees, in words."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from dockergym_babyai.description import describe

Place = tuple[int, int]
Told = Callable[..., list[str]]


@pytest.fixture
def told(views: SimpleNamespace) -> Told:
    """Describe a view: things by place, and what is carried."""

    def lines(things: dict[Place, str], carried: str = "") -> list[str]:
        return describe({"image": views.made(things, carried), "mission": "go to the red ball"}).splitlines()

    return lines


def test_the_mission_comes_first_and_what_is_carried_last(told: Told) -> None:
    assert told({}) == ["Your mission: go to the red ball.", "You see nothing.", "You carry nothing."]
    assert told({}, "yellow key")[-1] == "You carry a yellow key."


def test_places_are_told_from_where_the_agent_stands(told: Told) -> None:
    things = {
        (1, 0): "red ball",
        (0, -1): "blue box",
        (0, 2): "grey key",
        (3, -2): "green ball",
        (6, 3): "red key",
    }
    assert told(things)[1:-1] == [
        "You see a red ball 1 step forward.",
        "You see a blue box 1 step left.",
        "You see a grey key 2 steps right.",
        "You see a green ball 3 steps forward and 2 steps left.",
        "You see a red key 6 steps forward and 3 steps right.",
    ]


def test_doors_are_open_closed_or_locked(told: Told) -> None:
    doors = {(2, -1): "open red door", (2, 0): "closed blue door", (2, 1): "locked grey door"}
    assert told(doors)[1:-1] == [
        "You see a closed blue door 2 steps forward.",
        "You see an open red door 2 steps forward and 1 step left.",
        "You see a locked grey door 2 steps forward and 1 step right.",
    ]


def test_of_walls_only_the_nearest_in_each_direction_is_told(told: Told) -> None:
    walls = dict.fromkeys([(4, 0), (5, 0), (0, -3), (0, 2), (0, 3), (3, 3), (6, -3)], "wall")
    assert told(walls)[1:-1] == [
        "You see a wall 4 steps forward.",
        "You see a wall 3 steps left.",
        "You see a wall 2 steps right.",
    ]


def test_a_description_reads_back_as_what_was_seen(told: Told, views: SimpleNamespace) -> None:
    things = {(1, -3): "purple box", (4, 2): "locked yellow door", (2, 0): "red key"}
    walls = {(0, 1): "wall", (5, 0): "wall"}
    text = "\n".join(told(things | walls))
    assert views.read(text) == ("go to the red ball", things, set(walls), "")
