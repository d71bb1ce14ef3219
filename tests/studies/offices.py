"""What an office declares for its official documents, and what it recorded: problems, bodies, agencies, employers, budget."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from evaluation.catalogue.duty import Duty
from tests.studies.dice import Dice
from tests.studies.rules import words
from tests.studies.world import World

OF_THE_PLAN = (
    "bulletin",
    "notice",
    "fund_performance",
    "inspection",
    "pilots",
    "ui_selfcheck",
    "skills_plan_evaluation",
    "supervision_memo",
    "agency_announcement",
    "budget_and_accounts",
    "special_inspection",
)
OF_ASSISTANCE = ("assistance_table", "assistance_result")


def documents(dice: Dice, world: World, prefix: str, delivered: list[str]) -> dict[str, Any]:
    """``documents.yml``: some of the kinds that are taken from the study's document, or from another one."""
    kinds = OF_ASSISTANCE if prefix == "GZ" else OF_THE_PLAN
    forms: dict[str, Any] = {kind: {} for kind in dice.few(kinds, 1, len(kinds))}
    if "pilots" in forms and dice.yes(0.6):
        forms["pilots"]["pilots"] = [{"name": words("甲县", "County A")}]
    if "assistance_table" in forms and dice.yes(0.4):
        column = {"title": words("列", "Column"), "quantity": dice.choice(delivered)}
        forms["assistance_table"]["tables"] = [{"title": words("表", "Table"), "columns": [column]}]
    if "supervision_memo" in forms and dice.yes(0.3):
        forms["supervision_memo"]["meeting"] = words("三月一日", "1 March")
    if "bulletin" in forms and dice.yes(0.5):
        forms["bulletin"]["best"] = dice.randint(1, 4)
    named = {"issuer": ("劳动局", "Labour bureau"), "short": ("劳动局", "the bureau"), "office": ("办公室", "the office")}
    return {**{key: words(*name) for key, name in named.items()}, "forms": forms}


def ledger(dice: Dice, world: World, prefix: str, bound: Collection[Duty]) -> list[dict[str, str]]:
    """Problems at every step, from found to closed."""
    rows, year = [], world.year
    for number in range(dice.randint(1, 4)):
        region, kind = dice.choice(world.reporting), dice.choice(("fund", "fund", "outcome", "data"))
        row = {
            "item": f"L-{number}",
            "region": region,
            "unit": f"{region}-bureau",
            "unit_zh": "劳动局",
            "unit_en": "Labour bureau",
            "check": "年中检查",
            "title": "账目不符",
            "kind": kind,
            "clause": f"{prefix}-{dice.choice((7, 16, 20))}",
            "found": f"{year}-01-10",
            "facts": "两本账不一致。",
        }
        if kind == "fund" and (entered := dice.part(f"nature {number}")).yes(0.6):
            row |= {"nature": entered.choice(("diverted", "paid_twice", "other")), "norm": "基金管理办法", "cause": "人手不足"}
        broken = [d for d in bound if row["clause"] in d.clauses]
        if broken and (naming := dice.part(f"duty {number}")).yes(0.6):
            row["duty"] = naming.choice(broken).code
        steps = dice.randint(0, 5 if kind == "fund" else 2)
        if steps:
            row |= {
                "drafted": f"{year}-01-12",
                "answer_by": f"{year}-02-01",
                "answered": f"{year}-01-20",
                "answer": "无异议",
                "decision": "agreed",
                "confirmed": f"{year}-02-05",
                "handling": "adjust",
                "responsible": "分管局长",
                "term": f"{year}-{dice.choice(('03-01', '12-30'))}",
            }
            row |= (
                {"when": "一月", "persons": "5", "yuan": world.money.whole("100.5"), "voucher": "凭证1号"} if kind == "fund" else {}
            )
        if steps >= 3:
            row |= {"issued": f"{year}-02-10", "notice": "通知1号"}
        if steps >= 4:
            row |= {"reported": f"{year}-02-20", "evidence": "凭证2号"}
        if steps and dice.yes(0.2):
            row["supervised"] = f"{year}-04-01"
        if steps == 5 or (steps == 2 and dice.yes(0.5)):
            row |= {"closed": f"{year}-05-01", "evidence": "凭证2号"}
        rows.append(row)
    return rows


def appraised(dice: Dice, world: World) -> list[dict[str, str]]:
    """Bodies of some tiers, with or without an award, and a day."""
    rows = []
    for number, tier in enumerate(dice.some(["administration", "service", "grassroots"], 0.7)):
        rows.append(
            {
                "unit": f"u{number}",
                "name_zh": "单位",
                "name_en": "Body",
                "region": dice.choice(world.reporting),
                "tier": tier,
                "staff": "5",
                "surveyed": "10",
                "satisfied": str(dice.randint(0, 10)),
                "eligible": "10",
                "received": "9",
                "award_yuan": dice.choice(("", "1000")),
                "source": "考核",
                "appraised": dice.choice(("", f"{world.year}-03-15", f"{world.year}-11-15")),
            }
        )
    return rows


def agencies(dice: Dice, world: World) -> list[dict[str, str]]:
    rows = []
    for number in range(dice.randint(1, 7)):
        result = dice.choice(("", "passed", "rectify", "revoked"))
        rows.append(
            {
                "licence": f"L{number}",
                "name_zh": "职介所",
                "name_en": "Agency",
                "region": dice.choice(world.reporting),
                "checked": f"{world.year}-02-01" if result else "",
                "result": result,
                "reason": "超范围经营" if result in ("rectify", "revoked") else "",
                "source": "名册",
            }
        )
    return rows


def employers(dice: Dice, world: World) -> list[dict[str, str]]:
    rows = []
    for number in range(dice.randint(1, 3)):
        rows.append(
            {
                "employer": f"E{number}",
                "name_zh": "用人单位",
                "name_en": "Employer",
                "region": dice.choice(world.reporting),
                "staff": "10",
                "insured": dice.choice(("0", "8", "10", "10")),
                "checked": f"{world.year}-{dice.choice(('02', '11'))}-01",
                "source": "稽核",
            }
        )
    return rows


def budget(dice: Dice, world: World, delivered: list[str], items: list[str]) -> list[dict[str, str]]:
    """Plans of the year and its quarters by item of the fund, in yuan."""
    rows = []
    for line in [q for q in delivered if q in items] or items[:1]:
        plans = [dice.randint(0, 9) * 1_000_000 for _ in range(world.years.parts)]
        for number, yuan in enumerate([sum(plans), *plans]):
            period = f"{world.year}Q{number}" if number else str(world.year)
            rows.append({"line": line, "period": period, "yuan": str(yuan), "source": "批复"})
    return rows


def draw(
    dice: Dice, world: World, prefix: str, delivered: list[str], bound: Collection[Duty], items: list[str]
) -> tuple[dict[str, Any], dict[str, list[dict[str, str]]]]:
    """``documents.yml``, and some of the files that its documents tell of."""
    made = {
        "ledger.csv": ledger(dice.part("ledger"), world, prefix, bound),
        "appraisal.csv": appraised(dice.part("appraisal"), world),
        "agencies.csv": agencies(dice.part("agencies"), world),
        "employers.csv": employers(dice.part("employers"), world),
        "budget.csv": budget(dice.part("budget"), world, delivered, items),
    }
    return documents(dice.part("documents"), world, prefix, delivered), {
        name: rows for name, rows in made.items() if rows and dice.part(name).yes(0.7)
    }
