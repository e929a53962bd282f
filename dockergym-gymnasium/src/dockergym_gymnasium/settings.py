"""What can be said about serving Gymnasium's environments: what else is installed, and what it can stand."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_settings import NoDecode, SettingsConfigDict

from dockergym.plugins.settings import EnvironmentSettings

_MODULE = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*")
_REQUIREMENT = re.compile(r"[A-Za-z0-9][\w.-]*(\[[\w,.-]+\])?((==|>=|<=|~=|!=|<|>)[\w.*+!-]+)?")


def split_words(value: object) -> object:
    """Read words that commas or spaces part."""
    return (
        tuple(re.split(r"[,\s]+", value.strip(", \t\n"))) if isinstance(value, str) and value.strip() else ()
    )


def check_modules(names: tuple[str, ...]) -> tuple[str, ...]:
    """Take names of modules.

    Raises:
        ValueError: one of them is none.
    """
    return _checked(names, _MODULE, "the name of a module, such as minigrid")


def check_requirements(requirements: tuple[str, ...]) -> tuple[str, ...]:
    """Take requirements as pip does, without spaces.

    Raises:
        ValueError: one of them is none.
    """
    return _checked(requirements, _REQUIREMENT, "a package as pip takes it, such as minigrid==3.2.0")


def _checked(words: tuple[str, ...], form: re.Pattern[str], what: str) -> tuple[str, ...]:
    for word in words:
        if not form.fullmatch(word):
            raise ValueError(f"{word!r} is not {what}")
    return words


Modules = Annotated[tuple[str, ...], NoDecode, BeforeValidator(split_words), AfterValidator(check_modules)]
Requirements = Annotated[
    tuple[str, ...], NoDecode, BeforeValidator(split_words), AfterValidator(check_requirements)
]


class GymnasiumSettings(EnvironmentSettings):
    """Settings of the Gymnasium environment; each may be given as ``DOCKERGYM_GYMNASIUM_<NAME>``."""

    model_config = SettingsConfigDict(env_prefix="DOCKERGYM_GYMNASIUM_")

    packages: Requirements = ()
    """Packages that `dockergym build gymnasium` installs in the image as well, such as `minigrid==3.2.0`."""
    modules: Modules = ()
    """Modules that workers import, so that they register their environments, such as `minigrid`."""
    fork: bool = True
    """Whether a process that holds an episode may be forked. Not where an environment holds threads, other
    processes or a display."""
    deterministic: bool = True
    """Whether the same id, params, seed and actions always give the same replies."""
    memory_mb: int = Field(512, ge=64)
    """Memory of one session's container, in MiB."""
