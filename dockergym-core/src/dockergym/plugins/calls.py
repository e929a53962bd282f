"""How the functions of a hook are called: in pluggy's order, awaited, their faults under their owner's name.

pluggy takes the coroutine of an ``async def`` for its answer. Then one that comes to ``None`` would keep
the next plugin from being asked, and a wrapper would be handed the coroutine. So pluggy keeps the plugins,
checks their signatures and puts them in order, and the calls are made here.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, NoReturn, TypeVar

from pydantic import TypeAdapter, ValidationError

from dockergym.errors import DockerGymError, PluginError
from dockergym.protocol.messages import encode_raw

T = TypeVar("T")

_LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Implementation:
    """One plugin's function for one hook."""

    hook: str
    owner: str
    function: Callable[..., Any]
    arguments: tuple[str, ...]
    """Those of the hook's arguments that the function takes."""
    wraps: bool = False

    def __call__(self, given: Mapping[str, Any]) -> Any:
        """Call the function with those of the given arguments that it takes."""
        return self.function(**{name: given[name] for name in self.arguments})

    def fail(self, error: Exception) -> NoReturn:
        """Raise what the function raised: our errors as they are, any other as a `PluginError` that names its owner."""
        if isinstance(error, DockerGymError):
            raise error
        raise PluginError(f"{self.owner}: {self.hook} failed: {type(error).__name__}: {error}") from error


async def settled(value: Any) -> Any:
    """Return a value, awaited if it can be."""
    return await value if isinstance(value, Awaitable) else value


async def tell(implementation: Implementation, given: Mapping[str, Any]) -> None:
    """Call a function that answers nothing.

    Raises:
        PluginError: it raised something that is not of our error tree.
    """
    try:
        await settled(implementation(given))
    except Exception as exc:
        implementation.fail(exc)


class Question(Generic[T]):
    """A hook that takes one answer: the first that is not ``None``, passed through the wrappers.

    Its fields are checked as well, so that who wrote the plugin learns of a wrong one where it was written.
    """

    def __init__(
        self,
        answer_type: type[T],
        implementations: Sequence[Implementation],
        *,
        written_field: str | None = None,
    ) -> None:
        """Keep the implementations, in the order in which they are asked; one at least must not be a wrapper.

        ``written_field`` is the field of the answer that goes over the wire, as JSON.
        """
        self._answer_type = answer_type
        self._written_field = written_field
        self._fields: TypeAdapter[T] = TypeAdapter(answer_type)
        self._wrappers = [one for one in implementations if one.wraps]
        self._answerers = [one for one in implementations if not one.wraps]

    async def ask(self, **given: Any) -> T:
        """Return the answer.

        Raises:
            PluginError: a plugin failed, or answered with something of another type, or nobody answered.
            DockerGymError: whatever a plugin raised of our error tree.
        """
        return await self._wrapped(0, given)

    async def _wrapped(self, depth: int, given: Mapping[str, Any]) -> T:
        if depth == len(self._wrappers):
            return await self._first(given)
        wrapper = self._wrappers[depth]
        steps = _begin(wrapper, given)
        try:
            answer = await self._wrapped(depth + 1, given)
        except BaseException as exc:
            return self._checked(wrapper, await _finish(wrapper, steps, partial(steps.throw, exc)))
        return self._checked(wrapper, await _finish(wrapper, steps, partial(steps.send, answer)))

    async def _first(self, given: Mapping[str, Any]) -> T:
        for one in self._answerers:
            try:
                answer = await settled(one(given))
            except Exception as exc:
                one.fail(exc)
            if answer is not None:
                return self._checked(one, answer)
        raise self._unfit(self._answerers[-1], None)

    def _checked(self, implementation: Implementation, answer: Any) -> T:
        if not isinstance(answer, self._answer_type):
            raise self._unfit(implementation, answer)
        try:
            checked = self._fields.validate_python(answer)
        except ValidationError as error:
            wrong = "; ".join(_told(one["loc"], one["msg"], one["input"]) for one in error.errors())
            raise self._wrong(implementation, wrong) from None
        if self._written_field is not None:
            unwritable = _unwritable(self._written_field, getattr(checked, self._written_field))
            if unwritable is not None:
                raise self._wrong(implementation, unwritable)
        return checked

    def _wrong(self, implementation: Implementation, what: str) -> PluginError:
        return PluginError(
            f"{implementation.owner}: {implementation.hook} returned a wrong {self._answer_type.__name__}: {what}"
        )

    def _unfit(self, implementation: Implementation, answer: object) -> PluginError:
        returned = "None" if answer is None else type(answer).__name__
        role = "the wrapper " if implementation.wraps else ""
        return PluginError(
            f"{implementation.owner}: {role}{implementation.hook} returned {returned}; "
            f"it must return {self._answer_type.__name__}"
        )


def _unwritable(field: str, written: Mapping[str, Any]) -> str | None:
    """Return what keeps a field from being sent as JSON, by the key that it is under; ``None`` where nothing does."""
    reason = _reason_against(dict(written))
    if reason is None:
        return None
    for name, value in written.items():
        closer = _reason_against({name: value})
        if closer is not None:
            return f"{field}.{name}: JSON cannot hold it: {closer}"
    return f"{field}: JSON cannot hold it: {reason}"


def _reason_against(value: object) -> Exception | None:
    """Return why a value cannot be sent as JSON; ``None`` where it can."""
    try:
        encode_raw(value)
    except (TypeError, ValueError, RecursionError) as error:
        return error
    return None


def _told(where: tuple[int | str, ...], what: str, given: object) -> str:
    """Return one thing that is wrong with an answer: its field, and what is there."""
    shown = repr(given)
    shown = shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"
    return f"{'.'.join(map(str, where))}: {what[:1].lower()}{what[1:]}, not {shown}"


def _begin(wrapper: Implementation, given: Mapping[str, Any]) -> Generator[None, Any, Any]:
    steps: Generator[None, Any, Any] = wrapper(given)
    try:
        next(steps)
    except StopIteration:
        raise PluginError(f"{wrapper.owner}: the wrapper {wrapper.hook} ended before its yield") from None
    except Exception as exc:
        wrapper.fail(exc)
    return steps


async def _finish(
    wrapper: Implementation, steps: Generator[None, Any, Any], resume: Callable[[], None]
) -> Any:
    try:
        resume()
    except StopIteration as stop:
        returned = stop.value
    except Exception as exc:
        wrapper.fail(exc)
    else:
        steps.close()
        raise PluginError(f"{wrapper.owner}: the wrapper {wrapper.hook} yields more than once")
    try:
        return await settled(returned)
    except Exception as exc:
        wrapper.fail(exc)


def is_generator(function: Callable[..., Any]) -> bool:
    """Say whether calling a function only makes a generator."""
    return inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function)
