"""Which names an environment can have, and what is said about the others."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dockergym.cli.group import COMMANDS
from dockergym.cli.new import TEMPLATE, make_package, reason_against
from dockergym.errors import ConfigurationError

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["chess", "word-chess", "a", "c4", "x" * 40])
def test_a_good_name_has_nothing_against_it(name: str) -> None:
    assert reason_against(name) == ""


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "needs a name"),
        ("Word Chess", "how about 'word-chess'"),
        ("word_chess", "how about 'word-chess'"),
        ("dockergym-chess", "how about 'chess'"),
        ("4chess", "must begin with a letter"),
        ("-chess", "must begin with a letter"),
        ("chess-", "must begin with a letter"),
        ("word--chess", "how about 'word-chess'"),
        ("schäch", "lower-case letters"),
        ("../chess", "lower-case letters"),
        ("x" * 41, "41 letters; 40 are the limit"),
        ("core", "is the server itself"),
        ("worker", "is the worker SDK"),
        ("alfworld", "is installed"),
    ],
)
def test_a_bad_name_is_refused_with_the_reason(name: str, reason: str) -> None:
    assert reason in reason_against(name)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_the_name_of_a_command_is_refused(command: str) -> None:
    assert "is a command of dockergym" in reason_against(command)


def test_a_package_that_is_there_is_left_alone(tmp_path: Path) -> None:
    package = make_package("chess", tmp_path)
    (package / "mine.txt").write_text("mine")
    with pytest.raises(ConfigurationError, match="is there already"):
        make_package("chess", tmp_path)
    assert (package / "mine.txt").read_text() == "mine"


def test_the_command_leaves_with_the_reason_and_makes_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dockergym", "new", "Word Chess", "--into", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "how about 'word-chess'" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_in_the_folder_for_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    make_package("chess", tmp_path)
    assert list(temporary.iterdir()) == []


def test_plain_cookiecutter_refuses_it_as_well_and_makes_nothing(tmp_path: Path) -> None:
    done = cookiecutter(tmp_path, "name=Word Chess")
    assert done.returncode != 0
    assert "how about 'word-chess'" in done.stderr
    assert list((tmp_path / "made").iterdir()) == []


def test_plain_cookiecutter_makes_the_same_package(tmp_path: Path) -> None:
    done = cookiecutter(tmp_path, "name=chess", "worker=custom", "data=volume")
    assert done.returncode == 0, done.stderr
    ours = make_package("chess", tmp_path, worker="custom", data="volume")
    assert contents(tmp_path / "made" / "dockergym-chess") == contents(ours)


def test_nothing_that_an_installer_has_compiled_gets_into_a_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled = tmp_path / "template"
    shutil.copytree(TEMPLATE, compiled)
    for folder in [path for path in compiled.rglob("*") if path.is_dir()]:
        (folder / "__pycache__").mkdir()
        (folder / "__pycache__" / "module.cpython-311.pyc").write_bytes(bytes(range(256)))
    monkeypatch.setattr("dockergym.cli.new.TEMPLATE", compiled)
    package = make_package("chess", tmp_path)
    assert list(package.rglob("__pycache__")) == []


def test_the_template_in_the_package_is_the_one_of_the_repository() -> None:
    assert TEMPLATE.resolve() == ROOT / "templates" / "cookiecutter-env"


def cookiecutter(folder: Path, *wishes: str) -> subprocess.CompletedProcess[str]:
    """Run cookiecutter on the template of the repository, as a person would."""
    made = folder / "made"
    made.mkdir()
    settings = folder / "settings.yaml"
    settings.write_text(f"replay_dir: '{folder / 'replay'}'\n")
    template = ROOT / "templates" / "cookiecutter-env"
    options = ["--no-input", "--config-file", str(settings), "--output-dir", str(made)]
    command = [sys.executable, "-m", "cookiecutter", str(template), *options, *wishes]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def contents(folder: Path) -> dict[str, str]:
    """Return every file below a folder, and what is in it."""
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}
