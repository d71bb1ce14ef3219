"""What changed between deliveries of one table: figures that were revised, that are gone, and that are withheld by now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evaluation.based import on
from evaluation.data.cells import Cells
from evaluation.data.findings import Finding, Told
from evaluation.data.tall import Cell, place_of, show, tell_figure
from evaluation.study.model import Study

Key = tuple[str, object, str, str]


@dataclass(frozen=True, slots=True)
class Revisions:
    """``before``: of each figure that was revised the last one that differed, by what it is of; ``kept``: earlier figures that stay
    as evidence; ``findings`` tell what changed."""

    before: dict[Key, Cell]
    kept: tuple[Cell, ...]
    findings: tuple[Finding, ...]

    def find_replaced(self, cells: Iterable[Cell]) -> Iterator[Cell]:
        """What those of ``cells`` were that were revised."""
        return (self.before[key(c)] for c in (cells if self.before else ()) if key(c) in self.before)

    def mark(self, cells: Iterable[Cell]) -> Iterable[Cell]:
        """``cells``, the reported ones that were revised on that basis."""
        if not self.before:
            return cells
        return [_on_revised(c) if c.basis == "reported" and key(c) in self.before else c for c in cells]


def _on_revised(cell: Cell) -> Cell:
    return cell._replace(basis="revised", amount=None if cell.amount is None else on(cell.amount, "revised"))


def key(cell: Cell) -> Key:
    return cell.region, cell.period, cell.quantity, cell.basis


def compare(cells: Cells, earlier: Cells, study: Study) -> Revisions:
    """``cells`` in force with ``earlier`` deliveries of the same."""
    if not earlier:
        return Revisions({}, (), ())
    now = {key(c): c for c in cells.as_read()}
    days = _days(cells.as_read())
    series: dict[Key, list[Cell]] = defaultdict(list)
    for cell in sorted(earlier.as_read(), key=lambda c: (c.as_of, c.file, c.row), reverse=True):
        series[key(cell)].append(cell)
    before: dict[Key, Cell] = {}
    kept: list[Cell] = []
    told = Told()
    for of, cells_before in series.items():
        current = now.get(of)
        known = [c for c in cells_before if c.amount is not None]
        if current is not None and current.mark == "suppressed":
            told.take(_tell_withheld(current, known[0]) for _ in known[:1])  # what was shown once is not shown again
            continue
        kept += cells_before
        if current is None or current.amount is None:
            told.take(_tell_vanished(current, was, days, study) for was in known[:1])
            continue
        changed = next((c for c in known if c.amount != current.amount), None)
        if changed is not None:
            before[of] = changed
            told.take([_tell_revised(current, changed, study)])
    return Revisions(before, tuple(kept), tuple(told.all()))


def _days(cells: Iterable[Cell]) -> dict[tuple[str, str], Cell]:
    """A cell of the delivery in force of each table, and of each region in it."""
    found: dict[tuple[str, str], Cell] = {}
    for cell in cells:
        for of in ((cell.table, ""), (cell.table, cell.region)):
            if of not in found or found[of].as_of < cell.as_of:
                found[of] = cell
    return found


def _place(cell: Cell) -> str:
    return f"{cell.file}{f', sheet {cell.sheet}' if cell.sheet else ''}, line {cell.row}"


def _tell_revised(now: Cell, was: Cell, study: Study) -> Finding:
    new, old = show(now, study), show(was, study)
    return tell_figure(
        "revised",
        now,
        f"was {old} as of {was.as_of} ({_place(was)}) and is {new} as of {now.as_of}, which is used",
        "Nothing to do where the revision is known; else ask who delivers it why the figure changed",
        facts={"was": old, "now": new, "was_day": was.as_of, "day": now.as_of, "was_file": was.file},
        place=place_of(now),
    )


def _tell_vanished(now: Cell | None, was: Cell, days: dict[tuple[str, str], Cell], study: Study) -> Finding:
    later = now or days.get((was.table, was.region)) or days.get((was.table, ""))
    at = f"that of {later.as_of} ({later.file})" if later else "the later one"
    old = show(was, study)
    return tell_figure(
        "vanished",
        was,
        f"was {old} as of {was.as_of}; {at} has no such figure, and none is used",
        "Ask who delivers it whether the figure was withdrawn or left out",
        facts={"was": old, "was_day": was.as_of, "day": later.as_of if later else "—"},
        place=place_of(was),
    )


def _tell_withheld(now: Cell, was: Cell) -> Finding:
    return tell_figure(
        "withheld",
        now,
        f"was delivered as of {was.as_of} and is suppressed as of {now.as_of}; the earlier figure is not shown any more",
        "Ask who delivers it whether reports that show the earlier figure are to be withdrawn",
        facts={"was_day": was.as_of, "day": now.as_of},
        place=place_of(now),
    )
