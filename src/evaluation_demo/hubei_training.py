"""Training of Hubei: participants, completers, and cohorts whose window has closed (six months; start-ups twelve)."""

from __future__ import annotations

from evaluation.measured.splits import split_whole
from evaluation_demo import hubei_units
from evaluation_demo.book import Book, quarter
from evaluation_demo.draws import draw, leaning, permille, seasons
from evaluation_demo.hubei_units import FIRST, UNITS, InventedUnit
from evaluation_demo.hubei_work import Demands, amount_reached

CLASSES = (18, 27, 32, 23)
STREAMS = ("reemp", "startup", "rural")
_LATE = (20, 24, 24, 32)
AGES = {"young": 108, "middle": 103, "older": 87}  # how readily each finds work, beside each other


def year(book: Book, year: int, demands: Demands) -> None:
    for unit in UNITS:
        for stream in STREAMS:
            demand = demands[f"trained_{stream}"][unit.code]
            trained = _persons_trained(unit, stream, year, demand)
            book.year(f"trained_{stream}", unit.code, year, trained)
            for n, persons in enumerate(trained, start=1):
                _stream(book, unit, stream, quarter(year, n), persons, demand)
        for n in (1, 2, 3, 4):
            _department(book, unit, quarter(year, n))


def cohorts(book: Book, year: int) -> None:
    """Mature cohorts of ``year``, taken from the quarters in which they completed."""
    for unit in UNITS:
        for n in (1, 2, 3, 4):
            _cohort(book, unit, quarter(year, n), quarter(year, n - 2), quarter(year, n - 1), quarter(year, n - 4))


def _persons_trained(unit: InventedUnit, stream: str, year: int, demand: int) -> list[int]:
    if stream == "startup" and unit.code == hubei_units.NO_FAMILY_NO_COHORT and year < 2007:
        return [0, 0, 0, 0]  # the unit began start-up training in 2007: no cohort can have matured
    if unit.code == hubei_units.BEHIND_IN_RETRAINING and stream == "reemp" and year == 2007:
        return seasons(permille(demand, 672), _LATE, stream, unit.code, year)
    middle = {"reemp": 1042, "startup": 1022, "rural": 1018}[stream]
    return seasons(amount_reached(stream, unit, year, demand, middle=middle), CLASSES, stream, unit.code, year)


def _stream(book: Book, unit: InventedUnit, stream: str, now: str, persons: int, demand: int) -> None:
    def share(name: str, low: int, high: int) -> int:
        return draw(name, stream, unit.code, now, low=low, high=high)

    completed = permille(persons, share("completed", 935, 968) + unit.form // 2)
    book.add(f"completed_{stream}", unit.code, now, completed)
    book.add(f"passed_{stream}", unit.code, now, permille(completed, share("passed", 915, 955) + unit.form // 2))
    inside = share("inside", 985, 996) if stream == "rural" else share("inside", 905, 965)
    book.add(f"trained_in_base_{stream}", unit.code, now, permille(persons, inside))
    behind = unit.code == hubei_units.BEHIND_IN_RETRAINING and stream == "reemp"
    places = draw("seats", stream, unit.code, low=88, high=128)
    book.add(f"seats_{stream}", unit.code, now, permille(demand, 62 if behind else places))


def _department(book: Book, unit: InventedUnit, now: str) -> None:
    by_department = draw("department", unit.code, now, low=556, high=592)
    book.add("trained_rural_labour_dept", unit.code, now, permille(book.at("trained_rural", unit.code, now), by_department))
    done = sum(book.at(f"completed_{s}", unit.code, now) for s in ("reemp", "rural"))
    assessed = book.add("assessed", unit.code, now, permille(done, draw("assessed", unit.code, now, low=790, high=850)))
    passed = draw("assessed_passed", unit.code, now, low=890, high=910) + unit.form + leaning("assessed", unit.code, 18)
    book.add("assessed_passed", unit.code, now, permille(assessed, passed))


def skills(book: Book, year: int) -> None:
    """The skills plan of HB-7: how rural labour was trained, and who received the subsidies."""
    for unit in UNITS:
        for n in (1, 2, 3, 4):
            _skills(book, unit, quarter(year, n))


def _skills(book: Book, unit: InventedUnit, now: str) -> None:
    def part(quantity: str, whole: int, low: int, high: int) -> int:
        share = draw(quantity, unit.code, now, low=low, high=high) + unit.form + leaning(quantity, unit.code, 20)
        return book.add(quantity, unit.code, now, permille(whole, share))

    trained, completed = (book.at(f"{what}_rural", unit.code, now) for what in ("trained", "completed"))
    part("dual_certified", completed, 640, 720)
    part("trained_order", trained, 500, 590)
    part("trained_joint", trained, 180, 260)
    reserve, export = part("trained_reserve", trained, 130, 180), part("trained_export", trained, 520, 580)
    book.add("trained_upgrade", unit.code, now, trained - reserve - export)
    for what, low, high in (("train", 880, 940), ("assess", 830, 900)):
        due = part(f"due_{what}_sub", completed, 560, 620)
        part(f"got_{what}_sub", due, low, high)


def _cohort(book: Book, unit: InventedUnit, now: str, completed_in: str, last: str, started_in: str) -> None:
    def rate(name: str, low: int, high: int) -> int:
        return draw(name, unit.code, now, low=low, high=high) + 2 * unit.form + leaning(name, unit.code, 28)

    employed = 0
    for stream, low, high in (("reemp", 655, 715), ("rural", 745, 805)):
        mature = book.add(f"mature_{stream}", unit.code, now, book.at(f"completed_{stream}", unit.code, completed_in))
        found = permille(mature, rate(f"found_{stream}", low, high))
        employed += book.add(f"mature_employed_{stream}", unit.code, now, found)
    _ages(book, unit, now, employed)
    entered = sum(book.at(f"trained_{s}", unit.code, completed_in) for s in ("reemp", "rural"))
    completed = sum(book.at(f"completed_{s}", unit.code, completed_in) for s in ("reemp", "rural"))
    book.add("mature_participants", unit.code, now, entered)
    left = permille(entered - completed, rate("dropouts", 380, 460))
    book.add("mature_participants_employed", unit.code, now, employed + left)
    waiting = sum(book.at(f"completed_{s}", unit.code, q) for s in ("reemp", "rural") for q in (now, last))
    book.add("not_yet_mature", unit.code, now, waiting)
    passers = book.add("mature_startup", unit.code, now, book.at("passed_startup", unit.code, started_in))
    book.add("mature_started_startup", unit.code, now, permille(passers, rate("started", 560, 640)))


def _ages(book: Book, unit: InventedUnit, now: str, employed: int) -> None:
    """Completers by age, and which of them found work: old where a unit's mines and mills closed, young where it grows."""
    mature = sum(book.at(f"mature_{s}", unit.code, now) for s in ("reemp", "rural"))
    older = draw("older", unit.code, low=18, high=52)
    young = (100 - older) * draw("young", unit.code, low=42, high=62) // 100
    persons = split_whole(mature, [young, 100 - older - young, older])
    found = split_whole(employed, [n * ease for n, ease in zip(persons, AGES.values(), strict=True)])
    for age, whole, part in zip(AGES, persons, found, strict=True):
        book.add(f"mature_{age}", unit.code, now, whole)
        book.add(f"mature_employed_{age}", unit.code, now, part)


COHORT_YEARS = (FIRST + 1, FIRST + 2)
