"""Answers with all that is not a reply. No SDK; the action says which kind, anything else is echoed.

``text``, ``bytes`` (not UTF-8), ``array``, ``deep`` (nested 100,000 times), ``nan`` (as reward), ``missing`` (no
observation), ``types`` (wrong ones), ``error`` (an error reply), ``empty`` (a blank line), ``long [MiB]`` (a
reply of 10 MiB), ``endless [MiB]`` (as many bytes without a newline, then silence), ``half`` (half a reply,
then silence), ``silence``, ``late S`` (a reply after S seconds), ``wrong_id``, ``stale`` (a reply with an
older id before the right one), ``no_id``, ``twice``, ``unasked S`` (a second reply S seconds later), ``close``
(standard output is closed, the process stays), ``exit [N]`` (it ends without a reply), ``half_exit`` (in the
middle of one). In init, ``params["fail"]`` says so.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any, NoReturn

MIB = 1024 * 1024


def send(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def say(reply: dict[str, Any]) -> None:
    send(json.dumps(reply).encode() + b"\n")


def good(request: dict[str, Any]) -> dict[str, Any]:
    told = request.get("action", request.get("env_id"))
    return {
        "id": request.get("id"),
        "status": "ok",
        "observation": f"echo: {told}",
        "reward": 0.0,
        "done": False,
    }


def text(request: dict[str, Any], _: str) -> None:
    send(b"Loading the environment, please wait\n")


def not_utf8(request: dict[str, Any], _: str) -> None:
    send(b'{"status": "ok", "observation": "\xff\xfe", "reward": 0, "done": false}\n')


def array(request: dict[str, Any], _: str) -> None:
    send(b'["ok", 1, 2]\n')


def deep(request: dict[str, Any], _: str) -> None:
    send(b"[" * 100_000 + b"]" * 100_000 + b"\n")


def nan(request: dict[str, Any], _: str) -> None:
    say(dict(good(request), reward=float("nan")))


def missing(request: dict[str, Any], _: str) -> None:
    reply = good(request)
    del reply["observation"]
    say(reply)


def types(request: dict[str, Any], _: str) -> None:
    say(dict(good(request), observation=["not", "a", "string"], reward="high", done="perhaps"))


def error(request: dict[str, Any], message: str) -> None:
    say({"id": request.get("id"), "status": "error", "message": message or "refused on request"})


def empty(request: dict[str, Any], _: str) -> None:
    send(b"\n")
    say(good(request))


def long(request: dict[str, Any], mebibytes: str) -> None:
    say(dict(good(request), observation="x" * (int(mebibytes or 10) * MIB)))


def endless(request: dict[str, Any], mebibytes: str) -> None:
    for _ in range(int(mebibytes or 10)):
        send(b"x" * MIB)


def half(request: dict[str, Any], _: str) -> None:
    send(json.dumps(good(request)).encode()[:20])


def half_exit(request: dict[str, Any], _: str) -> NoReturn:
    half(request, "")
    sys.exit(4)


def silence(request: dict[str, Any], _: str) -> None:
    return


def late(request: dict[str, Any], seconds: str) -> None:
    time.sleep(float(seconds or 1))
    say(good(request))


def wrong_id(request: dict[str, Any], _: str) -> None:
    say(dict(good(request), id=(request.get("id") or 0) + 1000))


def stale(request: dict[str, Any], _: str) -> None:
    say(dict(good(request), id=(request.get("id") or 0) - 1, observation="stale"))
    say(good(request))


def no_id(request: dict[str, Any], _: str) -> None:
    reply = good(request)
    del reply["id"]
    say(reply)


def twice(request: dict[str, Any], _: str) -> None:
    say(good(request))
    say(dict(good(request), observation="the same again"))


def unasked(request: dict[str, Any], seconds: str) -> None:
    say(good(request))
    time.sleep(float(seconds or 0.1))
    say(dict(good(request), observation="unasked"))


def close(request: dict[str, Any], _: str) -> None:
    os.close(1)
    time.sleep(3600)


def leave(request: dict[str, Any], code: str) -> NoReturn:
    sys.exit(int(code or 3))


HABITS: dict[str, Callable[[dict[str, Any], str], None]] = {
    "text": text,
    "bytes": not_utf8,
    "array": array,
    "deep": deep,
    "nan": nan,
    "missing": missing,
    "types": types,
    "error": error,
    "empty": empty,
    "long": long,
    "endless": endless,
    "half": half,
    "half_exit": half_exit,
    "silence": silence,
    "late": late,
    "wrong_id": wrong_id,
    "stale": stale,
    "no_id": no_id,
    "twice": twice,
    "unasked": unasked,
    "close": close,
    "exit": leave,
}


def main() -> None:
    for line in sys.stdin:
        request = json.loads(line)
        command = request.get("action", "") if request["cmd"] == "step" else request.get("fail", "")
        verb, _, rest = command.partition(" ")
        habit = HABITS.get(verb)
        if habit is None:
            say(good(request))
        else:
            habit(request, rest)


if __name__ == "__main__":
    main()
