"""Orders: which games a run makes."""

from __future__ import annotations

from dockergym_alfworld.generation.order import ROOM_KINDS, ROOMS_OF_TASK_TYPE, Order, plan_orders
from dockergym_alfworld.tasks import TASK_TYPES

ALL = list(TASK_TYPES.values())


def test_every_task_type_has_its_rooms() -> None:
    assert set(ROOMS_OF_TASK_TYPE) == set(ALL)
    assert {kind for kinds in ROOMS_OF_TASK_TYPE.values() for kind in kinds} == set(ROOM_KINDS)


def test_types_and_rooms_are_taken_in_turn() -> None:
    orders = plan_orders(24, 1, ALL, "train")
    assert [order.task_type for order in orders] == ALL * 4
    first_six = orders[:6]
    assert {order.room_kind for order in first_six} == set(ROOM_KINDS)
    simple = [order.room_kind for order in orders if order.task_type == "pick_and_place_simple"]
    assert sorted(simple) == sorted(ROOM_KINDS)


def test_a_short_plan_begins_a_long_one() -> None:
    assert plan_orders(5, 3, ALL, "train") == plan_orders(50, 3, ALL, "train")[:5]


def test_every_field_of_an_order_changes_its_randomness() -> None:
    base = Order(1, 0, 0, ALL[0], "Kitchen", "train")
    others = [
        Order(2, 0, 0, ALL[0], "Kitchen", "train"),
        Order(1, 1, 0, ALL[0], "Kitchen", "train"),
        Order(1, 0, 1, ALL[0], "Kitchen", "train"),
        Order(1, 0, 0, ALL[5], "Kitchen", "train"),
        Order(1, 0, 0, ALL[0], "Kitchen", "valid_seen"),
    ]
    draws = [order.rng().random() for order in [base, base, *others]]
    assert draws[0] == draws[1]
    assert len(set(draws)) == 6
