"""Employment assistance of Guizhou 2010 (GZ); the employment rate of targets is shared with HB-20."""

from __future__ import annotations

from evaluation.indicators.model import Catalogue, Dimension, Direction, Reading, expression
from evaluation.indicators.quantities import QUANTITIES as Q
from evaluation.study.model import Words

_RATES = (
    (
        "eligible_cov",
        "应认定尽认定率",
        "Eligible persons certified",
        "GZ-1",
        Direction.AT_TARGET,
        "assist_certified_stock",
        "assist_eligible",
        "符合条件的人员全部纳入",
        "all who are eligible are to be included",
    ),
    (
        "five_ones_rate",
        "“五个一”落实率",
        "Targets with all five ones",
        "GZ-17",
        Direction.HIGHER,
        "five_ones_done",
        "assist_certified_stock",
        "卡、方案、计划、承诺书是否齐全",
        "whether cards, scheme, plan and promise are all there",
    ),
    (
        "visit_quarterly_rate",
        "季度上门走访率",
        "Quarterly home-visit rate",
        "GZ-18",
        Direction.AT_TARGET,
        "visit_done",
        "visit_due",
        "已就业对象每季度至少走访一次",
        "every employed target is visited each quarter",
    ),
    (
        "stability_rate",
        "稳定就业率",
        "Stable employment rate",
        "GZ-1",
        Direction.HIGHER,
        "stable_done",
        "stable_due",
        "就业六个月后是否仍在岗",
        "whether targets still work after six months",
    ),
)


def declare(catalogue: Catalogue) -> None:
    for code, zh, en, clause, direction, top, bottom, why_zh, why_en in _RATES:
        catalogue.add(
            code=code,
            title=Words(zh=zh, en=en),
            clause=clause,
            dimension=Dimension.ASSISTANCE,
            direction=direction,
            why=Words(zh=why_zh, en=why_en),
            readings=Reading(numerator=expression(Q[top]), denominator=expression(Q[bottom]), per=100),
        )
