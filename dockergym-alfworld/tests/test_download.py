"""Downloading the dataset, from a real HTTP server that breaks off, changes its mind and lies."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dockergym_alfworld.download import (
    CorruptDownloadError,
    DownloadError,
    DownloadProgress,
    DownloadReport,
    Patience,
    RemoteFile,
    download,
    release_archives,
)
from dockergym_alfworld.tasks import scan_tasks

QUICK = Patience(attempts=3, pause_s=0.001)
TRIAL = "json_2.1.1/train/pick_and_place_simple-Mug-None-Shelf-301/trial_{}"


@dataclass
class Resource:
    """One file the server offers, and how badly it serves it."""

    content: bytes
    etag: str | None = '"v1"'
    ranges: bool = True
    drop_after: list[int] = field(default_factory=list)
    """How many bytes to send before cutting the connection, one entry a request; then no more cuts."""
    failures: list[int] = field(default_factory=list)
    """Status codes to answer first."""
    heeds_if_range: bool = True
    announced_length: int | None = None
    redirect: str | None = None
    requests: list[str | None] = field(default_factory=list)
    """The Range header of every request."""
    sent: int = 0


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def log_message(self, *arguments: object) -> None:
        return

    def do_GET(self) -> None:
        resource = self.server.resources.get(self.path)
        if resource is None:
            self.refuse(404)
            return
        wanted = self.headers.get("Range")
        resource.requests.append(wanted)
        if resource.failures:
            self.refuse(resource.failures.pop(0))
        elif resource.redirect is not None:
            self.refuse(302, Location=resource.redirect)
        else:
            self.serve(resource, self.first_byte(resource, wanted))

    def refuse(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def first_byte(self, resource: Resource, wanted: str | None) -> int | None:
        if wanted is None or not resource.ranges:
            return None
        if resource.heeds_if_range and self.headers.get("If-Range") != resource.etag:
            return None
        match = re.fullmatch(r"bytes=(\d+)-", wanted)
        assert match is not None
        return int(match[1])

    def serve(self, resource: Resource, first: int | None) -> None:
        body, total = resource.content[first or 0 :], len(resource.content)
        if first is not None and first >= total:
            self.refuse(416, **{"Content-Range": f"bytes */{total}"})
            return
        self.send_response(200 if first is None else 206)
        if first is not None:
            self.send_header("Content-Range", f"bytes {first}-{total - 1}/{total}")
        if resource.etag is not None:
            self.send_header("ETag", resource.etag)
        self.send_header("Content-Length", str(resource.announced_length or len(body)))
        self.end_headers()
        if resource.drop_after:
            body = body[: resource.drop_after.pop(0)]
            self.close_connection = True
        self.wfile.write(body)
        resource.sent += len(body)


class Server(ThreadingHTTPServer):
    """A file server on a free port of the loopback interface."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.resources: dict[str, Resource] = {}

    def offer(self, name: str, content: bytes) -> RemoteFile:
        self.resources[f"/{name}"] = Resource(content)
        url = f"http://127.0.0.1:{self.server_port}/{name}"
        return RemoteFile(url, name, len(content), hashlib.sha256(content).hexdigest())


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def zipped(files: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def member(name: str, number: int, content: object) -> dict[str, bytes]:
    return {f"{TRIAL.format(number)}/{name}": json.dumps(content).encode()}


@pytest.fixture
def archives(server: Server) -> list[RemoteFile]:
    """Two archives that make up two games, and one with megabytes that do not compress."""
    trajectories = {**member("traj_data.json", 1, {"task_type": "pick_and_place_simple"})}
    trajectories |= member("traj_data.json", 2, {"task_type": "pick_and_place_simple"})
    games = {**member("game.tw-pddl", 1, {"solvable": True}), **member("game.tw-pddl", 2, {"solvable": True})}
    states = {f"{TRIAL.format(1)}/initial_state.pddl": os.urandom(3_000_000)}
    return [
        server.offer("json.zip", zipped(trajectories, zipfile.ZIP_DEFLATED)),
        server.offer("games.zip", zipped(games)),
        server.offer("pddl.zip", zipped(states)),
    ]


def fetched(root: Path, archives: list[RemoteFile]) -> DownloadReport:
    return download(root, archives=archives, patience=QUICK)


def only(server: Server, file: RemoteFile) -> Resource:
    return server.resources[f"/{file.name}"]


def test_the_games_are_there_and_playable_afterwards(tmp_path: Path, archives: list[RemoteFile]) -> None:
    report = fetched(tmp_path / "data", archives)
    assert report == DownloadReport(tmp_path / "data" / "json_2.1.1", 5, already_there=False)
    assert len(scan_tasks(tmp_path / "data")) == 2
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["json_2.1.1"]


def test_a_second_download_fetches_nothing(
    tmp_path: Path, server: Server, archives: list[RemoteFile]
) -> None:
    fetched(tmp_path, archives)
    assert fetched(tmp_path, archives).already_there
    assert [len(resource.requests) for resource in server.resources.values()] == [1, 1, 1]
    download(tmp_path, archives=archives, patience=QUICK, force=True)
    assert [len(resource.requests) for resource in server.resources.values()] == [2, 2, 2]


def test_games_that_went_missing_are_fetched_again(tmp_path: Path, archives: list[RemoteFile]) -> None:
    fetched(tmp_path, archives)
    next(iter(scan_tasks(tmp_path))).path.unlink()
    assert not fetched(tmp_path, archives).already_there
    assert len(scan_tasks(tmp_path)) == 2


@pytest.mark.parametrize("name", ["game.tw-pddl", "traj_data.json"])
@pytest.mark.parametrize("older_receipt", [False, True])
def test_neither_file_of_a_game_may_be_missing(
    tmp_path: Path, archives: list[RemoteFile], name: str, older_receipt: bool
) -> None:
    fetched(tmp_path, archives)
    if older_receipt:
        rewrite_receipt(tmp_path, 2)
    (tmp_path / TRIAL.format(1) / name).unlink()
    assert not fetched(tmp_path, archives).already_there
    assert len(scan_tasks(tmp_path)) == 2


def rewrite_receipt(folder: Path, games: object) -> None:
    path = folder / "json_2.1.1" / ".dockergym-download.json"
    path.write_text(json.dumps({**json.loads(path.read_bytes()), "games": games}))


def test_games_of_ones_own_do_not_stand_in_for_those_that_are_missing(
    tmp_path: Path, archives: list[RemoteFile]
) -> None:
    fetched(tmp_path, archives)
    (tmp_path / TRIAL.format(1)).rename(tmp_path / TRIAL.format("own"))
    assert not fetched(tmp_path, archives).already_there
    assert len(scan_tasks(tmp_path)) == 3


@pytest.mark.parametrize("games", [2, None, [1], {"train": 2}, ["\0"]])
def test_receipts_of_other_versions_are_understood_or_ignored(
    tmp_path: Path, archives: list[RemoteFile], games: object
) -> None:
    fetched(tmp_path, archives)
    rewrite_receipt(tmp_path, games)
    assert fetched(tmp_path, archives).already_there == (games == 2)


def test_what_is_there_is_found_without_writing_and_archives_of_before_stay(
    tmp_path: Path, archives: list[RemoteFile]
) -> None:
    download(tmp_path, archives=archives, keep_archives=True, patience=QUICK)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path, *tmp_path.rglob("*"))}
    assert fetched(tmp_path, archives).already_there
    assert {path: path.stat().st_mtime_ns for path in (tmp_path, *tmp_path.rglob("*"))} == before
    half_done = tmp_path / ".dockergym-download" / "unpacked"
    half_done.mkdir()
    assert fetched(tmp_path, archives).already_there
    assert not half_done.exists()
    assert (tmp_path / ".dockergym-download" / "games.zip").is_file()


def test_games_of_ones_own_stay(tmp_path: Path, archives: list[RemoteFile]) -> None:
    own = tmp_path / "json_2.1.1" / "train" / "pick_and_place_simple-Pen-None-Desk-302" / "trial_own"
    own.mkdir(parents=True)
    (own / "note").write_text("mine")
    outdated = tmp_path / TRIAL.format(1)
    outdated.mkdir(parents=True)
    (outdated / "game.tw-pddl").write_text("old")
    fetched(tmp_path, archives)
    assert (own / "note").read_text() == "mine"
    assert len(scan_tasks(tmp_path)) == 2


@pytest.fixture
def other_disk() -> Iterator[Path]:
    """A folder of another file system than that of tmp_path."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        yield Path(folder)


@pytest.mark.parametrize("linked", ["json_2.1.1", "json_2.1.1/train"])
@pytest.mark.parametrize("older", [False, True])
def test_folders_may_be_links_to_another_disk(
    tmp_path: Path, other_disk: Path, archives: list[RemoteFile], linked: str, older: bool
) -> None:
    data = tmp_path / "data"
    (data / linked).parent.mkdir(parents=True)
    (data / linked).symlink_to(other_disk)
    train = data / "json_2.1.1" / "train"
    train.mkdir(exist_ok=True)
    if older:
        outdated = data / TRIAL.format(1)
        outdated.mkdir(parents=True)
        (outdated / "game.tw-pddl").write_text("old")
    fetched(data, archives)
    assert (data / linked).is_symlink()
    for number in (1, 2):
        trial = data / TRIAL.format(number)
        assert trial.stat().st_dev == other_disk.stat().st_dev
        assert (trial / "traj_data.json").is_file()
        assert json.loads((trial / "game.tw-pddl").read_bytes()) == {"solvable": True}
    assert not (data / ".dockergym-download").exists()
    assert list(other_disk.rglob("*dockergym-part*")) == []


@pytest.mark.parametrize("linked", ["json_2.1.1", "json_2.1.1/train"])
def test_a_link_to_nowhere_is_refused_before_anything_is_fetched(
    tmp_path: Path, server: Server, archives: list[RemoteFile], linked: str
) -> None:
    (tmp_path / linked).parent.mkdir(exist_ok=True)
    (tmp_path / linked).symlink_to(tmp_path / "unmounted")
    with pytest.raises(FileNotFoundError, match=r"a link to .*unmounted, which is not there; mount"):
        fetched(tmp_path, archives)
    assert [resource.requests for resource in server.resources.values()] == [[], [], []]


def test_a_folder_of_splits_is_downloaded_into_as_it_is(tmp_path: Path, archives: list[RemoteFile]) -> None:
    flat = tmp_path / "flat"
    trial = TRIAL.format(1).removeprefix("json_2.1.1/")
    (flat / trial).mkdir(parents=True)
    (flat / trial / "traj_data.json").write_text("{}")
    assert fetched(flat, archives).root == flat
    # Also where its games were deleted since.
    shutil.rmtree(flat / "train")
    (flat / "train").mkdir()
    assert fetched(flat, archives).root == flat
    assert len(scan_tasks(flat)) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["flat"]
    assert {path.name for path in flat.iterdir()} == {"train", ".dockergym-download.json"}


def test_a_folder_of_something_else_with_a_train_of_its_own_stays_as_it_is(
    tmp_path: Path, archives: list[RemoteFile]
) -> None:
    picture = tmp_path / "train" / "cats" / "1.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"a cat")
    assert fetched(tmp_path, archives).root == tmp_path / "json_2.1.1"
    assert {path for path in (tmp_path / "train").rglob("*") if path.is_file()} == {picture}
    assert len(scan_tasks(tmp_path)) == 2


def test_links_to_nowhere_that_are_no_splits_are_nobodys_business(
    tmp_path: Path, archives: list[RemoteFile]
) -> None:
    data = tmp_path / "json_2.1.1"
    data.mkdir()
    # As an editor leaves them.
    (data / ".#notes").symlink_to("user@host.123")
    (data / "notes").symlink_to("unmounted")
    assert not fetched(tmp_path, archives).already_there
    assert fetched(tmp_path, archives).already_there


def test_a_cut_connection_is_gone_on_with(tmp_path: Path, server: Server, archives: list[RemoteFile]) -> None:
    resource = only(server, archives[2])
    resource.drop_after = [1_000_000, 0, 500_000, 1]
    assert fetched(tmp_path, archives).files == 5
    assert resource.requests[0] is None
    assert resource.requests[-1] == "bytes=1500001-"
    assert resource.sent == len(resource.content)


def test_an_interrupted_download_is_gone_on_with_by_the_next_run(
    tmp_path: Path, server: Server, archives: list[RemoteFile]
) -> None:
    resource = only(server, archives[2])
    resource.drop_after = [2_000_000]
    resource.failures = []
    with pytest.raises(DownloadError, match=r"2000000 bytes are kept, run the download again"):
        download(tmp_path, archives=archives, patience=Patience(attempts=1))
    assert not (tmp_path / "json_2.1.1").exists()
    fetched(tmp_path, archives)
    assert resource.requests == [None, "bytes=2000000-"]
    assert len(only(server, archives[0]).requests) == 1
    assert len(scan_tasks(tmp_path)) == 2


def test_a_killed_download_is_gone_on_with(
    tmp_path: Path, server: Server, archives: list[RemoteFile]
) -> None:
    program = (
        "import os, sys\n"
        "from dockergym_alfworld.download import RemoteFile, download\n"
        "def stop(at):\n"
        "    if at.archive == 'pddl.zip' and at.done > 1_000_000: os.kill(os.getpid(), 9)\n"
        "files = [RemoteFile(*line.split()) for line in sys.argv[2:]]\n"
        "download(sys.argv[1], archives=files, progress=stop)\n"
    )
    files = [f"{file.url} {file.name}" for file in archives]
    killed = subprocess.run([sys.executable, "-c", program, str(tmp_path), *files], timeout=60)
    assert killed.returncode == -9
    fetched(tmp_path, archives)
    assert re.fullmatch(r"bytes=[1-9]\d{6}-", only(server, archives[2]).requests[-1] or "")
    assert len(scan_tasks(tmp_path)) == 2


def test_a_file_that_changed_meanwhile_is_fetched_anew(
    tmp_path: Path, server: Server, archives: list[RemoteFile]
) -> None:
    for heeds_if_range in (True, False):
        root = tmp_path / str(heeds_if_range)
        old = server.offer("pddl.zip", os.urandom(archives[2].size or 0))
        only(server, old).drop_after = [1_000_000]
        with pytest.raises(DownloadError):
            download(root, archives=[*archives[:2], old], patience=Patience(attempts=1))
        new = server.offer("pddl.zip", zipped({f"{TRIAL.format(1)}/initial_state.pddl": b"x" * 2_999_900}))
        only(server, new).etag = '"v2"'
        only(server, new).heeds_if_range = heeds_if_range
        fetched(root, [*archives[:2], new])
        assert len(scan_tasks(root)) == 2


@pytest.mark.parametrize("weakness", [{"ranges": False}, {"etag": None}, {"etag": 'W/"v1"'}])
def test_a_server_that_cannot_resume_sends_all_of_it_again(
    tmp_path: Path, server: Server, archives: list[RemoteFile], weakness: dict[str, object]
) -> None:
    resource = replace(only(server, archives[2]), drop_after=[1_000_000], **weakness)
    server.resources["/pddl.zip"] = resource
    fetched(tmp_path, archives)
    assert resource.sent == len(resource.content) + 1_000_000


def test_a_part_that_is_longer_than_the_file_is_dropped(
    tmp_path: Path, server: Server, archives: list[RemoteFile]
) -> None:
    resource = only(server, archives[2])
    resource.drop_after = [1_000_000]
    with pytest.raises(DownloadError):
        download(tmp_path, archives=archives, patience=Patience(attempts=1))
    with (tmp_path / ".dockergym-download" / "pddl.zip.part").open("ab") as stream:
        stream.write(b"x" * len(resource.content))
    fetched(tmp_path, archives)
    assert len(scan_tasks(tmp_path)) == 2


def test_a_busy_server_is_asked_again(tmp_path: Path, server: Server, archives: list[RemoteFile]) -> None:
    only(server, archives[0]).failures = [503, 429]
    assert fetched(tmp_path, archives).files == 5
    only(server, archives[1]).failures = [500] * 3
    with pytest.raises(DownloadError, match=r"gave up after 3 failures in a row .*500"):
        download(tmp_path, archives=archives, patience=QUICK, force=True)


def test_redirects_are_followed(tmp_path: Path, server: Server, archives: list[RemoteFile]) -> None:
    server.resources["/latest.zip"] = Resource(b"", redirect=archives[2].url)
    only(server, archives[2]).drop_after = [1_000_000]
    moved = replace(archives[2], url=archives[2].url.replace("pddl.zip", "latest.zip"))
    fetched(tmp_path, [*archives[:2], moved])
    assert only(server, archives[2]).requests == [None, "bytes=1000000-"]


@pytest.mark.parametrize("url", ["{}/missing.zip", "nowhere://x/y.zip", "http://127.0.0.1/\0x.zip"])
def test_a_wrong_address_fails_at_once(tmp_path: Path, server: Server, url: str) -> None:
    address = url.format(f"http://127.0.0.1:{server.server_port}")
    with pytest.raises(DownloadError, match="check the address"):
        download(tmp_path, archives=[RemoteFile(address, "x.zip")], patience=Patience(attempts=99, pause_s=9))


def test_nobody_listening_is_a_download_error(tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match="gave up after 3 failures"):
        download(tmp_path, archives=[RemoteFile("http://127.0.0.1:9/x.zip", "x.zip")], patience=QUICK)


def test_content_that_is_not_the_published_one_is_refused(
    tmp_path: Path, server: Server, archives: list[RemoteFile]
) -> None:
    forged = replace(archives[0], sha256="0" * 64)
    with pytest.raises(CorruptDownloadError, match="SHA-256"):
        fetched(tmp_path, [forged])
    shortened = replace(archives[0], size=12)
    with pytest.raises(CorruptDownloadError, match="not 12"):
        fetched(tmp_path, [shortened])
    assert not (tmp_path / "json_2.1.1").exists()
    assert [path.name for path in (tmp_path / ".dockergym-download").iterdir()] == ["lock"]


def test_a_flipped_bit_is_found_by_the_crc(
    tmp_path: Path, server: Server, archives: list[RemoteFile]
) -> None:
    content = bytearray(only(server, archives[2]).content)
    content[1_500_000] ^= 1
    damaged = server.offer("pddl.zip", bytes(content))
    with pytest.raises(CorruptDownloadError, match=r"damaged.*CRC.*run the download again"):
        fetched(tmp_path, [*archives[:2], damaged])
    assert not (tmp_path / "json_2.1.1").exists()
    repaired = server.offer("pddl.zip", zipped({f"{TRIAL.format(1)}/initial_state.pddl": b"x"}))
    fetched(tmp_path, [*archives[:2], repaired])
    assert len(only(server, archives[0]).requests) == 1


def deflated(content: bytes) -> bytearray:
    """Return an archive of one file, compressed."""
    return bytearray(zipped({"json_2.1.1/train/x/traj_data.json": content}, zipfile.ZIP_DEFLATED))


def test_a_compressed_member_that_is_damaged_is_found(tmp_path: Path, server: Server) -> None:
    content = deflated(bytes(range(256)) * 9)
    began = content.index(b"traj_data.json") + len(b"traj_data.json")
    content[began : began + 8] = b"\xff" * 8
    with pytest.raises(CorruptDownloadError, match=r"damaged.*run the download again"):
        fetched(tmp_path, [server.offer("damaged.zip", bytes(content))])


def test_a_member_that_asks_for_a_password_is_refused(tmp_path: Path, server: Server) -> None:
    content = deflated(b"{}")
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(header) + flags] |= 1
    with pytest.raises(CorruptDownloadError, match=r"password.*run the download again"):
        fetched(tmp_path, [server.offer("locked.zip", bytes(content))])


def test_what_is_no_archive_is_refused(tmp_path: Path, server: Server) -> None:
    page = server.offer("page.zip", b"<html>please log in</html>")
    with pytest.raises(CorruptDownloadError, match="damaged"):
        fetched(tmp_path, [page])


@pytest.mark.parametrize(
    "name",
    ["../escaped", "json_2.1.1/../../escaped", "/tmp/escaped", "json_2.1.1\\..\\escaped", "C:/escaped"],
)
def test_an_archive_cannot_write_outside(tmp_path: Path, server: Server, name: str) -> None:
    root = tmp_path / "deep" / "data"
    evil = server.offer("evil.zip", zipped({name: b"gotcha"}))
    with pytest.raises(CorruptDownloadError, match="unsafe name"):
        fetched(root, [evil])
    assert not list(tmp_path.rglob("*escaped*"))


def test_an_archive_cannot_plant_links(tmp_path: Path, server: Server) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        link = zipfile.ZipInfo("json_2.1.1/train")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc")
    evil = server.offer("evil.zip", stream.getvalue())
    with pytest.raises(CorruptDownloadError, match="not a plain file"):
        fetched(tmp_path, [evil])


def test_what_lies_beside_the_games_is_left_in_the_archive(tmp_path: Path, server: Server) -> None:
    extra = server.offer("x.zip", zipped({"__MACOSX/._x": b"", **member("game.tw-pddl", 1, {})}))
    assert fetched(tmp_path, [extra]).files == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["json_2.1.1"]


def test_progress_covers_both_stages_to_the_end(tmp_path: Path, archives: list[RemoteFile]) -> None:
    seen: list[DownloadProgress] = []
    download(tmp_path, archives=archives, patience=QUICK, progress=seen.append)
    last = {(step.stage, step.archive): step for step in seen}
    assert len(last) == 6
    assert all(step.done == step.total > 0 for step in last.values())
    done = [step.done for step in seen if (step.stage, step.archive) == ("fetch", "pddl.zip")]
    assert done == sorted(done)


def test_archives_may_be_kept(tmp_path: Path, server: Server, archives: list[RemoteFile]) -> None:
    download(tmp_path, archives=archives, keep_archives=True)
    kept = {path.name for path in (tmp_path / ".dockergym-download").iterdir()}
    assert kept == {"json.zip", "games.zip", "pddl.zip", "lock"}
    download(tmp_path, archives=archives, keep_archives=True, force=True)
    assert [len(resource.requests) for resource in server.resources.values()] == [1, 1, 1]


def test_two_downloads_into_one_folder_do_not_mix(tmp_path: Path, archives: list[RemoteFile]) -> None:
    errors: list[str] = []

    def interfere(step: DownloadProgress) -> None:
        if not errors:
            with pytest.raises(DownloadError) as caught:
                fetched(tmp_path, archives)
            errors.append(str(caught.value))

    download(tmp_path, archives=archives, progress=interfere)
    assert "another download" in errors[0]
    assert len(scan_tasks(tmp_path)) == 2


def test_the_json_folder_itself_may_be_named(tmp_path: Path, archives: list[RemoteFile]) -> None:
    assert fetched(tmp_path / "json_2.1.1", archives).root == tmp_path / "json_2.1.1"
    assert len(scan_tasks(tmp_path)) == 2


def test_a_mirror_offers_the_same_archives() -> None:
    published, mirrored = release_archives(), release_archives("https://mirror.example/alfworld/")
    assert [file.name for file in published] == [file.url.rpartition("/")[2] for file in mirrored]
    assert mirrored[2].url == "https://mirror.example/alfworld/0.4.2/json_2.1.3_tw-pddl.zip"
    assert all(file.size and len(file.sha256 or "") == 64 for file in published)
