"""What a worker's container may do, seen from inside, and what is left of it afterwards."""

from __future__ import annotations

import asyncio
import io
import json
import os
import secrets
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import docker
import pytest

from dockergym.errors import ImageNotFound, RuntimeFailure, WorkerStartFailed
from dockergym.plugins.specs import Isolation, Resources, Volume
from dockergym.runtimes.base import LABEL_ENVIRONMENT, LABEL_IMAGE, LABEL_PROTOCOL, LABEL_SERVER, LABEL_WORKER
from dockergym.runtimes.docker import DockerRuntime
from dockergym.settings import ServerSettings
from dockergym.testing.runtimes import Lines, RuntimeBench, exit_of, say

THIS_NETWORK = str(Path("/proc/self/ns/net").readlink())

REPORT = """
import json, os, socket

def attempt(action):
    try:
        action()
    except OSError as error:
        return error.strerror or str(error)
    return "ok"

def talk_to_itself():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), 5).close()

status = dict(line.rstrip().split(":\\t", 1) for line in open("/proc/self/status") if ":\\t" in line)
mounts = {line.split()[1]: line.split()[3].split(",") for line in open("/proc/mounts")}
print(json.dumps({
    "uid": os.getuid(), "gid": os.getgid(), "home": os.environ.get("HOME"),
    "capabilities": [status[name] for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")],
    "no_new_privileges": status["NoNewPrivs"],
    "interfaces": sorted(name for _, name in socket.if_nameindex()),
    "network": os.readlink("/proc/self/ns/net"),
    "loopback": attempt(talk_to_itself),
    "outside": attempt(lambda: socket.create_connection(("192.0.2.1", 9), 5)),
    "write_root": attempt(lambda: open("/here", "w")),
    "write_tmp": attempt(lambda: open("/tmp/here", "w")),
    "tmp": mounts["/tmp"],
    "tmp_bytes": os.statvfs("/tmp").f_blocks * os.statvfs("/tmp").f_frsize,
    "parent": open("/proc/%d/comm" % os.getppid()).read().strip(),
    "open_files": __import__("resource").getrlimit(7),
}), flush=True)
"""


@pytest.fixture
async def bench(tmp_path: Path, echo_image: str) -> AsyncIterator[RuntimeBench]:
    settings = ServerSettings(state_dir=tmp_path / "state")
    async with RuntimeBench(lambda: DockerRuntime(settings), python=("python",), image=echo_image) as bench:
        yield bench


async def report_of(bench: RuntimeBench, **changes: Any) -> dict[str, Any]:
    _, lines = await bench.converse(REPORT, **changes)
    return dict(json.loads(await lines.next()))


async def test_a_worker_has_nothing_that_it_was_not_given(bench: RuntimeBench) -> None:
    found = await report_of(bench)
    expected_user = 65534 if os.getuid() == 0 else os.getuid()
    assert found["uid"] == expected_user
    assert found["uid"] != 0
    assert set(found["capabilities"]) == {"0000000000000000"}
    assert found["no_new_privileges"] == "1"
    assert found["interfaces"] == ["lo"]
    assert found["network"] != THIS_NETWORK
    assert (found["loopback"], found["outside"]) == ("ok", "Network is unreachable")
    assert found["write_root"] == "Read-only file system"
    assert found["write_tmp"] == "ok"
    assert {"nosuid", "nodev"} <= set(found["tmp"])
    assert "noexec" not in found["tmp"], "native libraries are loaded from /tmp"
    assert found["tmp_bytes"] == 256 * 1024 * 1024
    assert found["home"] == "/tmp"
    assert found["parent"] in ("docker-init", "tini"), "nobody reaps orphans"
    assert found["open_files"] == [4096, 4096]


async def test_each_restriction_is_lifted_by_name(bench: RuntimeBench) -> None:
    found = await report_of(
        bench,
        isolation=Isolation(read_only_root=False, user="0:0", cap_add=("CHOWN",), no_new_privileges=False),
        resources=Resources(tmpfs_mb=8, open_files=100, cpus=512.0),
        variables={"HOME": "/elsewhere"},
    )
    assert found["uid"] == 0
    assert found["capabilities"][2] == "0000000000000001"
    assert found["no_new_privileges"] == "0"
    assert found["write_root"] == "ok"
    assert found["tmp_bytes"] == 8 * 1024 * 1024
    assert found["open_files"] == [100, 100]
    assert found["home"] == "/elsewhere"


async def test_the_engine_knows_the_limits_and_labels(
    bench: RuntimeBench, docker_engine: docker.DockerClient, echo_image: str
) -> None:
    resources = Resources(memory_mb=200, cpus=0.5, pids=33)
    handle = await bench.start(resources=resources, labels={"bench-session": "s1"})
    found = await asyncio.to_thread(docker_engine.api.inspect_container, handle.reference)
    host = found["HostConfig"]
    assert (host["Memory"], host["MemorySwap"]) == (200 * 1024 * 1024, 200 * 1024 * 1024)
    assert (host["NanoCpus"], host["PidsLimit"]) == (500_000_000, 33)
    assert host["LogConfig"]["Config"] == {"max-size": "1m", "max-file": "1"}
    assert not host["Privileged"]
    assert found["Name"] == f"/dockergym-bench-{handle.worker_id}"
    image = await asyncio.to_thread(docker_engine.api.inspect_image, echo_image)
    ours = {
        LABEL_SERVER: bench.server,
        LABEL_ENVIRONMENT: "bench",
        LABEL_WORKER: handle.worker_id,
        LABEL_PROTOCOL: "1",
        LABEL_IMAGE: image["Id"],
        "bench-session": "s1",
    }
    assert ours.items() <= found["Config"]["Labels"].items()
    assert handle.labels == ours


async def test_a_worker_that_takes_too_much_memory_is_said_to_have(bench: RuntimeBench) -> None:
    source = "import sys\nsys.stdin.readline()\nkept = [bytearray(2**20) for _ in range(500)]"
    handle, lines = await bench.converse(source, resources=Resources(memory_mb=64))
    say(lines, "go")
    ended = await exit_of(handle)
    assert ended.out_of_memory
    assert ended.exit_code == 137
    assert "out of memory" in ended.describe()


async def test_processes_are_limited(bench: RuntimeBench) -> None:
    source = """
import os, time
count = 0
try:
    while count < 200:
        if os.fork() == 0:
            time.sleep(60)
            os._exit(0)
        count += 1
except BlockingIOError:
    print("refused", flush=True)
time.sleep(60)
"""
    _, lines = await bench.converse(source, resources=Resources(pids=20))
    assert await lines.next() == "refused"


async def test_volumes_are_read_only_unless_they_say_otherwise(bench: RuntimeBench, tmp_path: Path) -> None:
    for name in ("fixed", "open"):
        (tmp_path / name).mkdir()
        (tmp_path / name).chmod(0o777)
        (tmp_path / name / "given").write_text(name)
    source = """
print(open("/fixed/given").read(), open("/open/given").read(), flush=True)
open("/open/made", "w").write("by the worker")
try:
    open("/fixed/made", "w")
except OSError as error:
    print(error.strerror, flush=True)
"""
    volumes = (Volume(tmp_path / "fixed", "/fixed"), Volume(tmp_path / "open", "/open", read_only=False))
    handle, lines = await bench.converse(source, volumes=volumes)
    assert await lines.next() == "fixed open"
    assert await lines.next() == "Read-only file system"
    await handle.stop()
    assert (tmp_path / "open" / "made").read_text() == "by the worker"


async def test_a_volume_that_is_not_there_is_an_error_and_is_not_made(
    bench: RuntimeBench, tmp_path: Path
) -> None:
    missing = tmp_path / "missing"
    with pytest.raises(WorkerStartFailed, match=f"{missing}.*correct the volumes") as caught:
        await bench.runtime.start(bench.launch(volumes=(Volume(missing, "/data"),)))
    assert not caught.value.retryable
    assert not missing.exists()
    await bench.assert_nothing_left()


async def test_a_missing_image_is_named_with_the_command_that_builds_it(bench: RuntimeBench) -> None:
    with pytest.raises(ImageNotFound, match=r"no-such/image:1.*dockergym build bench"):
        await bench.runtime.start(bench.launch(image="no-such/image:1"))
    with pytest.raises(ImageNotFound, match="no-such/image:1"):
        await bench.runtime.check_image("no-such/image:1")
    await bench.assert_nothing_left()


async def test_an_image_that_is_there_has_a_digest(bench: RuntimeBench, echo_image: str) -> None:
    assert (await bench.runtime.check_image(echo_image)).startswith("sha256:")


async def test_an_environment_without_an_image_cannot_be_started(bench: RuntimeBench) -> None:
    with pytest.raises(WorkerStartFailed, match="no image") as caught:
        await bench.runtime.start(bench.launch(image=None))
    assert not caught.value.retryable


async def test_an_unknown_container_runtime_is_refused(bench: RuntimeBench) -> None:
    with pytest.raises(WorkerStartFailed, match="no-such-runtime"):
        await bench.runtime.start(bench.launch(container_runtime="no-such-runtime"))
    await bench.assert_nothing_left()


@pytest.fixture
def image_with_volume(docker_engine: docker.DockerClient, echo_image: str) -> Iterator[str]:
    name = f"dockergym-volume-test:{secrets.token_hex(4)}"
    dockerfile = f"FROM {echo_image}\nVOLUME /cache\n"
    docker_engine.images.build(fileobj=io.BytesIO(dockerfile.encode()), tag=name, rm=True)
    yield name
    docker_engine.images.remove(name, force=True)


async def test_anonymous_volumes_go_with_the_container(
    bench: RuntimeBench, docker_engine: docker.DockerClient, image_with_volume: str
) -> None:
    handle = await bench.start(image=image_with_volume)
    found = await asyncio.to_thread(docker_engine.api.inspect_container, handle.reference)
    (volume,) = [mount["Name"] for mount in found["Mounts"] if mount["Destination"] == "/cache"]
    await asyncio.to_thread(docker_engine.volumes.get, volume)
    await handle.stop()
    with pytest.raises(docker.errors.NotFound):
        await asyncio.to_thread(docker_engine.volumes.get, volume)


async def test_a_paused_container_is_stopped_all_the_same(
    bench: RuntimeBench, docker_engine: docker.DockerClient
) -> None:
    handle, lines = await bench.converse()
    await asyncio.to_thread(docker_engine.api.pause, handle.reference)
    assert await handle.poll() is None
    await handle.stop(0.2)
    await lines.end()
    await bench.assert_nothing_left()


async def test_a_container_that_somebody_removed_has_ended_and_can_be_stopped(
    bench: RuntimeBench, docker_engine: docker.DockerClient
) -> None:
    handle, lines = await bench.converse()
    await asyncio.to_thread(docker_engine.api.remove_container, handle.reference, force=True)
    await lines.end()
    assert (await exit_of(handle)).exit_code is None
    await handle.stop()
    await bench.assert_nothing_left()


async def test_stopping_while_somebody_else_removes_it(
    bench: RuntimeBench, docker_engine: docker.DockerClient
) -> None:
    handles = await asyncio.gather(*(bench.start() for _ in range(4)))

    def remove(reference: str) -> None:
        try:
            docker_engine.api.remove_container(reference, force=True)
        except docker.errors.APIError as error:
            if error.status_code not in (404, 409):
                raise

    removals = [asyncio.to_thread(remove, handle.reference) for handle in handles]
    await asyncio.gather(*removals, *(handle.stop(0) for handle in handles))
    await bench.assert_nothing_left()


async def test_a_killed_container_is_noticed(bench: RuntimeBench, docker_engine: docker.DockerClient) -> None:
    handle, lines = await bench.converse()
    await asyncio.to_thread(docker_engine.api.kill, handle.reference)
    await lines.end()
    assert (await exit_of(handle)).exit_code == 137


async def test_a_plain_worker_is_attached_to_again_after_a_restart(bench: RuntimeBench) -> None:
    first, lines = await bench.converse()
    say(lines, "before")
    assert await lines.next() == "before"
    assert lines.transport is not None
    await bench.runtime.close()
    bench.runtime = bench.open()
    (again,) = await bench.runtime.find(bench.server)
    assert again.reference == first.reference
    later = Lines()
    await again.attach(lambda: later)
    say(later, "after")
    assert await later.next() == "after"
    await again.stop()
    await bench.assert_nothing_left()


async def test_what_a_worker_wrote_while_there_was_no_server_is_in_its_tail(bench: RuntimeBench) -> None:
    first = await bench.start("import sys\nsys.stderr.write('last words\\n')\nsys.exit(5)")
    await exit_of(first)
    (again,) = await bench.open().find(bench.server)
    assert (await exit_of(again)).exit_code == 5
    assert again.stderr_tail() == "last words\n"


async def test_output_before_anybody_attaches_is_kept(bench: RuntimeBench) -> None:
    handle = await bench.start("print('early', flush=True)\nimport sys\nsys.exit(0)")
    await exit_of(handle)
    lines = Lines()
    await handle.attach(lambda: lines)
    assert await lines.next() == "early"
    await lines.end()


async def test_an_image_entrypoint_and_command_are_used_where_none_is_given(bench: RuntimeBench) -> None:
    _, lines = await bench.converse(command=())
    say(lines, json.dumps({"cmd": "init", "env_id": "a", "id": 1}))
    assert json.loads(await lines.next())["status"] in ("ok", "hello")


HIDDEN_SERVER = """
import asyncio, sys
from pathlib import Path
from dockergym.runtimes.base import WorkerLaunch
from dockergym.runtimes.docker import DockerRuntime
from dockergym.settings import ServerSettings

async def main(server, image, state_dir):
    runtime = DockerRuntime(ServerSettings(state_dir=Path(state_dir)))
    launch = WorkerLaunch(worker_id="hidden1", server=server, environment="bench", image=image)
    worker = await runtime.start(launch)
    print(worker.socket_dir, list(Path(state_dir).glob("*/workers/*")))
    await worker.stop(0)
    await runtime.close()

asyncio.run(main(*sys.argv[1:]))
"""


@pytest.mark.skipif(os.getuid() != 0, reason="only root can hide a folder from the engine")
async def test_a_socket_folder_the_engine_does_not_see_is_done_without(
    bench: RuntimeBench, tmp_path: Path
) -> None:
    # What a server inside a container sees: its folders are not where the engine looks for them.
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    hiding = 'mount -t tmpfs none "$1" && shift && exec "$@"'
    server = [
        sys.executable,
        "-c",
        HIDDEN_SERVER,
        bench.server,
        str(bench.launch().image),
        str(hidden / "state"),
    ]
    done = await asyncio.to_thread(
        subprocess.run,
        ["unshare", "--mount", "sh", "-c", hiding, "sh", str(hidden), *server],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout == "None []\n", done.stderr
    await bench.assert_nothing_left()


async def test_a_cancelled_start_is_undone_even_when_it_is_cancelled_twice(bench: RuntimeBench) -> None:
    async def impatient() -> None:
        starting = asyncio.create_task(bench.runtime.start(bench.launch()))
        await asyncio.sleep(0.02)
        starting.cancel()
        await asyncio.sleep(0)
        starting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await starting

    await asyncio.gather(*(impatient() for _ in range(3)))
    await bench.runtime.close()
    bench.runtime = bench.open()
    await bench.assert_nothing_left()


async def test_a_name_that_is_taken_harms_nobody(
    bench: RuntimeBench, docker_engine: docker.DockerClient
) -> None:
    handle, lines = await bench.converse()
    with pytest.raises(RuntimeFailure, match="cannot make a folder"):
        await bench.runtime.start(bench.launch(worker_id=handle.worker_id))
    with pytest.raises(WorkerStartFailed, match="already in use"):
        await bench.runtime.start(bench.launch(worker_id=handle.worker_id, offer_socket=False))
    say(lines, "still here")
    assert await lines.next() == "still here"
    assert handle.socket_dir is not None
    assert handle.socket_dir.exists()


SHOW_ARGUMENTS = "import json, sys; print(json.dumps(sys.argv[1:]), flush=True)"


@pytest.mark.parametrize("with_entrypoint", [True, False])
async def test_a_wrapper_is_given_what_the_image_would_have_run(
    bench: RuntimeBench, docker_engine: docker.DockerClient, echo_image: str, with_entrypoint: bool
) -> None:
    name = f"dockergym-wrapper-test:{secrets.token_hex(4)}"
    entrypoint = 'ENTRYPOINT ["server", "--quiet"]\n' if with_entrypoint else ""
    dockerfile = f'FROM {echo_image}\n{entrypoint}CMD ["--port", "8000"]\n'
    build = docker_engine.images.build
    await asyncio.to_thread(build, fileobj=io.BytesIO(dockerfile.encode()), tag=name, rm=True)
    try:
        wrapper = ("python", "-c", SHOW_ARGUMENTS)
        _, lines = await bench.converse(image=name, command=(), wrapper=wrapper)
        own = [*(["server", "--quiet"] if with_entrypoint else []), "--port", "8000"]
        assert json.loads(await lines.next()) == own
        _, lines = await bench.converse(image=name, command=("another", "command"), wrapper=wrapper)
        assert json.loads(await lines.next()) == ["another", "command"]
    finally:
        await asyncio.to_thread(docker_engine.images.remove, name, force=True)
