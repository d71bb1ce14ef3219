"""An invented real-name register of Guizhou's nine units at the end of 2010: nobody in it exists."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

from evaluation.errors import Refused
from evaluation.register.tables import ONES, TABLES
from evaluation.spreadsheet import csv_bytes
from evaluation_demo.draws import draw
from evaluation_demo.guizhou import _SIZES

Rows = dict[str, list[dict[str, str]]]
CUT_OFF = date(2010, 12, 31)
SCALE = 25
"""One person of the register for so many targets of the study guizhou-2010."""

_ABOUT = """# An invented register, made by `evaluation demo --register`. Nobody in it exists.
cut_off: {cut_off}
regions: [{regions}]
source: synthetic register made by evaluation demo, no real persons (示例数据，程序生成，并无真实人员)
synthetic: true
"""
_RULES = """# Parameters of the rules for the invented register. The policy documents give none of them: all are proposals.
working_age: {begins: 16, men_end: 60, women_end: 55, source: proposal of the demonstration}
refusals: {count: 3, source: proposal of the demonstration}
reassist: {days: 30, source: proposal of the demonstration}
visits: {days: 15, source: proposal of the demonstration}
zero_family: {members: able, source: proposal of the demonstration}
disabled_parents: {reading: both, source: proposal of the demonstration}
other_groups: {codes: [model_worker], source: proposal of the demonstration}
order:
  tags: [B_zero_family, A2_disabled, A3_dibao, A1_4050, A5_landless, A6_grad, A4_ltu, A7_other]
  source: proposal of the demonstration
"""
_FACTS = {
    "A2_disabled": ("disability_certificate",),
    "A3_dibao": ("minimum_income",),
    "A5_landless": ("land_lost", "town_residence"),
    "A7_other": ("other",),
}


def write(folder: Path) -> list[Path]:
    """Write the register into the empty or new ``folder``, and return its files: the same bytes on every machine."""
    if folder.is_dir() and any(folder.iterdir()):
        raise Refused(f"{folder} is not empty; name a new folder for the register")
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files().items():
            (folder / name).write_bytes(content)
            written.append(folder / name)
    except OSError as error:
        raise Refused(f"{folder} cannot be written: {error.strerror}") from None
    return written


def files() -> dict[str, bytes]:
    """Content of every file of the register by its name."""
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for region, size in _SIZES.items():
        for number in range(size // SCALE // 2):
            _family(rows, region, f"{region}{number:04}")
    regions = ", ".join(_SIZES)
    found = {"register.yml": _ABOUT.format(cut_off=CUT_OFF, regions=regions).encode(), "rules.yml": _RULES.encode()}
    return found | {f"{name}.csv": _csv(list(table.columns), rows[name]) for name, table in TABLES.items()}


def _csv(columns: list[str], rows: list[dict[str, str]]) -> bytes:
    return csv_bytes([columns, *([row.get(name, "") for name in columns] for row in rows)], "utf-8")


def _family(rows: Rows, region: str, home: str) -> None:
    """Two grown members. In one home of seven both are out of work within a month, and nobody is before."""
    poor = draw("home", home, low=1, high=7) == 1
    day = date(2010, 1, 1) + timedelta(draw("home-day", home, low=0, high=300))
    rows["households"].append({"household": f"H{home}", "region": region, "urban": _flag("urban", home, 900)})
    for member in (1, 2):
        start = day + timedelta(9 * member) if poor else date(2008, 9, 1) + timedelta(draw("start", home, member, low=0, high=800))
        _person(rows, region, home, f"P{home}{member}", start)
    if poor:
        found = day + timedelta(18 + draw("found", home, low=1, high=20))
        rows["recognitions"].append({"household": f"H{home}", "recognised": _day(found)})


def _person(rows: Rows, region: str, home: str, person: str, start: date) -> None:
    born = date(2010 - draw("age", person, low=22, high=57), draw("month", person, low=1, high=12), 28)
    sex = ("male", "female")[draw("sex", person, low=0, high=1)]
    rows["persons"].append(
        {
            "person": person,
            "sex": sex,
            "birth": _day(born),
            "hukou": region if _often("hukou", person, 980) else "520000",
            "household": f"H{home}",
            "able": _flag("able", person, 985),
            "willing": _flag("willing", person, 985),
        }
    )
    tags = _tags(rows, person, sex, born, start)
    certified = start + timedelta(draw("certified", person, low=4, high=40))
    if "A4_ltu" in tags:
        certified = start + timedelta(366 + draw("late", person, low=0, high=30))
    if certified > CUT_OFF or not _often("certify", person, 930):
        rows["registrations"].append({"person": person, "region": region, "start": _day(start), "end": ""})
        return
    jobs = _work(rows, region, person, start, certified)
    _target(rows, region, person, certified, tags)
    _serve(rows, person, certified, jobs)


def _tags(rows: Rows, person: str, sex: str, born: date, start: date) -> list[str]:
    tags = ["A1_4050"] if 2010 - born.year > (50 if sex == "male" else 40) else []
    if 2010 - born.year < 26:
        tags.append("A6_grad")
        entered, left = date(born.year + 18, 9, 1), date(born.year + 22, 6, 30)
        rows["graduates"].append({"person": person, "entered": _day(entered), "graduated": _day(min(left, start))})
        _fact(rows, person, "student_loan", entered)
    for tag, kinds in _FACTS.items():
        if _often(tag, person, 120):
            tags.append(tag)
            for kind in kinds:
                _fact(rows, person, kind, start - timedelta(200))
    return tags or ["A4_ltu"]


def _fact(rows: Rows, person: str, kind: str, start: date) -> None:
    code = "model_worker" if kind == "other" else ""
    rows["facts"].append({"person": person, "kind": kind, "code": code, "start": _day(start), "end": ""})


def _work(rows: Rows, region: str, person: str, start: date, certified: date) -> list[tuple[date, date | None]]:
    """Spells of registration and of work, one after the other, until the cut-off."""
    jobs, registered, turn = [], start, 0
    while True:
        hired = (certified if turn == 0 else registered) + timedelta(draw("hired", person, turn, low=10, high=260))
        if hired > CUT_OFF or not _often(f"work{turn}", person, 800):
            break
        rows["registrations"].append(
            {"person": person, "region": region, "start": _day(registered), "end": _day(hired - timedelta(1))}
        )
        last = hired + timedelta(draw("stays", person, turn, low=20, high=1400))
        jobs.append((hired, last if last < CUT_OFF else None))
        form = ("unit", "unit", "flexible", "self", "public_post")[draw("form", person, turn, low=0, high=4)]
        rows["employments"].append({"person": person, "start": _day(hired), "end": _day(jobs[-1][1]), "form": form})
        if form == "self":
            rows["waivers"].append({"person": person, "start": _day(hired), "end": _day(jobs[-1][1])})
        if last >= CUT_OFF:
            return jobs
        registered, turn = last + timedelta(draw("again", person, turn, low=1, high=12)), turn + 1
        if registered > CUT_OFF:
            return jobs
    rows["registrations"].append({"person": person, "region": region, "start": _day(registered), "end": ""})
    return jobs


def _target(rows: Rows, region: str, person: str, certified: date, tags: list[str]) -> None:
    leaves = certified + timedelta(draw("leaves", person, low=60, high=9000))
    gone = leaves <= CUT_OFF
    reason = ("not_eligible", "refused", "moved", "died")[draw("reason", person, low=0, high=3)]
    rows["certifications"].append(
        {
            "person": person,
            "region": region,
            "certified": _day(certified),
            "publicised": _day(certified - timedelta(7)) if _often("public", person, 960) else "",
            "tags": " ".join(tags),
            "exited": _day(leaves) if gone else "",
            "exit_reason": reason if gone else "",
        }
    )
    for kind in (*ONES, "agreement"):
        begun = certified + timedelta(draw(kind, person, low=0, high=20))
        if begun <= CUT_OFF and _often(f"has-{kind}", person, 970):
            issuer = "county" if kind == "card" else ""
            rows["papers"].append({"person": person, "kind": kind, "start": _day(begun), "end": "", "issuer": issuer})


def _serve(rows: Rows, person: str, certified: date, jobs: list[tuple[date, date | None]]) -> None:
    days = [certified + timedelta(5 + 12 * n) for n in range(draw("services", person, low=0, high=6))]
    days += [last + timedelta(draw("help", person, str(last), low=2, high=45)) for _, last in jobs if last]
    kinds = ("briefing", "consultation", "guidance", "offer", "offer", "offer")
    for number, day in enumerate(d for d in days if d <= CUT_OFF):
        kind = kinds[number % 6]
        answer = "accepted" if _often(f"answer{number}", person, 950) else "refused"
        rows["services"].append(
            {
                "service": f"S{person}{number:02}",
                "person": person,
                "date": _day(day),
                "kind": kind,
                "free": "true",
                "suitable": _flag(f"suits{number}", person, 900) if kind == "offer" else "",
                "answer": answer,
            }
        )
    quarter = date(2010, 2, 10)
    for number in range(4):
        day = quarter + timedelta(91 * number)
        if any(first <= day and (last is None or last >= day) for first, last in jobs) and _often(f"visit{number}", person, 940):
            for kind in ("person", "workplace", "family")[: draw("kinds", person, number, low=1, high=3)]:
                told = {c: _flag(f"{c}{number}{kind}", person, 985) for c in ("services", "income", "insurance", "policies")}
                rows["visits"].append(
                    {
                        "visit": f"V{person}{number}{kind}",
                        "person": person,
                        "date": _day(day),
                        "kind": kind,
                        "home": "false" if kind == "workplace" else "true",
                        "household": "true",
                        **told,
                    }
                )


def _often(what: str, of: str | int, share: int) -> bool:
    """True in ``share`` of a thousand cases."""
    return draw(what, of, low=1, high=1000) <= share


def _flag(what: str, of: str | int, share: int) -> str:
    return "true" if _often(what, of, share) else "false"


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
