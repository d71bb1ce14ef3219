"""One study measured at one period: figures, values and findings, each made once."""

from __future__ import annotations

from collections.abc import Iterable

from evaluation.catalogue.catalogue import Catalogue
from evaluation.catalogue.catalogue import catalogue as in_use
from evaluation.data.cells import Cells, join
from evaluation.data.delivery import Delivery
from evaluation.data.tall import Cell
from evaluation.errors import Refused
from evaluation.measured import (
    contradictions,
    doubtful_units,
    duties,
    follow_up,
    inside,
    invariants,
    left_out,
    out_of_range,
    overdue,
    reconciled,
    unfilled,
)
from evaluation.measured.before import find_changed, put_back
from evaluation.measured.days import beyond
from evaluation.measured.delivered import add_delivered
from evaluation.measured.figures import Figures
from evaluation.measured.flows import roll_up
from evaluation.measured.given_away import GivenAway
from evaluation.measured.measure import Values
from evaluation.measured.measured_values import MeasuredValues
from evaluation.measured.resolve import closed_by_another, resolve
from evaluation.measured.results import Results
from evaluation.study.cut_off import check_over, cut_off_of
from evaluation.study.model import Study
from evaluation.study.periods import Period, those_known


def results(
    study: Study, delivery: Delivery, period: Period | None = None, cut_off: str = "", catalogue: Catalogue | None = None
) -> Results:
    """Measure the delivery by ``catalogue`` (that of the packs in use when not given). ``period`` other than the study's own
    must be one the tables cover.

    Nothing dated after the cut-off (see :mod:`evaluation.study.cut_off`) is in the results, be it a figure or a fact.
    :class:`Refused` for names the catalogue does not know, and for a period without figures or after the cut-off.
    """
    catalogue, period = catalogue or in_use(), period or study.file.period
    indicators = resolve(study, catalogue)
    known, asked = study.file.cut_off, cut_off_of(study, period, cut_off)
    study, twice = add_delivered(study.as_of(asked), delivery.target_rows, catalogue)
    regions = [r.code for r in study.apart]
    until = period.last_day
    codes, tables = [r.code for r in study.regions], join(delivery.cell_rows, delivery.ahead_rows)
    every = join(tables, follow_up.cells(study, catalogue.pages.recorded, tables.periods))
    cells = every.without({p for p in every.periods if p.last_day > until}, catalogue.planned_ahead)
    added = inside.add_up(cells, study, catalogue)
    totals = delivery.total_rows.without({p for p in delivery.total_rows.periods if p.last_day > until}, ())
    hidden = GivenAway(join(cells, totals), study, catalogue)
    suppressed = Cells.of(totals.with_marks({"suppressed"}))

    def figures_of(known: Cells, inside_them: Iterable[Cell]) -> Figures:
        rolled = roll_up(
            join(inside_them, suppressed, known),
            regions,
            study.top.code,
            codes,
            study.refundable,
            of=catalogue,
            since=study.counted_from,
            grains=(period.grain,),
            tells=hidden.told_by if hidden.cells else None,
        )
        return rolled.until(until)

    figures = figures_of(cells, added.made)
    covered = sorted(p for p in figures.periods if p.last_day <= until)
    if period not in covered:
        delivered = sorted({p for of in every.periods for p in (of, of.year)})
        raise Refused(f"study {study.name!r} has no figures for the period {period!r}; {those_known(period, delivered)}")
    check_over(study, period, cut_off)
    bound = duties.binding(study, catalogue)
    asked_of = (*indicators, *duties.measured_beside(bound, indicators))
    judged = duties.with_lines(study, bound, period.year)
    values = MeasuredValues(asked_of, figures, regions, study.top.code, covered)
    before: Values = {}
    if delivery.before_rows:
        earlier = Cells.of(put_back(cells, delivery.before_rows))
        as_they_were = figures_of(earlier, inside.add_up(earlier, study, catalogue).made)
        before = find_changed(values, MeasuredValues(asked_of, as_they_were, regions, study.top.code, covered))
    stated = [s for s in delivery.stated_rows if s.period.last_day <= until]
    findings = (
        *delivery.findings,
        *beyond(known, asked),
        *twice,
        *inside.findings(added, study),
        *invariants.findings(study, figures, values, stated, added.regions - cells.by_region.keys()),
        *duties.findings(judged, catalogue),
        *contradictions.findings(study, figures),
        *reconciled.findings(study, figures, period, tables),
        *out_of_range.findings(study, figures, cells, period),
        *doubtful_units.findings(study, figures, period),
        *left_out.findings(study, catalogue),
        *overdue.findings(catalogue, asked_of, asked),
        *hidden.findings(),
        *unfilled.findings(study, unfilled.unfilled_cells(delivery.cell_rows, asked_of, until), delivery.findings),
    )
    listed = tuple(i for i in indicators if period.left or not closed_by_another(study, i))
    return Results(
        study=judged,
        delivery=delivery,
        period=period,
        indicators=listed,
        figures=figures,
        values=values,
        findings=findings,
        unlisted=tuple(i for i in asked_of if i not in listed),
        duties=bound,
        inside=added.until(until),
        before=before,
    )
