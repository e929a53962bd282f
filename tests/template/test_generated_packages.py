"""Packages made from the template, used as their authors and users will use them."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import docker
import httpx
import pytest

from dockergym.cli.new import make_package
from dockergym_alfworld.server_process import ServerProcess

KINDS = list(product(("sdk", "custom"), ("none", "volume")))
# Of this run alone, as others may share the engine.
RUN = secrets.token_hex(3)
NAMES = {(worker, data): f"template-{worker}-{data}-{RUN}" for worker, data in KINDS}
BUILT = NAMES["custom", "volume"]
IMAGE = f"dockergym-{BUILT}:0.1.0"
ALFWORLD = {"DOCKERGYM_ALFWORLD_STARTER": "only"}

ALWAYS = {
    "README.md",
    "pyproject.toml",
    "src/{module}/__init__.py",
    "src/{module}/example.py",
    "src/{module}/image/Dockerfile",
    "src/{module}/params.py",
    "src/{module}/plugin.py",
    "src/{module}/py.typed",
    "src/{module}/settings.py",
    "src/{module}/tasks.py",
    "tests/test_plugin.py",
    "tests/test_worker.py",
}
ONLY = {
    "sdk": {"src/{module}/worker.py", "src/{module}/image/requirements.txt"},
    "custom": {"src/{module}/image/worker.pl"},
    "none": set(),
    "volume": {"src/{module}/starter/up-to-10.json", "src/{module}/starter/up-to-100.json"},
}


def package_of(folder: Path, worker: str, data: str) -> Path:
    """Return the folder of a package."""
    return folder / f"dockergym-{NAMES[worker, data]}"


def module_of(worker: str, data: str) -> str:
    """Return the import name of a package."""
    return f"dockergym_{NAMES[worker, data].replace('-', '_')}"


def run(*command: str | Path, folder: Path, timeout_s: float = 110, **variables: str) -> str:
    """Run a command, and return what it says."""
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=timeout_s,
        check=False,
        cwd=folder,
        env={**os.environ, **variables},
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a package of every kind, each with a name of its own."""
    folder = tmp_path_factory.mktemp("template")
    for (worker, data), name in NAMES.items():
        make_package(name, folder, worker=worker, data=data)
    return folder


@pytest.fixture(scope="module")
def python(folder: Path) -> Path:
    """The interpreter of a new virtual environment in which all of them are installed from their wheels."""
    run(sys.executable, "-m", "venv", folder / "venv", folder=folder)
    python = folder / "venv" / "bin" / "python"
    # What is installed here is installed there as well, without being fetched again.
    site = Path(
        run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=folder).strip()
    )
    (site / "here.pth").write_text(f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})\n")
    packages = sorted(folder.glob("dockergym-*"))
    options = ("--quiet", "--no-index", "--no-deps")
    run(
        python,
        "-m",
        "pip",
        "wheel",
        *options,
        "--no-build-isolation",
        "-w",
        "wheels",
        *packages,
        folder=folder,
    )
    run(python, "-m", "pip", "install", *options, *folder.glob("wheels/*.whl"), folder=folder)
    return python


@pytest.fixture(scope="module")
def image(folder: Path, python: Path, docker_engine: docker.DockerClient) -> Iterator[str]:
    """The image of the package with a worker of its own and a data volume."""
    said = run(python, "-m", "dockergym", "build", BUILT, folder=folder)
    assert f"built {IMAGE}" in said
    yield IMAGE
    docker_engine.images.remove(IMAGE, force=True)


@pytest.mark.parametrize(("worker", "data"), KINDS)
def test_a_package_has_what_its_kind_needs_and_nothing_else(folder: Path, worker: str, data: str) -> None:
    package = package_of(folder, worker, data)
    found = {str(path.relative_to(package)) for path in package.rglob("*") if path.is_file()}
    module = module_of(worker, data)
    assert found == {name.format(module=module) for name in ALWAYS | ONLY[worker] | ONLY[data]}


@pytest.mark.parametrize("name", ["ab", "a-name-as-long-as-the-longest-one-may-be"])
def test_packages_are_formatted_and_have_no_lint(tmp_path: Path, name: str) -> None:
    for worker, data in KINDS:
        package = make_package(name, tmp_path / f"{worker}-{data}", worker=worker, data=data)
        run(sys.executable, "-m", "ruff", "check", "--no-cache", ".", folder=package)
        run(sys.executable, "-m", "ruff", "format", "--no-cache", "--check", ".", folder=package)
        assert "cookiecutter" not in "".join(path.read_text() for path in package.rglob("*.py"))


def test_packages_have_no_type_errors(folder: Path) -> None:
    sources = sorted(folder.glob("dockergym-*/src"))
    config = sources[0].parent / "pyproject.toml"
    cache = f"--cache-dir={folder / 'mypy'}"
    command = (sys.executable, "-m", "mypy", "--strict", cache, f"--config-file={config}", *sources)
    run(*command, folder=folder, MYPYPATH=os.pathsep.join(map(str, sources)))


def test_a_plugin_is_about_twenty_lines(folder: Path) -> None:
    plugin = (package_of(folder, "sdk", "none") / "src" / module_of("sdk", "none") / "plugin.py").read_text()
    functions = re.findall(r"^def .*?(?=^@|\Z)", plugin, re.MULTILINE | re.DOTALL)
    code = [line for text in functions for line in text.splitlines() if line.strip() and '"""' not in line]
    assert len(code) <= 40
    assert len(functions) == 3


@pytest.mark.parametrize(("worker", "data"), KINDS)
def test_its_own_tests_pass_as_generated(folder: Path, python: Path, worker: str, data: str) -> None:
    package = package_of(folder, worker, data)
    said = run(
        python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:asyncio", ".", folder=package
    )
    passed = re.search(r"(\d+) passed", said)
    assert passed, said
    assert int(passed[1]) >= 8


def test_its_versions_agree(folder: Path, python: Path) -> None:
    shown = run(python, "-m", "dockergym", "envs", "--json", folder=folder)
    project = (package_of(folder, "sdk", "none") / "pyproject.toml").read_text()
    wanted = tomllib.loads(project)["project"]["version"]
    assert f'"distribution_version": "{wanted}"' in shown
    for name in NAMES.values():
        assert f'"{name}"' in shown


def test_every_point_is_kept_in_its_container(folder: Path, python: Path, image: str) -> None:
    said = run(
        python, "-m", "dockergym", "check", BUILT, "--runtime", "docker", "--episodes", "40", folder=folder
    )
    assert "passed   runs_unprivileged" in said
    assert "failed" not in said


def test_it_is_served_beside_alfworld_and_an_episode_is_won(
    folder: Path, python: Path, image: str, alfworld_image: str
) -> None:
    command = [str(python), "-m", "dockergym", "serve", "alfworld", BUILT, "--runtime", "docker"]
    state = folder / "s"
    state.mkdir()
    server = ServerProcess(command, ALFWORLD, state)
    try:
        server.wait_until_ready()
        assert set(played(server.url)) == {"alfworld", BUILT}
        example = (
            "-m",
            f"{module_of('custom', 'volume')}.example",
            "--base-url",
            f"{server.url}/envs/{BUILT}",
        )
        assert run(python, *example, "--seed", "3", folder=folder).rstrip().endswith("Yes!")
    finally:
        server.stop()


def played(url: str) -> Iterator[str]:
    """Begin an episode of each environment and take a step; return their names."""
    with httpx.Client(base_url=url, trust_env=False, timeout=60) as http:
        for one in http.get("/envs").json()["environments"]:
            prefix = f"/envs/{one['name']}/sessions"
            begun: dict[str, Any] = http.post(prefix, json={"seed": 1}).raise_for_status().json()
            action = begun["info"]["admissible_commands"][0]
            http.post(f"{prefix}/{begun['session_id']}/step", json={"action": action}).raise_for_status()
            http.delete(f"{prefix}/{begun['session_id']}").raise_for_status()
            yield str(one["name"])
