"""The versions of alfworld and its planner that the fast engine was compared with."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import metadata
from types import MappingProxyType

CHECKED_VERSIONS: Mapping[str, str] = MappingProxyType(
    {"alfworld": "0.4.2", "textworld": "1.7.0", "fast_downward_textworld": "20.6.4"}
)
"""With these the fast engine's output is the same, byte for byte. With others it does not run."""


def version_differences() -> list[str]:
    """How the installed packages differ from `CHECKED_VERSIONS`, such as ``textworld 1.8.0``."""
    installed = {name: _installed_version(name) for name in CHECKED_VERSIONS}
    return [f"{name} {version}" for name, version in installed.items() if version != CHECKED_VERSIONS[name]]


def _installed_version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "(not installed)"
