"""The versions a worker tells the server in its hello."""

from __future__ import annotations

__version__ = "0.1.0"

PROTOCOL = 1
"""Version of the worker protocol that this SDK speaks."""
