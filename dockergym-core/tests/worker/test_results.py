"""What authors return becomes a reply, or an error that says what is wrong with it."""

from __future__ import annotations

import json
import math
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from dockergym_worker.results import BadResult, Result, encode_result, read_result


def encoded(result: Result) -> dict[str, Any]:
    decoded: dict[str, Any] = json.loads(encode_result(result, 3, "step_env"))
    return decoded


def with_info(info: dict[Any, Any]) -> Result:
    return read_result(("seen", 0.0, False, info), "step_env")


def test_four_values_are_terminated_when_done() -> None:
    assert read_result(("seen", 1, True, {"won": True}), "step_env") == Result(
        "seen", 1.0, True, False, {"won": True}
    )


def test_five_values_are_gymnasium_s() -> None:
    result = read_result(("seen", 1.5, False, True, {}), "step_env")
    assert (result.terminated, result.truncated, result.done) == (False, True, True)


def test_the_reply_has_its_keys_in_order() -> None:
    reply = encoded(read_result(("seen", 1, False, {}), "step_env"))
    keys = ["status", "observation", "reward", "done", "terminated", "truncated", "info", "step"]
    assert list(reply) == keys


@pytest.mark.parametrize(
    "reward", [1, 0.5, np.float32(0.5), np.int64(3), np.array(2.0), Decimal("0.25"), np.float64(1)]
)
def test_numbers_of_all_kinds_are_rewards(reward: Any) -> None:
    result = read_result(("seen", reward, False, {}), "step_env")
    assert type(result.reward) in (float, np.float64)
    assert encoded(result)["reward"] == float(reward)


def test_numpy_booleans_are_booleans() -> None:
    result = read_result(("seen", 0, np.True_, {}), "step_env")
    assert encoded(result)["done"] is True


@pytest.mark.parametrize(
    ("returned", "words"),
    [
        (None, "step_env must return .*, not None"),
        ("seen", "step_env must return .*, not a str"),
        (("seen", {}), "step_env must return .*, not 2 values"),
        ((b"seen", 0, False, {}), "observation that is a bytes, not a string"),
        ((["seen"], 0, False, {}), "observation that is a list, not a string"),
        (("seen", None, False, {}), "reward that is None, not a number"),
        (("seen", True, False, {}), "reward that is a bool_?, not a number"),
        (("seen", np.True_, False, {}), "reward that is a bool_?, not a number"),
        (("seen", "1", False, {}), "reward that is a str, not a number"),
        (("seen", np.zeros(2), False, {}), "reward that is no finite number"),
        (("seen", 10**400, False, {}), "reward that is no finite number"),
        (("seen", math.nan, False, {}), "the reward nan; it must be a finite number"),
        (("seen", -math.inf, False, {}), "the reward -inf; it must be a finite number"),
        (("seen", 0, 1, {}), "'done' that is an int, not a bool"),
        (("seen", 0, None, {}), "'done' that is None, not a bool"),
        (("seen", 0, False, "no", {}), "'truncated' that is a str, not a bool"),
        (("seen", 0, False, None), "info that is None, not a dict"),
    ],
)
def test_what_is_no_result_is_named(returned: Any, words: str) -> None:
    with pytest.raises(BadResult, match=words):
        read_result(returned, "step_env")


def test_arrays_in_info_become_lists() -> None:
    reply = encoded(with_info({"grid": np.eye(2), "count": np.int64(3), "won": np.False_}))
    assert reply["info"] == {"grid": [[1.0, 0.0], [0.0, 1.0]], "count": 3, "won": False}


@pytest.mark.parametrize(
    ("info", "words"),
    [
        ({"seen": {"a", "b"}}, r"info\['seen'\] is a set"),
        ({"rooms": [{"door": object()}]}, r"info\['rooms'\]\[0\]\['door'\] is an object"),
        ({"score": math.nan}, r"info\['score'\] is nan"),
        ({"scores": np.array([1.0, math.inf])}, r"info\['scores'\]\[1\] is inf"),
        ({"map": {(0, 1): "wall"}}, r"info\['map'\] has the key \(0, 1\), which is not a string"),
    ],
)
def test_what_json_cannot_hold_is_named_by_its_place(info: dict[str, Any], words: str) -> None:
    with pytest.raises(BadResult, match=words):
        encoded(with_info(info))


def test_an_info_that_holds_itself_is_refused() -> None:
    info: dict[str, Any] = {}
    info["self"] = info
    with pytest.raises(BadResult, match="cannot be written as JSON"):
        encoded(with_info(info))


def test_an_info_nested_without_end_is_refused() -> None:
    info: dict[str, Any] = {}
    for _ in range(200_000):
        info = {"deeper": info}
    try:
        with pytest.raises(BadResult, match="nested too deeply"):
            encoded(with_info(info))
    finally:
        while info:
            info = info["deeper"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a \ud800 b", "a \ufffd b"),
        ("\udfff", "\ufffd"),
        ("\ud83d\ude00", "\U0001f600"),
        ("\U0001f600 \udc00", "\U0001f600 \ufffd"),
        (r"C:\udir \ud800", r"C:\udir \ud800"),
        ("line\u2028separator\x00\n", "line\u2028separator\x00\n"),
    ],
)
def test_text_that_is_no_unicode_is_mended(text: str, shown: str) -> None:
    raw = encode_result(read_result((text, 0, False, {text: text}), "step_env"), 1, "step_env")
    assert b"\n" not in raw
    reply = json.loads(raw.decode("utf-8"))
    assert (reply["observation"], reply["info"]) == (shown, {shown: shown})
