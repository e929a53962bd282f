"""The faults: how each is injected, and whether an episode that meets it may end by it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docker.errors import APIError

from dockergym.testing.waiting import eventually
from faults.proxy import MISHAPS, Mishap

if TYPE_CHECKING:
    from faults.scenes import Scene
    from faults.verdict import Fault

_HIT_TIMEOUT_S = 30.0
_HOURS_S = (3_600, -3_600, 86_400, -86_400, 400 * 86_400, 2)

Inject = Callable[["Scene", "Fault", random.Random], Awaitable[bool]]
"""Injects a fault and returns when it is over; false: there was nothing to inject it into."""


@dataclass(frozen=True)
class Kind:
    """One way in which things fail."""

    name: str
    inject: Inject
    fatal: bool = False
    mended: bool = True
    """Whether an episode that asked to be rebuilt outlives it all the same."""
    refuses: bool = False
    """Whether an episode may not begin because of it."""


async def kill_server(scene: Scene, fault: Fault, chance: random.Random) -> bool:
    """SIGKILL to the server; the next one starts a moment later."""
    async with scene.met_by_all(fault):
        scene.take_down()
        await asyncio.sleep(chance.uniform(0, 0.5))
        await scene.bring_up()
    return True


async def kill_server_while_it_starts(scene: Scene, fault: Fault, chance: random.Random) -> bool:
    """SIGKILL to the server, and to the next one at any moment while it starts and takes sessions back."""
    async with scene.met_by_all(fault):
        scene.take_down()
        await scene.service.start_and_kill(chance.uniform(0, 2.5))
        await scene.bring_up()
    return True


async def hand_over(scene: Scene, fault: Fault, chance: random.Random) -> bool:
    """SIGTERM to the server, which leaves its sessions; the next one starts when it has ended."""
    async with scene.met_by_all(fault):
        status = await scene.service.leave()
        if status != 0:
            said = scene.service.process.log() if scene.service.process else ""
            scene.problems.append(f"a server that was told to stop ended with status {status}:\n{said}")
        scene.proxy.upstream = None
        await scene.bring_up()
    return True


async def freeze_server(scene: Scene, fault: Fault, chance: random.Random) -> bool:
    """SIGSTOP to the server for longer than clients wait for an answer."""
    async with scene.met_by_all(fault):
        assert scene.service.process is not None
        pid = scene.service.process.pid
        os.kill(pid, signal.SIGSTOP)
        try:
            await asyncio.sleep(chance.uniform(0.2, 2.0))
        finally:
            os.kill(pid, signal.SIGCONT)
    return True


async def set_clock(scene: Scene, fault: Fault, chance: random.Random) -> bool:
    """The server's wall clock jumps by seconds, hours or years, either way."""
    assert scene.clock is not None
    async with scene.met_by_all(fault):
        scene.clock.set(chance.choice(_HOURS_S))
        await asyncio.sleep(chance.uniform(0, 1.2))
    return True


async def fill_disk(scene: Scene, fault: Fault, chance: random.Random) -> bool:
    """No byte is left where the server keeps its state and sockets."""
    assert scene.disk is not None
    async with scene.met_by_all(fault):
        with scene.disk.full():
            await asyncio.sleep(chance.uniform(0.3, 1.5))
    return True


def signal_session(number: signal.Signals, who: str) -> Inject:
    """Send a signal to an episode's own process, or to the keeper of its worker with all that share it."""

    async def inject(scene: Scene, fault: Fault, chance: random.Random) -> bool:
        target = await scene.target(chance)
        if target is None:
            return False
        pid = target.place.session if who == "session" else target.place.keeper
        scene.meets(fault, target.attempt, *(scene.sharing(target) if who == "keeper" else ()))
        return _signal(pid, number)

    return inject


def freeze_session(seconds: tuple[float, float] | None) -> Inject:
    """Stop an episode's process for so many seconds, or until the server has given it up."""

    async def inject(scene: Scene, fault: Fault, chance: random.Random) -> bool:
        target = await scene.target(chance)
        if target is None:
            return False
        scene.meets(fault, target.attempt)
        pid = target.place.session
        if not _signal(pid, signal.SIGSTOP):
            return False
        try:
            if seconds is not None:
                await asyncio.sleep(chance.uniform(*seconds))
            else:
                await _until(lambda: target.attempt.over or not _exists(pid))
        finally:
            _signal(pid, signal.SIGCONT)
        return True

    return inject


def order(*orders: str) -> Inject:
    """Have the environment go wrong by itself at its next step, in one of several ways."""

    async def inject(scene: Scene, fault: Fault, chance: random.Random) -> bool:
        target = await scene.target(chance)
        if target is None:
            return False
        name = target.attempt.name
        scene.meets(fault, target.attempt)
        scene.ledger.order(name, chance.choice(orders))
        await _until(lambda: target.attempt.over or not scene.ledger.is_ordered(name))
        return not scene.ledger.withdraw(name)

    return inject


def container(action: str) -> Inject:
    """Do something to an episode's container behind the server's back: ``kill``, ``remove``, ``pause``."""

    async def inject(scene: Scene, fault: Fault, chance: random.Random) -> bool:
        target = await scene.target(chance)
        if target is None or target.place.container is None:
            return False
        scene.meets(fault, target.attempt, *scene.sharing(target))
        try:
            await asyncio.to_thread(_to_container, scene, target.place.container, action)
        except APIError:
            return False
        return True

    return inject


def pause_container(seconds: tuple[float, float] | None) -> Inject:
    """Freeze all of an episode's container for so many seconds, or until the server has given it up."""

    async def inject(scene: Scene, fault: Fault, chance: random.Random) -> bool:
        target = await scene.target(chance)
        if target is None or target.place.container is None:
            return False
        sharing = scene.sharing(target)
        scene.meets(fault, target.attempt, *sharing)
        try:
            await asyncio.to_thread(_to_container, scene, target.place.container, "pause")
            if seconds is not None:
                await asyncio.sleep(chance.uniform(*seconds))
            else:
                await _until(lambda: all(one.over for one in (target.attempt, *sharing)))
        except APIError:
            return False
        finally:
            with contextlib.suppress(APIError):
                await asyncio.to_thread(_to_container, scene, target.place.container, "unpause")
        return True

    return inject


def network(mishap: Mishap) -> Inject:
    """Let something happen to a request on its way: most often to a step."""

    async def inject(scene: Scene, fault: Fault, chance: random.Random) -> bool:
        wanted = chance.choice(("step", "step", "step", "step", "create", "end", ""))
        hit = scene.proxy.arm(mishap, wanted)
        try:
            async with asyncio.timeout(_HIT_TIMEOUT_S):
                episode = await asyncio.shield(hit)
        except TimeoutError:
            hit.cancel()
            return False
        scene.meets(fault, scene.attempts[episode])
        return True

    return inject


def engine(action: str) -> Inject:
    """Do something to the engine: ``stop`` or ``kill`` it and start it again, ``freeze`` it, ``fill`` its disk."""

    async def inject(scene: Scene, fault: Fault, chance: random.Random) -> bool:
        assert scene.own_engine is not None
        async with scene.met_by_all(fault):
            await scene.own_engine.suffer(action, chance)
        return True

    return inject


def _to_container(scene: Scene, container: str, action: str) -> None:
    with scene.service.engine.client() as client:
        if action == "remove":
            client.api.remove_container(container, v=True, force=True)
        else:
            getattr(client.api, action)(container)


def _signal(pid: int, number: signal.Signals) -> bool:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return False
    return True


def _exists(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


async def _until(condition: Callable[[], bool]) -> None:
    with contextlib.suppress(TimeoutError):
        await eventually(condition, _HIT_TIMEOUT_S)


NETWORK = tuple(Kind(mishap.name, network(mishap)) for mishap in MISHAPS)
SERVER = (
    Kind("server killed", kill_server),
    Kind("server killed, the next one as it starts", kill_server_while_it_starts),
    Kind("server handed over", hand_over),
    Kind("server frozen", freeze_server),
)
CLOCK = Kind("clock set", set_clock)
# While nothing can be written down, an episode does not outlive server and worker both.
DISK = Kind("state disk full", fill_disk, mended=False)
WORKER = (
    Kind("session killed", signal_session(signal.SIGKILL, "session"), fatal=True),
    Kind("keeper killed", signal_session(signal.SIGKILL, "keeper"), fatal=True),
    Kind("session frozen for a moment", freeze_session((0.05, 0.8))),
    Kind("session frozen", freeze_session(None), fatal=True),
)
ENVIRONMENT = (
    Kind("environment exits", order("exit", "exit_after"), fatal=True),
    Kind("environment raises", order("raise"), fatal=True, mended=False),
    Kind("environment late", order("late 0.3", "late 0.8")),
    Kind("environment hangs", order("late 60"), fatal=True),
    Kind("environment prints", order("noise")),
    Kind("environment forges a reply", order("garbage"), fatal=True),
)
CONTAINER = (
    Kind("container killed", container("kill"), fatal=True),
    Kind("container removed", container("remove"), fatal=True),
    Kind("container paused for a moment", pause_container((0.05, 0.8))),
    Kind("container paused", pause_container(None), fatal=True),
)
MEMORY = Kind("memory limit hit", order("oom"), fatal=True)


def engine_kinds(*, live_restore: bool) -> tuple[Kind, ...]:
    """Return what may happen to an engine; whether containers outlive it is up to ``live_restore``."""
    kept = "live-restore" if live_restore else "no live-restore"
    return (
        Kind(f"engine stopped, {kept}", engine("stop"), fatal=not live_restore),
        Kind(f"engine killed, {kept}", engine("kill"), fatal=not live_restore),
        Kind("engine frozen", engine("freeze")),
        Kind("engine disk full", engine("fill"), mended=False, refuses=True),
    )
