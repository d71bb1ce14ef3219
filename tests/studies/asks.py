"""What a study asks: indicators with what they are made of, readings, targets, headline and hard limits."""

from __future__ import annotations

from decimal import Decimal

from evaluation.catalogue.model import Reading, When
from evaluation.catalogue.span import Covers
from tests.studies import amounts
from tests.studies.amounts import Amounts
from tests.studies.catalogues import CATALOGUE, DEFAULT, SPLITS, Pool
from tests.studies.dice import Dice
from tests.studies.world import World


def indicators(dice: Dice, pool: Pool = DEFAULT) -> list[str]:
    """One to twelve of the pool, at times many more: of all of it, or of one dimension."""
    known = list(pool.indicators)
    if dice.yes(0.35):
        dimension = CATALOGUE[dice.choice(known)].dimension
        known = [c for c in known if CATALOGUE[c].dimension is dimension]
    codes = dice.few(known, 1, dice.choice((1, 1, 4, 4, 8, 8, 12, 40)))
    dice.shuffle(codes)
    return codes


def choices(dice: Dice, codes: list[str]) -> dict[str, str]:
    """A reading for every open indicator."""
    return {c: dice.choice(list(CATALOGUE[c].readings)) for c in codes if len(CATALOGUE[c].readings) > 1}


def made_of(reading: Reading) -> list[str]:
    sides = (reading.numerator, reading.denominator)
    return list(dict.fromkeys(term.quantity.code for side in sides if side for term in side.terms))


def reading_of(code: str, chosen: dict[str, str]) -> Reading:
    found = CATALOGUE[code]
    return found.readings[chosen.get(code, next(iter(found.readings)))]


def quantities(dice: Dice, codes: list[str], chosen: dict[str, str]) -> list[str]:
    """All that the indicators are made of, that of the chosen readings only, or a part of it; never nothing."""
    of_chosen = [q for c in codes for q in made_of(reading_of(c, chosen))]
    of_all = [q for c in codes for r in CATALOGUE[c].readings.values() for q in made_of(r)]
    wanted = list(dict.fromkeys(of_chosen if dice.yes(0.5) else of_all))
    if dice.yes(0.4):
        wanted = dice.some(wanted, 0.8) or wanted[:1]
    return wanted


def told_apart(dice: Dice, codes: list[str]) -> list[str]:
    """Members of the wholes among ``codes``, mostly all of them."""
    members = [member for split in SPLITS if split.whole in codes for member in split.members]
    return members if dice.yes(0.6) else dice.some(members, 0.6)


_STOCKS = {"trained_reemp": "eligible_unemployed", "trained_startup": "eligible_unemployed", "trained_rural": "rural_surplus"}


def is_target(code: str) -> bool:
    return CATALOGUE[code].is_amount


def targets(dice: Dice, world: World, codes: list[str], chosen: dict[str, str], drawn: Amounts) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    share = dice.choice((0, 0.3, 0.8, 1))
    for code in dice.some(codes, share):
        mine = dice.part(f"target{code}")
        of = _of_amount if is_target(code) else _of_rate
        found = of(mine, world, code, chosen, drawn)
        if dice.part(f"day{code}").yes(0.15):
            day = mine.choice(("06-30", "03-31", "02-15", "08-10"))
            found = [{**row, "due": f"{world.year}-{day}" if row["period"] == str(world.year) else ""} for row in found]
        rows += found
    return rows


def _regions(dice: Dice, world: World) -> list[str]:
    some = dice.few(world.reporting, 1, len(world.reporting))
    return {
        "each": ["each"],
        "all": world.reporting,
        "some": some,
        "whole": [world.top],
        "both": [world.top, *(r for r in world.reporting if r != world.top)],
        "each_but": ["each", *some[:1]],
        "everywhere": ["everywhere", *some[:1]],
    }[dice.weighted(each=0.2, all=0.2, some=0.2, whole=0.15, both=0.1, each_but=0.08, everywhere=0.07)]


def _row(dice: Dice, item: str, region: str, period: str, demand: str, value: str, unit: str, status: str) -> dict[str, str]:
    row = {
        "item": item,
        "region": region,
        "period": period,
        "demand": demand,
        "value": value,
        "unit": unit,
        "status": status,
        "source": "文件第1项, item 1",
    }
    year = period[:4]
    since = dice.part("in force").choice(("", "", "", "", f"{year}-01-01", f"{year}-04-01", f"{year}-09-15"))
    return row | ({"in_force": since} if since else {})


def _of_amount(dice: Dice, world: World, code: str, chosen: dict[str, str], drawn: Amounts) -> list[dict[str, str]]:
    counts = next(iter(CATALOGUE[code].readings.values())).unit.top
    unit = dice.choice(list(amounts.UNITS[counts]))
    demand, status = _demand(dice, code), dice.choice(("issued", "proposal"))
    quarterly = dice.yes(0.3)
    of_base = dice.randint(1, 60) if code in _STOCKS and dice.yes(0.4) else 0
    rows = []
    for region in _regions(dice, world):
        whole = _aimed(dice, world, code, chosen, drawn, region)
        if of_base:
            whole = max(0, of_base * _base(world, code, drawn, region) // 100) or whole
        year = str(world.year)
        if dice.part(f"{code}{region}").yes(0.06):
            rows.append(_row(dice, code, region, year, demand, "—", unit, status))
            continue
        rows.append(_row(dice, code, region, year, demand, amounts.text(whole, unit), unit, status))
        if quarterly:
            rows += _steps(dice.part(f"steps{code}{region}"), world, (code, region, demand, status), whole, unit)
    return rows


def _steps(dice: Dice, world: World, of: tuple[str, str, str, str], whole: int, unit: str) -> list[dict[str, str]]:
    """What is due by the end of parts of the year, of all or of some: an amount, or a share of the year's."""
    code, region, demand, status = of
    shares = sorted(dice.randint(0, 100) for _ in range(world.years.parts - 1))
    in_shares, parts = dice.yes(0.4), list(enumerate((*shares, 100), 1))
    kept = dice.some(parts, 0.5) or parts[:1] if dice.yes(0.3) else parts
    rows = []
    for quarter, share in kept:
        due, written = (str(share), "%") if in_shares else (amounts.text(whole * share // 100, unit), unit)
        rows.append(_row(dice, code, region, f"{world.year}Q{quarter}", demand, due, written, status))
    return rows


def _aimed(dice: Dice, world: World, code: str, chosen: dict[str, str], drawn: Amounts, region: str) -> int:
    """A target near what will be there, or 0."""
    if dice.yes(0.12):
        return 0
    quantity = made_of(reading_of(code, chosen))[0]
    of = world.reporting if region == world.top else [region if region in world.reporting else world.reporting[0]]
    reached = sum(drawn.year(quantity, r, world.year) for r in of)
    step = 10**4 if CATALOGUE[code].readings[next(iter(CATALOGUE[code].readings))].unit.of_money else 1
    if dice.yes(0.3):
        return max(step, _hair(dice, world, quantity, drawn, of, step))
    return int(reached * dice.choice((0.4, 0.9, 1, 1, 1.01, 1.5))) // step * step or step


def _base(world: World, code: str, drawn: Amounts, region: str) -> int:
    """Who could be trained: there when the year began, and came less went since."""
    stock, of = _STOCKS[code], world.reporting if region == world.top else [region]
    flows = stock.removesuffix("_unemployed")
    return sum(
        drawn.year(stock, r, world.year - 1)
        + drawn.up_to(f"{flows}_inflow", r, world.period)
        - drawn.up_to(f"{flows}_outflow", r, world.period)
        for r in of
    )


def _hair(dice: Dice, world: World, quantity: str, drawn: Amounts, of: list[str], step: int) -> int:
    """What is asked of the year for its schedule to lie beside what is reached, or on it."""
    parts = world.years.parts
    gone = int(world.period.partition("Q")[2] or parts)
    reached = sum(drawn.up_to(quantity, r, world.period) for r in of)
    return (reached * parts // gone // step + dice.choice((-1, 0, 0, 1))) * step


def _of_rate(dice: Dice, world: World, code: str, chosen: dict[str, str], drawn: Amounts) -> list[dict[str, str]]:
    if next(iter(CATALOGUE[code].readings.values())).unit.form != "percent":
        return []
    value = dice.choice(("0", "50", "100", "4.5", f"{dice.randint(1, 99)}.{dice.randint(0, 99)}", "33.3"))
    demand, status = _demand(dice, code), dice.choice(("issued", "proposal"))
    near = dice.choice((None, None, 1, 2, 4, 4, 5, 6))

    def line(region: str) -> str:
        if dice.part(f"{code}{region}").yes(0.06):
            return "—"
        return _beside(dice, world, code, chosen, drawn, region, near) or value

    rows = [_row(dice, code, r, str(world.year), demand, line(r), "%", status) for r in _regions(dice, world)]
    steps = dice.part(f"steps{code}")
    if steps.yes(0.2):
        kept = [q for q in range(1, world.years.parts) if steps.yes(0.6)]
        rows += [
            _row(steps, code, row["region"], f"{world.year}Q{q}", demand, value, "%", status)
            for row in rows
            for q in kept
            if row["value"] != "—"
        ]
    return rows


def _beside(dice: Dice, world: World, code: str, chosen: dict[str, str], drawn: Amounts, region: str, places: int | None) -> str:
    """The region's value cut to so many decimals, or one step of the last one beside it; nothing where it is not simply
    one sum over another."""
    reading = reading_of(code, chosen)
    sides = [reading.numerator, *([reading.denominator] if reading.denominator else [])]
    plain = all(t.when is When.THIS for side in sides for t in side.terms)
    if places is None or len(sides) < 2 or not plain:
        return ""
    of = world.reporting if region == world.top else [region if region in world.reporting else world.reporting[0]]
    from_start = CATALOGUE[code].span_of(reading).covers in (Covers.TO_DATE, Covers.YEAR)
    reached = drawn.up_to if from_start else drawn.of
    top, below = (sum(t.coefficient * reached(t.quantity.code, r, world.period) for r in of for t in side.terms) for side in sides)
    if below <= 0:
        return ""
    scaled, rest = divmod(top * reading.per * 10**6, below)
    if not rest and 0 <= scaled <= 10**8 and dice.yes(0.5):
        return format(Decimal(scaled).scaleb(-6).normalize(), "f")
    cut = top * reading.per * 10**places // below + dice.choice((-1, 0, 0, 1))
    return format(Decimal(min(max(0, cut), 100 * 10**places)).scaleb(-places), "f")


def _demand(dice: Dice, code: str) -> str:
    if dice.yes(0.1):
        return dice.choice(("at_least", "at_most", "equal"))
    return {"lower": "at_most", "at_target": "equal"}.get(CATALOGUE[code].direction.value, "at_least")
