"""Every quantity the catalogue knows, and the identities that tie them together.

One row a quantity: code, Chinese and English title, kind, and (where it is one) the quantity it is part of.
"""

from __future__ import annotations

from evaluation.indicators.model import Counts, Quantity, total
from evaluation.study.model import Words

QUANTITIES: dict[str, Quantity] = {}


def _declare(area: str, counts: Counts, rows: str) -> None:
    for line in rows.strip().splitlines():
        code, zh, en, kind, *within = (part.strip() for part in line.split("|"))
        if code in QUANTITIES:
            raise ValueError(f"quantity {code!r} is declared twice")
        QUANTITIES[code] = Quantity(
            code=code,
            title=Words(zh=zh, en=en),
            counts=counts,
            kind=kind,
            area=area,
            within=within[0] if within else None,
        )


_declare(
    "employment",
    "persons",
    """
new_employed            | 城镇累计新就业人数       | urban newly employed (cumulative)        | flow
natural_attrition       | 自然减员人数             | natural attrition                        | flow
urban_employed          | 城镇从业人数             | urban employed persons                   | stock
unemp_base_long         | 城镇登记失业率长分母     | long denominator of registered unemployment | stock
reg_unemployed          | 城镇登记失业人数         | registered urban unemployed              | stock
rural_transfer          | 农村劳动力转移就业人数   | rural labour transferred into work       | flow
rural_transfer_labour_dept | 劳动保障部门组织转移就业人数 | transferred through labour departments | flow | rural_transfer
reemp_laidoff           | 下岗失业人员再就业人数   | laid-off persons re-employed             | flow
reemp_hard              | “4050”等困难人员再就业人数 | hard-to-place persons re-employed      | flow | reemp_laidoff
jobseekers              | 登记求职人数             | registered job-seekers                   | flow
jobseekers_placed       | 介绍成功人数             | job-seekers placed                       | flow | jobseekers
""",
)
_declare(
    "employment",
    "person-times",
    """
referrals               | 介绍次数                 | referrals                                | flow
referrals_placed        | 介绍成功次数             | successful referrals                     | flow | referrals
""",
)
_declare(
    "employment",
    "households",
    """
rural_poor_households_helped | 帮扶困难农户数      | poor rural households helped             | flow
zerofam_due             | 三个月期限届满零就业家庭数 | zero-employment families whose three months end | flow
zerofam_solved          | 期限内解决零就业家庭数   | of these helped in time                  | flow | zerofam_due
""",
)
_declare(
    "training",
    "persons",
    """
trained_reemp           | 再就业培训人数           | persons retrained                        | flow
completed_reemp         | 再就业培训结业人数       | retraining completers                    | flow | trained_reemp
passed_reemp            | 再就业培训合格人数       | retraining completers who passed         | flow | completed_reemp
trained_startup         | 创业培训人数             | persons trained to start a business      | flow
completed_startup       | 创业培训结业人数         | start-up training completers             | flow | trained_startup
passed_startup          | 创业培训合格人数         | start-up completers who passed           | flow | completed_startup
trained_rural           | 农村劳动力转移培训人数   | rural labour trained for transfer        | flow
completed_rural         | 农村转移培训结业人数     | rural training completers                | flow | trained_rural
passed_rural            | 农村转移培训合格人数     | rural completers who passed              | flow | completed_rural
trained_rural_labour_dept | 劳动保障部门农村培训人数 | rural labour trained by labour departments | flow | trained_rural
trained_in_base_reemp   | 再就业培训中属基数人数   | retrained persons inside the base        | flow | trained_reemp
trained_in_base_startup | 创业培训中属基数人数     | start-up trainees inside the base        | flow | trained_startup
trained_in_base_rural   | 农村培训中属基数人数     | rural trainees inside the base           | flow | trained_rural
mature_reemp            | 再就业培训成熟期结业人数 | retraining completers, six months past   | flow
mature_employed_reemp   | 再就业培训六个月内就业人数 | of these employed within six months    | flow | mature_reemp
mature_startup          | 创业培训成熟期合格人数   | start-up passers, twelve months past     | flow
mature_started_startup  | 创业培训十二个月内创业人数 | of these with a licensed business      | flow | mature_startup
mature_rural            | 农村培训成熟期结业人数   | rural completers, six months past        | flow
mature_employed_rural   | 农村培训六个月内就业人数 | of these employed within six months      | flow | mature_rural
mature_participants     | 成熟期参训人数           | participants, six months past            | flow
mature_participants_employed | 成熟期参训就业人数  | of these employed within six months      | flow | mature_participants
not_yet_mature          | 尚未满期结业人数         | completers whose window is still open    | stock
assessed                | 参加技能鉴定人数         | persons assessed                         | flow
assessed_passed         | 技能鉴定合格人数         | persons who passed assessment            | flow | assessed
eligible_unemployed     | 符合条件失业人数         | eligible unemployed                      | stock
eligible_inflow         | 符合条件失业人员新增     | eligible unemployed, newly entered       | flow
eligible_outflow        | 死亡退休迁出人数         | deaths, retirements and moves            | flow
rural_surplus           | 待转移农村劳动力         | rural labour waiting to transfer         | stock
rural_surplus_inflow    | 待转移农村劳动力新增     | rural labour, newly waiting              | flow
rural_surplus_outflow   | 待转移农村劳动力减少     | rural labour, deaths and moves           | flow
seats_reemp             | 再就业培训席位           | retraining places                        | stock
seats_startup           | 创业培训席位             | start-up training places                 | stock
seats_rural             | 农村转移培训席位         | rural training places                    | stock
""",
)
_declare(
    "fund",
    "fen",
    """
fund_in_central         | 中央补助到位             | central transfer paid in                 | flow
fund_in_province        | 省级补助到位             | provincial transfer paid in              | flow
fund_in_local           | 本级财政到位             | local budget paid in                     | flow
fund_plan_central       | 中央补助计划             | central transfer planned                 | flow
fund_plan_province      | 省级补助计划             | provincial transfer planned              | flow
fund_plan_local         | 本级财政计划             | local budget planned                     | flow
fund_budget             | 支出预算                 | expenditure budget                       | flow
exp_si_subsidy          | 社会保险补贴支出         | social-insurance subsidies               | flow
exp_training            | 职业培训补贴支出         | training subsidies                       | flow
exp_assessment          | 技能鉴定补贴支出         | assessment subsidies                     | flow
exp_matching            | 职业介绍补贴支出         | job-matching subsidies                   | flow
exp_public_post         | 公益性岗位补贴支出       | public-post subsidies                    | flow
exp_microloan           | 小额贷款贴息支出         | micro-loan interest                      | flow
exp_guarantee           | 担保基金支出             | loan guarantee fund                      | flow
exp_special_policy      | 特定政策补助支出         | special-policy subsidies (one-off)       | flow
exp_capacity            | 服务能力建设支出         | service capacity                         | flow
fund_balance            | 资金结余                 | fund balance                             | stock
""",
)
_declare(
    "fund",
    "persons",
    """
persons_si_subsidy      | 享受社会保险补贴人数     | persons on social-insurance subsidies    | flow
persons_training        | 享受培训补贴人数         | persons with training subsidies          | flow
persons_assessment      | 享受鉴定补贴人数         | persons with assessment subsidies        | flow
persons_matching        | 享受职介补贴人数         | persons with job-matching subsidies      | flow
persons_public_post     | 享受岗位补贴人数         | persons on public-post subsidies         | flow
policy_eligible         | 应享受政策人数           | persons entitled to support              | flow
policy_received         | 实际享受政策人数         | of these who received it                 | flow | policy_eligible
""",
)
_declare(
    "fund",
    "items",
    """
issues_due              | 到期应整改问题数         | issues due for rectification             | flow
issues_closed           | 按期整改问题数           | of these closed in time                  | flow | issues_due
""",
)
_declare(
    "insurance",
    "persons",
    """
ui_insured              | 失业保险参保人数         | persons insured against unemployment     | stock
ui_recipients           | 领取失业保险金人数   | benefit recipients                 | stock
ui_new_recipients       | 新增领取失业保险金人数   | new benefit recipients                   | flow
ui_ended                | 停领失业保险金人数       | recipients whose benefit ended           | flow
ui_reemployed           | 享受待遇期间再就业人数   | recipients re-employed while on benefit  | flow | ui_ended
dibao_recipients        | 城市低保人数             | urban minimum-income recipients          | stock
""",
)
_declare(
    "insurance",
    "person-months",
    """
ui_recipient_months     | 领取失业保险金人月数     | benefit person-months                    | flow
ui_payable_months       | 应发失业保险金人月数     | benefit person-months payable            | flow
ui_paid_months          | 实发失业保险金人月数     | benefit person-months paid               | flow | ui_payable_months
dibao_recipient_months  | 城市低保人月数           | minimum-income person-months             | flow
""",
)
_declare(
    "insurance",
    "fen",
    """
ui_premium_due          | 应征失业保险费           | premium due                              | flow
ui_premium              | 实征失业保险费           | premium collected                        | flow
ui_income               | 失业保险基金收入         | insurance fund revenue                   | flow
ui_outlay               | 失业保险基金支出         | insurance fund expenses                  | flow
ui_balance              | 失业保险基金累计结余     | insurance fund balance                   | stock
ui_benefit_payable      | 应发失业保险金           | benefit payable                          | flow
ui_benefit_paid         | 实发失业保险金           | benefit paid                             | flow | ui_benefit_payable
""",
)
_declare(
    "assistance",
    "persons",
    """
assist_eligible         | 普查符合条件人数         | eligible persons found by census         | stock
assist_certified_stock  | 已认定援助对象人数       | certified assistance targets             | stock | assist_eligible
assist_served           | 接受援助服务人数         | targets given assistance                 | stock | assist_certified_stock
assist_unemployed       | 未就业援助对象人数   | unemployed targets         | stock
assist_certified        | 新认定援助对象人数       | newly certified targets                  | flow
assist_reunemployed     | 重新失业援助对象人数     | targets unemployed again                 | flow
assist_employed         | 实现就业援助对象人数     | targets who found work                   | flow
assist_exited           | 退出援助人数             | targets who left the scope               | flow
assist_employed_stock   | 已就业援助对象人数   | targets in work            | stock
five_ones_done          | “五个一”齐全人数         | targets with all five ones               | stock | assist_certified_stock
one_card                | 就业援助卡               | assistance card                          | stock | assist_certified_stock
one_contact             | 爱心联系卡               | contact card                             | stock | assist_certified_stock
one_scheme              | 援助方案                 | assistance scheme                        | stock | assist_certified_stock
one_plan                | 援助计划                 | assistance plan                          | stock | assist_certified_stock
one_promise             | 援助服务承诺书           | service promise                          | stock | assist_certified_stock
visit_due               | 应走访已就业对象人数     | employed targets due a visit             | flow
visit_done              | 本季上门走访人数         | of these visited at home                 | flow | visit_due
stable_due              | 满六个月就业对象人数     | placed targets, six months past          | flow
stable_done             | 六个月后仍就业人数       | of these still in work                   | flow | stable_due
""",
)

EXPENDITURE = tuple(QUANTITIES[c] for c in QUANTITIES if c.startswith("exp_"))
INCOME = tuple(QUANTITIES[c] for c in QUANTITIES if c.startswith("fund_in_"))
PLANNED = tuple(QUANTITIES[c] for c in QUANTITIES if c.startswith("fund_plan_"))

SPENT = total(*EXPENDITURE, name=Words(zh="资金总支出", en="total expenditure"))
PAID_IN = total(*INCOME, name=Words(zh="当年到位资金", en="money paid in"))
