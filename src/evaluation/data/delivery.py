"""Everything a study's files deliver: checked figures, printed totals, stated rates, findings and what was read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from evaluation import door
from evaluation.data import cell_units, checks, contracts, coverage, files, readers, revised, rows, snapshots, tall, targets, totals
from evaluation.data.bases import choose
from evaluation.data.cell_rows import records
from evaluation.data.cells import Cells, join, order_cells
from evaluation.data.encodings import doubt
from evaluation.data.findings import Finding, Told, Unreadable, order
from evaluation.data.grid import Grid
from evaluation.data.header import parts_of_name
from evaluation.data.places import Places
from evaluation.data.table_part import Horizon, InputFile, TablePart, begin
from evaluation.errors import Refused
from evaluation.study import pattern
from evaluation.study.model import Study, Table
from evaluation.study.periods import Period

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """``cell_rows`` are the figures to measure, amounts in base units; ``ahead_rows`` plans for periods not over yet.

    ``total_rows`` are the printed totals under the code of the whole region; they were compared and must never be
    added. ``stated_rows`` are delivered rates, exact fractions of one; they are recomputed, never adopted.
    ``cells``, ``totals`` and ``stated`` are the same as frames (columns: ``tall.CELLS`` and ``tall.STATED``).
    """

    cell_rows: Cells
    ahead_rows: Cells
    total_rows: Cells
    stated_rows: tuple[tall.Stated, ...]
    findings: tuple[Finding, ...]
    files: tuple[InputFile, ...]
    target_rows: tuple[targets.DeliveredTarget, ...] = ()
    to_come: frozenset[str] = frozenset()
    """Tables of which every row is of a period that is not over yet."""
    gone: Mapping[str, tuple[Period, ...]] = field(default_factory=dict)
    """Of tables of the same quantities, by the first, the periods due that no region has a row for."""
    beside_rows: Cells = field(default_factory=Cells)
    """Figures that the study does not use: on another basis than it does, and of earlier deliveries."""
    before_rows: Cells = field(default_factory=Cells)
    """Of figures that are used and were revised, what they were."""
    compared_with: str = ""
    """What changes since the run before are told by; empty where nothing that it read was changed."""

    @cached_property
    def cells(self) -> pd.DataFrame:
        return tall.frame(self.cell_rows, tall.CELLS)

    @property
    def by_region(self) -> Mapping[str, Cells]:
        """``cell_rows`` of each region that has any, in their order."""
        return self.cell_rows.by_region

    @cached_property
    def delivered_periods(self) -> dict[str, frozenset[Period]]:
        """Periods for which each table brings a figure of any region."""
        found: dict[str, set[Period]] = {}
        for row in self.cell_rows.rows:
            found.setdefault(row.table, set()).add(row.period)
        return {table: frozenset(periods) for table, periods in found.items()}

    @cached_property
    def totals(self) -> pd.DataFrame:
        return tall.frame(self.total_rows, tall.CELLS)

    @cached_property
    def stated(self) -> pd.DataFrame:
        return tall.frame(self.stated_rows, tall.STATED)

    @property
    def undeclared(self) -> tuple[str, ...]:
        """Names of files that lie there and are in no table, as findings tell them: they are not read."""
        return tuple(f.file for f in self.findings if f.code == "file_undeclared" and f.file is not None)

    @property
    def blocking(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity == "blocking")


def read(
    study: Study,
    root: Path,
    until: date | None = None,
    plans: Set[str] = frozenset(),
    alone: Set[str] = frozenset(),
    cut_off: date | None = None,
    counts: Mapping[str, str] = MappingProxyType({}),
    apart: Set[str] = frozenset(),
) -> Delivery:
    """Read and check every table of ``study`` below ``root/data/<study>/``.

    Bad data come back as findings, all of them at once; a file that cannot be read does not keep the others from
    being read. Only a file that changes while it is read raises :class:`Refused`.

    ``until``: rows of periods that end later are left out, with what is reportable of them; only quantities of
    ``plans``, which are set before their period ends, are kept of them, in ``ahead_rows``.
    ``cut_off``: deliveries as of a later day are not known yet; the study's own where none is given.
    ``counts``: what each quantity counts, for columns whose cells say their units.
    ``alone``: quantities that are never added over regions, so that no printed total is compared with its rows;
    ``apart``: those that are not added over parts of a year.
    """
    places = Places(study)
    seen = Horizon(cut_off or study.file.cut_off, until, plans, alone, counts, apart)
    of_table = {code: _table(code, table, study, root, places, seen) for code, table in sorted(study.file.tables.items())}
    parts = of_table.values()
    cells, ahead_of = Cells(r for p in parts for r in p.cells), Cells(r for p in parts for r in p.ahead)
    findings = [f for p in parts for f in p.findings]
    gone = {codes[0]: _gaps([of_table[code] for code in codes], codes, study, seen) for codes in study.slices}
    for codes in study.slices:
        findings += _missing([of_table[code] for code in codes], codes[0], study, gone[codes[0]])
    earlier = Cells(r for p in parts for r in p.earlier)
    revisions = revised.compare(join(cells, ahead_of), earlier, study)
    findings += revisions.findings
    told = Told()
    told.take(checks.twice(join(cells, ahead_of)))
    chosen, ahead = choose(cells, study), choose(ahead_of, study)
    findings += [*chosen.findings, *ahead.findings]
    told.take(checks.undeclared_files(study, root))
    findings += told.all()
    return Delivery(
        cell_rows=order_cells(revisions.mark(chosen.used)),
        ahead_rows=order_cells(revisions.mark(ahead.used)),
        beside_rows=order_cells(join(chosen.beside, ahead.beside, revisions.kept)),
        before_rows=order_cells(revisions.find_replaced(join(chosen.used, ahead.used))),
        total_rows=order_cells(choose(Cells(r for p in parts for r in p.totals), study).used),
        stated_rows=tall.order_stated(c for p in parts for c in p.stated),
        findings=order(findings),
        files=tuple(f for p in parts for f in p.files),
        target_rows=tuple(t for p in parts for t in p.targets),
        gone={code: tuple(periods) for code, periods in gone.items() if periods},
        to_come=frozenset(code for code, p in of_table.items() if p.later and not p.due),
    )


def _due(parts: list[TablePart]) -> set[tuple[str, Period]]:
    return {row for part in parts for row in part.due or ()}


def _gaps(parts: list[TablePart], codes: tuple[str, ...], study: Study, seen: Horizon) -> list[Period]:
    known = min(seen.cut_off, seen.until or seen.cut_off)
    came = {period for _, period in _due(parts)}
    return coverage.gaps(came, [study.file.tables[code] for code in codes], study.file.period, known)


def _missing(parts: list[TablePart], code: str, study: Study, gone: list[Period]) -> list[Finding]:
    """Regions and periods that no table of the same quantities has, of which the first is ``code``."""
    told = Told()
    if any(part.due is not None for part in parts):
        told.take(coverage.missing(_due(parts), code, parts[0].place, study))
        told.take(coverage.never(gone, parts[0].place))
    return told.all()


def _table(code: str, table: Table, study: Study, root: Path, places: Places, seen: Horizon) -> TablePart:
    part, names = begin(table), files.names_of(table, study, root)
    if not names:
        part.findings.append(checks.absent(table.file, study, root))
    found = snapshots.sort(names, table, seen.cut_off)
    part.findings += found.findings
    for name in names:
        if name in found.later:
            _unread(part, code, table, name, study, root)
        elif name in found.earlier:
            aside = begin(table)
            _file(aside, code, table, name, study, root, places, seen)
            part.earlier += [*aside.cells, *aside.ahead]
            part.files += aside.files
            if wrong := [f for f in aside.findings if f.severity == "blocking"]:
                part.findings.append(snapshots.wrong_before(name, wrong))
        elif name in found.used:
            _file(part, code, table, name, study, root, places, seen)
    part.findings += _tell_totals(part, table, study, seen)
    return part


def _tell_totals(part: TablePart, table: Table, study: Study, seen: Horizon) -> Iterator[Finding]:
    """What the printed totals of all files of a table are, beside its rows."""
    if not any(printed for _, printed in part.printed):
        return
    found = totals.Totals(part.lines, table, study, seen.alone, seen.apart)
    for place, printed in part.printed:
        told = Told(place["file"], place["sheet"])
        told.take(found.findings(printed, place))
        yield from told.all()


def _unread(part: TablePart, code: str, table: Table, name: str, study: Study, root: Path) -> None:
    """A file that is known by its hash alone."""
    if wrong := files.unopened_findings(code, table, name, study, root):
        part.findings.extend(wrong)
        return
    path = files.path_of(name, study, root)
    content = files.content(path, root)
    part.files.append(_input(path, root, hashlib.sha256(content).hexdigest(), content, code, []))


def _file(part: TablePart, code: str, table: Table, name: str, study: Study, root: Path, places: Places, seen: Horizon) -> None:
    """Add what the file ``name`` of the table brings to ``part``."""
    if wrong := files.unopened_findings(code, table, name, study, root):
        part.findings.extend(wrong)
        return
    if table.is_open and parts_of_name(table.file, name, table, places) is None:
        part.findings.append(checks.wrong_name(table, name))
        return
    path = files.path_of(name, study, root)
    content = files.content(path, root)
    digest = hashlib.sha256(content).hexdigest()
    grids: list[Grid] = []
    try:
        grids, findings = readers.read(content, table, name, places)
    except Unreadable as error:
        findings = list(error.findings)
    finally:
        _check_unchanged(path, root, digest)
    part.findings.extend(places.with_region(f, table) for f in findings)
    part.files.append(_input(path, root, digest, content, code, grids))
    for grid in grids:
        _grid(part, code, table, grid, study, places, seen)


def _grid(part: TablePart, code: str, table: Table, grid: Grid, study: Study, places: Places, seen: Horizon) -> None:
    lines, findings = rows.read(grid, table, places)
    read, first = lines, len(part.findings)
    if table.as_of.column:
        lines, before = snapshots.split(lines, seen.cut_off)
        kept = [x for x in before if x.region in places.codes and x.period and not x.is_total and not seen.later(x)]
        part.earlier += records(kept, code, table, grid)[0]
    told = Told(grid.file, grid.sheet)
    regions, wrong = contracts.check([x for x in lines if not x.is_total], table, grid, places)
    printed, wrong_totals = contracts.check([x for x in lines if x.is_total], table, grid, places)
    findings = [*findings, *doubt([*wrong, *wrong_totals], grid.encoding, table)]
    regions, whole = coverage.split_whole(regions, table, study, seen.alone)
    printed += whole
    later = {id(x.source) for x in lines if seen.later(x)}
    past = {x.row for x in lines if id(x.source) in later} - {x.row for x in lines if id(x.source) not in later}
    part.findings.extend(f for f in findings if f.severity == "blocking" or f.row not in past)
    now, printed = ([x for x in found if id(x.source) not in later] for found in (regions, printed))
    part.later |= bool(later)
    part.lines += now
    part.printed.append(({"file": grid.file, "sheet": grid.sheet}, printed))
    if grid.rows:
        due = [x for x in lines if not x.is_total and id(x.source) not in later]
        if due or not later:  # of a table by year nothing is due in the first one's quarters
            part.due = (part.due or set()) | {(x.region, x.period) for x in due if x.period is not None}
        told.take(coverage.blank(now, table, grid) if now else ())
        told.take(coverage.of_the_whole([x for x in whole if x in printed], grid, study))
        told.take(checks.late(regions, table, grid.file, study, seen.plans))
    told.take(targets.unclear(regions, table, grid))
    told.take(cell_units.misfits(lines, table, grid, seen.counts))
    part.findings.extend(told.all())
    part.findings[first:] = rows.with_headers(part.findings[first:], read, grid)
    if not table.is_open and not pattern.holes(table.sheet):
        part.place = {"file": grid.file, "sheet": grid.sheet}
    cells, stated = records(now, code, table, grid)
    ahead, _ = records([seen.ahead(x, table) for x in regions if id(x.source) in later], code, table, grid)
    totals, stated_totals = records(printed, code, table, grid)
    part.cells.extend(cells)
    part.ahead.extend(ahead)
    part.totals.extend(totals)
    part.stated.extend(stated + stated_totals)
    part.targets.extend(targets.targets_of(now, table, grid))


def _input(path: Path, root: Path, digest: str, content: bytes, code: str, grids: list[Grid]) -> InputFile:
    sheets = [grid.sheet for grid in grids if grid.sheet]
    return InputFile(
        path=path.relative_to(root).as_posix(),
        sha256=digest,
        bytes=len(content),
        table=code,
        rows=sum(len(grid.rows) for grid in grids),
        encoding=grids[0].encoding if grids else "",
        sheet=", ".join(sheets) or None,
    )


def _check_unchanged(path: Path, root: Path, digest: str) -> None:
    if door.size(path, root) is None or hashlib.sha256(files.content(path, root)).hexdigest() != digest:
        raise Refused(f"{path} changed while it was being read; wait until it is written and start again")
