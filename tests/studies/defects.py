"""One defect of each kind, and how ``check`` must name it: by the code of a finding, or in words of a refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

from shipped import CATALOGUE, SHIPPED

from evaluation.catalogue.model import Reading
from tests.studies import asks, bases
from tests.studies.catalogues import QUANTITIES
from tests.studies.dice import Dice
from tests.studies.invent import Draft
from tests.studies.tables import Table


@dataclass(frozen=True, kw_only=True)
class Defect:
    """``spoil`` returns False where a study has nothing to spoil in this way. ``finding`` is the code that ``check`` must
    give, ``refusal`` a part of the sentence it must refuse with; one of both. ``stops``: no report may be made."""

    spoil: Callable[[Dice, Draft], bool]
    finding: str = ""
    refusal: str = ""
    stops: bool = True


DEFECTS: dict[str, Defect] = {}


def _defect(finding: str = "", refusal: str = "", stops: bool = True):
    def kept(spoil: Callable[[Dice, Draft], bool]):
        DEFECTS[spoil.__name__] = Defect(spoil=spoil, finding=finding, refusal=refusal, stops=stops)
        return spoil

    return kept


def spoil(dice: Dice, draft: Draft) -> None:
    """Give ``draft`` one defect that it can have."""
    names = list(DEFECTS)
    dice.shuffle(names)
    for name in names:
        if DEFECTS[name].spoil(dice, draft):
            draft.defect = name
            return


def _table(dice: Dice, draft: Draft) -> Table | None:
    filled = [t for t in draft.tables if t.regional]
    return dice.choice(filled) if filled else None


def _cell(dice: Dice, draft: Draft, fits: Callable[[dict], bool] = lambda column: True):
    """A row and the header of one of its figures, or None."""
    places = [
        (row, header)
        for t in draft.tables
        for row in t.regional
        for header, column in t.figures.items()
        if fits(column) and row[header][:1].isdigit()
    ]
    return dice.choice(places) if places else None


def _put(dice: Dice, draft: Draft, text: str, fits: Callable[[dict], bool] = lambda column: True) -> bool:
    place = _cell(dice, draft, fits)
    if place is None:
        return False
    row, header = place
    row[header] = text
    return True


def _exact(column: dict) -> bool:
    """Whether its figures are not rounded, so that no bound explains a difference."""
    return "decimals" not in column and column["unit"] not in ("万人", "万人次", "万户", "万元", "亿元")


def _counts(draft: Draft, table: Table, row: dict[str, str]) -> bool:
    """Whether the row is of a reporting region, and not later than the period: later rows are not measured."""
    when = row.get(table.declared.get("period", ""), table.declared.get("fixed_period", ""))
    codes = draft.world.reporting
    reports = any(row[table.region] in r.values() for r in draft.world.regions if r["code"] in codes)
    return reports and when <= draft.world.period + ("" if "Q" in draft.world.period else "Q4")


@_defect(finding="region_unknown")
def unknown_region(dice, draft):
    table = _table(dice, draft)
    if table is None or "rows" in table.declared:  # which says that such rows are left out
        return False
    dice.choice(table.regional)[table.region] = "Nowhere 77"
    return True


@_defect(finding="row_twice")
def row_twice(dice, draft):
    table = _table(dice, draft)
    if table is None:
        return False
    table.rows.append(dict(dice.choice(table.regional)))
    return True


@_defect(finding="period")
def bad_period(dice, draft):
    table = _table(dice, draft)
    if table is None or "period" not in table.declared:
        return False
    table.regional[0][table.declared["period"]] = f"{draft.world.year}年第3期"  # the last may be of no listed region
    return True


@_defect(finding="after_cut_off", stops=False)
def row_of_another_period(dice, draft):
    table = _table(dice, draft)
    if table is None or "period" not in table.declared:
        return False
    later = str(draft.world.year + 1) + ("Q1" if draft.world.grain == "quarter" else "")
    table.rows.append({**table.regional[0], table.declared["period"]: later})  # the last may be of no listed region
    return True


@_defect(finding="negative")
def negative(dice, draft):
    return _put(dice, draft, "-7", lambda c: c["unit"] not in ("万人", "万户", "亿元") and "negative" not in c)


@_defect(finding="thousands_point")
def thousands_point(dice, draft):
    return _put(dice, draft, "2.000", lambda c: c["unit"] in ("人", "户", "个", "件") and "decimals" not in c)


@_defect(finding="not_a_figure")
def not_a_figure(dice, draft):
    return _put(dice, draft, dice.choice(("about 70", "(120)", "#REF!", "-", "1,2345")))


@_defect(finding="fraction")
def half_a_person(dice, draft):
    return _put(dice, draft, "12.5", lambda c: c["unit"] in ("人", "人次", "户", "个", "件", "天") and "decimals" not in c)


@_defect(finding="leading_zero")
def leading_zero(dice, draft):
    return _put(dice, draft, "0075")


@_defect(finding="unit_mixed")
def unit_in_the_cell(dice, draft):
    larger = f"12亿{draft.world.money.word}"
    return _put(dice, draft, larger, lambda c: c["unit"] == "万元") or _put(dice, draft, "12万人", lambda c: c["unit"] == "人")


@_defect(finding="too_large")
def too_many_digits(dice, draft):
    return _put(dice, draft, "9" * 26)


@_defect(finding="minus_zero")
def minus_nought(dice, draft):
    return _put(dice, draft, "-0")


@_defect(finding="personal_number")
def number_of_a_person(dice, draft):
    return _put(dice, draft, "420106198001010015")


@_defect(finding="no_rows")
def table_without_rows(dice, draft):
    dice.choice(draft.tables).rows.clear()
    return True


@_defect(finding="header_unknown")
def column_that_nobody_declared(dice, draft):
    table = dice.choice(draft.tables)
    table.written = [*table.headers(), "说明"]
    return table.declared.get("ignore") != "rest"  # which says that it is not read


@_defect(finding="header_missing")
def declared_column_that_is_not_there(dice, draft):
    table = dice.choice(draft.tables)
    gone = dice.choice(list(table.figures))
    table.written = [h for h in table.headers() if h != gone]
    return True


@_defect(finding="header_twice")
def column_twice(dice, draft):
    table = dice.choice(draft.tables)
    table.written = [*table.headers(), dice.choice(list(table.figures))]
    return True


@_defect(finding="file_missing")
def missing_file(dice, draft):
    table = dice.choice(draft.tables)
    table.file = ""
    return True


@_defect(finding="part_exceeds_whole", stops=False)
def figure_above_its_whole(dice, draft):
    for table in draft.tables:
        for header, column in table.figures.items():
            whole = QUANTITIES[column["quantity"]].within
            other = next((h for h, c in table.figures.items() if c["quantity"] == whole), None)
            if other is None or "cumulative" in (column.get("kind"), table.columns[other].get("kind")):
                continue
            for row in table.regional:
                if row[header][:1].isdigit() and row[other][:1].isdigit() and "decimals" not in table.columns[other]:
                    row[header] = "99999999"
                    return True
    return False


@_defect(finding="cumulative_falls", stops=False)
def cumulative_figure_falls(dice, draft):
    for table in draft.tables:
        when = table.declared.get("period")
        if draft.world.grain != "quarter" or when is None:
            continue
        falling = [h for h, c in table.figures.items() if c.get("kind") == "cumulative" and "negative" not in c and _exact(c)]
        rows = {(row[table.region], row[when]): row for row in table.regional if _counts(draft, table, row)}
        for header, ((region, period), row) in product(falling, rows.items()):
            year, _, quarter = period.partition("Q")
            before = rows.get((region, f"{year}Q{int(quarter) - 1}"), {}).get(header, "")
            if before[:1].isdigit() and before != "0" and row[header][:1].isdigit():
                row[header] = "0"
                return True
    return False


@_defect(refusal="is not in the catalogue")
def unknown_quantity(dice, draft):
    dice.choice(list(dice.choice(draft.tables).figures.values()))["quantity"] = "wages_paid"
    draft.yml.pop("comparison.yml", None)  # it names delivered quantities too
    return True


@_defect(refusal="is not in the catalogue")
def unknown_indicator(dice, draft):
    draft.study["indicators"] = [*draft.study["indicators"], "wage_share"]
    return True


@_defect(refusal="does not")
def unit_of_another_kind(dice, draft):
    column = dice.choice(list(dice.choice(draft.tables).figures.values()))
    column["unit"] = "户" if column["unit"] in ("元", "万元", "亿元") else "元"
    column.pop("zero", None)
    return True


@_defect(refusal="unit")
def unknown_unit(dice, draft):
    dice.choice(list(dice.choice(draft.tables).figures.values()))["unit"] = "贝壳"
    return True


@_defect(refusal="must pick one of")
def reading_not_chosen(dice, draft):
    chosen = draft.yml.get("choices.yml")
    if not chosen:
        return False
    chosen.pop(dice.choice(list(chosen)))
    if not chosen:
        del draft.yml["choices.yml"]
    return True


@_defect(refusal="has no reading")
def unknown_reading(dice, draft):
    chosen = draft.yml.get("choices.yml")
    if not chosen:
        return False
    dice.choice(list(chosen.values()))["reading"] = "as_last_time"
    return True


@_defect(refusal="is no unit of that / the unit")
def target_in_a_wrong_unit(dice, draft):
    rows = draft.rows.get("targets.csv")
    if not rows:
        return False
    row = dice.choice(rows)
    row["unit"] = "天" if row["unit"] != "天" else "人"
    draft.rows.pop("target_orders.csv", None)  # they name the unit too
    return True


@_defect(refusal="is never above 100 %")
def line_that_no_part_reaches(dice, draft):
    chosen = {code: choice["reading"] for code, choice in draft.yml.get("choices.yml", {}).items()}
    rows = [
        r
        for r in draft.rows.get("targets.csv", ())
        if r["unit"] == "%" and r["value"] != "—" and _part(asks.reading_of(r["item"], chosen))
    ]
    if not rows:
        return False
    row = dice.choice(rows)
    row["value"] = "100.5"
    draft.rows.pop("target_orders.csv", None)
    return True


def _part(reading: Reading) -> bool:
    """Whether one quantity is taken of another, at the same time, that the catalogue says it lies within."""
    if reading.denominator is None or len(reading.numerator.terms) + len(reading.denominator.terms) != 2:
        return False
    (top,), (below,) = reading.numerator.terms, reading.denominator.terms
    code: str | None = top.quantity.code
    while code and code != below.quantity.code:
        code = QUANTITIES[code].within
    return bool(code) and top.when is below.when


@_defect(refusal="not listed")
def target_of_an_unknown_region(dice, draft):
    rows = draft.rows.get("targets.csv")
    if not rows:
        return False
    draft.rows.pop("target_orders.csv", None)  # they name the region too
    dice.choice(rows)["region"] = "Z99"
    return True


@_defect(refusal="two targets")
def two_targets(dice, draft):
    rows = draft.rows.get("targets.csv")
    if not rows:
        return False
    rows.append(dict(dice.choice(rows)))
    return True


@_defect(refusal="unknown key")
def unknown_key(dice, draft):
    draft.study["titel"] = "?"
    return True


@_defect(refusal="missing; add it")
def missing_key(dice, draft):
    del draft.study[dice.choice(("author", "source_note", "cut_off", "indicators"))]
    return True


@_defect(refusal="period")
def month_for_a_period(dice, draft):
    draft.study["period"] = f"{draft.world.year}M13"
    return True


@_defect(refusal="when nobody could know its figures")
def cut_off_before_the_periods_end(dice, draft):
    draft.study["cut_off"] = f"{draft.world.year}-01-{dice.randint(1, 31):02}"
    return True


@_defect(refusal="no figures for the period")
def period_not_delivered(dice, draft):
    draft.study["period"] = "1987"
    draft.rows.pop("calendar.csv", None)  # its terms are of the study's year
    return True


@_defect(refusal="stands twice")
def region_twice(dice, draft):
    draft.world.regions.append(dict(draft.world.regions[-1]))
    return True


@_defect(refusal="is not listed")
def parent_not_listed(dice, draft):
    below = [r for r in draft.world.regions if r["parent"]]
    if not below:
        return False
    dice.choice(below)["parent"] = "Q0"
    return True


@_defect(refusal="lies in")
def cyclic_parents(dice, draft):
    region = dict(draft.world.regions[0])
    if draft.world.system != "free" or "tile_row" in region:
        return False
    draft.world.regions += [
        {**region, "code": a, "name_zh": f"环{a}", "name_en": f"Ring {a}", "short_zh": f"环{a}", "parent": b, "reports": "false"}
        for a, b in (("X1", "X2"), ("X2", "X1"))
    ]
    return True


@_defect(refusal="printed")
def unprintable_name(dice, draft):
    bad = dice.choice(("\u202e", "\u0085", "\ue000"))
    if dice.yes(0.5):
        draft.study["author"]["en"] += bad
    else:
        dice.choice(draft.world.regions)["short_zh"] += bad
    return True


@_defect(refusal="wrong way round")
def goalposts_the_wrong_way_round(dice, draft):
    weights = draft.yml.get("weights.yml")
    if not weights:
        return False
    for group in weights["groups"].values():
        for code, scored in group["indicators"].items():
            if scored["curve"] == "linear" and code in CATALOGUE:
                scored["worst"], scored["best"] = scored["best"], scored["worst"]
                return True
    return False


@_defect(refusal="add up")
def points_that_do_not_add_up(dice, draft):
    weights = draft.yml.get("weights.yml")
    if not weights:
        return False
    next(iter(weights["groups"].values()))["points"] += 1
    return True


@_defect(refusal="{named}")
def indicator_that_is_not_the_studys(dice, draft):
    """One name of an indicator, anywhere but in the list of the study's own, is that of another one."""
    mine, own = draft.study["indicators"], {k: v for k, v in draft.study.items() if k != "indicators"}
    rows = {n: r for n, r in draft.rows.items() if n != "targets.csv" or "target_orders.csv" not in draft.rows}
    places = list(_named_in({"study.yml": own, **draft.yml, **rows}))
    if not places:
        return False
    holder, key = dice.choice(places)
    others = SHIPPED.streams if holder is own.get("retraining", {}).get("streams") else CATALOGUE
    kind = CATALOGUE[holder[key] if isinstance(holder, list) or key not in CATALOGUE else key].dimension
    free = [
        c
        for c in others
        if c not in mine
        and (others is SHIPPED.streams or c not in QUANTITIES)
        and CATALOGUE[c].dimension is kind
        and len(CATALOGUE[c].readings) == 1
    ]
    if not free:
        return False
    draft.named = dice.choice(free)
    if isinstance(holder, list) or key not in CATALOGUE:
        holder[key] = draft.named
    else:
        holder[draft.named] = holder.pop(key)
    return True


def _named_in(content):
    """Every place (container and key or index) in a study's files that holds the code of an indicator."""
    if isinstance(content, dict):
        yield from ((content, k) for k in content if (k in CATALOGUE and k not in QUANTITIES) or k in SHIPPED.streams)
        items = content.items()
    else:
        items = enumerate(content)
    for key, item in list(items):
        if isinstance(item, (dict, list)):
            yield from _named_in(item)
        elif isinstance(item, str) and item in CATALOGUE and item not in QUANTITIES:
            yield content, key


@_defect(finding="basis_open")
def two_bases_without_an_order(dice, draft):
    return bool([t for t in draft.tables if t.regional and bases.beside(dice, t)])


@_defect(finding="basis")
def figures_on_a_basis_that_nobody_knows(dice, draft):
    table = _table(dice, draft)
    if table is None:
        return False
    draft.study["bases"] = sorted(bases.below(dice, table))
    dice.choice([row for row in table.regional if row[table.region] != "外"])[bases.COLUMN] = "核定"
    return True
