"""A Docker engine of our own beside the machine's, which may be stopped, killed, frozen and filled. Needs root."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import docker

from faults.disk import SmallDisk

_START_S = 60.0
_STOP_S = 60.0
_DISK_MB = 1500


class OwnEngine:
    """``dockerd`` with folders, socket and containerd of its own."""

    def __init__(self, *, live_restore: bool) -> None:
        self.live_restore = live_restore
        self.folder = Path(tempfile.mkdtemp(prefix="dgym-engine-"))
        self._data = self.folder / "data"
        self._data.mkdir()
        self._disk = SmallDisk(self._data, _DISK_MB)
        self._process: subprocess.Popen[bytes] | None = None
        self._containerd: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"unix://{self.folder}/docker.sock"

    async def start(self) -> None:
        """Start it, and return when it answers.

        Raises:
            RuntimeError: it ended, or does not answer in time.
        """
        if self._containerd is None:
            self._containerd = self._run("containerd", *self._containerd_flags())
        # In a network of its own: without a bridge to use, it would remove the one of the machine's engine.
        self._process = self._run("unshare", "--net", "dockerd", *self._flags())
        deadline = asyncio.get_running_loop().time() + _START_S
        while not await asyncio.to_thread(self._answers):
            if self._process.poll() is not None or asyncio.get_running_loop().time() > deadline:
                raise RuntimeError(f"the engine does not answer:\n{self.log()}")
            await asyncio.sleep(0.1)

    async def load(self, image: str) -> None:
        """Copy an image from the machine's engine."""
        await asyncio.to_thread(self._load, image)

    async def suffer(self, action: str, chance: random.Random) -> None:
        """Be stopped or killed and started again, frozen, or left without room, and recover."""
        match action:
            case "stop":
                await asyncio.to_thread(self._end, signal.SIGTERM)
                await asyncio.sleep(chance.uniform(0, 2))
                await self.start()
            case "kill":
                await asyncio.to_thread(self._end, signal.SIGKILL)
                await asyncio.sleep(chance.uniform(0, 2))
                await self.start()
            case "freeze":
                await self._freeze(chance.uniform(0.5, 4))
            case "fill":
                with self._disk.full():
                    await asyncio.sleep(chance.uniform(0.5, 2))
            case _:
                raise ValueError(action)

    async def remove(self) -> None:
        """End it, and remove all that it had."""
        await asyncio.to_thread(self._remove)

    def log(self) -> str:
        """Return the end of what it wrote."""
        return "\n".join((self.folder / "log").read_text(errors="replace").splitlines()[-30:])

    def _run(self, *command: str) -> subprocess.Popen[bytes]:
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )

    def _flags(self) -> list[str]:
        return [
            *("--data-root", str(self._data), "--exec-root", str(self.folder / "exec")),
            *("--pidfile", str(self.folder / "pid"), "--host", self.address),
            *("--containerd", str(self.folder / "containerd.sock")),
            *("--bridge", "none", "--iptables=false", "--storage-driver", "overlay2"),
            f"--live-restore={str(self.live_restore).lower()}",
        ]

    def _containerd_flags(self) -> list[str]:
        # As where an init system runs both: containerd is not dockerd's child, and not touched when that ends.
        places = {"root": "containerd", "state": "containerd-state", "address": "containerd.sock"}
        return [part for flag, name in places.items() for part in (f"--{flag}", str(self.folder / name))]

    def _remove(self) -> None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._end(signal.SIGTERM)
        if self._containerd is not None:
            self._containerd.kill()
            self._containerd.wait(_STOP_S)
        for pid in self._children():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for mounted in self._mounts():
            subprocess.run(["umount", "--lazy", mounted], check=False, capture_output=True, timeout=30)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _load(self, image: str) -> None:
        save = subprocess.Popen(["docker", "save", image], stdout=subprocess.PIPE)
        command = ["docker", "--host", self.address, "load", "--quiet"]
        subprocess.run(command, stdin=save.stdout, check=True, capture_output=True, timeout=300)
        if save.wait(60) != 0:
            raise RuntimeError(f"image {image} could not be saved")

    def _end(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)
        self._process.wait(_STOP_S)

    async def _freeze(self, seconds: float) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)
        try:
            await asyncio.sleep(seconds)
        finally:
            self._process.send_signal(signal.SIGCONT)

    def _answers(self) -> bool:
        try:
            client = docker.DockerClient(base_url=self.address, timeout=5, version="1.41")
        except (docker.errors.DockerException, OSError):
            return False
        try:
            return bool(client.ping())
        except (docker.errors.DockerException, OSError):
            return False
        finally:
            client.close()

    def _children(self) -> list[int]:
        """Return the processes that were started by it: its containerd, and what holds containers."""
        needle = str(self.folder).encode()
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if needle in (process / "cmdline").read_bytes():
                    found.append(int(process.name))
        return found

    def _mounts(self) -> list[str]:
        """Return what is mounted below its folder, the innermost first."""
        mounts = [line.split()[1] for line in Path("/proc/mounts").read_text().splitlines()]
        return sorted((one for one in mounts if one.startswith(f"{self.folder}/")), reverse=True)
