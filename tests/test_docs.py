"""The documentation and the code say the same."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from dockergym.app import create_app
from dockergym.errors import error_classes
from dockergym.settings import ServerConfig

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("dockergym-*/README.md")])
HTTP_API = (ROOT / "docs/reference/http-api.md").read_text()


async def test_every_route_is_in_the_reference(tmp_path: Path) -> None:
    config = ServerConfig(
        env_name="shown", worker_command=[sys.executable], runtime="local", state_dir=tmp_path
    )
    app = create_app(config)
    async with app.router.lifespan_context(app):
        paths = app.openapi()["paths"]
    for path, methods in paths.items():
        if path.startswith("/envs/shown"):
            shown = path.replace("/envs/shown", "/envs/{name}")
        elif path in ("/envs", "/health", "/ready"):
            shown = path
        else:
            # The same routes at the root, for an environment that is served alone.
            assert f"/envs/shown{path}" in paths
            continue
        for method in methods:
            assert f"`{method.upper()} {shown}`" in HTTP_API


def test_every_error_code_is_in_the_reference() -> None:
    # Those of other modules never reach the wire.
    codes = {code for code, kind in error_classes().items() if kind.__module__ == "dockergym.errors"}
    assert {code for code in codes if f"`{code}`" not in HTTP_API} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text())
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (page.parent / target).exists()] == []
