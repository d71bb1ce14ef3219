"""``index.html`` of a run: every region with its state, score and files on one offline page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from evaluation.render import fonts
from evaluation.render.html import page_template
from evaluation.runs.job import BRIEF, DONE, EVIDENCE, FAILED, INTERRUPTED, LOG, NOT_RUN, PARTIAL, REPORTS, TABLES, WORD
from evaluation.runs.shapes import STANDINGS, TALLY

_ASCII = {chr(code) for code in range(0x20, 0x7F)} | set("·—…✓")
WORDS = {
    "zh": {
        "lang": "zh-CN",
        "title": "运行结果",
        "skip": "跳到正文",
        "region": "地区",
        "state": "状态",
        "score": "得分",
        "grade": "等级",
        "checks": "主要指标",
        "reports": "报告",
        "files": "数据与记录",
        "overview": "总览报告",
        "regions": "各地区报告",
        "alone": "报告",
        "documents": "公文",
        "period": "评价期",
        "cut_off": "数据截止日",
        "unmade": "未编制",
        "run": "运行编号",
        "key": "内容校验码",
        "log": "失败日志",
        "partial": "未完成的笔记本",
        "none": "—",
        "brief.html": "摘要",
        "brief.pdf": "摘要PDF",
        "report.html": "报告",
        "report.pdf": "报告PDF",
        "report.docx": "Word",
        "report.ipynb": "笔记本",
        "run_record": "运行记录 run.json",
        "missing_note": "— 表示该地区没有此项结果。",
        "open": "打开",
        "code": "代码",
        "quantities.csv": "数量",
        "indicators.csv": "指标",
        "targets.csv": "目标",
        "duties.csv": "绝对要求",
        "scores.csv": "得分",
        "findings.csv": "数据问题",
        "cells.csv": "数据出处",
        EVIDENCE: "数字依据",
        "formulas.csv": "公式",
        "run.json": "记录",
        "warnings": "未能完成",
        "tally_demanded": "有要求",
        "tally_judged": "能够判断",
        "tally_met": "达到",
        "tally_missed": "未达到",
        "tally_open": "未能判断",
        "tally_without": "没有要求线",
        "tally_note": "有要求、能够判断、达到、未达到、未能判断、没有要求线均为指标个数；年内的目标任务按序时进度判断。",
        "met": "达到要求",
        "missed": "未达要求",
        "not_judged": "不作评判",
        "missing": "缺少数据",
        DONE: "完成",
        FAILED: "失败",
        INTERRUPTED: "中断",
        NOT_RUN: "未运行",
        "run_done": "全部报告已生成",
        "run_failed": "部分报告未能生成，其余报告不受影响",
        "run_interrupted": "运行被中断，已完成的报告保留",
    },
    "en": {
        "lang": "en",
        "title": "Results of a run",
        "skip": "Skip to content",
        "region": "Region",
        "state": "State",
        "score": "Score",
        "grade": "Grade",
        "checks": "Headline checks",
        "reports": "Report",
        "files": "Tables and record",
        "overview": "Overview report",
        "regions": "Reports by region",
        "alone": "Report",
        "documents": "Official documents",
        "period": "Period",
        "cut_off": "Data cut-off",
        "unmade": "not made",
        "run": "Run",
        "key": "Content key",
        "log": "failure log",
        "partial": "partial notebook",
        "none": "—",
        "brief.html": "Brief",
        "brief.pdf": "Brief PDF",
        "report.html": "Report",
        "report.pdf": "Report PDF",
        "report.docx": "Word",
        "report.ipynb": "Notebook",
        "run_record": "Run record run.json",
        "missing_note": "— means that the region has no such result.",
        "open": "Open",
        "code": "Code",
        "quantities.csv": "quantities",
        "indicators.csv": "indicators",
        "targets.csv": "targets",
        "duties.csv": "absolute demands",
        "scores.csv": "scores",
        "findings.csv": "findings",
        "cells.csv": "cells",
        EVIDENCE: "evidence",
        "formulas.csv": "formulas",
        "run.json": "record",
        "warnings": "Not finished",
        "tally_demanded": "Hold",
        "tally_judged": "Judged",
        "tally_met": "Met",
        "tally_missed": "Missed",
        "tally_open": "Not judged",
        "tally_without": "No line",
        "tally_note": "Hold, judged, met, missed, not judged and no line are numbers of indicators; within the year "
        "targets are judged by their schedule.",
        "met": "met",
        "missed": "missed",
        "not_judged": "not judged",
        "missing": "no data",
        DONE: "done",
        FAILED: "failed",
        INTERRUPTED: "interrupted",
        NOT_RUN: "not run",
        "run_done": "All reports were made",
        "run_failed": "Some reports could not be made; the others are not affected",
        "run_interrupted": "The run was interrupted; finished reports were kept",
    },
}


def page(record: Mapping[str, Any], summaries: Mapping[str, Mapping[str, Any]]) -> str:
    """The whole page as text: what the ``record`` of a run says, with the ``summaries`` of its finished regions."""
    rows = [_row(region, summaries.get(region["code"], {})) for region in record["regions"]]
    context = {
        "words": WORDS[record["language"]],
        "run": record,
        "period": record.get("period_name", record["period"]),
        "cut_off": _day(record["cut_off"], record["language"]) if "cut_off" in record else "",
        "overviews": [r for r in rows if r["overview"]],
        "rows": [r for r in rows if not r["overview"] and not r["document"]],
        "documents": [r for r in rows if r["document"]],
        "counts": [(s, n) for s in (DONE, FAILED, INTERRUPTED, NOT_RUN) if (n := sum(r["state"] == s for r in rows))],
        "scored": any(r["score"] or r["grade"] for r in rows if not r["overview"]),
        "titles": _titles(rows),
        "tallied": TALLY if any(r["tally"] for r in rows) else (),
        "legend": _legend(rows),
    }
    template = _template()
    printed = set(template.render(**context, font_faces=""))
    letters = (printed | _ASCII) - fonts.supports("".join(printed | _ASCII)) - {"\n", "\t"}
    return template.render(**context, font_faces=Markup(fonts.faces(letters)))


def prepare() -> None:
    """Compile the template and read the fonts ahead of time."""
    _template()
    fonts.supports("")


def _day(day: str, language: str) -> str:
    """A day as reports of the language write it."""
    found = date.fromisoformat(day)
    return f"{found.year}年{found.month}月{found.day}日" if language == "zh" else day


@cache
def _template() -> jinja2.Template:
    return page_template(Path(__file__).parent / "templates", "index.html.j2")


def _row(region: Mapping[str, Any], summary: Mapping[str, Any]) -> dict[str, Any]:
    present = {o["path"] for o in region["outputs"]}
    return {
        **{name: region[name] for name in ("code", "name", "overview", "key", "state")},
        "document": region.get("document", ""),
        "error": region.get("error", ""),
        "score": summary.get("score") or "",
        "grade": summary.get("grade") or "",
        "checks": {check["title"]: check for check in summary.get("headline") or []},
        "tally": summary.get("tally") or {},
        "reports": [n for n in (*BRIEF, *REPORTS, WORD) if n in present],
        "tables": [n for n in (*TABLES, EVIDENCE, "run.json") if n in present],
        "left": [n for n in (LOG, PARTIAL) if n in present],
    }


def _titles(rows: list[dict[str, Any]]) -> list[str]:
    """Headline checks of all regions, in the order first met: one column each."""
    return list(dict.fromkeys(title for row in rows if not row["overview"] for title in row["checks"]))


def _legend(rows: list[dict[str, Any]]) -> list[str]:
    checks = [check for row in rows if not row["overview"] for check in row["checks"].values()]
    found = {check["state"] for check in checks}
    return [state for state in STANDINGS if state in found]
