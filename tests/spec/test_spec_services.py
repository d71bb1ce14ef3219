# ruff: noqa: E501  (drawn tables are as wide as their columns)
"""HB-4 “充分就业社区”创建工作; HB-5 专门服务窗口; HB-10 推进公共就业服务能力建设; HB-12 健全公共就业服务网络; HB-22 完善就业
管理制度; HB-23 强化境外就业监管; GZ-24 按季度上报统计报表。"""

from __future__ import annotations

from drawn import measured, share_drawn


def test_community_full_emp():
    """HB-4 命名表彰一批“充分就业社区”"""
    share_drawn("community_full_emp", "communities_full", "communities")


def test_grad_window_cov():
    """HB-5 在大中城市公共就业服务机构设立高校毕业生专门服务窗口"""
    share_drawn("grad_window_cov", "city_agencies_window", "city_agencies")


def test_agency_independent_acct():
    """HB-10 县以上职业介绍机构和就业训练中心实行独立核算,法人治理"""
    share_drawn("agency_independent_acct", "county_agencies_own", "county_agencies")


def test_grassroots_staff_paid():
    """HB-12 落实工作人员工资、社保待遇"""
    share_drawn("grassroots_staff_paid", "community_staff_paid", "community_staff")


def test_network_city_cov():
    """HB-12 健全市、县、街道(乡镇)、社区四级信息网络系统; the city tier"""
    share_drawn("network_city_cov", "linked_city", "nodes_city")


def test_network_county_cov():
    """HB-12 健全市、县、街道(乡镇)、社区四级信息网络系统; the county tier"""
    share_drawn("network_county_cov", "linked_county", "nodes_county")


def test_network_street_cov():
    """HB-12 健全市、县、街道(乡镇)、社区四级信息网络系统; streets and townships"""
    share_drawn("network_street_cov", "linked_street", "nodes_street")


def test_network_community_cov():
    """HB-12 健全市、县、街道(乡镇)、社区四级信息网络系统; communities"""
    share_drawn("network_community_cov", "linked_community", "nodes_community")


def test_hire_reg_rate():
    """HB-22 加强就业登记、失业登记以及用人单位招用人员登记"""
    share_drawn("hire_reg_rate", "hires_registered", "hires")


def test_agency_checked():
    """HB-22 3月份,…对劳动保障部门批准成立的民办职业中介机构进行检查清理"""
    share_drawn("agency_checked", "private_agencies_checked", "private_agencies")


def test_overseas_yearly():
    """HB-23 落实…年审制度"""
    share_drawn("overseas_yearly", "overseas_reviewed", "overseas_agencies")


def test_deposit_full():
    """HB-23 落实备用金监管制度"""
    share_drawn("deposit_full", "overseas_deposit", "overseas_agencies")


def test_agreement_signed():
    """HB-23 境外就业中介服务协议书"""
    share_drawn("agreement_signed", "overseas_agreements", "overseas_clients")


def test_exit_proof_issued():
    """HB-23 开具出境证"""
    share_drawn("exit_proof_issued", "overseas_proofs", "overseas_clients")


def test_ep8_ontime():
    """GZ-24 按季度上报就业援助工作统计报表"""
    share_drawn("ep8_ontime", "reports_on_time", "reports_due")


def test_network_4tier_cov():
    """HB-12 健全市、县、街道(乡镇)、社区四级信息网络系统; the four tiers added, linked of those to be linked"""
    measured(
        "network_4tier_cov",
        """
        region | period | nodes_city | nodes_county | nodes_street | nodes_community | linked_city | linked_county | linked_street | linked_community => only [%]
        A      | 2007   | 1          | 9            | 20           | 50              | 1           | 8             | 6             | 8                => 28.75 (23/80)
        B      | 2007   | 1          | 4            | 5            | 10              | 1           | 4             | 5             | 10               => 100 (20/20)
        C      | 2007   | 0          | 0            | 0            | 0               | 0           | 0             | 0             | 0                => not_applicable
        D      | 2007   | 1          | 2            | 3            | 4               | 1           | 2             | 3             |                  => missing
        P      | 2007   |            |              |              |                 |             |               |               |                  => 43 (43/100)
        """,
    )
