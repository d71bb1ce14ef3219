"""``jupyter nbconvert --to evaluation-…`` gives the report or ends with a clear message and no file."""

import subprocess
import sys

import nbformat
import pytest
import report_sample as sample
from nbconvert.exporters import get_exporter

from evaluation.errors import Refused
from evaluation.render import component as c
from evaluation.render.exporters import EvaluationHTML, EvaluationPDF
from evaluation.render.html import html_document
from evaluation.render.pdf import pdf_document

PARTS = [c.cover(sample.document(), "T"), c.section("a", [c.heading(1, "甲"), c.paragraph("正文")])]


def good():
    return sample.notebook([*PARTS, c.end(PARTS)])


def test_nbconvert_knows_both_exporters():
    assert get_exporter("evaluation-html") is EvaluationHTML
    assert get_exporter("evaluation-pdf") is EvaluationPDF


def test_the_page_and_the_pdf_are_made_from_the_components_only():
    nb = good()
    nb.cells[3].outputs[0].data["text/html"] = "<script>alert(1)</script>"
    nb.cells.append(nbformat.v4.new_markdown_cell("<script>alert(2)</script>"))
    data = [part.data for part in [*PARTS, c.end(PARTS)]]
    page, resources = EvaluationHTML().from_notebook_node(nb)
    assert (page, resources["output_extension"]) == (html_document(data), ".html")
    pdf, resources = EvaluationPDF().from_notebook_node(nb)
    assert (pdf, resources["output_extension"]) == (pdf_document(data), ".pdf")


@pytest.mark.parametrize("exporter", [EvaluationHTML, EvaluationPDF])
def test_a_refused_notebook_is_named(exporter, tmp_path):
    nb = good()
    nb.cells[4].execution_count = None
    nbformat.write(nb, tmp_path / "wuhan.ipynb")
    with pytest.raises(Refused, match="notebook wuhan, cell 5 was not executed"):
        exporter().from_filename(str(tmp_path / "wuhan.ipynb"))


def test_the_command_ends_with_the_message_and_writes_nothing(tmp_path):
    nb = good()
    nb.cells[4].outputs = [nbformat.v4.new_output("error", ename="KeyError", evalue="x", traceback=[])]
    nbformat.write(nb, tmp_path / "bad.ipynb")
    command = [sys.executable, "-m", "nbconvert", "--to", "evaluation-pdf", "bad.ipynb"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 1
    assert (
        run.stderr.strip()
        .splitlines()[-1]
        .endswith("notebook bad, cell 5 failed with KeyError: x; correct the cause and run the notebook again")
    )
    assert [path.name for path in tmp_path.iterdir()] == ["bad.ipynb"]
