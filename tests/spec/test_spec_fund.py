# ruff: noqa: E501  (drawn tables are as wide as their columns)
"""HB-20 优化资金支出结构,社保补贴支出不低于总支出的30%,培训鉴定职介补贴达到20%以上; HB-18 资金使用额度; HB-19 落实资金使用预决算
管理制度; HB-21 加大资金筹集使用的检查、审计力度; HB-1 对各地政策落实情况进行通报。

The shares have two readings: of all spending, and of spending without the one-off items (特定政策补助, 担保基金).
"""

from __future__ import annotations

from drawn import cost_drawn, measured, share_drawn

_SPENDING = (
    "exp_si_subsidy",
    "exp_training",
    "exp_assessment",
    "exp_matching",
    "exp_public_post",
    "exp_microloan",
    "exp_guarantee",
    "exp_special_policy",
    "exp_capacity",
)
_HEADS = " | ".join(f"{code} 万元" for code in _SPENDING)


def test_share_si_subsidy():
    """HB-20 社保补贴支出不低于总支出的30%"""
    measured(
        "share_si_subsidy",
        f"""
        region | period | {_HEADS}                              => all [%]                           | lasting [%]
        A      | 2007   | 30 |20 |4  |6  |10 |10 |5  |10 |5     => 30 (30 000 000/100 000 000)       | 600/17 (30 000 000/85 000 000)
        B      | 2007   | 0  |0  |0  |0  |0  |0  |50 |50 |0     => 0 (0/100 000 000)                 | not_applicable
        C      | 2007   | 0  |0  |0  |0  |0  |0  |0  |0  |0     => not_applicable                    | not_applicable
        D      | 2007   |    |9  |9  |9  |9  |9  |9  |9  |9     => missing                           | missing
        P      | 2007   |    |   |   |   |   |   |   |   |      => 15 (30 000 000/200 000 000)       | 600/17 (30 000 000/85 000 000)
        """,
    )


def test_share_train_assess_match():
    """HB-20 培训鉴定职介补贴达到20%以上; three kinds of subsidy added"""
    measured(
        "share_train_assess_match",
        f"""
        region | period | {_HEADS}                              => all [%]                           | lasting [%]
        A      | 2007   | 30 |20 |4  |6  |10 |10 |5  |10 |5     => 30 (30 000 000/100 000 000)       | 600/17 (30 000 000/85 000 000)
        B      | 2007   | 80 |1  |2  |3  |0  |0  |0  |14 |0     => 6 (6 000 000/100 000 000)         | 300/43 (6 000 000/86 000 000)
        C      | 2007   | 0  |0  |0  |0  |0  |0  |0  |0  |0     => not_applicable                    | not_applicable
        D      | 2007   | 9  |9  |9  |   |9  |9  |9  |9  |9     => missing                           | missing
        P      | 2007   |    |   |   |   |   |   |   |   |      => 18 (36 000 000/200 000 000)       | 400/19 (36 000 000/171 000 000)
        """,
    )


def test_fund_used_amount():
    """HB-18 资金使用额度; money spent, in fen; a refund is negative spending"""
    measured(
        "fund_used_amount",
        f"""
        region | period | {_HEADS}                              => only [fen]
        A      | 2007   | 30 |20 |4  |6  |10 |10 |5  |10 |5     => 100000000
        B      | 2007   | 30 |20 |4  |6  |10 |10 |-5 |10 |5     => 90000000
        C      | 2007   | 1  |1  |1  |1  |1  |1  |1  |1  |      => missing
        P      | 2007   |    |   |   |   |   |   |   |   |      => 190000000
        """,
    )


def test_budget_execution_rate():
    """HB-19 根据预算编制分项用款计划,规范资金使用行为; spending over budget, may exceed 100 %"""
    measured(
        "budget_execution_rate",
        f"""
        region | period | {_HEADS}                          | fund_budget 万元 => only [%]
        A      | 2007   | 30 |20 |4  |6  |10 |10 |5  |10 |5 | 125              => 80 (100 000 000/125 000 000)
        B      | 2007   | 60 |0  |0  |0  |0  |0  |0  |0  |0 | 50               => 120 (60 000 000/50 000 000)
        C      | 2007   | 1  |0  |0  |0  |0  |0  |0  |0  |0 | 0                => not_applicable
        D      | 2007   | 9  |9  |9  |9  |9  |9  |9  |9  |9 |                  => missing
        P      | 2007   |    |   |   |   |   |   |   |   |  |                  => 640/7 (160 000 000/175 000 000)
        """,
    )


def test_budget_execution_rate_within_a_year_is_of_the_plan_to_date():
    """Never one quarter's spending over one quarter's budget; a quarter that was not delivered leaves nothing to show."""
    measured(
        "budget_execution_rate",
        f"""
        region | period | {_HEADS}                          | fund_budget 万元 => only [%]
        A      | 2007Q1 | 10 |0  |0  |0  |0  |0  |0  |0  |0 | 40               => 25 (10 000 000/40 000 000)
        A      | 2007Q2 | 50 |0  |0  |0  |0  |0  |0  |0  |0 | 60               => 60 (60 000 000/100 000 000)
        B      | 2007Q2 | 50 |0  |0  |0  |0  |0  |0  |0  |0 | 60               => missing
        C      | 2007Q1 | 1  |0  |0  |0  |0  |0  |0  |0  |0 | 0                => not_applicable
        C      | 2007Q2 | 1  |0  |0  |0  |0  |0  |0  |0  |0 | 0                => not_applicable
        P      | 2007Q2 |    |   |   |   |   |   |   |   |  |                  => 60 (60 000 000/100 000 000)
        """,
    )


def test_budget_execution_of_year():
    """HB-19 认真编报…项目年度预算; spending to date over the budget of the whole year, which is set before it begins"""
    measured(
        "budget_execution_of_year",
        f"""
        region | period | {_HEADS}                          | fund_budget 万元 => only [%]
        A      | 2007Q1 | 10 |0  |0  |0  |0  |0  |0  |0  |0 | 40               => 5 (10 000 000/200 000 000)
        A      | 2007Q2 | 50 |0  |0  |0  |0  |0  |0  |0  |0 | 60               => 30 (60 000 000/200 000 000)
        A      | 2007Q3 |    |   |   |   |   |   |   |   |  | 60               => missing
        A      | 2007Q4 |    |   |   |   |   |   |   |   |  | 40               =>
        B      | 2007Q1 | 1  |0  |0  |0  |0  |0  |0  |0  |0 | 0                =>
        B      | 2007Q2 | 1  |0  |0  |0  |0  |0  |0  |0  |0 | 0                => not_applicable
        B      | 2007Q3 |    |   |   |   |   |   |   |   |  | 0                => missing
        B      | 2007Q4 |    |   |   |   |   |   |   |   |  | 0                => missing
        P      | 2007Q2 |    |   |   |   |   |   |   |   |  |                  => 30 (60 000 000/200 000 000)
        """,
    )


def test_year_end_balance_ratio_has_no_value_before_the_year_ends():
    measured(
        "year_end_balance_ratio",
        """
        region | period | fund_balance | fund_in_central | fund_in_province | fund_in_local => only [%]
        A      | 2007Q1 | 90           | 10              | 10               | 10            => not_applicable
        A      | 2007Q2 | 90           | 10              | 10               | 10            => not_applicable
        A      | 2007Q3 | 90           | 10              | 10               | 10            => not_applicable
        A      | 2007Q4 | 30           | 10              | 10               | 10            => 25 (30/120)
        B      | 2007Q4 | 30           | 10              | 10               | 10            => missing
        P      | 2007Q4 |              |                 |                  |               => 25 (30/120)
        """,
    )


def test_year_end_balance_ratio():
    """HB-21 加大资金筹集使用的检查、审计力度; closing balance over the money paid in (no line in the document)"""
    measured(
        "year_end_balance_ratio",
        """
        region | period | fund_in_central 万元 | fund_in_province 万元 | fund_in_local 万元 | fund_balance 万元 => only [%]
        A      | 2007   | 50                   | 30                    | 20                 | 35                => 35 (35 000 000/100 000 000)
        B      | 2007   | 50                   | 50                    | 0                  | 5                 => 5 (5 000 000/100 000 000)
        C      | 2007   | 0                    | 0                     | 0                  | 5                 => not_applicable
        D      | 2007   | 50                   | 50                    |                    | 5                 => missing
        E      | 2007   | 50                   | 50                    | 0                  | *                 => suppressed
        P      | 2007   |                      |                       |                    |                   => 20 (40 000 000/200 000 000)
        """,
    )


def test_spend_per_si_person():
    """HB-20 社保补贴支出; yuan per person on social-insurance subsidies"""
    cost_drawn("spend_per_si_person", "exp_si_subsidy", "persons_si_subsidy")


def test_spend_per_trainee():
    """HB-20 培训…补贴; yuan per person with a training subsidy"""
    cost_drawn("spend_per_trainee", "exp_training", "persons_training")


def test_spend_per_placement():
    """HB-20 …职介补贴; yuan per person with a job-matching subsidy"""
    cost_drawn("spend_per_placement", "exp_matching", "persons_matching")


def test_fund_arrival_rate():
    """HB-21 资金筹集; money paid in by three levels of government over the money they planned"""
    measured(
        "fund_arrival_rate",
        """
        region | period | fund_in_central 万元 | fund_in_province 万元 | fund_in_local 万元 | fund_plan_central 万元 | fund_plan_province 万元 | fund_plan_local 万元 => only [%]
        A      | 2007   | 50                   | 20                    | 10                 | 50                    | 30                      | 20                   => 80 (80 000 000/100 000 000)
        B      | 2007   | 60                   | 0                     | 0                  | 60                    | 0                       | 0                    => 100 (60 000 000/60 000 000)
        C      | 2007   | 0                    | 0                     | 0                  | 0                     | 0                       | 0                    => not_applicable
        D      | 2007   | 60                   | 0                     | 0                  |                       | 0                       | 0                    => missing
        P      | 2007   |                      |                       |                    |                       |                         |                      => 87.5 (140 000 000/160 000 000)
        """,
    )


def test_policy_implementation_score():
    """HB-1 对各地政策落实情况进行通报; HB-20 综合评价…就业再就业政策落实情况; received of entitled"""
    measured(
        "policy_implementation_score",
        """
        region | period | policy_eligible | policy_received => only [%]
        A      | 2007   | 900             | 855             => 95 (855/900)
        B      | 2007   | 100             | 45              => 45 (45/100)
        C      | 2007   | 0               | 0               => not_applicable
        D      | 2007   |                 | 3               => missing
        P      | 2007   |                 |                 => 90 (900/1000)
        """,
    )


def test_audit_issue_rectify_rate():
    """HB-21 及时下达整改通知书,限期整改; HB-16 对自查和历年审计出来的问题进行整改"""
    measured(
        "audit_issue_rectify_rate",
        """
        region | period | issues_due | issues_closed => only [%]
        A      | 2007   | 3          | 2             => 200/3 (2/3)
        B      | 2007   | 1          | 1             => 100 (1/1)
        C      | 2007   | 0          | 0             => not_applicable
        D      | 2007   | 2          |               => missing
        P      | 2007   |            |               => 75 (3/4)
        """,
    )


def test_fund_arrival_central():
    """HB-21 加大资金筹集使用的检查、审计力度; central transfer paid in"""
    share_drawn("fund_arrival_central", "fund_in_central", "fund_plan_central")


def test_fund_arrival_province():
    """HB-21 资金筹集; provincial transfer paid in"""
    share_drawn("fund_arrival_province", "fund_in_province", "fund_plan_province")


def test_fund_arrival_local():
    """HB-21 资金筹集; local budget paid in"""
    share_drawn("fund_arrival_local", "fund_in_local", "fund_plan_local")


def test_plan_deviation():
    """HB-19 根据预算编制分项用款计划; deviations by line and quarter, without their sign"""
    share_drawn("plan_deviation", "use_plan_deviation", "use_plan")


def test_project_budget_cov():
    """HB-19 实行项目化管理; spending with a project code and an approved line, of all nine kinds of spending"""
    measured(
        "project_budget_cov",
        f"""
        region | period | {_HEADS}                          | project_coded 万元 => only [%]
        A      | 2007   | 30 |20 |4  |6  |10 |10 |5  |10 |5 | 80                 => 80 (80 000 000/100 000 000)
        B      | 2007   | 60 |0  |0  |0  |0  |0  |0  |0  |40| 100                => 100 (100 000 000/100 000 000)
        C      | 2007   | 0  |0  |0  |0  |0  |0  |0  |0  |0 | 0                  => not_applicable
        D      | 2007   | 9  |9  |9  |9  |9  |9  |9  |9  |  | 9                  => missing
        P      | 2007   |    |   |   |   |   |   |   |   |  |                    => 90 (180 000 000/200 000 000)
        """,
    )


def test_local_input_effort():
    """HB-18 地方财政努力程度; local money planned over expenditure, revenue, or last year's revenue of the general budget"""
    measured(
        "local_input_effort",
        """
        region | period | fund_plan_local 万元 | general_expenditure 万元 | general_revenue 万元 => of_expenditure [%]           | of_revenue [%]              | of_last_revenue [%]
        A      | 2006   |                      |                          | 500                  => missing                      | missing                     | missing
        A      | 2007   | 10                   | 1000                     | 800                  => 1 (10 000 000/1 000 000 000) | 1.25 (10 000 000/800 000 000) | 2 (10 000 000/500 000 000)
        C      | 2006   |                      |                          | 0                    => missing                      | missing                     | missing
        C      | 2007   | 1                    | 0                        | 0                    => not_applicable               | not_applicable              | not_applicable
        P      | 2007   |                      |                          |                      => 1 (10 000 000/1 000 000 000) | 1.25 (10 000 000/800 000 000) | 2 (10 000 000/500 000 000)
        """,
    )


def test_fiscal_difficulty():
    """HB-18 地方财政困难程度; yuan of disposable resources for each inhabitant, shown and not judged"""
    measured(
        "fiscal_difficulty",
        """
        region | period | fiscal_resources 万元 | population => only [yuan/person]
        A      | 2007   | 300                   | 1000       => 3000 (300 000 000/1000)
        B      | 2007   | 100                   | 600        => 5000/3 (100 000 000/600)
        C      | 2007   | 0                     | 0          => not_applicable
        D      | 2007   | 8                     |            => missing
        P      | 2007   |                       |            => 2500 (400 000 000/1600)
        """,
    )
