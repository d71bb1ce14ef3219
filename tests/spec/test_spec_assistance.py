"""GZ-1 要将符合条件的人员全部纳入就业援助范围,…建立“出现一人,认定一人,扶助一人,稳定一人”的就业援助工作机制; GZ-17 对援助对象落实
“五个一”服务; GZ-18 每季度至少上门走访一次。"""

from __future__ import annotations

from drawn import measured


def _rate(code: str, top: str, bottom: str) -> None:
    measured(
        code,
        f"""
        region | period | {bottom} | {top} => only [%]
        A      | 2010Q4 | 80       | 23    => 28.75 (23/80)
        B      | 2010Q4 | 20       | 20    => 100 (20/20)
        C      | 2010Q4 | 0        | 0     => not_applicable
        D      | 2010Q4 | 6        |       => missing
        E      | 2010Q4 |          | 6     => missing
        F      | 2010Q4 | 6        | *     => suppressed
        P      | 2010Q4 |          |       => 43 (43/100)
        """,
    )


def test_eligible_cov():
    """GZ-1 要将符合条件的人员全部纳入就业援助范围; certified of those the census (GZ-4 普查工作) found eligible"""
    _rate("eligible_cov", "assist_certified_stock", "assist_eligible")


def test_five_ones_rate():
    """GZ-17 一张就业援助卡、一张爱心联系卡、一个援助方案、一份援助计划、一份援助服务承诺书; all five on file"""
    _rate("five_ones_rate", "five_ones_done", "assist_certified_stock")


def test_visit_quarterly_rate():
    """GZ-18 每季度至少上门走访一次; of the employed targets who are due a visit"""
    _rate("visit_quarterly_rate", "visit_done", "visit_due")


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
    """GZ-1 “…稳定一人”; still in work six months after placement, of those whose six months are over"""
    _rate("stability_rate", "stable_done", "stable_due")
