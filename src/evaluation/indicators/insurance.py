"""The unemployment insurance fund: HB-0, HB-15 and HB-16."""

from __future__ import annotations

from evaluation.indicators.model import Catalogue, Dimension, Direction, Reading, expression, trailing, whole
from evaluation.indicators.quantities import QUANTITIES as Q
from evaluation.study.model import Words


def declare(catalogue: Catalogue) -> None:
    insurance = {"dimension": Dimension.INSURANCE}
    catalogue.add(
        code="benefit_paid_rate",
        title=Words(zh="失业保险金发放率", en="Benefit payout rate"),
        clause="HB-0",
        direction=Direction.AT_TARGET,
        why=Words(zh="应发待遇是否足额发放", en="whether benefit due was paid in full"),
        readings={
            "amount": Reading(
                numerator=expression(Q["ui_benefit_paid"]),
                denominator=expression(Q["ui_benefit_payable"]),
                per=100,
                words=Words(zh="按金额", en="by amount"),
            ),
            "person_months": Reading(
                numerator=expression(Q["ui_paid_months"]),
                denominator=expression(Q["ui_payable_months"]),
                per=100,
                words=Words(zh="按人月", en="by person-months"),
            ),
        },
        **insurance,
    )
    catalogue.add(
        code="ui_collection_rate",
        inferred=True,
        title=Words(zh="失业保险费征缴率", en="Premium collection rate"),
        clause="HB-15",
        direction=Direction.HIGHER,
        why=Words(zh="应征费用是否征收", en="whether premium due was collected"),
        readings=Reading(
            numerator=expression(Q["ui_premium"]), denominator=expression(Q["ui_premium_due"]), per=100
        ),
        **insurance,
    )
    catalogue.add(
        code="ui_reserve_months",
        inferred=True,
        title=Words(zh="基金备付月数", en="Reserve months of the insurance fund"),
        clause="HB-16",
        direction=Direction.WITHIN_BAND,
        why=Words(zh="结余可支付几个月", en="how many months the balance would pay"),
        readings=Reading(numerator=expression(Q["ui_balance"]), denominator=trailing(Q["ui_outlay"]), per=12),
        **insurance,
    )
    catalogue.add(
        code="ui_spending_ratio",
        inferred=True,
        title=Words(zh="基金支出占收入比", en="Expenses over revenue"),
        clause="HB-16",
        direction=Direction.NONE,
        why=Words(zh="当年收入有多少用于支出", en="how much of the revenue is spent"),
        readings=Reading(numerator=expression(Q["ui_outlay"]), denominator=expression(Q["ui_income"]), per=100),
        **insurance,
    )
    catalogue.add(
        code="ui_outlay_per_recipient",
        inferred=True,
        title=Words(zh="领取人员人均基金支出", en="Expenses per benefit recipient"),
        clause="HB-16",
        direction=Direction.NONE,
        why=Words(zh="按期末领取人数计的支出水平", en="the level of spending per recipient at period end"),
        readings=Reading(numerator=expression(Q["ui_outlay"]), denominator=expression(Q["ui_recipients"])),
        **insurance,
    )
    catalogue.add(
        code="ui_recipient_share",
        inferred=True,
        title=Words(zh="领取人数占参保人数比", en="Recipients as a share of insured"),
        clause="HB-16",
        direction=Direction.NONE,
        why=Words(zh="参保者中正在领取待遇的比例", en="the share of insured persons on benefit"),
        readings=Reading(
            numerator=expression(Q["ui_recipients"]), denominator=expression(Q["ui_insured"]), per=100
        ),
        **insurance,
    )
    catalogue.add(
        code="ui_balance_share",
        inferred=True,
        title=Words(zh="结余占各地区合计比", en="Share of the balance of all regions"),
        clause="HB-16",
        direction=Direction.NONE,
        why=Words(zh="结余在各地区的分布", en="how the balance is spread over regions"),
        readings=Reading(numerator=expression(Q["ui_balance"]), denominator=whole(Q["ui_balance"]), per=100),
        **insurance,
    )
