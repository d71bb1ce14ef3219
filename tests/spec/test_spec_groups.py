"""HB-1 鼓励各地逐步…纳入《再就业优惠证》发放范围; HB-2 妥善处理并轨遗留问题; HB-5 积极促进高校毕业生就业; HB-13 全面开展失业
调控工作; HB-14 启动“就业新起点计划”; GZ-2 连续失业一年以上的长期失业人员。"""

from __future__ import annotations

from drawn import level_drawn, measured, share_drawn


def test_rsc_closed():
    """HB-2 上半年在全省范围内关闭再就业服务中心"""
    share_drawn("rsc_closed", "rsc_centres_closed", "rsc_centres")


def test_bg_settled():
    """HB-2 以目前还在中心或已出中心但未理顺劳动关系的人员为主"""
    share_drawn("bg_settled", "bg_settled_persons", "bg_in_scope")


def test_bg_reemp():
    """HB-2 着重解决好并轨人员的再就业、社保关系接续等问题"""
    share_drawn("bg_reemp", "bg_reemployed", "bg_in_scope")


def test_bg_si():
    """HB-2 着重解决好并轨人员的再就业、社保关系接续等问题"""
    share_drawn("bg_si", "bg_insured", "bg_in_scope")


def test_grad_service_3m_rate():
    """HB-5 3个月内免费提供一次政策咨询和职业指导、三次基本适合的岗位信息; both counts met, of those three months past"""
    share_drawn("grad_service_3m_rate", "grad_service_met", "grad_service_due")


def test_newstart_7ones_rate():
    """HB-14 通过“七个一”措施; services given of services due, two an enterprise and five a person"""
    share_drawn("newstart_7ones_rate", "newstart_done", "newstart_due")


def test_newstart_all7_rate():
    """HB-14 通过“七个一”措施; persons with all of them"""
    share_drawn("newstart_all7_rate", "newstart_all7", "newstart_persons")


def test_newstart_reemp_rate():
    """HB-14 促进服务对象尽快实现再就业"""
    share_drawn("newstart_reemp_rate", "newstart_reemployed", "newstart_persons")


def test_layoff_filed_rate():
    """HB-13 强化企业的社会责任和裁员审批备案制度"""
    share_drawn("layoff_filed_rate", "mass_layoffs_filed", "mass_layoffs")


def test_soe_restructure_absorbed():
    """HB-13 继续鼓励国有企业主辅分离、辅业改制分流安置富余人员"""
    share_drawn("soe_restructure_absorbed", "soe_absorbed", "soe_surplus")


def test_cert_extended():
    """HB-1 鼓励各地逐步…纳入《再就业优惠证》发放范围"""
    share_drawn("cert_extended", "cert_areas_extended", "cert_areas")


def test_rsc_residual_persons():
    """HB-2 关闭再就业服务中心; whoever is still in one"""
    level_drawn("rsc_residual_persons", "rsc_persons")


def test_rsc_residual_paid():
    """HB-2 停止发放基本生活费; what is still paid"""
    level_drawn("rsc_residual_paid", "rsc_allowance", "fen")


def test_grad_emp_rate():
    """HB-5 重点帮助登记失业高校毕业生实现就业; of those unemployed at the start and newly registered"""
    measured(
        "grad_emp_rate",
        """
        region | period | grad_unemployed | grad_registered | grad_employed => only [%]
        A      | 2006   | 60              |                 |               => missing
        A      | 2007   | 40              | 40              | 60            => 60 (60/100)
        B      | 2006   | 20              |                 |               => missing
        B      | 2007   | 25              | 80              | 15            => 15 (15/100)
        C      | 2006   | 0               |                 |               => missing
        C      | 2007   | 0               | 0               | 0             => not_applicable
        D      | 2007   | 9               | 5               | 1             => missing
        P      | 2007   |                 |                 |               => 37.5 (75/200)
        """,
    )


def test_reg_unemp_growth():
    """HB-13 防止失业人数过快增长; the closing stock against a year before, or against the period before"""
    measured(
        "reg_unemp_growth",
        """
        region | period | reg_unemployed => year [%]       | period [%]
        A      | 2006Q4 | 100            => missing        | missing
        A      | 2007Q3 | 150            => missing        | missing
        A      | 2007Q4 | 120            => 20 (20/100)    | -20 (-30/150)
        B      | 2006Q4 | 50             => missing        | missing
        B      | 2007Q3 | 50             => missing        | missing
        B      | 2007Q4 | 60             => 20 (10/50)     | 20 (10/50)
        C      | 2006Q4 | 0              => missing        | missing
        C      | 2007Q3 | 0              => missing        | missing
        C      | 2007Q4 | 0              => not_applicable | not_applicable
        P      | 2007Q4 |                => 20 (30/150)    | -10 (-20/200)
        """,
    )


def test_firm_jobs_change():
    """HB-13 建立并实施企业监测预警机制; jobs now against the base period, of the same enterprises"""
    measured(
        "firm_jobs_change",
        """
        region | period | firm_jobs_base | firm_jobs => only [%]
        A      | 2007   | 800            | 700       => -12.5 (-100/800)
        B      | 2007   | 200            | 250       => 25 (50/200)
        C      | 2007   | 0              | 0         => not_applicable
        D      | 2007   | 90             |           => missing
        P      | 2007   |                |           => -5 (-50/1000)
        """,
    )


def test_long_term_unemp_share():
    """GZ-2 连续失业一年以上的长期失业人员; of all registered unemployed, also from six months"""
    measured(
        "long_term_unemp_share",
        """
        region | period | reg_unemployed | unemp_12m | unemp_6m => twelve_months [%] | six_months [%]
        A      | 2010Q4 | 80             | 20        | 40       => 25 (20/80)        | 50 (40/80)
        B      | 2010Q4 | 20             | 1         | 2        => 5 (1/20)          | 10 (2/20)
        C      | 2010Q4 | 0              | 0         | 0        => not_applicable    | not_applicable
        D      | 2010Q4 | 7              |           |          => missing           | missing
        P      | 2010Q4 |                |           |          => 21 (21/100)       | 42 (42/100)
        """,
    )
