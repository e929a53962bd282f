"""One session: requests in, reply lines out. It knows no socket and no pipe."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Any, Callable, Dict, Optional, Tuple

from dockergym_worker.history import History
from dockergym_worker.memory import ReplyMemory
from dockergym_worker.messages import Refusal, encode_body, field, marked_replayed, reply_line
from dockergym_worker.rejections import Rejection
from dockergym_worker.results import BadResult, Result, encode_result, read_result

if TYPE_CHECKING:
    from dockergym_worker.base import BaseWorker

MAX_META_BYTES = 64 * 1024
_NOT_PARAMS = ("cmd", "id", "env_id")


class Episode:
    """A session's episode, its step count and its memory of replies."""

    def __init__(
        self, worker: BaseWorker, session: Optional[str] = None, meta: Optional[Dict[str, Any]] = None
    ):
        self._worker = worker
        self._commands: Dict[str, Callable[[Dict[str, Any]], bytes]] = {
            "init": self._init,
            "step": self._step,
            "state": self._state,
            "log": self._log,
            "note": self._note,
            "close": self._close,
            "fork": self._fork,
        }
        self.closed = False
        self._initialised = False
        self._steps = 0
        self._done = self._terminated = self._truncated = False
        self._last: Optional[bytes] = None
        self._history = History()
        self.begin_as(session, {} if meta is None else meta)

    def begin_as(self, session: Optional[str], meta: Dict[str, Any]) -> None:
        """Become another session in the same state, as a fork does: its own name, age and empty memory."""
        self.session = session
        self.meta = meta
        self._memory = ReplyMemory()
        self._history.forget_requests()
        self._born = self._active = time.monotonic()
        self._left: Optional[float] = None
        self._unattended_s = 0.0

    def server_left(self) -> None:
        """Note that no server is connected from now on, so that nobody could use the session."""
        self._left = time.monotonic()

    def server_came(self) -> None:
        """Note that a server is connected again."""
        self._unattended_s = self._unattended_for(time.monotonic())
        self._left = None

    @property
    def steps(self) -> int:
        """Steps applied so far."""
        return self._steps

    def reply_to(self, request: Dict[str, Any]) -> bytes:
        """Carry out a request and return the line that answers it."""
        name = request.get("cmd")
        try:
            command = self._commands.get(name) if isinstance(name, str) else None
            if command is None:
                known = ", ".join(sorted(self._commands))
                raise Refusal("bad_request", f"unknown command {name!r}; a session knows {known}")
            body = command(request)
        except Refusal as refusal:
            body = self._refused(refusal)
        return reply_line(request.get("id"), body)

    def refuse(self, refusal: Refusal, number: Optional[int] = None) -> bytes:
        """Return the line that answers a request with an error."""
        return reply_line(number, self._refused(refusal))

    def close(self) -> None:
        """Call ``close_env`` unless it was called.

        Raises:
            Refusal: it raised.
        """
        if not self.closed:
            self.closed = True
            self._call("close_env", applied=None)

    def _init(self, request: Dict[str, Any]) -> bytes:
        env_id = field(request, "env_id", str)
        params = {key: value for key, value in request.items() if key not in _NOT_PARAMS}
        self._initialised = False
        self._steps = 0
        self._last = None
        # A process may have waited for its session for long.
        self._born = time.monotonic()
        try:
            body, result = self._play("init_env", env_id, params, applied=False)
        finally:
            self._used_now()
        self._history.begin(result)
        return body

    def _step(self, request: Dict[str, Any]) -> bytes:
        request_id = field(request, "request_id", str)
        digest = field(request, "digest", str)
        if request_id is not None:
            remembered = self._memory.find(request_id)
            if remembered is not None:
                if digest is not None and remembered.digest is not None and digest != remembered.digest:
                    raise Refusal("request_conflict", f"request id {request_id!r} belongs to another request")
                return marked_replayed(remembered.body)
        action = field(request, "action", str, required=True)
        self._check_may_step(field(request, "if_step", int))
        result: Optional[Result] = None
        try:
            body, result = self._play("step_env", action, applied=None)
        except Refusal as refusal:
            body = self._refused(refusal)
        finally:
            self._used_now()
        self._history.add(action, result, request_id, digest)
        if request_id is not None:
            self._memory.remember(request_id, digest, body)
        return body

    def _check_may_step(self, if_step: Optional[int]) -> None:
        if not self._initialised:
            raise Refusal("not_initialised", "there is no episode yet; send init before step")
        if if_step is not None and if_step != self._steps:
            raise Refusal(
                "step_conflict", f"the step was meant for step {if_step}, and {self._steps} have been applied"
            )
        if self._done:
            raise Refusal("already_done", "the episode has ended; send init to begin another")

    def _play(self, method: str, *arguments: Any, applied: Optional[bool]) -> Tuple[bytes, Result]:
        """Call the environment and take over its result; the step counts only when the result is sound."""
        returned = self._call(method, *arguments, applied=applied)
        steps = self._steps + 1 if method == "step_env" else 0
        try:
            result = read_result(returned, method)
            body = encode_result(result, steps, method)
        except BadResult as error:
            raise Refusal("bad_result", str(error), applied=applied) from None
        self._initialised = True
        self._steps = steps
        self._terminated, self._truncated = result.terminated, result.truncated
        self._done = result.done
        self._last = body
        return body, result

    def _call(self, method: str, *arguments: Any, applied: Optional[bool]) -> Any:
        try:
            return getattr(self._worker, method)(*arguments)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            if method == "init_env" and isinstance(error, Rejection):
                raise Refusal(error.code, str(error)) from None
            raise raised_in(method, error, "env_error", applied) from None

    def _state(self, request: Dict[str, Any]) -> bytes:
        now = time.monotonic()
        body = encode_body(
            {
                "status": "ok",
                "session": self.session,
                "meta": self.meta,
                "initialised": self._initialised,
                "step": self._steps,
                "done": self._initialised and self._done,
                "terminated": self._initialised and self._terminated,
                "truncated": self._initialised and self._truncated,
                "pid": os.getpid(),
                "age_s": round(now - self._born, 3),
                "idle_s": round(now - self._active, 3),
                "unattended_s": round(self._unattended_for(now), 3),
                "request_ids": self._memory.request_ids(),
            }
        )
        return body[:-1] + b',"last":' + (self._last or b"null") + b"}"

    def _unattended_for(self, now: float) -> float:
        """Return how long no server was connected since the last init or step."""
        return self._unattended_s + (0.0 if self._left is None else now - self._left)

    def _used_now(self) -> None:
        self._active = time.monotonic()
        self._unattended_s = 0.0
        self._left = None if self._left is None else self._active

    def _log(self, request: Dict[str, Any]) -> bytes:
        return encode_body(dict({"status": "ok"}, **self._history.told()))

    def _note(self, request: Dict[str, Any]) -> bytes:
        self.meta = checked_meta(request, required=True)
        return encode_body({"status": "ok"})

    def _fork(self, request: Dict[str, Any]) -> bytes:
        raise Refusal("fork_unsupported", "this session is alone in its process and cannot be forked")

    def _close(self, request: Dict[str, Any]) -> bytes:
        self.close()
        return encode_body({"status": "ok"})

    def _refused(self, refusal: Refusal) -> bytes:
        return encode_body(dict(refusal.body(), step=self._steps))


def checked_meta(holder: Dict[str, Any], *, required: bool = False) -> Dict[str, Any]:
    """Return the ``meta`` of a request.

    Raises:
        Refusal: it is not an object, or longer than 64 KiB as JSON.
    """
    meta = field(holder, "meta", dict, required=required)
    if meta is None:
        return {}
    try:
        length = len(encode_body(meta))
    except (ValueError, RecursionError) as error:
        raise Refusal("bad_request", f"'meta' cannot be kept: {error}") from None
    if length > MAX_META_BYTES:
        raise Refusal("bad_request", f"'meta' is longer than {MAX_META_BYTES} bytes")
    return dict(meta)


def raised_in(method: str, error: BaseException, code: str, applied: Optional[bool]) -> Refusal:
    """Return the reply to a request for which the worker's ``method`` raised; the traceback goes to stderr."""
    sys.__excepthook__(type(error), error, error.__traceback__)
    name = type(error).__name__
    try:
        text = str(error)
    except Exception as failure:
        text = f"(its message cannot be shown: {type(failure).__name__})"
    message = f"{method} raised {name}: {text}" if text else f"{method} raised {name}"
    return Refusal(code, message, applied=applied, type_name=name)
