"""The runtime that starts workers as processes of this machine."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import platform
import resource
import secrets
import shlex
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from dockergym.errors import ImageNotFound, RuntimeFailure, RuntimeUnavailable, WorkerStartFailed
from dockergym.runtimes.base import WorkerHandle, WorkerLaunch
from dockergym.runtimes.folders import (
    SOCKETS,
    folders_of,
    id_of,
    make_worker_folder,
    remove_abandoned_folders,
    remove_folder,
    unfinished_folders,
)
from dockergym.runtimes.local.handle import LocalWorker
from dockergym.runtimes.local.processes import (
    WORKER_VARIABLE,
    Census,
    read_process,
    running_processes,
    signal_group,
    worker_of,
)
from dockergym.runtimes.local.record import WorkerRecord
from dockergym.runtimes.local.stderr import make_stderr, open_stderr
from dockergym.settings import ServerSettings

logger = logging.getLogger(__name__)

# fmt: off
INHERITED = frozenset({
    "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ",
    "VIRTUAL_ENV", "CONDA_PREFIX", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH",
    "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "SSL_CERT_FILE", "SSL_CERT_DIR",
})
# fmt: on
"""Variables a worker gets from the server; with them all that begin with ``LC_``. No other, as some are secret."""


@dataclass(frozen=True, slots=True)
class _Started:
    record: WorkerRecord
    folder: Path
    stdin: int
    stdout: int
    stderr: int


class LocalRuntime:
    """Starts each worker in a session, a process group and a working directory of its own."""

    name = "local"
    runs_images = False

    def __init__(self, settings: ServerSettings) -> None:
        self._state_dir = settings.state_dir
        self._threads = ThreadPoolExecutor(settings.start_concurrency, "dockergym-local")
        self._census = Census()
        self._workers: dict[str, LocalWorker] = {}
        self._starting: set[str] = set()
        self._finding = asyncio.Lock()
        self._undoing: set[asyncio.Task[None]] = set()

    async def check(self) -> str:
        if not sys.platform.startswith("linux"):
            raise RuntimeUnavailable(
                f"local workers need Linux, and this is {platform.system()}: start Docker and serve with "
                "--runtime docker"
            )
        return f"processes of this machine ({platform.system()} {platform.release()}, {os.cpu_count()} processors)"

    async def check_image(self, image: str) -> str:
        raise ImageNotFound(
            f"the local runtime runs no images, and image {image!r} was asked for: serve with --runtime docker"
        )

    async def start(self, launch: WorkerLaunch) -> LocalWorker:
        starting = asyncio.get_running_loop().run_in_executor(self._threads, self._start_process, launch)
        self._starting.add(launch.worker_id)
        try:
            return await self._worker(await asyncio.shield(starting))
        except BaseException:
            undoing = asyncio.create_task(self._undo(starting))
            self._undoing.add(undoing)
            undoing.add_done_callback(self._undoing.discard)
            await asyncio.shield(undoing)
            raise
        finally:
            self._starting.discard(launch.worker_id)

    async def find(self, server: str) -> list[WorkerHandle]:
        # One after the other: two handles of one worker would take its standard error from each other.
        async with self._finding:
            return await self._find(server)

    async def _find(self, server: str) -> list[WorkerHandle]:
        folders = await asyncio.to_thread(folders_of, self._state_dir, server, self.name)
        abandoned = await asyncio.to_thread(unfinished_folders, self._state_dir, server)
        found: list[WorkerHandle] = []
        for folder in folders:
            if folder.name in self._starting:
                continue
            worker = self._workers.get(folder.name)
            if worker is not None:
                found.append(worker)
                continue
            record = await asyncio.to_thread(_read_record, folder)
            if record is None:
                abandoned.append(folder)
            elif record.server == server:
                found.append(await self._found(folder, record))
        abandoned = [folder for folder in abandoned if id_of(folder) not in self._starting]
        await asyncio.to_thread(remove_abandoned_folders, self._state_dir, server, abandoned)
        return found

    async def close(self) -> None:
        if self._undoing:
            await asyncio.wait(self._undoing)
        for worker in self._workers.values():
            worker.let_go()
        self._workers.clear()
        await asyncio.to_thread(self._threads.shutdown)

    async def _worker(self, started: _Started) -> LocalWorker:
        worker = LocalWorker(started.record, started.folder, self._census, self._forget)
        self._workers[worker.worker_id] = worker
        worker.hold_stdio(started.stdout, started.stdin)
        worker.watch()
        await worker.read_stderr(started.stderr)
        return worker

    async def _found(self, folder: Path, record: WorkerRecord) -> LocalWorker:
        worker = LocalWorker(record, folder, self._census, self._forget)
        worker.watch()
        with contextlib.suppress(OSError):
            await worker.read_stderr(open_stderr(folder))
        self._workers[worker.worker_id] = worker
        return worker

    def _forget(self, worker_id: str) -> None:
        self._workers.pop(worker_id, None)

    async def _undo(self, starting: asyncio.Future[_Started]) -> None:
        await asyncio.wait([starting])
        if starting.cancelled() or starting.exception() is not None:
            return
        started = starting.result()
        worker = self._workers.get(started.record.worker_id)
        if worker is None:
            worker = await self._worker(started)
        await worker.stop(0)

    def _start_process(self, launch: WorkerLaunch) -> _Started:
        if not launch.command:
            raise WorkerStartFailed(
                f"environment {launch.environment!r} names no command for a local worker: "
                "set its local_command or worker_command, or serve with --runtime docker",
                retryable=False,
            )
        made: list[Path] = []
        try:
            return _spawn(launch, self._state_dir, _first_record(launch), made)
        except BaseException:
            for folder in reversed(made):
                try:
                    remove_folder(folder)
                except OSError as error:
                    logger.warning("the folder %s could not be removed: %s", folder, error)
            raise


def _first_record(launch: WorkerLaunch) -> WorkerRecord:
    scratch = Path(tempfile.gettempdir(), f"dockergym-{launch.worker_id}-{secrets.token_hex(4)}")
    return WorkerRecord(
        worker_id=launch.worker_id,
        server=launch.server,
        environment=launch.environment,
        command=launch.command,
        labels=dict(launch.labels),
        scratch=str(scratch),
        stop_timeout_s=launch.stop_timeout_s,
        offers_socket=launch.offer_socket,
    )


def _spawn(launch: WorkerLaunch, state_dir: Path, record: WorkerRecord, made: list[Path]) -> _Started:
    """Start the process; the folders that are made for it are added to ``made``."""
    ours: list[int] = []
    theirs: list[int] = []

    def hold(server_end: int, worker_end: int) -> None:
        ours.append(server_end)
        theirs.append(worker_end)

    try:
        # Before there is anything to remove: where descriptors run out, removing needs some of those closed then.
        hold(*reversed(os.pipe()))
        hold(*os.pipe())
        folder = _make_folder(launch, state_dir)
        made.append(folder)
        # Written before the process is there: a server killed between the two leaves a trace to find it by.
        record.write(folder)
        Path(record.scratch).mkdir(mode=0o700)
        made.append(Path(record.scratch))
        hold(*make_stderr(folder))
        pid = _spawn_process(launch, folder, record, theirs)
        record = _settle(pid, launch, folder, record)
    except BaseException as error:
        for descriptor in ours:
            os.close(descriptor)
        if isinstance(error, OSError):
            raise RuntimeFailure(f"cannot start a worker of {launch.environment!r}: {error}") from error
        raise
    finally:
        for descriptor in theirs:
            os.close(descriptor)
    return _Started(record, folder, *ours)


def _make_folder(launch: WorkerLaunch, state_dir: Path) -> Path:
    try:
        return make_worker_folder(state_dir, launch.server, launch.worker_id, LocalRuntime.name)
    except OSError as error:
        raise RuntimeFailure(f"cannot make a folder for the worker: {error}") from error


def _spawn_process(launch: WorkerLaunch, folder: Path, record: WorkerRecord, streams: list[int]) -> int:
    command = [_absolute_file(part) for part in launch.command]
    try:
        process = subprocess.Popen(
            command,
            stdin=streams[0],
            stdout=streams[1],
            stderr=streams[2],
            cwd=record.scratch,
            env=worker_variables(launch, folder, record.scratch),
            start_new_session=True,
        )
    except (FileNotFoundError, PermissionError, NotADirectoryError) as error:
        raise WorkerStartFailed(
            f"the worker's command cannot be started: {shlex.join(launch.command)}: {error.strerror}; "
            "a local worker needs its program on this machine",
            retryable=False,
        ) from error
    # It is reaped by us, when its folder goes; Popen must not try, or its number may be another's by then.
    process.returncode = 0
    return process.pid


def _settle(pid: int, launch: WorkerLaunch, folder: Path, record: WorkerRecord) -> WorkerRecord:
    try:
        with contextlib.suppress(ProcessLookupError):
            _limit(pid, launch.resources.open_files)
        process = read_process(pid)
        assert process is not None, "a child that nobody has reaped is in /proc"
        settled = record.started_as(pid, process.identity)
        settled.write(folder)
    except BaseException:
        signal_group(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        raise
    return settled


def _limit(pid: int, open_files: int) -> None:
    resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))
    _, highest = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    allowed = open_files if highest == resource.RLIM_INFINITY else min(open_files, highest)
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (allowed, allowed))


def worker_variables(launch: WorkerLaunch, folder: Path, scratch: str) -> dict[str, str]:
    """Return all variables of a local worker: the harmless ones of the server, and the launch's."""
    kept = {name: value for name, value in os.environ.items() if name in INHERITED or name.startswith("LC_")}
    if "PYTHONPATH" in kept:
        kept["PYTHONPATH"] = os.pathsep.join(map(os.path.abspath, kept["PYTHONPATH"].split(os.pathsep)))
    offer = {"DOCKERGYM_SOCKET_DIR": str(folder / SOCKETS)} if launch.offer_socket else {}
    return {
        **kept,
        # A worker's `python` is the one that runs the server, also where its environment is not activated.
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", os.defpath)]),
        "TMPDIR": scratch,
        "DOCKERGYM_HELLO": "1",
        **offer,
        **launch.variables,
        WORKER_VARIABLE: launch.worker_id,
    }


def _absolute_file(part: str) -> str:
    """Return an argument that names a file of the server's folder as a path that holds in the worker's too."""
    return os.path.abspath(part) if os.path.isfile(part) else part  # noqa: PTH100, PTH113 - keeps symlinks


def _read_record(folder: Path) -> WorkerRecord | None:
    record = WorkerRecord.read(folder)
    if record is None or record.pid is not None:
        return record
    for process in running_processes():
        if process.session == process.pid and worker_of(process.pid) == record.worker_id:
            return record.started_as(process.pid, process.identity)
    return record
