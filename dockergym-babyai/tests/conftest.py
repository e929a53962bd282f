"""Fixtures shared by the tests of dockergym-babyai: the served environment, and views read without its code."""

from __future__ import annotations

import re
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from dockergym.settings import ServerSettings
from dockergym.testing.serving import Served, serving

KINDS = ("unseen", "empty", "wall", "floor", "door", "key", "ball", "box", "goal", "lava", "agent")
COLOURS = ("red", "green", "blue", "purple", "yellow", "grey")
STATES = ("open", "closed", "locked")
SIZE = 7
MIDDLE, NEAR = SIZE // 2, SIZE - 1

_SEEN = re.compile(r"You see an? (?P<name>[a-z ]+?) (?P<place>\d.*)\.")
_CARRIED = re.compile(r"You carry (?:nothing|an? (?P<name>[a-z ]+))\.")
_PART = re.compile(r"(\d+) steps? (forward|left|right)")

Place = tuple[int, int]
"""Steps forward, and steps to the right (to the left, where negative)."""


@pytest.fixture(params=["local", pytest.param("docker", marks=pytest.mark.docker)])
async def served(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Served]:
    """BabyAI as a server offers it: by local workers, and from containers. Sessions share a worker."""
    if request.param == "docker":
        request.getfixturevalue("build_image")("babyai")
    settings = ServerSettings(
        runtime=request.param,
        name=f"babyai-{secrets.token_hex(4)}",
        state_dir=tmp_path,
        sessions_per_container=8,
    )
    async with serving(settings, environments=["babyai"]) as server:
        yield server


@pytest.fixture
def views() -> SimpleNamespace:
    """Make views of minigrid, and read views and descriptions, without the code under test."""
    return SimpleNamespace(made=view, things=things_in, walls=walls_in, carried=carried_in, read=read)


def view(things: dict[Place, str], carried: str = "") -> np.ndarray[Any, Any]:
    """Return the image of a view: empty floor, and things by their places."""
    image = np.zeros((SIZE, SIZE, 3), dtype=np.uint8)
    image[:, :, 0] = KINDS.index("empty")
    for (ahead, aside), name in ({(0, 0): carried} if carried else {} | things).items():
        image[MIDDLE + aside, NEAR - ahead] = cell(name)
    return image


def cell(name: str) -> tuple[int, int, int]:
    """Return the three numbers of a thing, such as ``closed red door``."""
    *words, kind = name.split()
    state = STATES.index(words[0]) if kind == "door" else 0
    colour = COLOURS.index(words[-1]) if words else 0
    return KINDS.index(kind), colour, state


def name_of(numbers: Any) -> str:
    """Return the thing that three numbers are."""
    kind, colour, state = KINDS[numbers[0]], COLOURS[numbers[1]], STATES[numbers[2]]
    return f"{state} {colour} {kind}" if kind == "door" else f"{colour} {kind}"


def things_in(image: Any) -> dict[Place, str]:
    """Return what a view shows beside walls and floor, by place."""
    return {
        (NEAR - row, column - MIDDLE): name_of(image[column][row])
        for column in range(SIZE)
        for row in range(SIZE)
        if (column, row) != (MIDDLE, NEAR) and KINDS[image[column][row][0]] in ("door", "key", "ball", "box")
    }


def walls_in(image: Any) -> set[Place]:
    """Return the places of the nearest walls straight ahead, to the left and to the right."""
    found = set()
    for ahead, aside in ((1, 0), (0, -1), (0, 1)):
        for steps in range(1, SIZE):
            column, row = MIDDLE + aside * steps, NEAR - ahead * steps
            if not 0 <= column < SIZE or row < 0:
                break
            if KINDS[image[column][row][0]] == "wall":
                found.add((ahead * steps, aside * steps))
                break
    return found


def carried_in(image: Any) -> str:
    """Return what a view shows in the agent's hands, or an empty string."""
    numbers = image[MIDDLE][NEAR]
    return name_of(numbers) if KINDS[numbers[0]] in ("key", "ball", "box") else ""


def read(text: str) -> tuple[str, dict[Place, str], set[Place], str]:
    """Return what a description says: the mission, the things by place, the walls, what is carried."""
    mission, *seen, carried = text.splitlines()
    things: dict[Place, str] = {}
    walls: set[Place] = set()
    for line in seen:
        if line == "You see nothing.":
            continue
        found = _SEEN.fullmatch(line)
        assert found, line
        place = _place(found["place"])
        if found["name"] == "wall":
            walls.add(place)
        else:
            things[place] = found["name"]
    held = _CARRIED.fullmatch(carried)
    assert held, carried
    return mission.removeprefix("Your mission: ").removesuffix("."), things, walls, held["name"] or ""


def _place(words: str) -> Place:
    ahead = aside = 0
    for part in words.split(" and "):
        found = _PART.fullmatch(part)
        assert found, part
        if found[2] == "forward":
            ahead = int(found[1])
        else:
            aside = int(found[1]) * (-1 if found[2] == "left" else 1)
    return ahead, aside
