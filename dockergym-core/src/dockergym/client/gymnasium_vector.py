"""Many episodes of an environment side by side, as a Gymnasium vector environment."""

from __future__ import annotations

import asyncio
import os
import threading
import weakref
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from concurrent.futures import Future
from typing import Any, TypeAlias, TypeVar, Unpack

import numpy as np
from gymnasium.utils import seeding
from gymnasium.vector import AutoresetMode, VectorEnv
from gymnasium.vector.utils import batch_space
from numpy.typing import NDArray

from dockergym.client.asynchronous import AsyncEnvClient
from dockergym.client.episode import ClientOptions
from dockergym.client.gymnasium_env import (
    METADATA,
    address_of,
    checked_mode,
    checked_options,
    drawn_seed,
)
from dockergym.client.gymnasium_spaces import ACTION_LENGTH, OBSERVATION_LENGTH, FreeText
from dockergym.client.results import StepResult
from dockergym.errors import DockerGymError, InvalidRequest

T = TypeVar("T")
Texts: TypeAlias = tuple[str, ...]
Flags: TypeAlias = NDArray[np.bool_]
_MOST_BY_DEFAULT = 64
"""Sessions that a server runs unless it is told otherwise."""


class DockerGymVectorEnv(VectorEnv[Texts, Sequence[str], NDArray[Any]]):
    """Plays ``num_envs`` episodes at once over one connection.

    Observations and actions are tuples of text. All steps of a call are under way together, in the background,
    so that a slow episode costs the call as long as it takes and no more. When one fails, the call raises its
    error after all have ended; reset before the next step.
    """

    def __init__(
        self,
        name: str | None = None,
        base_url: str | None = None,
        *,
        num_envs: int = 1,
        autoreset_mode: AutoresetMode | str = AutoresetMode.NEXT_STEP,
        max_episode_steps: int | None = None,
        render_mode: str | None = None,
        env_id: str | None = None,
        params: Mapping[str, Any] | None = None,
        observation_length: int = OBSERVATION_LENGTH,
        action_length: int = ACTION_LENGTH,
        server_flags: Sequence[str] = (),
        **client: Unpack[ClientOptions],
    ) -> None:
        """Make the environments; the first reset begins their episodes.

        ``autoreset_mode`` says what follows an episode's end: with ``NEXT_STEP`` the next step begins another and
        ignores the action, with ``SAME_STEP`` the step that ended it does, and with ``DISABLED`` the caller, with
        ``reset(options={"reset_mask": …})``. After ``max_episode_steps`` an episode is truncated. The other
        parameters are those of `dockergym.client.gymnasium_env.DockerGymEnv`.

        Raises:
            InvalidRequest: there is neither an address nor a name, or a parameter is wrong.
            ConfigurationError: the environment cannot be served.
        """
        if num_envs < 1:
            raise InvalidRequest(f"num_envs is 1 or more, not {num_envs}")
        self.num_envs = num_envs
        self.autoreset_mode = AutoresetMode(autoreset_mode)
        self.metadata = METADATA | {"autoreset_mode": self.autoreset_mode}
        self.render_mode = checked_mode(render_mode)
        self.single_observation_space = FreeText(observation_length)
        self.single_action_space = FreeText(action_length)
        self.observation_space = batch_space(self.single_observation_space, num_envs)
        self.action_space = batch_space(self.single_action_space, num_envs)
        self._max_episode_steps = max_episode_steps
        self._wanted: dict[str, Any] = {"env_id": env_id, "params": dict(params or {})}
        self._seeds = _Seeds(num_envs)
        self._shown: list[str] = [""] * num_envs
        self._has_ended: Flags = np.zeros(num_envs, dtype=np.bool_)
        flags = tuple(server_flags)
        if base_url is None and num_envs > _MOST_BY_DEFAULT and "--max-sessions" not in flags:
            flags = (*flags, "--max-sessions", str(num_envs))
        address, give_back = address_of(name, base_url, flags)
        self._loop = _LoopThread()
        self._clients: list[AsyncEnvClient[str, str]] = []
        # Also when nobody closes it, and before the interpreter stops its threads.
        self._end = weakref.finalize(self, _end_all, self._clients, self._loop, give_back)
        try:
            for _ in range(num_envs):
                self._clients.append(AsyncEnvClient(address, stream=True, **client))
        except BaseException:
            self._end()
            raise

    @property
    def np_random_seed(self) -> tuple[int, ...]:  # type: ignore[override]
        """The seed of each environment's generator."""
        return self._seeds.given

    @property  # type: ignore[misc]
    def np_random(self) -> tuple[np.random.Generator, ...]:  # type: ignore[override]
        """Each environment's generator, from which the seeds of its episodes come."""
        return self._seeds.generators

    @property
    def session_ids(self) -> tuple[str | None, ...]:
        """Id of the session that each environment plays."""
        return tuple(client.session_id for client in self._clients)

    def reset(
        self,
        *,
        seed: int | Sequence[int | None] | None = None,
        options: dict[str, Any] | None = None,
    ) -> tuple[Texts, dict[str, Any]]:
        """Begin an episode in each environment, or in those of ``options["reset_mask"]``.

        One seed is that of the first, and the others count on from it. Seeds and further options are as in
        `dockergym.client.gymnasium_env.DockerGymEnv.reset`.

        Raises:
            InvalidRequest: the mask or the seeds do not fit, or an option is unknown.
            DockerGymError: an episode cannot be begun.
        """
        others = dict(options or {})
        mask = self._checked_mask(others.pop("reset_mask", None))
        seeds = self._checked_seeds(seed)
        chosen = [number for number in range(self.num_envs) if mask[number]]
        wanted = self._wanted | checked_options(others)
        begun = self._loop.run(_all(self._begin(number, seeds[number], wanted) for number in chosen))
        infos: dict[str, Any] = {}
        for number, result in zip(chosen, begun, strict=True):
            self._shown[number] = result.observation
            infos = self._add_info(infos, dict(result.info), number)
        self._has_ended &= ~mask
        return tuple(self._shown), infos

    def step(self, actions: Sequence[str]) -> tuple[Texts, NDArray[Any], Flags, Flags, dict[str, Any]]:
        """Apply an action in each environment.

        Raises:
            InvalidRequest: there are more or fewer actions than environments, or an episode has ended that the
                caller was to reset.
            DockerGymError: a step failed, or an episode could not be begun.
        """
        given = list(actions)
        if len(given) != self.num_envs:
            raise InvalidRequest(f"{len(given)} actions were given for {self.num_envs} environments")
        if self.autoreset_mode is AutoresetMode.DISABLED and self._has_ended.any():
            ended = ", ".join(map(str, np.flatnonzero(self._has_ended)))
            raise InvalidRequest(f"the episodes of {ended} have ended; reset them with options['reset_mask']")
        turns = self._loop.run(_all(self._turn(number, action) for number, action in enumerate(given)))
        rewards = np.array([turn.reward for turn in turns], dtype=np.float64)
        terminated = np.array([turn.terminated for turn in turns], dtype=np.bool_)
        truncated = np.array([turn.truncated for turn in turns], dtype=np.bool_)
        infos: dict[str, Any] = {}
        for number, turn in enumerate(turns):
            infos = self._tell(infos, number, turn)
        self._has_ended = (
            terminated | truncated
            if self.autoreset_mode is not AutoresetMode.SAME_STEP
            else np.zeros_like(terminated)
        )
        return tuple(self._shown), rewards, terminated, truncated, infos

    def render(self) -> Texts | None:
        """Return what each environment said last, where the mode is ``ansi``."""
        return tuple(self._shown) if self.render_mode == "ansi" else None

    def close_extras(self, **kwargs: Any) -> None:
        """End the episodes, and a server that was started for them."""
        self._end()

    async def _begin(self, number: int, seed: int | None, wanted: Mapping[str, Any]) -> StepResult[str]:
        return await self._clients[number].reset(self._seeds.next(number, seed), **wanted)

    async def _turn(self, number: int, action: str) -> _Turn:
        if self._has_ended[number]:
            begun = await self._begin(number, None, self._wanted)
            return _Turn(begun, 0.0, False, False, None)
        result = await self._clients[number].step(action)
        most = self._max_episode_steps
        truncated = result.truncated or (most is not None and result.step >= most)
        ended = result.terminated or truncated
        follows = self.autoreset_mode is AutoresetMode.SAME_STEP and ended
        begun_anew = await self._begin(number, None, self._wanted) if follows else None
        return _Turn(result, float(result.reward), result.terminated, truncated, begun_anew)

    def _tell(self, infos: dict[str, Any], number: int, turn: _Turn) -> dict[str, Any]:
        shown = turn.result
        if turn.begun is not None:
            final = {"final_obs": shown.observation, "final_info": dict(shown.info)}
            infos = self._add_info(infos, final, number)
            shown = turn.begun
        self._shown[number] = shown.observation
        return self._add_info(infos, dict(shown.info), number)

    def _checked_mask(self, mask: Any) -> Flags:
        if mask is None:
            return np.ones(self.num_envs, dtype=np.bool_)
        fits = isinstance(mask, np.ndarray) and mask.dtype == np.bool_ and mask.shape == (self.num_envs,)
        if not fits or not mask.any():
            raise InvalidRequest(
                f"options['reset_mask'] is a numpy array of {self.num_envs} booleans, with one true at least"
            )
        checked: Flags = mask
        return checked

    def _checked_seeds(self, seed: int | Sequence[int | None] | None) -> Sequence[int | None]:
        if seed is None:
            return [None] * self.num_envs
        if isinstance(seed, (int, np.integer)):
            return [int(seed) + number for number in range(self.num_envs)]
        if len(seed) != self.num_envs:
            raise InvalidRequest(f"{len(seed)} seeds were given for {self.num_envs} environments")
        return seed


class _Turn:
    """What a step came to in one environment."""

    def __init__(
        self,
        result: StepResult[str],
        reward: float,
        terminated: bool,
        truncated: bool,
        begun: StepResult[str] | None,
    ) -> None:
        self.result = result
        self.reward = reward
        self.terminated = terminated
        self.truncated = truncated
        self.begun = begun
        """The beginning of the episode that followed in the same step."""


class _Seeds:
    """A generator for each environment, as if each were made by itself."""

    def __init__(self, count: int) -> None:
        self._generators = [seeding.np_random() for _ in range(count)]
        self._is_seeded = [False] * count

    @property
    def generators(self) -> tuple[np.random.Generator, ...]:
        return tuple(generator for generator, _ in self._generators)

    @property
    def given(self) -> tuple[int, ...]:
        return tuple(seed for _, seed in self._generators)

    def next(self, number: int, seed: int | None) -> int | None:
        """Return the seed of an environment's next episode; ``None``: nobody has ever given it one."""
        if seed is not None:
            self._generators[number] = seeding.np_random(seed)
            self._is_seeded[number] = True
            return seed
        return drawn_seed(self._generators[number][0]) if self._is_seeded[number] else None


class _LoopThread:
    """An event loop in a thread of its own, so that callers may have one too, or none."""

    def __init__(self) -> None:
        self._process = os.getpid()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, daemon=True, name="dockergym-vector")
        self._thread.start()

    @property
    def is_ours(self) -> bool:
        """Whether this process has made it: one that was forked from it has no such thread."""
        return self._process == os.getpid()

    @property
    def is_here(self) -> bool:
        """Whether this is its thread."""
        return threading.current_thread() is self._thread

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do the work there and return what it gives.

        Raises:
            InvalidRequest: the environments are closed, or another process has made them.
        """
        if not self.is_ours:
            work.close()
            raise InvalidRequest("the environments were made in another process; make new ones in this one")
        if self._loop.is_closed():
            work.close()
            raise InvalidRequest("the environments are closed; make new ones")
        under_way: Future[T] = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return under_way.result()
        except BaseException:
            under_way.cancel()
            raise

    def end(self) -> None:
        """End the loop and its thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()

    def _serve(self) -> None:
        try:
            self._loop.run_forever()
        finally:
            self._loop.close()


def _end_all(
    clients: Sequence[AsyncEnvClient[str, str]], loop: _LoopThread, give_back: Callable[[], None]
) -> None:
    if not loop.is_ours:
        return
    if loop.is_here:
        # The collector has come upon the environments in a thread that cannot wait for itself.
        threading.Thread(target=_end_all, args=(clients, loop, give_back)).start()
        return
    try:
        loop.run(_all(client.close() for client in clients))
    finally:
        loop.end()
        give_back()


async def _all(work: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """Do everything at once and return what it gives; where some of it fails, raise that when all has ended."""
    done = await asyncio.gather(*work, return_exceptions=True)
    failures = [one for one in done if isinstance(one, BaseException)]
    if failures:
        # An error of the environment says more than one that follows from it.
        raise next((one for one in failures if isinstance(one, DockerGymError)), failures[0])
    return [one for one in done if not isinstance(one, BaseException)]
