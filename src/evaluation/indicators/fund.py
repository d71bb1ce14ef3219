"""Use and management of the employment fund: HB-18 to HB-21."""

from __future__ import annotations

from evaluation.indicators.model import (
    Catalogue,
    Dimension,
    Direction,
    Expression,
    Reading,
    expression,
    total,
)
from evaluation.indicators.quantities import EXPENDITURE, PAID_IN, PLANNED, SPENT
from evaluation.indicators.quantities import QUANTITIES as Q
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


def _of_spending(part: Expression) -> dict[str, Reading]:
    return {
        "all": Reading(
            numerator=part,
            denominator=SPENT,
            per=100,
            words=Words(zh="总支出含全部项目", en="total of all spending"),
        ),
        "lasting": Reading(
            numerator=part,
            denominator=LASTING,
            per=100,
            words=Words(
                zh="总支出不含特定政策补助和担保基金", en="without special-policy and guarantee-fund money"
            ),
        ),
    }


def declare(catalogue: Catalogue) -> None:
    use = {"dimension": Dimension.FUND_USE}
    manage = {"dimension": Dimension.FUND_MANAGEMENT}
    catalogue.add(
        code="share_si_subsidy",
        title=Words(zh="社会保险补贴支出占比", en="Share of social-insurance subsidies"),
        clause="HB-20",
        direction=Direction.HIGHER,
        why=Words(zh="支出结构是否优化", en="whether spending is well structured"),
        readings=_of_spending(expression(Q["exp_si_subsidy"])),
        **use,
    )
    catalogue.add(
        code="share_train_assess_match",
        title=Words(zh="培训鉴定职介补贴支出占比", en="Share of training, assessment and job matching"),
        clause="HB-20",
        direction=Direction.HIGHER,
        why=Words(zh="资金是否用于能力和服务", en="whether money goes to skills and services"),
        readings=_of_spending(TRAIN_ASSESS_MATCH),
        **use,
    )
    catalogue.add(
        code="fund_used_amount",
        title=Words(zh="资金使用额度", en="Expenditure of the fund"),
        clause="HB-18",
        direction=Direction.NONE,
        why=Words(zh="分配中央资金的因素之一", en="one factor of the central transfer"),
        readings=Reading(numerator=SPENT),
        **use,
    )
    catalogue.add(
        code="budget_execution_rate",
        title=Words(zh="预算执行率", en="Budget execution rate"),
        clause="HB-19",
        direction=Direction.WITHIN_BAND,
        why=Words(zh="预算是否落实为支出", en="whether the budget becomes spending"),
        readings=Reading(numerator=SPENT, denominator=expression(Q["fund_budget"]), per=100),
        **use,
    )
    catalogue.add(
        code="year_end_balance_ratio",
        inferred=True,
        title=Words(zh="年末结余率", en="Year-end balance ratio"),
        clause="HB-21",
        direction=Direction.LOWER,
        why=Words(zh="资金是否沉淀", en="whether money lies idle"),
        readings=Reading(numerator=expression(Q["fund_balance"]), denominator=PAID_IN, per=100),
        **use,
    )
    for code, zh, en, money, persons in (
        (
            "spend_per_si_person",
            "人均社会保险补贴",
            "Social-insurance subsidy per person",
            "exp_si_subsidy",
            "persons_si_subsidy",
        ),
        (
            "spend_per_trainee",
            "人均培训补贴",
            "Training subsidy per person",
            "exp_training",
            "persons_training",
        ),
        (
            "spend_per_placement",
            "人均职介补贴",
            "Job-matching subsidy per person",
            "exp_matching",
            "persons_matching",
        ),
    ):
        catalogue.add(
            code=code,
            title=Words(zh=zh, en=en),
            clause="HB-20",
            direction=Direction.NONE,
            why=Words(zh="支出与受益人数是否相称", en="whether spending matches the persons served"),
            readings=Reading(numerator=expression(Q[money]), denominator=expression(Q[persons])),
            **use,
        )
    catalogue.add(
        code="fund_arrival_rate",
        inferred=True,
        title=Words(zh="资金到位率", en="Fund arrival rate"),
        clause="HB-21",
        direction=Direction.HIGHER,
        why=Words(zh="资金筹集是否按计划到位", en="whether planned money was paid in"),
        readings=Reading(
            numerator=PAID_IN,
            denominator=total(*PLANNED, name=Words(zh="计划到位资金", en="money planned")),
            per=100,
        ),
        **manage,
    )
    catalogue.add(
        code="policy_implementation_score",
        title=Words(zh="政策落实率", en="Policy take-up rate"),
        clause="HB-1, HB-20",
        direction=Direction.HIGHER,
        why=Words(zh="应享受政策的人是否享受到", en="whether those entitled received support"),
        readings=Reading(
            numerator=expression(Q["policy_received"]), denominator=expression(Q["policy_eligible"]), per=100
        ),
        **manage,
    )
    catalogue.add(
        code="audit_issue_rectify_rate",
        title=Words(zh="问题整改率", en="Rectification rate"),
        clause="HB-16, HB-21",
        direction=Direction.HIGHER,
        why=Words(zh="检查发现的问题是否按期改正", en="whether issues found were mended in time"),
        readings=Reading(
            numerator=expression(Q["issues_closed"]), denominator=expression(Q["issues_due"]), per=100
        ),
        **manage,
    )
