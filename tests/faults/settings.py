"""The scenes of a run: which faults meet which layout of workers, and how often."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from faults.clock import compiler
from faults.disk import may_mount
from faults.engine import OwnEngine
from faults.kinds import (
    CLOCK,
    CONTAINER,
    DISK,
    ENVIRONMENT,
    MEMORY,
    NETWORK,
    SERVER,
    WORKER,
    Kind,
    engine_kinds,
)
from faults.plans import counting_plans, game_plans
from faults.scenes import Setting

SHARED = ("--sessions-per-container", "4")
_GAME_STEPS = 25


def local_settings(count: int, seed: int) -> list[Setting]:
    """Return scenes with workers that are processes of this machine; ``count`` faults or a few more."""
    kinds = [*NETWORK, *SERVER, *WORKER, *ENVIRONMENT, *_of_this_machine()]
    plans = counting_plans(12, seed)
    half = math.ceil(count / 2)
    return [
        Setting(name="local", runtime="local", plans=plans, kinds=spread(kinds, half), seed=seed),
        Setting(
            name="local, shared workers",
            runtime="local",
            plans=plans,
            kinds=spread(kinds, half),
            arguments=SHARED,
            seed=seed,
        ),
    ]


def container_settings(count: int, seed: int, image: str) -> list[Setting]:
    """Return scenes with workers in containers of the machine's engine."""
    kinds = [*NETWORK, *SERVER, *WORKER, *ENVIRONMENT, *CONTAINER, MEMORY, *_of_this_machine()]
    plans = counting_plans(12, seed + 1)
    half = math.ceil(count / 2)
    return [
        Setting(
            name="docker", runtime="docker", plans=plans, kinds=spread(kinds, half), image=image, seed=seed
        ),
        Setting(
            name="docker, shared containers",
            runtime="docker",
            plans=plans,
            kinds=spread(kinds, half),
            arguments=SHARED,
            image=image,
            seed=seed,
        ),
    ]


def alfworld_setting(count: int, seed: int, env_ids: Sequence[str], runtime: str) -> Setting:
    """Return a scene in which ALFWorld is played."""
    worker = [kind for kind in WORKER if kind.name != "keeper killed"]
    kinds = [*NETWORK, *SERVER, *worker, *(CONTAINER if runtime == "docker" else ())]
    return Setting(
        name=f"alfworld, {runtime}",
        runtime=runtime,
        environment="alfworld",
        variables={"DOCKERGYM_ALFWORLD_STARTER": "only"},
        plans=game_plans(list(env_ids), 12, seed, _GAME_STEPS),
        kinds=spread(kinds, count),
        seed=seed,
    )


def engine_setting(count: int, seed: int, image: str, own: OwnEngine) -> Setting:
    """Return a scene on an engine that is stopped, killed, frozen and filled."""
    kinds = [*engine_kinds(live_restore=own.live_restore), *NETWORK[::3], SERVER[0]]
    return Setting(
        name=f"engine, {'live-restore' if own.live_restore else 'no live-restore'}",
        runtime="docker",
        plans=counting_plans(8, seed + 2),
        kinds=spread(kinds, count),
        image=image,
        own_engine=own,
        players=6,
        seed=seed,
    )


def short_local_setting(seed: int) -> Setting:
    """Return a scene of a minute or less with local workers: every kind of fault at least once."""
    kinds = [*NETWORK, *SERVER, *WORKER, *ENVIRONMENT, *_of_this_machine()]
    return Setting(
        name="local, shared workers",
        runtime="local",
        plans=counting_plans(6, seed, longest=20),
        kinds=dict.fromkeys(kinds, 1),
        arguments=SHARED,
        players=8,
        seed=seed,
    )


def short_container_setting(seed: int, image: str) -> Setting:
    """Return a scene of a minute or less with containers: what happens to containers, and to the server."""
    kinds = [*CONTAINER, MEMORY, *SERVER[:2], WORKER[0], *NETWORK[3:5]]
    return Setting(
        name="docker",
        runtime="docker",
        plans=counting_plans(4, seed, longest=20),
        kinds=dict.fromkeys(kinds, 1),
        image=image,
        players=6,
        seed=seed,
    )


def spread(kinds: Iterable[Kind], count: int) -> dict[Kind, int]:
    """Return how often each kind is injected, as evenly as can be, so that ``count`` or a few more are."""
    all_kinds = list(kinds)
    return dict.fromkeys(all_kinds, math.ceil(count / len(all_kinds)))


def _of_this_machine() -> list[Kind]:
    """Return the faults that not every machine allows."""
    return [*([CLOCK] if compiler() else []), *([DISK] if may_mount() else [])]
