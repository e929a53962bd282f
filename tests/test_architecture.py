"""Imports point one way; an arrow that runs back fails here."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CORE = ROOT / "dockergym-core" / "src"
ENVIRONMENTS = {
    path.parent.name: path.parents[1] for path in sorted(ROOT.glob("dockergym-*/src/dockergym_*/worker.py"))
}
"""Environment packages by import name, and their source folders."""
IMPORT_NAMES = {"fast_downward_textworld": "fast_downward", "pygame_ce": "pygame"}
"""Names of distributions, where what they bring is imported by another."""

ANYONE = {"errors", "settings"}
CONTRACTS = ANYONE | {"plugins.specs", "plugins.environment", "runtimes.base"}
HOST = {
    "api",
    "app",
    "client",
    "dashboard",
    "metrics",
    "plugins",
    "protocol",
    "recording",
    "runtimes",
    "sessions",
}
HOST |= ANYONE | {"images", "serverlock", "testing"}

LAYERS: Mapping[str, set[str]] = {
    # A part of dockergym (the longest name that fits a module counts), and the parts it may import.
    # A part may always import itself.
    "errors": set(),
    "settings": {"errors", "plugins.specs"},
    "plugins.specs": CONTRACTS,
    "plugins.environment": CONTRACTS,
    "plugins": CONTRACTS | {"protocol"},
    "protocol": ANYONE,
    "runtimes.base": CONTRACTS,
    "runtimes.docker": CONTRACTS | {"images", "runtimes.folders", "runtimes.tail"},
    "runtimes.local": CONTRACTS | {"runtimes.folders", "runtimes.tail"},
    "runtimes": CONTRACTS | {"plugins.hookspecs", "runtimes.docker", "runtimes.local", "serverlock"},
    "images": CONTRACTS,
    "serverlock": ANYONE,
    "sessions": CONTRACTS | {"protocol", "runtimes.folders"},
    "api": CONTRACTS | {"protocol", "sessions", "plugins.discovery"},
    "app": HOST - {"client", "testing"},
    "client": {"errors"},
    "recording": CONTRACTS | {"plugins"},
    "metrics": CONTRACTS | {"plugins"},
    "dashboard": CONTRACTS | {"plugins"},
    "testing": HOST,
    "cli": HOST,
    "__main__": {"cli"},
    "__init__": {"app", "errors", "plugins", "settings"},
}

OUTSIDE: Mapping[str, set[str]] = {
    # A library, and the only parts that may import it.
    "docker": {"runtimes.docker"},
    "gymnasium": {"client"},
    "mcp": {"api.mcp"},
    "fastapi": {"api", "app", "cli", "dashboard", "metrics", "plugins.hookspecs"},
    "starlette": {"api", "app", "dashboard", "metrics"},
    "uvicorn": {"app", "cli", "testing"},
    "pluggy": {"plugins"},
    "typer": {"cli", "plugins.hookspecs"},
}


@dataclass(frozen=True)
class Import:
    """One import statement: who imports whom, and whether only for the type checker."""

    importer: str
    imported: str
    line: int
    for_types_only: bool


def module_name(path: Path, source: Path) -> str:
    """Return the dotted name under which a file of a source folder is imported."""
    parts = path.relative_to(source).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules_of(source: Path) -> dict[str, Path]:
    """Return every module of a source folder by name."""
    return {module_name(path, source): path for path in sorted(source.rglob("*.py"))}


def _typing_blocks(tree: ast.AST) -> Iterator[ast.If]:
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield node


def _imported_names(node: ast.AST, importer: str, is_package: bool) -> Iterator[tuple[str, str]]:
    """Yield the module part and the name part of what a statement imports."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield alias.name, ""
    elif isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            parents = importer.split(".")
            kept = parents[: len(parents) - node.level + is_package]
            base = ".".join([*kept, base]).rstrip(".")
        for alias in node.names:
            yield base, alias.name


def imports_of(source: Path) -> list[Import]:
    """Return every import of every module below a source folder, those inside functions too."""
    modules = modules_of(source)
    found = []
    for importer, path in modules.items():
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
        for_types = {
            id(node) for block in _typing_blocks(tree) for one in block.body for node in ast.walk(one)
        }
        for node in ast.walk(tree):
            for base, name in _imported_names(node, importer, path.name == "__init__.py"):
                whole = f"{base}.{name}"
                imported = whole if whole in modules else base
                found.append(Import(importer, imported, node.lineno, id(node) in for_types))
    return found


def part_of(module: str, parts: Iterable[str]) -> str:
    """Return the part a module of dockergym belongs to: the longest that fits."""
    inside = module.removeprefix("dockergym").lstrip(".") or "__init__"
    fitting = [part for part in parts if inside == part or inside.startswith(f"{part}.")]
    return max(fitting, key=len, default=inside)


def arrows_that_run_back(source: Path) -> list[str]:
    """Return the imports inside dockergym that the layers do not allow."""
    wrong = []
    every_part = {*LAYERS, *(part for allowed in LAYERS.values() for part in allowed)}
    for one in imports_of(source):
        if one.importer.split(".")[0] != "dockergym" or one.imported.split(".")[0] != "dockergym":
            continue
        importer, imported = part_of(one.importer, LAYERS), part_of(one.imported, every_part)
        allowed = LAYERS.get(importer)
        if allowed is None:
            wrong.append(f"{one.importer}: write into LAYERS what it may import")
        elif not any(imported == part or imported.startswith(f"{part}.") for part in {*allowed, importer}):
            wrong.append(f"{one.importer}:{one.line} imports {one.imported}")
    return sorted(set(wrong))


def libraries_out_of_place(source: Path) -> list[str]:
    """Return the imports of libraries by parts of dockergym that may not use them."""
    wrong = []
    for one in imports_of(source):
        allowed = OUTSIDE.get(one.imported.split(".")[0])
        if allowed is None or one.importer.split(".")[0] != "dockergym":
            continue
        if part_of(one.importer, allowed) not in allowed:
            wrong.append(f"{one.importer}:{one.line} imports {one.imported}")
    return wrong


def cycle_in(source: Path, package: str) -> list[str]:
    """Return the modules of one import cycle of a package at run time, or nothing."""
    arrows: dict[str, set[str]] = {}
    for one in imports_of(source):
        if not one.for_types_only and one.imported.split(".")[0] == package and one.importer != one.imported:
            arrows.setdefault(one.importer, set()).add(one.imported)
    finished: set[str] = set()

    def walk(module: str, trail: list[str]) -> list[str]:
        if module in trail:
            return [*trail[trail.index(module) :], module]
        if module in finished:
            return []
        for following in sorted(arrows.get(module, ())):
            if cycle := walk(following, [*trail, module]):
                return cycle
        finished.add(module)
        return []

    return next((cycle for module in sorted(arrows) if (cycle := walk(module, []))), [])


def reached_from(start: str, source: Path) -> dict[str, str]:
    """Return what importing a module imports, its own package followed: the name, and who imports it."""
    modules = modules_of(source)
    by_importer: dict[str, list[str]] = {}
    for one in imports_of(source):
        if not one.for_types_only:
            by_importer.setdefault(one.importer, []).append(one.imported)
    reached: dict[str, str] = {}
    waiting = [(start, "")]
    while waiting:
        module, importer = waiting.pop()
        if module in reached:
            continue
        reached[module] = importer
        if module in modules:
            parents = [module.rsplit(".", depth)[0] for depth in range(1, module.count(".") + 1)]
            waiting += [(name, module) for name in [*by_importer.get(module, ()), *parents]]
    return reached


def libraries_of_the_image(package: str) -> set[str]:
    """Return the import names of what the image of an environment package installs."""
    lines = (ENVIRONMENTS[package] / package / "image" / "requirements.txt").read_text().splitlines()
    names = [line.partition("==")[0].strip().replace("-", "_") for line in lines if "==" in line]
    return {IMPORT_NAMES.get(name, name) for name in names}


def test_imports_of_the_host_package_point_one_way() -> None:
    wrong = arrows_that_run_back(CORE)
    assert not wrong, "\n".join(wrong)


def test_libraries_are_imported_only_where_they_belong() -> None:
    wrong = libraries_out_of_place(CORE)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("source", "package"),
    [
        pytest.param(source, package, id=package)
        for package, source in {"dockergym": CORE, "dockergym_worker": CORE, **ENVIRONMENTS}.items()
    ],
)
def test_no_module_imports_itself_through_others(source: Path, package: str) -> None:
    cycle = cycle_in(source, package)
    assert not cycle, " -> ".join(cycle)


def test_the_worker_sdk_imports_the_standard_library_only() -> None:
    foreign = [
        f"{one.importer}:{one.line} imports {one.imported}"
        for one in imports_of(CORE)
        if one.importer.split(".")[0] == "dockergym_worker"
        and one.imported.split(".")[0] not in {*sys.stdlib_module_names, "dockergym_worker"}
    ]
    assert foreign == []


@pytest.mark.parametrize("package", ENVIRONMENTS)
def test_a_worker_imports_only_what_its_image_has(package: str) -> None:
    allowed = {*sys.stdlib_module_names, *libraries_of_the_image(package), "dockergym_worker", package}
    reached = reached_from(f"{package}.worker", ENVIRONMENTS[package])
    missing = {name: by for name, by in reached.items() if name.split(".")[0] not in allowed}
    assert missing == {}
    assert "dockergym_worker" in {name.split(".")[0] for name in reached}


def test_images_agree_on_the_versions_of_what_they_share() -> None:
    pins: dict[str, set[str]] = {}
    for path in ROOT.glob("dockergym-*/src/*/image/requirements.txt"):
        for line in path.read_text().splitlines():
            name, _, version = line.strip().partition("==")
            if version:
                pins.setdefault(name, set()).add(version)
    assert {name: versions for name, versions in pins.items() if len(versions) > 1} == {}


def write_modules(folder: Path, modules: Mapping[str, str]) -> Path:
    """Write modules by dotted name below a folder, packages with their empty ``__init__``."""
    for name, text in modules.items():
        path = folder.joinpath(*name.split(".")).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    for package in {path.parent for path in folder.rglob("*.py")} - {folder}:
        (package / "__init__.py").touch()
    return folder


@pytest.mark.parametrize(
    ("module", "statement"),
    [
        ("dockergym.sessions.session", "from dockergym.api import models"),
        ("dockergym.sessions.session", "from ..api.models import Reply"),
        ("dockergym.sessions.session", "def f():\n    import dockergym.app"),
        ("dockergym.protocol.channel", "from dockergym.runtimes.base import Runtime"),
        ("dockergym.runtimes.base", "from dockergym.runtimes.docker import containers"),
        ("dockergym.client.sync", "from dockergym.sessions import session"),
        ("dockergym.api.routes", "from dockergym.runtimes.docker import containers"),
        ("dockergym.errors", "from dockergym import settings"),
        ("dockergym.sessions.pool", "from dockergym import create_app"),
        ("dockergym.brandnew", "from dockergym import errors"),
    ],
)
def test_an_arrow_that_runs_back_is_found(tmp_path: Path, module: str, statement: str) -> None:
    known = [
        "dockergym.api.models",
        "dockergym.app",
        "dockergym.runtimes.docker.containers",
        "dockergym.settings",
    ]
    source = write_modules(tmp_path, {**dict.fromkeys([*known, "dockergym.errors"], ""), module: statement})
    (wrong,) = arrows_that_run_back(source)
    assert wrong.startswith(module)


@pytest.mark.parametrize(
    ("module", "statement"),
    [
        ("dockergym.sessions.session", "import fastapi"),
        ("dockergym.sessions.session", "from docker.errors import NotFound"),
        ("dockergym.sessions.session", "import pluggy"),
        ("dockergym.client.sync", "from fastapi import FastAPI"),
        ("dockergym.cli.build", "import docker"),
        ("dockergym.runtimes.local", "import docker"),
    ],
)
def test_a_library_out_of_place_is_found(tmp_path: Path, module: str, statement: str) -> None:
    (wrong,) = libraries_out_of_place(write_modules(tmp_path, {module: statement}))
    assert wrong.startswith(module)


def test_what_the_layers_allow_passes(tmp_path: Path) -> None:
    source = write_modules(
        tmp_path,
        {
            "dockergym.api.routes": "import fastapi\nfrom dockergym.sessions.session import Session",
            "dockergym.sessions.session": "from dockergym.errors import DockerGymError",
            "dockergym.runtimes.docker.containers": "import docker",
            "dockergym.errors": "",
        },
    )
    assert arrows_that_run_back(source) == []
    assert libraries_out_of_place(source) == []


def test_a_cycle_is_found_and_one_for_the_type_checker_alone_is_not(tmp_path: Path) -> None:
    for_types = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from p import a"
    source = write_modules(tmp_path, {"p.a": "from p import b", "p.b": "import p.c", "p.c": for_types})
    assert cycle_in(source, "p") == []
    write_modules(tmp_path, {"p.c": "from p.a import x"})
    assert cycle_in(source, "p") == ["p.a", "p.b", "p.c", "p.a"]


def test_what_a_module_reaches_includes_the_package_around_it(tmp_path: Path) -> None:
    source = write_modules(tmp_path, {"p.q.worker": "from p.engine import x", "p.engine": "import textworld"})
    (tmp_path / "p" / "__init__.py").write_text("import fastapi")
    reached = reached_from("p.q.worker", source)
    assert reached["textworld"] == "p.engine"
    assert reached["fastapi"] == "p"
