"""What sessions ask of an environment's plugins, without knowing how plugins are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from dockergym.plugins.specs import CreateRequest, SessionEvent, SessionInit, StepResult


class SessionHooks(Protocol):
    """What the plugins of one environment do for its sessions."""

    @property
    def translates(self) -> bool:
        """Whether a plugin changes what the API shows; if not, replies pass through as they are."""
        ...

    @property
    def observes(self) -> bool:
        """Whether a plugin wants events; if not, none are made."""
        ...

    async def create_session(self, request: CreateRequest) -> SessionInit:
        """Return what the worker is told.

        Raises:
            TaskNotFound, InvalidParams: the request asks for what is not there.
            PluginError: a plugin failed.
        """
        ...

    async def translate(self, session: Mapping[str, Any], result: StepResult) -> StepResult:
        """Return what the API shows of a reply.

        Raises:
            PluginError: a plugin failed.
        """
        ...

    def emit(self, event: SessionEvent) -> None:
        """Hand on what has happened, without waiting for anyone."""
        ...
