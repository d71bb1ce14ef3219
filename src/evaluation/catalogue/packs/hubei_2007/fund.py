"""Use and management of the employment fund: HB-18 to HB-21."""

from __future__ import annotations

from evaluation.catalogue import span
from evaluation.catalogue.family import HIGHER, LOWER, NONE, WITHIN_BAND, Family, level, share
from evaluation.catalogue.model import Dimension, Expression, Indicators, Reading, expression, last_year, of_year, total
from evaluation.catalogue.quantities import EXPENDITURE, PAID_IN, PLANNED, SPENT
from evaluation.catalogue.quantities import QUANTITIES as Q
from evaluation.study.model import Words

LASTING = total(
    *(q for q in EXPENDITURE if q.code not in ("exp_special_policy", "exp_guarantee")),
    name=Words(zh="不含一次性项目的支出", en="spending without one-off items"),
)
TRAIN_ASSESS_MATCH = total(
    Q["exp_training"],
    Q["exp_assessment"],
    Q["exp_matching"],
    name=Words(zh="培训、鉴定、职介补贴支出", en="training, assessment and job-matching subsidies"),
)


def declare(catalogue: Indicators) -> None:
    _use(Family(catalogue, Dimension.FUND_USE, span.ACCOUNT))
    _manage(Family(catalogue, Dimension.FUND_MANAGEMENT, span.ACCOUNT))


def _of_spending(part: Expression) -> dict[str, Reading]:
    return {
        "all": share(part, SPENT, "总支出含全部项目 | total of all spending"),
        "lasting": share(part, LASTING, "总支出不含特定政策补助和担保基金 | without special-policy and guarantee-fund money"),
    }


def _use(use: Family) -> None:
    use.add(
        "share_si_subsidy",
        "社会保险补贴支出占比 | Share of social-insurance subsidies",
        "HB-20",
        HIGHER,
        "支出结构是否优化 | whether spending is well structured",
        _of_spending(expression(Q["exp_si_subsidy"])),
        span=span.OF_YEARS_SPENDING,
    )
    use.add(
        "share_train_assess_match",
        "培训鉴定职介补贴支出占比 | Share of training, assessment and job matching",
        "HB-20",
        HIGHER,
        "资金是否用于能力和服务 | whether money goes to skills and services",
        _of_spending(TRAIN_ASSESS_MATCH),
        span=span.OF_YEARS_SPENDING,
    )
    use.add(
        "fund_used_amount",
        "资金使用额度 | Expenditure of the fund",
        "HB-18",
        NONE,
        "分配中央资金的因素之一 | one factor of the central transfer",
        level(SPENT),
    )
    use.add(
        "budget_execution_rate",
        "预算执行率 | Budget execution rate",
        "HB-19",
        WITHIN_BAND,
        "预算是否落实为支出 | whether the budget becomes spending",
        share(SPENT, "fund_budget"),
        span=span.EXECUTION,
    )
    use.add(
        "budget_execution_of_year",
        "全年预算支出进度 | Share of the year's budget spent",
        "HB-19",
        NONE,
        "全年预算用了多少；全年结束时即为预算执行率 | how much of the year's budget is used; at its end the execution rate",
        share(SPENT, of_year(Q["fund_budget"])),
        inferred=True,
        span=span.OF_YEARS_BUDGET,
        closes_as="budget_execution_rate",
    )
    use.add(
        "year_end_balance_ratio",
        "年末结余率 | Year-end balance ratio",
        "HB-21",
        LOWER,
        "资金是否沉淀 | whether money lies idle",
        share("fund_balance", PAID_IN),
        inferred=True,
        span=span.YEAR_END,
    )
    for code, title, money, persons in (
        ("spend_per_si_person", "人均社会保险补贴 | Social-insurance subsidy per person", "exp_si_subsidy", "persons_si_subsidy"),
        ("spend_per_trainee", "人均培训补贴 | Training subsidy per person", "exp_training", "persons_training"),
        ("spend_per_placement", "人均职介补贴 | Job-matching subsidy per person", "exp_matching", "persons_matching"),
    ):
        use.add(
            code,
            title,
            "HB-20",
            NONE,
            "支出与受益人数是否相称 | whether spending matches the persons served",
            share(money, persons, per=1),
        )
    use.add(
        "local_input_effort",
        "地方财政努力程度 | Local fiscal effort",
        "HB-18",
        HIGHER,
        "地方为就业拿出多少 | how much the local budget gives to employment",
        {
            "of_expenditure": share("fund_plan_local", "general_expenditure", "占一般预算支出 | of general budget expenditure"),
            "of_revenue": share("fund_plan_local", "general_revenue", "占一般预算收入 | of general budget revenue"),
            "of_last_revenue": share(
                "fund_plan_local", last_year(Q["general_revenue"]), "占上年一般预算收入 | of last year's general budget revenue"
            ),
        },
        inferred=True,
        span=span.YEARLY_BUDGET,
    )
    use.add(
        "fiscal_difficulty",
        "人均可支配财力 | Disposable fiscal resources per head",
        "HB-18",
        NONE,
        "财政困难程度：财力越低，需要越大 | fiscal difficulty: the fewer resources, the greater the need",
        share("fiscal_resources", "population", per=1),
        inferred=True,
        span=span.YEARLY_BUDGET,
    )


def _manage(manage: Family) -> None:
    manage.add(
        "fund_arrival_rate",
        "资金到位率 | Fund arrival rate",
        "HB-21",
        HIGHER,
        "资金筹集是否按计划到位 | whether planned money was paid in",
        share(PAID_IN, total(*PLANNED, name=Words(zh="计划到位资金", en="money planned"))),
        inferred=True,
    )
    for source, title in (
        ("central", "中央补助到位率 | Central transfer, arrival rate"),
        ("province", "省级补助到位率 | Provincial transfer, arrival rate"),
        ("local", "本级财政到位率 | Local budget, arrival rate"),
    ):
        manage.add(
            f"fund_arrival_{source}",
            title,
            "HB-21",
            HIGHER,
            "哪一级资金没有到位 | which level of government has not paid in",
            share(f"fund_in_{source}", f"fund_plan_{source}"),
            inferred=True,
        )
    manage.add(
        "project_budget_cov",
        "项目化管理覆盖率 | Spending under project management",
        "HB-19, HB-7",
        HIGHER,
        "支出是否都有项目和核定预算 | whether spending has a project and an approved line",
        share("project_coded", SPENT),
        inferred=True,
    )
    manage.add(
        "plan_deviation",
        "分项用款计划偏离度 | Deviation from the spending plan",
        "HB-19",
        LOWER,
        "用款是否按计划 | whether money is spent as planned",
        share("use_plan_deviation", "use_plan"),
        inferred=True,
        window="各项目各季度偏离额按绝对值相加 | deviations by line and quarter are added without their sign",
        span=span.EXECUTION,
    )
    manage.add(
        "policy_implementation_score",
        "政策落实率 | Policy take-up rate",
        "HB-1, HB-20",
        HIGHER,
        "应享受政策的人是否享受到 | whether those entitled received support",
        share("policy_received", "policy_eligible"),
        span=span.BULLETIN,
    )
    manage.add(
        "audit_issue_rectify_rate",
        "问题整改率 | Rectification rate",
        "HB-16, HB-21",
        HIGHER,
        "检查发现的问题是否按期改正 | whether issues found were mended in time",
        share("issues_closed", "issues_due"),
        window="整改期限在本期届满的问题 | issues whose deadline falls in the period",
        span=span.COHORT,
    )
