"""What is written down of an episode is what was answered, whatever the disk does."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockergym.protocol.messages import Reply, encode_raw
from dockergym.runtimes.folders import make_private_folder
from dockergym.sessions.journal import Beginning, Journal, Journals, StoredEpisode
from dockergym.sessions.moments import Moment
from dockergym.sessions.replay import FAILED, LoggedStep, outcome_digest
from dockergym.testing.serving import Serve

SESSION = "0123456789abcdef01234567"


def reply(step: int) -> Reply:
    """Return what a worker might have said."""
    return Reply(
        status="ok",
        observation=f"seen {step}\n…",
        reward=0.5 * step,
        done=False,
        step=step,
        info=encode_raw({"n": 2**70}),
    )


def logged(step: int, *, failed: bool = False) -> LoggedStep:
    """Return the step that led to that."""
    outcome = FAILED if failed else outcome_digest(reply(step))
    return LoggedStep(f"action {step}", outcome, f"request-{step}", "digest")


BEGINNING = Beginning(
    record={"session_id": SESSION},
    init={"cmd": "init"},
    digest=outcome_digest(reply(0)),
    last=reply(0),
    born=Moment.ago(0),
)


def files(folder: Path) -> list[Path]:
    """Return the episodes that are written down below a folder."""
    return sorted(folder.rglob("*.episode"))


def journals_in(folder: Path) -> Journals:
    """Return the journals of an environment, in a folder that is made when it is needed."""
    own = folder / "server" / "episodes" / "env"
    return Journals(own, lambda: make_private_folder(own, folder))


@pytest.fixture
async def journals(tmp_path: Path) -> AsyncIterator[Journals]:
    journals = journals_in(tmp_path)
    yield journals
    await journals.close()


async def begun(journals: Journals) -> Journal:
    """Return a journal with its beginning."""
    journal = journals.of(SESSION)
    await journal.begin(BEGINNING, [])
    return journal


async def stored(tmp_path: Path) -> StoredEpisode | None:
    """Return what another server would find."""
    others = journals_in(tmp_path)
    found = await others.stored()
    await asyncio.to_thread(others._thread.shutdown)
    return found.get(SESSION)


async def test_what_was_saved_is_found_again(journals: Journals, tmp_path: Path) -> None:
    journal = await begun(journals)
    log = [logged(1)]
    await journal.save(log, reply(1))
    log += [logged(2, failed=True)]
    await journal.save(log, reply(1))
    found = await stored(tmp_path)
    assert found is not None
    assert found.history == (outcome_digest(reply(0)), log)
    assert (found.step_count, found.last) == (1, reply(1))
    assert [line.reply for line in found.lines] == [reply(1), None]


async def test_files_are_for_this_user_alone(journals: Journals, tmp_path: Path) -> None:
    await begun(journals)
    modes = {path.stat().st_mode & 0o077 for path in (tmp_path / "server").rglob("*")}
    assert modes == {0}


async def test_a_file_goes_with_its_session_and_the_folder_with_the_last(
    journals: Journals, tmp_path: Path
) -> None:
    journal = await begun(journals)
    journal.discard()
    await journals.close()
    assert not (tmp_path / "server" / "episodes").exists()


async def test_nothing_is_written_of_a_session_that_has_ended(journals: Journals, tmp_path: Path) -> None:
    journal = await begun(journals)
    journal.discard()
    await journal.save([logged(1)], reply(1))
    await journals.close()
    assert await stored(tmp_path) is None


@given(lost=st.integers(1, 200))
async def test_a_line_that_was_cut_off_was_answered_to_nobody(
    tmp_path_factory: pytest.TempPathFactory, lost: int
) -> None:
    folder = tmp_path_factory.mktemp("state")
    journals = journals_in(folder)
    journal = await begun(journals)
    for step in (1, 2):
        await journal.save([logged(one) for one in range(1, step + 1)], reply(step))
    await asyncio.to_thread(journals._thread.shutdown)
    [path] = files(folder)
    whole = path.read_bytes()
    last = len(whole.splitlines(keepends=True)[-1])
    path.write_bytes(whole[: -min(lost, last)])
    found = await stored(folder)
    assert found is not None
    assert found.history.log == [logged(1)]


@pytest.mark.parametrize("damage", [b"", b"nonsense\n", b'{"record": {}}\n', b"\x00" * 100 + b"\n"])
async def test_what_cannot_be_read_is_removed_and_said(
    journals: Journals, tmp_path: Path, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    await begun(journals)
    [path] = files(tmp_path)
    path.write_bytes(damage)
    others = journals_in(tmp_path)
    assert await others.stored() == {}
    await others.close()
    assert not path.exists()
    assert "is not an episode that can be read" in caplog.text
    assert "cannot be read" in others.unreadable[SESSION]


@contextmanager
def disk_is_full() -> Iterator[None]:
    """Have every write to a file refused by the kernel."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_disk_that_refuses_leaves_no_old_state_and_is_written_to_again_when_it_takes(
    journals: Journals, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    journal = await begun(journals)
    log = [logged(1)]
    await journal.save(log, reply(1))
    log.append(logged(2))
    with disk_is_full():
        await journal.save(log, reply(2))
        assert await stored(tmp_path) is None
    assert "cannot be written down" in caplog.text
    log.append(logged(3))
    await journal.save(log, reply(3))
    found = await stored(tmp_path)
    assert found is not None
    assert (found.history.log, found.last) == (log, reply(3))


async def test_a_full_disk_keeps_no_step_from_being_answered(serve: Serve, tmp_path: Path) -> None:
    served = await serve("dice", deterministic=True)
    session = (await served.create(params={"seed": 3}, recover="replay"))["session_id"]
    with disk_is_full():
        answers = [await served.step(session, "roll") for _ in range(3)]
    assert [one.status_code for one in answers] == [200] * 3
    assert not files(tmp_path)
    await served.step(session, "roll")
    [path] = files(tmp_path)
    assert StoredEpisode.decode(path.read_bytes()).step_count == 4


async def test_only_sessions_that_are_to_be_rebuilt_are_written_down(serve: Serve, tmp_path: Path) -> None:
    served = await serve("dice", deterministic=True)
    session = (await served.create())["session_id"]
    await served.step(session, "roll")
    assert not files(tmp_path)


@pytest.mark.parametrize("failed", [[], [3], [2, 3], [1, 2, 3]])
async def test_the_last_reply_is_that_of_the_last_step_that_did_not_fail(
    tmp_path: Path, failed: list[int]
) -> None:
    """Also where all is written anew, and only the first request is remembered."""
    journals = journals_in(tmp_path)
    journal = journals.of(SESSION, lambda request_id: reply(1) if request_id == "r1" else None)
    log = [logged(step, failed=step in failed)._replace(request_id=f"r{step}") for step in (1, 2, 3)]
    last = reply(max({0, 1, 2, 3} - set(failed)))
    await journal.begin(msgspec.structs.replace(BEGINNING, last=last), log)
    await journals.close()
    found = await stored(tmp_path)
    assert found is not None
    assert found.last == last
