"""One period as a value: a year, half, quarter or month of a calendar, never a text.

Nobody else takes a period apart or knows how many quarters a year has. Time is counted in borders between months: flows
belong to the months between two of them, stocks to one.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from evaluation.study.months import JANUARY, YEAR, Calendar, Grain, Months, day_of, month_of

_known: dict[tuple[int, Grain, Calendar], Period] = {}


class Period:
    """One year, half, quarter or month: the ``grain`` months of ``calendar`` that begin at the border ``first``
    (``ValueError`` when none does).

    Immutable, and there is one object for each, so that it is a cheap key. Sorted by time, the longer one first where two
    begin together. ``spelled`` is its only text (2007, 2007H1, 2007Q3, 2007M11).
    """

    __slots__ = ("_order", "_wholes", "calendar", "closing", "grain", "months", "opening", "spelled", "year")
    _order: tuple[int, int, int, str, str]
    _wholes: tuple[Period, ...]
    calendar: Calendar
    grain: Grain
    months: Months
    opening: int
    """The border at which it begins: the closing one of the period before."""
    closing: int
    spelled: str
    year: Period
    """The year it is part of; a year itself."""

    def __new__(cls, first: int, grain: Grain, calendar: Calendar = JANUARY) -> Period:
        found = _known.get((first, grain, calendar))
        if found is None:
            found = _known.setdefault((first, grain, calendar), cls._make(first, grain, calendar))
        return found

    @classmethod
    def _make(cls, first: int, grain: Grain, calendar: Calendar) -> Period:
        since = (first - calendar.starts + 1) % YEAR
        if since % grain:
            raise ValueError(f"no {grain.name.lower()} of {calendar} begins {since} months after its year")
        made = super().__new__(cls)
        values = {
            "calendar": calendar,
            "grain": grain,
            "months": Months(first, first + grain),
            "opening": first,
            "closing": first + grain,
            "year": made if grain is Grain.YEAR else Period(first - since, Grain.YEAR, calendar),
            "_wholes": tuple(Period(first - since % longer, longer, calendar) for longer in Grain if longer > grain),
            "_order": (first, -grain, calendar.starts, calendar.label, calendar.called),
        }
        for name, value in values.items():
            object.__setattr__(made, name, value)
        object.__setattr__(made, "spelled", _spell(made))
        return made

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a period does not change; {name!r} cannot be set")

    def __reduce__(self) -> tuple[type[Period], tuple[int, Grain, Calendar]]:
        return Period, (self.opening, self.grain, self.calendar)

    def __lt__(self, other: Period) -> bool:
        return self._order < other._order if isinstance(other, Period) else NotImplemented

    def __le__(self, other: Period) -> bool:
        return self._order <= other._order if isinstance(other, Period) else NotImplemented

    def __gt__(self, other: Period) -> bool:
        return self._order > other._order if isinstance(other, Period) else NotImplemented

    def __ge__(self, other: Period) -> bool:
        return self._order >= other._order if isinstance(other, Period) else NotImplemented

    def __str__(self) -> str:
        return self.spelled

    def __repr__(self) -> str:
        return repr(self.spelled)

    @classmethod
    def year_named(cls, number: int, calendar: Calendar = JANUARY) -> Period:
        """The year that bears this number; of a label with two, the first."""
        begins = number - 1 if calendar.label == "ends" else number
        return cls(begins * YEAR + calendar.starts - 1, Grain.YEAR, calendar)

    @classmethod
    def holding(cls, day: date, grain: Grain, calendar: Calendar = JANUARY) -> Period:
        """The period of ``grain`` that ``day`` lies in."""
        month = month_of(day)
        return cls(month - (month - calendar.starts + 1) % grain, grain, calendar)

    @property
    def so_far(self) -> Months:
        """The months of its year that are over at its end."""
        return Months(self.year.opening, self.closing)

    @property
    def first_day(self) -> date:
        return self.months.first_day

    @property
    def last_day(self) -> date:
        return self.months.last_day

    def holds(self, day: date) -> bool:
        return self.months.holds(day)

    @property
    def is_year(self) -> bool:
        return self.grain is Grain.YEAR

    @property
    def is_part_of_year(self) -> bool:
        return self.grain is not Grain.YEAR

    @property
    def opens_year(self) -> bool:
        """Whether it begins when its year does; a year does."""
        return self.opening == self.year.opening

    @property
    def index(self) -> int:
        """Its number among the parts of the year of its grain, from 1."""
        return (self.opening - self.year.opening) // self.grain + 1

    @property
    def left(self) -> int:
        """How many parts of its grain the year has after it."""
        return (self.year.closing - self.closing) // self.grain

    @property
    def elapsed(self) -> Fraction:
        """Share of its year that is gone at its end."""
        return Fraction(self.closing - self.year.opening, YEAR)

    def shift(self, by: int) -> Period:
        """The period of its grain ``by`` periods later, or earlier when negative."""
        return Period(self.opening + by * self.grain, self.grain, self.calendar)

    @property
    def previous(self) -> Period:
        """The one of its grain just before; its closing stock is this one's opening stock."""
        return self.shift(-1)

    @property
    def last_year(self) -> Period:
        """The same months a year before."""
        return self.shift(-self.grain.in_year)

    @property
    def ended(self) -> tuple[Period, ...]:
        """Itself and the longer periods that end with it."""
        longer = (Period.holding(self.last_day, grain, self.calendar) for grain in Grain if grain > self.grain)
        return self, *(whole for whole in longer if whole.closing == self.closing)

    def of_year(self, year: Period) -> Period:
        """The same months of another ``year``."""
        return Period(year.opening + self.opening - self.year.opening, self.grain, self.calendar)

    def parts(self, grain: Grain) -> tuple[Period, ...]:
        """The periods of ``grain`` it is made of; ``ValueError`` for a longer one."""
        return self._cut_into(self.opening, grain)

    @property
    def wholes(self) -> tuple[Period, ...]:
        """The longer periods that it lies in, the shortest first."""
        return self._wholes

    def last(self, grain: Grain) -> Period:
        """The last period of ``grain`` that is over at its end: of a year its last quarter, of May the first quarter."""
        return Period(self.closing - (self.closing - self.year.opening) % grain - grain, grain, self.calendar)

    def to_date(self, grain: Grain | None = None) -> tuple[Period, ...]:
        """The parts of its year that are over at its end, of ``grain`` or of its own; none of a ``grain`` longer than what is
        gone of the year."""
        return tuple(p for p in self.year.parts(grain or self.grain) if p.closing <= self.closing)

    @property
    def trailing_year(self) -> tuple[Period, ...]:
        """The periods of its grain that make the twelve months up to its end."""
        return self._cut_into(self.closing - YEAR, self.grain)

    def _cut_into(self, start: int, grain: Grain) -> tuple[Period, ...]:
        if grain > self.grain:
            raise ValueError(f"{self} is a {self.grain.name.lower()}: a {grain.name.lower()} is no part of it")
        return tuple(Period(first, grain, self.calendar) for first in range(start, self.closing, grain))

    def date_in(self, month: int, day: int) -> date:
        """The date with this ``month`` and ``day`` in it, such as the term of a year; the month's last day where it has
        no such one. ``ValueError`` when the month is none of its own."""
        border = self.opening + (month - 1 - self.opening) % YEAR
        if border >= self.closing:
            raise ValueError(f"month {month} is not in {self}")
        return min(day_of(border) + timedelta(days=day - 1), day_of(border + 1) - timedelta(days=1))

    @property
    def words(self) -> dict[str, str]:
        """What a phrase may say of it: ``year`` as it is labelled, and the number of the ``half``, ``quarter`` or
        ``month``. A month is that of the calendar on the wall, in its own year."""
        if self.grain is Grain.MONTH:
            return {"year": str(self.first_day.year), "month": str(self.first_day.month)}
        return {"year": self.year.spelled, **({} if self.is_year else {self.grain.name.lower(): str(self.index)})}


def _spell(period: Period) -> str:
    """Months are those of the wall calendar, whatever the year starts with; ``2007-11`` would also be a year."""
    first = period.opening
    if period.grain is Grain.MONTH:
        return f"{first // YEAR:04}M{first % YEAR + 1:02}"
    if period.is_part_of_year:
        return f"{period.year.spelled}{period.grain.name[0]}{period.index}"
    begins, ends = first // YEAR, (period.closing - 1) // YEAR
    match period.calendar.label:
        case "both":
            return f"{begins:04}-{ends % 100:02}"
        case "ends":
            return f"{ends:04}"
    return f"{begins:04}"
