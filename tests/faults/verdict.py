"""What became of each fault, judged by the episodes that met it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from dockergym.client import ServerUnreachable
from dockergym.errors import DockerGymError, EnvironmentFailed
from faults.episodes import Attempt, Seen
from faults.ledger import Entry, applied, doubled, workers_of


class Outcome(StrEnum):
    """What became of an episode, the best first."""

    SURVIVED = "survived"
    """It finished with the transcript of an undisturbed run, in the worker it began in."""
    REBUILT = "rebuilt"
    """The same, in another worker."""
    REPORTED = "reported"
    """It ended with an error that is true in all it says."""
    LOST = "lost"
    """Anything else: another transcript, an error that is not true, one without a fault that explains it."""
    DOUBLED = "doubled"
    """An action was applied more than once."""


_ORDER = list(Outcome)


@dataclass(eq=False)
class Fault:
    """One injected fault."""

    kind: str
    fatal: bool
    """Whether it may end the episodes it meets."""
    mended: bool = True
    """Whether it ends none that asked to be rebuilt."""
    refuses: bool = False
    """Whether an episode may not begin because of it."""
    met: list[Attempt] = field(default_factory=list)


@dataclass
class Judgement:
    """What became of one episode, and why."""

    outcome: Outcome
    reason: str = ""


def judge(attempt: Attempt, expected: Sequence[Seen], entries: Sequence[Entry] | None) -> Judgement:
    """Compare an episode with its undisturbed run and with what the environment wrote down of it.

    ``entries`` is ``None`` where the environment writes nothing down.
    """
    if entries is not None and (twice := doubled(list(entries))):
        return Judgement(Outcome.DOUBLED, f"applied twice: {twice}")
    if attempt.accident is not None:
        return Judgement(Outcome.LOST, f"{type(attempt.accident).__name__}: {attempt.accident}")
    if attempt.seen != list(expected[: len(attempt.seen)]):
        return Judgement(Outcome.LOST, difference(attempt.seen, expected))
    if attempt.error is not None:
        return _judge_error(attempt, attempt.error, entries)
    if len(attempt.seen) != len(expected):
        return Judgement(Outcome.LOST, f"it ended after {len(attempt.seen) - 1} steps of {len(expected) - 1}")
    moved = entries is not None and len(workers_of(list(entries))) > 1
    if moved and not attempt.recovered:
        return Judgement(Outcome.LOST, "it does not say that it was recovered, and played in another worker")
    if attempt.recovered and not moved and not any(fault.fatal for fault in attempt.met):
        # Lost before its first action, it has played in one worker only; but something must have cost it the first.
        return Judgement(Outcome.LOST, "it says that it was recovered, and nothing that it met ends a worker")
    return Judgement(Outcome.REBUILT if attempt.recovered else Outcome.SURVIVED)


def difference(got: Sequence[Seen], expected: Sequence[Seen]) -> str:
    """Say where a transcript differs first."""
    for number, (one, other) in enumerate(zip(got, expected, strict=False)):
        if one != other:
            return f"entry {number} is {one!r} and not {other!r}"
    return f"{len(got)} entries, and not {len(expected)}"


def _judge_error(attempt: Attempt, error: DockerGymError, entries: Sequence[Entry] | None) -> Judgement:
    told = f"{error.code} (applied: {error.applied}, retryable: {error.retryable}): {error.detail}"
    lies = [*_lies_about_applied(attempt, error, entries), *_lies_about_retrying(attempt, error)]
    if attempt.session_id is None and any(fault.refuses for fault in attempt.met):
        # It never was, and whoever asked for it was told that he may ask again.
        lies += [] if error.retryable and error.applied is False else ["it can be tried again"]
    elif not any(fault.fatal for fault in attempt.met):
        lies.append("no fault that it met may end an episode")
    elif attempt.recover and all(fault.mended for fault in attempt.met):
        lies.append("it asked to be rebuilt, and was not")
    return (
        Judgement(Outcome.LOST, f"{told}; {'; '.join(lies)}") if lies else Judgement(Outcome.REPORTED, told)
    )


def _lies_about_applied(
    attempt: Attempt, error: DockerGymError, entries: Sequence[Entry] | None
) -> list[str]:
    if entries is None or attempt.doing is None or error.applied is None:
        return []
    was = applied(list(entries), attempt.plan.shown(attempt.doing))
    if was == error.applied:
        return []
    return [
        f"applied is {error.applied}, and the environment {'did' if was else 'did not'} apply {attempt.doing!r}"
    ]


def _lies_about_retrying(attempt: Attempt, error: DockerGymError) -> list[str]:
    """Compare ``retryable`` with what came of doing the same again."""
    if attempt.doing is None or isinstance(error, ServerUnreachable):
        return []
    worked = attempt.repeated is not None and not isinstance(attempt.repeated, DockerGymError)
    # An environment that failed once goes on, and the same action is another step to it.
    if worked and not error.retryable and not isinstance(error, EnvironmentFailed):
        return ["retryable is false, and doing it again worked"]
    if not worked and error.retryable:
        return [f"retryable is true, and doing it again gave {attempt.repeated!r}"]
    return []


def outcome_of(fault: Fault, judgements: Mapping[str, Judgement]) -> Outcome:
    """Return what became of a fault: the worst that became of an episode because of it.

    An error of an episode that met a fatal fault besides is that one's.
    """
    worst = Outcome.SURVIVED
    for attempt in fault.met:
        outcome = judgements[attempt.name].outcome
        of_another = not (fault.fatal or fault.refuses) and any(
            other.fatal or other.refuses for other in attempt.met
        )
        if outcome in (Outcome.REPORTED, Outcome.REBUILT) and of_another:
            continue
        worst = max(worst, outcome, key=_ORDER.index)
    return worst


@dataclass
class Table:
    """How many faults of each kind there were, and what became of them."""

    rows: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, kind: str, outcome: Outcome) -> None:
        """Count one fault."""
        self.rows.setdefault(kind, Counter())[outcome] += 1

    @property
    def injected(self) -> int:
        """Faults of all kinds."""
        return sum(row.total() for row in self.rows.values())

    def total(self, *outcomes: Outcome) -> int:
        """Return how many faults ended in one of these ways."""
        return sum(row[outcome] for row in self.rows.values() for outcome in outcomes)

    def markdown(self) -> str:
        """Return the table as Markdown."""
        lines = [
            f"| fault | injected | {' | '.join(Outcome)} |",
            f"| --- | ---: |{' ---: |' * len(Outcome)}",
            *(self._line(kind, row) for kind, row in sorted(self.rows.items())),
            self._line("**all**", sum(self.rows.values(), Counter())),
        ]
        return "\n".join(lines)

    @staticmethod
    def _line(kind: str, row: Counter[str]) -> str:
        return f"| {kind} | {row.total()} | {' | '.join(str(row[one]) for one in Outcome)} |"


def tabulate(faults: Iterable[Fault], judgements: Mapping[str, Judgement]) -> Table:
    """Return the table of a run."""
    table = Table()
    for fault in faults:
        table.add(fault.kind, outcome_of(fault, judgements))
    return table
