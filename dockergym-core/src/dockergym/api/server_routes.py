"""The routes that are about the whole server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import Scope

from dockergym.api.models import EnvironmentIndex, Ready
from dockergym.api.problems import describe_problems
from dockergym.errors import EnvironmentNotFound, RuntimeUnavailable, ServerShuttingDown, suggestion
from dockergym.plugins.discovery import PluginFailure
from dockergym.runtimes.base import Runtime
from dockergym.sessions.manager import SessionManager

_EVERY_METHOD = ["GET", "POST", "PUT", "PATCH", "DELETE"]


def server_router(
    managers: Mapping[str, SessionManager], failures: Sequence[PluginFailure], runtime: Runtime
) -> APIRouter:
    """Return the index of environments, and whether the server is ready."""
    router = APIRouter(tags=["server"])

    @router.get("/envs", response_model=EnvironmentIndex, summary="List what is served")
    async def list_environments() -> dict[str, Any]:
        """List every environment, and every plugin that could not be loaded with the reason."""
        return {
            "environments": [show_environment(manager) for manager in managers.values()],
            "failures": [show_failure(failure) for failure in failures],
        }

    @router.get(
        "/ready",
        response_model=Ready,
        summary="Whether sessions can be created",
        responses=describe_problems(RuntimeUnavailable, ServerShuttingDown),
    )
    async def ready() -> dict[str, Any]:
        """Ask the runtime. A Docker engine that does not answer makes this 503; so does a server that is stopping."""
        if any(manager.is_draining for manager in managers.values()):
            raise ServerShuttingDown("the server is stopping: it finishes what is in flight")
        return {"status": "ready", "runtime": await runtime.check()}

    return router


def unknown_environment_router(
    managers: Mapping[str, SessionManager], failures: Sequence[PluginFailure]
) -> APIRouter:
    """Return the route that answers for environments that are not there; include it last."""
    router = APIRouter(include_in_schema=False, route_class=_route_of_unknown(managers))

    @router.api_route("/envs/{name}", methods=_EVERY_METHOD)
    @router.api_route("/envs/{name}/{rest:path}", methods=_EVERY_METHOD)
    async def refuse(name: str, rest: str = "") -> Response:
        failed = next((failure for failure in failures if failure.name == name), None)
        if failed is not None:
            raise EnvironmentNotFound(f"environment {name!r} could not be loaded: {failed.error}")
        hint = suggestion(name, managers) or f"; served are: {', '.join(sorted(managers)) or 'none'}"
        raise EnvironmentNotFound(f"unknown environment {name!r}{hint}")

    return router


def _route_of_unknown(managers: Mapping[str, SessionManager]) -> type[APIRoute]:
    """Return the class of routes that leave environments that are served to their own, which tell 404 from 405."""

    class RouteOfUnknown(APIRoute):
        def matches(self, scope: Scope) -> tuple[Match, Scope]:
            match, child_scope = super().matches(scope)
            name = child_scope.get("path_params", {}).get("name")
            return (Match.NONE, {}) if name in managers else (match, child_scope)

    return RouteOfUnknown


def show_environment(manager: SessionManager) -> dict[str, Any]:
    """Return one environment as the index shows it."""
    environment = manager.environment
    spec = environment.spec
    capabilities = spec.capabilities
    return {
        "name": environment.name,
        "url": f"/envs/{environment.name}",
        "title": spec.title or environment.name,
        "description": spec.description,
        "version": environment.version,
        "distribution": environment.distribution,
        "runtime": manager.runtime.name,
        "image": spec.image,
        "tasks": len(environment.tasks),
        "capacity": {"active": manager.active, "max": manager.max_sessions},
        "capabilities": {
            "deterministic": capabilities.deterministic,
            "fork": capabilities.fork,
            "share_containers": capabilities.share_containers,
            "reuse_containers": capabilities.reuse_containers,
            "walkthrough": capabilities.walkthrough,
            "seeded": capabilities.seeded,
        },
    }


def show_failure(failure: PluginFailure) -> dict[str, Any]:
    """Return a plugin that could not be loaded, as the index shows it."""
    return {"name": failure.name, "distribution": failure.distribution, "error": failure.error}
