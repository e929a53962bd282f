"""What can be generated, as it is listed and named."""

from __future__ import annotations

import random

import pytest
import textworld.challenges

from dockergym_textworld.challenges import CHALLENGES, MOST_ROOMS, every_recipe


def test_every_recipe_has_a_name_of_its_own() -> None:
    recipes = list(every_recipe())
    assert len({recipe.env_id for recipe in recipes}) == len(recipes)
    assert [recipe.challenge for recipe in recipes] == sorted(
        (recipe.challenge for recipe in recipes), key=CHALLENGES.index
    )
    assert all(recipe.env_id.startswith(f"{recipe.challenge}/") for recipe in recipes)


def test_coin_collectors_have_as_many_rooms_as_the_machine_holds() -> None:
    levels = [one.settings["level"] for one in every_recipe() if one.challenge == "coin-collector"]
    assert levels == [*range(1, 151), *range(201, 234)]
    assert MOST_ROOMS == 100


def test_cooking_games_are_named_as_textworld_names_them() -> None:
    by_name = {one.env_id: one.settings for one in every_recipe() if one.challenge == "cooking"}
    assert len(by_name) == 20 * 4 * 16
    settings = by_name["cooking/recipe3+take2+cook+cut+open+drop+go6"]
    assert settings == {
        "recipe": 3,
        "take": 2,
        "go": 6,
        "cook": True,
        "cut": True,
        "open": True,
        "drop": True,
    }
    assert by_name["cooking/recipe1+go1"]["take"] == 0


@pytest.mark.parametrize("challenge", CHALLENGES)
def test_textworld_makes_games_of_them(challenge: str) -> None:
    _, make, _ = textworld.challenges.CHALLENGES[f"tw-{challenge.replace('-', '_')}"]
    recipes = [one for one in every_recipe() if one.challenge == challenge]
    easy = [one for one in recipes if one.settings.get("level", 0) <= 12]
    for recipe in random.Random(challenge).sample(easy, 1):
        options = textworld.GameOptions()
        options.seeds = 4
        more = {"recipe_seed": 0, "split": None} if challenge == "cooking" else {}
        game = make(settings={**recipe.settings, **more}, options=options)
        assert game.objective
        if challenge == "cooking":
            assert game.metadata["uuid"].startswith(f"tw-{recipe.env_id.replace('/', '-')}-")
