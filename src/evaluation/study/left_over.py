"""What the last period left: problems that were open at its end, and what became of each by the cut-off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from evaluation.study.ledger import OPEN, Item
from evaluation.study.model import Study
from evaluation.study.periods import Period
from evaluation.study.rectification import items

BECAME = ("closed", "better", "worse", "no_reply", "same")
"""已销号 · 已报告整改 · 转为逾期、督办 · 未报告整改 · 没有变化"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOver:
    """One problem that was open at the end of the last period, and what ``became`` of it, one of :data:`BECAME`."""

    item: Item
    became: str


def find_left_over(study: Study, region: str, period: Period, language: str) -> list[LeftOver]:
    """Those of a region (of the whole: all) in the ledger's order."""
    before = period.previous.last_day
    story = items(study, study.file.cut_off, region=region, language=language)
    open_then = [(item, state) for item, state in story if item.found <= before and item.state(before) in OPEN]
    return [LeftOver(item=item, became=_find_course(item, state, before)) for item, state in open_then]


def _find_course(item: Item, state: str, before: date) -> str:
    """Closed; better, when the unit reported since; worse, when a term ran out since or it came under supervision; no reply, when a
    notice was issued and nothing reported; else the same."""
    if state == "closed":
        return "closed"
    if item.reported is not None and item.reported > before:
        return "better"
    if state in ("overdue", "supervised") and item.state(before) != state:
        return "worse"
    return "no_reply" if item.issued is not None and item.reported is None else "same"
