"""GZ-1 实名制动态管理; GZ-3 就业援助实行实名登记认定制度; GZ-4 严格审核程序,实施动态管理; GZ-20 健全就业援助工作基本制度;
GZ-22 增强信息化对就业援助工作支撑力度。"""

from __future__ import annotations

from drawn import measured, share_drawn


def test_realname_cov():
    """GZ-1 普遍实行就业援助对象实名制动态管理"""
    share_drawn("realname_cov", "assist_realname", "assist_certified_stock", "2010Q4")


def test_register_then_certify():
    """GZ-3 对未进行失业登记的,要首先按规定进行失业登记"""
    share_drawn("register_then_certify", "certified_registered", "assist_certified", "2010Q4")


def test_hukou_platform_match():
    """GZ-3 在其户籍所在基层就业和社会保障服务平台进行登记"""
    share_drawn("hukou_platform_match", "certified_at_hukou", "assist_certified", "2010Q4")


def test_publicity_done():
    """GZ-3 要按照规定程序及时予以公示认定"""
    share_drawn("publicity_done", "certified_publicised", "assist_certified", "2010Q4")


def test_card_issued_rate():
    """GZ-3 由县级以上公共就业服务机构核发《就业援助卡》"""
    share_drawn("card_issued_rate", "cards_issued", "assist_certified", "2010Q4")


def test_two_card_valid():
    """GZ-3 《就业援助卡》与《就业失业登记证》同时使用方有效"""
    share_drawn("two_card_valid", "subsidy_payments_valid", "subsidy_payments", "2010Q4")


def test_census_done():
    """GZ-4 要认真开展普查工作"""
    share_drawn("census_done", "communities_census", "communities", "2010Q4")


def test_ledger_fresh():
    """GZ-4 动态信息及时更新,实施动态管理"""
    share_drawn("ledger_fresh", "status_changes_timely", "status_changes", "2010Q4")


def test_four_systems():
    """GZ-20 登记认定制度、动态管理制度、分类帮扶制度、跟踪服务制度; four for each unit"""
    share_drawn("four_systems", "systems_issued", "systems_due", "2010Q4")


def test_info_4types_online():
    """GZ-22 登记认定信息、就业状态信息、援助服务信息、享受政策信息的统一采集、统一使用、统一管理"""
    share_drawn("info_4types_online", "assist_online", "assist_certified_stock", "2010Q4")


def test_ledger_lag_days():
    """GZ-4 动态信息及时更新; mean days between a change and its entry"""
    measured(
        "ledger_lag_days",
        """
        region | period | status_changes | ledger_lag => only [days]
        A      | 2010Q4 | 40             | 500        => 12.5 (500/40)
        B      | 2010Q4 | 10             | 900        => 90 (900/10)
        C      | 2010Q4 | 0              | 0          => not_applicable
        D      | 2010Q4 | 10             |            => missing
        P      | 2010Q4 |                |            => 28 (1400/50)
        """,
    )
