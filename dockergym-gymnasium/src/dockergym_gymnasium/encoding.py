"""Observations and actions of Gymnasium as JSON, and actions read from it.

=================  =====================================================================
space              JSON
=================  =====================================================================
Discrete           a whole number
Box                a number, or lists of them in the box's shape
MultiDiscrete      lists of whole numbers
MultiBinary        lists of 0 and 1
Text               a string
Tuple              a list
Dict               an object
Sequence           a list
OneOf              a list: which of the spaces, and its value
Graph              an object: ``nodes``, ``edges``, ``edge_links``
=================  =====================================================================

Numbers are written so that they read back as the same number of the space's type: a float of 32 bits with
the digits that it has. What JSON has no number for is a string: ``"nan"``, ``"inf"``, ``"-inf"``. An ``info``
may hold what is neither numbers, texts, lists nor mappings; that is written as Python's ``str`` has it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from gymnasium import spaces

MOST_NAMED_ACTIONS = 100
"""Discrete actions up to this many are listed one by one."""


class NotAnActionError(ValueError):
    """The text is not an action of this environment; the message says what would be."""


def to_json(value: Any) -> Any:
    """Return a value of any space, or an ``info``, as what JSON can hold."""
    if isinstance(value, np.ndarray):
        return _array(value)
    if value is None or isinstance(value, str | int | float | np.generic):
        return _scalar(value)
    if isinstance(value, spaces.GraphInstance):
        return {name: to_json(part) for name, part in zip(value._fields, value, strict=True)}
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [to_json(item) for item in value]
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _array(array: np.ndarray[Any, Any]) -> Any:
    if array.dtype.kind in "biu":
        return array.tolist()
    if not array.ndim:
        return to_json(array[()])
    convert = _float if array.ndim == 1 and array.dtype.kind == "f" else to_json
    return [convert(item) for item in array]


def _float(value: Any) -> float | str:
    # The digits of its own type: 0.1 as a float of 32 bits is 0.1, and not 0.10000000149011612.
    number = float(str(value))
    return number if math.isfinite(number) else str(number)


def _scalar(value: Any) -> Any:
    if isinstance(value, float | np.floating):
        return _float(value)
    if not isinstance(value, np.generic):
        return value
    plain = value.item()
    return str(value) if isinstance(plain, np.generic) else to_json(plain)


def to_text(observation: Any) -> str:
    """Return what `to_json` made of an observation as text: a text as it is, anything else as JSON."""
    return observation if isinstance(observation, str) else json.dumps(observation)


def action_from_text(space: spaces.Space[Any], text: str) -> Any:
    """Return the action that a text stands for.

    Raises:
        NotAnActionError: it stands for none.
    """
    if isinstance(space, spaces.Text):
        value: Any = text
    else:
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            raise NotAnActionError(f"an action is {describe(space)}") from None
    try:
        action = from_json(space, value)
    except (ValueError, TypeError, KeyError, IndexError, OverflowError):
        raise NotAnActionError(f"an action is {describe(space)}") from None
    if not space.contains(action):
        raise NotAnActionError(f"an action is {describe(space)}")
    return action


def from_json(space: spaces.Space[Any], value: Any) -> Any:
    """Return the value of a space that `to_json` wrote; it may still lie outside of the space.

    Raises:
        ValueError, TypeError, KeyError, IndexError, OverflowError: it is of another form.
    """
    for kind, read in _READERS.items():
        if isinstance(space, kind):
            return read(space, value)
    raise TypeError(f"actions of a {type(space).__name__} cannot be read from text")


def _read_whole(space: spaces.Discrete, value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("not a whole number")
    return space.dtype.type(value)


def _read_array(space: spaces.Box | spaces.MultiDiscrete | spaces.MultiBinary, value: Any) -> Any:
    whole = np.issubdtype(space.dtype, np.integer)
    array = np.asarray(_numbers(value, whole), dtype=space.dtype)
    one_number = not isinstance(value, list) and math.prod(space.shape) == 1
    return array.reshape(space.shape) if one_number else array


def _numbers(value: Any, whole: bool) -> Any:
    """Check that lists hold numbers and nothing else: numpy would take texts and booleans for some."""
    if isinstance(value, list):
        return [_numbers(item, whole) for item in value]
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
        raise TypeError("not a number")
    return value


def _read_dict(space: spaces.Dict, value: Any) -> Any:
    if not isinstance(value, dict) or set(value) != set(space.spaces):
        raise TypeError("not an object with these keys")
    return {name: from_json(part, value[name]) for name, part in space.spaces.items()}


def _read_tuple(space: spaces.Tuple[Any], value: Any) -> Any:
    return tuple(from_json(part, item) for part, item in zip(space.spaces, _list(value), strict=True))


def _read_sequence(space: spaces.Sequence, value: Any) -> Any:
    if space.stack:
        raise TypeError("stacked sequences cannot be read from text")
    return tuple(from_json(space.feature_space, item) for item in _list(value))


def _read_one_of(space: spaces.OneOf[Any], value: Any) -> Any:
    which, chosen = _list(value)
    if isinstance(which, bool) or not isinstance(which, int) or which < 0:
        raise TypeError("not the number of a space")
    return np.int64(which), from_json(space.spaces[which], chosen)


def _read_text(space: spaces.Text, value: Any) -> Any:
    if not isinstance(value, str):
        raise TypeError("not a string")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


_READERS: Mapping[type, Callable[[Any, Any], Any]] = {
    spaces.Discrete: _read_whole,
    spaces.Box: _read_array,
    spaces.MultiDiscrete: _read_array,
    spaces.MultiBinary: _read_array,
    spaces.Text: _read_text,
    spaces.Tuple: _read_tuple,
    spaces.Dict: _read_dict,
    spaces.Sequence: _read_sequence,
    spaces.OneOf: _read_one_of,
}


def describe(space: spaces.Space[Any]) -> str:
    """Say in words what JSON a space's values are."""
    if isinstance(space, spaces.Discrete):
        return f"a whole number from {space.start} to {space.start + space.n - 1}"
    if isinstance(space, spaces.Box):
        return _described_box(space)
    if isinstance(space, spaces.MultiDiscrete):
        return f"a JSON list of whole numbers below {json.dumps(to_json(space.nvec))}"
    if isinstance(space, spaces.MultiBinary):
        return f"a JSON list of {_by(space.shape)} numbers, each 0 or 1"
    if isinstance(space, spaces.Text):
        return f"a text of {space.min_length} to {space.max_length} characters"
    if isinstance(space, spaces.Dict):
        parts = (f'"{name}": {describe(part)}' for name, part in space.spaces.items())
        return f"a JSON object of {'; '.join(parts)}"
    if isinstance(space, spaces.Tuple):
        return f"a JSON list of {'; '.join(describe(part) for part in space.spaces)}"
    if isinstance(space, spaces.Sequence):
        return f"a JSON list, each item {describe(space.feature_space)}"
    if isinstance(space, spaces.OneOf):
        choices = (f"[{number}, {describe(part)}]" for number, part in enumerate(space.spaces))
        return f"one of {' or '.join(choices)}"
    return f"JSON for {space}"


def _described_box(space: spaces.Box) -> str:
    kind = "whole number" if np.issubdtype(space.dtype, np.integer) else "number"
    bounded = np.isfinite(space.low).any() or np.isfinite(space.high).any()
    between = f" from {_bound(space.low)} to {_bound(space.high)}" if bounded else ""
    if math.prod(space.shape) == 1:
        return f"a {kind}{between}"
    return f"a JSON list of {_by(space.shape)} {kind}s{between}"


def _by(shape: Sequence[int]) -> str:
    return " by ".join(map(str, shape))


def _bound(values: Any) -> str:
    distinct = np.unique(values)
    return json.dumps(to_json(distinct[0] if len(distinct) == 1 else values))


def listed_actions(space: spaces.Space[Any]) -> list[str] | None:
    """Return every action as text, or ``None`` where there are too many to list, or no end of them."""
    if isinstance(space, spaces.Discrete) and space.n <= MOST_NAMED_ACTIONS:
        return [str(int(number)) for number in range(int(space.start), int(space.start + space.n))]
    return None
