"""The reference pages are those that the code makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from dockergym.cli.group import COMMANDS
from dockergym.cli.reference import pages
from dockergym.settings import ServerConfig

FOLDER = Path(__file__).parents[3] / "docs" / "reference"


@pytest.mark.parametrize("name", sorted(pages()))
def test_a_page_is_current(name: str) -> None:
    assert (FOLDER / name).read_text() == pages()[name], (
        "make it anew with: python -m dockergym.cli.reference docs/reference"
    )


def test_every_command_and_every_setting_has_its_place() -> None:
    made = pages()
    assert [name for name in COMMANDS if f"## dockergym {name}\n" not in made["cli.md"]] == []
    variables = [f"`DOCKERGYM_{field.upper()}`" for field in ServerConfig.model_fields]
    assert [variable for variable in variables if variable not in made["settings.md"]] == []
