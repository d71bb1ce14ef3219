"""Which official documents a run makes beside the reports: those of ``documents.yml``, a notice for each unit due one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from evaluation.errors import Refused
from evaluation.study import ledger, periods

TITLES = {
    "bulletin": {"zh": "季度通报", "en": "Quarterly bulletin"},
    "notice": {"zh": "整改通知书", "en": "Rectification notice"},
    "fund_performance": {"zh": "资金绩效检查评估报告", "en": "Fund performance report"},
    "inspection": {"zh": "政策落实检查报告", "en": "Inspection of policy implementation"},
    "pilots": {"zh": "试点评估报告", "en": "Evaluation of pilots"},
    "ui_selfcheck": {"zh": "失业保险基金自查报告", "en": "Self-check of unemployment insurance"},
    "assistance_table": {"zh": "就业援助情况季报表", "en": "Quarterly table of employment assistance"},
    "assistance_result": {"zh": "就业援助绩效考核结果", "en": "Assistance performance result"},
}
QUARTERLY = ("bulletin", "assistance_table")  # of a year they are those of its last quarter


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One document to make: the folder it goes into, its kind (which names the notebook), what it is about, when."""

    code: str
    kind: str
    subject: str
    period: str
    name: str


def papers(study: Any, period: str, language: str) -> list[Paper]:
    """Documents of ``study`` in the order of ``documents.yml``, notices in the order of the ledger."""
    if study.documents is None:
        return []
    found = []
    for kind in study.documents.forms:
        title = TITLES[kind][language]
        if kind == "notice":
            for unit, items in ledger.noticed(study, ledger.day_of(study, period)).items():
                name = items[0][0].unit_zh if language == "zh" else items[0][0].unit_en
                found.append(
                    Paper(code=f"notice-{unit}", kind=kind, subject=unit, period=period, name=f"{title} · {name}")
                )
        else:
            when = f"{period}Q4" if kind in QUARTERLY and periods.is_year(period) else period
            found.append(Paper(code=kind, kind=kind, subject=study.top.code, period=when, name=title))
    taken = {r.code for r in study.regions} & {p.code for p in found}
    if taken:
        raise Refused(
            f"params/{study.name}/regions.csv: the code {min(taken)!r} is also that of a document in documents.yml, and "
            "both would go into one folder; give the region another code"
        )
    return found
