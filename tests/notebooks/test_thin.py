"""The bundled notebooks name what they show and compute nothing (rule 13 of CONTRIBUTING.md)."""

from __future__ import annotations

import ast
from pathlib import Path

import nbformat
import pytest

from evaluation.documents import book as documents
from evaluation.report import section
from evaluation.runs import thin

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
PARAMETERS = {
    "region.ipynb": ["study", "region", "period", "cut_off", "language"],
    "province.ipynb": ["study", "period", "cut_off", "language"],
    "document.ipynb": ["study", "kind", "region", "period", "cut_off", "language"],
    "assistance.ipynb": ["study", "region", "period", "cut_off", "language"],
}


@pytest.fixture(params=NOTEBOOKS, ids=lambda p: p.name)
def path(request):
    return request.param


@pytest.fixture
def notebook(path):
    return nbformat.read(path, as_version=4)


def code(notebook):
    return [c for c in notebook.cells if c.cell_type == "code"]


def tagged(notebook, tag):
    return [c for c in code(notebook) if tag in c.metadata.get("tags", [])]


def test_both_notebooks_are_there():
    assert {p.name for p in NOTEBOOKS} >= set(PARAMETERS)


def test_no_rule_is_broken(notebook):
    assert [str(v) for v in thin.violations(notebook)] == []


def test_it_is_a_valid_notebook_with_lasting_cell_ids(notebook):
    nbformat.validate(notebook)
    ids = [c.id for c in notebook.cells]
    assert len(ids) == len(set(ids))
    assert notebook.metadata.kernelspec.name == "python3"


def test_outputs_are_stripped(notebook):
    assert not [c.id for c in code(notebook) if c.outputs or c.execution_count is not None]
    assert not {"papermill", "widgets"} & set(notebook.metadata)
    assert not [c.id for c in notebook.cells if {"execution", "papermill", "collapsed"} & set(c.metadata)]


def test_parameters_are_literals_in_one_cell_and_can_be_run_as_they_stand(notebook, path):
    cells = tagged(notebook, "parameters")
    assert len(cells) == 1
    assert code(notebook)[0] is cells[0], "papermill puts its values right after it"
    names = []
    for statement in ast.parse(cells[0].source).body:
        assert isinstance(statement, ast.Assign) and len(statement.targets) == 1
        names.append(statement.targets[0].id)
        assert isinstance(ast.literal_eval(statement.value), str), "codes are text: 0110 would become 72"
    assert names == PARAMETERS.get(path.name, names)
    values = {s.targets[0].id: ast.literal_eval(s.value) for s in ast.parse(cells[0].source).body}
    assert (FOLDER.parent / "params" / values["study"] / "study.yml").is_file()


def test_the_setup_hands_every_parameter_on(notebook):
    (setup,) = tagged(notebook, "setup")
    (parameters,) = tagged(notebook, "parameters")
    declared = {s.targets[0].id for s in ast.parse(parameters.source).body}
    read = {n.id for n in ast.walk(ast.parse(setup.source)) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    assert declared <= read


def test_every_other_cell_shows_one_section_of_the_report(notebook):
    shown = []
    for cell in code(notebook):
        if not thin.NOTHING_DUE & set(cell.metadata.get("tags", [])):
            (statement,) = ast.parse(cell.source).body
            call = statement.value
            assert isinstance(call, ast.Call) and call.func.value.id == "report"
            assert not call.args and not call.keywords
            known = (
                dir(documents.Document)
                if is_document(notebook)
                else [*section.package_sections(), *section.own_folders(FOLDER.parent), "end"]
            )
            assert call.func.attr in known
            shown.append(call.func.attr)
    assert (shown[0], shown[-1]) == ("cover", "end")
    assert len(shown) == len(set(shown))


def is_document(notebook):
    return ".document(" in tagged(notebook, "setup")[0].source


def test_one_notebook_makes_all_of_every_document():
    (made,) = (nb for nb in (nbformat.read(path, as_version=4) for path in NOTEBOOKS) if is_document(nb))
    shown = [c.source for c in code(made) if not c.metadata.get("tags")]
    assert shown == [f"report.{name}()" for name in ("cover", "opening", "body", "closing", "annexes", "imprint", "end")]


def test_every_section_of_a_report_is_in_one_of_the_notebooks():
    called = {
        n.func.attr
        for path in NOTEBOOKS
        for cell in code(nbformat.read(path, as_version=4))
        for n in ast.walk(ast.parse(cell.source))
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)
    }
    assert set(section.package_sections()) <= called


def test_a_sentence_stands_before_every_call(notebook):
    """For the person in JupyterLab; what the report says comes from components."""
    for before, cell in zip(notebook.cells, notebook.cells[1:], strict=False):
        if cell.cell_type == "code" and not cell.metadata.get("tags"):
            assert before.cell_type == "markdown" and before.source.strip(), cell.source
