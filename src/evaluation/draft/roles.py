"""What the columns of a table are found to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from evaluation.draft.form import FoundForm
from evaluation.draft.guesses import day_in, period_in
from evaluation.study import pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Positions of columns. ``regions`` from the widest area in, ``periods`` the year first; ``down``: columns
    that name what the rows hold, where the rows hold quantities. ``opened``: names of columns of figures, with ``{period}`` for the
    one they speak of.
    ``dates``: what a day in the column of periods stands for; ``heads``: rows that head the ones below them, where names stand
    again below each; ``wider``: whether rows leave the name of the inner area blank where they are of the outer one;
    ``filled``: columns in which a blank cell stands for what is above it. ``said``: the period that names of columns say where they
    leave none open."""

    regions: tuple[int, ...]
    periods: tuple[int, ...]
    down: tuple[int, ...]
    unit: int | None
    figures: tuple[int, ...]
    opened: dict[int, str]
    total: str
    dates: str = ""
    heads: tuple[str, ...] = ()
    wider: bool = False
    filled: tuple[int, ...] = ()
    said: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the columns of figures leave the period open."""
        return any(pattern.PERIOD in self.opened.get(at, "") for at in self.figures)

    @property
    def is_of_regions(self) -> bool:
        """Whether each column of figures is of a region."""
        return any(self.opened.get(at) == pattern.REGION for at in self.figures)

    def parts(self, form: FoundForm) -> Iterator[Roles]:
        """The same for each table that has to be declared: columns that leave the period open, and those of one period each."""
        opened = tuple(at for at in self.figures if at in self.opened)
        if self.periods or self.down or len(opened) in (0, len(self.figures)):
            yield self
            return
        yield replace(self, figures=opened)
        by_period: dict[str, list[int]] = {}
        for at in self.figures:
            if at not in self.opened:
                by_period.setdefault(day_in(form.names[at]) or period_in(form.names[at]), []).append(at)
        for said, figures in by_period.items():
            yield replace(self, figures=tuple(figures), said=said)

    @property
    def keys(self) -> set[int]:
        return {*self.regions, *self.periods, *self.down, *(at for at in (self.unit,) if at is not None)}
