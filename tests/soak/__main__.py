"""Play thousands of short episodes in a row, and see what has grown.

``python -m soak --episodes 5000 --runtime docker``. The server remembers the last tenth of the sessions, so that it
forgets as many as it learns for most of the run. After the first fifth memory, descriptors, threads, processes and
containers may not grow. Growth is what is judged, never time.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import shutil
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import docker
from faults.service import Service
from images import built

from dockergym.client import AsyncEnvClient
from dockergym.testing.serving import worker_command

ENVIRONMENT = "soaked"
STEPS = 5
_SAMPLES = 20
_PAGE = 4096
MOST_GROWTH_MB = 1.5
"""Of memory, between the first half of the settled run and the second."""
LARGE_BLOCKS = {"MALLOC_MMAP_THRESHOLD_": "262144"}
"""glibc gives large blocks back to the system at once. Otherwise every thread may keep one of 2 MiB: the table of
Python's interned strings, each time it was made anew."""
_REMEMBERED_PART = 10
"""One in so many sessions is remembered."""
SPARE = 8
"""Descriptors and threads that come and go with connections."""


@dataclass(frozen=True)
class Sample:
    """What the server and its workers hold at one moment."""

    episodes: int
    memory_mb: float
    descriptors: int
    threads: int
    workers: int
    """Containers, or processes of local workers."""


def sample(service: Service, episodes: int) -> Sample:
    """Look at the server now."""
    assert service.process is not None
    process = Path(f"/proc/{service.process.pid}")
    return Sample(
        episodes,
        int((process / "statm").read_text().split()[1]) * _PAGE / 1024**2,
        len(list((process / "fd").iterdir())),
        len(list((process / "task").iterdir())),
        len(service.left_behind()),
    )


async def play(client: AsyncEnvClient[str, str], number: int) -> None:
    """Play one short episode, and check every answer.

    Raises:
        AssertionError: an answer was another's.
    """
    result = await client.reset(env_id=f"task-{number}", length=STEPS)
    assert result.observation == f"ready: task-{number}", result
    for step in range(1, STEPS + 1):
        result = await client.step(f"{number} {step}")
        assert (result.observation, result.step) == (f"echo: {number} {step}", step), result
    assert result.done


async def soak(service: Service, episodes: int, players: int) -> list[Sample]:
    """Play all the episodes, and return the samples taken on the way; nobody plays while one is taken."""
    assert service.process is not None
    url = f"{service.process.url}/envs/{ENVIRONMENT}"
    samples = []
    numbers = iter(range(episodes))

    async def play_some(count: int) -> None:
        async with AsyncEnvClient[str, str](url) as client:
            for _ in range(count):
                await play(client, next(numbers))

    for taken in range(1, _SAMPLES + 1):
        await asyncio.gather(*(play_some(episodes // _SAMPLES // players) for _ in range(players)))
        if left := await service.left_of_sessions():
            raise RuntimeError(f"after {taken * episodes // _SAMPLES} episodes there is still {left}")
        samples.append(sample(service, taken * episodes // _SAMPLES))
        print(row(samples[-1]), flush=True)
    return samples


def row(one: Sample) -> str:
    """Return a sample as a line of a table."""
    return f"| {one.episodes} | {one.memory_mb:.1f} | {one.descriptors} | {one.threads} | {one.workers} |"


def growth(samples: Sequence[Sample]) -> list[str]:
    """Return what has grown since a fifth of the way; nothing, where all is well."""
    settled = samples[len(samples) // 5 :]
    half = len(settled) // 2
    before = statistics.median(one.memory_mb for one in settled[:half])
    after = statistics.median(one.memory_mb for one in settled[half:])
    grown = []
    if after - before > MOST_GROWTH_MB:
        grown.append(f"memory grew from {before:.1f} to {after:.1f} MiB")
    for name in ("descriptors", "threads"):
        first, last = getattr(settled[0], name), getattr(settled[-1], name)
        if last > first + SPARE:
            grown.append(f"{name} grew from {first} to {last}")
    if workers := [one.workers for one in settled if one.workers]:
        grown.append(f"workers were left when nobody played: {workers}")
    return grown


async def run(wanted: argparse.Namespace) -> list[str]:
    """Soak a server, and return what has grown or is left."""
    described = ["--worker-command", " ".join(worker_command("echo"))]
    if wanted.runtime == "docker":
        client = docker.from_env(timeout=600)
        described = ["--docker-image", await asyncio.to_thread(built.echo_image, client)]
        client.close()
    shared = ["--shareable", "--deterministic", "--sessions-per-container", "8"] if wanted.shared else []
    remembered = str(wanted.remembered or max(wanted.episodes // _REMEMBERED_PART, 1))
    rest = [
        "--env-name",
        ENVIRONMENT,
        "--spare",
        "0",
        "--max-sessions",
        "16",
        "--remembered-sessions",
        remembered,
    ]
    os.environ.update(LARGE_BLOCKS)
    service = Service([*described, *shared, *rest], wanted.runtime)
    try:
        await service.start()
        print(
            "| episodes | memory MiB | descriptors | threads | workers |\n| ---: | ---: | ---: | ---: | ---: |"
        )
        grown = growth(await soak(service, wanted.episodes, wanted.players))
        status = await service.leave()
        ended = [f"the server ended with status {status}"] if status else []
        return [*grown, *ended, *service.left_behind(), *service.folders_left()]
    except Exception:
        if service.process is not None:
            print(service.process.log(), file=sys.stderr)
        raise
    finally:
        await asyncio.to_thread(service.remove)
        shutil.rmtree(service.folder, ignore_errors=True)


def main() -> None:
    """Soak, and end with a status that says whether anything grew."""
    parser = argparse.ArgumentParser(prog="python -m soak", description=__doc__)
    parser.add_argument("--episodes", type=int, default=5000)
    parser.add_argument("--players", type=int, default=8)
    parser.add_argument("--runtime", choices=["docker", "local"], default="local")
    parser.add_argument(
        "--remembered", type=int, help="sessions the server remembers; a tenth of the episodes"
    )
    parser.add_argument("--shared", action="store_true", help="several sessions in a container")
    logging.getLogger("dockergym.client").setLevel(logging.ERROR)
    wanted = parser.parse_args()
    grown = asyncio.run(run(wanted))
    print("\n".join(grown) or f"nothing grew over {wanted.episodes} episodes")
    sys.exit(1 if grown else 0)


if __name__ == "__main__":
    main()
