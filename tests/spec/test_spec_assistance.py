# ruff: noqa: E501  (drawn tables are as wide as their columns)
"""GZ-1 要将符合条件的人员全部纳入就业援助范围,…建立“出现一人,认定一人,扶助一人,稳定一人”的就业援助工作机制; GZ-17 对援助对象落实
“五个一”服务; GZ-18 每季度至少上门走访一次。"""

from __future__ import annotations

from drawn import measured, share_drawn


def test_eligible_cov():
    """GZ-1 要将符合条件的人员全部纳入就业援助范围; certified of those the census (GZ-4 普查工作) found eligible"""
    share_drawn("eligible_cov", "assist_certified_stock", "assist_eligible", "2010Q4")


def test_five_ones_rate():
    """GZ-17 一张就业援助卡、一张爱心联系卡、一个援助方案、一份援助计划、一份援助服务承诺书; all five on file"""
    share_drawn("five_ones_rate", "five_ones_done", "assist_certified_stock", "2010Q4")


def test_visit_quarterly_rate():
    """GZ-18 每季度至少上门走访一次; of the employed targets who are due a visit"""
    share_drawn("visit_quarterly_rate", "visit_done", "visit_due", "2010Q4")


def test_visit_quarterly_rate_of_the_year_adds_the_quarters():
    measured(
        "visit_quarterly_rate",
        """
        region | period | visit_due | visit_done => only [%]
        A      | 2010Q1 | 10        | 10         => 100 (10/10)
        A      | 2010Q2 | 20        | 10         => 50 (10/20)
        A      | 2010Q3 | 30        | 10         => 100/3 (10/30)
        A      | 2010Q4 | 40        | 10         => 25 (10/40)
        A      | 2010   |           |            => 40 (40/100)
        B      | 2010Q1 | 0         | 0          => not_applicable
        B      | 2010   |           |            => missing
        P      | 2010   |           |            => 40 (40/100)
        """,
    )


def test_stability_rate():
    """GZ-1 “…稳定一人”; still in work three, six or twelve months after placement, of those whose term is over"""
    measured(
        "stability_rate",
        """
        region | period | stable_due | stable_done | stable12_due | stable12_done | stable3_due | stable3_done => six_months [%] | twelve_months [%] | three_months [%]
        A      | 2010Q4 | 80         | 60          | 50           | 30            | 100         | 90           => 75 (60/80)     | 60 (30/50)        | 90 (90/100)
        B      | 2010Q4 | 20         | 10          | 50           | 20            | 100         | 70           => 50 (10/20)     | 40 (20/50)        | 70 (70/100)
        C      | 2010Q4 | 0          | 0           | 0            | 0             | 0           | 0            => not_applicable | not_applicable    | not_applicable
        D      | 2010Q4 | 6          |             | 6            |               |             | 1            => missing        | missing           | missing
        P      | 2010Q4 |            |             |              |               |             |              => 70 (70/100)    | 50 (50/100)       | 80 (160/200)
        """,
    )


def test_four_ones_chain():
    """GZ-1 建立“出现一人,认定一人,扶助一人,稳定一人”的就业援助工作机制"""
    share_drawn("four_ones_chain", "chain_stable", "chain_identified", "2010Q4")


def test_chain_certified_rate():
    """GZ-1 出现一人,认定一人"""
    share_drawn("chain_certified_rate", "chain_certified", "chain_identified", "2010Q4")


def test_chain_assisted_rate():
    """GZ-1 认定一人,扶助一人"""
    share_drawn("chain_assisted_rate", "chain_assisted", "chain_certified", "2010Q4")


def test_chain_employed_rate():
    """GZ-1 扶助一人; of those assisted, in work"""
    share_drawn("chain_employed_rate", "chain_employed", "chain_assisted", "2010Q4")


def test_chain_stable_rate():
    """GZ-1 稳定一人; of those in work, stable"""
    share_drawn("chain_stable_rate", "chain_stable", "chain_employed", "2010Q4")


def test_one_card_rate():
    """GZ-17 一张就业援助卡"""
    share_drawn("one_card_rate", "one_card", "assist_certified_stock", "2010Q4")


def test_one_contact_rate():
    """GZ-17 一张爱心联系卡"""
    share_drawn("one_contact_rate", "one_contact", "assist_certified_stock", "2010Q4")


def test_one_scheme_rate():
    """GZ-17 一个援助方案"""
    share_drawn("one_scheme_rate", "one_scheme", "assist_certified_stock", "2010Q4")


def test_one_plan_rate():
    """GZ-17 一份援助计划"""
    share_drawn("one_plan_rate", "one_plan", "assist_certified_stock", "2010Q4")


def test_one_promise_rate():
    """GZ-17 一份援助服务承诺书"""
    share_drawn("one_promise_rate", "one_promise", "assist_certified_stock", "2010Q4")


def test_agreement_rate():
    """GZ-17 以援助协议的方式实施“一人一策”的重点帮扶"""
    share_drawn("agreement_rate", "agreements", "assist_certified_stock", "2010Q4")


def test_public_post_priority():
    """GZ-5 政府开发的公益性岗位优先安排就业困难人员和零就业家庭成员"""
    share_drawn("public_post_priority", "public_posts_targets", "public_posts_filled", "2010Q4")


def test_first_contact_resp():
    """GZ-19 实行“首问负责制”"""
    share_drawn("first_contact_resp", "cases_in_time", "cases", "2010Q4")


def test_three_visits_rate():
    """GZ-18 开展“三访”,即实行“回访本人,回访单位、街道、社区,回访家庭”; all three kinds"""
    share_drawn("three_visits_rate", "three_visits_done", "visit_due", "2010Q4")


def test_five_items_complete():
    """GZ-18 掌握…“五项情况”; visits that recorded all five"""
    share_drawn("five_items_complete", "visits_complete", "visits", "2010Q4")


def test_reassist_rate():
    """GZ-18 对重新失业的,要及时提供再次援助"""
    share_drawn("reassist_rate", "reassist_done", "reassist_due", "2010Q4")


def test_satisfaction():
    """GZ-23 以援助对象满意水平…为标准; of those who answered"""
    share_drawn("satisfaction", "survey_satisfied", "survey_answers", "2010Q4")


def test_satisfaction_response():
    """GZ-23 以援助对象满意水平…为标准; how many of those asked answered"""
    share_drawn("satisfaction_response", "survey_answers", "survey_sent", "2010Q4")


def test_staff_qualified():
    """GZ-21 全面推行劳动保障协理员、职业指导人员职业资格培训鉴定工作"""
    share_drawn("staff_qualified", "assist_staff_qualified", "assist_staff", "2010Q4")


def test_incentive_grassroots():
    """GZ-23 激励机制要重点向基层平台和基层工作人员倾斜"""
    share_drawn("incentive_grassroots", "award_money_base", "award_money", "2010Q4")


def test_publicity_reach():
    """GZ-25 做到政策宣讲到人、措施说明到位"""
    share_drawn("publicity_reach", "assist_briefed", "assist_certified_stock", "2010Q4")


def test_caseload():
    """GZ-21 充实市县公共就业服务机构、基层平台就业工作人员力量; certified targets for each member of staff"""
    measured(
        "caseload",
        """
        region | period | assist_certified_stock | assist_staff => only [ratio]
        A      | 2010Q4 | 900                    | 20           => 45 (900/20)
        B      | 2010Q4 | 100                    | 5            => 20 (100/5)
        C      | 2010Q4 | 10                     | 0            => not_applicable
        D      | 2010Q4 | 10                     |              => missing
        P      | 2010Q4 |                        |              => 40 (1 000/25)
        """,
    )
