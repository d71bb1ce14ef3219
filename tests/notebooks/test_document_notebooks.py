"""Every document notebook as a run and a user execute it: what comes out is the document the package makes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import real_reports as real

import evaluation
from evaluation.render.html import html_document
from evaluation.render.notebook import components, fill_in_key
from evaluation.render.pdf import pdf_document
from evaluation.render.word import word_document
from evaluation.runs.job import files_of
from evaluation.study.kinds import kinds

CALLS = ("cover", "opening", "body", "closing", "annexes", "imprint", "end")
UNITS = {"notice": "421000", "supervision_memo": "422800"}
PERIODS = {"bulletin": "2007Q4", "warning_notice": "2007Q4", "assistance_table": "2010Q4", "assistance_result": "2010"}


def environment(**more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("EVALUATION_", "PYTEST_"))}
    return {**kept, **more}


def study_of(kind: str) -> str:
    if kind in real.FORMS:
        return "hubei-subsidy-2024"
    return "guizhou-2010" if kind.startswith("assistance") else "hubei-2007"


def made(kind: str, language: str = "") -> list[dict]:
    """The document as the package makes it."""
    document = real.opened(study_of(kind)).document(kind, UNITS.get(kind, ""), PERIODS.get(kind, ""), language)
    return fill_in_key([getattr(document, name)().data for name in CALLS])


def executed(folder: Path, kind: str, *parameters: str) -> list[dict]:
    command = ["papermill", str(real.ROOT / "notebooks" / "document.ipynb"), "out.ipynb", "--no-progress-bar"]
    said = {"study": study_of(kind), "kind": kind, "region": UNITS.get(kind, ""), "period": PERIODS.get(kind, "")}
    given = [word for name, value in said.items() for word in ("-r", name, value)]
    done = subprocess.run(
        [sys.executable, "-m", *command, "--engine", "evaluation-fork", *given, *parameters],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return components(nbformat.read(folder / "out.ipynb", as_version=4))


@pytest.mark.slow
@pytest.mark.parametrize("kind", kinds())
def test_a_document_notebook_gives_the_document_of_the_package(kind, tmp_path):
    assert executed(tmp_path, kind) == made(kind)


def test_its_parameters_reach_the_document(tmp_path):
    parameters = ("-r", "region", "421000", "-p", "language", "en")
    found = executed(tmp_path, "supervision_memo", *parameters)
    document = real.opened("hubei-2007").document("supervision_memo", "421000", "", "en")
    assert found == fill_in_key([getattr(document, name)().data for name in CALLS])


def test_a_run_makes_the_pages_of_the_document_and_its_record(tmp_path):
    """The whole way: plan, warm parent, child, cells, proof, both pages, record."""
    root = tmp_path / "project"
    for part in ("params", "data"):
        shutil.copytree(real.ROOT / part / "hubei-2007", root / part / "hubei-2007")
    shutil.copytree(real.ROOT / "notebooks", root / "notebooks")
    asked = ["--region", "warning_notice", "--region", "supervision_memo-421000"]
    done = subprocess.run(
        [sys.executable, "-m", "evaluation", "run", "hubei-2007", *asked],
        env=environment(EVALUATION_ROOT=str(root)),
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (run,) = (root / "outputs/hubei-2007").glob("2*")
    record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    assert {r["code"]: r["state"] for r in record["regions"]} == {"supervision_memo-421000": "done", "warning_notice": "done"}
    opened = evaluation.open("hubei-2007", root)
    for folder, kind, unit, period in (
        ("warning_notice", "warning_notice", "", "2007Q4"),
        ("supervision_memo-421000", "supervision_memo", "421000", ""),
    ):
        home = run / folder
        assert {p.name for p in home.iterdir()} == {*files_of("any"), "run.json"}
        document = opened.document(kind, unit, period)
        parts = fill_in_key([getattr(document, name)().data for name in CALLS])
        assert components(nbformat.read(home / "report.ipynb", as_version=4)) == parts
        assert (home / "report.html").read_text(encoding="utf-8") == html_document(parts, root, "evidence.csv")
        evidence = (home / "evidence.csv").read_bytes()
        assert (home / "report.pdf").read_bytes() == pdf_document(
            parts, [("evidence.csv", "text/csv", "数字依据表", evidence)], root
        )
        assert (home / "report.docx").read_bytes() == word_document(parts)
