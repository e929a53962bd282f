"""Observations as JSON, and actions read from it: every space of Gymnasium, there and back."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from gymnasium import spaces
from gymnasium.utils.env_checker import data_equivalence

from dockergym_gymnasium.encoding import (
    NotAnActionError,
    action_from_text,
    describe,
    from_json,
    listed_actions,
    to_json,
    to_text,
)

SPACES: dict[str, spaces.Space[Any]] = {
    "Discrete": spaces.Discrete(5),
    "Discrete from -2": spaces.Discrete(4, start=-2),
    "Box of 32 bits": spaces.Box(-1, 1, (3,), np.float32),
    "Box of 64 bits": spaces.Box(-1, 1, (2, 2), np.float64),
    "Box without bounds": spaces.Box(-np.inf, np.inf, (1,), np.float32),
    "Box of bytes": spaces.Box(0, 255, (2, 3), np.uint8),
    "MultiDiscrete": spaces.MultiDiscrete([3, 4]),
    "MultiBinary": spaces.MultiBinary(4),
    "Text": spaces.Text(12),
    "Tuple": spaces.Tuple([spaces.Discrete(2), spaces.Box(0, 1, (2,))]),
    "Dict": spaces.Dict({"where": spaces.Box(0, 9, (2,)), "what": spaces.Discrete(3)}),
    "Sequence": spaces.Sequence(spaces.Discrete(3)),
    "OneOf": spaces.OneOf([spaces.Discrete(3), spaces.Box(0, 1, (2,))]),
}


@pytest.mark.parametrize("space", SPACES.values(), ids=SPACES)
def test_an_action_survives_being_text(space: spaces.Space[Any]) -> None:
    space.seed(7)
    for _ in range(50):
        action = space.sample()
        text = to_text(to_json(action))
        read = action_from_text(space, text)
        assert space.contains(read)
        assert data_equivalence(read, action, exact=True), text


def test_a_graph_is_an_object() -> None:
    space = spaces.Graph(spaces.Box(0, 1, (2,)), spaces.Discrete(3))
    graph = spaces.GraphInstance(np.array([[0.5, 1]], np.float32), np.array([2]), np.array([[0, 0]]))
    assert space.contains(graph)
    assert to_json(graph) == {"nodes": [[0.5, 1.0]], "edges": [2], "edge_links": [[0, 0]]}


def test_floats_have_the_digits_of_their_type() -> None:
    assert to_text(to_json(np.array([0.1, 1e-7, 3], np.float32))) == "[0.1, 1e-07, 3.0]"
    assert to_text(to_json(np.float64(0.1))) == "0.1"
    numbers = np.random.default_rng(1).normal(size=1000).astype(np.float32)
    assert np.array_equal(np.asarray(json.loads(to_text(to_json(numbers))), np.float32), numbers)


def test_what_json_has_no_number_for_is_a_string() -> None:
    assert to_json(np.array([np.inf, -np.inf, np.nan])) == ["inf", "-inf", "nan"]


def test_odd_numbers_of_numpy_become_something() -> None:
    odd = [np.clongdouble(1), np.complex64(1j), np.datetime64("2026-11-21"), np.longdouble(2), np.str_("x")]
    assert json.dumps(to_json(odd)) == '["(1+0j)", "1j", "2026-11-21", 2.0, "x"]'


def test_an_info_becomes_json_whatever_it_holds() -> None:
    info = {"mask": np.array([1, 0], np.int8), "won": np.bool_(True), 3: {"x": (1, b"y")}, "odd": object}
    assert json.loads(json.dumps(to_json(info))) == {
        "mask": [1, 0],
        "won": True,
        "3": {"x": [1, "y"]},
        "odd": "<class 'object'>",
    }


@pytest.mark.parametrize(
    ("space", "text"),
    [
        ("Discrete", "5"),
        ("Discrete", "-1"),
        ("Discrete", "1.0"),
        ("Discrete", "true"),
        ("Discrete", "left"),
        ("Discrete", ""),
        ("Discrete", "[1]"),
        ("Discrete", "9" * 4000),
        ("Discrete", "[" * 100_000),
        ("Box of 32 bits", "[0, 0, 2]"),
        ("Box of 32 bits", "[0, 0]"),
        ("Box of 32 bits", "0.5"),
        ("Box of 32 bits", "[0, 0, NaN]"),
        ("Box of 32 bits", '[0, 0, "0"]'),
        ("Box of 32 bits", "[0, 0, true]"),
        ("Box of 32 bits", "[0, 0, [0]]"),
        ("Box of bytes", "[[1, 2, 3], [1, 2, 256]]"),
        ("Box of bytes", "[[1, 2, 3], [1, 2, 0.5]]"),
        ("MultiDiscrete", "[3, 0]"),
        ("MultiBinary", "[0, 1, 2, 0]"),
        ("Text", "much longer than it may be"),
        ("Tuple", "[0]"),
        ("Tuple", "0"),
        ("Dict", '{"what": 1}'),
        ("Dict", '{"where": [0, 0], "what": 1, "when": 2}'),
        ("Sequence", "[0, 3]"),
        ("OneOf", "[2, 0]"),
        ("OneOf", "[-1, [0, 0]]"),
    ],
)
def test_what_is_no_action_is_refused_with_what_would_be(space: str, text: str) -> None:
    with pytest.raises(NotAnActionError, match="an action is ") as caught:
        action_from_text(SPACES[space], text)
    assert describe(SPACES[space]) in str(caught.value)


def test_one_number_needs_no_list() -> None:
    space = spaces.Box(-2, 2, (1,), np.float32)
    for text in ("0.5", "[0.5]"):
        assert action_from_text(space, text).tolist() == [0.5]


def test_a_space_is_described_in_words() -> None:
    words = {name: describe(space) for name, space in SPACES.items()}
    assert words == {
        "Discrete": "a whole number from 0 to 4",
        "Discrete from -2": "a whole number from -2 to 1",
        "Box of 32 bits": "a JSON list of 3 numbers from -1.0 to 1.0",
        "Box of 64 bits": "a JSON list of 2 by 2 numbers from -1.0 to 1.0",
        "Box without bounds": "a number",
        "Box of bytes": "a JSON list of 2 by 3 whole numbers from 0 to 255",
        "MultiDiscrete": "a JSON list of whole numbers below [3, 4]",
        "MultiBinary": "a JSON list of 4 numbers, each 0 or 1",
        "Text": "a text of 1 to 12 characters",
        "Tuple": "a JSON list of a whole number from 0 to 1; a JSON list of 2 numbers from 0.0 to 1.0",
        "Dict": 'a JSON object of "what": a whole number from 0 to 2; '
        '"where": a JSON list of 2 numbers from 0.0 to 9.0',
        "Sequence": "a JSON list, each item a whole number from 0 to 2",
        "OneOf": "one of [0, a whole number from 0 to 2] or [1, a JSON list of 2 numbers from 0.0 to 1.0]",
    }


def test_bounds_that_differ_are_all_told() -> None:
    space = spaces.Box(np.array([0, -1]), np.array([2, 1]), dtype=np.float64)
    assert describe(space) == "a JSON list of 2 numbers from [0.0, -1.0] to [2.0, 1.0]"


def test_few_actions_are_listed() -> None:
    assert listed_actions(SPACES["Discrete from -2"]) == ["-2", "-1", "0", "1"]
    assert listed_actions(spaces.Discrete(101)) is None
    assert listed_actions(SPACES["Box of 32 bits"]) is None


def test_a_space_that_cannot_be_read_is_said() -> None:
    with pytest.raises(TypeError, match="actions of a Graph cannot be read"):
        from_json(spaces.Graph(spaces.Discrete(2), None), {})
