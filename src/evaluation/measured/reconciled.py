"""One fact, one figure: what files of the study count beside the tables, compared with what these deliver of the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.catalogue.model import Quantity
from evaluation.catalogue.roles import ENTERPRISE, Recorded
from evaluation.data.cells import Cells
from evaluation.data.findings import Finding
from evaluation.data.tall import Cell
from evaluation.measured.figures import Figures
from evaluation.measured.follow_up import mismatches
from evaluation.study.model import Study
from evaluation.study.periods import Period
from evaluation.study.recorded import RECORDS, Entered, lines_of, read_records, spell_rows

_NO_CELLS = Cells()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Difference:
    """``added``: what the file says of a quantity, ``stated``: what the tables do."""

    kind: str
    source: str
    entered: Entered
    period: Period
    quantity: Quantity
    less: Quantity | None
    stated: int


def findings(study: Study, figures: Figures, period: Period, cells: Cells = _NO_CELLS) -> list[Finding]:
    """``files_differ`` wherever a file and a table differ on one fact: rows by part of the year with that part, others as they
    stand in ``period``. ``cells``: the delivered ones, whose places are told."""
    differing = (*_follow_up(study, figures), *_enterprises(study, figures), *_study_files(study, figures, period))
    return [_tell(figures, difference, _places(cells, difference)) for difference in differing]


def _follow_up(study: Study, figures: Figures) -> Iterator[_Difference]:
    """Sums of ``assistance.csv`` against the quarterly tables."""
    for period in sorted({row.period for row in study.follow_up}):
        for region in (r.code for r in study.reporting):
            for m in mismatches(study, figures, region, period):
                key = {"region": region, "period": period.spelled, "kind": m.kind}
                yield _Difference(
                    kind=m.kind,
                    source=f"assistance.csv ({m.kind})",
                    entered=_of_rows(study, region, m.added, "assistance.csv", [key]),
                    period=period,
                    quantity=figures.catalogue.quantities[m.quantity],
                    less=None,
                    stated=m.delivered,
                )


def _enterprises(study: Study, figures: Figures) -> Iterator[_Difference]:
    """Jobs in ``enterprises.csv`` against the table that sums them up."""
    sums: dict[tuple[str, Period, str], int] = {}
    for e in study.enterprises:
        for quantity, jobs in ((r.quantity, getattr(e, r.part)) for r in figures.catalogue.pages.recorded if r.kind == ENTERPRISE):
            key = (e.region, e.period, quantity)
            sums[key] = sums.get(key, 0) + jobs
    for (region, period, quantity), added in sorted(sums.items()):
        stated = figures.at(region, period, quantity)
        if stated.amount is not None and abs(added - stated.amount) > stated.bound:
            rows = [{"region": region, "period": period.spelled}]
            yield _Difference(
                kind=ENTERPRISE,
                source="enterprises.csv",
                entered=_of_rows(study, region, added, "enterprises.csv", rows),
                period=period,
                quantity=figures.catalogue.quantities[quantity],
                less=None,
                stated=stated.amount,
            )


def _of_rows(study: Study, region: str, added: int, file: str, keys: list[dict[str, str]]) -> Entered:
    return Entered(region=region, amount=added, file=file, rows=tuple(lines_of(study, file, keys)))


def _study_files(study: Study, figures: Figures, period: Period) -> Iterator[_Difference]:
    for of in (r for r in figures.catalogue.pages.recorded if r.kind in RECORDS):
        for said in read_records(study, of.kind, of.part, period):
            stated = _amount_stated(figures, of, said.region, period)
            if stated is None:
                continue
            amount, bound = stated
            if said.amount - amount > bound or (of.lists_all and amount - said.amount > bound):
                yield _Difference(
                    kind=of.kind,
                    source=said.file,
                    entered=said,
                    period=period,
                    quantity=figures.catalogue.quantities[of.quantity],
                    less=figures.catalogue.quantities[of.less] if of.less else None,
                    stated=amount,
                )


def _amount_stated(figures: Figures, of: Recorded, region: str, period: Period) -> tuple[int, int] | None:
    """What the tables say, and how far it may be off by rounding; None where they do not."""
    whole = figures.at(region, period, of.quantity)
    if whole.amount is None:
        return None
    if not of.less:
        return whole.amount, whole.bound
    part = figures.at(region, period, of.less)
    return None if part.amount is None else (whole.amount - part.amount, whole.bound + part.bound)


def _places(cells: Cells, difference: _Difference) -> list[Cell]:
    """Cells of the tables that the difference is from, as they were delivered."""
    mine = cells.by_region.get(difference.entered.region, ())
    wanted = {difference.quantity.code} | ({difference.less.code} if difference.less else set())
    found = [c for c in mine if c.row and c.quantity in wanted and difference.period in (c.period, *c.period.wholes)]
    last = max((c.period.last_day for c in found), default=None)
    return [c for c in found if difference.quantity.kind != "stock" or c.period.last_day == last]


def _tell(figures: Figures, found: _Difference, cells: list[Cell]) -> Finding:
    tell, counts = figures.catalogue.counts.tell, found.quantity.counts
    region, period, rows = found.entered.region, found.period, spell_rows(found.entered.rows)
    files = sorted({c.file for c in cells})
    table = spell_rows(c.row for c in cells) if len(files) == 1 else ""
    of, less = found.quantity.title, found.less.title if found.less else None
    zh, en = (f"{of.zh}－{less.zh}", f"{of.en} less {less.en}") if less else (of.zh, of.en)
    return Finding(
        severity="reportable",
        code="files_differ",
        message=f"{region} {period}: {found.source}{_rows(rows)} adds up to {tell(found.entered.amount, counts)}, "
        f"{f'{files[0]}{_rows(table)}' if table else 'the table'} delivers {en} {tell(found.stated, counts)}",
        fix="ask the unit which of the two is right; each rate is measured from its own figures, and a document that would say the "
        "other is not made",
        region=region,
        facts={
            "period": period.spelled,
            "kind": found.kind,
            "source": found.source,
            "rows": rows,
            "table": files[0] if table else "",
            "table_rows": table,
            "added": str(found.entered.amount),
            "title": zh,
            "stated": str(found.stated),
            "counts": counts,
        },
    )


def _rows(spelled: str) -> str:
    """Behind a file's name."""
    if not spelled:
        return ""
    return f" (row{'s' if any(sign in spelled for sign in ',-') else ''} {spelled})"
