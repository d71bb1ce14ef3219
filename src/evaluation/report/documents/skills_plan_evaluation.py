"""农村劳动力技能就业计划检查评估报告 (HB-7): 规范管理, 培训质量, 补贴落实, as the item names them; once at the year's end."""

from __future__ import annotations

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.clauses import parts as named
from evaluation.indicators.model import expression
from evaluation.indicators.quantities import QUANTITIES
from evaluation.report.component import Component, paragraph, section
from evaluation.report.documents import bulletin, figures, ledger
from evaluation.report.documents.paper import Paper
from evaluation.report.judgements import standing
from evaluation.study.model import LEVELS

TARGETS = ("trained_rural", "trained_rural_labour_dept")
MANAGEMENT = ("order_training_share", "joint_share", "rural_train_mix_reserve", "rural_train_mix_export",
              "rural_train_mix_upgrade")  # fmt: skip
QUALITY = {
    "completed": ("completed_rural", "trained_rural"), "passed": ("passed_rural", "completed_rural"), "dual_cert_rate": None,
    "employed": ("mature_employed_rural", "mature_rural"),
}  # fmt: skip
SUBSIDIES = ("takeup_train_sub", "takeup_assess_sub")
JUDGED = ("skills_plan_quality", "skills_plan_publicity")
CLAUSE = "HB-7"


def title(paper: Paper) -> str:
    return paper.say("skills.title", period=paper.period, whole=paper.whole)


def opening(paper: Paper) -> list[Component]:
    text = paper.say("skills.opening", clause=paper.clause(CLAUSE), period=paper.period, whole=paper.whole,
                     day=paper.view.date(paper.day))  # fmt: skip
    return [paper.addressee(), paragraph(text)]


def rate(paper: Paper, code: str, region: str = "") -> figures.Rate:
    """A rate of the catalogue in its first or chosen reading, or one of :data:`QUALITY`, from 1 January."""
    view = paper.view
    if QUALITY.get(code):
        top, bottom = (expression(QUANTITIES[c]) for c in QUALITY[code])
        return figures.ratio(view, region or view.region, top, bottom)
    _, reading = CATALOGUE[code].settle(view.study.choices)
    return figures.ratio(view, region or view.region, reading.numerator, reading.denominator, reading.per)


def name(paper: Paper, code: str) -> str:
    return paper.say(f"skills.{code}") if QUALITY.get(code) else CATALOGUE[code].title[paper.view.language]


def delivered(paper: Paper, *codes: str) -> list[str]:
    """Those of ``codes`` whose two sides the study's tables deliver."""

    def sides(code: str) -> list[str]:
        if QUALITY.get(code):
            return list(QUALITY[code])
        _, reading = CATALOGUE[code].settle(paper.view.study.choices)
        return [t.quantity.code for side in (reading.numerator, reading.denominator) for t in side.terms]

    return [code for code in codes if all(paper.view.mapped(q) for q in sides(code))]


def body(paper: Paper) -> Component:
    say = paper.say
    return section("body", [
        *paper.part(say("skills.overall"), *overall(paper)),
        *paper.part(say("skills.management"), told(paper, *MANAGEMENT), say("skills.mainly"), *judged(paper)),
        *paper.part(say("skills.quality"), told(paper, *QUALITY), say("skills.mature")),
        *paper.part(say("skills.subsidies"), told(paper, *SUBSIDIES), *owed(paper)),
        *paper.part(say("bulletin.problems"), *behind(paper), *problems(paper)),
        *paper.part(say("bulletin.demands"), *bulletin.demands(paper)),
    ])  # fmt: skip


def overall(paper: Paper) -> list[str]:
    """The two targets for training of rural labour, with what was done of them."""
    view, say, found = paper.view, paper.say, []
    for code in (c for c in TARGETS if view.has(c)):
        done, s = view.results.progress(view.region, code), standing(view, code)
        if done.target is not None and done.completion is not None:
            found.append(say("skills.target", title=view.title(code), actual=view.numbers.amount(done.actual, done.counts),
                             target=view.numbers.amount(done.demanded, done.counts),
                             completion=view.numbers.percent(done.completion), state=say(f"skills.{s.state}")))  # fmt: skip
    return [say("list.semicolon").join(found) + say("list.stop")] if found else [say("bulletin.no_targets")]


def told(paper: Paper, *codes: str) -> str:
    """Each rate with both its sides."""
    say, numbers, found = paper.say, paper.view.numbers, []
    for code in delivered(paper, *codes):
        r = rate(paper, code)
        found.append(say("skills.rate", title=name(paper, code), value=numbers.percent(r.exact, r.mark),
                         part=numbers.count(r.numerator), whole=numbers.count(r.denominator)))  # fmt: skip
    return say("list.semicolon").join(found) + say("list.stop") if found else say("skills.nothing")


def judged(paper: Paper) -> list[str]:
    """What assessors entered of the five aims and of publicity (定性); blank where they have not."""
    view, say, language = paper.view, paper.say, paper.view.language
    found = []
    for code in JUDGED:
        rows = [r for r in view.study.rubric if r.item == code and r.region == view.region and r.date <= paper.day]
        title = named()[code].title[language]
        if rows:
            last = max(rows, key=lambda r: r.date)
            found.append(say("skills.judged", title=title, level=LEVELS[last.level][language], assessor=last.assessor,
                             day=view.date(last.date), evidence=last.evidence))  # fmt: skip
        else:
            found.append(say("skills.not_judged_yet", title=title))
    return [say("list.semicolon").join(found) + say("list.stop")]


def owed(paper: Paper) -> list[str]:
    """Who was entitled and has not received."""
    view, say = paper.view, paper.say
    found = [say("skills.owed", title=name(paper, code), rest=view.numbers.count(rate(paper, code).rest))
             for code in delivered(paper, *SUBSIDIES)]  # fmt: skip
    return [say("list.semicolon").join(found) + say("list.stop")] if found else []


def behind(paper: Paper) -> list[str]:
    """Regions below the whole in both subsidies: comparison, not a line of the document."""
    view, say = paper.view, paper.say
    codes = delivered(paper, *SUBSIDIES)
    if not codes:
        return []
    whole = {c: rate(paper, c, view.top).exact for c in codes}
    low = [r for r in view.results.regions
           if all((mine := rate(paper, c, r).exact) is not None and mine < whole[c] for c in codes)]  # fmt: skip
    if not low:
        return [say("skills.none_behind")]
    return [say("skills.behind", count=str(len(low)), regions=say("list.comma").join(view.name(r) for r in low))]


def problems(paper: Paper) -> list[str]:
    """Confirmed problems of this item's own."""
    mine = [(i, s) for i, s in ledger.confirmed(paper.items) if i.clause == CLAUSE]
    if not mine:
        return [paper.say("skills.no_problems", day=paper.view.date(paper.day))]
    return [
        paper.numbered(n, paper.say("skills.problem", unit=paper.unit_name(i), title=i.title, facts=i.facts,
                                    state=paper.say(f"ledger_state.{s}")))
        for n, (i, s) in enumerate(mine, 1)
    ]  # fmt: skip


def closing(paper: Paper) -> list[Component]:
    return paper.ended("paper.hereby_report", annexes(paper))


def annexes(paper: Paper) -> list[tuple[str, list[Component]]]:
    """Regions in division order: management, quality, subsidies."""
    view, say, found = paper.view, paper.say, []
    for key, codes in (("management", MANAGEMENT), ("quality", tuple(QUALITY)), ("subsidies", SUBSIDIES)):
        known = delivered(paper, *codes)
        if not known:
            continue
        title_ = say(f"skills.annex_{key}", period=paper.period)
        fields = []
        if key == "subsidies":
            for code in known:
                _, reading = CATALOGUE[code].settle(view.study.choices)
                for side in (reading.denominator, reading.numerator):
                    quantity = side.terms[0].quantity.code
                    fields.append(figures.counted(view, view.quantity(quantity), quantity, say("unit.persons")))
                fields.append(figures.percent(view, name(paper, code), lambda r, c=code: rate(paper, c, r)))
        else:
            fields = [figures.percent(view, name(paper, c), lambda r, c=c: rate(paper, c, r)) for c in known]
        table = figures.regions(view, f"skills-{key}", title_, fields, [say("paper.year_note")])
        found.append((title_, [table]))
    return found
