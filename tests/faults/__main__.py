"""Inject faults by the thousand, and print what became of them.

``python -m faults --faults 1000 --seed 7``; the status is 0 where nothing was lost, doubled or left behind.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager

import docker
from images import built

from dockergym_alfworld.catalog import starter_games
from faults.engine import OwnEngine
from faults.scenes import Result, Setting, perform
from faults.settings import (
    alfworld_setting,
    container_settings,
    engine_setting,
    local_settings,
)
from faults.verdict import Outcome, Table, tabulate

_SHARES = {"local": 0.4, "docker": 0.36, "alfworld": 0.12, "engine": 0.12}


def arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m faults", description=__doc__)
    parser.add_argument("--faults", type=int, default=1000, help="how many to inject at least")
    parser.add_argument("--seed", type=int, default=7, help="decides which, when, and to what")
    parser.add_argument("--only", choices=sorted(_SHARES), action="append", help="only scenes of this kind")
    parser.add_argument("--at-once", type=int, default=8, help="scenes that are played at the same time")
    return parser.parse_args()


def _images(kinds: list[str]) -> str:
    """Build the images that scenes of these kinds play in, and return that of the counting environment."""
    if kinds == ["local"]:
        return ""
    if "alfworld" in kinds:
        built.image_of("alfworld")
    client = docker.from_env(timeout=600)
    try:
        return built.echo_image(client)
    finally:
        client.close()


@asynccontextmanager
async def settings(wanted: argparse.Namespace) -> AsyncIterator[list[Setting]]:
    """Have the scenes that are asked for, and the engines they need."""
    kinds = wanted.only or list(_SHARES)
    whole = sum(_SHARES[kind] for kind in kinds)
    counts = {kind: round(wanted.faults * _SHARES[kind] / whole) for kind in kinds}
    image = await asyncio.to_thread(_images, kinds)
    games = [task.env_id for task in starter_games()]
    seed = wanted.seed
    async with AsyncExitStack() as stack:
        found: list[Setting] = []
        if "local" in kinds:
            found += local_settings(counts["local"], seed)
        if "docker" in kinds:
            found += container_settings(counts["docker"], seed, image)
        if "alfworld" in kinds:
            half = counts["alfworld"] // 2
            found += [alfworld_setting(half, seed, games, runtime) for runtime in ("local", "docker")]
        if "engine" in kinds:
            half = counts["engine"] // 2
            for live_restore in (True, False):
                own = await _own_engine(stack, image, live_restore=live_restore)
                found.append(engine_setting(half, seed, image, own))
        yield found


async def _own_engine(stack: AsyncExitStack, image: str, *, live_restore: bool) -> OwnEngine:
    own = OwnEngine(live_restore=live_restore)
    stack.push_async_callback(own.remove)
    await own.start()
    await own.load(image)
    return own


async def run(wanted: argparse.Namespace) -> bool:
    """Play all scenes and print what they came to; return whether all is well."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    assert task is not None
    # Engines, servers and mounts are taken away also where somebody has had enough.
    loop.add_signal_handler(signal.SIGTERM, task.cancel)
    loop.set_default_executor(ThreadPoolExecutor(64))
    async with settings(wanted) as scenes:
        bound = asyncio.Semaphore(wanted.at_once)
        tried = await asyncio.gather(
            *(_perform(setting, bound) for setting in scenes), return_exceptions=True
        )
    results = [one for one in tried if isinstance(one, Result)]
    table = Table()
    problems = [f"a scene failed: {one!r}" for one in tried if isinstance(one, BaseException)]
    for result in results:
        for kind, row in tabulate(result.faults, result.judgements).rows.items():
            table.rows.setdefault(kind, Counter()).update(row)
        problems += [f"{result.setting.name}: {one}" for one in result.problems]
    print(f"\n{table.markdown()}\n")
    if table.injected < wanted.faults:
        problems.append(f"{table.injected} faults were injected, and {wanted.faults} were asked for")
    print("\n".join(problems) or "nothing was lost, doubled or left behind")
    return not problems and not table.total(Outcome.LOST, Outcome.DOUBLED)


async def _perform(setting: Setting, bound: asyncio.Semaphore) -> Result:
    async with bound:
        began = time.monotonic()
        result = await perform(setting)
        _tell(result, time.monotonic() - began)
        return result


def _tell(result: Result, seconds: float) -> None:
    outcomes = Counter(one.outcome for one in result.judgements.values())
    asked = [one for one in result.attempts if one.recover]
    reported = sum(result.judgements[one.name].outcome is Outcome.REPORTED for one in asked)
    told = ", ".join(f"{outcomes[one]} {one}" for one in Outcome)
    print(
        f"{result.setting.name}: {len(result.faults)} faults, {len(result.attempts)} episodes: {told}; "
        f"of {len(asked)} that asked to be rebuilt {reported} reported; {seconds:.0f} s",
        flush=True,
    )


def main() -> None:
    """Run, and end with a status that says how it went."""
    for noisy in ("dockergym.client", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    sys.exit(0 if asyncio.run(run(arguments())) else 1)


if __name__ == "__main__":
    main()
