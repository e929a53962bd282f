"""A server, players and faults together, and what is left when all is over."""

from __future__ import annotations

import asyncio
import random
import shutil
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from dockergym.testing.waiting import eventually
from faults import plugin
from faults.clock import Clock, compiler
from faults.disk import SmallDisk, may_mount
from faults.engine import OwnEngine
from faults.episodes import Attempt, Seen, play
from faults.kinds import Kind
from faults.ledger import Ledger
from faults.plans import Plan
from faults.processes import Place, place_of
from faults.proxy import FaultyProxy
from faults.service import LONGEST_IDLE_S, Engine, Service
from faults.verdict import Fault, Judgement, Outcome, judge

COMMAND_TIMEOUT_S = 10.0
"""Long enough for a step on a machine that is busy with eight scenes."""
_AT_ONCE = 6
"""Faults that are under way at the same time."""
_END_TIMEOUT_S = 600.0
_SERVED_TIMEOUT_S = 60.0
_SPARE_DESCRIPTORS = 8
_DISK_MB = 8


@dataclass(frozen=True, kw_only=True)
class Setting:
    """Where a scene plays."""

    name: str
    runtime: str
    plans: Sequence[Plan]
    kinds: Mapping[Kind, int]
    """The faults, and how often each is injected."""
    arguments: Sequence[str] = ()
    environment: str = plugin.NAME
    variables: Mapping[str, str] = field(default_factory=dict)
    image: str | None = None
    own_engine: OwnEngine | None = None
    players: int = 10
    recover: float = 0.5
    """Share of the episodes that ask to be rebuilt."""
    seed: int = 0


@dataclass(frozen=True)
class Target:
    """An episode that is played now, and where."""

    attempt: Attempt
    place: Place


@dataclass
class Result:
    """What a scene came to."""

    setting: Setting
    faults: list[Fault]
    attempts: list[Attempt]
    judgements: dict[str, Judgement]
    problems: list[str]
    """What is wrong and belongs to no episode: leftovers, above all."""


class Scene:
    """One run of a setting."""

    def __init__(self, setting: Setting, service: Service, proxy: FaultyProxy, ledger: Ledger) -> None:
        self.setting = setting
        self.service = service
        self.proxy = proxy
        self.ledger = ledger
        self.own_engine = setting.own_engine
        self.clock: Clock | None = None
        self.disk: SmallDisk | None = None
        self.attempts: dict[str, Attempt] = {}
        self.faults: list[Fault] = []
        self.problems: list[str] = []
        self._for_all: list[Fault] = []
        self._aimed_at: list[Attempt] = []
        self._one_at_a_time = asyncio.Lock()
        self._last_call = asyncio.Event()

    async def run(self) -> Result:
        """Play everything undisturbed once, then with the faults; then see what is left."""
        await self.bring_up()
        expected = await self._undisturbed()
        descriptors = self.service.descriptors()
        players = [asyncio.create_task(self._play_on(number)) for number in range(self.setting.players)]
        try:
            await self._inject_all()
            self._last_call.set()
            async with asyncio.timeout(_END_TIMEOUT_S):
                await asyncio.gather(*players)
        except TimeoutError:
            self.problems.append(f"episodes did not end: {[one.name for one in self._ongoing()]}")
        finally:
            for player in players:
                player.cancel()
            await asyncio.gather(*players, return_exceptions=True)
        await self._see_what_is_left(descriptors)
        return self._judged(expected)

    def take_down(self) -> None:
        """Kill the server."""
        self.service.kill()
        self.proxy.upstream = None

    async def bring_up(self) -> None:
        """Start the server, and let the proxy lead to it."""
        await self.service.start()
        self.proxy.upstream = self.service.address

    @asynccontextmanager
    async def met_by_all(self, fault: Fault) -> AsyncIterator[None]:
        """Have a fault that meets every episode that is played while the block lasts, one such fault at a time.

        The next one waits until somebody has been served: a server that is killed again and again before it has
        answered anybody is something else than a client can wait out.
        """
        async with self._one_at_a_time:
            self._for_all.append(fault)
            self.meets(fault, *self._ongoing())
            try:
                yield
            finally:
                self._for_all.remove(fault)
            before = self._answers()
            with suppress(TimeoutError):
                await eventually(lambda: self._answers() != before, _SERVED_TIMEOUT_S)

    def meets(self, fault: Fault, *attempts: Attempt) -> None:
        """Note that a fault happens to episodes."""
        for attempt in attempts:
            if fault not in attempt.met:
                attempt.met.append(fault)
                fault.met.append(attempt)

    async def target(self, chance: random.Random) -> Target | None:
        """Return an episode in its middle that nothing else is aimed at; ``None`` where none is to be had."""
        for _ in range(200):
            candidates = [one for one in self._ongoing() if one.doing is not None and len(one.seen) > 1]
            candidates = [one for one in candidates if one not in self._aimed_at]
            if candidates:
                attempt = chance.choice(candidates)
                self._aimed_at.append(attempt)
                place = await asyncio.to_thread(self._place, attempt)
                if place is not None and not attempt.over:
                    return Target(attempt, place)
                self._aimed_at.remove(attempt)
            await asyncio.sleep(0.02)
        return None

    def sharing(self, target: Target) -> list[Attempt]:
        """Return the other episodes of the same worker."""
        others = [one for one in self._ongoing() if one is not target.attempt]
        return [
            one
            for one in others
            if (place := self._place(one)) is None or place.keeper == target.place.keeper
        ]

    def _place(self, attempt: Attempt) -> Place | None:
        if not self._is_counted:
            return self.service.worker_of(attempt.session_id or "")
        entries = self.ledger.entries(attempt.name)
        return place_of(entries[-1].namespace, entries[-1].pid, plugin.PROGRAM) if entries else None

    @property
    def _is_counted(self) -> bool:
        """Whether the environment writes down what it does."""
        return self.setting.environment == plugin.NAME

    def _answers(self) -> int:
        """Return how often anybody has been answered so far."""
        return sum(len(one.seen) + one.over for one in self.attempts.values())

    def _ongoing(self) -> list[Attempt]:
        return [one for one in self.attempts.values() if not one.over]

    async def _undisturbed(self) -> dict[str, list[Seen]]:
        """Return the transcript of every plan."""
        attempts = {plan.name: Attempt(f"alone-{plan.name}", plan, False) for plan in self.setting.plans}
        url = f"{self.proxy.url}/envs/{self.setting.environment}"
        for attempt in attempts.values():
            await play(attempt, url)
            if attempt.error or attempt.accident or not attempt.seen:
                raise RuntimeError(
                    f"{attempt.plan.name} cannot be played undisturbed: {attempt.error or attempt.accident!r}"
                )
        if left := await self.service.left_of_sessions():
            raise RuntimeError(f"undisturbed episodes leave {left}")
        return {name: attempt.seen for name, attempt in attempts.items()}

    async def _play_on(self, player: int) -> None:
        """Play one episode after the other until the last faults are injected."""
        chance = random.Random(f"{self.setting.seed} {self.setting.name} player {player}")
        url = f"{self.proxy.url}/envs/{self.setting.environment}"
        number = 0
        while not self._last_call.is_set():
            number += 1
            plan = chance.choice(list(self.setting.plans))
            attempt = Attempt(f"e{player}-{number}", plan, chance.random() < self.setting.recover)
            self.attempts[attempt.name] = attempt
            for fault in self._for_all:
                self.meets(fault, attempt)
            await play(attempt, url)

    async def _inject_all(self) -> None:
        """Inject the faults in an order that the seed decides, several at a time."""
        chance = random.Random(f"{self.setting.seed} {self.setting.name} faults")
        kinds = [kind for kind, times in self.setting.kinds.items() for _ in range(times)]
        chance.shuffle(kinds)
        bound = asyncio.Semaphore(_AT_ONCE)
        seeds = [chance.random() for _ in kinds]
        async with asyncio.TaskGroup() as group:
            for kind, seed in zip(kinds, seeds, strict=True):
                await bound.acquire()
                task = group.create_task(self._inject(kind, random.Random(seed)))
                task.add_done_callback(lambda _: bound.release())
                await asyncio.sleep(chance.uniform(0, 0.05))

    async def _inject(self, kind: Kind, chance: random.Random) -> None:
        for _ in range(20):
            fault = Fault(kind.name, kind.fatal, kind.mended, kind.refuses)
            if await kind.inject(self, fault, chance):
                self.faults.append(fault)
                return
            for attempt in fault.met:
                attempt.met.remove(fault)
        self.problems.append(f"{kind.name}: there was nothing to inject it into")

    async def _see_what_is_left(self, descriptors: int) -> None:
        self.proxy.let_go()
        self.problems += [f"left when all had ended: {one}" for one in await self.service.left_of_sessions()]
        most = descriptors + _SPARE_DESCRIPTORS
        if (now := await self.service.settled_descriptors(most)) > most:
            self.problems.append(f"the server has {now} descriptors open, and had {descriptors}")
        self.problems += [f"two answers to one request: {one}" for one in self.proxy.disagreements]
        if status := await self.service.leave():
            self.problems.append(f"the server ended with status {status}")
        left = [*self.service.left_behind(), *self.service.folders_left()]
        self.problems += [f"left by the server: {one}" for one in left]

    def _judged(self, expected: Mapping[str, Sequence[Seen]]) -> Result:
        judgements = {
            attempt.name: judge(
                attempt,
                expected[attempt.plan.name],
                self.ledger.entries(attempt.name) if self._is_counted else None,
            )
            for attempt in self.attempts.values()
        }
        self.problems += [
            f"episode {name} is {one.outcome}: {one.reason}; {self._circumstances(self.attempts[name])}"
            for name, one in judgements.items()
            if one.outcome in (Outcome.LOST, Outcome.DOUBLED)
        ]
        return Result(self.setting, self.faults, list(self.attempts.values()), judgements, self.problems)

    def _circumstances(self, attempt: Attempt) -> str:
        """Say what is known about an episode, for whoever looks for the reason."""
        met = ", ".join(fault.kind for fault in attempt.met)
        said = self.service.said_of(attempt.session_id or attempt.name)
        return f"it met: {met}; the servers said: {said}"


async def perform(setting: Setting) -> Result:
    """Set a scene up, run it, and remove all of it.

    Raises:
        ServerFailed: a server did not start.
        RuntimeError: what should go undisturbed did not.
    """
    async with AsyncExitStack() as stack:
        ledger = Ledger()
        stack.callback(ledger.remove)
        things = Path(tempfile.mkdtemp(prefix="dgym-scene-"))
        stack.callback(shutil.rmtree, things, ignore_errors=True)
        clock = Clock(things, found) if (found := compiler()) else None
        service = _service(setting, ledger, things, clock)
        disk = SmallDisk(service.folder, _DISK_MB) if may_mount() else None
        stack.callback(shutil.rmtree, service.folder, ignore_errors=True)
        if disk is not None:
            stack.callback(disk.unmount)
        stack.callback(service.remove)
        proxy = FaultyProxy()
        await proxy.open()
        stack.push_async_callback(proxy.close)
        scene = Scene(setting, service, proxy, ledger)
        scene.clock, scene.disk = clock, disk
        return await scene.run()


def _service(setting: Setting, ledger: Ledger, things: Path, clock: Clock | None) -> Service:
    variables = {
        **plugin.install(things, ledger.folder, setting.image),
        **(clock.variables if clock is not None else {}),
        **setting.variables,
    }
    limits = {
        "--command-timeout-s": f"{COMMAND_TIMEOUT_S:g}",
        "--max-sessions": str(2 * setting.players),
        "--idle-timeout-s": f"{LONGEST_IDLE_S:g}",
        "--spare": "2",
        "--spare-timeout-s": "2",
        "--container-stop-timeout-s": "0.5",
        "--on-exit": "leave",
    }
    flags = [part for flag in limits.items() for part in flag]
    engine = Engine(setting.own_engine.address if setting.own_engine is not None else None)
    return Service(
        ["serve", setting.environment, *flags, *setting.arguments], setting.runtime, engine, variables
    )
