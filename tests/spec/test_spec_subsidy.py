# ruff: noqa: E501  (drawn tables are as wide as their columns)
"""Employment subsidy funds by the rules of 2017 and 2023 (财社〔2017〕164号, 财社〔2023〕181号): items, sources, account and results.

No clause gives a formula; execution has six readings, of which a study picks one.
"""

from __future__ import annotations

from drawn import cost_drawn, level_drawn, measured, share_drawn

_ITEMS = (
    "training_subsidy",
    "evaluation_subsidy",
    "insurance_subsidy",
    "post_subsidy",
    "startup_subsidy",
    "internship_subsidy",
    "jobseeking_subsidy",
    "service_grant",
    "talent_grant",
    "other_item",
)
_PLACES = ("central", "province", "prefecture", "county", "other_source")
_SPENT = " | ".join(f"{code} 万元" for code in _ITEMS)
_SOURCES = {kind: " | ".join(f"{kind}_{place} 万元" for place in _PLACES) for kind in ("budget", "received", "executed")}


def _same(cell: str, times: int) -> str:
    return " | ".join([cell] * times)


def test_subsidy_execution():
    """The budget becomes spending: of the budget, of the adjusted one, of what was paid in, of that and what was carried over, over the
    sources, or of the totals as printed."""
    heads = [_SPENT, "subsidy_budget 万元", "subsidy_budget_adjusted 万元", "subsidy_carried_over 万元", *_SOURCES.values()]
    heads += ["executed_printed 万元", "budget_printed 万元"]
    full = [_same("8", 10), "100", "160", "40", _same("30", 5), _same("24", 5), _same("15", 5), "90", "120"]
    none = [_same("0", 10), "0", "0", "0", _same("0", 5), _same("0", 5), _same("0", 5), "0", "0"]
    gap = [f"{_same('8', 9)} |", "100", "160", "40", f"{_same('30', 4)} |", _same("24", 5), _same("15", 5), "", "120"]
    blank = " | ".join([""] * 30)
    names = ("of_budget", "of_adjusted", "of_paid_in", "of_available", "by_source", "as_printed")
    worth = ("80 (80 000 000/100 000 000)", "50", "200/3 (80 000 000/120 000 000)", "50 (80 000 000/160 000 000)", "50", "75")
    measured(
        "subsidy_execution",
        f"""
        region | period | {" | ".join(heads)} => {" | ".join(f"{name} [%]" for name in names)}
        A      | 2007   | {" | ".join(full)}  => {" | ".join(worth)}
        B      | 2007   | {" | ".join(none)}  => {_same("not_applicable", 6)}
        C      | 2007   | {" | ".join(gap)}   => {_same("missing", 6)}
        P      | 2007   | {blank}             => {" | ".join(worth)}
        """,
    )


def test_subsidy_execution_of_year():
    """How much of the whole year's budget is used, while the year goes"""
    measured(
        "subsidy_execution_of_year",
        f"""
        region | period | {_SPENT}          | subsidy_budget 万元 => only [%]
        A      | 2007   | {_same("8", 10)}  | 160                 => 50 (80 000 000/160 000 000)
        B      | 2007   | {_same("0", 10)}  | 0                   => not_applicable
        C      | 2007   | {_same("8", 10)}  |                     => missing
        P      | 2007   | {_same("", 10)}   |                     => 50 (80 000 000/160 000 000)
        """,
    )


def test_subsidy_arrival():
    """The money budgeted was paid in, over all sources"""
    measured(
        "subsidy_arrival",
        f"""
        region | period | {_SOURCES["budget"]} | {_SOURCES["received"]} => only [%]
        A      | 2007   | {_same("30", 5)}     | {_same("24", 5)}       => 80 (120 000 000/150 000 000)
        B      | 2007   | {_same("0", 5)}      | {_same("0", 5)}        => not_applicable
        C      | 2007   | {_same("30", 5)}     | 24 | 24 | 24 | 24 |    => missing
        D      | 2007   | {_same("10", 5)}     | {_same("10", 5)}       => 100 (50 000 000/50 000 000)
        P      | 2007   | {_same("", 5)}       | {_same("", 5)}         => 85 (170 000 000/200 000 000)
        """,
    )


def _share_of_spending(code: str, parts: int) -> None:
    """The first ``parts`` items over all ten: equal items, an item that is not delivered, nothing spent."""
    upper = f"{parts * 4_000_000}/40 000 000"
    measured(
        code,
        f"""
        region | period | {_SPENT}           => only [%]
        A      | 2007   | {_same("4", 10)}   => {parts * 10} ({upper})
        B      | 2007   | {_same("0", 10)}   => not_applicable
        C      | 2007   | {_same("4", 9)} |  => missing
        P      | 2007   | {_same("", 10)}    => {parts * 10} ({upper})
        """,
    )


def test_share_to_persons():
    """Subsidies to persons and units: the first seven of the ten items"""
    _share_of_spending("share_to_persons", 7)


def test_share_training_subsidy():
    """Training and skill evaluation: the first two of the ten items"""
    _share_of_spending("share_training_subsidy", 2)


def test_per_head_training():
    """职业培训补贴, yuan a person"""
    cost_drawn("per_head_training", "training_subsidy", "persons_on_training")


def test_per_head_evaluation():
    """职业技能评价补贴, yuan a person"""
    cost_drawn("per_head_evaluation", "evaluation_subsidy", "persons_on_evaluation")


def test_per_head_insurance():
    """社会保险补贴, yuan a person of the year: persons on a continuing benefit"""
    cost_drawn("per_head_insurance", "insurance_subsidy", "persons_on_insurance")


def test_per_head_post():
    """公益性岗位补贴, yuan a person of the year: persons on a continuing benefit"""
    cost_drawn("per_head_post", "post_subsidy", "persons_on_post")


def test_per_head_startup():
    """创业补贴, yuan a person"""
    cost_drawn("per_head_startup", "startup_subsidy", "persons_on_startup")


def test_per_head_internship():
    """就业见习补贴, yuan a person of the year: persons on a continuing benefit"""
    cost_drawn("per_head_internship", "internship_subsidy", "persons_on_internship")


def test_per_head_jobseeking():
    """求职（创业）补贴, yuan a person"""
    cost_drawn("per_head_jobseeking", "jobseeking_subsidy", "persons_on_jobseeking")


def test_new_urban_jobs():
    """城镇新增就业, as delivered"""
    level_drawn("new_urban_jobs", "jobs_new_urban")


def test_unemployed_reemployed():
    """失业人员再就业, as delivered"""
    level_drawn("unemployed_reemployed", "reemployed_unemployed")


def test_hard_to_place_employed():
    """就业困难人员就业, as delivered"""
    level_drawn("hard_to_place_employed", "reemployed_hard")


def test_payments_accurate():
    """补贴发放准确率: of the payments checked"""
    share_drawn("payments_accurate", "payments_right", "payments_checked")


def test_payments_in_time():
    """补贴按时支付率: of the payments due"""
    share_drawn("payments_in_time", "payments_on_time", "payments_due")


def test_releases_in_time():
    """资金按时下达率: of the releases due"""
    share_drawn("releases_in_time", "releases_on_time", "releases_due")
