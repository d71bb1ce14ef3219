"""Targets and subsidy standards of hubei-2007: the document's provincial figures, and the invented split of them."""

from __future__ import annotations

from evaluation_demo.draws import draw
from evaluation_demo.hubei_plans import PLANS
from evaluation_demo.hubei_units import UNITS
from evaluation_demo.hubei_work import Demands
from evaluation_demo.tables import as_csv

_GOALS = "鄂劳社发[2007]17号 主要目标"
_HOUSEHOLDS = "rural_poor_households_helped"
_LINES = (
    ("unemp_rate_reg", "420000", "at_most", "4.5", _GOALS),
    ("benefit_reemp_rate", "everywhere", "at_least", "40", "鄂劳社发[2007]17号 第（十七）项"),
    ("benefit_paid_rate", "everywhere", "equal", "100", _GOALS),
    ("share_si_subsidy", "everywhere", "at_least", "30", "鄂劳社发[2007]17号 第（二十）项"),
    ("share_train_assess_match", "everywhere", "at_least", "20", "鄂劳社发[2007]17号 第（二十）项"),
    ("zerofam_3m_rate", "everywhere", "equal", "100", "鄂劳社发[2007]17号 第（四）项"),
    ("rsc_closed", "everywhere", "equal", "100", "鄂劳社发[2007]17号 第（二）项：上半年全部关闭"),
    ("grad_service_3m_rate", "everywhere", "equal", "100", "鄂劳社发[2007]17号 第（五）项：3个月内"),
    ("ui_selfcheck_done", "everywhere", "equal", "100", "鄂劳社发[2007]17号 第（十六）项：3月底前"),
)
_PLACES = (
    ("pilot_counties", "8", "鄂劳社发[2007]17号 第（六）项"),
    ("training_base_prov", "10", "鄂劳社发[2007]17号 第（十一）项"),
    ("startup_center_prov", "10", "鄂劳社发[2007]17号 第（十一）项"),
)
"""Numbers the document sets for the province alone: nothing is split."""
_DUE = {"ui_selfcheck_done": "2007-03-31", "rsc_closed": "2007-06-30", "pilot_counties": "2007-07-31"}
"""Demands with a day of their own: by the end of March, of the half-year, of July."""
_STANDARDS = {"trained_reemp": (36, 58), "trained_startup": (80, 120), "trained_rural": (24, 42)}
_WITHOUT_STANDARD = {
    ("420700", "trained_startup"),
    ("422800", "trained_reemp"),
    ("429006", "trained_rural"),
    ("429021", "trained_startup"),
}


def targets(demands: Demands) -> bytes:
    """``targets.csv``. A unit whose base is empty gets no target (no poor household, no target)."""
    lines = [["item", "region", "period", "demand", "value", "unit", "status", "source", "due"]]
    for item, plan in PLANS.items():
        unit = "户" if item == _HOUSEHOLDS else "人"
        source = "鄂劳社发[2007]17号 第（三）项" if item == _HOUSEHOLDS else _GOALS
        value = "8.8" if item == "ui_premium" else str(plan.total)
        lines.append([item, "420000", "2007", "at_least", value, "亿元" if item == "ui_premium" else unit, "issued", source])
    lines += [[i, region, "2007", demand, value, "%", "issued", source] for i, region, demand, value, source in _LINES]
    lines += [[i, "420000", "2007", "equal", value, "个", "issued", source] for i, value, source in _PLACES]
    for item, plan in PLANS.items():
        unit = {"ui_premium": "万元", _HOUSEHOLDS: "户"}.get(item, "人")
        source = f"示例分解：全省目标按“{plan.base_words}”以最大余数法分解，非文件下达"
        lines += [
            [item, region, "2007", "at_least", str(amount), unit, "proposal", source]
            for region, amount in demands[item].items()
            if amount
        ]
    return as_csv([lines[0], *([*line, _DUE.get(line[0], "")] for line in lines[1:])])


def standards() -> bytes:
    """``standards.csv``: yuan a person, in tens; blank where no standard was approved."""
    lines = [["region", "stream", "yuan", "source"]]
    for unit in UNITS:
        for stream, (low, high) in _STANDARDS.items():
            yuan = str(draw("standard", stream, unit.code, low=low, high=high) * 10)
            known = (unit.code, stream) not in _WITHOUT_STANDARD
            lines.append([unit.code, stream, yuan if known else "", "示例标准（程序生成）" if known else "未核定标准"])
    return as_csv(lines)
