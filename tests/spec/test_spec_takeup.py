"""GZ-6 至 GZ-16 完善落实各项就业扶持政策; GZ-23 以援助对象满意水平、落实扶持政策情况等为标准。"""

from __future__ import annotations

from drawn import measured, share_drawn


def test_takeup_match_sub():
    """GZ-6 职业中介机构…提供免费就业服务并实现就业的,可按规定申请职业介绍补贴"""
    share_drawn("takeup_match_sub", "got_match_sub", "due_match_sub", "2010Q4")


def test_takeup_train_sub():
    """GZ-7 参加职业培训的,按规定给予职业培训补贴"""
    share_drawn("takeup_train_sub", "got_train_sub", "due_train_sub", "2010Q4")


def test_takeup_assess_sub():
    """GZ-8 通过初次职业技能鉴定…按规定给予职业技能鉴定补贴"""
    share_drawn("takeup_assess_sub", "got_assess_sub", "due_assess_sub", "2010Q4")


def test_takeup_tax_relief():
    """GZ-9 可按国家规定享受税收优惠政策"""
    share_drawn("takeup_tax_relief", "got_tax_relief", "due_tax_relief", "2010Q4")


def test_takeup_fee_waiver():
    """GZ-10 按规定免交管理类、登记类和证照类等有关行政事业性收费"""
    share_drawn("takeup_fee_waiver", "got_fee_waiver", "due_fee_waiver", "2010Q4")


def test_takeup_micro_loan():
    """GZ-11 可按规定申请小额担保贷款"""
    share_drawn("takeup_micro_loan", "got_micro_loan", "due_micro_loan", "2010Q4")


def test_takeup_si_pubpost():
    """GZ-12 对公益性岗位招用…按规定给予社会保险补贴"""
    share_drawn("takeup_si_pubpost", "got_si_pubpost", "due_si_pubpost", "2010Q4")


def test_takeup_si_firm():
    """GZ-13 对各类企业招用…按规定分别给予社会保险补贴"""
    share_drawn("takeup_si_firm", "got_si_firm", "due_si_firm", "2010Q4")


def test_takeup_settle_firm():
    """GZ-13 对各类企业招用…按规定分别给予…安置补贴"""
    share_drawn("takeup_settle_firm", "got_settle_firm", "due_settle_firm", "2010Q4")


def test_takeup_post_sub():
    """GZ-14 在公益性岗位就业的…按规定给予岗位补贴"""
    share_drawn("takeup_post_sub", "got_post_sub", "due_post_sub", "2010Q4")


def test_takeup_si_flex():
    """GZ-15 灵活就业后申报就业并缴纳社会保险费的,按规定给予社会保险补贴"""
    share_drawn("takeup_si_flex", "got_si_flex", "due_si_flex", "2010Q4")


def test_takeup_startup_sub():
    """GZ-16 自主创业的,按规定给予创业补贴"""
    share_drawn("takeup_startup_sub", "got_startup_sub", "due_startup_sub", "2010Q4")


_INSTRUMENTS = (
    "match_sub",
    "train_sub",
    "assess_sub",
    "tax_relief",
    "fee_waiver",
    "micro_loan",
    "si_pubpost",
    "si_firm",
    "settle_firm",
    "post_sub",
    "si_flex",
    "startup_sub",
)


def test_policy_delivery():
    """GZ-23 以…落实扶持政策情况等为标准; twelve instruments added, a person once for each"""
    due, got = (" | ".join(f"{side}_{i}" for i in _INSTRUMENTS) for side in ("due", "got"))
    measured(
        "policy_delivery",
        f"""
        region | period | {due}                            | {got}                            => only [%]
        A      | 2010Q4 | 10|10|10|5|5|5|5|5|5|5|5|10        | 5|5|5|2|1|1|1|1|1|1|0|0            => 28.75 (23/80)
        B      | 2010Q4 | 1|2|3|4|1|2|3|1|1|1|1|0            | 1|2|3|4|1|2|3|1|1|1|1|0            => 100 (20/20)
        C      | 2010Q4 | 0|0|0|0|0|0|0|0|0|0|0|0            | 0|0|0|0|0|0|0|0|0|0|0|0            => not_applicable
        D      | 2010Q4 | 1|2|3|4|1|2|3|1|1|1|1|0            | 1|2|3|4|1|2|3|1|1|1|1|             => missing
        P      | 2010Q4 |  | | | | | | | | | | |             |  | | | | | | | | | | |             => 43 (43/100)
        """,
    )
