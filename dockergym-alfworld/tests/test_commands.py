"""`dockergym alfworld …` and `python -m dockergym_alfworld`, as typed."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dockergym.cli import cli
from dockergym_alfworld import commands
from dockergym_alfworld.download import RemoteFile
from dockergym_alfworld.starter import starter_root
from dockergym_alfworld.tasks import scan_tasks
from dockergym_alfworld.verification import Difference, Verdict, Verification


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        return


@pytest.fixture(autouse=True)
def data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The data folder that the commands use where none is named."""
    monkeypatch.delenv("DOCKERGYM_ALFWORLD_DATA", raising=False)
    monkeypatch.delenv("ALFWORLD_DATA", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path / ".cache" / "alfworld"


@pytest.fixture
def mirror(tmp_path: Path) -> Iterator[str]:
    """The address of a server that has what is in the folder `mirror`."""
    (tmp_path / "mirror").mkdir()
    handler = partial(QuietHandler, directory=str(tmp_path / "mirror"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["alfworld", *arguments])


def an_archive(folder: Path) -> tuple[str, int, str]:
    """Write the starter games as an archive; return its name, size and digest."""
    path = folder / "games.zip"
    root = starter_root()
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted((root / "json_2.1.1").rglob("*")):
            archive.write(file, file.relative_to(root))
    content = path.read_bytes()
    return path.name, len(content), hashlib.sha256(content).hexdigest()


def test_help_lists_the_commands() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert all(name in result.output for name in ("download", "generate", "verify"))


def test_games_are_made_where_they_are_served_from(data: Path) -> None:
    pytest.importorskip("alfworld")
    result = run("generate", "--count", "1", "--seed", "3", "--task-type", "1", "--split", "valid_seen")
    assert result.exit_code == 0, result.output
    (game,) = scan_tasks(data)
    assert (game.split, game.task_type) == ("valid_seen", "pick_and_place_simple")
    assert "serve them: dockergym serve alfworld" in result.output


def test_games_are_made_in_a_folder_that_is_named(data: Path, tmp_path: Path) -> None:
    pytest.importorskip("alfworld")
    folder = tmp_path / "other games"
    result = run("generate", "--count", "1", "--task-type", "look_at_obj_in_light", "--data", str(folder))
    assert result.exit_code == 0, result.output
    assert len(scan_tasks(folder)) == 1
    assert f"DOCKERGYM_ALFWORLD_DATA='{folder}' dockergym serve alfworld" in result.output
    assert not data.exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--task-type", "7"], "unknown task_type '7'"),
        (["--split", "test"], "the splits are train, valid_seen, valid_unseen"),
        (["--count", "0"], "--count"),
    ],
)
def test_a_wrong_wish_is_an_error_in_one_line(data: Path, arguments: list[str], message: str) -> None:
    result = run("generate", *arguments)
    assert result.exit_code == 2
    assert message in result.output
    assert "Traceback" not in result.output
    assert not list(data.rglob("game.tw-pddl"))


def test_a_folder_that_cannot_be_written_is_an_error_in_one_line(tmp_path: Path) -> None:
    pytest.importorskip("alfworld")
    (tmp_path / "file").write_text("in the way")
    result = run("generate", "--count", "1", "--data", str(tmp_path / "file" / "below"))
    assert result.exit_code == 1
    assert "error: " in result.output
    assert "Traceback" not in result.output


def test_the_dataset_is_downloaded_and_counted(
    data: Path, mirror: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, size, digest = an_archive(tmp_path / "mirror")

    def archives(base_url: str) -> tuple[RemoteFile, ...]:
        return (RemoteFile(f"{base_url}/{name}", name, size, digest),)

    monkeypatch.setattr(commands, "release_archives", archives)
    result = run("download", "--mirror", mirror)
    assert result.exit_code == 0, result.output
    assert f"downloaded: {data / 'json_2.1.1'}" in result.output
    assert "games that can be played: 12; serve them: dockergym serve alfworld" in result.output
    assert "already there" in run("download", "--mirror", mirror).output


def test_a_download_that_is_refused_says_what_to_do(data: Path, mirror: str) -> None:
    result = run("download", "--mirror", mirror)
    assert result.exit_code == 1
    assert "404" in result.output
    assert "Traceback" not in result.output
    assert not (data / "json_2.1.1").exists()


def test_the_fast_engine_is_compared_with_alfworld_on_games_of_the_users() -> None:
    pytest.importorskip("alfworld")
    result = run("verify", "--count", "1", "--task-type", "1", "--seed", "4")
    assert result.exit_code == 0, result.output
    found = re.search(r"games: 1; answers compared: (\d+); games that differ: 0", result.output)
    assert found is not None
    assert int(found[1]) > 20


def test_a_difference_is_shown_and_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("alfworld")
    difference = Difference(0, 3, "open drawer 1", "observation", "'You open it.'", "'It opens.'")

    def differ(
        games: Sequence[Path], *, progress: Callable[[Verdict], None], **others: object
    ) -> Verification:
        verdicts = [Verdict(games[0], 9, difference), *(Verdict(game, 9) for game in games[1:])]
        for verdict in verdicts:
            progress(verdict)
        return Verification(verdicts)

    monkeypatch.setattr(commands, "verify", differ)
    result = run("verify")
    assert result.exit_code == 1
    assert "step 3 ('open drawer 1'): observation differs" in result.output
    assert "'You open it.'" in result.output
    assert "games: 12; answers compared: 108; games that differ: 1" in result.output
    assert "DOCKERGYM_ALFWORLD_ENGINE=upstream" in result.output


def test_games_that_neither_side_can_play_are_not_called_the_same(data: Path) -> None:
    pytest.importorskip("alfworld")
    trial = data / "json_2.1.1" / "train" / "pick_and_place_simple-Mug-None-Shelf-301" / "trial_1"
    trial.mkdir(parents=True)
    (trial / "traj_data.json").write_text('{"task_type": "pick_and_place_simple"}')
    (trial / "game.tw-pddl").write_text('{"solvable": true}')
    result = run("verify", "--data", str(data))
    assert result.exit_code == 1
    assert (
        "games: 1; answers compared: 0; games that differ: 0; games that neither can play: 1" in result.output
    )


def test_games_that_do_not_exist_are_not_verified() -> None:
    pytest.importorskip("alfworld")
    result = run("verify", "--split", "valid_seen", "--task-type", "2")
    assert result.exit_code == 2
    assert "leave a filter out" in result.output


def serve_alone(*arguments: str) -> subprocess.CompletedProcess[str]:
    variables = {name: value for name, value in os.environ.items() if not name.startswith("DOCKERGYM_")}
    return subprocess.run(
        [sys.executable, "-m", "dockergym_alfworld", *arguments],
        env=variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_served_alone_it_has_the_servers_flags_and_its_own() -> None:
    shown = serve_alone("--help")
    assert shown.returncode == 0
    assert all(flag in shown.stdout for flag in ("--data-volume", "--starter", "--port", "--max-sessions"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--data-volume", "/games:/data:rw"], "write /games:/data:ro"),
        (["--data-volume", "/no/such/games:/data:ro"], "the data root /no/such/games is not a folder"),
        (["--starter", "sometimes"], "sometimes"),
        (["--port", "65536"], "--port 65536"),
    ],
)
def test_served_alone_wrong_flags_are_clear_errors(arguments: list[str], message: str) -> None:
    done = serve_alone("--runtime", "local", "--port", "0", *arguments)
    assert done.returncode in (1, 2)
    assert message in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
