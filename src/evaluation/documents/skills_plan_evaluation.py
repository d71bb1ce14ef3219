"""农村劳动力技能就业计划检查评估报告 (HB-7): 规范管理, 培训质量, 补贴落实, as the item names them; once at the year's end."""

from __future__ import annotations

from functools import partial

from evaluation.catalogue.clauses import parts as named
from evaluation.catalogue.indicators import CATALOGUE
from evaluation.documents import bulletin
from evaluation.documents.paper import Paper
from evaluation.render.component import Component, paragraph, section
from evaluation.report import judged
from evaluation.report.facts import figures, ledger
from evaluation.report.facts.subsidies import QUALITY, SUBSIDIES, behind, delivered_codes, rate
from evaluation.report.judgements import standing
from evaluation.study.model import LEVELS

TARGETS = ("trained_rural", "trained_rural_labour_dept")
MANAGEMENT = ("order_training_share", "joint_share", "rural_train_mix_reserve", "rural_train_mix_export", "rural_train_mix_upgrade")
JUDGED = ("skills_plan_quality", "skills_plan_publicity")
CLAUSE = "HB-7"
_NAMED = {"completed": "skills.completed", "passed": "skills.passed", "employed": "skills.employed"}


def title(paper: Paper) -> str:
    return paper.say("skills.title", period=paper.period, whole=paper.whole)


def opening(paper: Paper) -> list[Component]:
    text = paper.view.sentence(
        "skills.opening",
        "skills.shown",
        of="skills_plan_check",
        under=paper.under(CLAUSE),
        period=paper.period,
        whole=paper.whole,
        day=paper.view.date(paper.day),
    )
    return [paper.addressee(), paragraph(text)]


def name(paper: Paper, code: str) -> str:
    return paper.say(_NAMED[code]) if code in _NAMED else CATALOGUE[code].title[paper.view.language]


def body(paper: Paper) -> Component:
    say = paper.say
    return section(
        "body",
        [
            *paper.part(say("skills.overall"), *overall(paper)),
            *paper.part(say("skills.management"), rates(paper, *MANAGEMENT), say("skills.mainly"), *assessments(paper)),
            *paper.part(say("skills.quality"), rates(paper, *QUALITY), say("skills.mature")),
            *paper.part(say("skills.subsidies"), rates(paper, *SUBSIDIES), *arrears(paper)),
            *paper.part(say("bulletin.problems"), *comparisons(paper), *problems(paper)),
            *paper.part(say("bulletin.demands"), *bulletin.demands(paper)),
        ],
    )


def overall(paper: Paper) -> list[str]:
    """The two targets for training of rural labour, with what was done of them."""
    view, say, found = paper.view, paper.say, []
    codes = tuple(c for c in TARGETS if view.has(c))
    for code in codes:
        done, s = view.results.progress(view.region, code), standing(view, code)
        if done.reached is not None and done.demanded is not None and done.judged is not None:
            actual, target = judged.amounts(view, done.reached, done.demanded, done.counts)
            found.append(
                say(
                    "skills.target",
                    title=view.title(code),
                    actual=actual,
                    target=target,
                    completion=judged.text(view, s),
                    state=say(f"state.{s.word}"),
                )
            )
    told = view.sentence("skills.targets", of=codes, items=say("list.semicolon").join(found))
    return [told or bulletin.without_targets(paper, codes)]


def rates(paper: Paper, *codes: str) -> str:
    """Each rate with both its sides."""
    view, say, numbers, found = paper.view, paper.say, paper.view.numbers, []
    for code in delivered_codes(view, *codes):
        r = rate(view, code)
        found.append(
            say(
                "skills.rate",
                title=name(paper, code),
                value=numbers.percent(r.exact, r.mark),
                part=numbers.count(r.numerator, r.mark or "missing"),
                whole=numbers.count(r.denominator, r.mark or "missing"),
            )
        )
    nothing = view.sentence("skills.nothing", of=codes)
    return nothing or say("list.semicolon").join(found) + say("list.stop")


def assessments(paper: Paper) -> list[str]:
    """What assessors entered of the five aims and of publicity (定性); blank where they have not."""
    view, say, language = paper.view, paper.say, paper.view.language
    found = []
    for code in JUDGED:
        rows = [r for r in view.study.rubric if r.item == code and r.region == view.region and r.date <= paper.day]
        title = named()[code].title[language]
        if rows:
            last = max(rows, key=lambda r: r.date)
            found.append(
                say(
                    "skills.judged",
                    title=title,
                    level=LEVELS[last.level][language],
                    assessor=last.assessor,
                    day=view.date(last.date),
                    evidence=last.evidence,
                )
            )
        else:
            found.append(say("skills.not_judged_yet", title=title))
    return [say("list.semicolon").join(found) + say("list.stop")]


def arrears(paper: Paper) -> list[str]:
    """Who was entitled and has not received."""
    view, say = paper.view, paper.say
    found = [
        say("skills.owed", title=name(paper, code), rest=view.numbers.count(r.rest, r.mark or "missing"))
        for code, r in ((code, rate(view, code)) for code in delivered_codes(view, *SUBSIDIES))
    ]
    return [say("list.semicolon").join(found) + say("list.stop")] if found else []


def comparisons(paper: Paper) -> list[str]:
    """Regions below the whole in both subsidies: comparison, not a line of the document."""
    view, low = paper.view, behind(paper.view)
    if not delivered_codes(view, *SUBSIDIES):
        return []
    return [
        view.sentence(
            "skills.behind",
            "skills.none_behind",
            "skills.not_compared",
            count=str(len(low)),
            regions=paper.say("list.comma").join(view.name(r) for r in low),
        )
    ]


def problems(paper: Paper) -> list[str]:
    """Confirmed problems of this item's own."""
    mine = [(i, s) for i, s in ledger.confirmed_problems(paper.items) if i.clause == CLAUSE]
    none = paper.view.sentence("skills.no_problems", of=CLAUSE, day=paper.view.date(paper.day))
    return (
        [none]
        if none
        else [
            paper.with_ordinal(
                n,
                paper.say(
                    "skills.problem", unit=paper.unit_name(i), title=i.title, facts=i.facts, state=paper.say(f"ledger_state.{s}")
                ),
            )
            for n, (i, s) in enumerate(mine, 1)
        ]
    )


def closing(paper: Paper) -> list[Component]:
    return paper.end("paper.hereby_report", annexes(paper))


def annexes(paper: Paper) -> list[tuple[str, list[Component]]]:
    """Regions in division order: management, quality, subsidies."""
    view, say, found = paper.view, paper.say, []
    for key, codes in (("management", MANAGEMENT), ("quality", tuple(QUALITY)), ("subsidies", SUBSIDIES)):
        known = delivered_codes(view, *codes)
        if not known:
            continue
        title_ = say(f"skills.annex_{key}", period=paper.period)
        fields = []
        if key == "subsidies":
            for code in known:
                _, reading = CATALOGUE[code].settle(view.study.choices)
                for side in reversed(figures.sides(reading)):
                    quantity = side.terms[0].quantity.code
                    fields.append(figures.heads_field(view, view.quantity(quantity), quantity, say("unit.persons")))
                fields.append(figures.percent(view, name(paper, code), partial(rate, view, code)))
        else:
            fields = [figures.percent(view, name(paper, c), partial(rate, view, c)) for c in known]
        table = figures.regions(view, f"skills-{key}", title_, fields, [say("paper.year_note")])
        found.append((title_, [table]))
    return found
