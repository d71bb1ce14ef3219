"""民办职业中介机构检查清理结果公告 (HB-22): every agency with what its check found."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from evaluation.documents.paper import Paper
from evaluation.render.component import Component, column, paragraph, row, section
from evaluation.report import judged
from evaluation.report.sections.twins import table_with_notes
from evaluation.study.agencies import RESULTS, Agency

NAMED = 5  # more agencies of one result are told by number; the annex names every one


def results(paper: Paper) -> dict[str, list[Agency]]:
    """Agencies by what was known of them on the document's day."""
    found: dict[str, list[Agency]] = {result: [] for result in RESULTS}
    for agency in paper.view.study.agencies:
        found[agency.outcome(paper.day)].append(agency)
    return found


def title(paper: Paper) -> str:
    return paper.say("agency.title", year=str(paper.day.year))


def opening(paper: Paper) -> list[Component]:
    """An announcement has no addressee, unless the office gives one."""
    text = paper.view.sentence(
        "agency.opening",
        "agency.shown",
        of="agency_check_march",
        under=paper.under("HB-22"),
        whole=paper.whole,
        day=paper.view.date(paper.day),
    )
    return [*([paper.addressee()] if paper.form.to else []), paragraph(text)]


def body(paper: Paper) -> Component:
    say, found = paper.say, results(paper)
    parts = paper.part(say("agency.overall"), overall(paper, found))
    for result in ("rectify", "revoked", "unchecked"):
        if found[result]:
            parts += paper.part(say(f"agency.part_{result}"), fault_counts(paper, result, found[result]))
    return section("body", parts)


def overall(paper: Paper, found: dict[str, list[Agency]]) -> str:
    all_ = sum(map(len, found.values()))
    checked = all_ - len(found["unchecked"])
    count = paper.view.numbers.count
    return paper.view.sentence(
        "agency.counts",
        "agency.none",
        all=count(all_),
        checked=count(checked),
        share=judged.share(paper.view, Fraction(checked * 100, all_ or 1)),
        **{result: count(len(those)) for result, those in found.items()},
    )


def fault_counts(paper: Paper, result: str, those: list[Agency]) -> str:
    """How many have which fault, most first, and who they are where these are few; those not checked by region."""
    view, say = paper.view, paper.say
    if result == "unchecked":
        regions = Counter(a.region for a in those)
        items = [say("agency.waiting", region=view.name(r), count=str(n)) for r, n in regions.items()]
    elif len(those) > NAMED:
        reasons = Counter(a.words(view.language)[1] for a in those)
        items = [say("agency.fault", reason=reason, count=str(n)) for reason, n in reasons.most_common()]
    else:
        items = [
            say("agency.item", name=a.words(view.language)[0], licence=a.licence, reason=a.words(view.language)[1]) for a in those
        ]
    by = view.sentence("agency.by_licence", of="HB-22")
    return say(f"agency.told_{result}", items=say("list.semicolon").join(items), by=by)


def closing(paper: Paper) -> list[Component]:
    return [paragraph(paper.say("agency.hereby")), *paper.annex_list(*(t for t, _ in annexes(paper))), paper.signature()]


def annexes(paper: Paper) -> list[tuple[str, list[Component]]]:
    view, say = paper.view, paper.say
    if not view.study.agencies:
        return []
    rows = []
    for region in dict.fromkeys(a.region for a in view.study.agencies):
        rows.append(row(view.name(region), role="group"))
        for agency in (a for a in view.study.agencies if a.region == region):
            name, reason = agency.words(view.language)
            result = agency.outcome(paper.day)
            checked = agency.checked if result != "unchecked" else None
            day = checked.isoformat() if checked else view.numbers.mark("not_applicable")
            rows.append(row(agency.licence, name, day, say(f"agency_result.{result}"), reason if checked else ""))
    columns = [
        column(say("agency.licence")),
        column(say("agency.name"), weight=4),
        column(say("agency.day")),
        column(say("agency.result")),
        column(say("agency.reason"), weight=4),
    ]
    name = say("agency.annex")
    return [(name, [table_with_notes(view, "agencies", name, columns, rows, [say("agency.note")])])]
