"""Where things are found in a household: how often each class of object stands where.

The shares (percent) were counted over 706 problems of the public dataset; places below 4 % are left out.
"""

from __future__ import annotations

import random
from collections.abc import Collection

_SHARES = """
AlarmClock: Desk 36, Shelf 30, SideTable 15, Dresser 12, DiningTable 6
Apple: Fridge 27, CounterTop 24, GarbageCan 16, SinkBasin 13, Microwave 11
Book: Bed 42, Drawer 13, Desk 12, CounterTop 7, Dresser 6
Bowl: Cabinet 28, Fridge 24, CounterTop 16, Desk 10, DiningTable 9
Box: Sofa 22, Cabinet 20, DiningTable 14, Dresser 13, CoffeeTable 9
Bread: CounterTop 59, DiningTable 21, Fridge 20
ButterKnife: CounterTop 69, DiningTable 19, Drawer 6, SinkBasin 6
CD: Drawer 31, Desk 24, GarbageCan 11, Dresser 9, SideTable 9
Candle: Toilet 28, CounterTop 26, Cabinet 21, Drawer 8, Shelf 6
CellPhone: CounterTop 31, Drawer 20, Shelf 10, Bed 10, Dresser 6
Cloth: Cabinet 40, BathtubBasin 23, CounterTop 11, Drawer 11, SinkBasin 7
CreditCard: Drawer 28, Shelf 18, CounterTop 18, SideTable 7, Dresser 5
Cup: Fridge 24, Cabinet 22, CounterTop 21, SinkBasin 11, DiningTable 9
DeskLamp: Desk 41, Shelf 27, SideTable 23, Dresser 9
DishSponge: CounterTop 27, Cabinet 24, Drawer 18, DiningTable 10, SinkBasin 7
Egg: Fridge 25, CounterTop 23, GarbageCan 16, SinkBasin 16, Microwave 11
Fork: CounterTop 45, Drawer 27, DiningTable 17, SinkBasin 11
Glassbottle: Cabinet 36, CounterTop 33, Shelf 9, SinkBasin 8, GarbageCan 7
HandTowel: HandTowelHolder 95, CounterTop 5
HousePlant: CounterTop 69, SideTable 7, DiningTable 7, CoffeeTable 6
Kettle: StoveBurner 36, CounterTop 31, Cabinet 23, DiningTable 8
KeyChain: Drawer 19, Safe 13, Shelf 11, Dresser 10, Desk 10
Knife: CounterTop 67, DiningTable 15, Drawer 13
Ladle: CounterTop 49, Drawer 18, DiningTable 17, Cabinet 16
Laptop: Bed 38, Dresser 16, Desk 10, Sofa 10, DiningTable 8
Lettuce: CounterTop 46, Fridge 28, DiningTable 19, SinkBasin 5
Mug: CounterTop 23, Fridge 14, Cabinet 14, CoffeeMachine 13, Desk 8
Newspaper: Sofa 21, Shelf 21, Dresser 17, Cabinet 10, SideTable 8
Pan: StoveBurner 64, CounterTop 21, Fridge 7, Cabinet 5
PaperTowelRoll: CounterTop 44, GarbageCan 27, Shelf 19, DiningTable 7
Pen: Desk 23, Drawer 20, Shelf 16, DiningTable 12, SideTable 10
Pencil: Desk 24, Drawer 21, Shelf 17, SideTable 12, DiningTable 8
PepperShaker: CounterTop 30, Cabinet 28, Drawer 21, Shelf 10, DiningTable 10
Pillow: Bed 58, Sofa 24, ArmChair 18
Plate: Cabinet 40, CounterTop 23, Fridge 13, DiningTable 13, Shelf 5
Pot: StoveBurner 81, CounterTop 11
Potato: CounterTop 29, Fridge 29, SinkBasin 14, Microwave 10, GarbageCan 9
RemoteControl: Sofa 23, Dresser 16, CoffeeTable 13, ArmChair 12, SideTable 11
SaltShaker: Cabinet 30, CounterTop 24, Drawer 24, DiningTable 12, Shelf 10
SoapBar: CounterTop 26, Toilet 19, SinkBasin 17, Cabinet 11, BathtubBasin 7
SoapBottle: CounterTop 34, Cabinet 31, GarbageCan 11, DiningTable 11, Shelf 5
Spatula: CounterTop 45, Drawer 24, DiningTable 15, SinkBasin 15
Spoon: CounterTop 45, Drawer 25, SinkBasin 16, DiningTable 13
SprayBottle: CounterTop 30, Cabinet 24, Toilet 19, GarbageCan 10, Shelf 4
Statue: CounterTop 35, Shelf 29, Dresser 9, SideTable 8, DiningTable 8
TeddyBear: Bed 100
Television: TVStand 52, Dresser 39, CoffeeTable 9
TissueBox: Cabinet 21, SideTable 18, Shelf 15, Dresser 15, DiningTable 8
ToiletPaper: Toilet 25, Cabinet 21, CounterTop 17, ToiletPaperHanger 14, GarbageCan 8
Tomato: CounterTop 35, Fridge 33, DiningTable 13, GarbageCan 9, SinkBasin 9
Towel: TowelHolder 99
Vase: Shelf 33, Cabinet 29, CounterTop 19, Dresser 6
Watch: SideTable 17, Safe 15, Shelf 15, Drawer 15, Dresser 15
WineBottle: CounterTop 29, Cabinet 27, DiningTable 27, GarbageCan 10, Shelf 4
"""


def _parse_shares(table: str) -> dict[str, dict[str, int]]:
    shares = {}
    for line in table.strip().splitlines():
        name, _, places = line.partition(": ")
        pairs = (place.split() for place in places.split(", "))
        shares[name] = {place: int(share) for place, share in pairs}
    return shares


SHARES = _parse_shares(_SHARES)


def choose_place(object_class: str, candidates: Collection[str], rng: random.Random) -> str:
    """One of the receptacle classes `candidates`, as often as things of `object_class` stand there.

    A place that has no share is drawn as if it had one percent.
    """
    names = sorted(candidates)
    shares = SHARES.get(object_class, {})
    return rng.choices(names, [shares.get(name, 1) for name in names])[0]
