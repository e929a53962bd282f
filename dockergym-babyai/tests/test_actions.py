"""What an agent may say."""

from __future__ import annotations

import pytest
from minigrid.core.actions import Actions

from dockergym_babyai.actions import ACTIONS, HELP, NOTHING, action_named


def test_the_actions_are_those_of_minigrid() -> None:
    names = ["left", "right", "forward", "pickup", "drop", "toggle", "done"]
    assert [action.name for action in Actions] == names
    assert [action_named(name) for name in names] == [int(action) for action in Actions]
    assert [*ACTIONS.values(), NOTHING] == [int(action) for action in Actions]


@pytest.mark.parametrize("text", ["turn left", "Turn Left", "  turn   left\n", "TURN\tLEFT", "left"])
def test_case_and_spaces_do_not_matter(text: str) -> None:
    assert action_named(text) == Actions.left


@pytest.mark.parametrize(
    "text", ["", " ", "turn", "turnleft", "go", "pick up the ball", "0", "turn left.", "é" * 9]
)
def test_other_words_are_no_action(text: str) -> None:
    assert action_named(text) is None


def test_the_help_names_every_action() -> None:
    assert all(action in HELP for action in ACTIONS)
