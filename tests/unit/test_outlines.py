"""Outlines: which sections a report has, in which order and under which titles; what no section shows stands in the general one."""

from __future__ import annotations

import re

import nbformat
import pytest
import tiny

import evaluation
from evaluation.catalogue.model import Dimension
from evaluation.errors import Refused
from evaluation.report import outlines, section
from evaluation.runs.arrange import arrange
from evaluation.study.outline import ReportOutline

OWN = """\
outline:
  region:
    - cover
    - {section: general, title: {zh: 主要指标, en: Main figures}}
    - {section: methods, title: {zh: 数据与方法, en: Data and methods}}
    - {section: score, title: {zh: 得分, en: Score}}
"""


def ask(root, outline):
    tiny.write_project(root, "report.methods()")
    path = root / "params/tiny/study.yml"
    path.write_text(path.read_text("utf-8") + outline, encoding="utf-8")
    return evaluation.open("tiny", root)


def headings(made):
    children = made.data.get("children", [])
    return [c["text"] for c in children if c["kind"] == "heading"][:1]


def test_the_full_outline_is_what_the_notebooks_show():
    found = outlines.known_outlines()["full"]
    root = outlines._FOLDER.parents[3]
    for name, parts in (("region", found.region), ("province", found.overview)):
        cells = nbformat.read(root / f"notebooks/{name}.ipynb", as_version=4).cells
        shown = [m[1] for c in cells if c.cell_type == "code" and (m := re.fullmatch(r"report\.(\w+)\(\)", c.source))]
        assert [*(part.section for part in parts), "end"] == shown


def test_every_theme_has_one_section_that_shows_it():
    shown = [theme for name in section.package_sections() for theme in section.find(name, {}).declared.shows]
    assert sorted(shown) == sorted(d.value for d in Dimension)


def test_a_study_says_which_sections_its_reports_have_and_under_which_titles(tmp_path):
    report = ask(tmp_path, OWN).report("R1", language="en")
    assert headings(report.methods()) == ["Data and methods"]
    left = report.insurance().data
    assert (left["kind"], left["reason"]) == ("omitted", "The study's outline does not name this section")
    general = str(report.general().data)
    assert headings(report.general()) == ["Main figures"] and "general-table" in general
    assert "Reserve" in general  # the section of insurance is not in the outline, and its indicators are not lost


def test_a_section_of_the_outline_that_has_nothing_says_why(tmp_path):
    made = ask(tmp_path, OWN).report("R1", language="en").score().data
    heading, notice = made["children"]
    assert (heading["text"], notice["kind"], notice["tone"]) == ("Score", "notice", "missing") and "weights" in notice["text"]


def test_without_an_outline_sections_stay_as_they_are(tmp_path):
    report = ask(tmp_path, "").report("R1", language="en")
    assert report.score().data["kind"] == "omitted" and report.general().data["kind"] == "omitted"
    assert report.insurance().data["kind"] == "section"


@pytest.mark.parametrize(
    ("outline", "told"),
    [
        ("outline: brif\n", r"study.yml, line 24, outline: there is no outline 'brif'; "),
        ("outline: [cover, fnd]\n", r"line 24, outline: there is no section 'fnd'; did you mean 'fund'\?"),
        ("outline:\n  region:\n    - cover\n    - fnd\n", r"line 27, outline: there is no section 'fnd'"),
        ("outline: [cover, methods, cover]\n", r"line 24, outline.region: the section 'cover' is named twice; keep one"),
        (
            "outline: [cover, methods]\n",
            r"line 24, outline: no section shows ui_reserve_months, ui_spending_ratio; add the section",
        ),
        ("outline: [general, cover]\n", r"line 24, outline: a report begins with the section 'cover'"),
        ("outline: {region: []}\n", r"line 24, outline.region"),
        ("outline: {regions: [cover]}\n", r"line 24, outline.regions: .*did you mean 'region'"),
        ("outline: [{section: fund, titel: x}]\n", r"line 24, outline.region.0.titel"),
    ],
)
def test_an_outline_that_cannot_be_followed_is_refused_with_its_line(outline, told, tmp_path):
    with pytest.raises(Refused) as error:
        ask(tmp_path, outline).check()
    assert re.search(told, str(error.value)), str(error.value)


def code(*sources):
    cells = []
    for source in sources:
        make = nbformat.v4.new_markdown_cell if source.startswith("#") else nbformat.v4.new_code_cell
        cells.append(make(source))
    return nbformat.v4.new_notebook(cells=cells)


@pytest.mark.parametrize(
    ("names", "left"),
    [
        (("fund", "cover"), ["x = 1", "# fund", "report.fund()", "note", "# cover", "report.cover()", "# end", "report.end()"]),
        (("cover",), ["x = 1", "# cover", "report.cover()", "# end", "report.end()"]),
        (("score", "cover"), ["x = 1", "report.score()", "# cover", "report.cover()", "# end", "report.end()"]),
    ],
)
def test_the_cells_of_a_notebook_follow_the_outline(names, left):
    notebook = code("x = 1", "# cover", "report.cover()", "# fund", "report.fund()", "note", "# end", "report.end()")
    arrange(notebook, names)
    assert [cell.source for cell in notebook.cells] == left
    nbformat.validate(notebook)


def test_an_outline_is_a_list_for_all_reports_one_for_each_kind_or_a_name():
    parts = ReportOutline.model_validate({"region": ["cover"]}).region
    assert [(p.section, p.title) for p in parts] == [("cover", None)]
    assert ReportOutline() == ReportOutline.model_validate({"name": "full"})
