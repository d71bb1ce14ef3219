"""Cells of the PDF's tables as they are drawn: never more lines, nor wider ones, than were worked out beforehand for their rows."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
import typst

from evaluation.render.columns import ems
from evaluation.render.lines import fold
from evaluation.render.pdf import load_fonts

LANGUAGES = {"zh": "cn", "en": "gb"}
WORDS = [
    *(
        "persons",
        "of",
        "12,345",
        "98.7",
        "%",
        "(2 of 3)",
        "Q1–Q2",
        "2007-08",
        "under the",
        "≥ 90",
        "万元",
        "就业",
        "人",
        "完成率",
        "5.0",
    ),
    *(
        "、",
        "。",
        "，",
        "（拟定）",
        "“引用”",
        "·",
        "/",
        "a/b",
        "3 months",
        "—",
        "–",
        "1.2万",
        "re-employment",
        "+5.3",
        "−4.2",
        "5%",
        "＜5",
    ),
    *("≥100%", "N/A", ":", ";", "《办法》", "第5条", "HB-21", "[a]", "±", "×", "÷", "&", "#", "$", "Ⅱ", "…", "é"),
]
SIGNS = "".join(map(chr, range(0x21, 0x7F))) + "£€°±²³·×÷éÉ–—‘’“”…‰−≈≠≤≥①ⅠⅡ□△○、。〈〉《》（），：；？！％"
DOCUMENT = """\
#set text(font: "Noto Sans SC", size: 100pt, lang: "{language}", region: "{region}", hyphenate: false)
#set par(leading: 50pt, justify: false, linebreaks: "simple")
#context [#metadata(json("cells.json").map(cell => {{
  let said = if cell.weight == "bold" {{ strong(cell.text) }} else {{ [#cell.text] }}
  let free = measure(said)
  (free.width / 100pt, measure(block(width: cell.room * 100pt, said)).height / free.height)
}})) <found>]
"""


def drawn(cells: list[dict[str, object]], language: str, folder: Path) -> list[tuple[float, float]]:
    """Of each cell the width in ems of its widest line, and its height in the room it has against that with its own lines alone."""
    (folder / "cells.json").write_text(json.dumps(cells), encoding="utf-8")
    path = folder / "cells.typ"
    path.write_text(DOCUMENT.format(language=language, region=LANGUAGES[language]), encoding="utf-8")
    found = typst.query(
        str(path), "<found>", field="value", one=True, root=str(folder), font_paths=load_fonts(), ignore_system_fonts=True
    )
    return [(width, high) for width, high in json.loads(found)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_cell_takes_more_lines_than_its_row_has(language, tmp_path):
    dice, cells = random.Random(7), []
    while len(cells) < 2000:
        text = "".join(dice.choice(["", "", " "]) + dice.choice(WORDS) for _ in range(dice.randint(1, 7))).strip()
        room, weight = round(dice.uniform(3, 14), 3), dice.choice(["regular", "bold"])
        lines = fold(text, room, weight)
        if lines is not None:
            cells.append({"text": "\n".join(lines), "room": room + 0.08, "weight": weight})
    taken = zip(cells, drawn(cells, language, tmp_path), strict=True)
    assert [cell for cell, (_, high) in taken if high > 1.01] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sign_is_wider_beside_others_than_it_is_measured(language, tmp_path):
    texts = [
        a + blank + sign + other + b
        for sign in SIGNS
        for a in "x率5"
        for b in "x率5"
        for blank, other in (("", ""), (" ", ""), ("", " "))
    ]
    cells = [{"text": text, "room": 99, "weight": "regular"} for text in texts]
    wider = {t: w - ems(t) for t, (w, _) in zip(texts, drawn(cells, language, tmp_path), strict=True)}
    assert {text: more for text, more in wider.items() if more > 0.03} == {}
