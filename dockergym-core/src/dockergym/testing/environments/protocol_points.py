"""Points about the lines that a worker reads and writes."""

from __future__ import annotations

import itertools
import json
import os
from pathlib import Path
from typing import Any, NoReturn

from dockergym.errors import WorkerProtocolError
from dockergym.plugins.specs import Volume
from dockergym.testing.environments.bench import EnvironmentBench, asked
from dockergym.testing.environments.conversation import Answer, Conversation, shortened
from dockergym.testing.environments.points import NotApplicable, Problem, require
from dockergym.testing.environments.probes import DockerProbe, probe_of

_QUIET_S = 0.3
"""How long a worker that has answered is listened to for a second reply."""
_CONTRACT = "see docs/reference/worker-protocol.md"
_NOISE_TARGET = "/dockergym-check"
_NOISE_MARK = "dockergym check: "

# Read by the interpreter before the worker's own program.
_NOISE = f'''\
import ctypes
import os
import sys


def make_noise(where):
    text = "{_NOISE_MARK}" + where
    print(text)
    sys.stdout.write(text)
    os.write(1, (text + "\\n").encode())
    library = ctypes.CDLL(None)
    library.printf((text + "\\n").encode())
    library.fflush(None)


def noisy(method, function):
    def call(*arguments, **named):
        make_noise(method)
        return function(*arguments, **named)

    return call


try:
    from dockergym_worker import BaseWorker
except ImportError:
    pass
else:

    def make_noisy(kind, **named):
        for method in ("preload", "init_env", "step_env", "close_env"):
            if method in vars(kind):
                setattr(kind, method, noisy(method, vars(kind)[method]))

    BaseWorker.__init_subclass__ = classmethod(make_noisy)
'''


async def starts(bench: EnvironmentBench) -> str:
    """A worker starts and answers an init."""
    await bench.require_image()
    contact = await bench.meet()
    if contact.answer is None:
        if contact.unflushed or contact.partial:
            return "it starts; the reply is stuck"
        raise Problem(
            contact.reason, "run the worker's command by hand, type an init line, and read what it prints"
        )
    require(
        contact.answer.ok,
        f"init was answered with an error: {contact.answer.message.get('message')!r}",
        "make init_env begin an episode of every task that is listed",
    )
    return f"the first reply came {contact.answer.seconds:.2f} s after the request"


async def replies_are_flushed(bench: EnvironmentBench) -> str:
    """A reply is on its way as soon as it is made, with its newline."""
    contact = await bench.meet()
    if contact.unflushed:
        raise Problem(
            "a reply came only when the worker had nothing more to read, or much more to say",
            "flush standard output after each line, such as print(line, flush=True)",
        )
    if contact.partial:
        raise Problem(
            f"a reply came without the newline that ends it: {shortened(contact.partial)}",
            "end each reply with a newline",
        )
    await require_contact(bench)
    return ""


async def replies_have_the_right_types(bench: EnvironmentBench) -> str:
    """`observation` is a string, `reward` a finite number, `done` a boolean, `info` an object; all of it plain JSON."""
    await require_contact(bench)
    async with bench.conversation() as talk:
        answers = await play(bench, talk)
    for number, answer in enumerate(answers):
        where = f"the reply to step {number}" if number else "the reply to init"
        _require_strict_json(answer, where)
        try:
            answer.decoded()
        except WorkerProtocolError as error:
            raise Problem(
                f"{where}: {error.detail}", f"return the types of the contract; {_CONTRACT}"
            ) from error
        info = answer.message.get("info", {})
        require(
            info is None or isinstance(info, dict),
            f"{where} has an `info` that is no object: {shortened(json.dumps(info).encode())}",
            'put what you have to say into an object, such as {"score": 3}',
        )
    return f"{len(answers)} replies"


async def steps_are_taken(bench: EnvironmentBench) -> str:
    """An action that the environment lists, or that was named for the check, is answered with a result."""
    await require_contact(bench)
    async with bench.conversation() as talk:
        answers = await play(bench, talk)
    for number, (before, answer) in enumerate(itertools.pairwise(answers), start=1):
        if answer.ok:
            continue
        if not bench.player().knows_actions(before.info()):
            raise NotApplicable("the environment lists no actions, and refuses 'look'; name some: --action")
        raise Problem(
            f"step {number} was answered with an error: {answer.message.get('message')!r}",
            "take every action that is listed in admissible_commands, and list no other",
        )
    return f"{len(answers) - 1} steps"


async def one_reply_a_request(bench: EnvironmentBench) -> str:
    """Every request is answered once, and nothing is said without being asked."""
    await require_contact(bench)
    async with bench.conversation() as talk:
        answers = await play(bench, talk)
        await talk.listen(_QUIET_S)
    if talk.unasked:
        raise Problem(
            f"{len(talk.unasked)} more replies than requests, such as {shortened(talk.unasked[0])}",
            "write one line for each request, and none between",
        )
    return f"{len(answers)} requests"


async def ids_match(bench: EnvironmentBench) -> str:
    """A reply carries the `id` of its request, or none."""
    await require_contact(bench)
    async with bench.conversation() as talk:
        answers = await play(bench, talk)
    for number, answer in enumerate(answers, start=1):
        identity = answer.message.get("id")
        require(
            identity is None or identity == number,
            f"the reply to request {number} carries the id {identity!r}",
            "copy the request's `id` into its reply, or leave it out",
        )
    return (
        "copied"
        if answers[0].message.get("id") is not None
        else "left out; replies are matched by their order"
    )


async def errors_are_replies(bench: EnvironmentBench) -> str:
    """What cannot be done is answered with `{"status": "error", "message": …}`, and the worker goes on."""
    await require_contact(bench)
    async with bench.conversation() as talk:
        _require_error(await asked(talk, "dockergym-check"), "an unknown command")
        if talk.speaks_sdk:
            _require_error(await asked(talk, "step", action="look"), "a step before init")
        nonsense = await asked(talk, "init", env_id="dockergym-check: no such task", no_such_param=[1])
        if not nonsense.ok:
            _require_error(nonsense, "an init of a task that is not there")
        await bench.begin(talk)
    return ""


async def stdout_is_clean(bench: EnvironmentBench) -> str:
    """Nothing but replies reaches standard output, however much the environment prints."""
    await require_contact(bench)
    changes = await _noise(bench)
    async with bench.conversation(**changes) as talk:
        await play(bench, talk)
        heard = _NOISE_MARK in talk.handle.stderr_tail()
    if talk.junk:
        raise Problem(
            f"a line on standard output is no reply: {shortened(talk.junk[0])}",
            "print to standard error; with the SDK, import what prints in preload(), not at the top of the module",
        )
    if heard:
        return "prints and native writes in every method went to standard error"
    return "as far as the worker prints by itself; it is not made of the SDK, so nothing was added"


async def unicode_is_kept(bench: EnvironmentBench) -> str:
    """Actions in any script, with quotes, line breaks and control characters, are read, and answered in UTF-8."""
    await require_contact(bench)
    actions = [
        "nimm die Schlüssel – öffne Tür ②",
        "取る 鍵 🗝️ 👩‍👩‍👧‍👦",
        "شغّل المصباح \u202eright to left",
        'say "hello"\n\tand \\ then \u0000\u001b\u2028 leave',
        "",
        "e\u0301" * 50,
    ]
    async with bench.conversation() as talk:
        for action in actions:
            await _answers_and_goes_on(bench, talk, action, f"the action {action[:20]!r}")
    return f"{len(actions)} actions"


async def long_actions_are_taken(bench: EnvironmentBench) -> str:
    """An action of a megabyte, about the longest that a server passes on, is answered like any other."""
    await require_contact(bench)
    length = 1_000_000
    words = length // len("go north ")
    async with bench.conversation() as talk:
        await _answers_and_goes_on(bench, talk, "x" * length, f"an action of {length:,} letters")
        await _answers_and_goes_on(bench, talk, "go north " * words, f"an action of {words * 2:,} words")
    return ""


async def play(bench: EnvironmentBench, talk: Conversation, salt: int = 0) -> list[Answer]:
    """Play some steps of an episode, and return every reply, that to init first.

    Raises:
        Problem: the worker does not answer.
    """
    player = bench.player(salt)
    answers = [await bench.begin(talk)]
    while len(answers) <= bench.options.steps and not answers[-1].done:
        answers.append(await asked(talk, "step", action=player.action(answers[-1].info())))
    return answers


async def _answers_and_goes_on(bench: EnvironmentBench, talk: Conversation, action: str, named: str) -> None:
    first = await bench.begin(talk)
    answer = await asked(talk, "step", action=action)
    if answer.ok:
        _decoded(answer, named)
    else:
        _require_error(answer, named)
    if answer.done:
        return
    following = await asked(talk, "step", action=bench.player().action(first.info()))
    require(
        following.message.get("status") in ("ok", "error"),
        f"after {named}, a step was answered with {following.shown()}",
        "treat an action that means nothing like any other, and answer it",
    )


def _decoded(answer: Answer, named: str) -> None:
    try:
        answer.line.decode("utf-8")
        answer.decoded()
    except (UnicodeDecodeError, WorkerProtocolError) as error:
        raise Problem(
            f"the reply to {named} cannot be read: {error}", f"write JSON in UTF-8; {_CONTRACT}"
        ) from error


def _require_error(answer: Answer, named: str) -> None:
    message = answer.message.get("message")
    require(
        answer.message.get("status") == "error" and isinstance(message, str) and message,
        f"{named} was answered with {answer.shown()}",
        'answer {"status": "error", "message": "what is wrong and what to do"}',
    )


async def require_contact(bench: EnvironmentBench) -> None:
    """Leave a point out where no worker begins an episode.

    Raises:
        NotApplicable: none does.
    """
    answer = (await bench.meet()).answer
    if answer is None or not answer.ok:
        raise NotApplicable("the worker begins no episode; see the points before this one")


def _require_strict_json(answer: Answer, where: str) -> None:
    def refuse(constant: str) -> NoReturn:
        raise Problem(
            f"{where} holds {constant}, which is no JSON", "replace what is not finite before it is returned"
        )

    try:
        answer.line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem(f"{where} is not UTF-8: {error}", "write UTF-8") from error
    json.loads(answer.line, parse_constant=refuse)


async def _noise(bench: EnvironmentBench) -> dict[str, Any]:
    """Return what makes a Python worker of the SDK print, in every way there is, each time it is called."""
    folder = bench.folder / "noise"
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    (folder / "sitecustomize.py").write_text(_NOISE, encoding="utf-8")
    (folder / "sitecustomize.py").chmod(0o644)
    if not bench.runtime.runs_images:
        return {"variables": {"PYTHONPATH": _joined(folder, os.environ.get("PYTHONPATH"))}}
    probe = probe_of(bench.runtime)
    if not isinstance(probe, DockerProbe) or bench.spec.image is None:
        return {}
    variables = {**(await probe.image(bench.spec.image)).variables, **bench.spec.container_env}
    path = _joined(Path(_NOISE_TARGET), variables.get("PYTHONPATH"))
    return {"variables": {"PYTHONPATH": path}, "volumes": (Volume(folder, _NOISE_TARGET),)}


def _joined(folder: Path, others: str | None) -> str:
    return f"{folder}:{others}" if others else str(folder)
