"""The plan of a run: everything that can be refused is refused before anything runs or is written."""

import sys
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

from evaluation.errors import Refused
from evaluation.runs import plan

sys.path.insert(0, str(Path(__file__).parents[1] / "notebooks" / "fixtures"))
import tiny


@pytest.fixture
def root(tmp_path):
    return tiny.write_project(tmp_path)


def test_a_plan_holds_the_overview_first_and_every_reporting_region(root):
    made = plan.make(tiny.Opened(), root)
    assert [(r.region, r.name, r.overview) for r in made.reports] == [
        ("TOP", "全省", True),
        ("R1", "甲市", False),
        ("R2", "乙市", False),
    ]
    assert (made.title, made.period, made.language) == ("样例研究", "2007", "zh")


def test_every_notebook_is_given_every_parameter_it_declares(root):
    made = plan.make(tiny.Opened(), root, given={"language": "en"})
    assert made.reports[0].parameters == {"study": "tiny", "period": "", "language": "en"}
    assert made.reports[1].parameters == {"study": "tiny", "region": "R1", "period": "", "language": "en"}
    assert (made.title, made.reports[1].name) == ("Tiny study", "City one")


def test_regions_can_be_chosen_by_option_and_by_parameter(root):
    made = plan.make(tiny.Opened(), root, ["R2"], {"region": "TOP"})
    assert [r.region for r in made.reports] == ["TOP", "R2"]


def test_an_unknown_region_is_refused_with_the_nearest(root):
    with pytest.raises(Refused, match="study 'tiny' reports on no region 'R11'; did you mean 'R1'"):
        plan.make(tiny.Opened(), root, ["R11"])


@pytest.mark.parametrize("code", ["../../x", "R1/", "{region}", "Ｒ1", "R1\n"])
def test_a_hostile_region_is_refused(root, code):
    with pytest.raises(Refused, match=r"is not accepted|did you mean"):
        plan.make(tiny.Opened(), root, [code])


def test_another_study_as_parameter_is_refused(root):
    with pytest.raises(Refused, match="another study"):
        plan.make(tiny.Opened(), root, given={"study": "other"})


def test_blocking_findings_refuse_the_plan(root):
    with pytest.raises(Refused, match="blocking"):
        plan.make(tiny.Opened(findings=[SimpleNamespace(severity="blocking")]), root)


def test_a_notebook_that_declares_less_than_it_is_given_is_refused(root):
    nbformat.write(tiny.notebook(parameters='study = "x"\nregion = "R1"'), root / "notebooks" / "region.ipynb")
    with pytest.raises(Refused, match=r"notebooks/region.ipynb: the parameters cell does not assign 'period'"):
        plan.make(tiny.Opened(), root)


def test_an_overview_notebook_with_a_region_is_refused(root):
    nbformat.write(tiny.notebook(), root / "notebooks" / "province.ipynb")
    with pytest.raises(Refused, match=r"notebooks/province.ipynb: .* assigns 'region', which a run does not give"):
        plan.make(tiny.Opened(), root)


def test_the_key_of_a_run_follows_what_the_reports_are_made_from(root):
    first = plan.make(tiny.Opened(), root).key
    assert first == plan.make(tiny.Opened(), root).key
    assert first != plan.make(tiny.Opened(), root, given={"language": "en"}).key
    tiny.write_project(root, tiny.GOOD, tiny.GOOD)
    assert first != plan.make(tiny.Opened(), root).key
