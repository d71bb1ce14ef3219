"""What a study may bring besides: weights, comparison, allocation, warning, checks, ledger, calendar and the like."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from evaluation.catalogue.catalogue import catalogue
from evaluation.study.events import package_events
from evaluation.study.watch import COUNT_OF, KINDS
from tests.studies.asks import is_target
from tests.studies.catalogues import CATALOGUE, QUANTITIES
from tests.studies.dice import Dice
from tests.studies.world import World


def words(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


_SOURCE = words("办法草案", "Draft rules")
_WHY = words("便于比较", "so that it can be compared")


def weights(dice: Dice, codes: list[str]) -> dict[str, Any]:
    scored = dice.few(codes, 1, 8)
    cut = dice.randint(0, len(scored))
    parts = [p for p in (scored[:cut], scored[cut:]) if p]
    made: dict[str, Any] = {
        "preset": "draft-v1",
        "status": dice.choice(("issued", "proposal")),
        "source": _SOURCE,
        "least_evidence": dice.choice((0, 60, 100)),
        "missing": dice.choice(("reweighted", "not_awarded", "refused")),
        "groups": {f"g{n}": _group(dice, part) for n, part in enumerate(parts, 1)},
        "grades": _grades(dice),
    }
    if dice.yes(0.5):
        made["holds_for"] = dice.choice((["year"], ["quarter"], ["year", "quarter"], ["year", "quarter"]))
    gated = dice.some(codes, 0.2)[:2]
    if gated:
        made["gates"] = {
            f"gate{number}": {
                "indicator": code,
                "demand": dice.choice(("at_least", "at_most", "equal")),
                "value": 50,
                "effect": dice.choice(("lowest_grade", "not_best")),
                "missing": dice.choice(("no_grade", "passed", "failed")),
                "why": _WHY,
            }
            for number, code in enumerate(gated, 1)
        }
    aimed = [c for c in codes if is_target(c)]
    if aimed and dice.yes(0.3):
        made["parallel"] = {"indicators": aimed, "single_below": 50, "mean_below": 90, "why": _WHY}
    if dice.yes(0.25):
        made["uncertainty"] = {"draws": 100, "seed": dice.randint(0, 99), "why": _WHY, "spread": _spread(dice)}
        if dice.yes(0.3):
            made["uncertainty"]["drivers"] = 16
    return made


def _spread(dice: Dice) -> dict[str, Any]:
    return {
        "weights": dice.choice((0, 0.25)),
        "goalposts": dice.choice((0, 0.1)),
        "readings": dice.choice(("true", "false")),
        "noise": dice.choice(("true", "false")),
    }


def _group(dice: Dice, codes: list[str]) -> dict[str, Any]:
    found = {code: _scored(dice, code) for code in codes}
    return {"points": sum(i["points"] for i in found.values()), "title": words("效果", "Results"), "indicators": found}


def _scored(dice: Dice, code: str) -> dict[str, Any]:
    points, low, high = dice.randint(1, 30), dice.choice((0, 20, 60)), dice.choice((80, 100))
    worst, best = (high, low) if CATALOGUE[code].direction.value == "lower" else (low, high)
    curve = dice.weighted(linear=0.5, threshold=0.15, steps=0.1, bands=0.15, all_or_nothing=0.1)
    made: dict[str, Any] = {"points": points, "worst": worst, "best": best, "curve": curve, "why": _WHY}
    if curve == "threshold":
        made["threshold"] = (low + high) // 2
    if curve == "steps":
        made["step"] = 10
    if curve == "bands":
        middle = (low + high) // 2
        made["bands"] = [
            {"to_value": middle, "points": 0 if best > worst else points},
            {"from_value": middle, "points": points if best > worst else 0},
        ]
    return made


def _grades(dice: Dice) -> list[dict[str, Any]]:
    bands = [("优秀", "excellent", 90), ("达标", "good", 75), ("不达标", "poor", 0)]
    made = [{"name": words(zh, en), "from_score": start} for zh, en, start in bands[dice.randint(0, 1) :]]
    if dice.yes(0.35):
        made[0]["at_most"] = dice.choice((30, 50))
    return made


def comparison(dice: Dice, codes: list[str], delivered: list[str]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "preset": "mix-v1",
        "status": dice.choice(("issued", "proposal")),
        "source": _SOURCE,
        "least_cases": dice.choice((1, 30)),
    }
    rates = [c for c in codes if next(iter(CATALOGUE[c].readings.values())).proportion]
    ages = [("young", "青年", "young"), ("middle", "中年", "middle"), ("older", "大龄", "older")]
    if "train_emp_rate" in codes and {f"mature_{of}{n}" for n, _, _ in ages for of in ("", "employed_")} <= set(delivered):
        made["strata"] = {
            "train_emp_rate": {
                "by": words("年龄", "age"),
                "strata": {
                    n: {"title": words(zh, en), "part": f"mature_employed_{n}", "whole": f"mature_{n}"} for n, zh, en in ages
                },
            }
        }
    elif rates and len(delivered) > 1:
        pairs = [dice.sample(delivered, 2) for _ in range(2)]
        made["strata"] = {
            rates[0]: {
                "by": words("年龄", "age"),
                "strata": {
                    f"s{n}": {"title": words(f"第{n}层", f"Stratum {n}"), "part": part, "whole": whole}
                    for n, (part, whole) in enumerate(pairs, 1)
                },
            }
        }
    if len(delivered) > 1 and dice.yes(0.5):
        put, out = dice.sample(delivered, 2)
        made["efficiency"] = {
            "returns": dice.choice(("constant", "variable")),
            "orientation": dice.choice(("input", "output")),
            "inputs": {put: words("投入", "input")},
            "outputs": {out: words("产出", "output")},
            "why": _WHY,
        }
        if dice.yes(0.4):
            made["efficiency"] |= {"draws": 100, "seed": dice.randint(0, 9)}
    return made


def allocation(dice: Dice, world: World, delivered: list[str]) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """allocation.yml and the rows of allocation.csv."""
    parts = [q for q in delivered if QUANTITIES[q].within in delivered]
    inner = dice.choice(parts) if parts and dice.yes(0.4) else ""
    chosen = [QUANTITIES[inner].within, inner] if inner else dice.few(delivered, 1, 3)
    rest, factors = 100, {}
    for number, code in enumerate(chosen, 1):
        weight = rest if number == len(chosen) else rest // 2
        rest -= weight
        factors[f"f{number}"] = {
            "number": number,
            "title": words("因素", "Factor"),
            "weight": weight,
            "kind": "volume",
            "value": {"quantity": code},
            "missing": dice.choice(("refused", "no_share", "no_share")),
            "all_zero": dice.choice(("refused", "others", "others")),
            "why": _WHY,
        }
    if inner:
        factors["f2"]["within"] = "f1"
    made: dict[str, Any] = {
        "preset": "award-v1",
        "status": dice.choice(("issued", "proposal")),
        "source": _SOURCE,
        "clause": "HB-18",
        "factors": factors,
    }
    if dice.yes(0.85):
        made["pool"] = dice.choice((1, 1000000, world.money.whole("123456.78")))
    rows: list[dict[str, str]] = []
    bounds: dict[str, Any] = {}
    if dice.yes(0.3):
        bounds |= {"least_share": dice.choice((5, 40)), "most_share": dice.choice((20, 60, 100))}
    if dice.yes(0.6):
        bounds |= {"last_year": {"item": "last"}, **dice.choice(({}, {"least_of_last_year": 0.8, "most_of_last_year": 1.6}))}
        share = Decimal(str(made.get("pool", 1))) / len(world.reporting)
        last = dice.choice((share, None))  # all the same; with equal figures an award stays what it was
        rows += [
            {
                "region": r,
                "item": "last",
                "value": format(last if last and last * world.money.minor % 1 == 0 else Decimal(dice.randint(1, 900000)), "f"),
                "unit": "元",
                "source": "上年",
            }
            for r in world.reporting
        ]
    if dice.yes(0.2):
        made["adjust"] = "coefficient"
        rows += [
            {"region": r, "item": "coefficient", "value": dice.choice(("1", "1.25", "0.8")), "unit": "倍", "source": "测算"}
            for r in world.reporting
        ]
    if bounds:
        made["bounds"] = bounds
    if dice.yes(0.3):
        made["tilt"] = {
            "clause": "GZ-23",
            "source": _SOURCE,
            "pool": 500000,
            "least": dice.choice((0, 50, 100)),
            "satisfaction": 60,
            "delivery": 40,
        }
    return made, rows


def adjustment(dice: Dice, codes: list[str]) -> dict[str, Any] | None:
    """The adjustment fund of a study with quantity targets; its quantities may not be delivered."""
    aimed = [c for c in codes if is_target(c)]
    if not aimed:
        return None
    return {
        "clause": "HB-16",
        "source": _SOURCE,
        "pool": dice.choice((1000, 90000000)),
        "months": 6,
        "targets": 50,
        "reserve": 50,
        "completion": aimed[:2],
        "payable": "ui_benefit_payable",
        "income": "ui_income",
        "balance": "ui_balance",
        "outlay": "ui_outlay",
        "insured": "ui_insured",
        "missing": dice.choice(("refused", "left_out")),
    }


def appraised(dice: Dice, world: World) -> list[dict[str, str]]:
    """Rows of appraisal.csv."""
    rows = []
    for number in range(1, dice.randint(2, 4)):
        asked, entitled = dice.randint(1, 90), dice.randint(1, 90)
        rows.append(
            {
                "unit": f"B{number}",
                "name_zh": f"第{number}站",
                "name_en": f"Station {number}",
                "region": dice.choice(world.reporting),
                "tier": dice.choice(("administration", "service", "grassroots")),
                "staff": str(dice.randint(1, 30)),
                "surveyed": str(asked),
                "satisfied": str(dice.randint(0, asked)),
                "eligible": str(entitled),
                "received": str(dice.randint(0, entitled)),
                "source": "考核",
            }
        )
    return rows


def warning(dice: Dice, world: World, codes: list[str], delivered: list[str]) -> dict[str, Any]:
    known = [*(c for c in codes if not is_target(c)), *delivered]
    watched = {
        f"w{n}": {
            "title": words("监测项", "Watched"),
            "of": of,
            "side": dice.choice(("above", "below")),
            "core": n == 1 or dice.yes(0.4),
            "margin": dice.choice((0, 0, 1, "2.5")),
            "take": dice.choice(("value", "change_on_quarter", "change_on_year")),
        }
        for n, of in enumerate(dice.few(known, 1, 3), 1)
    }
    level = next(r["level"] for r in world.regions if r["code"] in world.reporting)
    made: dict[str, Any] = {
        "status": dice.choice(("issued", "proposal")),
        "source": _SOURCE,
        "watched": watched,
        "hysteresis": {"enter": dice.randint(1, 2), "leave": dice.randint(1, 2)},
        "grades": dice.choice(({"yellow": 1, "orange": 2, "red": 3}, {"yellow": 2, "orange": 3, "red": 4})),
    }
    if dice.yes(0.7):
        made["lines"] = [
            {
                "watched": "w1",
                "level": level,
                "value": dice.choice((0, 5, 50)),
                "source": _SOURCE,
                "status": dice.choice(("issued", "proposal")),
            }
        ]
    counted = [q for q in delivered if QUANTITIES[q].counts == "persons"]
    if counted and dice.yes(0.3):
        made["smallest"] = {
            "of": dice.choice(counted),
            "least": dice.choice((1, 200, 5000)),
            "levels": [level],
            "status": dice.choice(("issued", "proposal")),
            "source": _SOURCE,
        }
    if dice.yes(0.4):
        made["statistical"] = {"quarters": 4, "least": 2, "sigmas": 2, "source": _SOURCE}
    return made


def enterprises(dice: Dice, world: World) -> list[dict[str, str]]:
    """Rows of enterprises.csv: two firms of one region in every quarter of the year."""
    region = dice.choice(world.reporting)
    return [
        {
            "enterprise": f"Firm {n}",
            "region": region,
            "period": f"{world.year}Q{q}",
            "kind": kind,
            "base": "900",
            "jobs": str(dice.randint(0, 1200)),
            "reason": "",
            "source": "监测",
        }
        for n, kind in ((1, "strong"), (2, "difficult"))
        for q in range(1, world.years.parts + 1)
    ]


def layoffs(dice: Dice, world: World) -> list[dict[str, str]]:
    return [
        {
            "enterprise": f"Firm {n}",
            "region": region,
            "date": f"{world.year}-0{dice.randint(1, 9)}-15",
            "kind": "normal",
            "staff": "300",
            "persons": str(dice.choice((1, 20, 300))),
            "filed": dice.choice(("", f"{world.year}-01-03")),
            "source": "备案",
        }
        for n, region in enumerate(dice.few(world.reporting, 1, 2), 1)
    ]


def retraining(dice: Dice, world: World, codes: list[str]) -> dict[str, Any] | None:
    streams = [c for c in ("trained_reemp", "trained_startup", "trained_rural") if c in codes]
    if not streams:
        return None
    return {
        "pace_cut_off": f"{world.year}-0{dice.randint(1, 9)}-30".replace("02-30", "02-28"),
        "source": _SOURCE,
        "streams": {
            c: {
                "last_class_start": f"{world.year}-12-01",
                "class_weeks": dice.choice((1, 4, 60)),
                "subsidised_share": dice.choice((0, "0.85", 1)),
            }
            for c in streams
        },
    }


def orders(dice: Dice, world: World, targets: list[dict[str, str]]) -> list[dict[str, str]]:
    """Rows of target_orders.csv: one target changed within the year."""
    targets = [row for row in targets if row["value"] != "—"]
    if not targets:
        return []
    changed = dice.choice(targets)
    kept = ("item", "region", "period", "unit", "source")
    value = dice.choice(("0", "1", changed["value"]))
    return [
        {**{k: changed[k] for k in kept}, "number": "1号", "effective": f"{world.year}-0{dice.randint(1, 9)}-01", "value": value}
    ]


def judged(dice: Dice, world: World, prefix: str) -> list[dict[str, str]]:
    """Rows of rubric.csv for some checks of the document."""
    known = [
        c.code for clause in catalogue().clauses.values() if clause.code.startswith(f"{prefix}-") for c in clause.parts("checks")
    ]
    return [
        {
            "item": item,
            "region": region,
            "level": dice.choice(("full", "mostly", "partly", "not_done")),
            "assessor": "评价组",
            "date": f"{world.year}-03-04",
            "evidence": "纪要",
        }
        for item in dice.few(known, 1, 3)
        for region in dice.few(list(dict.fromkeys([world.top, *world.reporting])), 1, 2)
    ]


def done(dice: Dice, world: World, prefix: str) -> list[dict[str, str]]:
    """Rows of calendar.csv: some events of the year done, one of them late."""
    rows = []
    for event in (e for e in package_events() if e.prefix == prefix and e.due != "rolling"):
        if dice.yes(0.4):
            region = dice.choice([r for r in world.reporting if r != world.top] or [world.top]) if event.each else world.top
            if event.each == (region == world.top):
                continue
            due = dice.choice(("03-31", "06-15", "12-31")) if event.due == "quarterly" else ""
            rows.append(
                {
                    "event": event.code,
                    "region": region,
                    "due": due and f"{world.year}-{due}",
                    "done": f"{world.year}-0{dice.randint(1, 9)}-20",
                    "evidence": "文件",
                }
            )
    return rows


def checked(dice: Dice, world: World, delivered: list[str]) -> list[dict[str, str]]:
    """Rows of verified.csv."""
    counted = [q for q in delivered if QUANTITIES[q].counts != "money"]
    rows = []
    for code in dice.few(counted, 0, 2):
        reported = dice.randint(1, 5000)
        sample = dice.choice((reported, dice.randint(1, reported)))
        rows.append(
            {
                "region": dice.choice(world.reporting),
                "quantity": code,
                "period": world.period,
                "reported": str(reported),
                "sample": str(sample),
                "verified": str(dice.randint(0, sample)),
                "source": "电话抽查",
                "source_en": dice.choice(("", "Phone sample")),
                "checked": dice.choice(("", f"{world.year}-03-15", f"{world.year}-11-15")),
            }
        )
    return rows


def follow_up(dice: Dice, world: World) -> list[dict[str, str]]:
    """Rows of assistance.csv: most of the last quarter, whole or with parts that nobody counted."""
    last = world.period if "Q" in world.period else f"{world.year}Q{world.years.parts}"
    rows = []
    for kind in dice.some(list(KINDS), 0.5):
        parts = KINDS[kind] or ("东街", "西街")
        for region in dice.few(world.reporting, 1, len(world.reporting)):
            for part in parts if dice.yes(0.6) else dice.some(parts, 0.6):
                of = dice.choice((0, 7, 90))
                count = of if dice.yes(0.4) else dice.randint(0, of)
                rows.append(
                    {
                        "region": region,
                        "period": last if dice.yes(0.8) else f"{world.year}Q{dice.choice((1, world.years.parts))}",
                        "kind": kind,
                        "part": part,
                        "count": str(count),
                        "of": str(of) if kind in COUNT_OF else "",
                        "source": "季报",
                    }
                )
    return list({(r["region"], r["period"], r["kind"], r["part"]): r for r in rows}.values())


def standards(dice: Dice, world: World, codes: list[str]) -> list[dict[str, str]]:
    """Rows of standards.csv: what training one person costs, in some regions."""
    return [
        {"region": region, "stream": stream, "yuan": world.money.whole(dice.choice(("", "0", "390", "1200.5"))), "source": "文件"}
        for stream in ("trained_reemp", "trained_startup", "trained_rural")
        if stream in codes
        for region in dice.few(world.reporting, 1, len(world.reporting))
    ]
