"""Evidence: run card, inputs with their hashes, formulas with clause and exact sides, figures with file and column."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from operator import attrgetter
from typing import Any

from evaluation.catalogue.groups import QuantityGroup
from evaluation.catalogue.span import Covers
from evaluation.data.tall import Cell, cells_hash
from evaluation.measured.measure import Value
from evaluation.render.component import KEY_SLOT, Component, column, heading, keyfacts, paragraph, row, section
from evaluation.render.fonts import spell
from evaluation.render.printed import Printed, digits, name_as
from evaluation.report.parts.rates import clause
from evaluation.report.section import Section
from evaluation.report.sections.annex.declared import owners, reasons
from evaluation.study.basis import BASES
from evaluation.study.pattern import for_readers
from evaluation.view import spans
from evaluation.view.page_tables import files_of, name_with_unit, number, sides, stated_note, table_with_notes
from evaluation.view.view import View
from evaluation.view.wholes import exact_cell

_COVERED = (Covers.PERIOD, Covers.TO_DATE, Covers.AT_END)
_DIGITS = 16  # of a hash that the page shows: 64 bits; run.json has it whole


def build(view: View) -> Component:
    say = view.say
    parts = [
        heading(1, say("annex.title")),
        heading(2, say("annex.card_title")),
        card(view),
        inputs(view),
        heading(2, say("annex.formulas_title")),
        *formulas(view),
        *sums(view),
        *reasons(view),
        *owners(view),
        heading(2, say("annex.figures_title")),
        figures(view),
        heading(2, say("annex.sign_title")),
        sign(view),
    ]
    return section("annex", parts)


def card(view: View) -> Component:
    say, study = view.say, view.study
    facts = [
        ("annex.study", name_as("code", study.name), say.fill_title(study.file.title, view.period)),
        ("annex.region", name_as("code", view.region), view.name()),
        ("annex.vintage", name_as("period", str(study.file.region_vintage)), say(f"annex.{study.file.region_system}")),
        ("annex.period", name_as("code", view.period.spelled), view.period_text()),
        ("annex.cut_off", view.date(study.file.cut_off), ""),
        ("annex.rules", *_weights(view)),
        ("annex.key", name_as("code", KEY_SLOT), say("annex.key_note")),
        ("annex.synthetic", say("annex.yes") if study.file.synthetic else say("annex.no"), ""),
    ]
    return keyfacts([{"label": say(label), "value": value, "note": note} for label, value, note in facts])


def _weights(view: View) -> tuple[str, str]:
    """The preset that gives the score and who set it; a dash where the study has none or none is laid on the period."""
    weights, none = view.study.weights, view.numbers.mark("not_applicable")
    if weights is None:
        return none, view.say("annex.weights_none")
    if view.scored.unscored is not None:
        return none, view.say("annex.weights_not_laid")
    return name_as("code", weights.preset), view.say(f"annex.weights_{weights.status}")


def inputs(view: View) -> Component:
    """Every file of the study with its hash on the page of the whole; of a region those that its own figures come from."""
    return _all_files(view) if view.is_overview else _own_files(view)


def _own_files(view: View) -> Component:
    """Files that the region's figures come from, each with a hash of these cells alone: what was corrected for others does not
    touch the page."""
    say, cells = view.say, dict[str, list[Cell]]()
    for cell in view.results.cells_of(view.region):
        cells.setdefault(cell.file, []).append(cell)
    rows = [
        row(
            say("annex.file_cells", file=name_as("file", spell(file)), cells=view.numbers.count(len(own))),
            name_as("code", cells_hash(own)[:_DIGITS]),
        )
        for file, own in sorted(cells.items())
    ]
    columns = [column(say("annex.file"), weight=2), column(name_as("code", "SHA-256"))]
    notes = [say("annex.own_note", digits=digits(_DIGITS), others=view.sentence("corrected.others")), *_encodings(view, cells)]
    return table_with_notes(view, "inputs", say("annex.own_table"), columns, rows, notes)


def _all_files(view: View) -> Component:
    say, files = view.say, view.results.delivery.files
    delivered = [
        (say("annex.file_rows", file=name_as("file", spell(f.path.rpartition("/")[2])), rows=view.numbers.count(f.rows)), f.sha256)
        for f in files
    ]
    rows = [row(name_as("file", f"data/{view.study.name}/"), role="group"), *_pairs(delivered)]
    rows += [
        row(name_as("file", f"params/{view.study.name}/"), role="group"),
        *_pairs([(name_as("file", spell(name)), sha) for name, sha in sorted(view.study.files.items())]),
    ]
    columns = [column(say("annex.file"), weight=1), column(name_as("code", "SHA-256"))] * 2
    notes = [say("annex.inputs_note", digits=digits(_DIGITS)), *_encodings(view, [f.path.rpartition("/")[2] for f in files])]
    return table_with_notes(view, "inputs", say("annex.inputs_table"), columns, rows, notes)


def _encodings(view: View, names: Collection[str]) -> list[str]:
    """A sentence for each encoding of files of these ``names`` other than UTF-8."""
    other: dict[str, list[str]] = {}
    for f in view.results.delivery.files:
        name = f.path.rpartition("/")[2]
        if f.other_encoding and name in names:
            other.setdefault(f.other_encoding, []).append(name_as("file", spell(name)))
    return [
        view.sentence("annexed.encoded", files=view.say("list.comma").join(named), encoding=name_as("code", e))
        for e, named in other.items()
    ]


def _pairs(files: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """Two files a row, down the left side first, each with the first digits of its hash."""
    half = -(-len(files) // 2)
    cells = [(name, name_as("code", digest[:_DIGITS])) for name, digest in files] + [("", "")] * (2 * half - len(files))
    return [row(*left, *right) for left, right in zip(cells[:half], cells[half:], strict=True)]


def formulas(view: View) -> list[Component]:
    """Every indicator: clause, formula of the reading used, both sides in full, value; in a note those that are one
    delivered quantity."""
    say = view.say
    rows, plain = [], []
    cited = view.annex_indicators()
    beside = [i for i in view.results.judged_beside if view.value(i.code).exact is not None]
    for indicator in [*cited, *beside]:
        _, reading = indicator.settle(view.study.choices)
        value, title = view.value(indicator.code), view.text(indicator.title)
        if reading.denominator is None and len(reading.numerator.terms) == 1 and not reading.numerator.name:
            text = name_as("formula", reading.formula(view.language, view.catalogue.counts))
            text = name_with_unit(view, text, stated_note(view, value))
            if view.items(indicator.code):
                title = say("readings.group", title=title, clause=clause(view, indicator.code))
            plain.append(say("annex.is", title=title, text=text))
            continue
        formula = name_as("formula", reading.formula(view.language, view.catalogue.counts).removesuffix(" × 100%"))
        covers = spans.name(view, spans.of(view, indicator.code))
        rows.append(row(title, clause(view, indicator.code), covers, formula, substitution(view, value)))
    columns = [
        column(say("column.indicator"), weight=4),
        column(say("column.clause")),
        column(say("column.span")),
        column(say("annex.formula"), weight=8),
        column(say("annex.filled"), weight=6),
    ]
    notes, rest = [say("annex.formulas_note", unit=view.numbers.currency)], len(view.results.indicators) - len(cited)
    some = view.sentence("annexed.formulas_some", count=digits(len(cited)), rest=digits(rest))
    notes += [*([some] if some else []), *spans.yearly(view, [i.code for i in cited])]
    if any(i.inferred for i in cited):
        notes.append(say("rates.inferred"))
    told = [paragraph(say("annex.plain") + say("list.semicolon").join(plain) + say("list.stop"), style="small")] if plain else []
    return [table_with_notes(view, "formulas", say("annex.formulas_table"), columns, rows, notes)] * bool(rows) + told


def substitution(view: View, value: Value) -> str:
    """The two sides in full, as they enter the formula, and the value; a count as it is."""
    top, bottom = sides(view, value)
    told = view.numbers.value(value)
    return told if value.denominator is None else Printed(top, " ÷ ", bottom, " = ", told)


def sums(view: View) -> list[Component]:
    """What the named sums in the formulas are made of."""
    named = {}
    for indicator in view.annex_indicators():
        for reading in indicator.readings.values():
            for part in (reading.numerator, reading.denominator):
                if part is not None and part.name is not None:
                    named[view.text(part.name)] = name_as("formula", part.spell_out(view.language))
    if not named:
        return []
    items = [Printed(name, " = ", text) for name, text in named.items()]
    told = view.say("annex.sums") + view.say("list.semicolon").join(items)
    lacking = [item for group in view.catalogue.groups.values() for item in _list_absent(view, group)]
    if lacking:
        told += view.say("list.stop") + view.say("annex.lacks") + view.say("list.semicolon").join(lacking)
    return [paragraph(told, style="small")]


def _list_absent(view: View, group: QuantityGroup) -> list[Printed]:
    """What the scheme has not of a sum, with the reason that the study gives."""
    return [
        Printed(
            view.text(group.title), view.say("list.colon"), view.quantity(code), " – ", name_as("quoted", reason[view.language])
        )
        for code, reason in group.lacks.items()
    ]


def figures(view: View) -> Component:
    """Every delivered figure of the period, by file and its rows, with the column it came from."""
    say, numbers = view.say, view.numbers
    mine = view.results.delivery.cell_rows if view.is_overview else view.results.cells_of(view.region)
    within = (cell for cell in mine if cell.period.year == view.results.year)
    groups: dict[str, list[Cell]] = {}
    for cell in sorted(within, key=attrgetter("table", "quantity")):
        groups.setdefault(cell.quantity, []).append(cell)
    # quantities whose rows differ from the rest of their file's stand together
    groups = dict(sorted(groups.items(), key=lambda item: (item[1][0].table, _lines(item[1]))))
    cited = view.annex_indicators()
    judging = [i.code for i in (*cited, *view.results.judged_beside)]
    used = {*view.inputs(*judging), *_quantities_of_cases(view, [d.indicator.code for d in view.results.duties])}
    listed = groups if len(cited) == len(view.results.indicators) else {c: g for c, g in groups.items() if c in used}
    to_date = [code for code in judging if spans.of(view, code) is Covers.TO_DATE]
    added = {*view.inputs(*to_date), *_quantities_of_cases(view, to_date)}
    rows, place = [], None
    for code, group in listed.items():
        counts, first = view.catalogue.quantities[code].counts, group[0]
        if place != (first.table, *_lines(group)):
            place = first.table, *_lines(group)
            title = view.text(view.study.file.tables[first.table].title)
            key = "annex.place" if len(set(place[1:])) > 1 else "annex.place_one"
            here = say(key, file=files_of(view, group), title=title, lines=_between(place[1:]))
            rows.append(row(here, role="group"))
        name, kind = name_with_unit(view, view.quantity(code), numbers.unit(counts)), say(f"kind.{first.kind}")
        told = [] if first.column == name else [name_as("quoted", spell(for_readers(first.column)))]
        told += [kind] * (first.kind != "current" and kind not in first.column)
        told += [say(f"basis.{basis}") for basis in BASES if basis in {c.basis for c in group} - {"reported"}]
        rows.append(row(name, Printed(" · ").join(told), *_amounts(view, code, code in added)))
    columns = [
        column(say("annex.quantity"), weight=6),
        column(say("annex.column"), weight=5),
        number(say("annex.amount")),
        *(number(spans.name(view, covers)) for covers in _COVERED),
    ]
    notes = [say("annex.figures_note")]
    if len(listed) < len(groups):
        notes += filter(None, [view.sentence("annexed.figures_some", rest=digits(len(groups) - len(listed)))])
    return table_with_notes(view, "figures", say("annex.figures_table"), columns, rows, notes)


def _amounts(view: View, code: str, added: bool) -> tuple[str, ...]:
    """The amount of a whole year; of a part of one under what it covers: a flow of the period, and from the year's start
    where an indicator has it ``added`` up, a stock as it stands."""
    figures = view.results.figures
    mine = exact_cell(view, code, figures.at(view.region, view.period, code), view.period.months)
    if view.period.is_year:
        return mine, *("" for _ in _COVERED)
    if view.catalogue.quantities[code].kind == "stock":
        return "", "", "", mine
    since = "" if view.period.opens_year or not added else exact_cell(view, code, figures.to_date(view.region, view.period, code))
    return "", mine, since, ""


def _quantities_of_cases(view: View, judged: Collection[str]) -> set[str]:
    """Quantities by which duties on these indicators count their cases and money."""
    parts = (part for d in view.results.duties if d.indicator.code in judged for part in (d.cases, d.money))
    return {term.quantity.code for part in parts if part for term in part.terms}


def _lines(group: Sequence[Cell]) -> tuple[int, int]:
    return min(cell.row for cell in group), max(cell.row for cell in group)


def _between(lines: tuple[int, int]) -> str:
    return name_as("ordinal", "–".join(dict.fromkeys(map(str, lines))))


def sign(view: View) -> Component:
    blank, who = "　" * 8, ("prepared", "reviewed", "approved")
    return keyfacts([{"label": view.say(f"annex.{w}"), "value": blank, "note": ""} for w in who])


SECTION = Section(build=build)
