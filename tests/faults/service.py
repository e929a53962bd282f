"""The server under test, in a process of its own, and what is left of its workers when it is gone."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import docker
import httpx

from dockergym.runtimes.base import LABEL_SERVER
from dockergym.runtimes.folders import workers_folder
from dockergym.testing.waiting import eventually
from dockergym_alfworld.server_process import ServerProcess
from faults.processes import Place, first_child, place_of_worker, processes_told_of

START_TIMEOUT_S = 90.0
LONGEST_IDLE_S = 120.0
"""After which a server ends a session that its client could not end."""


@dataclass
class Engine:
    """Where containers run: the engine of this machine, or one of our own."""

    address: str | None = None

    @property
    def variables(self) -> dict[str, str]:
        """Variables by which a server finds it."""
        return {} if self.address is None else {"DOCKER_HOST": self.address}

    @contextlib.contextmanager
    def client(self) -> Iterator[docker.DockerClient]:
        """Have a client of it while the block lasts."""
        client = (
            docker.from_env(timeout=60)
            if self.address is None
            else docker.DockerClient(base_url=self.address, timeout=60)
        )
        try:
            yield client
        finally:
            client.close()

    def containers_of(self, server: str) -> list[str]:
        """Return the ids of a server's containers, running or not."""
        with self.client() as client:
            found = client.api.containers(all=True, filters={"label": f"{LABEL_SERVER}={server}"})
        return [str(one["Id"]) for one in found]


@dataclass
class Service:
    """A server that is started, killed and started again under one name, with one state folder."""

    arguments: Sequence[str]
    runtime: str
    engine: Engine = field(default_factory=Engine)
    variables: Mapping[str, str] = field(default_factory=dict)
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="dgym-faults-")))
    process: ServerProcess | None = None
    keeps_port: bool = False
    """Whether it listens where it did before, as clients expect that know one address."""
    past: list[str] = field(default_factory=list)
    """What the servers that have ended wrote."""
    _port: int = 0

    @property
    def name(self) -> str:
        """Its name, which its containers carry."""
        assert self.process is not None
        return self.process.name

    @property
    def _scratch(self) -> Path:
        """Where local workers have their working directories."""
        return self.folder / "t"

    @property
    def address(self) -> tuple[str, int]:
        """Where it listens."""
        assert self.process is not None
        parts = urlsplit(self.process.url)
        assert parts.hostname is not None
        assert parts.port is not None
        return parts.hostname, parts.port

    async def start(self) -> None:
        """Start it, and return when sessions can be created.

        Raises:
            ServerFailed: it ended instead.
        """
        self._launch()
        assert self.process is not None
        await asyncio.to_thread(self.process.wait_until_ready, START_TIMEOUT_S)

    async def start_and_kill(self, after_s: float) -> None:
        """Start it, and kill it so many seconds later, wherever it is by then."""
        self._launch()
        await asyncio.sleep(after_s)
        self.kill()

    def _launch(self) -> None:
        command = [sys.executable, "-m", "dockergym", *self.arguments, "--runtime", self.runtime]
        self._scratch.mkdir(exist_ok=True)
        variables = {**self.engine.variables, "TMPDIR": str(self._scratch), **self.variables}
        name, port = None, 0
        if self.process is not None:
            name = self.process.name
            self.past += self._log()
            if self.keeps_port:
                self._port = port = self._port or self.address[1]
        self.process = ServerProcess(command, variables, self.folder, name, port)

    def said_of(self, session: str) -> list[str]:
        """Return the lines about a session that the servers have written."""
        return [line for line in (*self.past, *self._log()) if session in line]

    def _log(self) -> list[str]:
        return (self.folder / f"{self.name}.log").read_text(errors="replace").splitlines()

    def kill(self) -> None:
        """End it with SIGKILL."""
        assert self.process is not None
        self.process.kill()

    async def leave(self) -> int:
        """End it with SIGTERM, and return its exit status."""
        assert self.process is not None
        return await asyncio.to_thread(self.process.stop)

    async def ask(self, path: str) -> Any:
        """Return what a route shows, asked directly."""
        assert self.process is not None
        async with httpx.AsyncClient(base_url=self.process.url, trust_env=False, timeout=30) as http:
            answer = await http.get(path)
            answer.raise_for_status()
            return answer.json()

    async def left_of_sessions(self, timeout_s: float = LONGEST_IDLE_S + 60) -> list[str]:
        """Return the slots and workers that are still held when nobody plays any more."""
        deadline = asyncio.get_running_loop().time() + timeout_s
        while True:
            slots = (await self.ask("/health"))["active_sessions"]
            left = [f"{slots} slots are taken"] if slots else await asyncio.to_thread(self.left_behind)
            if not left or asyncio.get_running_loop().time() > deadline:
                return left
            await asyncio.sleep(0.1)

    def left_behind(self) -> list[str]:
        """Return the processes and containers that are there of its workers, and where local ones worked."""
        scratch = [f"folder {path}" for path in self._scratch.glob("dockergym-*")]
        told = processes_told_of(workers_folder(self.folder, self.name))
        return [
            *(f"process {pid}" for pid in told),
            *(f"container {one}" for one in self._containers()),
            *scratch,
        ]

    def folders_left(self) -> list[str]:
        """Return the folders of workers, with their sockets, that are there."""
        workers = workers_folder(self.folder, self.name)
        return [f"folder {path}" for path in workers.iterdir()] if workers.is_dir() else []

    def worker_of(self, session: str) -> Place | None:
        """Return the place of the worker that was started for a session; ``None``: it is gone."""
        if self.runtime == "docker":
            return self._container_of(session)
        for record in workers_folder(self.folder, self.name).glob("*/worker.json"):
            with contextlib.suppress(OSError, ValueError):
                facts = json.loads(record.read_text())
                if session in facts["labels"].values() and facts["pid"]:
                    return place_of_worker(facts["pid"])
        return None

    def _container_of(self, session: str) -> Place | None:
        with self.engine.client() as client:
            for one in client.api.containers(filters={"label": f"{LABEL_SERVER}={self.name}"}):
                if session in one["Labels"].values():
                    init = client.api.inspect_container(one["Id"])["State"]["Pid"]
                    return place_of_worker(first_child(init))
        return None

    def descriptors(self) -> int:
        """Return how many files, sockets and pipes the server has open."""
        assert self.process is not None
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))

    async def settled_descriptors(self, limit: int, timeout_s: float = 20.0) -> int:
        """Return the descriptors that are open once they are no more than ``limit``, or time is up."""
        with contextlib.suppress(TimeoutError):
            await eventually(lambda: self.descriptors() <= limit, timeout_s)
        return self.descriptors()

    def remove(self) -> None:
        """Remove by force what a run that failed has left."""
        if self.process is not None:
            self.process.kill()
            for pid in processes_told_of(workers_folder(self.folder, self.name)):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            with contextlib.suppress(docker.errors.DockerException):
                self._remove_containers()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _remove_containers(self) -> None:
        if left := self._containers():
            with self.engine.client() as client:
                for one in left:
                    client.api.remove_container(one, v=True, force=True)

    def _containers(self) -> list[str]:
        return self.engine.containers_of(self.name) if self.runtime == "docker" else []
