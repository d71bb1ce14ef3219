"""Figures that no region can have: out of the range that the entry says, and a base of retraining below 0. Neither is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evaluation.data.findings import Finding
from evaluation.data.tall import Cell
from evaluation.measured.figure import Doubt
from evaluation.measured.figures import Figures
from evaluation.measured.retraining import base_as_delivered, streams_asked
from evaluation.study.model import Study
from evaluation.study.periods import Period


def findings(study: Study, figures: Figures, cells: Iterable[Cell], period: Period) -> list[Finding]:
    """Reportable findings, each with the cell where one delivered it."""
    outside = [(r, code, doubt) for r, code, doubt in figures.doubts if doubt.code == "out_of_range"]
    asked = {(r, code, doubt.period) for r, code, doubt in outside}
    places = {key: c for c in cells if (key := (c.region, c.quantity, c.period)) in asked} if asked else {}
    told = [_out_of_range(figures, r, code, doubt, places.get((r, code, doubt.period))) for r, code, doubt in outside]
    return [*told, *_bases(study, figures, period)]


def _out_of_range(figures: Figures, region: str, code: str, doubt: Doubt, cell: Cell | None) -> Finding:
    quantity, tell = figures.catalogue.quantities[code], figures.catalogue.counts.tell
    counts, stated = quantity.counts, doubt.stated.known
    below = quantity.least is not None and stated < quantity.least
    line = quantity.least if below else quantity.most
    if line is None:
        raise ValueError(f"{code} has no range that {stated} is out of")
    return Finding(
        severity="reportable",
        code="below_least" if below else "above_most",
        message=f"{region} {doubt.period}: {quantity.title.en} is {tell(stated, counts)}, and cannot be "
        f"{'less' if below else 'more'} than {tell(line, counts)}",
        fix="ask the unit for the right figure; this one is not used",
        region=region,
        file=cell.file if cell else None,
        sheet=(cell.sheet or None) if cell else None,
        row=cell.row if cell else None,
        column=cell.column if cell else None,
        facts={
            "period": doubt.period.spelled,
            "title": quantity.title.zh,
            "stated": str(stated),
            "line": str(line),
            "counts": counts,
        },
    )


def _bases(study: Study, figures: Figures, period: Period) -> Iterator[Finding]:
    """Each base once, though several streams are trained from it."""
    made = {
        (of.stock, of.inflow, of.outflow): of for c in streams_asked(study, figures, period) if (of := figures.catalogue.streams[c])
    }
    for of in made.values():
        for region in (r.code for r in study.reporting):
            base = base_as_delivered(figures, period, of, region)
            if base.amount is None or base.amount + base.bound >= 0:
                continue
            title = figures.catalogue.quantities[of.stock].title
            yield Finding(
                severity="reportable",
                code="base_below_zero",
                message=f"{region} {period}: a base of {base.amount} follows from {title.en} of the year before, what came in and "
                "what left",
                fix="ask the unit which of the three figures are right; nothing is measured by this base",
                region=region,
                facts={"period": period.spelled, "title": title.zh, "added": str(base.amount), "counts": "persons"},
            )
