"""Every kind of fault, once or twice; ``nox -s faults`` injects a thousand."""

from __future__ import annotations

import tempfile
from pathlib import Path

import httpx
import pytest

from faults import plugin
from faults.ledger import Ledger, doubled
from faults.proxy import MISHAPS, FaultyProxy
from faults.scenes import perform
from faults.service import Service
from faults.settings import short_container_setting, short_local_setting
from faults.verdict import Outcome, tabulate

pytestmark = [pytest.mark.faults, pytest.mark.slow, pytest.mark.timeout(400)]

SEED = 11


async def test_no_episode_is_lost_or_doubled_by_what_happens_to_local_workers() -> None:
    setting = short_local_setting(SEED)
    result = await perform(setting)
    table = tabulate(result.faults, result.judgements)
    assert not result.problems, "\n".join([*result.problems, table.markdown()])
    assert table.injected == sum(setting.kinds.values())
    assert table.total(Outcome.LOST, Outcome.DOUBLED) == 0


async def test_no_episode_is_lost_or_doubled_by_what_happens_to_containers(echo_image: str) -> None:
    setting = short_container_setting(SEED, echo_image)
    result = await perform(setting)
    table = tabulate(result.faults, result.judgements)
    assert not result.problems, "\n".join([*result.problems, table.markdown()])
    assert table.injected == sum(setting.kinds.values())
    assert table.total(Outcome.LOST, Outcome.DOUBLED) == 0


async def test_the_ledger_shows_what_happens_to_requests_without_an_id() -> None:
    """The proof could fail: a request that is doubled and carries no id is applied twice."""
    ledger, proxy = Ledger(), FaultyProxy()
    with tempfile.TemporaryDirectory() as things:
        variables = plugin.install(Path(things), ledger.folder, None)
        service = Service(["serve", plugin.NAME], "local", variables=variables)
        try:
            await service.start()
            await proxy.open()
            proxy.upstream = service.address
            async with httpx.AsyncClient(base_url=proxy.url, timeout=30, trust_env=False) as http:
                session = (await http.post("/sessions", json={})).json()["session_id"]
                proxy.arm(next(one for one in MISHAPS if one.name == "request doubled"))
                step = f"/sessions/{session}/step"
                for body in ({"action": "e1 0 look"}, {"action": "e1 1 look", "request_id": "one"}):
                    assert (await http.post(step, json=body)).status_code == 200
            assert doubled(ledger.entries("e1")) == ["0 look"]
            assert len(proxy.disagreements) == 1
        finally:
            await proxy.close()
            service.remove()
            ledger.remove()
