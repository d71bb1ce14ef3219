"""Data findings in the report's language: English reports print the check's own message."""

from __future__ import annotations

import re

from evaluation.data.findings import Finding
from evaluation.render.fonts import spell
from evaluation.render.printed import Printed, digits, name_as
from evaluation.study.pattern import for_readers
from evaluation.study.periods import parse
from evaluation.study.target import EACH, EVERYWHERE
from evaluation.view.view import View

_WORD = re.compile("[a-z]+(?:'s)?")
_CODE = re.compile(r"(?<![\w'./=])[a-z]+(?:_[a-z0-9]+)+(?![\w'./=])")
_QUOTED = re.compile("('[^']*')")
_PART_OF_YEAR = re.compile(r"\b\d{4}(?:Q[1-4]|H[12]|M(?:0[1-9]|1[0-2]))\b")
_WORDS = re.compile(r"[0-9A-Za-z_-]+")
_BEFORE = r"^|(?<=\bof )|(?<=\bfor )|(?<=\bin )|(?<=, )|(?<=\band )"
"""What stands before the code of a region in a message; figures stand behind other words."""
_AND_MORE = re.compile(r"(.*?)(?: and (\d+) more)?")
_OF_TARGETS = {"target", "said", "due", "line"}
"""Facts that quote what a target asks for."""
AMOUNTS = ("inner", "outer", "stated", "added", "now", "before", "left", "right", "target", "line")
"""Facts that are amounts in the base unit of what the fact ``counts`` says."""


def describe(view: View, finding: Finding) -> tuple[str, str]:
    """What is wrong and what to do. Chinese reports name the kind of finding and keep its figures."""
    if view.language == "en":
        return _end(view, for_readers(finding.message)) + _proposal_mark(view, finding), _end(view, finding.fix)
    place = view.name(finding.region) if finding.region else ""
    facts = {**_facts(view, finding), "region": place, "column": finding.column or "", "file": finding.file or ""}
    fields = {
        name: fact if isinstance(fact, Printed) else name_as("quoted", spell(for_readers(fact))) for name, fact in facts.items()
    }
    return view.say(f"finding.{finding.code}", **fields) + _proposal_mark(view, finding), view.say(f"finding_fix.{finding.code}")


def _proposal_mark(view: View, finding: Finding) -> str:
    """What stands behind a target that nobody issued, where the finding quotes one."""
    facts = dict(finding.facts)
    item, quoted = facts.get("item"), facts.keys() & _OF_TARGETS
    lines = (t for (of, _), by_region in view.study.demands.items() if quoted and of == item for t in by_region.values())
    return next((mark for target in lines if (mark := view.proposal_mark(target))), "")


def _end(view: View, message: str) -> str:
    """A message as a sentence; a path, a code or a name that it begins with is spelled as it is."""
    text = spell(as_read(view, message))
    kept = text.split(" ")[0] == message.split(" ")[0] and _begins_with_a_name(view, message)
    first = text[0] if kept else text[0].upper()
    return name_as("quoted", first + text[1:].rstrip(".") + ".")


def as_read(view: View, message: str) -> str:
    """``message`` with regions, quantities, indicators and parts of years as pages call them."""
    return _with_names(view, _in_titles(view, message))


def _in_titles(view: View, message: str) -> str:
    """``message`` with codes called as a reader does; a key of a file stands in quotes and stays."""

    def title(code: re.Match[str]) -> str:
        found = view.catalogue.indicators.get(code[0]) or view.catalogue.quantities.get(code[0])
        return str(view.text(found.title)) if found else code[0]

    return _CODE.sub(title, message)


def _with_names(view: View, message: str) -> str:
    """``message`` with regions by name and parts of years as pages spell them; what it quotes is as it is."""
    regions, catalogue = view.study.by_code, view.catalogue
    found = _QUOTED.split(message)
    for n in range(0, len(found), 2):
        for code in dict.fromkeys(c for c in _WORDS.findall(found[n]) if c in regions and regions[c].name_en != c):
            called = {
                regions[code].name_en,
                regions[code].name_zh,
                view.study.name_of(code, "en"),
                view.study.name_of(code, "zh"),
            } - {""}
            name, beside = str(view.name(code)), "|".join(map(re.escape, sorted(called, key=len, reverse=True)))
            found[n] = re.sub(
                rf"(?:{_BEFORE}){re.escape(code)}(?: (?:{beside}))?(?![\w'-]|[.,]\w)", lambda m, name=name: name, found[n]
            )
            found[n] = (
                found[n].replace(f"{name} ", f"{name}, ") if _PART_OF_YEAR.match(found[n].partition(f"{name} ")[2]) else found[n]
            )
        found[n] = _periods_in_words(view, found[n])
    first, space, rest = found[0].partition(" ")
    item = catalogue.indicators.get(first) or catalogue.quantities.get(first)
    if item:
        found[0] = f"{view.text(item.title)}{space}{rest}"
    return "".join(found)


def _periods_in_words(view: View, text: str) -> str:
    return _PART_OF_YEAR.sub(lambda m: str(view.period_text(parse(m[0], view.period.calendar))), text)


def _begins_with_a_name(view: View, message: str) -> bool:
    first = message.split(" ")[0].rstrip(",:;")
    tables = view.study.file.tables
    named = (view.catalogue.quantities, view.catalogue.indicators, view.catalogue.duties, view.study.by_code, tables)
    return (
        _WORD.fullmatch(first) is None
        or any(first in names for names in named)
        or any(message.startswith(header) for table in tables.values() for header in table.columns)
    )


def _list_places(view: View, fact: str) -> str:
    """Regions by name, of a fact that lists their codes: five, and how many more there are."""
    listed, more = _AND_MORE.fullmatch(fact).groups()  # type: ignore[union-attr]  # it matches every line
    called = {EACH: view.say("list.each"), EVERYWHERE: view.say("list.everywhere")}
    names = (view.short(c) if c in view.study.by_code else called.get(c, c) for c in listed.split(", "))
    return view.say("list.comma").join(names) + (view.say("list.more", count=digits(int(more))) if more else "")


def _with_rows(view: View, file: str, rows: str) -> str:
    """A file with the rows of it that are meant."""
    name = name_as("quoted", spell(for_readers(file)))
    return view.say("list.file_rows", file=name, rows=name_as("quoted", rows.replace(", ", "、"))) if rows else name


def _facts(view: View, finding: Finding) -> dict[str, str]:
    """Facts as a reader has them: amounts in their unit, periods in words, items by their title."""
    found = dict(finding.facts)
    counts = found.pop("counts", "")
    if "table_rows" in found:
        table, rows = found.pop("table"), found.pop("table_rows")
        found |= {"table": _with_rows(view, table, rows) if table else view.say("list.table")}
        found |= {"source": _with_rows(view, found["source"], found.pop("rows"))}
    for name, fact in found.items():
        if counts and name in AMOUNTS and fact.lstrip("-").isdigit():  # a very long one is masked
            found[name] = view.numbers.exact(int(fact), counts) + view.numbers.unit(counts)
        elif name == "period":
            found[name] = view.period_text(parse(fact, view.period.calendar))
        elif name == "periods":
            found[name] = _periods_in_words(view, fact).replace(", ", str(view.say("list.comma")))
        elif name in ("place", "places", "without"):
            found[name] = _list_places(view, fact)
        elif name in ("basis", "other_basis"):
            found[name] = view.say(f"basis.{fact}")
        elif name == "item" and fact in view.catalogue.indicators:
            found[name] = view.text(view.catalogue.indicators[fact].title)
        elif name == "item" and fact in view.catalogue.quantities:
            found[name] = view.text(view.catalogue.quantities[fact].title)
    return found
