"""The unemployment insurance fund: HB-0 and HB-15 to HB-17."""

from __future__ import annotations

from evaluation.catalogue import span
from evaluation.catalogue.family import AT_TARGET, HIGHER, NONE, WITHIN_BAND, Family, share
from evaluation.catalogue.model import Dimension, Indicators, of_whole, opening, trailing
from evaluation.catalogue.quantities import QUANTITIES as Q


def declare(catalogue: Indicators) -> None:
    family = Family(catalogue, Dimension.INSURANCE, span.ACCOUNT)
    _benefit(family)
    _premium(family)
    _account(family)
    _promotion(family)


def _benefit(family: Family) -> None:
    family.add(
        "benefit_paid_rate",
        "失业保险金发放率 | Benefit payout rate",
        "HB-0",
        AT_TARGET,
        "应发待遇是否足额发放 | whether benefit due was paid in full",
        {
            "amount": share("ui_benefit_paid", "ui_benefit_payable", "按金额 | by amount"),
            "person_months": share("ui_paid_months", "ui_payable_months", "按人月 | by person-months"),
        },
        span=span.MONTHLY,
    )
    family.add(
        "benefit_ontime_rate",
        "失业保险金按时发放率 | Benefit paid on time",
        "HB-0, HB-16",
        AT_TARGET,
        "确保失业保险待遇及时落实 | benefit is to be paid in time",
        share("ui_benefit_on_time", "ui_benefit_payable"),
        inferred=True,
        span=span.MONTHLY,
    )
    family.add(
        "ui_benefit_level",
        "失业保险金相当于最低工资 | Benefit against the minimum wage",
        "HB-16",
        WITHIN_BAND,
        "结合最低工资标准提高，应低于最低工资 | raised with the minimum wage, and below it",
        share("ui_benefit_payable", "ui_at_minimum_wage"),
        inferred=True,
        window="同一人月按当地最低工资计算作分母 | the same person-months at the local minimum wage",
        span=span.SAME_MONTHS,
    )
    family.add(
        "ui_benefit_over_dibao",
        "失业保险金相当于低保标准 | Benefit against the minimum-income standard",
        "HB-16",
        WITHIN_BAND,
        "应高于城市低保标准 | above the urban minimum-income standard",
        share("ui_benefit_payable", "ui_at_dibao"),
        inferred=True,
        window="同一人月按当地低保标准计算作分母 | the same person-months at the local standard",
        span=span.SAME_MONTHS,
    )


def _premium(family: Family) -> None:
    family.add(
        "ui_collection_rate",
        "失业保险费征缴率 | Premium collection rate",
        "HB-15",
        HIGHER,
        "应征费用是否征收 | whether premium due was collected",
        share("ui_premium", "ui_premium_due"),
        inferred=True,
    )
    family.add(
        "ui_arrears_recovered",
        "清欠率 | Arrears recovered",
        "HB-15",
        HIGHER,
        "历年欠费是否收回 | whether old arrears come in",
        share("ui_arrears_paid", opening(Q["ui_arrears"])),
        inferred=True,
        span=span.WHOLE_YEAR,
    )
    family.add(
        "ui_inspection_cov",
        "参保单位稽核面 | Employers inspected",
        "HB-15",
        HIGHER,
        "稽核覆盖多少单位 | how many employers are inspected",
        share("ui_units_inspected", "ui_units"),
        inferred=True,
    )
    family.add(
        "ui_inspection_yield",
        "稽核查补追回率 | Premium found short and recovered",
        "HB-15",
        HIGHER,
        "查出的少缴是否追回 | whether what was found short is paid",
        share("ui_short_recovered", "ui_short_premium"),
        inferred=True,
        span=span.COHORT,
    )
    family.add(
        "public_inst_ui_cov",
        "事业单位参保率 | Public institutions insured",
        "HB-15",
        HIGHER,
        "努力提高事业单位参保率 | the rate is to be raised",
        share("public_inst_insured", "public_inst_staff"),
    )
    family.add(
        "withhold_cov",
        "财政代扣代缴覆盖率 | Institutions with premium withheld",
        "HB-15",
        HIGHER,
        "代扣代缴使应收尽收 | withholding makes premium certain",
        share("public_insts_withheld", "public_insts"),
        inferred=True,
    )


def _account(family: Family) -> None:
    family.add(
        "ui_reserve_months",
        "基金备付月数 | Reserve months of the insurance fund",
        "HB-16",
        WITHIN_BAND,
        "结余可支付几个月 | how many months the balance would pay",
        share("ui_balance", trailing(Q["ui_outlay"]), per=12),
        inferred=True,
    )
    for code, title, why, reading, over in (
        (
            "ui_spending_ratio",
            "基金支出占收入比 | Expenses over revenue",
            "当年收入有多少用于支出 | how much of the revenue is spent",
            share("ui_outlay", "ui_income"),
            span.ACCOUNT,
        ),
        (
            "ui_outlay_per_recipient",
            "领取人员人均基金支出 | Expenses per benefit recipient",
            "按期末领取人数计的支出水平 | the level of spending per recipient at period end",
            share("ui_outlay", "ui_recipients", per=1),
            span.FLOW_OVER_STOCK,
        ),
        (
            "ui_recipient_share",
            "领取人数占参保人数比 | Recipients as a share of insured",
            "参保者中正在领取待遇的比例 | the share of insured persons on benefit",
            share("ui_recipients", "ui_insured"),
            None,
        ),
        (
            "ui_balance_share",
            "结余占各地区合计比 | Share of the balance of all regions",
            "结余在各地区的分布 | how the balance is spread over regions",
            share("ui_balance", of_whole(Q["ui_balance"])),
            None,
        ),
    ):
        family.add(code, title, "HB-16", NONE, why, reading, inferred=True, span=over)
    family.add(
        "ui_selfcheck_done",
        "基金自查完成率 | Self-checks of the fund done",
        "HB-16",
        AT_TARGET,
        "3月底前对历年收支管理自查 | all past years are to be checked by the end of March",
        share("ui_selfcheck_done", "ui_selfcheck_due"),
        window="3月31日为限 | due by 31 March",
        span=span.COHORT,
    )


def _promotion(family: Family) -> None:
    recipients = opening(Q["ui_recipients"]) + Q["ui_new_recipients"]
    family.add(
        "ui_train_cov",
        "领取人员培训覆盖率 | Recipients trained",
        "HB-17",
        HIGHER,
        "领取人员是培训的重点对象 | recipients come first in training",
        share("ui_trained", recipients),
        inferred=True,
        span=span.WHOLE_YEAR,
    )
    family.add(
        "ui_match_cov",
        "领取人员职介覆盖率 | Recipients given job matching",
        "HB-17",
        HIGHER,
        "领取人员是职介的重点对象 | recipients come first in job matching",
        share("ui_matched", recipients),
        inferred=True,
        span=span.WHOLE_YEAR,
    )
    family.add(
        "ui_promo_share",
        "促进就业支出占比 | Share of insurance spending on employment",
        "HB-0, HB-17",
        HIGHER,
        "增强失业保险促进就业功能 | insurance is to promote employment",
        share("ui_exp_promotion", "ui_outlay"),
        inferred=True,
        span=span.WHOLE_YEAR,
    )
    family.add(
        "transfer_aid_cov",
        "企业转岗补助覆盖率 | Workers retrained in their enterprise with aid",
        "HB-17",
        HIGHER,
        "企业内部转岗培训和安置给予补助 | retraining inside an enterprise is to be aided",
        share("transfer_aided", "transfer_trainees"),
        inferred=True,
        span=span.WHOLE_YEAR,
    )
