"""Facts about what came in beside figures: which tables, the follow-up of assistance, matters that are judged."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from evaluation.catalogue.known_packs import HOME
from evaluation.study.events import package_events
from tests.studies import duties
from tests.studies.catalogues import CATALOGUE, QUANTITIES
from tests.studies.plain import Plain, When_, borders
from tests.studies.standings import met, standing, standings

_PACKS = HOME


def no_open_clause(study: Plain, region: str) -> bool:
    return not study.yml("choices.yml")


MOST_CITED = 60  # indicators that the annex lists without choosing


def some_indicators_not_listed(study: Plain, region: str) -> bool:
    if len(study.indicators) <= MOST_CITED:
        return False
    weights = study.yml("weights.yml").get("groups", {})
    scored = (c for group in weights.values() for c in group["indicators"])
    named = {*study.study.get("headline", []), *study.study.get("hard_limits", []), *scored}
    return not set(study.indicators) <= named | {row["item"] for row in study.targets}


def some_file_in_another_encoding(study: Plain, region: str) -> bool:
    tables = study.study["tables"].values()
    files = {study.data / name for table in tables for name in table.get("files", [table["file"]])}
    return any(path.suffix == ".csv" and not _is_utf8(path) for path in files)


def _is_utf8(path: Path) -> bool:
    try:
        return bool(path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError:
        return False


# ---- what is due by date


def some_item_has_a_term(study: Plain, region: str) -> bool:
    return any(_owed(study, region))


def nothing_due_by_date(study: Plain, region: str) -> bool:
    return not _owed(study, region)


def _owed(study: Plain, region: str) -> list[bool]:
    """Whether it has a term, of every event that the page's region owes in the year, of the whole also of those that its
    regions owe; none is due before the document binds."""
    policy = study.study.get("policy")
    since = str(policy.get("in_force", "")) if policy else ""
    if policy is None or not (study.params / "calendar.csv").is_file() or since > str(study.study["cut_off"]):
        return []
    owing = {True} if region != study.top else {False, True} if study.reporting != [region] else {False}
    mine = [e for e in package_events() if e.prefix == policy["prefix"] and e.each in owing]
    return [e.due != "rolling" for e in mine if e.due == "rolling" or max(_terms(study, e.due)) >= since]


def event_recorded_as_done(study: Plain, region: str, event: str) -> bool:
    """By each who owes it; no document asks it before it binds."""
    policy, day = study.study.get("policy"), str(study.study["cut_off"])
    asked = next(e for e in package_events() if e.code == event)
    if policy is None or policy["prefix"] != asked.prefix or str(policy.get("in_force", "")) > day:
        return False
    if max(_terms(study, asked.due)) < str(policy.get("in_force", "")):
        return False
    owing = study.reporting if asked.each else [study.top]
    rows = [r for r in study.rows("calendar.csv") if r["event"] == event and r["done"] and r["done"] <= day]
    return bool(owing) and {*owing} <= {r["region"] for r in rows}


def event_not_recorded_as_done(study: Plain, region: str, event: str) -> bool:
    return not event_recorded_as_done(study, region, event)


def _terms(study: Plain, due: str) -> list[str]:
    year = study.period.year
    if due == "quarterly":
        return [When_(year, q).last_day for q in (1, 2, 3, 4)]
    return [study.years.in_year(year, due)]


# ---- tables


def every_region_delivered_every_table(study: Plain, region: str) -> bool:
    return _of_several(study, region) and not any(_gaps(study, r) for r in study.reporting)


def some_region_lacks_a_table(study: Plain, region: str) -> bool:
    return _of_several(study, region) and any(_gaps(study, r) for r in study.reporting)


def this_region_delivered_every_table(study: Plain, region: str) -> bool:
    return not _of_several(study, region) and not _gaps(study, _only(study, region))


def this_region_lacks_a_table(study: Plain, region: str) -> bool:
    return not _of_several(study, region) and _gaps(study, _only(study, region))


def several_regions_report(study: Plain, region: str) -> bool:
    return len(study.reporting) > 1


def one_region_reports(study: Plain, region: str) -> bool:
    return len(study.reporting) == 1


def _of_several(study: Plain, region: str) -> bool:
    return region == study.top and len(study.reporting) > 1


def _only(study: Plain, region: str) -> str:
    return study.reporting[0] if len(study.reporting) == 1 else region


def made_of_what_lies_inside(study: Plain, region: str) -> bool:
    return any(of == region and when.end <= study.period.end for of, when, _ in study.from_inside)


def more_missed_than_the_first_page_lists(study: Plain, region: str) -> bool:
    gone = tables_missing_of_this_region(study, region) or tables_missing_of_some_region(study, region)
    return sum(s.state == "missed" for s in standings(study, region)) > (2 if gone else 3)


def some_needed_cell_holds_no_figure(study: Plain, region: str) -> bool:
    asked = [*(CATALOGUE[code] for code in study.study["indicators"]), *(d.indicator for d in duties.of(study).values())]
    readings = (r for indicator in asked for r in indicator.readings.values())
    needed = {t.quantity.code for r in readings for t in r.terms}
    inside = {r["code"]: [r["parent"]] for r in study.regions}
    for above in inside.values():
        while above[-1] in inside:
            above += inside[above[-1]][:1]
    return any(
        (of, when, code) not in study.from_inside
        and code in needed
        and figure.mark in ("missing", "suppressed")
        and when.end <= study.period.end
        and region in (study.top, of, *inside.get(of, ()))
        for (of, when, code), (figure, _) in study.cells.items()
    )


def tables_missing_of_this_region(study: Plain, region: str) -> bool:
    return region != study.top and _owes(study, region)


def tables_missing_of_some_region(study: Plain, region: str) -> bool:
    return region == study.top and any(_owes(study, r) for r in study.reporting if r != study.top)


def sums_lack_what_was_not_delivered(study: Plain, region: str) -> bool:
    owed = [
        (column["quantity"], unit)
        for name in study.deliveries
        for unit in study.reporting
        if unit != study.top and _owes_table(study, unit, name)
        for column in study.study["tables"][name]["columns"].values()
        if "quantity" in column and QUANTITIES[column["quantity"]].adds_over_regions
    ]
    known = [(q, unit) for q, unit in owed if study.at(study.top, study.period, q).amount is not None]
    lacking = [study.at(unit, study.period, q).mark not in ("", "not_applicable") for q, unit in known]
    return region == study.top and bool(lacking) and all(lacking)


def _gaps(study: Plain, region: str) -> bool:
    """Whether, up to the period, some table came for no region, or for this one not every time it came for any. Of one whose rows
    are all of later periods nothing is owed yet; a plan of the year is there before its year is over."""
    year = study.period.part(None)
    for name, there in study.deliveries.items():
        planned = any(QUANTITIES[c["quantity"]].plan for c in study.study["tables"][name]["columns"].values() if "quantity" in c)
        came = {when for _, when in there if when.end <= study.period.end or (planned and when == year)}
        mine = {when for of, when in there if of == region and when in came}
        if mine != came or not there or _nobody_delivered_some(study, name, came):
            return True
    return any(when.end <= study.period.end for _, when, _ in _parts_lacking(study, region))


def _nobody_delivered_some(study: Plain, name: str, came: set[When_]) -> bool:
    """Whether a part of the year as long as the shortest that came is lacking up to the period: from the period's start, or the
    first that came before it; of stocks and what counts from the year's start from the first that came. Nothing of one period."""
    table = study.study["tables"][name]
    if table.get("fixed_period") or table.get("as_of"):
        return False
    mine = [when for when in came if when.year == study.period.year]
    parts = max((when.parts for when in mine if when.quarter), default=0)
    start, end = borders(study.period, from_start=False)
    there = [borders(when, from_start=False) for when in mine]
    counted = any(c.get("kind", "current") == "current" and "quantity" in c for c in table["columns"].values())
    since = min([first for first, _ in there] + [start] * counted, default=end)
    due = [borders(When_(study.period.year, n, parts), from_start=False) for n in range(1, parts + 1)]
    return any(since <= a and b <= end and not any(x <= a and b <= y for x, y in there) for a, b in due)


def _parts_lacking(study: Plain, region: str) -> Iterator[tuple[str, When_, str]]:
    """Of the region and those inside it, what a part of them has no row of."""
    above = {r["code"]: r["parent"] for r in study.regions}
    for lacking in study.parts_lacking:
        of = lacking[0]
        while of and of != region:
            of = above[of]
        if of:
            yield lacking


def part_of_this_region_lacks_rows(study: Plain, region: str) -> bool:
    ended = (when for _, when, _ in _parts_lacking(study, region) if when.end <= study.period.end)
    return region != study.top and any(when.year == study.period.year for when in ended)


def _owes(study: Plain, region: str) -> bool:
    """Whether the region is in no row of a table of which something is due."""
    return any(_owes_table(study, region, name) for name in study.deliveries)


def _owes_table(study: Plain, region: str, name: str) -> bool:
    there = study.deliveries[name]
    due = {of for of, when in there if when.end <= study.period.end}
    return (bool(due) or not there) and region not in due


# ---- assistance.csv, in the last quarter of the period

_Parts = dict[str, tuple[int, int | None]]


def _quarter(study: Plain) -> str:
    return str(study.period.part(study.period.quarter or study.period.parts))


def _parts(study: Plain, regions: Iterable[str], kind: str) -> _Parts:
    """Count and whole of each part, added up."""
    found: _Parts = {}
    of = set(regions)
    for row in study.rows("assistance.csv"):
        if row["region"] in of and (row["period"], row["kind"]) == (_quarter(study), kind):
            count, whole = found.get(row["part"], (0, None))
            more = int(row["of"]) if row["of"] else None
            both = whole if more is None else (whole or 0) + more
            found[row["part"]] = (count + int(row["count"]), both)
    return found


def _here(study: Plain, region: str, kind: str) -> _Parts:
    return _parts(study, study.reporting if region == study.top else [region], kind)


def no_details(study: Plain, region: str, *kinds: str) -> bool:
    return not any(_here(study, region, kind) for kind in kinds)


def visits_known(study: Plain, region: str) -> bool:
    return bool(_here(study, region, "visit").get("all", (0, 0))[1])


def records_known(study: Plain, region: str) -> bool:
    return bool(_here(study, region, "condition").get("all", (0, 0))[1])


def some_street_late(study: Plain, region: str) -> bool:
    return visits_due_in_the_last_quarter(study, region) and _some_late(study, region)


def some_street_late_before_the_document(study: Plain, region: str) -> bool:
    return not visits_due_in_the_last_quarter(study, region) and _some_late(study, region)


def visits_due_in_the_last_quarter(study: Plain, region: str) -> bool:
    year, months = study.period.year, 12 // study.period.parts
    quarter = study.period.quarter or study.period.parts
    return str(study.study.get("policy", {}).get("in_force", "")) <= f"{year}-{quarter * months - months + 1:02d}-01"


def _some_late(study: Plain, region: str) -> bool:
    return any(whole and count < whole for count, whole in _here(study, region, "street").values())


def streets_visited_everyone(study: Plain, region: str) -> bool:
    return not _some_late(study, region) and not nobody_to_visit(study, region)


def nobody_to_visit(study: Plain, region: str) -> bool:
    return not any(whole for _, whole in _here(study, region, "street").values())


_SUMS = {
    "visit_done": ("street", 0),
    "visit_due": ("street", 1),
    "assist_exited": ("exit", 1),
    "assist_reunemployed": ("reassist", 0),
}
_ONES = {
    "three_visits_done": ("visit", "all"),
    "visits_complete": ("condition", "all"),
    "reassist_done": ("reassist", "in_time"),
    "zerofam_solved": ("family_clock", "solved_in_time"),
    **{f"chain_{part}": ("chain", part) for part in ("identified", "certified", "assisted", "employed", "stable")},
}


def details_differ(study: Plain, region: str, place: str, kind: str, quantity: str) -> bool:
    parts = _parts(study, [place], kind)
    delivered = study.at(place, When_.of(_quarter(study), study.period.parts), quantity).amount
    if delivered is None:
        return False
    if _SUMS.get(quantity, ("",))[0] == kind:
        side = _SUMS[quantity][1]
        return bool(parts) and sum(p[side] or 0 for p in parts.values()) != delivered
    of, part = _ONES[quantity]
    return of == kind and part in parts and parts[part][0] != delivered


def _overdue(study: Plain, region: str) -> int | None:
    at = _here(study, region, "family_clock").get("overdue")
    return None if at is None else at[0]


def no_family_overdue(study: Plain, region: str) -> bool:
    return _overdue(study, region) == 0


def some_family_overdue(study: Plain, region: str) -> bool:
    return bool(_overdue(study, region))


def overdue_families_not_reported(study: Plain, region: str) -> bool:
    return bool(_here(study, region, "family_clock")) and _overdue(study, region) is None


def nobody_left_assistance(study: Plain, region: str) -> bool:
    return bool(_here(study, region, "exit")) and not _exits(study, region)[0]


def every_exit_proved(study: Plain, region: str) -> bool:
    left, proved = _exits(study, region)
    return 0 < left == proved


def some_exit_unproved(study: Plain, region: str) -> bool:
    left, proved = _exits(study, region)
    return proved < left


def _exits(study: Plain, region: str) -> tuple[int, int]:
    parts = _here(study, region, "exit").values()
    return sum(whole or 0 for _, whole in parts), sum(count for count, _ in parts)


def cohort_followed(study: Plain, region: str) -> bool:
    chain = _here(study, region, "chain")
    return "stable" in chain and chain.get("identified", (0, None))[0] > 0


def eligible_and_served_known(study: Plain, region: str) -> bool:
    eligible, served = (study.at(region, study.period, f"assist_{q}").amount for q in ("eligible", "served"))
    return not _here(study, region, "chain") and bool(eligible) and served is not None


def neither_cohort_nor_served_known(study: Plain, region: str) -> bool:
    return not cohort_followed(study, region) and not eligible_and_served_known(study, region)


def last_quarter_meets_line(study: Plain, region: str, code: str) -> bool:
    return _last(study, region, code) == "met"


def last_quarter_misses_line(study: Plain, region: str, code: str) -> bool:
    return _last(study, region, code) == "missed"


def last_quarter_without_line(study: Plain, region: str, code: str) -> bool:
    return _last(study, region, code) == "not_judged"


def last_quarter_without_value(study: Plain, region: str, code: str) -> bool:
    return _last(study, region, code) == "missing"


def _last(study: Plain, region: str, code: str) -> str:
    last = study.quarters[-1]
    value = study.alone(code, region, last)
    row = standing(study, region, code).row
    if value is None:
        return "missing"
    if row is None or not study.binds(code, row, last) or row["due"] > last.last_day:
        return "not_judged"
    return met(row["demand"], value, row["value"])


# ---- matters that are judged and not counted


@cache
def _checks() -> dict[str, str]:
    """The document of every check by its code, as clauses.toml and parts.toml of the packs declare it."""
    parts = {check for path in _PACKS.glob("*/parts.toml") for check in tomllib.loads(path.read_text("utf-8")).get("checks", {})}
    clauses: dict[str, Any] = {}
    for path in _PACKS.glob("*/clauses.toml"):
        clauses |= tomllib.loads(path.read_text("utf-8"))
    return {
        use: code.partition("-")[0]
        for code, clause in clauses.items()
        for sentence in clause["sentences"]
        for use in sentence.get("uses", ())
        if use in parts
    }


def _matters(study: Plain) -> set[str]:
    prefix = study.study.get("policy", {}).get("prefix", "")
    return {check for check, document in _checks().items() if document == prefix}


def _rubric(study: Plain) -> list[dict[str, str]]:
    last = study.period.last_day
    return [row for row in study.rows("rubric.csv") if row["date"] <= last]


def _elsewhere(study: Plain, region: str) -> set[str]:
    of_whole = {row["item"] for row in _rubric(study) if row["region"] == study.top}
    of_regions = {row["item"] for row in _rubric(study) if row["region"] != study.top}
    return of_regions - of_whole if region == study.top else of_whole - of_regions


def no_matter_to_judge(study: Plain, region: str) -> bool:
    return not _matters(study)


def matters_and_none_judged(study: Plain, region: str) -> bool:
    return bool(_matters(study)) and not _rubric(study)


def some_matter_is_this_regions(study: Plain, region: str) -> bool:
    return bool(_rubric(study)) and bool(_matters(study) - _elsewhere(study, region))


def one_assessor(study: Plain, region: str) -> bool:
    mine = _matters(study) - _elsewhere(study, region)
    return len({r["assessor"] for r in _rubric(study) if r["region"] == region and r["item"] in mine}) == 1


def some_matter_falls_to_regions_alone(study: Plain, region: str) -> bool:
    return _of_several(study, region) and bool(_elsewhere(study, region))


def some_matter_falls_to_the_only_region_alone(study: Plain, region: str) -> bool:
    return region == study.top and len(study.reporting) == 1 and bool(_elsewhere(study, region))


def some_matter_falls_to_the_whole_alone(study: Plain, region: str) -> bool:
    return region != study.top and bool(_elsewhere(study, region))
