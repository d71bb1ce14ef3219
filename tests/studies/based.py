"""Noninterference: a number that is another one where the provisional figures of a delivery are others was worked out of them, and
says so, or what it stands in does. Nothing here knows how the package finds that out. Findings are left out: they tell what stands
in the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import evaluation
from evaluation.based import Based, on
from evaluation.opened import Opened
from evaluation.render.printed import flatten
from evaluation.report.section import package_sections
from evaluation.runs import documents

Numbers = list[tuple[tuple[str, ...], tuple[str, bool]]]
"""The exact number at each place, and whether the text it stands in, or its drawing, says that it is provisional."""
_LETTER = ("cover", "opening", "body", "closing", "annexes", "imprint")
_MARK = {"zh": "初", "en": "(p"}


def unmarked(name: str, root: Path, language: str) -> list[str] | None:
    """Where a number follows from what is provisional, and nothing says so; None where any other figures are judged otherwise."""
    as_it_is = evaluation.open(name, root=root)
    now, judged = _numbers(as_it_is, language), _judged(as_it_is)
    for more in (1, -1):
        with mock.patch("evaluation.data.bases.on", partial(_otherwise, more)):
            opened = evaluation.open(name, root=root)
            again = _judged(opened)
        if again == judged:
            other = {place: number for place, (number, _) in _numbers(opened, language)}
            return [f"{' / '.join(p)}: {number}" for p, (number, said) in now if other.get(p, number) != number and not said]
    return None


def _judged(opened: Opened) -> Any:
    """What becomes of every figure, value and line, and which findings there are."""
    results = opened.results
    figures = {key: f.mark for key, f in results.figures.items()}
    values = {key: v.mark for key, v in results.values.items()}
    lines = {(r, i.code): results.judge(r, i.code).state for r in results.places for i in results.indicators}
    return figures, values, lines, [f.code for f in results.findings]


def _otherwise(more: int, amount: int, basis: str) -> Based:
    return on(amount + (more if basis == "provisional" and amount > 1 else 0), basis)


def _numbers(opened: Opened, language: str) -> Numbers:
    found = []
    for region in dict.fromkeys([opened.study.top.code, *opened.region_codes]):
        report = opened.overview(language=language) if region == opened.study.top.code else opened.report(region, language=language)
        for section in package_sections():
            found += _in(getattr(report, section)().content, (region, section), _MARK[language], False)
    there = {cell.period for cell in opened.delivery.cell_rows}
    for paper in documents.papers(opened.study, opened.results.period, language, "", there):
        if paper.kind != documents.WARNING or opened.at(paper.period).warned:
            document = opened.document(paper.kind, paper.subject, paper.period, language)
            for part in _LETTER:
                found += _in(getattr(document, part)().content, (paper.kind, paper.subject, part), _MARK[language], False)
    seen: Counter[tuple[str, ...]] = Counter()
    return [((*place, _again(seen, place)), number) for place, number in found]


def _again(seen: Counter[tuple[str, ...]], place: tuple[str, ...]) -> str:
    """Which it is of those of one name."""
    seen[place] += 1
    return str(seen[place])


def _in(content: Any, place: tuple[str, ...], mark: str, said: bool) -> Iterator[tuple[tuple[str, ...], tuple[str, bool]]]:
    if isinstance(content, list):
        for at, item in enumerate(content):
            yield from _in(item, (*place, _named(item, at)), mark, said)
    elif isinstance(content, dict) and "pieces" in content:
        told = said or mark in flatten(content)
        numbers = [p for p in content["pieces"] if isinstance(p, dict) and "exact" in p]
        yield from (((*place, str(n), str(len(numbers))), (number["exact"], told)) for n, number in enumerate(numbers))
    elif isinstance(content, dict):
        told = said or (content.get("kind") == "figure" and mark in str(flatten(content["notes"])))
        for name, item in content.items() if content.get("id") != "findings" else ():
            yield from _in(item, (*place, name), mark, told)


def _named(item: Any, at: int) -> str:
    """Rows and parts by their name, as their order may be another."""
    if isinstance(item, dict) and item.get("cells"):
        return str(flatten(item["cells"][0]))
    return str(item["id"]) if isinstance(item, dict) and "id" in item else str(at)
