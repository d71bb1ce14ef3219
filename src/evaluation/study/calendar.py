"""What the two documents demand by date (HB, GZ): the year's events, and whether they are done at the cut-off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from evaluation.study.base import Words
from evaluation.study.model import Policy, Study
from evaluation.study.periods import Grain, Period
from evaluation.study.watch import CalendarRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event of every year. ``due`` is ``MM-DD`` (``02-29``: the end of February), ``quarterly`` (the last day of each
    quarter) or ``rolling``.

    ``each``: every reporting region owes it, otherwise the whole does.
    """

    code: str
    clause: str
    title: Words
    output: Words
    due: str
    each: bool

    @property
    def prefix(self) -> str:
        return self.clause.partition("-")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One date at which an event is due, and the span that dates in a study's files belong to it."""

    due: date
    begins: date
    ends: date

    def holds(self, day: date) -> bool:
        return self.begins <= day <= self.ends


_ROWS = (
    (
        "assistance_month",
        "HB-4",
        "01-31",
        "each",
        "“再就业援助月”活动",
        "活动统计",
        "Re-employment assistance month",
        "campaign figures",
    ),
    ("own_plan_filing", "HB-0", "02-29", "each", "报送本地工作要点", "工作要点", "Own work plan filed", "work plan"),
    (
        "agency_check_march",
        "HB-22",
        "03-31",
        "each",
        "民办职业中介机构检查清理",
        "检查结果统一公告",
        "Check of private job agencies",
        "announced results",
    ),
    (
        "selfcheck_march",
        "HB-16",
        "03-31",
        "each",
        "失业保险历年基金收支自查和整改",
        "自查报告",
        "Self-check of the insurance fund, rectified",
        "self-check report",
    ),
    (
        "rsc_deadline",
        "HB-2",
        "06-30",
        "each",
        "关闭再就业服务中心，停发基本生活费",
        "关闭名单",
        "Re-employment service centres closed",
        "list of centres closed",
    ),
    (
        "control_meeting",
        "HB-13",
        "06-30",
        "whole",
        "失业调控和失业保险工作座谈会",
        "会议纪要",
        "Meeting on unemployment control and insurance",
        "minutes",
    ),
    (
        "pilot_review",
        "HB-6",
        "07-31",
        "whole",
        "统筹城乡就业试点检查评估",
        "评估报告",
        "Review of the urban-rural pilots",
        "review report",
    ),
    (
        "pilot_meeting",
        "HB-6",
        "08-31",
        "whole",
        "统筹城乡就业现场观摩会",
        "会议材料",
        "Field meeting on urban-rural employment",
        "papers of the meeting",
    ),
    (
        "inspection_september",
        "HB-1",
        "09-30",
        "whole",
        "就业再就业政策落实情况大检查",
        "检查报告",
        "Inspection of policy implementation",
        "inspection report",
    ),
    (
        "service_week",
        "HB-5",
        "09-30",
        "each",
        "毕业生就业服务周活动",
        "活动统计",
        "Employment service week for graduates",
        "campaign figures",
    ),
    (
        "fund_check_november",
        "HB-21",
        "11-30",
        "whole",
        "资金使用情况和绩效检查评估",
        "绩效检查评估报告",
        "Evaluation of use and performance of the fund",
        "performance report",
    ),
    (
        "skills_plan_check",
        "HB-7",
        "12-31",
        "whole",
        "农村劳动力技能就业计划检查评估",
        "评估报告",
        "Review of the rural skills programme",
        "review report",
    ),
    ("mop_up", "HB-2", "12-31", "each", "并轨“扫尾”", "扫尾情况", "Rest of the merger settled", "closing statement"),
    (
        "overseas_review",
        "HB-23",
        "12-31",
        "whole",
        "境外就业中介年审和备用金监管",
        "年审名单",
        "Yearly review of overseas agencies",
        "list of agencies",
    ),
    ("bulletin_q", "HB-1", "quarterly", "whole", "各地政策落实情况通报", "通报", "Bulletin on policy implementation", "bulletin_q"),
    (
        "family_clock",
        "HB-4",
        "rolling",
        "each",
        "新产生的零就业家庭三个月内解决",
        "逐户台账",
        "Zero-employment families helped in three months",
        "list of families",
    ),
    (
        "graduate_clock",
        "HB-5",
        "rolling",
        "each",
        "登记失业毕业生三个月内服务包",
        "服务记录",
        "Service package for graduates in three months",
        "service records",
    ),
    (
        "dispatch",
        "GZ-24",
        "quarterly",
        "each",
        "季度调度，上报《就业援助工作情况》",
        "统计报表",
        "Quarterly progress, assistance return",
        "statutory return",
    ),
    (
        "home_visits",
        "GZ-18",
        "quarterly",
        "each",
        "已就业对象每季度至少走访一次",
        "走访名单",
        "Every employed target visited in the quarter",
        "list of visits",
    ),
)
EVENTS = tuple(
    Event(
        code=code, clause=clause, due=due, each=who == "each", title=Words(zh=zh, en=en), output=Words(zh=output_zh, en=output_en)
    )
    for code, clause, due, who, zh, output_zh, en, output_en in _ROWS
)


def every(event: Event, year: Period) -> list[Occurrence]:
    """When ``event`` comes round in ``year``, whether the document binds by then or not; none for what runs on all the
    time."""
    if event.due == "rolling":
        return []
    if event.due == "quarterly":
        quarters = year.parts(Grain.QUARTER)
        return [Occurrence(due=q.last_day, begins=q.first_day, ends=q.last_day) for q in quarters]
    due = year.date_in(*map(int, event.due.split("-")))
    return [Occurrence(due=due, begins=year.first_day, ends=year.last_day)]


def occurrences(event: Event, study: Study, year: Period | None = None) -> list[Occurrence]:
    """When ``event`` is due in ``year`` (the study's own when none is named): not before the document binds."""
    begins = study.file.policy.in_force if study.file.policy else None
    return [o for o in every(event, year or study.file.period.year) if begins is None or o.due >= begins]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One event of one region: ``state`` done, late (done after its term), due, overdue or rolling."""

    event: Event
    region: str
    due: date | None
    done: date | None
    evidence: str
    state: str


def due(study: Study, region: str, year: Period | None = None) -> list[Due]:
    """Events of ``region`` in ``year``: see :func:`due_of`."""
    return due_of(study, (region,), year)


def due_of(study: Study, regions: Iterable[str], year: Period | None = None) -> list[Due]:
    """Events of ``regions`` in ``year`` (the study's own when none is named), of each in order of their dates, judged at the
    study's cut-off; empty without ``calendar.csv``. A row without a date of its own is one of the study's own year."""
    own, policy = year is None or year == study.file.period.year, study.file.policy
    if study.calendar is None or policy is None or not _asks(policy, study.file.cut_off, own):
        return []
    rows: dict[tuple[str, str], list[CalendarRow]] = {}
    for row in study.calendar:
        rows.setdefault((row.event, row.region), []).append(row)
    asked = [(e, occurrences(e, study, year)) for e in EVENTS if e.prefix == policy.prefix]
    found: list[Due] = []
    for region in regions:
        mine = [
            d
            for event, when in asked
            if event.each != (region == study.top.code)
            for d in _of_event(event, region, when, rows.get((event.code, region), ()), own, study.file.cut_off)
        ]
        found += sorted(mine, key=lambda d: (d.due is None, d.due or date.max))
    return found


def _of_event(
    event: Event, region: str, when: Sequence[Occurrence], rows: Sequence[CalendarRow], own: bool, cut_off: date
) -> Iterator[Due]:
    if event.due == "rolling":
        yield Due(event=event, region=region, due=None, done=None, evidence="", state="rolling")
    for occurrence in when:
        mine = next((r for r in rows if (occurrence.holds(r.due) if r.due else own)), None)
        term = (mine.due if mine else None) or occurrence.due
        done, evidence = (mine.done, mine.evidence) if mine else (None, "")
        state = _state(term, done, cut_off)
        yield Due(event=event, region=region, due=term, done=done, evidence=evidence, state=state)


def _asks(policy: Policy, cut_off: date, own: bool) -> bool:
    """Whether ``policy`` binds at the cut-off; one that does not say since when is of the study's ``own`` year."""
    return own if policy.in_force is None else policy.in_force <= cut_off


def _state(term: date, done: date | None, cut_off: date) -> str:
    if done is not None:
        return "done" if done <= term else "late"
    return "overdue" if term < cut_off else "due"
