"""Many creates, steps or ends in one request, each with an outcome of its own."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Sequence
from typing import Annotated, TypeAlias

import msgspec
from fastapi import APIRouter, Header, Request
from starlette.responses import Response

from dockergym.api.guards import owner_of
from dockergym.api.models import (
    BatchCloseBody,
    BatchClosed,
    BatchCreateBody,
    BatchCreated,
    BatchStepBody,
    BatchStepItem,
    BatchStepped,
)
from dockergym.api.operations import Operations, create_command
from dockergym.api.outcomes import fields_of
from dockergym.api.presence import while_connected
from dockergym.api.problems import MalformedBody, describe_problems
from dockergym.api.steps import request_id_of, step_command
from dockergym.errors import DockerGymError, InvalidRequest, RequestTooLarge
from dockergym.sessions.creation import CreateCommand
from dockergym.sessions.manager import SessionManager

logger = logging.getLogger(__name__)

IdempotencyKey: TypeAlias = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        description="Item n without a `request_id` gets this and `.n` for one.",
    ),
]
_PROBLEMS = describe_problems(InvalidRequest, RequestTooLarge)
_STEPS_SCHEMA = {
    "title": BatchStepBody.__name__,
    "type": "object",
    # Written out: a reference inside a schema that is given by hand leads nowhere.
    "properties": {
        "items": {
            "type": "array",
            "items": BatchStepItem.model_json_schema(),
            "minItems": 1,
            "maxItems": 1024,
        }
    },
    "required": ["items"],
    "additionalProperties": False,
}
_STEPS = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": _STEPS_SCHEMA}}},
}


class _StepItem(msgspec.Struct, forbid_unknown_fields=True):
    """`dockergym.api.models.BatchStepItem` as it is read."""

    session_id: str
    action: str
    request_id: str | None = None
    if_step: int | None = None


class _StepItems(msgspec.Struct, forbid_unknown_fields=True):
    """`dockergym.api.models.BatchStepBody` as it is read."""

    items: Annotated[list[_StepItem], msgspec.Meta(min_length=1, max_length=1024)]


_decoder = msgspec.json.Decoder(_StepItems)


def batch_router(manager: SessionManager) -> APIRouter:
    """Return the batch routes of one environment, to be included under its prefix."""
    router = APIRouter(prefix="/batch", tags=[manager.environment.name])
    batch = _Batch(manager)

    @router.post(
        "/create",
        response_model=None,
        summary="Begin many episodes",
        responses={200: {"model": BatchCreated, "description": "An outcome for each item"}, **_PROBLEMS},
    )
    async def create_many(
        request: Request, body: BatchCreateBody, idempotency_key: IdempotencyKey = None
    ) -> Response:
        """Begin each episode independently of the others: some may fail while others begin."""
        owner = owner_of(request.scope)
        commands = [
            create_command(item, owner, _request_id(item.request_id, idempotency_key, number))
            for number, item in enumerate(body.items)
        ]
        return _answer(await while_connected(request, batch.create(commands)))

    @router.post(
        "/step",
        response_model=None,
        summary="Apply actions to many sessions",
        responses={200: {"model": BatchStepped, "description": "An outcome for each item"}, **_PROBLEMS},
        openapi_extra=_STEPS,
    )
    async def step_many(request: Request, idempotency_key: IdempotencyKey = None) -> Response:
        """Apply all actions at once; those for the same session one after the other, in their order."""
        items = _decode(await request.body())
        return _answer(await batch.step(items, idempotency_key))

    @router.post(
        "/close",
        response_model=None,
        summary="End many sessions",
        responses={200: {"model": BatchClosed, "description": "An outcome for each item"}, **_PROBLEMS},
    )
    async def close_many(body: BatchCloseBody) -> Response:
        """End each session; one that is not there any more is an error of its item alone."""
        return _answer(await batch.close([item.session_id for item in body.items]))

    return router


class _Batch:
    """Does the items of a batch side by side."""

    def __init__(self, manager: SessionManager) -> None:
        self._manager = manager
        self._operations = Operations(manager)

    async def create(self, commands: Sequence[CreateCommand]) -> list[bytes]:
        begun: list[str] = []
        try:
            return await _outcomes([self._begin(command, begun) for command in commands], "create")
        except asyncio.CancelledError:
            # Nobody has been told of these, and nobody could ask for them again.
            for session_id in begun:
                await self._give_up(session_id)
            raise

    async def step(self, items: Sequence[_StepItem], idempotency_key: str | None) -> list[bytes]:
        commands = [
            step_command(item.action, _request_id(item.request_id, idempotency_key, number), item.if_step)
            for number, item in enumerate(items)
        ]
        return await _outcomes(
            [
                self._operations.step(item.session_id, command)
                for item, command in zip(items, commands, strict=True)
            ],
            "step",
        )

    async def close(self, session_ids: Sequence[str]) -> list[bytes]:
        return await _outcomes([self._operations.close(session_id) for session_id in session_ids], "close")

    async def _begin(self, command: CreateCommand, begun: list[str]) -> bytes:
        [session] = await self._manager.create(command)
        if command.request_id is None:
            begun.append(session.session_id)
        return self._operations.show(session)

    async def _give_up(self, session_id: str) -> None:
        try:
            await self._manager.end(session_id, "the client went away before it was told of it")
        except DockerGymError as error:
            logger.debug("session %s needs no end: %s", session_id, error)


async def _outcomes(work: Sequence[Awaitable[bytes]], what: str) -> list[bytes]:
    return await asyncio.gather(*(fields_of(one, f"batch: {what}") for one in work))


def _answer(outcomes: Sequence[bytes]) -> Response:
    whole = b'{"items":[{' + b"},{".join(outcomes) + b"}]}"
    return Response(whole, media_type="application/json")


def _decode(body: bytes) -> list[_StepItem]:
    try:
        return _decoder.decode(body).items
    except msgspec.ValidationError as error:
        raise MalformedBody(
            f'{error}; a batch is {{"items": [{{"session_id": "…", "action": "…"}}, …]}}'
        ) from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InvalidRequest(f"the body is not JSON: {error}") from error


def _request_id(in_item: str | None, idempotency_key: str | None, number: int) -> str | None:
    derived = None if idempotency_key is None else f"{idempotency_key}.{number}"
    return request_id_of(in_item if in_item is not None else derived, None)
