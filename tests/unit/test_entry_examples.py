"""Examples of entries that hold: every unit, function and rounding. Those that do not are in wrong_entries.txt."""

from __future__ import annotations

from pathlib import Path

import own_study
import pytest

from evaluation.catalogue.compile import compile_entries
from evaluation.catalogue.sources import Source
from evaluation.errors import Refused

SIDES = "numerator: wages\n    denominator: workers\n"


@pytest.mark.parametrize(
    ("sides", "example"),
    [
        (SIDES, "{given: {wages: 1000, workers: 3}, gives: 333.33}"),
        (SIDES, "{given: {wages: 1000.50, workers: 2}, gives: 500.25}"),
        ("numerator: workers\n    denominator: wages\n    as: per 10000 CNY\n", "{given: {wages: 20000, workers: 3}, gives: 1.5}"),
        ("numerator: workers_women\n    denominator: workers\n", "{given: {workers_women: 1, workers: 8}, gives: 12.5}"),
        (
            "numerator: workers_women\n    denominator: workers\n    as: permille\n",
            "{given: {workers_women: 1, workers: 8}, gives: 125}",
        ),
        ("value: sum(outlay) - 2 * last_year(wages)\n", "{given: {sum( outlay ): 9, last_year(wages): 5}, gives: -1}"),
        (
            "numerator: wages\n    denominator: sum(outlay except overhead)\n",
            "{given: {wages: 1, sum(outlay except overhead): 3}, gives: 33.3}",
        ),
    ],
)
def test_an_example_that_holds_is_taken(sides, example):
    text = own_study.ENTRIES.replace(SIDES, f"{sides}    example: {example}\n", 1)
    made = compile_entries((Source("params/works/catalogue.yml", "", text),))
    assert "wages_per_worker" in made.indicators


def test_what_is_said_to_be_needed_of_a_group_is_asked_for():
    groups = (Path(__file__).parents[2] / "docs/catalogue.md").read_text(encoding="utf-8").split("## groups\n")[1].split("\n## ")[0]
    for key, entry in (("title", "{of: [workers]}"), ("of", "{title: {en: All}}")):
        workers = "{title: {en: Workers}, counts: persons, kind: flow}"
        text = f"format: 2\nquantities: {{workers: {workers}}}\ngroups: {{all: {entry}}}\n"
        with pytest.raises(Refused):
            compile_entries((Source("params/x/catalogue.yml", "", text),))
        assert f"| `{key}` | yes" in groups
