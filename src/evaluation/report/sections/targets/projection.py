"""Year-end projection of the quantity targets, how right it was, and the orders that changed a target."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evaluation.catalogue.span import Covers
from evaluation.measured.progress import in_base
from evaluation.measured.projection import LEAST, Projection
from evaluation.render.component import Component, column, paragraph, row
from evaluation.render.printed import Printed, digits, name_as
from evaluation.view import judged, schedules, spans
from evaluation.view.judgements import own_title, standing
from evaluation.view.keyed import key
from evaluation.view.page_tables import name_with_unit, number, table_with_notes
from evaluation.view.projections import before, hits, projection_of, verdict_key
from evaluation.view.view import View


def parts(view: View, codes: list[str]) -> list[Component]:
    """Within the year what it will come to; after it, what was said at the end of each part of it and what came. Not of what
    is due by a day before the year's end."""
    dated = [c for c in codes if schedules.due_within_the_year(view, c)]
    yearly = [c for c in codes if c not in dated]
    titles = view.say("list.comma").join(map(view.title, dated))
    left_out = view.sentence("projection.dated", of=tuple(dated), titles=titles)
    return [
        *((outlook if view.period.left else hindsight)(view, yearly, left_out) if yearly else []),
        *([paragraph(left_out)] if left_out and not yearly else []),
        *orders(view, codes),
    ]


def _text(view: View, amount: Fraction | int | None, counts: str, mark: str = "not_applicable", key: str = "projected") -> str:
    return view.numbers.cell(amount, counts, mark, key)


def _estimate(view: View, p: Projection, amount: Fraction | int | None) -> str:
    """What is worked out from the actual: where that is not there, its own mark."""
    return _text(view, amount, p.counts, p.mark or "not_applicable")


def _interval(view: View, p: Projection) -> str:
    if p.low is None:
        return view.numbers.mark(p.mark or "not_applicable")
    return Printed(_text(view, p.low, p.counts), "–", _text(view, p.high, p.counts))


def outlook(view: View, codes: list[str], left_out: str = "") -> list[Component]:
    say, numbers = view.say, view.numbers
    made = [projection_of(view, c, view.period) for c in codes]
    rows = [
        row(
            name_with_unit(view, view.title(p.indicator), numbers.table_unit(p.counts)),
            _sign(view, p)
            + _text(view, p.demanded, p.counts, standing(view, p.indicator).mark, key(view, "demanded", p.indicator))
            + judged.proposal_mark(view, [p.indicator]),
            _text(view, p.actual, p.counts, p.mark, key(view, "actual", p.indicator)),
            _estimate(view, p, p.expected),
            _interval(view, p),
            numbers.need(p.needed, p.counts, p.mark or "not_applicable", "needed"),
            _estimate(view, p, p.so_far),
            numbers.decimal(p.history.error, 1, "not_applicable", "%", "projected_error"),
            say(verdict_key(p)),
        )
        for p in made
    ]
    columns = [
        column(say("column.item"), weight=5),
        number(say("column.year_target")),
        number(say("projection.reached")),
        number(say("projection.expected")),
        number(say("projection.interval")),
        number(say("projection.needed")),
        number(say("projection.so_far")),
        number(say("projection.error"), "%"),
        column(say("projection.verdict")),
    ]
    told = view.join(_sentences(view, codes, made))
    notes = [*method(view, made), *reasons(view, made), *filter(None, [left_out])]
    table = table_with_notes(
        view, "projection", say("projection.table", period=spans.span_words(view, Covers.AT_END)), columns, rows, notes
    )
    return [*([paragraph(told)] if told else []), table]


def _sign(view: View, p: Projection) -> str:
    """What stands before a ceiling, which is no target to reach."""
    target = standing(view, p.indicator).target
    return view.sign(target) if p.ceiling and target is not None else ""


def _sentences(view: View, codes: list[str], made: list[Projection]) -> Iterator[str]:
    """What is open, asks for more effort, and misses its target, in a sentence each."""
    of, found = tuple(codes), dict[str, str]()
    for p in made:
        key = {"outlook.kept_open": "outlook.open"}.get(verdict_key(p), verdict_key(p))
        found[key] = view.say("list.comma").join(filter(None, (found.get(key), own_title(view, p.indicator))))
    if titles := found.get("outlook.open"):
        yield view.sentence("projection.told_open", of=of, titles=titles)
    if titles := found.get("outlook.effort"):
        yield view.sentence("projection.told_effort", of=of, titles=titles)
    if titles := found.get("outlook.passed_open"):
        yield view.sentence("projection.told_passed_open", of=of, titles=titles)
    if titles := found.get("outlook.unlikely"):
        yield view.sentence("projection.told_unlikely", of=of, titles=titles)
    if titles := found.get("outlook.passed"):
        yield view.sentence("projection.told_passed", of=of, titles=titles)


def method(view: View, made: list[Projection]) -> list[str]:
    """How it is worked out, on how many cases, and how often the interval should hold."""
    known = [p.history for p in made]
    covered = [h.coverage for h in known if h.coverage is not None]
    known = [h for h in known if h.coverage is not None]
    if not known:
        return []
    counts = sorted({len(h.ratios) for h in known})
    cases = digits(counts[0]) if len(counts) == 1 else Printed(digits(counts[0]), "–", digits(counts[-1]))
    years = sorted({c.year for h in known for c in h.cases})
    linear = sorted({h.linear_error for h in known if h.linear_error is not None})
    errors = Printed("–").join(dict.fromkeys(view.numbers.percent(e, figure="projected_error") for e in (linear[0], linear[-1])))
    note = view.say(
        "projection.note",
        cases=cases,
        years=view.say("list.comma").join(view.words(y)["year"] for y in years),
        linear=errors,
        coverage=view.numbers.percent(min(covered), decimals=0, figure="projected_error"),
    )
    whole = view.sentence("projection.note_whole", whole=view.name(view.top))
    return [note, *([whole] if whole else [])]


def reasons(view: View, made: list[Projection]) -> list[str]:
    comma, of = view.say("list.comma"), tuple(p.indicator for p in made)

    def titles(reason: str) -> str:
        return comma.join(own_title(view, p.indicator) for p in made if p.reason == reason)

    told = (
        view.sentence("projection.no_missing", of=of, titles=titles("no_figure")),
        view.sentence("projection.no_regions", of=of, titles=titles("partial")),
        view.sentence("projection.no_too_few", of=of, titles=titles("too_few"), least=digits(LEAST)),
        view.sentence("projection.no_shape", of=of, titles=titles("shape")),
    )
    return list(filter(None, told))


def hindsight(view: View, codes: list[str], left_out: str = "") -> list[Component]:
    """What would have been projected at the end of each part of the year, against the result of the year."""
    say, numbers, year = view.say, view.numbers, view.results.year
    told = year.parts(view.results.grain)[:-1]
    made = {c: before(view, c) for c in codes}
    shown = {c: ps for c, ps in made.items() if any(p.expected is not None for p in ps)}
    if not shown:
        return []
    rows, inside, tried = [], 0, 0
    for code, ps in shown.items():
        result = view.results.progress(view.region, code)
        lay = hits(view, code)
        inside, tried = inside + sum(lay), tried + len(lay)
        rows.append(
            row(
                name_with_unit(view, view.title(code), numbers.table_unit(result.counts)),
                *(_estimate(view, p, p.expected) for p in ps),
                _interval(view, ps[-1]),
                say("projection.hits", inside=digits(sum(lay)), tried=digits(len(lay))),
            )
        )
    columns = [
        column(say("column.item"), weight=5),
        *(number(say("projection.at", part=say.part(q))) for q in told),
        number(say("projection.last_interval", part=say.part(told[-1]))),
        column(say("projection.inside")),
    ]
    every = [p for ps in shown.values() for p in ps]
    said = view.sentence("projection.hindsight", of=tuple(shown), inside=digits(inside), tried=digits(tried))
    notes = [*([said] if said else []), *method(view, every), *filter(None, [left_out])]
    return [
        table_with_notes(
            view, "projection-check", say("projection.check_table", year=view.words(year)["year"]), columns, rows, notes
        )
    ]


def orders(view: View, codes: list[str]) -> list[Component]:
    """Orders that changed this region's targets: number, day, before and after."""
    say = view.say
    mine = [o for o in view.study.orders if o.region == view.region and o.item in codes and o.period == view.results.year]
    rows = []
    standing: dict[str, int] = {}
    for o in sorted(mine, key=lambda o: (o.item, o.effective)):
        first = next(t for t in view.study.targets if (t.item, t.region, t.period) == (o.item, o.region, o.period))
        counts = view.results.progress(view.region, o.item).counts
        before, after = standing.get(o.item, in_base(first)), in_base(first.model_copy(update={"value": o.value}))
        rows.append(
            row(
                name_with_unit(view, view.title(o.item), view.numbers.table_unit(counts)),
                name_as("code", o.number),
                view.date(o.effective),
                _text(view, before, counts, key="order") + view.proposal_mark(first),
                _text(view, after, counts, key="order") + view.proposal_mark(first),
                say("orders.in_force"),
            )
        )
        standing[o.item] = after
    if not rows:
        return []
    columns = [
        column(say("column.item"), weight=3),
        column(say("orders.number"), weight=3),
        column(say("orders.effective")),
        number(say("orders.before")),
        number(say("orders.after")),
        column(say("column.state")),
    ]
    return [table_with_notes(view, "target-orders", say("orders.table"), columns, rows, [say("orders.note")])]
