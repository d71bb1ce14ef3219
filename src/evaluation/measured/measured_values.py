"""Values of a study, each worked out when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from evaluation.catalogue.model import Indicator
from evaluation.measured.figures import Figures
from evaluation.measured.measure import Value, over
from evaluation.study.periods import Period


class MeasuredValues(Mapping[tuple[str, Period, str, str], Value]):
    """Values by (region, period, indicator, reading), of the ``regions`` and of the whole ``top``; a reading is measured at a
    period, over its span, when one of its values is first asked for."""

    def __init__(
        self, indicators: Iterable[Indicator], figures: Figures, regions: Iterable[str], top: str, of_periods: Iterable[Period]
    ) -> None:
        self._readings = {(i.code, name): i for i in indicators for name in i.readings}
        self._figures, self._regions, self._top = figures, tuple(regions), top
        self._periods = tuple(dict.fromkeys(of_periods))
        self._places = tuple(dict.fromkeys((*self._regions, top)))
        self._made: dict[tuple[str, str, Period], dict[str, Value]] = {
            (*reading, period): {} for reading in self._readings for period in self._periods
        }

    def __getitem__(self, key: tuple[str, Period, str, str]) -> Value:
        region, period, code, name = key
        made = self._made[code, name, period]
        if not made:
            indicator = self._readings[code, name]
            covers = indicator.span_of(indicator.readings[name]).covers
            values = over(indicator, name, self._figures, self._regions, period, self._top, covers)
            made.update((value.region, value) for value in values)
        return made[region]

    def __iter__(self) -> Iterator[tuple[str, Period, str, str]]:
        return ((region, period, code, name) for code, name, period in self._made for region in self._places)

    def __len__(self) -> int:
        return len(self._made) * len(self._places)
