"""Chance for one study: the same (seed, index) draws the same study on every machine and in every process."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice(random.Random):
    """A generator of its own for each study and for each ``part`` of it, so that a change to one part leaves the
    draws of the others as they were."""

    def __init__(self, *parts: object) -> None:
        self.parts = parts
        super().__init__("/".join(map(str, parts)))

    def part(self, name: str) -> Dice:
        return Dice(*self.parts, name)

    def yes(self, probability: float) -> bool:
        return self.random() < probability

    def some(self, items: Sequence[T], probability: float) -> list[T]:
        """Each of ``items`` with this probability, in their order."""
        return [item for item in items if self.yes(probability)]

    def few(self, items: Sequence[T], least: int, most: int) -> list[T]:
        """``least`` to ``most`` different ones of ``items``, as far as there are any, in their order."""
        count = min(len(items), self.randint(least, most))
        return [items[i] for i in sorted(self.sample(range(len(items)), count))]

    def weighted(self, **chances: float) -> str:
        return self.choices(list(chances), weights=list(chances.values()))[0]
