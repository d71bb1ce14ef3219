"""Registration, certification and records of assistance targets (GZ-3, GZ-4, GZ-20, GZ-22)."""

from __future__ import annotations

from evaluation.catalogue import span
from evaluation.catalogue.family import AT_TARGET, HIGHER, LOWER, Family, share
from evaluation.catalogue.model import Dimension, Indicators


def declare(catalogue: Indicators) -> None:
    family = Family(catalogue, Dimension.ASSISTANCE, span.RETURN)
    family.add(
        "realname_cov",
        "实名制覆盖率 | Targets with complete real-name records",
        "GZ-1, GZ-3, GZ-22",
        AT_TARGET,
        "实名制动态管理 | real-name management of every target",
        share("assist_realname", "assist_certified_stock"),
    )
    for code, title, done, why in (
        (
            "register_then_certify",
            "先失业登记后认定率 | Registered before certified",
            "certified_registered",
            "未登记失业的须先登记 | who is not registered must register first",
        ),
        (
            "hukou_platform_match",
            "户籍地平台登记率 | Registered where they belong",
            "certified_at_hukou",
            "在户籍所在基层平台登记 | registration lies with the platform of residence",
        ),
        (
            "publicity_done",
            "公示认定率 | Announced before certified",
            "certified_publicised",
            "按规定程序公示认定 | certification follows a public announcement",
        ),
        (
            "card_issued_rate",
            "《就业援助卡》核发率 | Assistance cards issued",
            "cards_issued",
            "由县级以上机构核发 | issued by an agency from county up",
        ),
    ):
        direction = HIGHER if code == "card_issued_rate" else AT_TARGET
        family.add(code, title, "GZ-3", direction, why, share(done, "assist_certified"))
    family.add(
        "two_card_valid",
        "两证同时有效发放率 | Payments with both cards valid",
        "GZ-3",
        AT_TARGET,
        "两证同时使用方有效 | only both cards together are valid",
        share("subsidy_payments_valid", "subsidy_payments"),
    )
    family.add(
        "census_done",
        "普查完成率 | Communities with the census done",
        "GZ-4",
        AT_TARGET,
        "对象明、情况清 | to know whom to help",
        share("communities_census", "communities"),
    )
    family.add(
        "ledger_fresh",
        "台账及时更新率 | Ledger entries in time",
        "GZ-4",
        HIGHER,
        "动态信息及时更新 | changes are to be entered in time",
        share("status_changes_timely", "status_changes"),
        window="“及时”的天数由参数规定；每季走访意味着不超过一季 | "
        "how soon is soon must be set; the quarterly visit implies a quarter at most",
    )
    family.add(
        "ledger_lag_days",
        "台账更新平均天数 | Mean days until an entry",
        "GZ-4",
        LOWER,
        "更新慢多少天 | by how many days the ledger lags",
        share("ledger_lag", "status_changes", per=1),
        inferred=True,
    )
    family.add(
        "four_systems",
        "四项制度建立率 | The four rules of work issued",
        "GZ-20",
        AT_TARGET,
        "登记认定、动态管理、分类帮扶、跟踪服务 | certification, updating, differentiated help, follow-up",
        share("systems_issued", "systems_due"),
        window="每单位四项 | four for each unit",
    )
    family.add(
        "info_4types_online",
        "四类信息联网率 | Targets with all four records online",
        "GZ-22",
        HIGHER,
        "统一采集、统一使用、统一管理 | collected, used and managed together",
        share("assist_online", "assist_certified_stock"),
    )
