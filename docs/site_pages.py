"""What the site has beyond the pages in this folder: pages of the packages' READMEs, the navigation, links that fit.

mkdocs calls these functions, see ``hooks`` in ``mkdocs.yml``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"

SECTIONS = {
    "Tutorial": "tutorial",
    "How-to": "how-to",
    "Reference": "reference",
    "Explanation": "explanation",
    "Environments": "environments",
    "Project": "project",
}
"""Heading and folder of every part of the site, in order."""

LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\((?P<target>[^)#\s]+)(?P<anchor>#[^)]*)?\)")


def sources() -> dict[str, Path]:
    """Return the pages that are made of files outside of this folder: their place on the site, and the file."""
    packages = sorted(ROOT.glob("dockergym-*/src/*/plugin.py"))
    environments = {path.parents[2].name.removeprefix("dockergym-"): path.parents[2] for path in packages}
    return {
        **{f"environments/{name}.md": folder / "README.md" for name, folder in environments.items()},
        "project/changelog.md": ROOT / "CHANGELOG.md",
        "project/contributing.md": ROOT / "CONTRIBUTING.md",
        "project/security.md": ROOT / "SECURITY.md",
    }


def on_config(config: Any) -> Any:
    """Make the navigation of the pages that are there."""
    config.nav = [{"DockerGym": "index.md"}, *({heading: list(pages)} for heading, pages in _sections())]
    return config


def on_files(files: Files, config: Any) -> Files:
    """Add the pages that are made of other files."""
    for place, source in sources().items():
        files.append(File.generated(config, place, content=source.read_text(encoding="utf-8")))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Files) -> str:
    """Turn links that hold in the repository into links that hold on the site."""
    place = page.file.src_uri
    origin = sources().get(place, DOCS / place)
    return LINK.sub(lambda found: _link(found, origin, place), markdown)


def _sections() -> Iterator[tuple[str, Iterator[str]]]:
    pages = {str(path.relative_to(DOCS).as_posix()) for path in DOCS.rglob("*.md")} | set(sources())
    for heading, folder in SECTIONS.items():
        yield heading, iter(sorted(page for page in pages if page.startswith(f"{folder}/")))


def _link(found: re.Match[str], origin: Path, place: str) -> str:
    target = found["target"]
    if "://" in target or target.startswith("mailto:"):
        return found[0]
    there = _place_of((origin.parent / target).resolve())
    if there is None:
        # It is in the repository and not on the site, such as a source file.
        return found["text"]
    relative = os.path.relpath(there, Path(place).parent)
    return f"[{found['text']}]({relative}{found['anchor'] or ''})"


def _place_of(path: Path) -> str | None:
    """Return where a file of the repository is on the site, or ``None`` where it is not."""
    if path in (ROOT / "README.md", ROOT):
        return "index.md"
    places = {source: place for place, source in sources().items()}
    if place := places.get(path) or places.get(path / "README.md"):
        return place
    return path.relative_to(DOCS).as_posix() if path.is_relative_to(DOCS) and path.is_file() else None
