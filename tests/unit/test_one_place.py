"""A study that reports on one region: its page speaks of that one, and of none beside it."""

from __future__ import annotations

import re
from pathlib import Path

import drawn_study
import pytest
from drawn_study import Drawn

from evaluation.runs import index

TABLE = "region | period | reg_unemployed | unemp_base_long | trained_reemp\n{} | 2024 | 4 | 100 | 5"
MORE = {"more": "headline: [unemp_rate_reg]\n"}
ALONE = Drawn(
    ("unemp_rate_reg", "trained_reemp"),
    TABLE.format("P"),
    files={"regions.csv": "code,name_zh,name_en,level,parent,reports\nP,全区,Whole,county,,true\n"},
    **MORE,
)
OF_ONE = Drawn(("unemp_rate_reg", "trained_reemp"), TABLE.format("A"), **MORE)


@pytest.fixture
def root(tmp_path):
    (tmp_path / "notebooks").symlink_to(Path(__file__).parents[2] / "notebooks")
    return tmp_path


def test_a_study_of_one_place_has_the_report_of_a_region_and_no_overview(root):
    opened = drawn_study.opened(ALONE, root)
    assert opened.study.notebook_of("P") == "region.ipynb"
    assert opened.report("P").conclusion().payload == opened.overview().conclusion().payload


@pytest.mark.parametrize(("drawn", "name"), [(ALONE, "Whole"), (OF_ONE, "Region A")])
def test_the_one_region_is_named_and_set_beside_nobody(drawn, name, root):
    report = drawn_study.opened(drawn, root).overview(language="en")
    assert f"{name} delivered the one table due" in str(report.background().data)
    assert report.comparison().content["kind"] == "omitted"
    kinds = {c["id"]: c["kind"] for c in report.conclusion().data["children"] if "id" in c}
    assert kinds == {"spine-table": "table"}, "a chart with neither a line nor another region shows nothing"


def test_the_index_has_one_report_and_calls_it_so():
    region = {"code": "P", "name": "全区", "overview": False, "key": "k", "state": "done", "outputs": []}
    record = {"language": "en", "title": "t", "period": "2024", "state": "done", "run_id": "r", "synthetic": None}
    heads = [re.findall("<h2[^>]*>([^<]*)", index.page({**record, "regions": [region] * n}, {})) for n in (1, 2)]
    assert heads == [["Report"], ["Reports by region"]]
