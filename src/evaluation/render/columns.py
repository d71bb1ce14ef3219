"""How wide the columns of a table are: figures as wide as needed, texts share what is left, and no word of theirs is broken."""

from __future__ import annotations

import re
from functools import lru_cache
from math import sqrt
from typing import Any

from evaluation.render import fonts

TABLE_EMS = 49  # text width 158 mm at 9 pt, less the cells' padding
CELL_PADDING = 1.3
GAP = 0.25  # ems the page sets between Chinese and Latin or digits
_TEXT_EMS = 9.5  # no narrower than this, a text column wraps
_CHINESE, _LATIN = r"[\u3400-\u9fff]", r"[A-Za-z0-9#$%&\u00c0-\u024f\u2160-\u2188]"  # between which the page sets a gap
_CHANGE = re.compile(rf"(?<={_CHINESE})(?={_LATIN})|(?<={_LATIN})(?={_CHINESE})")
WORD = re.compile(r"[!-,.-~\u00a1-\u024f]+")  # what the page may have to break: no blank, no hyphen inside
_BRACKET = re.compile(r"(?<=\S) ?(?=[(（])")  # before which a cell may have to break
_LONG_WORD_EMS = 14.0
_RIBBON_EMS, _NARROW_EMS = 5.5, 7.2
_SLACK = 0.2  # by which a column is wider than the word that it is to hold
_SHORT_TITLE_EMS = 5.0  # a column title up to this width is not broken
MOST_SCALE = 9 / 7.1
"""A table that needs more than this of its width sets units in lines and makes its text columns narrow, before its type gets
smaller than can be read on paper."""
WIDER = {"—": 0.107, "…": 0.06}
"""Ems by which a sign is wider in one language of the page than the font tells."""


@lru_cache(maxsize=8192)
def ems(text: str, weight: fonts.Weight = "regular") -> float:
    """Width of a text's widest line in ems of the report font."""
    if "\n" in text:
        return max(ems(line, weight) for line in text.split("\n"))
    changes = 0 if text.isascii() else len(_CHANGE.findall(text))
    wider = 0.0 if text.isascii() else sum(more * text.count(sign) for sign, more in WIDER.items())
    return fonts.measure(text, weight) + GAP * changes + wider


def gap(before: str, char: str) -> float:
    """Ems that the page sets between two signs, one after the other."""
    return GAP if _CHANGE.search(before + char) else 0.0


def _longest_word(text: str) -> float:
    """Chinese breaks between any two characters, a word or number in letters and digits does not."""
    return max((ems(word, "bold") for word in re.findall(r"[!-\u024f]+", text)), default=0.0)


def _word(table: dict[str, Any], number: int) -> float:
    """Width of the longest word in a text column, within reason: a file's name is not broken."""
    words = (w for row in table["rows"] if row["role"] != "group" for w in WORD.findall(row["cells"][number]))
    return min(_LONG_WORD_EMS, max(map(ems, words), default=0.0) + CELL_PADDING)


def _needs(table: dict[str, Any]) -> list[tuple[float, float]]:
    """Per column the width that keeps cells on one line, first with a broken title, then with a title on one line."""
    rows = [(row["cells"], row["role"] == "body") for row in table["rows"] if row["role"] != "group"]
    needs = []
    for number, column in enumerate(table["columns"]):
        title = ems(column["title"], "bold")
        cells = (ems(cells[number], "regular" if body else "bold") for cells, body in rows)
        widest = max([ems(column["unit"] or ""), *cells])
        least = max(widest, min(title, 2.2), _longest_word(column["title"]))
        good = max(least, title * 0.6, min(title, _SHORT_TITLE_EMS))
        needs.append((least + CELL_PADDING, good + CELL_PADDING))
    return needs


def _share_width(needed: list[float], available: float) -> list[float]:
    """Widths of text columns in less space than they need: short ones stay whole, long ones wrap.

    Shares go by the square root of the need, so that a column with ten times the text is about three times as wide.
    """
    kept: dict[int, float] = {}
    while len(kept) < len(needed):
        open_ = [n for n in range(len(needed)) if n not in kept]
        left = available - sum(kept.values())
        roots = sum(sqrt(needed[n]) for n in open_)
        shares = {n: left * sqrt(needed[n]) / roots for n in open_}
        whole = {n: needed[n] for n in open_ if needed[n] <= shares[n]}
        if not whole:
            return [(kept | shares)[n] for n in range(len(needed))]
        kept |= whole
    return [kept[n] * available / sum(needed) for n in range(len(needed))]


def _tight(table: dict[str, Any], number: int) -> float:
    """Per column the width that keeps its figures and the words of its title whole, with its unit and what stands in brackets
    behind a figure in lines."""
    parts = (part for row in table["rows"] if row["role"] != "group" for part in _BRACKET.split(row["cells"][number]))
    cells = [ems(part, "bold") for part in parts]
    column = table["columns"][number]
    words = _longest_word(column["title"]), _longest_word(column["unit"] or "")
    return max(min(ems(column["title"], "bold"), _SHORT_TITLE_EMS), *cells, *words) + CELL_PADDING


def column_ems(table: dict[str, Any], available: float = TABLE_EMS) -> tuple[list[float], float]:
    """Width of each column in ems, filling ``available`` (figures as wide as needed, texts share what is left),
    and how many times ``available`` it took: above 1 the table is set in smaller type."""
    columns, needs = table["columns"], _needs(table)
    weights = {n: column["weight"] for n, column in enumerate(columns) if column["weight"] is not None}
    good = [width for _, width in needs]
    if not weights and sum(good) <= available:
        return [width * available / sum(good) for width in good], 1.0
    wraps = sorted(weights or {n for n, column in enumerate(columns) if column["align"] == "left"})
    text_least = sum(min(needs[n][0], max(_TEXT_EMS, _floor(table, n, needs[n][0]))) for n in wraps)
    # Titles of figures break first, then the type gets smaller; figures are never broken.
    fixed = good
    if _besides(wraps, fixed) + text_least > available:
        fixed = [width for width, _ in needs]
    most = MOST_SCALE * available
    if _besides(wraps, fixed) + text_least > most:
        fixed = [min(width, _tight(table, n)) for n, width in enumerate(fixed)]
        least = sum(min(needs[n][0], max(_NARROW_EMS, _floor(table, n, needs[n][0]) + _SLACK)) for n in wraps)
        text_least = max(least, min(text_least, most - _besides(wraps, fixed)))
    figures = _besides(wraps, fixed)
    scale = max(1.0, (figures + text_least) / available)
    left = available * scale - figures
    shares = [left * weights[n] / sum(weights.values()) for n in wraps] if weights else _share_width([good[n] for n in wraps], left)
    found = dict(zip(wraps, _widen(shares, [_floor(table, n, needs[n][0]) for n in wraps]), strict=True))
    return [found.get(n, width) for n, width in enumerate(fixed)], scale


def _floor(table: dict[str, Any], number: int, need: float) -> float:
    """What a text column that wraps needs so that no word of it, or of its title, is broken, and no narrow ribbon is made."""
    title = _longest_word(table["columns"][number]["title"]) + CELL_PADDING
    return min(need, max(_word(table, number), title, _RIBBON_EMS))


def _widen(shares: list[float], floors: list[float]) -> list[float]:
    """``shares`` none of which is below its floor, as far as there is room: the others give in proportion."""
    kept: dict[int, float] = {}
    while True:
        open_ = [n for n in range(len(shares)) if n not in kept]
        left, asked = sum(shares) - sum(kept.values()), sum(shares[n] for n in open_)
        found = {n: left * shares[n] / asked for n in open_}
        below = {n: floors[n] for n in open_ if found[n] < floors[n] - 1e-9}
        if not below or sum(kept.values()) + sum(below.values()) >= sum(shares) or len(below) == len(open_):
            return [(kept | found)[n] for n in range(len(shares))]
        kept |= below


def _besides(wraps: list[int], widths: list[float]) -> float:
    return sum(width for n, width in enumerate(widths) if n not in wraps)
