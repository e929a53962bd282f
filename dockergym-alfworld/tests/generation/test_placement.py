"""Where things are put."""

from __future__ import annotations

import random

from dockergym_alfworld.generation.placement import SHARES, choose_place


def test_places_are_drawn_as_often_as_counted() -> None:
    rng = random.Random(1)
    drawn = [choose_place("Pot", ["StoveBurner", "CounterTop", "Cabinet"], rng) for _ in range(1000)]
    assert 800 < drawn.count("StoveBurner") < 950
    assert 60 < drawn.count("CounterTop") < 200
    assert drawn.count("Cabinet") < 40


def test_what_was_never_counted_goes_anywhere() -> None:
    rng = random.Random(1)
    assert "TennisRacket" not in SHARES
    assert {choose_place("TennisRacket", ["Bed", "Desk"], rng) for _ in range(50)} == {"Bed", "Desk"}


def test_the_order_of_the_candidates_does_not_matter() -> None:
    places = ["Shelf", "Desk", "Drawer"]
    draws = [
        [choose_place("Pen", names, random.Random(7)) for _ in range(5)] for names in (places, places[::-1])
    ]
    assert draws[0] == draws[1]
