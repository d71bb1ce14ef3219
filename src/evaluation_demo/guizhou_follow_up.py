"""Invented follow-up of assistance in guizhou-2010: the chain, visits, streets, families, exits. Streets are numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from evaluation.measured.splits import split_whole
from evaluation.study.calendar import occurrences
from evaluation.study.model import Study
from evaluation_demo.book import Book, quarter
from evaluation_demo.draws import draw, permille
from evaluation_demo.tables import as_csv

_SOURCE = "示例数据（程序生成）"
_FIRST = "2010Q3"  # the document of August 2010 asks for cards, visits of three kinds and five conditions
_REASONS = {"not_eligible": 52, "refused": 9, "age": 21, "moved": 13, "died": 5}
_EVIDENCE = {"not_eligible": 985, "refused": 900, "age": 1000, "moved": 975, "died": 1000}
_CONDITIONS = {"services": 985, "income": 952, "insurance": 972, "policies": 980, "family": 946}
_VISITS = {"person": 990, "employer_community": 905, "family": 930}


def follow_up(book: Book, codes: tuple[str, ...], quarters: tuple[str, ...], delivers: Callable[[str, str, str], bool]) -> bytes:
    """``assistance.csv``: what the quarterly tables do not hold, adding up to what they do."""
    lines = [["region", "period", "kind", "part", "count", "of", "source"]]
    for period in quarters:
        for code in codes:
            rows = [*_quarter(book, code, period, delivers("register", code, period))]
            lines += [[code, period, *row, _SOURCE] for row in rows]
    return as_csv(lines)


def _quarter(book: Book, code: str, period: str, register: bool) -> Iterator[list[str]]:
    if register:
        yield from (["chain", part, str(count), ""] for part, count in chain(book, code, period))
        yield from _exits(book, code, period)
        yield from (["reassist", part, str(count), ""] for part, count in again(book, code, period))
    yield from _streets(book, code, period)
    if period >= _FIRST:
        whole = {"visit": str(book.at("visit_due", code, period)), "condition": str(book.at("visit_done", code, period))}
        yield from ([kind, part, str(count), whole[kind]] for (kind, part), count in visits(book, code, period))
    yield from _families(book, code, period)


def _share(name: str, code: str, period: str, middle: int, reach: int = 14) -> int:
    return min(1000, middle + draw(name, code, period, low=-reach, high=reach))


def chain(book: Book, code: str, period: str) -> Iterator[tuple[str, int]]:
    """Everyone found in the quarter two quarters ago: a cohort old enough to be judged as stable or not."""
    certified = book.at("assist_certified", code, quarter(int(period[:4]), int(period[-1]) - 2))
    amount = permille(certified, draw("chain-found", code, period, low=1005, high=1040))
    for part, share in (("identified", 1000), ("certified", 978), ("assisted", 968), ("employed", 742), ("stable", 846)):
        amount = amount if part == "identified" else permille(amount, _share(f"chain-{part}", code, period, share))
        yield part, amount


def _exits(book: Book, code: str, period: str) -> Iterator[list[str]]:
    parts = split_whole(book.at("assist_exited", code, period), list(_REASONS.values()))
    for part, whole in zip(_REASONS, parts, strict=True):
        proved = permille(whole, _share(f"exit-{part}", code, period, _EVIDENCE[part], 12))
        yield ["exit", part, str(proved), str(whole)]


def again(book: Book, code: str, period: str) -> Iterator[tuple[str, int]]:
    whole = book.at("assist_reunemployed", code, period)
    in_time = permille(whole, _share("again", code, period, 905, 40))
    late = permille(whole - in_time, draw("again-late", code, period, low=400, high=800))
    yield from (("in_time", in_time), ("late", late), ("waiting", whole - in_time - late))


def _streets(book: Book, code: str, period: str) -> Iterator[list[str]]:
    """The visits of the quarterly table over five to eight streets; the gap lies in few of them."""
    due, done = (book.at(q, code, period) for q in ("visit_due", "visit_done"))
    count = draw("streets", code, low=5, high=8)
    parts = split_whole(due, [draw("street-size", code, n, low=60, high=180) for n in range(count)])
    even = period < _FIRST  # before the document every street lags, after it a few do
    lag = [draw("street-gap", code, n, low=8 if even else 0, high=12 if even else 9) ** 2 for n in range(count)]
    gaps = split_whole(due - done, [p * g + 1 for p, g in zip(parts, lag, strict=True)])
    carried = 0
    for number, (part, gap) in enumerate(zip(parts, gaps, strict=True), start=1):
        missed = min(part, gap + carried)
        carried += gap - missed
        yield ["street", f"S{number}", str(part - missed), str(part)]
    if carried:
        raise ValueError(f"{code} {period}: {carried} visits have no street")


def visits(book: Book, code: str, period: str) -> Iterator[tuple[tuple[str, str], int]]:
    """Persons visited in each way, and records of each condition, by kind and part."""
    done = book.at("visit_done", code, period)
    for kind, parts, all_ in (("visit", _VISITS, 965), ("condition", _CONDITIONS, 960)):
        counts = {p: permille(done, _share(f"{kind}-{p}", code, period, s, 9)) for p, s in parts.items()}
        counts["all"] = permille(min(counts.values()), _share(f"{kind}-all", code, period, all_))
        yield from (((kind, part), count) for part, count in counts.items())


def _families(book: Book, code: str, period: str) -> Iterator[list[str]]:
    due, solved = (book.at(q, code, period) for q in ("zerofam_due", "zerofam_solved"))
    late = draw("family-late", code, period, low=0, high=due - solved)
    running = [draw("family-open", code, period, n, low=1, high=max(3, due // 4)) for n in (1, 2, 3)]
    amounts = [*running, due - solved - late, solved, late]
    for part, amount in zip(("month_1", "month_2", "month_3", "overdue", "solved_in_time", "solved_late"), amounts, strict=True):
        yield ["family_clock", part, str(amount), ""]


def calendar(study: Study) -> bytes:
    """Quarterly returns and visits since the document: the first return came late in two units, one is still open."""
    lines = [["event", "region", "due", "done", "evidence"]]
    for event in (e for e in study.events if e.prefix == "GZ"):
        for code in (r.code for r in study.reporting):
            for occurrence in occurrences(event, study):
                first = occurrence.due.month == 9
                if (code, first) in (("522600", True), ("522400", False)):
                    continue
                days = draw("calendar", event.code, code, first, low=0, high=9)
                late = first and code in ("520200", "522200") and event.code == "dispatch"
                done = occurrence.due + timedelta(days=days + 1 if late else -days)
                due = occurrence.due.isoformat()
                lines.append([event.code, code, due, done.isoformat(), f"DEMO-{code}-{len(lines):03d}"])
    return as_csv(lines)
