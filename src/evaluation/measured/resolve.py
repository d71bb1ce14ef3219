"""Names in a study against the catalogue: the one place that needs both ends."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from evaluation.catalogue.catalogue import Catalogue
from evaluation.catalogue.model import Dimension, Indicator, Quantity, Reading
from evaluation.catalogue.share import out_of_reach
from evaluation.catalogue.unit import PERCENT
from evaluation.errors import Refused, near
from evaluation.measured import duties, verified
from evaluation.measured.delivered import side_of_a_line
from evaluation.measured.rubric import checks
from evaluation.study.counted import MONEY, STATED_RATES
from evaluation.study.model import Column, Study, Table, Target
from evaluation.study.months import Months, day_of, start_of_count
from evaluation.study.pack_counts import spell_pack
from evaluation.study.period_words import named_period
from evaluation.study.places import add_lines
from evaluation.study.unit import WrittenUnit

_LISTED = 5  # indicators, by name


def resolve(study: Study, catalogue: Catalogue) -> tuple[Indicator, ...]:
    """The study's indicators in its order.

    Raises :class:`Refused` with all :func:`problems`.
    """
    wrong = problems(study, catalogue)
    if wrong:
        raise Refused(f"params/{study.name}:\n" + "\n".join(f"  {line}" for line in wrong))
    return tuple(_place(catalogue.indicators[code], study) for code in study.file.indicators)


def _place(indicator: Indicator, study: Study) -> Indicator:
    """Under the theme of targets where it is an amount that a target was set for."""
    columns = (c.target for t in study.file.tables.values() for c in t.columns.values())
    aimed = indicator.is_amount and indicator.code in {*(item for item, _ in study.demands), *columns}
    return replace(indicator, dimension=Dimension.TARGETS) if aimed else indicator


def closed_by_another(study: Study, indicator: Indicator) -> bool:
    """Whether an indicator, the year being over, says what another of the study does, and nothing else rests on it."""
    file, groups = study.file, study.weights.groups.values() if study.weights else ()
    gates = study.weights.gates.values() if study.weights else ()
    named = {
        *file.headline,
        *file.hard_limits,
        *(t.item for t in study.targets),
        *(c for g in groups for c in g.indicators),
        *(g.indicator for g in gates),
    }
    return indicator.closes_as in file.indicators and indicator.code not in named


def problems(study: Study, catalogue: Catalogue) -> list[str]:
    """Every name the catalogue does not know, every open clause without a choice, and every unit, kind or target that does not
    fit what it is used for; each begins with the file, and in study.yml the key."""
    wrong: list[str] = []
    indicators, quantities = catalogue.indicators, catalogue.quantities
    kinds = {"an indicator": indicators, "a quantity": quantities, "a group of quantities": catalogue.groups}

    def check(where: str, name: str, known: Collection[str]) -> bool:
        if name in known:
            return True
        other = next((kind for kind, codes in kinds.items() if name in codes and codes is not known), "")
        due = next((kind for kind, codes in kinds.items() if codes is known), "")
        if other and due:
            wrong.append(f"{where}: {name!r} is {other}, {due} is due; {_remedy(name, due, catalogue)}")
        else:
            wrong.append(f"{where}: {name!r} is not in the catalogue; {catalogue.suggest(name, known)}")
        return False

    lacking = catalogue.lacking
    for table_name, table in study.file.tables.items():
        mapped: dict[tuple[str, str], str] = {}
        for header, column in table.columns.items():
            where = f"study.yml, tables.{table_name}.columns.{header}"
            if column.states is not None:
                if check(where, column.states, indicators):
                    wrong.extend(_stated_problems(where, column, indicators[column.states], study))
            elif column.target is not None:
                if check(where, column.target, indicators):
                    wrong.extend(_aim_problems(where, column, indicators[column.target], study, catalogue))
            elif column.quantity is not None and check(where, column.quantity, quantities):
                wrong.extend(_misfit(where, column, quantities[column.quantity]))
                wrong.extend(_lone_count(where, table, column, study))
                least = quantities[column.quantity].least
                if column.negative != "refused" and least is not None and least >= 0:
                    told = f"{catalogue.place('quantities', column.quantity)} declares {column.quantity} never below 0 ('least')"
                    wrong.append(f"{where}: {told}; take out 'negative: {column.negative}', or the range")
                if column.quantity in lacking:
                    told = f"catalogue.yml says that the scheme has no {column.quantity} ({lacking[column.quantity].en})"
                    wrong.append(f"{where}: {told}; take the column out or the word about it")
                on_basis = column.quantity, column.basis or table.basis.column or table.basis.all
                if on_basis in mapped:
                    wrong.append(
                        f"{where}: {column.quantity} is also delivered by {mapped[on_basis]}; keep one, or say the 'basis' of each"
                    )
                mapped[on_basis] = where
    for key, codes in (
        ("indicators", study.file.indicators),
        ("headline", study.file.headline),
        ("hard_limits", study.file.hard_limits),
    ):
        for code in codes:
            if check(f"study.yml, {key}", code, indicators) and code not in study.file.indicators:
                wrong.append(f"study.yml, {key}: {code} is not among the study's indicators; add it there")
    for code in study.file.retraining.streams if study.file.retraining else ():
        if check("study.yml, retraining.streams", code, catalogue.streams) and code not in study.file.indicators:
            wrong.append(f"study.yml, retraining.streams: {code} is not among the study's indicators; add it there")
    for code in study.file.hard_limits:
        if code in indicators and indicators[code].is_amount:
            wrong.append(f"study.yml, hard_limits: {code} is a quantity target, its completion is shown; keep rates only")
    wrong.extend(_open(study, catalogue))
    for target in study.targets:
        if check("targets.csv", target.item, indicators):
            wrong.extend(_target(target, study, catalogue))
            if target.item not in study.file.indicators:
                wrong.append(f"targets.csv: {target.item} is not among the study's indicators; add it to study.yml")
    for standard in study.standards:
        check("standards.csv", standard.stream, catalogue.streams)
    for planned in study.budget:
        check("budget.csv", planned.line, [q.code for q in catalogue.fund.spending.of])
    documents = study.documents
    for kind, form, pack in ((k, f, documents.kind(k).pack) for k, f in documents.forms.items()) if documents else ():
        if pack and pack not in catalogue.packs:
            name = spell_pack(pack)
            wrong.append(
                f"documents.yml, forms.{kind}: is a document of the pack {name}, which the study does not name; "
                f"add {name} to packs in study.yml, or take the form out"
            )
        for asked in form.rows:
            if asked.indicator is not None and asked.indicator not in study.file.indicators:
                hint = near(asked.indicator, study.file.indicators)
                wrong.append(f"documents.yml, forms.{kind}.rows: {asked.indicator!r} is no indicator of the study; {hint}")
    judgeable = checks(study, catalogue)
    for row in study.rubric:
        if row.item not in judgeable:
            wrong.append(
                f"rubric.csv, line {row.line}: {row.item!r} is no check of the study's policy document; {near(row.item, judgeable)}"
            )
    for said in study.deviations:
        if check("reasons.csv", said.item, indicators) and said.item not in study.file.indicators:
            wrong.append(f"reasons.csv: {said.item} is not among the study's indicators; add it to study.yml, or take the row out")
    wrong.extend(_weights(study, indicators, check))
    wrong.extend(verified.wrong(study, catalogue))
    wrong.extend(duties.problems(study, catalogue))
    return [add_lines(told, study.texts) for told in wrong]


def _misfit(where: str, column: Column, quantity: Quantity) -> Iterator[str]:
    what = f"counts {quantity.counts}" if quantity.counts != MONEY else "is a balance" if quantity.kind == "stock" else "is a flow"
    if column.negative == "refund" and what != "is a flow":
        yield f"{where}: {quantity.code} {what}, and only money that was spent is paid back; take out 'negative: refund'"
    if column.negative == "overdrawn" and what != "is a balance":
        yield f"{where}: {quantity.code} {what}, and only a balance of money is overdrawn; take out 'negative: overdrawn'"
    if column.unit.counts != quantity.counts and not column.unit.in_cells:
        rate = column.unit.counts in STATED_RATES
        told = "; where it repeats an indicator, say so by 'states' in place of 'quantity'" if rate else ""
        yield f"{where}: {quantity.code} counts {quantity.counts}, the unit {column.unit} does not{told}"
    if (column.kind == "stock") != (quantity.kind == "stock"):
        yield f"{where}: {quantity.code} is a {quantity.kind}, the kind {column.kind!r} does not fit"
    if column.kind == "cumulative" and not quantity.adds_over_regions:
        yield f"{where}: {quantity.code} is stated and runs from no year's start; give kind: current"


def _lone_count(where: str, table: Table, column: Column, study: Study) -> Iterator[str]:
    """A cumulative figure of a part of the year, where nothing else of its quantity is delivered: it is of all the months that it
    counts, and of the part itself only where that begins with them."""
    period = table.fixed_period
    if column.kind != "cumulative" or period is None:
        return
    others = (t for t in study.file.tables.values() if t is not table)
    begins = start_of_count(column.since or period.calendar.starts, period.closing)
    if begins == period.opening or any(c.quantity == column.quantity for t in others for c in t.columns.values()):
        return
    months = Months(begins, period.closing)
    whole = named_period(months, period.calendar)
    told = f"{where}: a cumulative figure at the end of {period} is of all {months.number} months since {_month(begins)}"
    if whole is None:
        yield f"{told}, which are no period; declare a table of the period before it too, so that {period} is the difference"
    else:
        yield f"{told}, which is {whole}; write 'fixed_period: {whole}', or, where the column holds {period} alone, 'kind: current'"


def _month(border: int) -> str:
    day = day_of(border)
    return f"{day.year}-{day.month:02}"


def _stated_problems(where: str, column: Column, indicator: Indicator, study: Study) -> Iterator[str]:
    code = indicator.code
    if code not in study.file.indicators:
        yield f"{where}: {code} is not among the study's indicators; add it to study.yml"
    if any(r.is_stated for r in indicator.readings.values()):
        yield f"{where}: {code} is itself stated, and nothing computes it; write 'quantity' and the figure that it shows"
        return
    rate = all(r.unit == PERCENT for r in indicator.readings.values())
    if not column.unit.is_rate or not (rate or indicator.is_amount):
        yield (
            f"{where}: only a rate or a target's completion can be stated and compared, in % or ‰; put the column under 'ignore'"
        )


def _aim_problems(where: str, column: Column, indicator: Indicator, study: Study, catalogue: Catalogue) -> Iterator[str]:
    code, unit = indicator.code, _usable(indicator, study)[0].unit
    if code not in study.file.indicators:
        yield f"{where}: {code} is not among the study's indicators; add it to study.yml"
    share = column.of == "part" and indicator.is_amount and column.unit.is_rate
    if not share and unit.line(Decimal(0), column.unit, catalogue.counts) is None:
        yield f"{where}: {_misfit_unit(code, unit.words('en', catalogue.counts), column.unit)}"
    if column.demand is None and side_of_a_line(indicator) is None:
        yield f"{where}: which side of {code} is good is not known; write 'demand: at_least', at_most or equal"


def _misfit_unit(code: str, due: str, unit: WrittenUnit) -> str:
    return f"{code} is measured in {due}, and {unit} is no unit of that; give the value in {due}, or name another indicator"


def _open(study: Study, catalogue: Catalogue) -> Iterator[str]:
    indicators = catalogue.indicators
    for code in study.file.indicators:
        if code in indicators:
            try:
                indicators[code].settle(study.choices)
            except Refused as error:
                told = str(error)
                yield told if told.startswith("choices.yml") else f"study.yml, indicators: {told}"
    for code in study.choices:
        if code not in indicators:
            yield f"choices.yml: {code!r} is not in the catalogue; {catalogue.suggest(code, indicators)}"
        elif len(indicators[code].readings) == 1:
            yield f"choices.yml: {code} has one reading only; remove the choice"


def _remedy(name: str, due: str, catalogue: Catalogue) -> str:
    """What to write instead of an entry of another kind than is ``due``."""
    if due == "a quantity":
        return f"name one that it is made of; {catalogue.suggest(name, catalogue.quantities)}"
    side, of = (f"sum({name})", catalogue.groups[name].of) if name in catalogue.groups else (name, [catalogue.quantities[name]])
    parts = {q.code for q in of}
    shown = [
        code
        for code, indicator in catalogue.indicators.items()
        if any(parts <= {t.quantity.code for t in r.terms} for r in indicator.readings.values())
    ]
    known = f"those computed from it: {', '.join(shown[:_LISTED])}" if shown else "none is computed from it"
    return f"{known}; one that shows it is declared in catalogue.yml by 'value: {side}'"


def _target(target: Target, study: Study, catalogue: Catalogue) -> Iterator[str]:
    indicator = catalogue.indicators[target.item]
    if target.value is None and target.period.is_part_of_year:
        year = target.period.year
        yield f"targets.csv: {target.item} for {target.period}: what has no line has none all year; write — for {year}"
    unit, counts = _usable(indicator, study)[0].unit, catalogue.counts
    fits = unit.line(target.value or Decimal(0), target.unit, counts)
    share = indicator.is_amount and target.period.is_part_of_year and target.unit.is_rate
    if share:
        if (target.item, target.period.year) not in study.demands:
            year = target.period.year
            yield f"targets.csv: {target.item} for {target.period}: {target.unit} are of the target of {year}; add a row of {year}"
    elif fits is None and indicator.is_amount:
        yield f"targets.csv: {target.item} counts {unit.code(counts)}, the unit {target.unit} does not"
    elif fits is None:
        yield f"targets.csv: {_misfit_unit(target.item, unit.words('en', counts), target.unit)}"
    elif target.value is None:
        return
    elif indicator.is_amount and fits.denominator != 1:
        yield f"targets.csv: {target.item} for {target.region}: {target.value} {target.unit} is not a whole number"
    elif not indicator.is_amount and (never := out_of_reach(_usable(indicator, study), target.value, catalogue.quantities, counts)):
        yield f"targets.csv: {target.item} for {target.region}: {never}, the line is {target.value} {target.unit}; correct it"


def _usable(indicator: Indicator, study: Study) -> list[Reading]:
    """The reading that the study chose; all of them while it has not."""
    chosen = study.choices.get(indicator.code)
    mine = [r for name, r in indicator.readings.items() if chosen is not None and name == chosen.reading]
    return mine or [*indicator.readings.values()]


def _weights(
    study: Study, indicators: Mapping[str, Indicator], check: Callable[[str, str, Collection[str]], bool]
) -> Iterator[str]:
    for group_code, group in study.weights.groups.items() if study.weights else ():
        for code, scored in group.indicators.items():
            where = f"weights.yml, groups.{group_code}"
            if not check(where, code, indicators):
                continue
            if code not in study.file.indicators:
                yield f"{where}: {code} is not among the study's indicators; add it to study.yml"
            lower_is_better = indicators[code].direction.value == "lower"
            if lower_is_better == (scored.best > scored.worst):
                yield f"{where}.{code}: worst {scored.worst} and best {scored.best} are the wrong way round"
