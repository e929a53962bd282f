"""The API keys of a server: whose they are, and how many sessions each may hold."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dockergym.errors import ConfigurationError
from dockergym.settings import ServerSettings

_NAME = r"^[A-Za-z0-9_.-]{1,64}$"
_KEY = r"^[!-9;-~]{8,512}$"
"""Printable ASCII without a colon, which parts the fields of a line."""


class _Entry(BaseModel):
    # Pydantic shows what it was given in its errors; a key may not be shown.
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    name: str = Field(pattern=_NAME)
    key: str = Field(pattern=_KEY, repr=False)
    quota: int | None = Field(None, ge=1)


@dataclass(frozen=True, slots=True)
class ApiKey:
    """One key, by its digest, so that the key itself is nowhere to be shown."""

    name: str
    """Whose it is; "" for the one key without a name."""
    digest: bytes = field(repr=False)
    quota: int | None = None
    """Sessions its owner may hold at once."""


class KeyRing:
    """All keys that open the server."""

    def __init__(self, keys: Iterable[ApiKey]) -> None:
        self._keys = tuple(keys)
        self.changes = 0
        """How often the keys have become others."""

    def __len__(self) -> int:
        return len(self._keys)

    @property
    def quotas(self) -> dict[str, int]:
        """The quotas of the owners that have one."""
        return {key.name: key.quota for key in self._keys if key.quota is not None}

    def become(self, other: KeyRing) -> None:
        """Hold the keys of another ring instead."""
        self._keys = other._keys
        self.changes += 1

    def owner_of(self, given: bytes) -> str | None:
        """Return whose key this is, or ``None``; takes as long for a near miss as for nonsense."""
        digest = _digest(given)
        owner = None
        for key in self._keys:
            if hmac.compare_digest(digest, key.digest):
                owner = key.name
        return owner


def read_keys(settings: ServerSettings) -> KeyRing:
    """Return the keys that the settings name; an empty ring where none is asked for.

    Raises:
        ConfigurationError: the file cannot be read or is not as it should be; no key is in the message.
    """
    keys = []
    if settings.api_key is not None:
        keys.append(ApiKey("", _digest(settings.api_key.get_secret_value().encode())))
    if settings.api_keys_file is not None:
        keys.extend(_read_file(settings.api_keys_file))
    return KeyRing(keys)


def _read_file(path: Path) -> list[ApiKey]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ConfigurationError(f"api_keys_file {path} cannot be read: {reason}") from None
    entries = _json_entries(path, text) if text.lstrip().startswith("[") else _line_entries(path, text)
    keys = [ApiKey(one.name, _digest(one.key.encode()), one.quota) for one in entries]
    if not keys:
        raise ConfigurationError(f"api_keys_file {path} holds no key; write lines of name:key[:quota]")
    for values, what in (([key.name for key in keys], "name"), ([key.digest for key in keys], "key")):
        if len(set(values)) < len(values):
            raise ConfigurationError(f"api_keys_file {path}: a {what} stands there twice")
    return keys


def _line_entries(path: Path, text: str) -> Iterator[_Entry]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            fields = line.strip().split(":")
            if len(fields) > len(_Entry.model_fields):
                fields = []
            yield _entry(path, f"line {number}", dict(zip(_Entry.model_fields, fields, strict=False)))


def _json_entries(path: Path, text: str) -> Iterator[_Entry]:
    try:
        listed = json.loads(text)
    except json.JSONDecodeError as error:
        raise ConfigurationError(f"api_keys_file {path} is not JSON, at line {error.lineno}") from None
    for number, entry in enumerate(listed, start=1):
        yield _entry(path, f"entry {number}", entry)


def _entry(path: Path, place: str, fields: Any) -> _Entry:
    try:
        return _Entry.model_validate(fields)
    except ValidationError as error:
        wrong = ", ".join(str(problem["loc"][0]) for problem in error.errors() if problem["loc"]) or "entry"
        raise ConfigurationError(
            f"api_keys_file {path}, {place}: the {wrong} is missing or not as it should be; a line is "
            "name:key[:quota], with 8 to 512 printable characters and no colon in the key"
        ) from None


def _digest(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()
