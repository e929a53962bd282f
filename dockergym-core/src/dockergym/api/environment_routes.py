"""The routes of one environment."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Header, Query, Request
from starlette.responses import Response

from dockergym.api.guards import owner_of
from dockergym.api.models import (
    AllEnded,
    CreateGroupBody,
    CreateSessionBody,
    Ended,
    ForkBody,
    Forked,
    Group,
    Health,
    SessionList,
    SessionShown,
    StepBody,
    StepShown,
    TasksShown,
)
from dockergym.api.operations import create_command, fork_digest, show_session
from dockergym.api.presence import Creates
from dockergym.api.problems import describe_problems
from dockergym.api.step_line import answer_step
from dockergym.api.steps import request_id_of
from dockergym.errors import (
    EnvironmentFailed,
    ForkUnsupported,
    GroupDiverged,
    ImageNotFound,
    InvalidParams,
    InvalidRequest,
    NoSlotsAvailable,
    QuotaExceeded,
    ReplayDiverged,
    RequestConflict,
    RequestTooLarge,
    RuntimeUnavailable,
    ServerShuttingDown,
    SessionAlreadyDone,
    SessionLost,
    SessionNotFound,
    StepConflict,
    TaskNotFound,
    WorkerCrashed,
    WorkerProtocolError,
    WorkerStartFailed,
    WorkerTimeout,
)
from dockergym.sessions.manager import SessionManager

_PAGE = 1000
_RESERVED_FILTERS = frozenset({"limit", "offset", "q"})
_WORKER_PROBLEMS = (EnvironmentFailed, WorkerCrashed, WorkerProtocolError, WorkerTimeout)
_GONE = (SessionNotFound, SessionLost)
_CREATE_PROBLEMS = (
    InvalidRequest, InvalidParams, TaskNotFound, RequestConflict, RequestTooLarge, NoSlotsAvailable,
    QuotaExceeded, ServerShuttingDown, RuntimeUnavailable, ImageNotFound, WorkerStartFailed, *_WORKER_PROBLEMS,
)  # fmt: skip
_FORK_PROBLEMS = (
    InvalidRequest, RequestTooLarge, *_GONE, SessionAlreadyDone, ForkUnsupported, RequestConflict,
    ReplayDiverged, NoSlotsAvailable, QuotaExceeded, ServerShuttingDown, RuntimeUnavailable, ImageNotFound,
    WorkerStartFailed, *_WORKER_PROBLEMS,
)  # fmt: skip
_STEP_PROBLEMS = (
    InvalidRequest, RequestTooLarge, *_GONE, SessionAlreadyDone, RequestConflict, StepConflict,
    ReplayDiverged, RuntimeUnavailable, *_WORKER_PROBLEMS,
)  # fmt: skip
_STEP_SCHEMA = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": StepBody.model_json_schema()}},
    },
}

IdempotencyKey = Annotated[
    str | None, Header(alias="Idempotency-Key", description="Says the same as `request_id` in the body.")
]
Limit = Annotated[int, Query(ge=0, le=100_000, description="How many to list at most.")]
Offset = Annotated[int, Query(ge=0, description="How many to leave out first.")]


def environment_router(manager: SessionManager) -> APIRouter:
    """Return the routes of one environment, to be included under its prefix."""
    router = APIRouter(tags=[manager.environment.name])
    _add_creating(router, manager)
    _add_forking(router, manager)
    _add_ending(router, manager)
    _add_step(router, manager)
    _add_reading(router, manager)
    return router


def _add_creating(router: APIRouter, manager: SessionManager) -> None:
    creates = Creates(manager)

    @router.post(
        "/sessions",
        response_model=SessionShown,
        summary="Begin an episode",
        responses=describe_problems(*_CREATE_PROBLEMS),
    )
    async def create_session(
        request: Request,
        body: Annotated[CreateSessionBody | None, Body()] = None,
        idempotency_key: IdempotencyKey = None,
    ) -> dict[str, Any]:
        """Create a session. An empty body picks a task at random."""
        body = body or CreateSessionBody()
        request_id = request_id_of(body.request_id, idempotency_key)
        command = create_command(body, owner_of(request.scope), request_id)
        [session] = await creates.create(request, command)
        return show_session(session)

    @router.post(
        "/groups",
        response_model=Group,
        summary="Begin several episodes of one task and seed",
        responses=describe_problems(*_CREATE_PROBLEMS, GroupDiverged),
    )
    async def create_group(
        request: Request, body: CreateGroupBody, idempotency_key: IdempotencyKey = None
    ) -> dict[str, Any]:
        """Create all the sessions or none; that they begin with the same observation is checked."""
        request_id = request_id_of(body.request_id, idempotency_key)
        command = create_command(body, owner_of(request.scope), request_id, body.count)
        sessions = await creates.create(request, command)
        return {"sessions": [show_session(session) for session in sessions]}


def _add_forking(router: APIRouter, manager: SessionManager) -> None:
    @router.post(
        "/sessions/{session_id}/fork",
        response_model=Forked,
        summary="Fork a running episode",
        responses=describe_problems(*_FORK_PROBLEMS),
    )
    async def fork_session(
        request: Request,
        session_id: str,
        body: Annotated[ForkBody | None, Body()] = None,
        idempotency_key: IdempotencyKey = None,
    ) -> dict[str, Any]:
        """Make sessions in the state of this one: all that are asked for, or none."""
        body = body or ForkBody()
        forked = await manager.fork(
            session_id,
            body.count,
            owner_of(request.scope),
            request_id=request_id_of(body.request_id, idempotency_key),
            digest=fork_digest(session_id, body.count),
        )
        return {"sessions": [show_session(session) for session in forked]}


def _add_ending(router: APIRouter, manager: SessionManager) -> None:
    @router.delete(
        "/sessions/{session_id}",
        response_model=Ended,
        summary="End a session",
        responses=describe_problems(*_GONE),
    )
    async def end_session(session_id: str) -> dict[str, Any]:
        await manager.end(session_id)
        return {"status": "ok", "session_id": session_id}

    @router.delete("/sessions", response_model=AllEnded, summary="End all sessions, or those of one run")
    async def end_sessions(run: str | None = None) -> dict[str, Any]:
        ended = await manager.end_all(run=run)
        return {"status": "ok", "deleted": ended, "count": len(ended)}


def _add_step(router: APIRouter, manager: SessionManager) -> None:
    @router.post(
        "/sessions/{session_id}/step",
        response_model=None,
        summary="Apply an action",
        responses={
            200: {"model": StepShown, "description": "What the environment answered"},
            **describe_problems(*_STEP_PROBLEMS),
        },
        openapi_extra=_STEP_SCHEMA,
    )
    async def step_session(session_id: str, request: Request) -> Response:
        """Apply an action exactly once: with a `request_id`, a repeated request returns the stored reply."""
        answer = await answer_step(
            manager, session_id, await request.body(), request.headers.get("idempotency-key")
        )
        return Response(answer, media_type="application/json")


def _add_reading(router: APIRouter, manager: SessionManager) -> None:
    @router.get("/sessions", response_model=SessionList, summary="List the live sessions")
    async def list_sessions(
        run: str | None = None, status: str | None = None, limit: Limit = _PAGE, offset: Offset = 0
    ) -> dict[str, Any]:
        found = manager.find(run=run, status=status)
        shown = [session.describe() for session in found[offset : offset + limit]]
        return {"sessions": shown, "total": len(found)}

    @router.get(
        "/sessions/{session_id}",
        response_model=SessionShown,
        summary="Show a session and its last observation",
        responses=describe_problems(*_GONE),
    )
    async def get_session(session_id: str) -> dict[str, Any]:
        return show_session(manager.get(session_id))

    @router.get("/environments", response_model=TasksShown, summary="List the tasks")
    async def list_tasks(
        request: Request,
        limit: Annotated[
            int | None, Query(ge=0, description="How many to list at most; missing: all.")
        ] = None,
        offset: Offset = 0,
        q: Annotated[str | None, Query(description="Text that the id must hold.")] = None,
    ) -> dict[str, Any]:
        """List task ids. Other query parameters filter by an attribute of their name: `split=train`."""
        filters = {
            name: value for name, value in request.query_params.items() if name not in _RESERVED_FILTERS
        }
        found = manager.environment.tasks.select(filters, q)
        end = None if limit is None else offset + limit
        return {"environments": [task.env_id for task in found[offset:end]], "total": len(found)}


def health_router(*managers: SessionManager) -> APIRouter:
    """Return the health of one environment, or of the server, whose environments count together."""
    router = APIRouter(tags=["health"])

    @router.get("/health", response_model=Health, summary="How many sessions run, and may run")
    async def health() -> dict[str, Any]:
        return manager_health(*managers)

    return router


def manager_health(*managers: SessionManager) -> dict[str, Any]:
    """Return the health of one environment, or of several together."""
    return {
        "status": "healthy",
        "active_sessions": sum(manager.active for manager in managers),
        "max_sessions": sum(manager.max_sessions for manager in managers),
        "available_environments": sum(len(manager.environment.tasks) for manager in managers),
    }
