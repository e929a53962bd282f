"""ScienceWorld as a server offers it, from local workers and from containers, against ScienceWorld stepped directly."""

from __future__ import annotations

from typing import Any

from dockergym.testing.serving import Served

TASK = "find-non-living-thing/3"
EASY = {"simplifications": ["easy"], "walkthrough": True}


async def test_an_episode_is_won_as_in_scienceworld_itself_forked_and_told(
    served: Served, upstream: Any
) -> None:
    upstream.envStepLimit = 100
    upstream.load("find-non-living-thing", 3, "easy", generateGoldPath=True)
    observation, info = upstream.reset()
    told = await served.create(env_id=TASK, params=EASY)
    session, walkthrough = told["session_id"], told["info"]["walkthrough"]
    assert (told["observation"], told["info"]["admissible_commands"]) == (observation, info["valid"])
    assert walkthrough == upstream.get_gold_action_sequence()
    for number, action in enumerate(walkthrough, start=1):
        if number == 2:
            fork = (await served.http.post(f"/sessions/{session}/fork", json={"count": 1})).json()[
                "sessions"
            ][0]
            aside = (await served.step(fork["session_id"], "look around")).json()
            assert aside["observation"] == told["info"]["look"].strip()
        observation, reward, done, info = upstream.step(action)
        told = (await served.step(session, action)).json()
        assert (told["observation"], told["reward"], told["done"]) == (observation, reward, done)
        assert (told["info"]["score"], told["info"]["moves"]) == (info["score"], info["moves"])
        if done:
            break
    assert told["info"]["won"]
    listed = (await served.http.get("/environments?task_type=boil&split=train&limit=2")).json()
    assert listed == {"environments": ["boil/0", "boil/1"], "total": 14}
