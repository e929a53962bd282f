"""TextWorld as a server offers it, from local workers and from containers, against TextWorld stepped directly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import textworld

from dockergym.testing.serving import Served

TOLD = ("admissible_commands", "won", "inventory", "score", "max_score", "policy_commands")
PLANNED = {"policy_commands": True}


def upstream(story: Path) -> Any:
    return textworld.start(str(story), textworld.EnvInfos(**dict.fromkeys([*TOLD, "description"], True)))


async def win(served: Served, told: dict[str, Any], story: Path) -> None:
    """Win an episode that has begun, beside TextWorld itself."""
    beside = upstream(story)
    state, score, done = beside.reset(), 0, False
    while True:
        assert told["observation"] == state.feedback
        assert (told["reward"], told["done"]) == (state.get("score", 0) - score, done)
        assert {name: told["info"][name] for name in TOLD} == {name: state[name] for name in TOLD}
        if done:
            break
        score, command = state["score"], state["policy_commands"][0]
        state, _, done = beside.step(command)
        told = (await served.step(told["session_id"], command)).json()
    assert told["info"]["won"]
    beside.close()


async def test_generated_games_and_game_files_are_won_as_in_textworld_itself(
    served: Served, coin_story: Path
) -> None:
    for wanted in ({"env_id": "coin-collector/2", "seed": 11}, {"env_id": "files/coin.z8"}):
        await win(served, await served.create(**wanted, params=PLANNED), coin_story)
    listed = (await served.http.get("/environments?challenge=files")).json()
    assert listed == {"environments": ["files/coin.z8", "files/described.json"], "total": 2}
    made = await served.create(env_id="files/described.json", seed=1)
    assert made["observation"] == upstream(coin_story).reset().feedback


async def test_forks_go_on_alike_and_apart_and_a_drawn_seed_is_told(served: Served) -> None:
    created = await served.create(params={"challenge": "simple", **PLANNED})
    original, plan = created["session_id"], created["info"]["policy_commands"]
    assert created["info"]["seed"] == created["seed"]
    await served.step(original, plan[0])
    answer = await served.http.post(f"/sessions/{original}/fork", json={"count": 2})
    one, other = (fork["session_id"] for fork in answer.json()["sessions"])
    strayed = (await served.step(other, "inventory")).json()
    followed = [(await served.step(one, command)).json()["observation"] for command in plan[1:]]
    assert [(await served.step(original, command)).json()["observation"] for command in plan[1:]] == followed
    assert strayed["info"]["won"] is False
    again = await served.create(env_id=created["env_id"], seed=created["seed"], params=PLANNED)
    assert again["observation"] == created["observation"]
