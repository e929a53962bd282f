"""All that a client does, but for the I/O: the calls it makes, and what it makes of the answers."""

from __future__ import annotations

import copy
import functools
import logging
import operator
import os
import time
from collections.abc import Callable, Mapping
from typing import Any, Generic, Literal, Self, TypeAlias, TypedDict, cast
from urllib.parse import quote, urlsplit

import msgspec

from dockergym.client.calls import Call, Flow, Pause, encode
from dockergym.client.failures import ServerUnreachable
from dockergym.client.providers import Lease
from dockergym.client.results import ActT, EpisodeState, ObsT, StepResult
from dockergym.client.retrying import RetryPolicy, converse
from dockergym.errors import (
    DockerGymError,
    InvalidRequest,
    NoSlotsAvailable,
    RequestConflict,
    SessionLost,
    SessionNotFound,
    StepConflict,
    WorkerError,
    suggestion,
)

logger = logging.getLogger(__name__)

_SESSIONS = "/sessions"
_GROUPS = "/groups"
_PAGE = 1000
_TIMEOUT_S = 180.0
_CLOSE_TIMEOUT_S = 10.0
_LONGEST_WAIT_S = 300.0
"""What a server lets a create wait for a slot at most."""
_TIME_TO_BEGIN_S = 5.0
"""Of the time for a reset, this much is kept back for the episode to begin."""
_OVER = frozenset({"closed", "lost"})
"""Status of sessions that cannot be played any more."""
_STATE_FIELDS = (
    "session_id", "env_id", "status", "step", "run", "rollout", "seed", "created_at", "last_active_at",
)  # fmt: skip
_Slot: TypeAlias = Literal["step", "beginning"]


class ClientOptions(TypedDict, total=False):
    """What a client can be told beside the address."""

    api_key: str | None
    """The server's key. Default: the variable ``DOCKERGYM_API_KEY``, where it is set."""
    run: str | None
    """Name of the run that sessions belong to; by it they are listed and ended together."""
    rollout: str | None
    """Name of the rollout inside the run. Default: the ``episode_id`` given to reset."""
    recover: Literal["replay"] | None
    """``"replay"``: the server rebuilds an episode whose worker is lost, in a new one."""
    wait_s: float | None
    """Seconds that a reset or a group waits in the server's queue where all its slots are taken, or until the API key
    holds fewer sessions than its quota; 0: not at all. Default: nearly as long as the call may take."""
    timeout_s: float
    """Seconds that a call may take, with all its attempts. Default: 180."""
    retry: RetryPolicy | None
    """How calls are made again."""
    headers: Mapping[str, str] | None
    """Sent with every request."""
    trace_headers: Callable[[], Mapping[str, str]] | None
    """Asked at every request for further headers, such as ``traceparent``."""


class EpisodeClient(Generic[ActT, ObsT]):
    """What both faces share. A subclass for typed actions and observations overrides the three methods
    `_step_payload`, `_parse_result` and `_parse_state`.
    """

    def __init__(self, base_url: str, options: ClientOptions) -> None:
        _require_known(options)
        self._base_url = _checked_address(base_url)
        self._run_name = options.get("run")
        self._rollout = options.get("rollout")
        self._recover = options.get("recover")
        self._wait_s = options.get("wait_s")
        self._timeout_s = options.get("timeout_s", _TIMEOUT_S)
        self._retry = options.get("retry") or RetryPolicy()
        self._headers = _fixed_headers(options.get("api_key"), options.get("headers"))
        self._trace_headers = options.get("trace_headers")
        self._session_id: str | None = None
        self._episode_id: str | None = None
        self._steps = 0
        self._last_result: StepResult[ObsT] | None = None
        self._unanswered: dict[_Slot, _Unanswered] = {}
        self._turn = _Turn()
        self._lease: Lease | None = None
        """Of the container that was started for this client."""
        self._sprung_from: object = None
        """The client whose container this one plays in; it goes when nobody holds on to it."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._base_url!r}, session_id={self._session_id!r})"

    @property
    def base_url(self) -> str:
        """The environment's address."""
        return self._base_url

    @property
    def session_id(self) -> str | None:
        """Id of the session this client holds; ``None`` before `reset` and after `close` and `detach`."""
        return self._session_id

    @property
    def last_result(self) -> StepResult[ObsT] | None:
        """What the environment said last in this client's episode; ``None`` where it holds no session."""
        return self._last_result

    def detach(self) -> str:
        """Let go of the session without ending it, and return its id, by which any client can `attach` to it.

        Raises:
            SessionNotFound: the client holds no session.
        """
        session_id = self._held_session()
        self._let_go()
        return session_id

    def _step_payload(self, action: ActT) -> str | Mapping[str, Any]:
        """Return an action as the environment takes it: text, or an object that is sent as its JSON text."""
        if isinstance(action, str):
            return action
        raise InvalidRequest(
            f"an action is text, not {type(action).__name__}; for another kind, subclass the client and "
            "override _step_payload()"
        )

    def _parse_result(self, payload: Mapping[str, Any]) -> StepResult[ObsT]:
        """Return what the server answered to a reset or a step as a result."""
        return StepResult(
            observation=cast("ObsT", payload["observation"]),
            reward=payload["reward"],
            done=payload["done"],
            terminated=payload["terminated"],
            truncated=payload["truncated"],
            info=payload["info"],
            step=payload["step"],
        )

    def _parse_state(self, payload: Mapping[str, Any]) -> EpisodeState:
        """Return what the server tells of a session as a state; ``payload`` also has ``episode_id``."""
        return EpisodeState(
            episode_id=payload["episode_id"], **{name: payload[name] for name in _STATE_FIELDS}
        )

    def _reset(
        self,
        seed: int | None,
        episode_id: str | None,
        env_id: str | None,
        timeout_s: float | None,
        params: Mapping[str, Any],
    ) -> Flow[StepResult[ObsT]]:
        with self._turn:
            deadline = self._deadline(timeout_s)
            wanted = _Wanted(_SESSIONS, self._beginning(seed, episode_id, env_id, params), "create")
            yield from self._end_unanswered(deadline, unless=wanted)
            yield from self._end_session(deadline)
            shown = yield from self._begin(wanted, deadline)
            self._episode_id = episode_id
            return self._hold(shown)

    def _group(
        self,
        count: int,
        seed: int | None,
        env_id: str | None,
        timeout_s: float | None,
        params: Mapping[str, Any],
    ) -> Flow[list[Self]]:
        with self._turn:
            deadline = self._deadline(timeout_s)
            wanted = _Wanted(_GROUPS, {"count": count, **self._beginning(seed, None, env_id, params)})
            yield from self._end_unanswered(deadline, unless=wanted)
            shown = yield from self._begin(wanted, deadline)
            return [self._child(one) for one in shown["sessions"]]

    def _beginning(
        self, seed: int | None, episode_id: str | None, env_id: str | None, params: Mapping[str, Any]
    ) -> dict[str, Any]:
        wanted = {
            "env_id": env_id,
            "params": dict(params),
            "seed": None if seed is None else _whole_number(seed),
            "run": self._run_name,
            "rollout": self._rollout or episode_id,
            "recover": self._recover,
        }
        return {name: value for name, value in wanted.items() if value is not None}

    def _begin(self, wanted: _Wanted, deadline: float) -> Flow[Any]:
        """Begin what is wanted, once there is room."""
        attempts = 0
        while True:
            remaining = max(deadline - time.monotonic(), 0.0)
            most = remaining - min(_TIME_TO_BEGIN_S, remaining / 5)
            waits_s = min(most, _LONGEST_WAIT_S if self._wait_s is None else self._wait_s)
            attempts += 1
            try:
                shown = yield from self._made(wanted, deadline, waits_s=waits_s)
                if shown is not None:
                    return shown
            except NoSlotsAvailable as error:
                over = deadline - time.monotonic() < 2 * _TIME_TO_BEGIN_S
                if over or self._wait_s is not None or not error.retryable:
                    raise
            yield Pause(self._retry.pause_s(attempts))

    def _made(self, wanted: _Wanted, deadline: float, *, waits_s: float | None = None) -> Flow[Any | None]:
        """Ask for sessions, and return what is shown of them; ``None`` where some have ended already.

        So it is where the answer was lost and nobody could ask again for longer than a session may be idle. None of
        them is left then, and they can be asked for anew.
        """
        shown = yield from self._ask_once(wanted, deadline, waits_s=waits_s)
        made = shown.get("sessions", [shown])
        if _OVER.isdisjoint(one["status"] for one in made):
            return shown
        for one in made:
            # All of them: what a server has left to the next one looks closed as well.
            yield from self._end(one["session_id"], deadline)
        return None

    def _step(self, action: ActT, timeout_s: float | None) -> Flow[StepResult[ObsT]]:
        with self._turn:
            session_id = self._held_session()
            payload = self._step_payload(action)
            text = payload if isinstance(payload, str) else encode(payload, "the action").decode()
            wanted = _Wanted(f"{_path_of(session_id)}/step", {"action": text}, "step", session_id)
            try:
                shown = yield from self._ask_once(wanted, self._deadline(timeout_s))
            except DockerGymError as error:
                if isinstance(error, StepConflict):
                    self._steps = int(error.extra.get("step", self._steps))
                elif error.applied and not isinstance(error, WorkerError):
                    # What the environment answered with an error, the server does not count.
                    self._steps += 1
                raise
            self._steps = shown["step"]
            self._last_result = result = self._parse_result(shown)
            return result

    def _state(self, timeout_s: float | None) -> Flow[EpisodeState]:
        shown = yield from self._show(self._held_session(), self._deadline(timeout_s))
        return self._told(shown)

    def _attach(self, session_id: str, timeout_s: float | None) -> Flow[StepResult[ObsT]]:
        with self._turn:
            deadline = self._deadline(timeout_s)
            if session_id != self._session_id:
                yield from self._end_unanswered(deadline)
                yield from self._end_session(deadline)
            shown = yield from self._show(session_id, deadline)
            self._episode_id = None
            return self._hold(shown)

    def _show(self, session_id: str, deadline: float) -> Flow[Any]:
        path = _path_of(session_id)
        return (yield from self._ask("GET", path, deadline, operation="get", session_id=session_id))

    def _fork(self, count: int, timeout_s: float | None) -> Flow[list[Self]]:
        with self._turn:
            session_id, deadline = self._held_session(), self._deadline(timeout_s)
            path = f"{_path_of(session_id)}/fork"
            wanted = _Wanted(path, {"count": count}, "fork", session_id, at_step=self._steps)
            yield from self._end_unanswered(deadline, unless=wanted)
            while (shown := (yield from self._made(wanted, deadline))) is None:
                yield Pause(self._retry.pause_s(1))
            return [self._child(one) for one in shown["sessions"]]

    def _close(self) -> Flow[None]:
        try:
            deadline = self._deadline(min(self._timeout_s, _CLOSE_TIMEOUT_S))
            yield from self._end_unanswered(deadline)
            yield from self._end_session(deadline)
        except DockerGymError as error:
            logger.warning(
                "%s is not ended: %s. The server ends it when it has been idle for long enough.",
                f"session {self._session_id}" if self._session_id else "what reset() has begun",
                error.detail,
            )
            self._let_go()
            self._unanswered.clear()

    def _tasks(
        self, limit: int | None, offset: int, q: str | None, filters: Mapping[str, str]
    ) -> Flow[list[str]]:
        asked: dict[str, Any] = {"limit": limit, "offset": offset, "q": q, **filters}
        query = {name: value for name, value in asked.items() if value is not None}
        shown = yield from self._ask("GET", "/environments", self._deadline(None), query=query)
        return list(shown["environments"])

    def _sessions(self, run: str | None, status: str | None) -> Flow[list[EpisodeState]]:
        asked = {"run": run, "status": status}
        query: dict[str, str | int] = {name: value for name, value in asked.items() if value is not None}
        found: list[EpisodeState] = []
        deadline = self._deadline(None)
        while True:
            page = {**query, "limit": _PAGE, "offset": len(found)}
            shown = yield from self._ask("GET", "/sessions", deadline, query=page)
            found += [self._told(one) for one in shown["sessions"]]
            if len(found) >= shown["total"] or not shown["sessions"]:
                return found

    def _end_sessions(self, run: str | None) -> Flow[list[str]]:
        query = None if run is None else {"run": run}
        shown = yield from self._ask("DELETE", "/sessions", self._deadline(None), query=query)
        return list(shown["deleted"])

    def _ask(
        self,
        method: str,
        path: str,
        deadline: float,
        *,
        content: bytes | None = None,
        query: Mapping[str, str | int] | None = None,
        request_id: str | None = None,
        waits_s: float | None = None,
        operation: str | None = None,
        session_id: str | None = None,
    ) -> Flow[Any]:
        headers = {"X-Request-Id": request_id or _new_id()}
        if content is not None:
            headers["Content-Type"] = "application/json"
        if self._trace_headers is not None:
            headers |= self._trace_headers()
        call = Call(
            method=method,
            path=path,
            content=content,
            headers=headers,
            query=query,
            waits_s=waits_s,
            operation=operation,
            session_id=session_id,
        )
        return (yield from converse(call, self._retry, deadline - time.monotonic()))

    def _ask_once(self, wanted: _Wanted, deadline: float, *, waits_s: float | None = None) -> Flow[Any]:
        """Ask for something that must be done once, whatever becomes of the requests that ask for it.

        A caller who asks again for what got no answer, because time ran out or the call was cancelled, asks
        under the same id.
        """
        asked = self._unanswered.get(wanted.slot)
        if asked is None or asked.wanted != wanted:
            asked = _Unanswered(wanted, self._request(wanted))
        waiting = {} if waits_s is None else {"wait_s": round(waits_s, 3)}
        content = encode(
            asked.request | waiting, "the action" if wanted.slot == "step" else "what is asked for"
        )
        self._unanswered[wanted.slot] = asked
        try:
            answer = yield from self._ask(
                "POST",
                wanted.path,
                deadline,
                content=content,
                request_id=asked.request["request_id"],
                waits_s=waits_s,
                operation=wanted.operation,
                session_id=wanted.session_id,
            )
        except DockerGymError as error:
            if not _leaves_open(error):
                self._unanswered.pop(wanted.slot, None)
            raise
        self._unanswered.pop(wanted.slot, None)
        return answer

    def _request(self, wanted: _Wanted) -> dict[str, Any]:
        request = {**wanted.body, "request_id": _new_id()}
        if wanted.slot == "step":
            # One that got no answer may have been applied, and this one was not meant then; or it is held up
            # somewhere and arrives after this one, which it must not follow.
            request["if_step"] = self._steps
        return request

    @property
    def _may_hold_session(self) -> bool:
        return self._session_id is not None or "beginning" in self._unanswered

    def _end_unanswered(self, deadline: float, *, unless: _Wanted | None = None) -> Flow[None]:
        """End what a reset, a group or a fork without an answer may have begun, unless it is wanted still.

        Of a reset, take hold of the session, so that it is ended as any other.
        """
        asked = self._unanswered.get("beginning")
        if asked is None or asked.wanted == unless:
            return
        waits_s = None if asked.wanted.operation == "fork" else 0.0
        try:
            shown = yield from self._ask_once(asked.wanted, deadline, waits_s=waits_s)
        except ServerUnreachable:
            raise
        except DockerGymError as error:
            logger.debug("what got no answer had begun nothing: %s", error.detail)
            self._unanswered.pop("beginning", None)
            return
        if asked.wanted.path == _SESSIONS and shown["status"] not in _OVER:
            self._hold(shown)
            return
        for one in shown.get("sessions", [shown]):
            yield from self._end(one["session_id"], deadline)

    def _end_session(self, deadline: float) -> Flow[None]:
        if self._session_id is None:
            return
        yield from self._end(self._session_id, deadline)
        self._let_go()

    def _end(self, session_id: str, deadline: float) -> Flow[None]:
        path = _path_of(session_id)
        try:
            yield from self._ask("DELETE", path, deadline, operation="close", session_id=session_id)
        except (SessionNotFound, SessionLost) as error:
            logger.debug("session %s needs no end: %s", session_id, error.detail)

    def _told(self, shown: Mapping[str, Any]) -> EpisodeState:
        is_own = shown["session_id"] == self._session_id
        name = self._episode_id if is_own else None
        return self._parse_state({**shown, "episode_id": name or shown["session_id"]})

    def _child(self, shown: Mapping[str, Any]) -> Self:
        child = copy.copy(self)
        child._turn = _Turn()
        child._unanswered = {}
        child._lease = None
        child._sprung_from = self
        child._let_go()
        child._forget_wire()
        child._hold(shown)
        return child

    def _forget_wire(self) -> None:
        """Open a connection of its own with the next call."""
        raise NotImplementedError

    def _hold(self, shown: Mapping[str, Any]) -> StepResult[ObsT]:
        self._session_id = shown["session_id"]
        self._steps = shown["step"]
        self._unanswered.pop("step", None)
        self._last_result = result = self._parse_result(shown)
        return result

    def _let_go(self) -> None:
        self._session_id = None
        self._episode_id = None
        self._last_result = None
        self._unanswered.pop("step", None)

    def _held_session(self) -> str:
        if self._session_id is None:
            raise SessionNotFound("there is no episode: call reset() first, or attach() to a session")
        return self._session_id

    def _deadline(self, timeout_s: float | None) -> float:
        return time.monotonic() + (self._timeout_s if timeout_s is None else timeout_s)


class _Turn:
    """Lets one call in at a time."""

    def __init__(self) -> None:
        self._is_taken = False

    def __enter__(self) -> None:
        if self._is_taken:
            raise RequestConflict(
                "another call of this client is under way; await it first, or make a client for each episode"
            )
        self._is_taken = True

    def __exit__(self, *error: object) -> None:
        self._is_taken = False


class _Wanted(msgspec.Struct, frozen=True):
    """Something that must be done once."""

    path: str
    body: Mapping[str, Any]
    operation: str | None = None
    session_id: str | None = None
    at_step: int | None = None
    """Of a fork: where the episode was. A fork of it later is another."""

    @property
    def slot(self) -> _Slot:
        """Which other it takes the place of: of each kind, one may be without an answer."""
        return "step" if self.operation == "step" else "beginning"


class _Unanswered(msgspec.Struct, frozen=True):
    """A request that was sent and of which nobody knows what became of it."""

    wanted: _Wanted
    request: dict[str, Any]


def _leaves_open(error: DockerGymError) -> bool:
    """Say whether a call that ended in this error may still have done what it was to do, or do it yet."""
    if isinstance(error, ServerUnreachable):
        return True
    # What a worker says of its failure is its answer: asked again under the same id, it would say no more.
    return error.applied is None and not isinstance(error, WorkerError)


def _new_id() -> str:
    # As good as a UUID, at a tenth of its time.
    return os.urandom(16).hex()


@functools.lru_cache(maxsize=4096)
def _path_of(session_id: str) -> str:
    return f"{_SESSIONS}/{quote(session_id, safe='')}"


def _require_known(options: Mapping[str, Any]) -> None:
    for name in options.keys() - ClientOptions.__optional_keys__:
        hint = suggestion(name, sorted(ClientOptions.__optional_keys__))
        raise TypeError(f"a client has no option {name!r}{hint}")


def _checked_address(base_url: str) -> str:
    try:
        parts = urlsplit(base_url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        usable = usable and not parts.query and not parts.fragment
    except ValueError:
        usable = False
    if not usable:
        raise InvalidRequest(
            f"{base_url!r} is not the address of an environment; one is http://host:8000/envs/alfworld"
        )
    return base_url.rstrip("/")


def _whole_number(seed: Any) -> int:
    try:
        # NumPy's are taken too; JSON knows none of them.
        return operator.index(seed)
    except TypeError:
        raise InvalidRequest(f"a seed is a whole number, not {seed!r}") from None


def _fixed_headers(api_key: str | None, headers: Mapping[str, str] | None) -> dict[str, str]:
    key = api_key if api_key is not None else os.environ.get("DOCKERGYM_API_KEY")
    authorization = {"Authorization": f"Bearer {key}"} if key else {}
    own = {"User-Agent": "dockergym-client", **authorization}
    given = {name.lower() for name in headers or ()}
    return {name: value for name, value in own.items() if name.lower() not in given} | dict(headers or {})
