"""Write ``docs/indicators.md`` and a page of ``docs/indicators/`` for each pack: ``make docs``. A test compares the files with
:func:`pages`.

The drawn tables are those of ``tests/spec``, recorded by calling the tests.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from textwrap import dedent

from evaluation.catalogue.catalogue import Catalogue, catalogue, every_catalogue
from evaluation.catalogue.groups import QuantityGroup
from evaluation.catalogue.known_packs import shipped_packs
from evaluation.catalogue.model import Dimension, Direction, Expression, Indicator, Reading
from evaluation.catalogue.pack import Pack
from evaluation.catalogue.span import TITLES, Spanned
from evaluation.study.counted import SHIPPED

CATALOGUES = {code: found for found in reversed(every_catalogue(None)) for code in (*found.indicators, *found.quantities)}
ROOT = Path(__file__).resolve().parents[1]
PATH = ROOT / "docs" / "indicators.md"
SPEC = ROOT / "tests" / "spec"
HEAD = """\
# Indicators and quantities

Made by `make docs` from the packs in `src/evaluation/packs/`; do not edit. The formulas are the objects that
compute the numbers, printed. `evaluation indicators WORD` searches all of it by code, title or meaning.

"""
HOW = """\
## How to read the pages

An indicator with several readings is one whose clause leaves the formula open: a study picks the reading in
`choices.yml` and says why; the first one listed is the one we would take. *Inferred* marks a measure that the clause
does not name. The table under each indicator is the specification a test checks: what is delivered, `=>`, what each
reading must say, with both sides in base units (persons, fen); P is the wider area. HB cites the
Hubei document of 2007, GZ the Guizhou document of 2010, by item.
A wider area is the sum of the numerators over the sum of the denominators, never a mean of rates.

*Span* says what an indicator covers within a year, and why: **of the period** alone; **from the year's start** to the
period's end, opening stocks being the year's; the **twelve months** to it; **as it stands** at its end; **of the whole
year**, shown to date before the year ends and judged only then; or **of a whole year only**, without a value before. Of
a whole year every indicator covers the year.
"""
GROUPS = {
    Dimension.TARGETS: "Quantity targets · 数量目标",
    Dimension.SOCIAL_BENEFIT: "Social benefit of the fund · 资金使用社会效益",
    Dimension.FUND_USE: "Use of the fund · 资金使用",
    Dimension.FUND_MANAGEMENT: "Management of the fund · 资金管理",
    Dimension.INSURANCE: "Unemployment insurance · 失业保险",
    Dimension.ASSISTANCE: "Employment assistance · 就业援助",
    Dimension.SERVICES: "Employment service and market order · 就业服务与就业管理",
    Dimension.GENERAL: "Other · 其他",
}
ADDED = (
    "What is added up under one name: `sum(CODE)` in a side. A study says which members its scheme lacks by `groups: {CODE: "
    "{without: {MEMBER: reason}}}` in its `catalogue.yml` ([the key `groups`](../catalogue.md#groups)).\n"
)
GOOD = {
    Direction.HIGHER: "higher is better",
    Direction.LOWER: "lower is better",
    Direction.AT_TARGET: "good at the target",
    Direction.WITHIN_BAND: "good within a band",
    Direction.NONE: "shown, never judged",
}


def pages() -> dict[Path, str]:
    """The index and the page of each pack, by their paths."""
    drawn = tables()
    made = {PATH.with_suffix("") / f"{pack.called}.md": _page(pack, drawn) for pack in shipped_packs().values()}
    index = [HEAD + "\n".join(_packs()), "", HOW, "## Every indicator · 全部指标\n", *_index()]
    return {PATH: _spell(index), **made}


def _spell(lines: list[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"


def _page(pack: Pack, drawn: Mapping[str, tuple[str, str]]) -> str:
    said, of = pack.said, _catalogue_of(pack)
    indicators = [of.indicators[code] for entries in pack.declared for code in entries.indicators]
    uses = ", ".join(f"[{name}]({name}.md)" for name in said.uses)
    lines = [
        f"# `{pack.called}` {said.title.en} · {said.title.zh}\n",
        f"{said.document.en} · {said.document.zh}\n",
        "Made by `make docs`; do not edit. How to read it, and all packs: [indicators.md](../indicators.md)."
        + (f" It uses {uses}." if uses else "")
        + (" A study has it by naming it under `packs`." if said.named else "")
        + "\n",
    ]
    for dimension, title in GROUPS.items():
        mine = [indicator for indicator in indicators if indicator.dimension is dimension]
        lines += [f"## {title}\n"] if mine else []
        for indicator in mine:
            lines += _indicator(indicator, *drawn[indicator.code])
    if sums := list(_sums(indicators)):
        lines += ["## Named sums · 合计项\n", *sums, ""]
    quantities = [code for entries in pack.declared for code in entries.quantities]
    held = (
        "What a column of a delivered table may hold. A *plan* is a flow set before the year begins: within the year its "
        "figure of the whole year may be used, which is never done with what is known only afterwards.\n"
    )
    if quantities:
        lines += ["## Quantities · 数量\n", held, *_quantities(of, quantities)]
    if groups := [of.groups[code] for entries in pack.declared for code, group in entries.groups.items() if group.of is not None]:
        lines += ["", "## Groups of quantities · 数量组\n", ADDED, *_groups(of, groups)]
    return _spell(lines)


def _catalogue_of(pack: Pack) -> Catalogue:
    """One that has the entries of the pack."""
    codes = (code for entries in pack.declared for code in (*entries.quantities, *entries.indicators))
    return CATALOGUES[next(codes)] if pack.said.named else catalogue()


def _packs() -> Iterator[str]:
    yield "## Packs · 文件包\n"
    yield "A page for each, with who answers for its entries and who has compared them with the document.\n"
    yield "| pack | document | 文件 | cited as | entries | owner | checked by | reviewed |"
    yield "|---|---|---|---|---|---|---|---|"
    for pack in shipped_packs().values():
        said, kinds = pack.said, ("quantities", "indicators")
        numbers = {kind: sum(len(getattr(entries, kind)) for entries in pack.declared) for kind in kinds}
        entries = ", ".join(f"{number} {kind}" for kind, number in numbers.items() if number)
        cited = f"{said.prefix}-n" if said.prefix else ""
        checked = said.checked_by or "nobody yet"
        document = f"{said.document.en} | {said.document.zh}"
        reviewed = said.reviewed or "not yet"
        page = f"[`{pack.called}`](indicators/{pack.called}.md)"
        yield f"| {page} | {document} | {cited} | {entries} | {said.owner} | {checked} | {reviewed} |"


def _index() -> Iterator[str]:
    yield "| code | English | 中文 | clause | pack |"
    yield "|---|---|---|---|---|"
    for pack in shipped_packs().values():
        for code in (code for entries in pack.declared for code in entries.indicators):
            found = _catalogue_of(pack).indicators[code]
            page = f"[{pack.called}](indicators/{pack.called}.md)"
            yield f"| `{code}` | {found.title.en} | {found.title.zh} | {found.clause} | {page} |"


def tables() -> dict[str, tuple[str, str]]:
    """Of each indicator the words its spec test quotes, and the table it draws."""
    sys.path[:0] = [str(place) for place in (SPEC, SPEC.parent / "unit") if str(place) not in sys.path]
    drawn = import_module("drawn")
    found: dict[str, str] = {}

    def record(code: str, table: str) -> None:
        found.setdefault(code, "\n".join(line.rstrip() for line in dedent(table).strip().splitlines()))

    quoted = {}
    for path in sorted(SPEC.glob("test_spec_*.py")):
        module = import_module(path.stem)
        places = [m for m in (module, drawn) if hasattr(m, "measured")]
        kept = [m.measured for m in places]
        try:
            for place in places:
                place.measured = record
            for name in [n for n in vars(module) if n.removeprefix("test_") in CATALOGUES]:
                getattr(module, name)()
                quoted[name.removeprefix("test_")] = " ".join(getattr(module, name).__doc__.split())
        finally:
            for place, own in zip(places, kept, strict=True):
                place.measured = own
    return {code: (quoted[code], found[code]) for code in found}


def _indicator(indicator: Indicator, quoted: str, table: str) -> Iterator[str]:
    yield f"### `{indicator.code}` {indicator.title.en} · {indicator.title.zh}\n"
    units = dict.fromkeys(_unit(reading) for reading in indicator.readings.values())
    inferred = " · *inferred*" if indicator.inferred else ""
    clause = f"{indicator.clause} · " if indicator.clause else ""
    yield f"{clause}{GOOD[indicator.direction]} · {' or '.join(units)}{inferred}\n"
    yield f"> {quoted}\n"
    yield f"Why: {indicator.why.en} · {indicator.why.zh}\n"
    if indicator.window:
        yield f"Counted: {indicator.window.en} · {indicator.window.zh}\n"
    spans = {name: indicator.span_of(reading) for name, reading in indicator.readings.items()}
    if len(set(spans.values())) == 1:
        yield f"Span: {_span(next(iter(spans.values())))}\n"
    else:
        yield "Span: " + "; ".join(f"`{name}` {_span(spanned)}" for name, spanned in spans.items()) + "\n"
    for name, reading in indicator.readings.items():
        if reading.words:
            yield f"- `{name}`: {reading.words.en} · {reading.words.zh}"
        yield f"{'  ' if reading.words else ''}- {reading.formula('en', SHIPPED)}"
        yield f"{'  ' if reading.words else ''}- {reading.formula('zh', SHIPPED)}"
    yield f"\n```text\n{table}\n```\n"


def _span(spanned: Spanned) -> str:
    title, why = TITLES[spanned.covers], spanned.why
    return f"**{title.en}** ({why.en}) · {title.zh}（{why.zh}）"


def _unit(reading: Reading) -> str:
    words = dict.fromkeys(reading.unit.words(language, SHIPPED) for language in ("en", "zh"))
    return " ".join(words)


def _sums(indicators: Iterable[Indicator]) -> Iterator[str]:
    sides = (
        side
        for indicator in indicators
        for reading in indicator.readings.values()
        for side in (reading.numerator, reading.denominator)
    )
    named = {side.name.en: side for side in sides if isinstance(side, Expression) and side.name}
    for side in named.values():
        yield f"- {side.name.en} = {side.spell_out('en')}"
        yield f"- {side.name.zh} = {side.spell_out('zh')}"


def _quantities(of: Catalogue, codes: Iterable[str]) -> Iterator[str]:
    yield "| code | English | 中文 | counts | kind | part of |"
    yield "|---|---|---|---|---|---|"
    for q in map(of.quantities.__getitem__, codes):
        within = f"`{q.within}`" if q.within else ""
        yield f"| `{q.code}` | {q.title.en} | {q.title.zh} | {q.counts} | {'plan' if q.plan else q.kind} | {within} |"


def _groups(of: Catalogue, groups: Iterable[QuantityGroup]) -> Iterator[str]:
    yield "| code | English | 中文 | of | the fund's |"
    yield "|---|---|---|---|---|"
    for group in groups:
        keys = ("spending", "paid_in", "planned", "executed")
        uses = ", ".join(f"`{key}`" for key in keys if getattr(of.fund, key).code == group.code)
        yield f"| `{group.code}` | {group.title.en} | {group.title.zh} | {', '.join(f'`{q.code}`' for q in group.of)} | {uses} |"


def write() -> None:
    """Write every page, and remove those of packs that are gone."""
    made = pages()
    for path in {*PATH.with_suffix("").glob("*.md")} - made.keys():
        path.unlink()
    for path, text in made.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    write()
