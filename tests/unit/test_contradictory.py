"""A share of more than all: no value, whatever the line, and the page says so."""

import drawn_study
from drawn_study import Drawn

from evaluation.report.sections import conclusion, problems
from evaluation.view.judgements import standing, tally
from evaluation.view.view import View

IMPOSSIBLE = Drawn(
    ("train_emp_rate",),
    table="""
    region | period | participants | participants_employed
    A      | 2024   | 50           | 100
    B      | 2024   | 200          | 80
    """,
    targets="train_emp_rate | each | 2024 | at_least | 30 | % | issued",
    files={"choices.yml": "train_emp_rate: {reading: to_date, why: {zh: 因, en: so}}\n"},
)


def test_a_rate_above_one_hundred_per_cent_is_contradictory_and_has_no_verdict_and_no_rank(tmp_path):
    study = drawn_study.opened(IMPOSSIBLE, tmp_path)
    view = drawn_study.view(study, "A")
    value = view.value("train_emp_rate")
    assert (value.exact, value.mark, value.numerator, value.denominator) == (None, "contradictory", 100, 50)
    assert standing(view, "train_emp_rate").state == "missing"
    assert tally(view).open == {"contradictory": 1}
    assert view.results.order("train_emp_rate") == [("B", 40)]


def test_the_whole_is_of_the_regions_without_contradiction(tmp_path):
    view = drawn_study.view(drawn_study.opened(IMPOSSIBLE, tmp_path), "P")
    value = view.value("train_emp_rate")
    assert (value.exact, value.regions) == (40, 1)


def test_the_first_page_of_the_region_and_its_problems_say_that_the_result_was_thrown_out(tmp_path):
    study = drawn_study.opened(IMPOSSIBLE, tmp_path)
    said = "contradicts itself and is not used, so that there is no value: Employment rate after training"
    for region, found in (("A", True), ("B", False)):
        view = View(results=study.results, region=region, language="en", key="0" * 64)
        assert [said in str(part.build(view).data) for part in (conclusion, problems)] == [found] * 2
