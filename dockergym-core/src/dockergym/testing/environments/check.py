"""All points, and the run that goes through them."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass

from dockergym.errors import ConfigurationError, DockerGymError, suggestion
from dockergym.testing.environments.bench import CheckOptions, EnvironmentBench
from dockergym.testing.environments.container_points import (
    image_is_current,
    image_is_lean,
    runs_unprivileged,
    workers_are_labelled,
)
from dockergym.testing.environments.cost_points import (
    memory_stays_level,
    start_up_is_quick,
    timeouts_are_honoured,
)
from dockergym.testing.environments.episode_points import (
    forks_are_independent,
    init_begins_anew,
    nothing_follows_the_end,
    repeats_under_a_seed,
)
from dockergym.testing.environments.package_points import (
    describes_itself,
    info_fits_its_model,
    listed_tasks_begin,
    params_fit_their_model,
    paths_are_translated,
    readme_has_its_parts,
    tasks_are_listed,
)
from dockergym.testing.environments.points import NotApplicable, Outcome, Point, Problem, Verdict, name_of
from dockergym.testing.environments.protocol_points import (
    errors_are_replies,
    ids_match,
    long_actions_are_taken,
    one_reply_a_request,
    replies_are_flushed,
    replies_have_the_right_types,
    starts,
    stdout_is_clean,
    steps_are_taken,
    unicode_is_kept,
)
from dockergym.testing.environments.subjects import Subject

logger = logging.getLogger(__name__)

_SEE_MESSAGE = "see the message"
_SEE_TRACEBACK = "check again with --verbose, which shows where it was raised"
_PATIENCE = 6
"""Times the longest play that a point may take before it is given up."""

POINTS: tuple[Point, ...] = (
    describes_itself,
    readme_has_its_parts,
    tasks_are_listed,
    paths_are_translated,
    params_fit_their_model,
    image_is_lean,
    image_is_current,
    starts,
    replies_are_flushed,
    replies_have_the_right_types,
    steps_are_taken,
    one_reply_a_request,
    ids_match,
    errors_are_replies,
    stdout_is_clean,
    unicode_is_kept,
    long_actions_are_taken,
    init_begins_anew,
    nothing_follows_the_end,
    repeats_under_a_seed,
    forks_are_independent,
    info_fits_its_model,
    listed_tasks_begin,
    runs_unprivileged,
    workers_are_labelled,
    timeouts_are_honoured,
    start_up_is_quick,
    memory_stays_level,
)
"""Every point, in the order in which a new environment is best made to keep them."""


@dataclass(frozen=True, slots=True)
class Report:
    """How a check came out."""

    name: str
    """The environment's name."""
    runtime: str
    """What started the workers, and why."""
    outcomes: tuple[Outcome, ...]

    @property
    def failed(self) -> list[Outcome]:
        """The points that are not kept."""
        return self.of(Verdict.FAILED)

    def of(self, verdict: Verdict) -> list[Outcome]:
        """Return the points that came out like this."""
        return [one for one in self.outcomes if one.verdict is verdict]

    def __str__(self) -> str:
        return "\n".join(f"{one.verdict}: {one}" for one in self.outcomes)


async def check_environment(
    subject: Subject,
    options: CheckOptions | None = None,
    *,
    only: Collection[str] = (),
    skip: Collection[str] = (),
    on_outcome: Callable[[Outcome], None] = lambda outcome: None,
) -> Report:
    """Check an environment, and tell how each point came out; ``only`` and ``skip`` name points.

    Raises:
        ConfigurationError: a point that was named does not exist.
        DockerGymError: the environment cannot be opened: no runtime answers, its plugin is broken, data is missing.
    """
    _require_known({*only, *skip})
    outcomes: list[Outcome] = []
    async with EnvironmentBench(subject, options) as bench:
        for point in POINTS:
            if only and name_of(point) not in only:
                continue
            if name_of(point) in skip:
                outcome = Outcome(name_of(point), Verdict.SKIPPED, "left out, as was asked")
            else:
                outcome = await _outcome(point, bench)
            outcomes.append(outcome)
            on_outcome(outcome)
        return Report(subject.name, bench.runtime_reason, tuple(outcomes))


async def _outcome(point: Point, bench: EnvironmentBench) -> Outcome:
    began = time.monotonic()

    def result(verdict: Verdict, text: str, advice: str = "") -> Outcome:
        return Outcome(name_of(point), verdict, text, advice, time.monotonic() - began)

    patience_s = _PATIENCE * max(bench.options.budget_s, bench.options.timeout_s)
    try:
        async with asyncio.timeout(patience_s):
            return result(Verdict.PASSED, await point(bench))
    except Problem as problem:
        return result(Verdict.FAILED, problem.what, problem.advice)
    except NotApplicable as reason:
        return result(Verdict.SKIPPED, str(reason))
    except DockerGymError as error:
        return result(Verdict.FAILED, error.detail, _SEE_MESSAGE)
    except TimeoutError:
        return result(Verdict.FAILED, f"it was not finished after {patience_s:g} s", "make the worker faster")
    except Exception as error:
        # A plugin raises what it likes, and the points after this one are to be looked at all the same.
        logger.exception("the point %s was not finished", name_of(point))
        return result(Verdict.FAILED, f"it was not finished: {type(error).__name__}: {error}", _SEE_TRACEBACK)


def _require_known(names: Collection[str]) -> None:
    known = [name_of(point) for point in POINTS]
    for name in names:
        if name not in known:
            raise ConfigurationError(
                f"unknown point {name!r}{suggestion(name, known)} (there are: {', '.join(known)})"
            )
