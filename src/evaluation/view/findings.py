"""Data findings in the report's language: English reports print the check's own message."""

from __future__ import annotations

import re

from evaluation.data.findings import Finding
from evaluation.render.fonts import spell
from evaluation.render.printed import Printed, name_as
from evaluation.study.periods import parse
from evaluation.view.view import View

_WORD = re.compile("[a-z]+(?:'s)?")
AMOUNTS = ("inner", "outer", "stated", "added", "now", "before", "left", "right", "target", "line")
"""Facts that are amounts in the base unit of what the fact ``counts`` says."""


def describe(view: View, finding: Finding) -> tuple[str, str]:
    """What is wrong and what to do. Chinese reports name the kind of finding and keep its figures."""
    if view.language == "en":
        return _end(view, finding.message), _end(view, finding.fix)
    place = view.name(finding.region) if finding.region else ""
    facts = {**_facts(view, finding), "region": place, "column": finding.column or "", "file": finding.file or ""}
    fields = {name: fact if isinstance(fact, Printed) else name_as("quoted", spell(fact)) for name, fact in facts.items()}
    return view.say(f"finding.{finding.code}", **fields), view.say(f"finding_fix.{finding.code}")


def _end(view: View, message: str) -> str:
    """A message as a sentence; a path, a code or a name that it begins with is spelled as it is."""
    text = spell(message)
    first = text[0] if _begins_with_a_name(view, message) else text[0].upper()
    return name_as("quoted", first + text[1:].rstrip(".") + ".")


def _begins_with_a_name(view: View, message: str) -> bool:
    first = message.split(" ")[0].rstrip(",:;")
    tables = view.study.file.tables
    named = (view.catalogue.quantities, view.catalogue.indicators, view.catalogue.duties, view.study.by_code, tables)
    return (
        _WORD.fullmatch(first) is None
        or any(first in names for names in named)
        or any(message.startswith(header) for table in tables.values() for header in table.columns)
    )


def _facts(view: View, finding: Finding) -> dict[str, str]:
    """Facts as a reader has them: amounts in their unit, periods in words, items by their title."""
    found = dict(finding.facts)
    counts = found.pop("counts", "")
    for name, fact in found.items():
        if counts and name in AMOUNTS and fact.lstrip("-").isdigit():  # a very long one is masked
            found[name] = view.numbers.exact(int(fact), counts) + view.numbers.unit(counts)
        elif name == "period":
            found[name] = view.period_text(parse(fact, view.period.calendar))
        elif name in ("basis", "other_basis"):
            found[name] = view.say(f"basis.{fact}")
        elif name == "item" and fact in view.catalogue.indicators:
            found[name] = view.title(fact)
        elif name == "item" and fact in view.catalogue.quantities:
            found[name] = view.text(view.catalogue.quantities[fact].title)
    return found
