"""Build contexts: what an image is made of."""

from __future__ import annotations

import io
import os
import sys
import tarfile
from pathlib import Path

import pytest

from dockergym.errors import ConfigurationError
from dockergym.images import build_context
from dockergym.plugins.specs import ImageBuild


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ImageBuild:
    """An image of a Dockerfile with a file beside it, and of the package ``contextual``."""
    image = tmp_path / "image"
    package = tmp_path / "site" / "contextual"
    for folder in (image / "etc", package / "inner" / "__pycache__"):
        folder.mkdir(parents=True)
    (image / "Dockerfile").write_text("FROM scratch\n")
    (image / "etc" / "settings").write_text("quiet\n")
    (image / "start.sh").write_text("#!/bin/sh\n")
    (image / "start.sh").chmod(0o700)
    (package / "__init__.py").write_text("raise RuntimeError('building an image imports nothing')\n")
    (package / "inner" / "data.json").write_text("{}")
    (package / "inner" / "__pycache__" / "x.pyc").write_bytes(b"")
    (tmp_path / "site" / "lonely.py").write_text("x = 1\n")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    return ImageBuild(dockerfile=image / "Dockerfile", packages=("contextual", "lonely"))


def names(build: ImageBuild, wheels: Path | None = None) -> list[str]:
    return sorted(map(str, build_context(build, wheels).files))


def test_the_context_is_the_dockerfiles_folder_and_the_packages_sources(build: ImageBuild) -> None:
    assert names(build) == [
        "Dockerfile",
        "etc/settings",
        "src/contextual/__init__.py",
        "src/contextual/inner/data.json",
        "src/lonely.py",
        "start.sh",
    ]
    assert "contextual" not in sys.modules


def test_wheels_are_put_into_their_folder_and_do_not_change_what_the_image_is(
    build: ImageBuild, tmp_path: Path
) -> None:
    folder = tmp_path / "wheels"
    folder.mkdir()
    (folder / "thing-1-py3-none-any.whl").write_bytes(b"zip")
    (folder / "notes.txt").write_text("not a wheel")
    assert set(names(build, folder)) - set(names(build)) == {"wheels/thing-1-py3-none-any.whl"}
    assert build_context(build, folder).digest == build_context(build).digest


@pytest.mark.parametrize("change", ["content", "name", "argument"])
def test_any_change_of_the_sources_changes_the_digest(build: ImageBuild, change: str) -> None:
    before = build_context(build).digest
    assert build_context(build).digest == before
    settings = build.dockerfile.parent / "etc" / "settings"
    if change == "content":
        settings.write_text("louder\n")
    elif change == "name":
        settings.rename(settings.with_name("options"))
    else:
        build = ImageBuild(dockerfile=build.dockerfile, packages=build.packages, build_args={"A": "1"})
    assert build_context(build).digest != before


def test_the_archive_holds_the_same_whoever_makes_it(build: ImageBuild) -> None:
    archive = io.BytesIO()
    previous = os.umask(0o077)
    try:
        build_context(build).write(archive)
    finally:
        os.umask(previous)
    archive.seek(0)
    with tarfile.open(fileobj=archive) as read:
        modes = {member.name: member.mode for member in read.getmembers()}
        extracted = read.extractfile("etc/settings")
        assert extracted is not None
        assert extracted.read() == b"quiet\n"
        assert {(member.uid, member.gid) for member in read.getmembers()} == {(0, 0)}
    assert modes["start.sh"] == 0o755
    assert modes["etc/settings"] == 0o644


@pytest.mark.parametrize(
    ("packages", "message"),
    [(("not_there_at_all",), "'not_there_at_all'"), (("not_there.inner",), "'not_there.inner'")],
)
def test_a_package_that_is_not_installed_is_named(
    build: ImageBuild, packages: tuple[str, ...], message: str
) -> None:
    with pytest.raises(ConfigurationError, match=message):
        build_context(ImageBuild(dockerfile=build.dockerfile, packages=packages))


def test_a_missing_dockerfile_and_an_empty_folder_of_wheels_are_named(
    build: ImageBuild, tmp_path: Path
) -> None:
    with pytest.raises(ConfigurationError, match="no Dockerfile at"):
        build_context(ImageBuild(dockerfile=tmp_path / "Dockerfile"))
    with pytest.raises(ConfigurationError, match="no wheels in"):
        build_context(build, tmp_path / "nowhere")
