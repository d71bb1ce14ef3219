"""Working papers (取证单): what an auditor puts before a unit, each finding with its norm and the delivered cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evaluation.catalogue.duty import Duty
from evaluation.catalogue.model import Expression
from evaluation.evidence.cells import SignedCell
from evaluation.evidence.explain import Explaining, regions_in
from evaluation.exchange.asks import asks
from evaluation.exchange.returned import files_to_return
from evaluation.exchange.working_paper_words import WORDS
from evaluation.opened import Opened
from evaluation.study.ledger import Item
from evaluation.study.rectification import items
from evaluation.view import duties, judged
from evaluation.view.facts import ledger
from evaluation.view.judgements import Standing, by_its_duty, missed_standings, own_title
from evaluation.view.view import View

KINDS = ("duty", "target", "ledger", "data")
"""绝对要求 · 目标 · 台账问题 · 数据问题"""
_DONE = ("closed", "cleared")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """A delivered cell, or a place in a delivered file; what is not known of it is empty."""

    file: str
    sheet: str
    row: str
    column: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingPaper:
    """One finding that needs action. ``kind``: one of :data:`KINDS`; ``code``: that of the duty, indicator, problem or kind of
    finding.

    ``facts``: what was found, each with the name of what it is; ``norm``: what it is held against; ``cited``: items of the
    document with their words; ``cases`` and ``money``: what breaks it, as the table of duties has them (money in minor units),
    None where that is not known or not counted."""

    kind: str
    code: str
    title: str
    facts: tuple[tuple[str, str], ...]
    norm: str
    cited: tuple[tuple[str, str], ...]
    rows: tuple[PaperRow, ...]
    cases: int | str | None = None
    money: int | None = None


def working_papers(opened: Opened, view: View) -> tuple[WorkingPaper, ...]:
    """Those of the view's region: absolute demands and targets that are missed, problems of the ledger that are not closed, and
    what is asked about delivered files."""
    missing = [d for d in view.results.duties if _is_missed(view, d)]
    judged_by_duty = {d.indicator.code for d in missing}
    return (
        *(_of_duty(view, duty) for duty in missing),
        *(_of_target(view, s) for s in missed_standings(view) if s.indicator.code not in judged_by_duty),
        *(_of_problem(view, item, state) for item, state in _open_problems(view)),
        *_of_files(opened, view),
    )


def _is_missed(view: View, duty: Duty) -> bool:
    code = duty.indicator.code
    return view.results.judge(view.region, code, view.study.duty_line(code)).state == "missed"


def _of_duty(view: View, duty: Duty) -> WorkingPaper:
    s, found, words = by_its_duty(view, duty), duties.breach(view, duty), WORDS[view.language]
    told = [(words["breaches"], duties.cases(view, duty))] if found.cases is not None else []
    told += [(words["money"], duties.money(view, duty))] if found.money is not None else []
    return WorkingPaper(
        kind="duty",
        code=duty.code,
        title=str(view.text(duty.title)),
        facts=(*_against_line(view, s), *((name, str(text)) for name, text in told)),
        norm=str(view.text(duty.title)),
        cited=tuple(_words_of_items(view, duty.items_of(view.study.file.policy), duty.indicator.code)),
        rows=_cells_behind(view, duty.indicator.code, (duty.cases, duty.money)),
        cases=view.catalogue.counts.plain(found.cases, found.counts),
        money=found.money,
    )


def _of_target(view: View, s: Standing) -> WorkingPaper:
    code, target = s.indicator.code, s.target
    source = "" if target is None else f"{target.source}{view.proposal_mark(target)}"
    return WorkingPaper(
        kind="target",
        code=code,
        title=str(own_title(view, code)),
        facts=_against_line(view, s),
        norm=source,
        cited=tuple(_words_of_items(view, view.items(code), code)),
        rows=_cells_behind(view, code),
    )


def _against_line(view: View, s: Standing) -> tuple[tuple[str, str], ...]:
    """The value, its line with the mark of a proposal, and how far it is from it."""
    words = WORDS[view.language]
    found = [(words["figure"], judged.text(view, s)), (words["line"], judged.demand_or_reason(view, s))]
    found += [(words["gap"], judged.difference(view, s, named=True))]
    if s.is_completion:
        done = view.results.progress(s.region, s.indicator.code)
        found += [(words["actual"], view.numbers.full(done.actual, done.counts))] if done.actual is not None else []
        found += [(words["whole"], judged.whole_demand(view, s))]
    return tuple((name, str(text)) for name, text in found if text)


def _words_of_items(view: View, codes: Iterable[str], indicator: str) -> Iterator[tuple[str, str]]:
    """Each item with its words: the sentences that ask for the indicator, else all. The documents are Chinese; in English it is
    the title of the item."""
    for code in codes:
        clause = view.catalogue.clauses.get(code)
        if clause is None:
            yield code, ""
        elif view.language != "zh":
            yield code, clause.title.en
        else:
            of = [s.zh for s in clause.sentences if indicator in s.indicators] or [s.zh for s in clause.sentences]
            yield code, "".join(of)


def _cells_behind(view: View, code: str, beside: Sequence[Expression | None] = ()) -> tuple[PaperRow, ...]:
    """The delivered cells of both sides of an indicator, and of the formulas ``beside`` it, each once."""
    value, indicator = view.value(code), view.results.indicator_named(code)
    reading, explaining = indicator.readings[value.reading], Explaining(view)
    covers = indicator.span_of(reading).covers
    of = [view.region] if reading.is_stated else regions_in(view.results, value, covers)
    apart = [r.code for r in view.study.apart] if view.is_overview else [view.region]
    asked = [(reading.numerator, of), (reading.denominator, of), *((part, apart) for part in beside)]
    inquiries = [one for part, regions in asked for one in explaining.look_up(part, regions, view.period, covers)]
    return tuple(dict.fromkeys(map(_row_of, explaining.sources.behind(inquiries))))


def _row_of(found: SignedCell) -> PaperRow:
    c = found.cell
    return PaperRow(file=c.file, sheet=c.sheet, row=str(c.row), column=c.column, text=c.text)


def _open_problems(view: View) -> list[tuple[Item, str]]:
    story = items(view.study, view.study.file.cut_off, region=view.region, language=view.language)
    return [(item, state) for item, state in story if state not in _DONE]


def _of_problem(view: View, item: Item, state: str) -> WorkingPaper:
    words, numbers = WORDS[view.language], view.numbers
    told = {
        "found": item.facts,
        "unit": ledger.unit(view, item),
        "state": view.say(f"ledger_state.{state}"),
        "when": item.when,
        "check": item.check,
        "persons": None if item.persons is None else numbers.persons(item.persons),
        "money": ledger.amount(view, item),
        "voucher": item.voucher,
        "cause": item.cause,
    }
    duty = duties.duty_of(view, item)
    return WorkingPaper(
        kind="ledger",
        code=item.item,
        title=item.title,
        facts=tuple((words[name], str(text)) for name, text in told.items() if text),
        norm=str(ledger.demand(view, item)),
        cited=tuple(_words_of_items(view, [item.clause], duty.indicator.code if duty else "")),
        rows=(),
    )


def _of_files(opened: Opened, view: View) -> Iterator[WorkingPaper]:
    """A paper for each kind of finding of each delivered file about which its deliverer is asked."""
    words, unit = WORDS[view.language], "" if view.is_overview else view.region
    code_of = {ask: code for code, ask in asks().items()}
    for returned in files_to_return(opened, view.results.findings, view.language, unit):
        for group in returned.groups:
            count = words["places"].format(count=group.count, file=returned.name)
            yield WorkingPaper(
                kind="data",
                code=code_of[group.ask],
                title=group.ask.title(view.language),
                facts=((words["found"], count), (words["asked"], group.ask.request(view.language))),
                norm=words["reporting"],
                cited=(),
                rows=tuple(
                    PaperRow(
                        file=returned.name,
                        sheet=place.sheet,
                        row="" if place.row is None else str(place.row),
                        column=place.column,
                        text=place.got or place.said,
                    )
                    for place in group.places
                ),
            )
