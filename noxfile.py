"""Everything that is run on this project; ``nox --list`` shows the sessions.

``DOCKERGYM_WHEELS`` names a folder of ready wheels that image builds take from as well; they must
have been made on Linux, with a C library no newer than the image's. ``nox -s wheels`` makes such a
folder of the packages that are published as sources only.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
import sysconfig
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|venv"
nox.options.reuse_existing_virtualenvs = True
nox.options.error_on_external_run = True
nox.options.sessions = ["lint", "typecheck", "worker_floor", "build", "docs", "tests", "openenv"]

ROOT = Path(__file__).resolve().parent
ENVIRONMENTS = sorted(
    folder.parent.name
    for folder in ROOT.glob("dockergym-*/pyproject.toml")
    if folder.parent.name != "dockergym-core"
)
PACKAGES = ["dockergym-core", *ENVIRONMENTS]
ALFWORLD = ["dockergym-core", "dockergym-alfworld"]
WORKER_SDK = "dockergym-core/src/dockergym_worker"
OPENENV = ["openenv-core==0.3.0", "openenv==0.10.0"]
# For its sources alone: what it depends on is made for machines with GPUs.
VERL = "verl==0.9.1"
TRAINERS = ["skyrl-gym>=0.4,<0.5", "trl>=1.16,<2", "verifiers>=0.4,<0.5"]
SOURCES_ONLY = ["jericho", "fast-downward-textworld"]
TEST_TOOLS = [
    "editables>=0.5",
    "gymnasium>=1.1",
    "hatchling>=1.24",
    "hypothesis>=6.100",
    "mcp>=2.0,<3",
    # What is made from the template is linted and type checked, too.
    "mypy==2.4.1",
    "pexpect>=4.9",
    "pyte>=0.8.2",
    "pytest>=8.4",
    "pytest-asyncio>=0.26",
    "pytest-timeout>=2.3",
    "schemathesis>=4.30",
    "ruff==0.17.5",
]


def wheels_folder() -> Path:
    """Return where wheels of what is published as sources only are kept: one folder a platform."""
    if named := os.environ.get("DOCKERGYM_WHEELS"):
        return Path(named).resolve()
    return ROOT / ".wheels" / f"{sysconfig.get_platform()}-{platform.python_version()}"


def engines(environments: list[str]) -> list[Path]:
    """Return the requirements of the worker images of these environment packages."""
    return [path for name in environments for path in ROOT.glob(f"{name}/src/*/image/requirements.txt")]


def pins(names: list[str]) -> list[str]:
    """Return the requirements of the worker images for the packages named."""
    lines = {line.strip() for path in engines(ENVIRONMENTS) for line in path.read_text().splitlines()}
    return sorted(line for line in lines if line.partition("==")[0] in names)


def missing_wheels(folder: Path) -> list[str]:
    """Return the requirements, of those published as sources only, for which the folder has no wheel."""
    names = {pin: pin.replace("==", "-").replace("-", "?") for pin in pins(SOURCES_ONLY)}
    return [pin for pin, name in names.items() if not list(folder.glob(f"{name}-*.whl"))]


def compilers(session: nox.Session) -> dict[str, str]:
    """Return the variables to compile C and C++ with; compilers come from PyPI where there are none."""
    if not shutil.which("make"):
        session.error("`make` is needed to build ALFWorld's planner. Debian, Ubuntu: apt-get install make")
    if shutil.which("cc") and shutil.which("c++") and shutil.which("ar"):
        return {}
    session.warn(
        "No C++ compiler here: taking one from PyPI, once; this adds some five minutes. "
        "To avoid that: apt-get install g++ (Debian, Ubuntu), xcode-select --install (macOS)."
    )
    session.install("ziglang")
    code = "import pathlib, ziglang; print(pathlib.Path(ziglang.__file__).with_name('zig'))"
    zig = (session.run("python", "-c", code, silent=True) or "").strip()
    folder = Path(session.create_tmp()).resolve() / "compilers"
    folder.mkdir(exist_ok=True)
    for name, tool in {
        "cc": "cc",
        "gcc": "cc",
        "c++": "c++",
        "g++": "c++",
        "ar": "ar",
        "ranlib": "ranlib",
    }.items():
        program = folder / name
        program.write_text(f"#!/bin/sh\nexec '{zig}' {tool} \"$@\"\n")
        program.chmod(0o755)
    # jericho's makefile names /usr/bin/ar; only a variable given on make's command line overrides that.
    return {
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "CC": "cc",
        "CXX": "c++",
        "MAKEFLAGS": "AR=ar RANLIB=ranlib",
    }


def make_wheels(session: nox.Session) -> Path:
    """Make the wheels that are still missing, and return their folder."""
    folder = wheels_folder()
    if missing := missing_wheels(folder):
        session.log(f"building {' and '.join(missing)} from source, once: a minute or two")
        session.install("pip", "setuptools", "wheel")
        command = ["python", "-m", "pip", "wheel", "--no-deps", "--wheel-dir", str(folder), *missing]
        session.run(*command, env=compilers(session))
    return folder


def wheels_for_image(session: nox.Session, folder: Path) -> None:
    """Fetch OpenEnv with all that it needs, for the Python of the base image and whatever Linux that is."""
    if (folder / "complete").exists():
        return
    platforms = ["manylinux_2_17_x86_64", "manylinux2014_x86_64", "manylinux_2_28_x86_64"]
    if platform.machine() != "x86_64":
        platforms = [name.replace("x86_64", platform.machine()) for name in platforms]
    session.install("pip")
    session.run(
        "python", "-m", "pip", "download", "--quiet", "--only-binary=:all:", "--dest", str(folder),
        "--python-version", "3.11", "--implementation", "cp",
        *(part for name in platforms for part in ("--platform", name)), OPENENV[-1],
    )  # fmt: skip
    (folder / "complete").touch()


def install_packages(session: nox.Session, *others: str, packages: list[str] = PACKAGES) -> None:
    """Install packages as they are in the work tree, and what else is named."""
    session.install(*others, *(part for name in packages for part in ("--editable", f"./{name}")))


def install_engines(session: nox.Session, environments: list[str] = ENVIRONMENTS) -> None:
    """Install exactly what the worker images have, for workers and tests on this machine."""
    folder = make_wheels(session)
    files = [part for path in engines(environments) for part in ("--requirement", str(path))]
    session.install("--no-deps", "--find-links", str(folder), *files)


def build_images_where_docker_answers(session: nox.Session, *which: str) -> bool:
    """Build images ahead of the tests, where their progress can be seen; say whether there was an engine for it."""
    code = "import docker; docker.from_env(version='1.41').ping(); print('answers')"
    said = session.run("python", "-c", code, silent=True, success_codes=[0, 1], log=False)
    if "answers" not in str(said).splitlines():
        return False
    named = os.environ.get("DOCKERGYM_WHEELS")
    session.run("dockergym", "build", *which, *(["--wheels", named] if named else []))
    return True


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and formatting with ruff."""
    session.install("ruff==0.17.5")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session
def typecheck(session: nox.Session) -> None:
    """Check the types of all packages with mypy, strictly."""
    typed = pins(["gymnasium", "numpy"])
    install_packages(session, "mypy==2.4.1", "types-docker==7.2.0.20261006", "mcp>=2.0,<3", *typed)
    session.run("mypy")


@nox.session
def worker_floor(session: nox.Session) -> None:
    """Check that the worker SDK keeps to Python 3.8 and its standard library."""
    session.install("vermin>=1.6")
    session.run("vermin", "--no-tips", "--violations", "--target=3.8-", "--no-parse-comments", WORKER_SDK)


@nox.session
def build(session: nox.Session) -> None:
    """Build all packages, install them from their wheels into a clean environment, and use them there."""
    session.install("build", "virtualenv")
    made = Path(session.create_tmp()).resolve() / "dist"
    shutil.rmtree(made, ignore_errors=True)
    for package in PACKAGES:
        session.run("python", "-m", "build", "--outdir", str(made), package, silent=True)
    clean = made.parent / "clean"
    session.run("python", "-m", "virtualenv", "--clear", "--quiet", str(clean))
    scripts = clean / ("Scripts" if sys.platform == "win32" else "bin")
    session.run(
        str(scripts / "python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        *map(str, made.glob("*.whl")),
        external=True,
    )
    session.run(str(scripts / "dockergym"), "envs", external=True)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation into ``site/``; a link that leads nowhere is an error. ``-- serve`` shows it."""
    session.install("mkdocs==1.6.1", "mkdocs-material==9.8.1")
    command = session.posargs or ["build", "--strict", "--quiet"]
    session.run("mkdocs", *command, env={"NO_MKDOCS_2_WARNING": "1"})


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests; Docker tests too where an engine answers. Arguments go to pytest."""
    install_packages(session, *TEST_TOOLS)
    install_engines(session)
    if not session.posargs:
        build_images_where_docker_answers(session, "--all")
    session.run("pytest", *(session.posargs or ["-m", "not bench and not identity"]))


@nox.session
def check(session: nox.Session) -> None:
    """Check every environment point by point, in containers where an engine answers; arguments name some."""
    install_packages(session)
    chosen = session.posargs or [name.removeprefix("dockergym-") for name in ENVIRONMENTS]
    if not build_images_where_docker_answers(session, *chosen):
        install_engines(session, [f"dockergym-{name}" for name in chosen])
    for name in chosen:
        session.run("dockergym", "check", name)


@nox.session
def openenv(session: nox.Session) -> None:
    """Play with OpenEnv's own clients, each version in an environment of its own. Arguments go to pytest."""
    install_packages(session, *TEST_TOOLS)
    folder = Path(session.virtualenv.location).resolve() / "openenv"
    for requirement in OPENENV:
        place = folder / requirement.replace("==", "-")
        if not (place / "complete").exists():
            session.run("python", "-m", "venv", "--clear", str(place))
            session.run(
                str(place / "bin" / "python"), "-m", "pip", "install", "--quiet", requirement, external=True
            )
            (place / "complete").touch()
    wheels_for_image(session, folder / "wheels")
    session.run("pytest", "tests/openenv", *session.posargs, env={"DOCKERGYM_OPENENV": str(folder)})


@nox.session
def examples(session: nox.Session) -> None:
    """Run the examples with the trainers they are for; PyTorch, which TRL needs, is some gigabytes."""
    session.install("--editable", "./dockergym-core", *TEST_TOOLS, *TRAINERS)
    session.install("--no-deps", VERL)
    patient = ["-o", "faulthandler_timeout=600"]
    session.run("pytest", *patient, "tests/examples", *session.posargs, env={"CUDA_VISIBLE_DEVICES": ""})


@nox.session
def identity(session: nox.Session) -> None:
    """Compare fast paths with the original environment, output for output. Arguments go to pytest."""
    install_packages(session, *TEST_TOOLS)
    install_engines(session)
    # Each takes many minutes, which is no reason to print where it is.
    session.run("pytest", "-m", "identity", "-o", "faulthandler_timeout=0", *session.posargs)


@nox.session
def faults(session: nox.Session) -> None:
    """Inject a thousand faults while episodes are played, and kill the server under 64 of ALFWorld.

    Arguments go to the first alone: ``nox -s faults -- --faults 100 --seed 3 --only local``.
    """
    install_packages(session, packages=ALFWORLD)
    install_engines(session, ALFWORLD)
    variables = {"PYTHONPATH": str(ROOT / "tests")}
    session.run("python", "-m", "faults", *session.posargs, env=variables)
    if not session.posargs:
        session.run("python", "-m", "faults.restarts", env=variables)


@nox.session
def soak(session: nox.Session) -> None:
    """Play thousands of short episodes in a row, and see what has grown: ``nox -s soak -- --runtime docker``."""
    install_packages(session, packages=ALFWORLD)
    session.run("python", "-m", "soak", *session.posargs, env={"PYTHONPATH": str(ROOT / "tests")})


@nox.session
def bench(session: nox.Session) -> None:
    """Run the benchmarks, each of which prints a table; arguments name some, ``--quick`` takes minutes only."""
    install_packages(session, packages=ALFWORLD)
    install_engines(session, ALFWORLD)
    build_images_where_docker_answers(session, "alfworld")
    session.run("python", "benchmarks/all.py", *session.posargs)


@nox.session
def wheels(session: nox.Session) -> None:
    """Build wheels of what is published as sources only."""
    session.log(f"wheels are in {make_wheels(session)}")


@nox.session
def demo(session: nox.Session) -> None:
    """Play eight ALFWorld episodes over REST: ``nox -s demo -- --runtime local`` (or ``docker``)."""
    install_packages(session, packages=ALFWORLD)
    if "docker" not in session.posargs:
        install_engines(session, ALFWORLD)
    # Ctrl-C reaches the demo as well; it takes a moment to end its server and what that has started.
    session.run("python", "-m", "dockergym_alfworld.demo", *session.posargs, interrupt_timeout=60)
