"""What leaves: pages, PDF and tables of one report as a reader gets them. What holds of those of any study, bundled or drawn."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pypdfium2

from evaluation.measured.keys import Key
from evaluation.render.printed import flatten
from tests.studies.catalogues import CATALOGUE, QUANTITIES

LABEL = {"zh": "示例数据，非真实统计", "en": "Synthetic data, not real statistics"}
_NOTHING = re.compile(r"[\s\ufffe]")  # PDFium marks hyphens at line ends with U+FFFE
_UNSEEN = re.compile(r"<style.*?</style>|<title>.*?</title>|<[^>]*>", re.DOTALL)
_WORD = r"\b(?:nan|NaN|NaT|None(?! of)|null|inf|undefined|TODO|TBD|lorem|Traceback)\b|Error:|Fraction\(|Decimal\(|\\u|\ufffd"
_FOREIGN = re.compile(f"{_WORD}|[{{}}\ue000-\uf8ff□▯☐\x00]")
_READ = ("heading", "paragraph", "list", "notice", "limits", "keyfacts", "table")
_NOT_PRINTED = ("kind", "id", "svg", "style", "role", "align", "state", "tone", "weight", "level", "digest", "place")
_PROPOSED = re.compile("拟定|未经下达|propos")
_CODE = re.compile(r"(?<![\w.=/（'])[a-z]+(?:_[a-z0-9]+)+(?![\w.=(/'])")
_WRITTEN = ("code", "file", "formula")
"""Kinds of text in which a code is what it should be."""
CODES = CATALOGUE.keys() | QUANTITIES.keys()


def squeezed(text: str) -> str:
    return _NOTHING.sub("", text)


def seen(page: str) -> str:
    """The text of an HTML page, without its title."""
    return html.unescape(_UNSEEN.sub(" ", page))


def pages(pdf: bytes) -> list[str]:
    """The text of every page."""
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def foreign(text: str) -> list[str]:
    """What is of the program, or of nobody."""
    return _FOREIGN.findall(text)


def foreign_in_table(text: str) -> list[str]:
    """The same of a table, which names columns as study.yml declares them (``{period} 人数``)."""
    return re.findall(_WORD, text)


def unlabelled(page: str, printed: list[str], synthetic: bool, language: str) -> list[str]:
    """Where the label of invented data is not as it should be: on the HTML page twice at least, in the PDF on every page."""
    label, there = LABEL[language], LABEL["zh" if language == "en" else "en"]
    found = ["HTML"] if (seen(page).count(label) >= 2) != synthetic or there in page else []
    return found + [f"PDF, page {n}" for n, text in enumerate(printed, 1) if (squeezed(label) in squeezed(text)) != synthetic]


def texts(part: Any) -> Iterator[str]:
    """What is printed of a flat component, drawings left out."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        for name, item in part.items():
            if name not in _NOT_PRINTED:
                yield from texts(item)
    elif isinstance(part, list):
        for item in part:
            yield from texts(item)


def lost(parts: list[dict[str, Any]], page: str, printed: list[str]) -> list[str]:
    """Texts of components that are not on the page, or, where there is one, not in the PDF as they are; what is long is parted
    by the feet of its pages."""
    shown, pdf = squeezed(seen(page)), squeezed("".join(printed)).replace("-", "")
    found = []
    for part in parts[1:-1]:
        for child in part.get("children", ()):
            for said in map(squeezed, texts(child)) if child["kind"] in _READ else ():
                if said not in shown or (printed and len(said) < 60 and said.replace("-", "") not in pdf):
                    found.append(said)
    return found


def codes(content: Any) -> Iterator[str]:
    """Codes of quantities and indicators that stand where a title should."""
    if isinstance(content, str):
        yield from (code for code in _CODE.findall(content) if code in CODES)
    elif isinstance(content, Mapping):
        if "pieces" in content:
            for piece in content["pieces"]:
                if isinstance(piece, str) or piece.get("kind") not in _WRITTEN:
                    yield from codes(piece if isinstance(piece, str) else piece["printed"])
        else:
            for name, item in content.items():
                if name not in _NOT_PRINTED:
                    yield from codes(item)
    elif isinstance(content, list):
        for item in content:
            yield from codes(item)


def proposed(results: Any, region: str, plain: frozenset[str] = frozenset()) -> tuple[set[str], set[str]]:
    """What rests on a proposal: keys of completions, and amounts of the page's region that are large enough to be nothing else
    and none of the ``plain`` ones."""
    keys, amounts = set(), set()
    for place in results.places:
        for indicator in results.indicators:
            done = results.progress(place, indicator.code) if indicator.is_amount else None
            if done is not None and done.target is not None and done.target.status == "proposal":
                keys.add(Key("completion", indicator.code, place, results.period.months).spelled)
                if place == region:
                    there = {done.actual, done.reached}  # what was reached to the person stands where no target does
                    asked = (a for a in (done.demanded, done.scheduled) if a and a > 2_000 and int(a) == a and a not in there)
                    amounts |= {str(a) for a in asked} - plain
    return keys, amounts


def places(part: Any) -> Iterator[list[Any]]:
    """Where numbers stand, each with its texts: the rows of a table, the title and the words of a chart, everything else alone."""
    if isinstance(part, list):
        for one in part:
            yield from places(one)
    elif isinstance(part, dict):
        if "pieces" in part:
            yield [part]
        elif "cells" in part:
            yield part["cells"]
        else:
            for name, inner in part.items():
                if name == "runs":
                    yield [run["text"] for run in inner]
                elif name not in ("svg", "data"):
                    yield from places(inner)


def unmarked(content: Any, keys: set[str], amounts: set[str]) -> Iterator[str]:
    """Places where a number that rests on a proposal stands and no word says so."""
    for row in places(content):
        found = [n for text in row for n in _numbers(text) if n.get("figure") in keys or n["exact"] in amounts]
        said = [flatten(text) if isinstance(text, dict) else text for text in row]
        if found and not any(map(_PROPOSED.search, said)):
            yield " | ".join(said)[:160]


def _numbers(text: Any) -> list[dict[str, Any]]:
    return [p for p in text.get("pieces", ()) if isinstance(p, dict) and "exact" in p] if isinstance(text, dict) else []
