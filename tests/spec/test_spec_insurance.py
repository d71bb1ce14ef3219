# ruff: noqa: E501  (drawn tables are as wide as their columns)
"""HB-0 失业保险金发放率100%; HB-15 做好失业保险扩面、核定、征缴、稽核、清欠等各环节工作; HB-16 将省级调剂金下拨与年度工作目标完成
情况及基金结存情况紧密挂钩。"""

from __future__ import annotations

from drawn import measured, share_drawn


def test_benefit_paid_rate():
    """HB-0 失业保险金发放率100%; by amount and by person-months"""
    measured(
        "benefit_paid_rate",
        """
        region | period | ui_benefit_payable 万元 | ui_benefit_paid 万元 | ui_payable_months | ui_paid_months => amount [%]                    | person_months [%]
        A      | 2007   | 40                      | 40                   | 1000              | 990            => 100 (40 000 000/40 000 000)   | 99 (990/1000)
        B      | 2007   | 10                      | 9                    | 500               | 510            => 90 (9 000 000/10 000 000)     | contradictory
        C      | 2007   | 0                       | 0                    | 0                 | 0              => not_applicable                | not_applicable
        D      | 2007   |                         | 9                    |                   | 100            => missing                       | missing
        P      | 2007   |                         |                      |                   |                => 98 (49 000 000/50 000 000)    | 99 (990/1000)
        """,
    )


def test_ui_collection_rate():
    """HB-15 强化扩面征缴工作; premium collected of premium due"""
    measured(
        "ui_collection_rate",
        """
        region | period | ui_premium_due 万元 | ui_premium 万元 => only [%]
        A      | 2007   | 80                  | 76              => 95 (76 000 000/80 000 000)
        B      | 2007   | 20                  | 21              => 105 (21 000 000/20 000 000)
        C      | 2007   | 0                   | 0               => not_applicable
        D      | 2007   | 8                   |                 => missing
        P      | 2007   |                     |                 => 97 (97 000 000/100 000 000)
        """,
    )


def test_ui_reserve_months():
    """HB-16 基金结存情况; closing balance over a month's expenses, of the twelve months past"""
    measured(
        "ui_reserve_months",
        """
        region | period | ui_balance 万元 | ui_outlay 万元 => only [months]
        A      | 2006Q2 | 500             | 10             => missing
        A      | 2006Q3 | 500             | 20             => missing
        A      | 2006Q4 | 500             | 30             => missing
        A      | 2007Q1 | 520             | 40             => 62.4 (520 000 000/100 000 000)
        B      | 2007Q1 | 100             | 5              => missing
        C      | 2006   | 10              | 0              => not_applicable
        C      | 2007   | 10              | 2              => 60 (10 000 000/2 000 000)
        P      | 2007Q1 |                 |                => 62.4 (520 000 000/100 000 000)
        P      | 2007   |                 |                => 60 (10 000 000/2 000 000)
        """,
    )


def test_ui_spending_ratio():
    """HB-16 加强基金管理; expenses over revenue of the same period"""
    measured(
        "ui_spending_ratio",
        """
        region | period | ui_income 亿元 | ui_outlay 亿元 => only [%]
        A      | 2008   | 34.7           | 13.5           => 13500/347 (135 000 000 000/347 000 000 000)
        B      | 2008   | 5.3            | 6.5            => 6500/53 (65 000 000 000/53 000 000 000)
        C      | 2008   | 0              | 1              => not_applicable
        D      | 2008   |                | 1              => missing
        P      | 2008   |                |                => 50 (200 000 000 000/400 000 000 000)
        """,
    )


def test_ui_outlay_per_recipient():
    """HB-16 提高失业保险待遇水平; expenses over recipients at period end, in yuan"""
    measured(
        "ui_outlay_per_recipient",
        """
        region | period | ui_outlay 万元 | ui_recipients => only [yuan/person]
        A      | 2008   | 30             | 100           => 3000 (30 000 000/100)
        B      | 2008   | 10             | 60            => 5000/3 (10 000 000/60)
        C      | 2008   | 10             | 0             => not_applicable
        D      | 2008   | 10             |               => missing
        P      | 2008   |                |               => 2500 (40 000 000/160)
        """,
    )


def test_ui_recipient_share():
    """HB-16 确保失业保险待遇及时落实; recipients of the insured, both at period end"""
    measured(
        "ui_recipient_share",
        """
        region | period | ui_insured 万人 | ui_recipients 万人 => only [%]
        A      | 2008   | 600             | 3                  => 0.5 (30 000/6 000 000)
        B      | 2008   | 200             | 5                  => 2.5 (50 000/2 000 000)
        C      | 2008   | 0               | 0                  => not_applicable
        D      | 2008   | 30              |                    => missing
        P      | 2008   |                 |                    => 1 (80 000/8 000 000)
        """,
    )


def test_ui_balance_share():
    """HB-16 基金结存情况; the region's balance of the balance of all regions: the one figure that needs the others"""
    measured(
        "ui_balance_share",
        """
        region | period | ui_balance 亿元 => only [%]
        A      | 2007   | 0               => not_applicable
        B      | 2007   | 0               => not_applicable
        A      | 2008   | 30              => 75 (300 000 000 000/400 000 000 000)
        B      | 2008   | 10              => 25 (100 000 000 000/400 000 000 000)
        C      | 2008   |                 => missing
        P      | 2008   |                 => 100 (400 000 000 000/400 000 000 000)
        P      | 2007   |                 => not_applicable
        """,
    )


def test_benefit_ontime_rate():
    """HB-16 确保失业保险待遇及时落实; paid on time, of what was payable"""
    share_drawn("benefit_ontime_rate", "ui_benefit_on_time", "ui_benefit_payable")


def test_ui_benefit_level():
    """HB-16 结合我省最低工资标准调整,提高失业保险待遇水平"""
    share_drawn("ui_benefit_level", "ui_benefit_payable", "ui_at_minimum_wage")


def test_ui_benefit_over_dibao():
    """HB-16 提高失业保险待遇水平; against the minimum-income standard"""
    share_drawn("ui_benefit_over_dibao", "ui_benefit_payable", "ui_at_dibao")


def test_ui_inspection_cov():
    """HB-15 全面做好失业保险扩面、核定、征缴、稽核、清欠等各环节工作"""
    share_drawn("ui_inspection_cov", "ui_units_inspected", "ui_units")


def test_ui_inspection_yield():
    """HB-15 对少报漏缴…的用人单位进行专项监察; premium found short and recovered"""
    share_drawn("ui_inspection_yield", "ui_short_recovered", "ui_short_premium")


def test_public_inst_ui_cov():
    """HB-15 努力提高事业单位参保率"""
    share_drawn("public_inst_ui_cov", "public_inst_insured", "public_inst_staff")


def test_withhold_cov():
    """HB-15 对事业单位实行财政代扣代缴"""
    share_drawn("withhold_cov", "public_insts_withheld", "public_insts")


def test_ui_selfcheck_done():
    """HB-16 3月底前,要对历年基金收支及管理情况进行自查"""
    share_drawn("ui_selfcheck_done", "ui_selfcheck_done", "ui_selfcheck_due")


def test_ui_promo_share():
    """HB-17 积极探索失业保险基金促进再就业的实施办法"""
    share_drawn("ui_promo_share", "ui_exp_promotion", "ui_outlay")


def test_transfer_aid_cov():
    """HB-17 对企业内部开展职工转岗培训和转岗安置给予适当补助"""
    share_drawn("transfer_aid_cov", "transfer_aided", "transfer_trainees")


def test_ui_arrears_recovered():
    """HB-15 清欠; arrears recovered over the arrears at the start"""
    measured(
        "ui_arrears_recovered",
        """
        region | period | ui_arrears 万元 | ui_arrears_paid 万元 => only [%]
        A      | 2006   | 80              |                      => missing
        A      | 2007   | 70              | 20                   => 25 (20 000 000/80 000 000)
        B      | 2006   | 20              |                      => missing
        B      | 2007   | 30              | 5                    => 25 (5 000 000/20 000 000)
        C      | 2006   | 0               |                      => missing
        C      | 2007   | 4               | 0                    => not_applicable
        P      | 2007   |                 |                      => 25 (25 000 000/100 000 000)
        """,
    )


def _recipients(code: str, served: str) -> None:
    measured(
        code,
        f"""
        region | period | ui_recipients | ui_new_recipients | {served} => only [%]
        A      | 2006   | 60            |                   |          => missing
        A      | 2007   | 50            | 40                | 30       => 30 (30/100)
        B      | 2006   | 20            |                   |          => missing
        B      | 2007   | 20            | 80                | 20       => 20 (20/100)
        C      | 2006   | 0             |                   |          => missing
        C      | 2007   | 0             | 0                 | 0        => not_applicable
        D      | 2007   | 9             | 5                 | 1        => missing
        P      | 2007   |               |                   |          => 25 (50/200)
        """,
    )


def test_ui_train_cov():
    """HB-17 把享受失业保险待遇失业人员作为培训机构…的重点服务对象; of all recipients of the period"""
    _recipients("ui_train_cov", "ui_trained")


def test_ui_match_cov():
    """HB-17 把享受失业保险待遇失业人员作为…职业介绍机构的重点服务对象; of all recipients of the period"""
    _recipients("ui_match_cov", "ui_matched")
