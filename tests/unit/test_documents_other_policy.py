"""Under a document that is neither of the two whose clauses are known, no page says a clause, measure or duty of theirs."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest
import real_reports as real

import evaluation
from evaluation.runs import documents

CALLS = ("cover", "opening", "body", "closing", "annexes", "imprint")
CODE = re.compile(r"\b(HB|GZ)-\d")
CLAUSE = {"zh": re.compile(r"第（[一二三四五六七八九十]+）项|》主要目标"), "en": re.compile(r', item \d|", main targets')}
MEASURES = {
    "zh": ("召开专门督办会", "督办会、派员", "派专人进驻", "谁许可、谁负责", "进行了检查", "进行了自查", "检查评估，"),
    "en": (
        "supervision meeting",
        "stationed on site",
        "answers for it",
        "were checked",
        "was inspected",
        "were inspected",
        "were evaluated",
    ),
}
STUDIES = {"hubei-2007": "HB", "guizhou-2010": "GZ"}


@pytest.fixture(scope="module", params=STUDIES)
def elsewhere(request, tmp_path_factory):
    """A real study whose document is another one; its ledger and demands cite that document's own clauses. It has no
    calendar, which is of the document's events."""
    name, prefix = request.param, STUDIES[request.param]
    root = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(real.ROOT / "params" / name, root / "params" / name)
    shutil.copytree(real.ROOT / "data" / name, root / "data" / name)
    shutil.copytree(real.ROOT / "notebooks", root / "notebooks")
    folder = root / "params" / name
    for gone in ("calendar.csv", "rubric.csv"):
        (folder / gone).unlink(missing_ok=True)
    for path in [*folder.glob("*.yml"), *folder.glob("*.csv")]:
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(rf"\b{prefix}(-\d)|(?<=prefix: ){prefix}\b", r"XX\1", text), encoding="utf-8")
    blank_column(folder / "ledger.csv", "duty")
    return evaluation.open(name, root)


def blank_column(path: Path, name: str) -> None:
    """What the column says goes: duties of the document that is none of this study's."""
    if path.exists():
        rows = [*csv.DictReader(path.read_text(encoding="utf-8").splitlines())]
        with path.open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, list(rows[0]))
            out.writeheader()
            out.writerows(row | {name: ""} for row in rows)


def declared(study, paper) -> set[str]:
    """Clauses that the study itself cites, as the paper prints them, and what its office demands in its own words."""
    demands = [r for f in study.documents.forms.values() for r in f.requirements]
    own = {i.clause for i in study.ledger} | {r.clause for r in demands if r.clause}
    return {paper.clause(code) for code in own} | {r.text[paper.view.language] for r in demands}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_document_says_a_clause_or_measure_of_another_policy(elsewhere, language):
    found, seen = [], set()
    period = elsewhere.study.file.period
    for due in (d for p in {period, period.year} for d in documents.papers(elsewhere.study, p, language)):
        unit = due.subject if due.kind in ("notice", "supervision_memo") else ""
        made = elsewhere.document(due.kind, unit, due.period, language)
        own = declared(elsewhere.study, made.paper)
        for call in CALLS:
            for text in real.printed(getattr(made, call)().data):
                for clause in own:
                    text = text.replace(clause, "")
                seen.add(due.kind)
                if CODE.search(text) or CLAUSE[language].search(text) or any(m in text for m in MEASURES[language]):
                    found.append((due.code, call, text))
    assert found == []
    assert seen == set(elsewhere.study.documents.forms)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_section_of_a_report_cites_another_policy(elsewhere, language):
    region = elsewhere.results.regions[0]
    found = []
    top = elsewhere.study.top.code
    for place, report in ((top, elsewhere.overview(language=language)), (region, elsewhere.report(region, language=language))):
        for name in real.calls(elsewhere.study.name, place):
            found += [(name, t) for t in real.printed(getattr(report, name)().data) if CODE.search(t)]
    assert found == []
