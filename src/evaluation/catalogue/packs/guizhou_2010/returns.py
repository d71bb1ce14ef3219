"""How long people are out of work, and whether the returns come in time: GZ-2, GZ-24."""

from __future__ import annotations

from evaluation.catalogue import span
from evaluation.catalogue.family import HIGHER, LOWER, Family, share
from evaluation.catalogue.model import Dimension, Indicators


def declare(catalogue: Indicators) -> None:
    social = Family(catalogue, Dimension.SOCIAL_BENEFIT, span.COHORT)
    social.add(
        "long_term_unemp_share",
        "连续失业一年以上占比 | Share of long-term unemployed",
        "GZ-2",
        LOWER,
        "失业越久越难就业 | the longer out of work, the harder to return",
        {
            "twelve_months": share("unemp_12m", "reg_unemployed", "一年以上 | more than a year"),
            "six_months": share("unemp_6m", "reg_unemployed", "六个月以上 | more than six months"),
        },
        inferred=True,
    )
    services = Family(catalogue, Dimension.SERVICES, span.RETURN)
    services.add(
        "ep8_ontime",
        "援助统计报表及时率 | Assistance returns on time",
        "GZ-24",
        HIGHER,
        "按季度上报统计报表 | returns are due each quarter",
        share("reports_on_time", "reports_due"),
    )
