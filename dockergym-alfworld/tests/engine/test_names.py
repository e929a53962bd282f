"""What the player calls things."""

from __future__ import annotations

import pytest
from alfworld.agents.utils.misc import Demangler
from hypothesis import given
from hypothesis import strategies as st
from textworld.generator.game import EntityInfo

from dockergym_alfworld.engine.errors import GameFileError
from dockergym_alfworld.engine.names import player_names

kinds = st.sampled_from(["apple", "fridge", "sink", "bathtub", "cabinet", "sinkbasin"])
numbers = st.sampled_from(["_plus_00_dot_10", "_minus_01_dot_25", "_plus_00_dot_00"])
suffixes = st.sampled_from(["", "_bar_sinkbasin", "_bar_bathtubbasin"])
placed = st.builds("{}_bar_{}_bar_{}{}".format, kinds, numbers, numbers, suffixes)
placeless = st.sampled_from(["agent1", "cdtype", "apple", "a_minus_b", "loc_dot_1"])
ids = st.sets(st.one_of(placed, placeless), max_size=12)


@given(ids)
def test_names_are_alfworlds(things: set[str]) -> None:
    reference = Demangler(game_infos={name: EntityInfo(name, "object") for name in things}, shuffle=False)
    assert player_names(things) == {name: reference.demangle_alfred_name(name) for name in things}


def test_things_of_a_class_are_numbered_downwards() -> None:
    assert player_names(["mug_bar_1", "mug_bar_2", "agent1"]) == {
        "mug_bar_1": "mug 2",
        "mug_bar_2": "mug 1",
        "agent1": "agent1 ",
    }


@pytest.mark.parametrize("name", ["a|b", "a_minus_b_bar_1"])
def test_an_id_that_hides_its_class_is_refused(name: str) -> None:
    with pytest.raises(KeyError):
        Demangler(game_infos={name: EntityInfo(name, "object")}, shuffle=False)
    with pytest.raises(GameFileError):
        player_names([name])
