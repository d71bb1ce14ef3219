"""Figures of one thing on several bases: which one a study uses, and what they differ by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from evaluation.based import on
from evaluation.data.cells import Cells
from evaluation.data.findings import Finding, Told
from evaluation.data.tall import Cell, place_of, show, tell_figure
from evaluation.study.model import Study
from evaluation.study.periods import Period


class Chosen(NamedTuple):
    """``used`` is measured; ``beside`` it stands what the study does not use."""

    used: Iterable[Cell]
    beside: Sequence[Cell]
    findings: list[Finding]


def choose(cells: Cells, study: Study) -> Chosen:
    """Of every figure the one on the basis that the study names first, of those that were delivered. What is on several bases
    that ``bases`` does not order is blocking; where they differ, that is told."""
    if cells.bases <= {"reported"}:
        return Chosen(cells, [], [])
    groups: dict[tuple[str, Period, str], list[Cell]] = defaultdict(list)
    for cell in cells.as_read():
        groups[cell.region, cell.period, cell.quantity].append(cell)
    order = {basis: at for at, basis in enumerate(study.file.bases)}
    used, beside, told = list[Cell](), list[Cell](), Told()
    for group in groups.values():
        known = [c for c in group if c.mark != "missing"]
        bases = {c.basis for c in known}
        if len(bases) > 1 and not bases <= order.keys():
            told.take([_refuse_undecided(known)])
        first = min(known or group, key=lambda c: order.get(c.basis, len(order)))
        used += [c for c in group if c.basis == first.basis]
        others = [c for c in group if c.basis != first.basis]
        beside += others
        told.take(_differing(first, others, study) if bases <= order.keys() else ())
    return Chosen(_with_basis(used), _with_basis(beside), [*told.all(), *_provisional(used)])


def _with_basis(cells: Iterable[Cell]) -> list[Cell]:
    """``cells`` whose amounts know their basis."""
    return [c if c.amount is None else c._replace(amount=on(c.amount, c.basis)) for c in cells]


def _refuse_undecided(group: Sequence[Cell]) -> Finding:
    first, other = group[0], next(c for c in group if c.basis != group[0].basis)
    there = f"{first.basis} in {first.file}, line {first.row}, column '{first.column}'"
    return Finding(
        severity="blocking",
        code="basis_open",
        message=f"{other.quantity} of {other.region} for {other.period} is {other.basis} here and {there}; study.yml does not say "
        "which is used",
        fix="Say there which goes before, as 'bases: [verified, revised, reported, provisional]'",
        **place_of(other),
    )


def _differing(used: Cell, others: Iterable[Cell], study: Study) -> Iterator[Finding]:
    """A finding for each other basis of a figure that differs by more than printing explains."""
    for other in others:
        if used.amount is None or other.amount is None or abs(used.amount - other.amount) <= used.bound + other.bound:
            continue
        mine, its = show(used, study), show(other, study)
        yield tell_figure(
            "basis_differs",
            used,
            f"is {its} as {other.basis} and {mine} as {used.basis}, which is used",
            "Nothing to do where the difference is known; else ask who delivers it why the two differ",
            facts={"used": mine, "basis": used.basis, "other": its, "other_basis": other.basis},
            place=place_of(other),
        )


def _provisional(cells: Iterable[Cell]) -> Iterator[Finding]:
    """For each region and file, how many of the figures that are used are provisional."""
    found: dict[tuple[str, str, str], list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.basis == "provisional" and cell.amount is not None:
            found[cell.file, cell.sheet, cell.region].append(cell)
    for (file, sheet, region), of in found.items():
        columns = ", ".join(dict.fromkeys(c.column for c in of))
        count = "1 figure is" if len(of) == 1 else f"{len(of):,} figures are"
        yield Finding(
            severity="reportable",
            code="provisional",
            message=f"{region}: {count} provisional, in {columns}",
            fix="Nothing to do until the final figures are there; deliver them then",
            facts={"count": f"{len(of)}", "columns": columns},
            file=file,
            sheet=sheet or None,
            row=min(c.row for c in of),
            region=region,
        )
