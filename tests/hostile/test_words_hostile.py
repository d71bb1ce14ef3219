"""Words that cannot be printed: of a study they are refused by ``check`` with their line; those of a delivery are evidence
and stand on the page by number. Nothing steers a terminal."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest
from small import change, project, said

import evaluation
from evaluation.data.findings import render
from evaluation.errors import Refused, escape
from evaluation.render import fonts
from evaluation.render.html import html_document
from evaluation.render.pdf import pdf_document
from evaluation.study.load import load

RARE = "𠮷"  # of Extension B: in names of real places and firms, and not in the font
EMOJI = "\U0001f600"


@pytest.fixture
def root(tmp_path):
    return project(tmp_path)


@pytest.mark.parametrize("char", [RARE, EMOJI, "ع", "⠿"])
@pytest.mark.parametrize(
    ("file", "old", "line"),
    [
        ("regions.csv", "甲市", 3),
        ("regions.csv", "Second city", 4),
        ("study.yml", "New study", 4),
        ("study.yml", "某局", 16),
        ("choices.yml", "{}", 5),
    ],
)
def test_a_character_that_the_font_lacks_is_refused_with_its_line(root, char, file, old, line):
    new = (
        f"{old[:1]}{char}{old[1:]}"
        if file != "choices.yml"
        else (f"ui_reserve_months: {{reading: months, why: {{zh: 因{char}, en: because}}}}")
    )
    change(root, file, old, new)
    opened = evaluation.open("sy", root)
    assert [render(f) for f in opened.blocking] == [
        f"blocking: {file}, line {line}: the font of the reports, Noto Sans SC, has no "
        f"U+{ord(char):04X}, and a page cannot print it. Write a variant of the character that is in the font, or what it is "
        "made of in brackets, as 〔土口〕. [no_glyph]"
    ]
    with pytest.raises(Refused, match=r"has 1 blocking finding"):
        opened.check()


def test_check_tells_it_and_run_makes_nothing(root):
    change(root, "regions.csv", "甲市", f"{RARE}市")
    code, out = said(root, "check", "sy")
    assert (code, "blocking: regions.csv, row 3, got '𠮷'  [no_glyph]" in out) == (2, True)
    code, out = said(root, "run", "sy")
    assert (code, "has no U+20BB7" in out, (root / "outputs" / "sy").is_dir() and any((root / "outputs/sy").glob("2*"))) == (
        2,
        True,
        False,
    )


def test_a_character_written_as_an_escape_is_refused_too(root):
    change(root, "study.yml", "en: New study", 'en: "New \\U00020BB7"')
    (finding,) = evaluation.open("sy", root).blocking
    assert (finding.file, finding.row, "U+20BB7" in finding.message) == ("params/sy", None, True)


def test_comments_may_hold_anything(root):
    change(root, "study.yml", "# What this study asks.", f"# {EMOJI}{RARE}")
    assert evaluation.open("sy", root).blocking == ()


def test_all_that_china_writes_in_two_bytes_can_be_printed(root):
    chars = {bytes([a, b]).decode("gb18030") for a in range(0xB0, 0xF8) for b in range(0xA1, 0xFF) if (a, b) < (0xD7, 0xFA)}
    assert fonts.supports("".join(chars)) == set()


@pytest.mark.parametrize(
    "text", ["a\u202eb", "a\u200bb", "a\u200db", "\ufeffa", "\x1b[31m", "葛\U000e0100", "\u3000", "a\nb", "```\n"]
)
@pytest.mark.parametrize(("file", "old"), [("regions.csv", "甲市"), ("study.yml", "New study")])
def test_text_that_cannot_be_seen_is_refused_with_its_place(root, file, old, text):
    change(root, file, old, f'"{text}"' if file.endswith(".csv") else json.dumps(text))
    with pytest.raises(Refused) as caught:
        load("sy", root)
    told = str(caught.value)
    assert ("regions.csv, line " in told) if file == "regions.csv" else ("title.en: " in told)
    assert told.replace("\n  ", "").isprintable()


def delivered(root):
    """A workbook whose sheet and columns have names that the font lacks, and a stray file of such a name."""
    book = openpyxl.Workbook()
    book.active.title = f"表{EMOJI}"
    for row in (f"region,收入{RARE},outlay,备注{EMOJI}".split(","), ("R1", 1, 2, ""), ("R2", 4, 5, "")):
        book.active.append(list(row))
    book.active.column_dimensions["B"].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    folder = root / "data" / "sy"
    (folder / "insurance.csv").unlink()
    (folder / f"表{RARE}.xlsx").write_bytes(stream.getvalue())
    (folder / f"stray{EMOJI}\x1b[31m.csv").write_text("x", encoding="utf-8")
    change(root, "study.yml", "file: insurance.csv", f"file: 表{RARE}.xlsx\n    ignore: [备注{EMOJI}]")
    change(root, "study.yml", "      income:", f"      收入{RARE}:")
    change(root, "study.yml", "      balance: {quantity: ui_balance, unit: 万元, kind: stock}", "")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("region", ["R1", "TOP"])
def test_names_of_a_delivery_stand_on_the_page_as_they_were_delivered(root, language, region):
    delivered(root)
    opened = evaluation.open("sy", root)
    assert opened.blocking == ()
    report = opened.overview(language=language) if region == "TOP" else opened.report(region, language=language)
    parts = [report.cover(), *(getattr(report, name)() for name in ("background", "methods", "annex"))]
    found = json.dumps([p.data for p in parts], ensure_ascii=False)
    assert f"收入〔U+{ord(RARE):04X}〕" in found and f"表〔U+{ord(EMOJI):04X}〕" in found
    whole = [p.data for p in [*parts, report.end()]]
    assert fonts.supports(found) == set()
    assert html_document(whole) and pdf_document(whole)[:4] == b"%PDF"


def test_nothing_steers_a_terminal(root):
    delivered(root)
    for args in (("check", "sy"), ("check", "sy", "--json"), ("run", "sy", "-n"), ("list",)):
        _, out = said(root, *args)
        assert out.replace("\n", "").isprintable(), args
    assert "stray" in said(root, "check", "sy")[1]


def test_escaped_text_is_what_json_reads_back():
    text = "a\x1b[31m\u202eb\x85\u2028"
    assert json.loads(f'"{escape(text)}"') == text
