"""What no table delivers is not delivered on a page; not applicable is what a file says is so, and what nobody counts."""

from __future__ import annotations

import drawn_study
import pytest

from evaluation.render.printed import flatten
from evaluation.report.sections import fund

ITEMS = "exp_training | exp_assessment | exp_guarantee"


def cells(tmp_path, table, id, region="A"):
    study = drawn_study.opened(drawn_study.Drawn(("spend_per_trainee",), table, period="2024"), tmp_path)
    page = flatten(fund.build(drawn_study.view(study, region)).data)
    [found] = [part for part in page["children"] if part.get("id") == id]
    return {row["cells"][0]: row["cells"][1:] for row in found["rows"]}, found


@pytest.mark.parametrize(("persons", "shown"), [("8", ("8", "13")), ("-", ("—", "—")), ("*", ("[suppressed]", "[suppressed]"))])
def test_persons_that_a_file_has_stand_as_it_says_and_those_of_no_table_as_not_delivered(tmp_path, persons, shown):
    table = f"region | period | {ITEMS} | persons_training\nA | 2024 | 10000 | 20000 | 30000 | {persons}\nB | 2024 | 1 | 1 | 1 | 1"
    rows, found = cells(tmp_path, table, "fund-spending")
    by_item = {name.partition(" ")[0].lower(): told[2:] for name, told in rows.items()}
    assert (tuple(by_item["training"]), tuple(by_item["assessment"])) == (shown, ("…", "…")), rows
    assert [told[2:] for name, told in rows.items() if "guarantee" in name.lower()] == [["—", "—"]], "it is spent on nobody"
    assert "'…' is missing" in " ".join(found["notes"])


def test_money_of_a_level_that_is_planned_and_of_which_no_table_has_what_was_paid_in_is_not_delivered(tmp_path):
    table = "region | period | fund_plan_central | fund_plan_local | fund_in_local | exp_training\nA | 2024 | 100 | 200 | 150 | 10"
    rows, _ = cells(tmp_path, table + "\nB | 2024 | 100 | 200 | 150 | 10", "fund-sources")
    central = next(told for name, told in rows.items() if "entral" in name)
    assert central[1:] == ["…", "…"]
    assert not any("rovinc" in name for name in rows), "of which no table has anything is no line"
