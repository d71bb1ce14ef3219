"""One study through what ``evaluation check`` and ``evaluation run`` do, in this process: load, check, measure, every cell
of the notebooks for every report, pages, tables. What goes wrong is told; nothing is raised."""

from __future__ import annotations

import json
import os
import shutil
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import evaluation
from evaluation.errors import EvaluationError
from evaluation.opened import Opened
from evaluation.render import fonts
from evaluation.render.component import Component
from evaluation.render.html import html_document
from evaluation.render.notebook import SILENT_TAGS
from evaluation.report import brief
from evaluation.runs import documents
from evaluation.scores.scored import scores_of
from evaluation.view.view import View
from tests.studies import briefed, covered, finished, oracle, scaled, spoken
from tests.studies.defects import DEFECTS
from tests.studies.invent import NAME, Draft
from tests.studies.plain import Plain
from tests.studies.proven import unproven

PROJECT = Path(__file__).parents[2]
ATTACHED = ("quantities.csv", "indicators.csv", "targets.csv", "scores.csv", "findings.csv", "formulas.csv")
GIVEN_AWAY = {"suppressed_by_sum", "suppressed_by_total", "suppressed_follows"}
"""Suppressed figures that follow from others: no page works them out, and the oracle would. Whether a figure is one of them
is held against algebra in tests/properties/test_suppressed.py."""
_EMBEDDED: set[str] = set()


@dataclass(kw_only=True)
class Outcome:
    """``state``: ``whole``; ``expected`` (its defect was found as it is named); ``refused`` (valid, and not let through);
    ``crashed``; ``wrong`` (defect not found, found under another kind, the oracle says otherwise, or broke down itself).
    ``failures`` are pairs of place and message. ``codes``: of the findings. ``keys``: phrases
    said. ``sides``: sentences whose condition was asked,
    with the answer."""

    seed: int
    index: int
    label: str
    state: str = "whole"
    failures: list[tuple[str, str]] = field(default_factory=list)
    sentences: int = 0
    figures: int = 0
    pages: int = 0
    codes: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    sides: set[tuple[str, bool]] = field(default_factory=set)
    kept: str = ""

    def fail(self, state: str, place: str, message: str) -> None:
        worse = ("whole", "expected", "wrong", "refused", "crashed")
        self.state = max(self.state, state, key=worse.index)
        self.failures.append((place, message))


class _Stopped(Exception):
    """The study ends here; the outcome says why."""


def project(folder: Path) -> Path:
    """``folder`` as an empty project with the notebooks of this one."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "notebooks").exists():
        (folder / "notebooks").symlink_to(PROJECT / "notebooks")
    return folder


def run(draft: Draft, root: Path, pdf: bool = False, pages: bool = True) -> Outcome:
    """The study of ``draft``, written below ``root`` and left there. A warning is an error: nothing that numpy or pandas
    warns of is meant."""
    outcome = Outcome(seed=draft.seed, index=draft.index, label=draft.label)
    given = os.environ.get("EVALUATION_ROOT")
    os.environ["EVALUATION_ROOT"] = str(root)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            _written(draft, root)
            opened = _checked(root, draft, outcome)
            with spoken.recorded() as record, mock.patch.object(fonts, "faces", fonts.faces if pdf else _faces):
                _reports(opened, root, record, outcome, pdf, pages)
                _documents(opened, root, record, outcome, pages)
        _asked(root, record, outcome)
    except _Stopped:
        pass
    except Exception:
        outcome.fail("wrong", "the generator itself", traceback.format_exc())
    finally:
        os.environ.pop("EVALUATION_ROOT")
        os.environ.update({} if given is None else {"EVALUATION_ROOT": given})
    return outcome


def _written(draft: Draft, root: Path) -> None:
    for part in ("params", "data", "tables", "plain"):
        shutil.rmtree(root / part, ignore_errors=True)
    draft.write(project(root))


def _tells(refusal: str, draft: Draft, said: str) -> bool:
    return any(way.format(named=draft.named) in said for way in refusal.split(" / "))


def _checked(root: Path, draft: Draft, outcome: Outcome) -> Opened:
    """As ``evaluation check``: the study opened, its defect found and no other."""
    defect = DEFECTS.get(draft.defect)
    try:
        opened = evaluation.open(NAME, root=root)
        findings = opened.findings
    except EvaluationError as error:
        if defect and defect.refusal and _tells(defect.refusal, draft, str(error)):
            outcome.state = "expected"
        elif defect:
            outcome.fail("wrong", "check", f"refused, but not for its defect: {error}")
        else:
            outcome.fail("refused", "check", str(error))
        raise _Stopped from None
    except Exception:
        outcome.fail("crashed", "check", traceback.format_exc())
        raise _Stopped from None
    outcome.codes = {f.code for f in findings}
    blocking = [f for f in findings if f.severity == "blocking"]
    if defect and defect.refusal and any(f.code == "name_unknown" and _tells(defect.refusal, draft, f.message) for f in blocking):
        outcome.state = "expected"
        raise _Stopped from None
    if defect and defect.refusal:
        outcome.fail("wrong", "check", f"passed, expected a refusal with {defect.refusal!r}")
    elif defect and defect.finding not in {f.code for f in findings}:
        outcome.fail("wrong", "check", f"no finding {defect.finding!r}, got {sorted({f.code for f in findings})}")
    strange = [f for f in blocking if not defect or f.code not in (defect.finding, "more_of_a_kind")]
    if strange:
        outcome.fail("wrong" if defect else "refused", "check", f"{strange[0].code}: {strange[0].message}")
    if blocking:
        outcome.state = "expected" if outcome.state == "whole" else outcome.state
        raise _Stopped
    return opened


@cache
def cells(notebook: str) -> tuple[tuple[str, Any], ...]:
    """The name of the section and the compiled call of every cell of a notebook that shows something."""
    content = json.loads((PROJECT / "notebooks" / notebook).read_text(encoding="utf-8"))
    found = []
    for cell in content["cells"]:
        source = "".join(cell["source"]).strip()
        if cell["cell_type"] == "code" and source and not SILENT_TAGS.intersection(cell["metadata"].get("tags", ())):
            name = source.removeprefix("report.").partition("(")[0]
            found.append((name, compile(source, f"{notebook}: {source}", "eval")))
    return tuple(found)


def _reports(opened: Opened, root: Path, record: spoken.Record, outcome: Outcome, pdf: bool, pages: bool) -> None:
    top = opened.study.top.code
    for region in dict.fromkeys([top, *opened.region_codes]):
        record.region, record.section = region, "open"
        notebook = opened.study.notebook_of(region)
        try:
            proposed = finished.proposed(opened.results, region, _amounts(opened))
            report = opened.overview() if region == top else opened.report(region)
            parts, contents = [], []
            for record.section, call in cells(notebook):
                made = eval(call, {"report": report})
                parts.append(made.data)
                contents.append(made.content)
                record.shown.append(spoken.Shown(region, record.section, parts[-1]))
                _told_of_all(opened, region, record.section, made, outcome)
                for told in covered.coded(report.view, made):
                    outcome.fail("wrong", f"{region}, {record.section}", f"a reader meets codes: {told}")
                for told in covered.many(report.view, made):
                    outcome.fail("wrong", f"{region}, {record.section}", f"speaks of several regions where there is one: {told}")
                for told in covered.zeros(report.view, made):
                    outcome.fail("wrong", f"{region}, {record.section}", f"counts none of something: {told}")
                for told in scaled.apart(report.view, made):
                    outcome.fail("wrong", f"{region}, {record.section}", told)
                for told in unproven(report.view, [made.content]):
                    outcome.fail("wrong", f"{region}, {record.section}", f"evidence does not hold: {told}")
                for told in covered.misdated(report.view, made):
                    outcome.fail("wrong", f"{region}, {record.section}", f"{told} stands under a title of another stretch of time")
                _as_read(made, proposed, f"{region}, {record.section}", outcome)
            _brief(report.view, record, proposed, outcome)
            for told in (*briefed.untold(report.view, contents), *briefed.untold_of_lines(report.view)):
                outcome.fail("wrong", f"{region}, brief", told)
            if pages:
                record.section = "pages"
                _pages(opened, region, root, parts, pdf, outcome)
        except Exception as error:
            told = traceback.format_exception(error.__cause__ or error)  # the section that failed is named already
            outcome.fail("crashed", f"{region}, {record.section}", "".join(told))
            continue
        outcome.pages += pages
        pdf = False  # one of its reports
    if outcome.state != "crashed":
        record.ranked = _ranked(opened)


def _brief(view: View, record: spoken.Record, proposed: tuple[set[str], set[str]], outcome: Outcome) -> None:
    """The two pages beside the report, held to what holds of its sections."""
    for page in brief.parts(view)[1:]:
        record.section = "brief"
        record.shown.append(spoken.Shown(record.region, record.section, page.data))
        for code in covered.unmarked(view.results, page):
            outcome.fail("wrong", f"{record.region}, brief", f"{code} of the whole is not of all regions, and nothing says so")
        for said in (covered.coded(view, page), covered.many(view, page), covered.zeros(view, page), scaled.apart(view, page)):
            for told in said:
                outcome.fail("wrong", f"{record.region}, brief", told)
        _as_read(page, proposed, f"{record.region}, brief", outcome)


def _told_of_all(opened: Opened, region: str, section: str, part: Component, outcome: Outcome) -> None:
    for code in covered.unmarked(opened.results, part):
        outcome.fail("wrong", f"{region}, {section}", f"{code} of the whole is not of all regions, and nothing says so")


def _as_read(part: Component, proposed: tuple[set[str], set[str]], place: str, outcome: Outcome) -> None:
    for line in finished.unmarked(part.content, *proposed):
        outcome.fail("wrong", place, f"rests on a proposal, and nothing says so: {line}")
    for code in dict.fromkeys(finished.codes(part.content)):
        outcome.fail("wrong", place, f"the code {code} stands where a title should")


def _amounts(opened: Opened) -> frozenset[str]:
    return frozenset(str(figure.amount) for figure in opened.results.figures.values())


def _ranked(opened: Opened) -> dict[str, tuple[int | None, str | None]]:
    made = scores_of(opened.results)
    return {r: (made.ranks.get(r), None if s.grade is None else s.grade.name.zh) for r, s in made.scores.items()}


def _papers(opened: Opened, outcome: Outcome) -> list[documents.PlannedDocument]:
    study, there = opened.study, {cell.period for cell in opened.delivery.cell_rows}
    try:
        return documents.papers(study, opened.results.period, study.file.language, "", there)
    except Exception:
        outcome.fail("crashed", "documents", traceback.format_exc())
        return []


def _documents(opened: Opened, root: Path, record: spoken.Record, outcome: Outcome, pages: bool) -> None:
    """Every document of ``documents.yml`` that a run would make."""
    for paper in _papers(opened, outcome):
        record.region, record.section = paper.subject, f"document {paper.kind}"
        try:
            if paper.kind == documents.WARNING and not opened.at(paper.period).warned:
                continue
            report, parts = opened.document(paper.kind, paper.subject, paper.period), []
            of = opened.at(paper.period)
            proposed = finished.proposed(of.results, paper.subject or opened.study.top.code, _amounts(of))
            for name, call in cells("document.ipynb"):
                record.section = f"document {paper.kind}, {name}"
                made = eval(call, {"report": report, "document": report})
                parts.append(made.data)
                record.shown.append(spoken.Shown(paper.subject, record.section, parts[-1]))
                _told_of_all(of, paper.subject, record.section, made, outcome)
                _as_read(made, proposed, f"{paper.subject}, {record.section}", outcome)
            if pages:
                _left(parts, html_document(parts, root), [], f"{paper.subject}, document {paper.kind}", outcome)
        except Exception as error:
            outcome.fail("crashed", f"{paper.subject}, {record.section}", "".join(traceback.format_exception(error)))
            continue
        outcome.pages += pages


def _faces(letters: set[str], faces: Callable[[set[str]], str] = fonts.faces) -> str:
    """The fonts of a page, which are a third of its cost, while it has letters that no page of this process had."""
    if letters <= _EMBEDDED:
        return ""
    _EMBEDDED.update(letters)
    return faces(letters)


def _pages(opened: Opened, region: str, root: Path, parts: list[dict[str, Any]], pdf: bool, outcome: Outcome) -> None:
    from evaluation.render.pdf import pdf_document

    page, printed = html_document(parts, root), []
    folder = root / "tables" / region
    folder.mkdir(parents=True, exist_ok=True)
    written = {path.name: path for path in opened.write_tables(region, folder)}
    if pdf:
        tables = [(n, "text/csv", n, written[n].read_bytes()) for n in ATTACHED if n in written]
        printed = finished.pages(pdf_document(parts, tables, root))
    _left(parts, page, printed, region, outcome)
    for name, path in written.items():
        for word in dict.fromkeys(finished.foreign_in_table(path.read_text("utf-8-sig"))):
            outcome.fail("wrong", f"{region}, {name}", f"{word!r} stands in it")


def _left(parts: list[dict[str, Any]], page: str, printed: list[str], place: str, outcome: Outcome) -> None:
    """What is wrong with what leaves: the HTML page, and the pages of the PDF where there is one."""
    about = parts[0]["document"]
    for word in dict.fromkeys(finished.foreign(" ".join((finished.seen(page), *printed)))):
        outcome.fail("wrong", place, f"{word!r} stands on its page")
    for where in finished.unlabelled(page, printed, bool(about["synthetic"]), about["language"]):
        outcome.fail("wrong", place, f"the label of invented data is not as it should be: {where}")
    for text in finished.lost(parts, page, printed):
        outcome.fail("wrong", place, f"is in the components, and not on the page or in the PDF: {text[:80]}")


def _asked(root: Path, record: spoken.Record, outcome: Outcome) -> None:
    outcome.keys = {said.key for said in record.said}
    for section, line in sorted(record.unsaid()):
        outcome.fail("wrong", section, f"no figure, and no mark says why: {line}")
    outcome.sides = {(held.key, held.holds) for held in record.held}
    if outcome.state == "crashed":
        return
    outcome.figures, outcome.sentences, wrongs = oracle.check(Plain(root), root, record, bool(outcome.codes & GIVEN_AWAY))
    for place, message in wrongs:
        outcome.fail("wrong", place, message)
