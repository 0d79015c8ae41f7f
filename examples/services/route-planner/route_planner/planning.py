from collections.abc import Sequence
from math import hypot
from typing import NamedTuple


class Stop(NamedTuple):
    name: str
    x: float
    y: float


def plan(start: Stop, stops: Sequence[Stop]) -> list[Stop]:
    """Orders the stops so that each is the nearest to the one before it."""
    left = list(stops)
    route: list[Stop] = []
    here = start
    while left:
        here = min(left, key=lambda stop: hypot(stop.x - here.x, stop.y - here.y))
        left.remove(here)
        route.append(here)
    return route
