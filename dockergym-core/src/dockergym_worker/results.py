"""What ``init_env`` and ``step_env`` returned, checked and turned into a reply."""

from __future__ import annotations

import math
from typing import Any, Dict, NamedTuple, Optional

from dockergym_worker.messages import encode_body, plain_value

_SHAPES = "(observation, reward, done, info) or (observation, reward, terminated, truncated, info)"

_BOOLEANS = ("bool", "bool_")
"""Names of Python's boolean type and of numpy's, which cannot be imported here."""


class BadResult(Exception):
    """The environment returned something that is not a result; the message says what and where."""


class Result(NamedTuple):
    """One checked result."""

    observation: str
    reward: float
    terminated: bool
    truncated: bool
    info: Dict[str, Any]

    @property
    def done(self) -> bool:
        return self.terminated or self.truncated


def read_result(returned: Any, method: str) -> Result:
    """Check what ``method`` returned.

    Raises:
        BadResult: it has another shape, or a part has another type.
    """
    if not isinstance(returned, (tuple, list)):
        raise BadResult(f"{method} must return {_SHAPES}, not {_described(returned)}")
    if len(returned) == 4:
        observation, reward, done, info = returned
        terminated, truncated = _boolean(done, "done", method), False
    elif len(returned) == 5:
        observation, reward, terminated, truncated, info = returned
        terminated = _boolean(terminated, "terminated", method)
        truncated = _boolean(truncated, "truncated", method)
    else:
        raise BadResult(f"{method} must return {_SHAPES}, not {len(returned)} values")
    if not isinstance(observation, str):
        raise BadResult(f"{method} returned an observation that is {_described(observation)}, not a string")
    if not isinstance(info, dict):
        raise BadResult(f"{method} returned an info that is {_described(info)}, not a dict")
    return Result(observation, _number(reward, method), terminated, truncated, info)


def encode_result(result: Result, step: int, method: str) -> bytes:
    """Return the ok reply of a result, without its ``id``.

    Raises:
        BadResult: ``info`` cannot be written as JSON; the message names the place.
    """
    try:
        return encode_body(
            {
                "status": "ok",
                "observation": result.observation,
                "reward": result.reward,
                "done": result.done,
                "terminated": result.terminated,
                "truncated": result.truncated,
                "info": result.info,
                "step": step,
            }
        )
    except RecursionError:
        reason = "info is nested too deeply, or holds itself"
    except (TypeError, ValueError) as error:
        reason = _where_unwritable(result.info) or str(error)
    raise BadResult(f"{method} returned an info that cannot be written as JSON: {reason}")


def _boolean(value: Any, name: str, method: str) -> bool:
    if type(value).__name__ in _BOOLEANS:
        return bool(value)
    raise BadResult(f"{method} returned a {name!r} that is {_described(value)}, not a bool")


def _number(value: Any, method: str) -> float:
    if type(value) is float:
        number = value
    elif type(value).__name__ in _BOOLEANS or not hasattr(value, "__float__"):
        raise BadResult(f"{method} returned a reward that is {_described(value)}, not a number")
    else:
        try:
            number = float(value)
        except (TypeError, ValueError, OverflowError) as error:
            raise BadResult(f"{method} returned a reward that is no finite number: {error}") from None
    if not math.isfinite(number):
        raise BadResult(f"{method} returned the reward {number}; it must be a finite number")
    return number


def _where_unwritable(info: Dict[str, Any]) -> Optional[str]:
    try:
        return _unwritable(info, "info")
    except RecursionError:
        return None


def _unwritable(value: Any, place: str) -> Optional[str]:
    """Return where below ``value`` the first thing is that JSON cannot hold, in words."""
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, (str, int, float)) and key is not None:
                return f"{place} has the key {key!r}, which is not a string"
            reason = _unwritable(item, f"{place}[{key!r}]")
            if reason:
                return reason
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            reason = _unwritable(item, f"{place}[{index}]")
            if reason:
                return reason
    elif isinstance(value, float):
        return None if math.isfinite(value) else f"{place} is {value}"
    elif not isinstance(value, (str, int)) and value is not None:
        return _unwritable_object(value, place)
    return None


def _unwritable_object(value: Any, place: str) -> Optional[str]:
    try:
        return _unwritable(plain_value(value), place)
    except TypeError:
        return f"{place} is {_described(value)}"


def _described(value: Any) -> str:
    if value is None:
        return "None"
    name = type(value).__name__
    return f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}"
