"""Unemployment insurance and minimum income."""

from __future__ import annotations

ROWS = (
    (
        "insurance",
        "persons",
        """
ui_insured               | 失业保险参保人数         | persons insured against unemployment     | stock
ui_recipients            | 领取失业保险金人数       | benefit recipients                       | stock
ui_new_recipients        | 新增领取失业保险金人数   | new benefit recipients                   | flow
ui_ended                 | 停领失业保险金人数       | recipients whose benefit ended           | flow
ui_reemployed            | 享受待遇期间再就业人数   | recipients re-employed while on benefit  | flow | ui_ended
dibao_recipients         | 城市低保人数             | urban minimum-income recipients          | stock
mature_ui_entrants       | 领取期限届满人员         | recipients whose entitlement has run its term | flow
mature_ui_reemployed     | 期限内再就业人员         | of these re-employed within it           | flow | mature_ui_entrants
ui_trained               | 领取人员接受培训人数     | recipients trained                       | flow
ui_matched               | 领取人员接受职介人数     | recipients given job matching            | flow
dibao_working_age        | 城市低保在劳动年龄有劳动能力人数 | minimum-income recipients able to work   | stock | dibao_recipients
public_inst_staff        | 事业单位应参保人员       | staff of public institutions due to be insured | stock
public_inst_insured      | 事业单位参保人员         | of these insured                         | stock | public_inst_staff
transfer_trainees        | 企业转岗培训安置人员     | workers retrained for other posts in their enterprise | flow
transfer_aided           | 获转岗补助人员           | of these with aid of the insurance fund  | flow | transfer_trainees
""",
    ),
    (
        "insurance",
        "person-months",
        """
ui_recipient_months      | 领取失业保险金人月数     | benefit person-months                    | flow
ui_payable_months        | 应发失业保险金人月数     | benefit person-months payable            | flow
ui_paid_months           | 实发失业保险金人月数     | benefit person-months paid               | flow | ui_payable_months
dibao_recipient_months   | 城市低保人月数           | minimum-income person-months             | flow
""",
    ),
    (
        "insurance",
        "fen",
        """
ui_premium_due           | 应征失业保险费           | premium due                              | flow
ui_premium               | 实征失业保险费           | premium collected                        | flow
ui_income                | 失业保险基金收入         | insurance fund revenue                   | flow
ui_outlay                | 失业保险基金支出         | insurance fund expenses                  | flow
ui_balance               | 失业保险基金累计结余     | insurance fund balance                   | stock
ui_benefit_payable       | 应发失业保险金           | benefit payable                          | flow
ui_benefit_paid          | 实发失业保险金           | benefit paid                             | flow | ui_benefit_payable
ui_benefit_on_time       | 按时发放失业保险金       | benefit paid on time                     | flow | ui_benefit_payable
ui_exp_promotion         | 促进就业支出             | insurance spending on employment promotion | flow | ui_outlay
ui_arrears               | 欠缴失业保险费           | premium in arrears                       | stock
ui_arrears_paid          | 清欠失业保险费           | arrears recovered                        | flow
ui_short_base            | 稽核查出少报缴费基数     | under-reported wages found               | flow
ui_short_premium         | 稽核查出少缴保费         | premium found short                      | flow
ui_short_recovered       | 追回少缴保费             | of this recovered                        | flow | ui_short_premium
ui_at_minimum_wage       | 同人月按最低工资计金额   | the same person-months at the minimum wage | flow
ui_at_dibao              | 同人月按低保标准计金额   | the same person-months at the minimum-income standard | flow
""",
    ),
    (
        "insurance",
        "places",
        """
public_insts             | 事业单位                 | public institutions                      | stock
public_insts_withheld    | 财政代扣代缴事业单位     | of these with premium withheld by finance | stock | public_insts
ui_units                 | 参保单位                 | insured employers                        | stock
ui_units_inspected       | 已稽核参保单位           | of these inspected                       | stock | ui_units
ui_selfcheck_due         | 应自查统筹单位           | fund offices due to check themselves     | flow
ui_selfcheck_done        | 按期完成自查单位         | of these done in time                    | flow | ui_selfcheck_due
""",
    ),
)
