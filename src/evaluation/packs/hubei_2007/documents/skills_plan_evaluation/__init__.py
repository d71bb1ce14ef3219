"""农村劳动力技能就业计划检查评估报告 (HB-7): 规范管理, 培训质量, 补贴落实, as the item names them; once at the year's end."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from evaluation.documents.demands import Demand, demands_of
from evaluation.documents.letter import Titled
from evaluation.documents.paper import Paper
from evaluation.documents.problems import ConfirmedProblem, problems_of, why_no_completion
from evaluation.packs.hubei_2007.subsidies import QUALITY, SUBSIDIES, behind, delivered_codes, rate
from evaluation.render.component import Component
from evaluation.render.printed import name_as
from evaluation.study.model import LEVELS
from evaluation.view import amounts, judged
from evaluation.view.facts import figures as facts
from evaluation.view.facts import ledger
from evaluation.view.judgements import standing

TARGETS = ("trained_rural", "trained_rural_labour_dept")
MANAGEMENT = ("order_training_share", "joint_share", "rural_train_mix_reserve", "rural_train_mix_export", "rural_train_mix_upgrade")
JUDGED = ("skills_plan_quality", "skills_plan_publicity")
CLAUSE = "HB-7"
_NAMED = {"completed": "skills.completed", "passed": "skills.passed", "employed": "skills.employed"}


@dataclass(frozen=True, kw_only=True)
class TrainingTarget:
    title: str
    actual: str
    target: str
    completion: str
    state: str


@dataclass(frozen=True, kw_only=True)
class PlanRate:
    """A rate with both its sides, in persons; ``rest``: those entitled and not served."""

    title: str
    value: str
    part: str
    whole: str
    rest: str


@dataclass(frozen=True, kw_only=True)
class AssessedMatter:
    """What assessors entered of a matter (定性); ``level`` is empty where they have not."""

    title: str
    level: str
    assessor: str
    day: str
    evidence: str


@dataclass(frozen=True, kw_only=True)
class SkillsFigures:
    """The codes of each group, which conditions ask of, and its figures as far as they were delivered; ``behind``: names of
    the regions below the whole in every subsidy: comparison, not a line of the document."""

    target_codes: tuple[str, ...]
    targets: tuple[TrainingTarget, ...]
    why_no_completion: str
    management_codes: tuple[str, ...]
    management: tuple[PlanRate, ...]
    assessed: tuple[AssessedMatter, ...]
    quality_codes: tuple[str, ...]
    quality: tuple[PlanRate, ...]
    subsidy_codes: tuple[str, ...]
    subsidies: tuple[PlanRate, ...]
    behind: str
    behind_count: str
    problems: tuple[ConfirmedProblem, ...]
    demands: tuple[Demand, ...]
    management_table: Titled | None
    quality_table: Titled | None
    subsidies_table: Titled | None


def figures(paper: Paper) -> SkillsFigures:
    view, low = paper.view, behind(paper.view)
    codes = tuple(c for c in TARGETS if view.has(c))
    mine = [(i, s) for i, s in ledger.confirmed_problems(paper.items) if i.clause == CLAUSE]
    management, quality, subsidies = (delivered_codes(view, *of) for of in (MANAGEMENT, QUALITY, SUBSIDIES))
    return SkillsFigures(
        target_codes=codes,
        targets=_targets(paper, codes),
        why_no_completion=why_no_completion(view, codes),
        management_codes=MANAGEMENT,
        management=tuple(_rate(paper, c) for c in management),
        assessed=tuple(_matter(paper, code) for code in JUDGED),
        quality_codes=tuple(QUALITY),
        quality=tuple(_rate(paper, c) for c in quality),
        subsidy_codes=SUBSIDIES,
        subsidies=tuple(_rate(paper, c) for c in subsidies),
        behind=paper.say("list.comma").join(view.name(r) for r in low),
        behind_count=paper.cases(len(low)),
        problems=problems_of(paper, mine),
        demands=demands_of(paper),
        management_table=partial(_rates_table, paper, "skills-management", management) if management else None,
        quality_table=partial(_rates_table, paper, "skills-quality", quality) if quality else None,
        subsidies_table=partial(_subsidies_table, paper, subsidies) if subsidies else None,
    )


def name(paper: Paper, code: str) -> str:
    return paper.say(_NAMED[code]) if code in _NAMED else paper.view.text(paper.view.catalogue.indicators[code].title)


def _targets(paper: Paper, codes: tuple[str, ...]) -> tuple[TrainingTarget, ...]:
    """The two targets for training of rural labour, with what was done of them."""
    view, found = paper.view, []
    for code in codes:
        done, s = view.results.progress(view.region, code), standing(view, code)
        if done.reached is not None and done.demanded is not None and done.judged is not None:
            actual, target = amounts.pair(view, done.reached, done.demanded, done.counts)
            found.append(
                TrainingTarget(
                    title=view.title(code),
                    actual=actual,
                    target=target,
                    completion=judged.text(view, s),
                    state=paper.say(f"state.{s.word}"),
                )
            )
    return tuple(found)


def _rate(paper: Paper, code: str) -> PlanRate:
    numbers, r = paper.view.numbers, rate(paper.view, code)
    return PlanRate(
        title=name(paper, code),
        value=numbers.percent(r.exact, r.mark, figure=r.key),
        part=numbers.count(r.numerator, r.mark or "missing", figure="side"),
        whole=numbers.count(r.denominator, r.mark or "missing", figure="side"),
        rest=numbers.count(r.rest, r.mark or "missing", figure="rest"),
    )


def _matter(paper: Paper, code: str) -> AssessedMatter:
    """The last that was entered of one of the five aims, or of publicity, by the day of the letter."""
    view = paper.view
    rows = [r for r in view.study.rubric if r.item == code and r.region == view.region and r.date <= paper.day]
    title = view.text(view.catalogue.parts[code].title)
    if not rows:
        return AssessedMatter(title=title, level="", assessor="", day="", evidence="")
    last = max(rows, key=lambda r: r.date)
    level, day = view.text(LEVELS[last.level]), view.date(last.date)
    assessor, evidence = name_as("name", last.assessor), name_as("quoted", last.evidence)
    return AssessedMatter(title=title, level=level, assessor=assessor, day=day, evidence=evidence)


def _rates_table(paper: Paper, id: str, codes: list[str], title: str) -> Component:
    """Regions in division order."""
    view = paper.view
    fields = [facts.percent(view, name(paper, c), partial(rate, view, c)) for c in codes]
    return facts.regions(view, id, title, fields, [paper.say("paper.year_note")])


def _subsidies_table(paper: Paper, codes: list[str], title: str) -> Component:
    """Regions in division order, with both sides of each share."""
    view, say, fields = paper.view, paper.say, []
    for code in codes:
        _, reading = view.catalogue.indicators[code].settle(view.study.choices)
        for side in reversed(facts.sides(reading)):
            quantity = side.terms[0].quantity.code
            fields.append(facts.heads_field(view, view.quantity(quantity), quantity, say("unit.persons")))
        fields.append(facts.percent(view, name(paper, code), partial(rate, view, code)))
    return facts.regions(view, "skills-subsidies", title, fields, [say("paper.year_note")])
