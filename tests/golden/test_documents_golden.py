"""What every kind of official document says, in both languages, has not changed: one text file each, a line a paragraph or row.

``make update-golden`` writes them anew; the diff reads as the letter does.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import real_reports as real

from evaluation.study.kinds import kinds

HERE = Path(__file__).parent / "documents"
CALLS = ("cover", "opening", "body", "closing", "annexes", "imprint")
OF = {
    "notice": ("hubei-2007", "421000", ""),
    "supervision_memo": ("hubei-2007", "421000", ""),
    "bulletin": ("hubei-2007", "", "2007Q4"),
    "warning_notice": ("hubei-2007", "", "2007Q4"),
    "assistance_table": ("guizhou-2010", "", "2010Q4"),
    "assistance_result": ("guizhou-2010", "", "2010"),
    "monitoring_form": (f"hubei-2007{real.WITH_FORMS}", "", "2007Q2"),
    "transfer_form": (f"hubei-2007{real.WITH_FORMS}", "", "2007"),
}
CASES = [(kind, language) for kind in kinds() for language in ("zh", "en")]


def lines(component):
    """The printed text of a component, as it is read."""
    kind = component["kind"]
    if kind == "section":
        for child in component["children"]:
            yield from lines(child)
            yield ""
    elif kind == "table":
        yield component["title"]
        yield " | ".join(filter(None, (f"{c['title']} {c['unit'] or ''}".strip() for c in component["columns"])))
        yield from (" | ".join(row["cells"]).replace("\n", " ").strip() for row in component["rows"])
        yield from component["notes"]
    elif kind == "paragraph":
        yield "".join(f"**{run['text']}**" if run["strong"] else run["text"] for run in component["runs"])
    elif kind == "figure":
        yield from (component["title"], component["subtitle"])
        yield from lines(component["table"])
    elif kind == "cover":
        yield from (component["letterhead"]["issuer"], component["letterhead"]["number"], component["title"])
    else:
        yield from real.printed(component)


def letter(kind, language):
    study, region, period = OF.get(kind, ("hubei-2007", "", ""))
    made = real.opened(study).document(kind, region, period, language)
    text = "\n".join(line for call in CALLS for line in (*lines(getattr(made, call)().data), ""))
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


@pytest.mark.parametrize(("kind", "language"), CASES)
def test_a_document_says_what_it_said(kind, language, update):
    file, text = HERE / f"{kind}.{language}.txt", letter(kind, language)
    if update:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.is_file(), f"{file.name} is missing; read the document, then make update-golden"
    assert text == file.read_text(encoding="utf-8"), "read the difference, then make update-golden"


def test_no_document_is_left_over(update):
    stale = set(HERE.iterdir()) - {HERE / f"{kind}.{language}.txt" for kind, language in CASES}
    if update:
        for file in stale:
            file.unlink()
        stale = set()
    assert stale == set()
