"""Workers at hand: started on demand or ahead of it, shared and used again where that is allowed."""

from __future__ import annotations

import asyncio
import itertools
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from dockergym.errors import DockerGymError, WorkerStartFailed
from dockergym.sessions.tasks import BackgroundTasks
from dockergym.sessions.templates import TemplateShelf
from dockergym.sessions.worker import Worker

logger = logging.getLogger(__name__)

_LONGEST_PAUSE_S = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolPolicy:
    """What the operator and the environment together allow."""

    warm: int = 0
    """Idle workers kept ready."""
    seats: int = 1
    """Sessions that may share a worker."""
    reuse: bool = False
    """Whether a used worker may serve another session."""
    recycle_after: int = 500
    """Sessions, for each seat, after which a worker is replaced."""
    recycle_memory: float | None = None
    """Share of its memory beyond which a used worker takes no further session; ``None``: it is not looked at."""
    spare: int = 8
    """Used workers that may stay idle beyond ``warm``."""
    spare_timeout_s: float = 30.0
    """Seconds an idle worker beyond ``warm`` is kept."""
    templates: int = 0
    """Frozen episodes that may be kept in each worker."""

    @property
    def most_sessions(self) -> int:
        """Sessions that a worker serves before it is replaced."""
        return self.recycle_after * self.seats


class Berth:
    """A worker that runs or is being started, and the seats in it."""

    def __init__(self, next_session_id: str, starting: asyncio.Future[Worker], templates: int) -> None:
        self.next_session_id: str | None = next_session_id
        """The id that the next session gets where it is fixed: the one the worker carries as a label, or one whose
        process has been opened ahead."""
        self.starting = starting
        self.taken = 0
        self.served = 0
        self.retired = False
        self.is_adopted = False
        """Whether a server before this one has started it, from another image perhaps, or for fewer sessions: it takes
        no new one."""
        self.idle_since = time.monotonic()
        self.first_has_left = asyncio.Event()
        """Set when the session has gone that was to ask the worker for something first."""
        self.templates = TemplateShelf(templates)

    @property
    def started(self) -> bool:
        """Whether the worker has been started with success."""
        return self.starting.done() and not self.starting.cancelled() and self.starting.exception() is None

    @property
    def worker(self) -> Worker | None:
        """The worker, once it has been started."""
        return self.starting.result() if self.started else None


class Seat:
    """A place for one session in a worker that is at hand or on its way."""

    def __init__(self, berth: Berth, session_id: str, *, check: bool, first: bool = False) -> None:
        self.berth = berth
        self.session_id = session_id
        self.check = check
        """Whether the worker has been idle, so that it may have died unseen."""
        self.first = first
        """Whether the worker's first session sits here. The others wait to see what kind of worker it is."""
        self.left = asyncio.Event()
        """Set when the seat has been given back."""


class WorkerPool:
    """Hands out seats in workers and takes them back.

    ``start`` starts one worker labelled with a session id; ``new_id`` makes such ids. Starting is bounded
    by ``start``; ending happens in the background and is awaited by `close`.
    """

    def __init__(
        self,
        start: Callable[[str], Coroutine[Any, Any, Worker]],
        new_id: Callable[[], str],
        policy: PoolPolicy,
    ) -> None:
        self._start = start
        self._new_id = new_id
        self.policy = policy
        self._berths: list[Berth] = []
        self._tasks = BackgroundTasks("worker pool")
        self._closing = False
        self._refill_pause_s = 0.0
        self._refill_after = 0.0
        self._weighing: asyncio.Task[None] | None = None

    def __len__(self) -> int:
        return len(self._berths)

    @property
    def berths(self) -> Sequence[Berth]:
        """The workers at hand, started or starting."""
        return self._berths

    @property
    def idle(self) -> int:
        """Workers that hold no session, started or starting."""
        return sum(1 for berth in self._berths if berth.taken == 0)

    def reserve(self, template: str | None = None) -> Seat:
        """Take a seat at once; the worker behind it may still have to start.

        Among workers with room, one that keeps the named template is taken first.
        """
        berth = self._free_berth(template)
        check = berth is not None and berth.taken == 0
        if berth is None:
            berth = self._launch()
        seat = self._sit(berth, check=check)
        self.refill()
        return seat

    async def worker(self, seat: Seat) -> Worker:
        """Return the worker of a seat as soon as it has started; one that died while idle is replaced.

        Of a seat that is given back meanwhile, it may be any worker.

        Raises:
            WorkerStartFailed, RuntimeFailure, ImageNotFound: it cannot be started.
        """
        while True:
            worker = await asyncio.shield(seat.berth.starting)
            has_room = seat.first or seat.berth.taken <= 1 or await self._can_share(seat, worker)
            if has_room and (not seat.check or await worker.is_alive()):
                return worker
            if seat.left.is_set():
                return worker
            if has_room:
                logger.warning("worker %s died while idle; another is started", worker.handle.worker_id)
            self._move(seat, alone=not has_room and not worker.is_unknown)

    def give_back(self, seat: Seat, *, intact: bool) -> None:
        """Free a seat. ``intact`` says whether the session's process has ended in good order."""
        berth = seat.berth
        seat.left.set()
        berth.taken -= 1
        berth.idle_since = time.monotonic()
        if seat.first:
            berth.first_has_left.set()
        worker = berth.worker
        can_stay = (
            intact
            and worker is not None
            and worker.can_share
            and berth.served < self.policy.most_sessions
            and (not berth.is_adopted or berth.taken > 0)
            and (self.policy.reuse or berth.taken > 0)
        )
        too_many = berth.taken <= 0 and self.idle > self.policy.warm + self.policy.spare
        if not can_stay or too_many:
            berth.retired = True
        if berth.retired and berth.taken <= 0:
            self._retire(berth)
        self.refill()

    def refill(self) -> None:
        """Start workers until ``warm`` of them are idle; after a failed start, not before a pause.

        Workers whose sessions share nothing are made ready for their next one as well.
        """
        if self._closing or time.monotonic() < self._refill_after:
            return
        for _ in range(self.policy.warm - self.idle):
            self._tasks.spawn(self._watch_warm(self._launch()))
        for berth in self._cold_berths():
            berth.next_session_id = self._new_id()
            self._tasks.spawn(self._watch_warm(berth))

    def trim(self) -> None:
        """Look after the workers: replace those grown too large, end those idle too long, start those missing."""
        self.refill()
        self._weigh()
        now = time.monotonic()
        spare = self.idle - self.policy.warm
        for berth in list(self._berths):
            if spare <= 0:
                return
            if berth.taken == 0 and now - berth.idle_since > self.policy.spare_timeout_s:
                self._retire(berth)
                spare -= 1

    def _weigh(self) -> None:
        """Have every worker that has served before looked at, unless the last look is still under way."""
        under_way = self._weighing is not None and not self._weighing.done()
        if self.policy.recycle_memory is None or self._closing or under_way:
            return
        used = [berth for berth in self._berths if berth.served and not berth.retired]
        if used:
            self._weighing = self._tasks.spawn(self._retire_overgrown(used, self.policy.recycle_memory))

    async def _retire_overgrown(self, berths: Sequence[Berth], ceiling: float) -> None:
        """Keep further sessions out of workers beyond the ceiling, so that none runs out of memory in the middle."""
        for berth in berths:
            try:
                share = None if berth.worker is None else await berth.worker.memory_share()
            except (DockerGymError, OSError):
                # It is found dead where it is handed out, or by its sessions.
                continue
            if share is None or share <= ceiling or berth.retired:
                continue
            assert berth.worker is not None
            logger.warning(
                "worker %s uses %.0f %% of its memory; it takes no further session",
                berth.worker.handle.worker_id,
                share * 100,
            )
            berth.retired = True
            if berth.taken <= 0:
                self._retire(berth)
        self.refill()

    async def close(self, timeout_s: float, *, keep_busy: bool = False) -> None:
        """End every worker (with ``keep_busy``: every idle one) and wait until they have ended."""
        self._closing = True
        for berth in list(self._berths):
            if keep_busy and berth.taken > 0:
                if berth.worker is not None:
                    berth.worker.let_go()
            else:
                self._retire(berth)
        await self._tasks.close(timeout_s)

    def take_over(self, worker: Worker, session_ids: Sequence[str]) -> list[Seat]:
        """Take in a worker that a server before this one has started, with a seat for each of its sessions."""
        started: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        started.set_result(worker)
        berth = Berth("", started, self.policy.templates)
        berth.next_session_id = None
        berth.is_adopted = True
        berth.taken = berth.served = len(session_ids)
        self._berths.append(berth)
        return [Seat(berth, session_id, check=False) for session_id in session_ids]

    def reserve_beside(self, seat: Seat, count: int) -> list[Seat] | None:
        """Take further seats in the worker of a seat, or ``None`` where it has not room for all of them."""
        berth = seat.berth
        if berth.retired or berth.taken + count > self.policy.seats:
            return None
        return [self._sit(berth, check=False) for _ in range(count)]

    def _free_berth(self, template: str | None) -> Berth | None:
        # The fullest first, so that idle workers stay whole and can be ended.
        free = [berth for berth in self._berths if not berth.retired and self._has_room(berth)]
        return max(
            free,
            key=lambda berth: (
                template is not None and template in berth.templates,
                berth.taken,
                berth.started,
                berth.next_session_id is not None,
            ),
            default=None,
        )

    def _berth_of_moved(self) -> Berth | None:
        """Return a worker with room, in which no process is made ready under the id of another session."""
        free = [one for one in self._berths if not one.retired and self._has_room(one)]
        return max(
            (one for one in free if one.next_session_id is None), key=lambda one: one.taken, default=None
        )

    def _cold_berths(self) -> list[Berth]:
        """Return the idle workers in which a process is to be opened ahead, so that ``warm`` of them have one."""
        idle = [berth for berth in self._berths if berth.taken == 0]
        cold = [
            berth
            for berth in idle
            if berth.next_session_id is None and berth.worker is not None and not berth.worker.can_fork
        ]
        return cold[: max(self.policy.warm - (len(idle) - len(cold)), 0)]

    def _has_room(self, berth: Berth) -> bool:
        if berth.is_adopted or (berth.starting.done() and not berth.started):
            return False
        return berth.taken < self.policy.seats and berth.served < self.policy.most_sessions

    def _launch(self) -> Berth:
        session_id = self._new_id()
        starting = self._tasks.spawn(self._start(session_id))
        berth = Berth(session_id, starting, self.policy.templates)
        self._berths.append(berth)
        return berth

    def _sit(self, berth: Berth, *, check: bool) -> Seat:
        session_id, berth.next_session_id = berth.next_session_id or self._new_id(), None
        berth.taken += 1
        berth.served += 1
        return Seat(berth, session_id, check=check, first=berth.served == 1)

    @staticmethod
    async def _can_share(seat: Seat, worker: Worker) -> bool:
        if worker.hello is None:
            # What says no hello keeps silent until the first session asks for something, and that may have gone.
            # It has a deadline for that, and leaves when it has passed.
            signs = {
                asyncio.ensure_future(worker.greeted()),
                asyncio.ensure_future(seat.berth.first_has_left.wait()),
                asyncio.ensure_future(seat.left.wait()),
            }
            try:
                await asyncio.wait(signs, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for sign in signs:
                    sign.cancel()
        return worker.can_share

    def _move(self, seat: Seat, *, alone: bool = False) -> None:
        """Put a seat into another worker: ``alone`` into one of its own, where workers are known not to be shared."""
        old = seat.berth
        old.taken -= 1
        old.retired = True
        if old.taken <= 0:
            self._retire(old)
        berth = None if alone else self._berth_of_moved()
        check = berth is not None and berth.taken == 0
        taken = self._sit(berth or self._launch(), check=check)
        # Its session has its id already.
        seat.berth, seat.check, seat.first = taken.berth, check, taken.first

    async def _watch_warm(self, berth: Berth) -> None:
        try:
            worker = await asyncio.shield(berth.starting)
            await worker.ready()
            if berth.next_session_id is not None:
                await worker.open_ahead(berth.next_session_id)
            self._refill_pause_s = 0.0
        except (DockerGymError, OSError) as error:
            if berth.retired:
                return
            logger.warning("a warm worker did not start: %s", error)
            self._refill_pause_s = min(max(self._refill_pause_s * 2, 1.0), _LONGEST_PAUSE_S)
            self._refill_after = time.monotonic() + self._refill_pause_s
            if berth.taken == 0:
                self._retire(berth)

    def _retire(self, berth: Berth) -> None:
        berth.retired = True
        if berth in self._berths:
            self._berths.remove(berth)
            self._tasks.spawn(self._stop(berth))

    async def _stop(self, berth: Berth) -> None:
        try:
            worker = await asyncio.shield(berth.starting)
        except (DockerGymError, asyncio.CancelledError):
            return
        try:
            await self._stop_in_the_end(worker)
        except asyncio.CancelledError:
            logger.error("worker %s is left behind; `dockergym cleanup` ends it", worker.handle.worker_id)
            raise

    @staticmethod
    async def _stop_in_the_end(worker: Worker) -> None:
        """Try to end a worker until it has ended; an engine that restarts may take a while to answer."""
        pause_s = 0.2
        for attempt in itertools.count(1):
            try:
                await worker.stop()
                return
            except DockerGymError as error:
                logger.warning(
                    "worker %s could not be ended (try %d): %s", worker.handle.worker_id, attempt, error
                )
                await asyncio.sleep(pause_s)
                pause_s = min(pause_s * 2, _LONGEST_PAUSE_S)


async def start_bounded(
    start: Callable[[], Awaitable[Worker]], bound: asyncio.Semaphore, timeout_s: float
) -> Worker:
    """Start a worker when there is room among the starts under way.

    Raises:
        WorkerStartFailed: no room came free within the deadline.
    """
    try:
        async with asyncio.timeout(timeout_s):
            await bound.acquire()
    except TimeoutError as error:
        raise WorkerStartFailed(
            f"too many workers are starting; none of them finished within {timeout_s:g} s"
        ) from error
    try:
        return await start()
    finally:
        bound.release()
