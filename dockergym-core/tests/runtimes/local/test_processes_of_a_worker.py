"""What is particular to local workers: their processes, their folders, and a server that is killed."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from dockergym.errors import ImageNotFound, RuntimeFailure, WorkerStartFailed
from dockergym.plugins.specs import Resources
from dockergym.runtimes.folders import make_worker_folder, workers_folder
from dockergym.runtimes.local import LocalRuntime
from dockergym.runtimes.local.processes import read_process, running_processes, worker_of
from dockergym.runtimes.local.record import WorkerRecord
from dockergym.settings import ServerSettings
from dockergym.testing.runtimes import (
    Lines,
    RuntimeBench,
    asks_before_it_kills,
    ends_with_its_own_process,
    eventually,
    exit_of,
    kills_what_does_not_listen,
    say,
)


@pytest.fixture
def settings(tmp_path: Path) -> ServerSettings:
    return ServerSettings(state_dir=tmp_path / "state")


@pytest.fixture
async def bench(settings: ServerSettings) -> AsyncIterator[RuntimeBench]:
    async with RuntimeBench(lambda: LocalRuntime(settings), python=(sys.executable,)) as bench:
        yield bench


def mode_of(path: str) -> int | None:
    try:
        return Path(path).stat().st_mode & 0o777
    except FileNotFoundError:
        return None


def processes_of(worker_id: str) -> list[int]:
    return [process.pid for process in running_processes() if worker_of(process.pid) == worker_id]


FAMILY = """
import os, signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)

def child(leave_group, leave_session, again):
    if os.fork():
        return
    if leave_group:
        os.setpgid(0, 0)
    if leave_session:
        os.setsid()
    if again and os.fork():
        os._exit(0)
    time.sleep(600)

child(False, False, False)
child(True, False, False)
child(False, True, False)
child(False, True, True)
subprocess.Popen(["sleep", "600"], start_new_session=True)
print("ready", flush=True)
sys.stdin.readline()
"""


@pytest.mark.parametrize("ending", ["time.sleep(600)", "sys.exit(0)", "os.kill(os.getpid(), 9)"])
async def test_every_descendant_ends_with_the_worker(bench: RuntimeBench, ending: str) -> None:
    handle, lines = await bench.converse(FAMILY + ending)
    assert await lines.next() == "ready"

    async def family_is_complete() -> bool:
        return len(processes_of(handle.worker_id)) >= 6

    await eventually(family_is_complete, "the worker and its five descendants run")
    say(lines, "go")
    await handle.stop(0.05)
    assert processes_of(handle.worker_id) == []


async def test_no_zombie_and_no_file_stays(bench: RuntimeBench, tmp_path: Path) -> None:
    source = "import os, tempfile\nprint(os.getcwd(), tempfile.mkdtemp(), flush=True)\n"
    handle, lines = await bench.converse(source)
    folder, temporary = (await lines.next()).split()
    assert temporary.startswith(folder)
    assert mode_of(folder) == 0o700
    await exit_of(handle)
    await handle.stop()
    assert read_process(int(handle.reference)) is None, "a zombie is left"
    assert mode_of(folder) is None
    assert list((tmp_path / "state").glob("*/workers/*")) == []


async def test_a_stopped_process_is_killed(bench: RuntimeBench) -> None:
    handle, lines = await bench.converse()
    os.kill(int(handle.reference), signal.SIGSTOP)
    await handle.stop(0.05)
    await lines.end()
    assert processes_of(handle.worker_id) == []


@pytest.mark.parametrize(
    "check", [ends_with_its_own_process, asks_before_it_kills, kills_what_does_not_listen]
)
async def test_a_kernel_without_descriptors_of_processes_will_do(
    bench: RuntimeBench,
    monkeypatch: pytest.MonkeyPatch,
    check: Callable[[RuntimeBench], Awaitable[None]],
) -> None:
    def unknown(pid: int, flags: int = 0) -> int:
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr(os, "pidfd_open", unknown)
    await check(bench)


async def test_a_closed_runtime_can_still_stop_its_workers(bench: RuntimeBench) -> None:
    handle, lines = await bench.converse()
    await bench.runtime.close()
    await lines.end()
    await handle.stop(5)
    assert processes_of(handle.worker_id) == []


async def test_file_descriptors_are_given_back(bench: RuntimeBench) -> None:
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    for _ in range(5):
        handle, lines = await bench.converse()
        say(lines, "x")
        await lines.next()
        await handle.stop(0)
        unattached = await bench.start()
        await unattached.stop(0)
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208


async def test_variables_are_an_allow_list(bench: RuntimeBench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_TOKEN", "secret")
    monkeypatch.setenv("LC_TIME", "C")
    monkeypatch.setenv("PYTHONPATH", "relative")
    _, lines = await bench.converse(
        "import json, os\nprint(json.dumps(dict(os.environ)))", variables={"LANG": "C.UTF-8"}
    )
    found = json.loads(await lines.next())
    assert "SOME_TOKEN" not in found
    assert (found["LC_TIME"], found["LANG"]) == ("C", "C.UTF-8")
    assert found["PYTHONPATH"] == os.path.join(os.getcwd(), "relative")  # noqa: PTH109, PTH118
    assert found["PATH"].split(":")[0] == str(Path(sys.executable).parent)
    assert found["TMPDIR"]


async def test_limits_of_open_files_and_core_dumps(bench: RuntimeBench) -> None:
    source = """
import resource, sys
sys.stdin.readline()
print(resource.getrlimit(resource.RLIMIT_NOFILE), resource.getrlimit(resource.RLIMIT_CORE))
"""
    _, lines = await bench.converse(source, resources=Resources(open_files=123))
    say(lines, "go")
    assert await lines.next() == "(123, 123) (0, 0)"


async def test_a_program_beside_the_server_is_found(
    bench: RuntimeBench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "worker.py").write_text("print('found', flush=True)")
    monkeypatch.chdir(tmp_path)
    _, lines = await bench.converse(command=("python", "worker.py"))
    assert await lines.next() == "found"


async def test_an_environment_without_a_command_cannot_be_started(bench: RuntimeBench) -> None:
    with pytest.raises(WorkerStartFailed, match="no command") as caught:
        await bench.runtime.start(bench.launch(command=()))
    assert not caught.value.retryable


async def test_images_are_not_run(bench: RuntimeBench) -> None:
    with pytest.raises(ImageNotFound, match="--runtime docker"):
        await bench.runtime.check_image("python:3.11-slim")


async def test_a_state_folder_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    runtime = LocalRuntime(ServerSettings(state_dir=tmp_path / "file" / "state"))
    async with RuntimeBench(lambda: runtime) as bench:
        with pytest.raises(RuntimeFailure, match="cannot make a folder for the worker"):
            await runtime.start(bench.launch())


SCARCE = """
import asyncio, os, resource, sys
from pathlib import Path
from dockergym.errors import RuntimeFailure
from dockergym.runtimes.base import WorkerLaunch
from dockergym.runtimes.local import LocalRuntime
from dockergym.settings import ServerSettings

def held():
    return sorted(os.listdir("/proc/self/fd"))

async def main(state_dir):
    runtime = LocalRuntime(ServerSettings(state_dir=Path(state_dir)))

    async def start(number):
        launch = WorkerLaunch(worker_id=f"w{number}", server="s", environment="bench", command=("cat",))
        await (await runtime.start(launch)).stop(0)

    await start("first")
    before = held()
    usual = resource.getrlimit(resource.RLIMIT_NOFILE)
    for room in range(20):
        resource.setrlimit(resource.RLIMIT_NOFILE, (len(before) - 1 + room, usual[1]))
        try:
            await start(room)
            print("started")
        except RuntimeFailure as error:
            print("Too many open files" in error.detail)
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, usual)
        assert held() == before, (room, before, held())
        left = [*Path(state_dir).rglob("*w*"), *Path(os.environ["TMPDIR"]).glob("dockergym-*")]
        assert [one.name for one in left] == ["workers"], (room, left)
    await runtime.close()

asyncio.run(main(sys.argv[1]))
"""


def test_a_start_for_which_descriptors_run_out_leaves_none_and_no_file(tmp_path: Path) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", SCARCE, str(tmp_path / "state")],
        env=os.environ | {"TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    outcomes = done.stdout.split()
    assert outcomes[0] == "True"
    assert outcomes[-1] == "started"
    assert set(outcomes) == {"True", "started"}


async def test_a_broken_record_and_a_dead_worker_do_not_stop_the_search(
    bench: RuntimeBench, settings: ServerSettings
) -> None:
    alive = await bench.start()
    broken = make_worker_folder(settings.state_dir, bench.server, "broken", "local")
    (broken / "worker.json").write_text("{")
    make_worker_folder(settings.state_dir, bench.server, "container", "docker")
    found = await bench.open().find(bench.server)
    assert [handle.worker_id for handle in found] == [alive.worker_id]


async def test_two_who_look_at_once_share_the_worker_they_find(bench: RuntimeBench) -> None:
    started = await bench.start("import time\ntime.sleep(600)")
    restarted = bench.open()
    (one,), (other,) = await asyncio.gather(restarted.find(bench.server), restarted.find(bench.server))
    assert one is other
    assert one.worker_id == started.worker_id


async def test_another_process_of_the_same_number_is_left_alone(
    bench: RuntimeBench, settings: ServerSettings
) -> None:
    bystander = await bench.start()
    folder = make_worker_folder(settings.state_dir, bench.server, "former", "local")
    record = WorkerRecord.read(workers_folder(settings.state_dir, bench.server) / bystander.worker_id)
    assert record is not None
    WorkerRecord(
        worker_id="former",
        server=bench.server,
        environment="bench",
        command=("gone",),
        scratch=str(folder / "scratch"),
        stop_timeout_s=1,
        offers_socket=False,
        pid=record.pid,
        identity="another boot:1",
    ).write(folder)
    found = {handle.worker_id: handle for handle in await bench.open().find(bench.server)}
    assert await found["former"].poll() is not None
    await found["former"].stop()
    assert not folder.exists()
    assert await bystander.poll() is None


async def test_a_process_that_was_started_but_not_written_down_is_found(
    bench: RuntimeBench, settings: ServerSettings
) -> None:
    handle = await bench.start()
    folder = workers_folder(settings.state_dir, bench.server) / handle.worker_id
    written = json.loads((folder / "worker.json").read_text())
    (folder / "worker.json").write_text(json.dumps({**written, "pid": None, "identity": ""}))
    (again,) = await bench.open().find(bench.server)
    assert again.reference == handle.reference
    await again.stop(0)
    assert processes_of(handle.worker_id) == []


SERVER = """
import asyncio, sys
from pathlib import Path
from dockergym.runtimes.base import WorkerLaunch
from dockergym.runtimes.local import LocalRuntime
from dockergym.settings import ServerSettings

async def main(state_dir, server, source):
    runtime = LocalRuntime(ServerSettings(state_dir=Path(state_dir)))
    command = (sys.executable, "-u", "-c", source)
    launch = WorkerLaunch(worker_id="orphan", server=server, environment="bench", command=command)
    worker = await runtime.start(launch)
    await worker.attach(asyncio.Protocol)
    print(worker.reference, flush=True)
    await asyncio.Event().wait()

asyncio.run(main(*sys.argv[1:]))
"""

LISTENER = """
import os, socket, sys
folder = os.environ["DOCKERGYM_SOCKET_DIR"]
os.chdir(folder)
server = socket.socket(socket.AF_UNIX)
server.bind("bench.sock")
server.listen()
while True:
    connection, _ = server.accept()
    sys.stderr.write("z" * int(connection.recv(20)) + "\\nwritten\\n")
    connection.sendall(b"done")
"""


@pytest.fixture
def killed_server(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", SERVER, str(tmp_path / "state"), "killed", LISTENER]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        yield server
        server.kill()


@pytest.mark.faults
async def test_a_worker_outlives_its_server_and_is_found_by_the_next(
    bench: RuntimeBench, killed_server: subprocess.Popen[str]
) -> None:
    assert killed_server.stdout is not None
    reference = (await asyncio.to_thread(killed_server.stdout.readline)).strip()
    killed_server.kill()
    killed_server.wait()
    bench.server = "killed"
    bench.launch()
    # It writes more than a pipe holds while nobody reads, and neither dies of it nor is stuck for ever.
    (handle,) = await bench.runtime.find("killed")
    assert handle.reference == reference
    assert await handle.poll() is None
    assert handle.socket_dir is not None
    reader, writer = await connect(handle.socket_dir / "bench.sock")
    writer.write(b"1000000")
    assert await reader.read(4) == b"done"
    writer.close()
    await writer.wait_closed()

    async def has_written() -> bool:
        return handle.stderr_tail().endswith("written\n")

    await eventually(has_written, "the standard error of before is read by the next server")
    with pytest.raises(RuntimeFailure, match="not held any more"):
        await handle.attach(Lines)
    await handle.stop(0)
    assert processes_of("orphan") == []
    await bench.assert_nothing_left()


async def connect(path: Path) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Connect to a socket whose path is too long for an address."""

    async def is_there() -> bool:
        return mode_of(str(path)) is not None

    await eventually(is_there, f"{path} is there")
    folder = os.open(path.parent, os.O_PATH | os.O_DIRECTORY)
    try:
        return await asyncio.open_unix_connection(f"/proc/self/fd/{folder}/{path.name}")
    finally:
        os.close(folder)
