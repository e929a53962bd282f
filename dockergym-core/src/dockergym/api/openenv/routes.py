"""The routes of the OpenEnv face of one environment."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, HTTPException, Query, Request
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import Scope

from dockergym.api.guards import owner_of
from dockergym.api.openenv.actions import action_text, tools
from dockergym.api.openenv.documents import metadata_of, schemas_of
from dockergym.api.openenv.frames import Refused, encode_json, observation_data
from dockergym.api.openenv.jsonrpc import JsonRpc
from dockergym.api.openenv.mcp_sessions import McpSessions
from dockergym.api.openenv.models import (
    MetadataShown,
    ObservationShown,
    ResetBody,
    SchemasShown,
    SplitBody,
    StateShown,
    StepBody,
    TaskBody,
    TaskRangeBody,
)
from dockergym.api.openenv.options import OptionReader
from dockergym.api.openenv.player import Player, session_state
from dockergym.api.openenv.sockets import EpisodeSocket, RpcSocket
from dockergym.api.openenv.splits import TaskSplits
from dockergym.api.origins import OriginRefused, require_origin
from dockergym.api.problems import MalformedBody, describe_problems
from dockergym.api.steps import body_digest
from dockergym.errors import (
    DockerGymError,
    InvalidParams,
    InvalidRequest,
    NoSlotsAvailable,
    SessionAlreadyDone,
    SessionLost,
    SessionNotFound,
    TaskNotFound,
    WorkerTimeout,
)
from dockergym.plugins.specs import Task
from dockergym.sessions.manager import SessionManager
from dockergym.sessions.session import StepCommand

API_VERSION = "1.0.0"
"""The version of its HTTP API that OpenEnv's servers state and its validator looks for."""

_EVENT_STREAM = "text/event-stream"
_MOST_TASKS = 100_000
_SHOWS_OBSERVATION: dict[int | str, dict[str, Any]] = {
    200: {"model": ObservationShown, "description": "What the environment showed"}
}
_SPLIT_KINDS = {"train": "train", "val": "validation", "dev": "validation", "eval": "test", "test": "test"}
"""What the beginning of a split's name says of its kind."""


class OpenEnvFace:
    """What the routes of one environment have in common."""

    def __init__(self, manager: SessionManager) -> None:
        settings = manager.environment.settings
        self.manager = manager
        self.splits = TaskSplits(manager.environment)
        self.options = OptionReader(manager.environment, self.splits)
        self.schema = manager.environment.spec.action_schema
        self.sessions = McpSessions(self.new_player, manager.max_sessions, settings.idle_timeout_s)
        self.rpc = JsonRpc(self.sessions, tools(self.schema))
        self.cors_origins = frozenset(settings.cors_origins)
        self.longest_message = settings.max_body_bytes

    def new_player(self, owner: str) -> Player:
        """Return a player for a connection; it holds nothing yet."""
        return Player(self.manager, self.options, owner)


def openenv_router(manager: SessionManager) -> APIRouter:
    """Return the OpenEnv routes of one environment, to be included under its prefix."""
    face = OpenEnvFace(manager)
    router = APIRouter(tags=[f"{manager.environment.name}: OpenEnv"])
    socket = EpisodeSocket(face.new_player, face.sessions, face.rpc, face.longest_message)
    router.add_websocket_route("/ws", socket)  # type: ignore[arg-type]
    router.add_websocket_route("/mcp", RpcSocket(face.new_player, face.rpc))  # type: ignore[arg-type]
    _add_documents(router, face)
    _add_steps(router, face)
    _add_rpc(router, face)
    _add_tasks(router, face)
    _add_openapi(router, manager.environment.name)
    return router


def _add_documents(router: APIRouter, face: OpenEnvFace) -> None:
    metadata = metadata_of(face.manager.environment)
    schemas = schemas_of(face.manager.environment)

    @router.get("/metadata", response_model=MetadataShown, summary="OpenEnv: who the environment is")
    async def show_metadata() -> dict[str, Any]:
        return metadata

    @router.get(
        "/schema", response_model=SchemasShown, summary="OpenEnv: schemas of action, observation and state"
    )
    async def show_schemas() -> dict[str, Any]:
        return schemas


def _add_steps(router: APIRouter, face: OpenEnvFace) -> None:
    manager = face.manager

    @router.post(
        "/reset",
        response_model=None,
        summary="OpenEnv: begin an episode",
        responses={
            **_SHOWS_OBSERVATION,
            **describe_problems(MalformedBody, TaskNotFound, InvalidParams, NoSlotsAvailable),
        },
    )
    async def reset(request: Request, body: Annotated[ResetBody | None, Body()] = None) -> Response:
        """Begin an episode; `metadata.session_id` of the reply is what step and state take, also under `/sessions`."""
        body = body or ResetBody()
        if body.session_id is not None:
            await manager.end(body.session_id, "its client began another episode")
        try:
            player = Player(manager, face.options, owner_of(request.scope), has_connection=False)
            return _json(await player.reset(body.model_extra))
        except Refused as refusal:
            raise _as_problem(refusal) from refusal

    @router.post(
        "/step",
        response_model=None,
        summary="OpenEnv: apply an action",
        responses={
            **_SHOWS_OBSERVATION,
            **describe_problems(MalformedBody, SessionNotFound, SessionLost, SessionAlreadyDone),
        },
    )
    async def step(body: StepBody) -> Response:
        """Apply an action to the episode of a session."""
        try:
            action = action_text(body.action, face.schema)
        except Refused as refusal:
            raise _as_problem(refusal) from refusal
        command = StepCommand(action=action, request_id=body.request_id, digest=body_digest(action, None))
        session = manager.get(body.session_id)
        reply = await manager.step(body.session_id, command)
        return _json(observation_data(reply, session.session_id, session.env_id))

    @router.get(
        "/state",
        response_model=StateShown,
        summary="OpenEnv: where an episode stands",
        responses=describe_problems(SessionNotFound, SessionLost),
    )
    async def state(
        session_id: Annotated[str | None, Query(description="Missing: of no episode.")] = None,
    ) -> dict[str, Any]:
        session = None if session_id is None else manager.get(session_id)
        return session_state(session, manager.environment.name)


class _OpenEnvOnly(APIRoute):
    """Leaves clients of MCP proper to the route of MCP proper: they all say that they take an event stream."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["type"] == "http" and _EVENT_STREAM in Headers(scope=scope).get("accept", ""):
            return Match.NONE, {}
        return super().matches(scope)


def _add_rpc(router: APIRouter, face: OpenEnvFace) -> None:
    async def answer_rpc(request: Request) -> Response:
        """Answer OpenEnv's JSON-RPC: `openenv/session/create` and `…/close`, `tools/list`, `tools/call`."""
        require_origin(request.headers.get("origin"), face.cors_origins)
        return _json(await face.rpc.answer_text(await request.body(), owner_of(request.scope)))

    router.add_api_route(
        "/mcp",
        answer_rpc,
        methods=["POST"],
        route_class_override=_OpenEnvOnly,
        response_model=None,
        responses=describe_problems(OriginRefused),
        summary="OpenEnv: JSON-RPC; for clients that accept no event stream",
    )


def _add_tasks(router: APIRouter, face: OpenEnvFace) -> None:
    name, splits = face.manager.environment.name, face.splits
    hidden = APIRouter(include_in_schema=False)

    @hidden.get("/list_environments")
    async def list_environments() -> list[str]:
        return [name]

    @hidden.get(f"/{name}/splits")
    async def list_splits() -> list[dict[str, str]]:
        _require_tasks(splits)
        return [{"name": split, "type": _split_kind(split)} for split in splits.names]

    @hidden.post(f"/{name}/num_tasks")
    async def num_tasks(body: SplitBody) -> dict[str, int]:
        return {"num_tasks": len(_tasks_of(splits, body.split))}

    @hidden.post(f"/{name}/tasks")
    async def list_tasks(body: SplitBody) -> dict[str, Any]:
        shown = [_show_task(task) for task in _tasks_of(splits, body.split)[:_MOST_TASKS]]
        return {"tasks": shown, "env_name": name}

    @hidden.post(f"/{name}/task")
    async def get_task(body: TaskBody) -> dict[str, Any]:
        found = _tasks_of(splits, body.split)
        if not 0 <= body.index < len(found):
            raise InvalidRequest(f"index: {body.split!r} has the tasks 0 to {len(found) - 1}")
        return {"task": _show_task(found[body.index])}

    @hidden.post(f"/{name}/task_range")
    async def get_task_range(body: TaskRangeBody) -> dict[str, Any]:
        return {"tasks": [_show_task(task) for task in _tasks_of(splits, body.split)[body.start : body.stop]]}

    router.include_router(hidden)


def _add_openapi(router: APIRouter, name: str) -> None:
    # As it is for a client whose base is the environment: without the prefix.
    document = get_openapi(title=name, version=API_VERSION, routes=router.routes)

    @router.get("/openapi.json", include_in_schema=False)
    async def show_openapi() -> dict[str, Any]:
        return document


def _json(value: Any) -> Response:
    return Response(encode_json(value), media_type="application/json")


def _as_problem(refusal: Refused) -> DockerGymError:
    if isinstance(refusal.__cause__, DockerGymError):
        return refusal.__cause__
    if isinstance(refusal.__cause__, TimeoutError):
        return WorkerTimeout(refusal.message)
    return MalformedBody(refusal.message, extra=refusal.extra)


def _require_tasks(splits: TaskSplits) -> None:
    if not splits.names:
        raise HTTPException(501, "this environment lists no tasks")


def _tasks_of(splits: TaskSplits, split: str) -> list[Task]:
    _require_tasks(splits)
    if split not in splits.names:
        raise InvalidRequest(f"split: there are {', '.join(splits.names)}")
    return list(splits.tasks(split))


def _show_task(task: Task) -> dict[str, Any]:
    return {**task.attributes, "task_id": task.env_id}


def _split_kind(split: str) -> str:
    return next((kind for start, kind in _SPLIT_KINDS.items() if split.startswith(start)), "train")
