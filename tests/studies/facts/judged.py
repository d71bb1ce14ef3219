"""Facts about values, lines, targets and regions beside each other."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from evaluation.catalogue.model import Direction
from tests.studies import duties
from tests.studies.catalogues import CATALOGUE
from tests.studies.facts.figures import whole_lacks_regions
from tests.studies.plain import Plain, Task, When_, about
from tests.studies.standings import Standing, is_target, shares_whole, standing, standings, told_apart, why

JUDGED = {"met", "missed"}
MOST_ROWS = 40  # regions in one chart


def value_known(study: Plain, region: str, code: str) -> bool:
    return code in study.study["indicators"] and _known(study, region, code)


def some_value_known(study: Plain, region: str, *codes: str) -> bool:
    return any(_known(study, region, c) for c in codes)


def some_target_stands_in_a_table(study: Plain, region: str, *codes: str) -> bool:
    return any(c.get("target") in codes for t in study.study["tables"].values() for c in t["columns"].values())


def no_headline_value_known(study: Plain, region: str) -> bool:
    named = study.study.get("headline", [])
    return bool(named) and not some_value_known(study, region, *named)


def no_value_known(study: Plain, region: str) -> bool:
    return not study.study.get("headline") and not some_value_known(study, region, *study.indicators)


def ranked_on(study: Plain, region: str, code: str) -> bool:
    return len(_placed(study, region, code)) > 1


def place_is_shared(study: Plain, region: str, code: str) -> bool:
    values = _placed(study, region, code)
    return ranked_on(study, region, code) and values.count(values[0]) > 1


def _placed(study: Plain, region: str, code: str) -> list[Fraction]:
    """The region's value, then those of the others; nothing without a good end."""
    about, reading = CATALOGUE[code], study.reading(code)
    if about.direction not in (Direction.HIGHER, Direction.LOWER) or reading.denominator is None:
        return []
    if shares_whole(study, code) or region not in study.reporting or not _known(study, region, code):
        return []
    others = (r for r in study.reporting if r != region and _known(study, r, code))
    return [study.exact(code, reading, r, study.period) for r in (region, *others)]


def _known(study: Plain, region: str, code: str) -> bool:
    return study.exact(code, study.reading(code), region, study.period) is not None


# ---- lines: demanded, judged, met, missed


def no_requirement_holds(study: Plain, region: str) -> bool:
    return not standings(study, region)


def all_demanded_are_met(study: Plain, region: str) -> bool:
    return {s.state for s in standings(study, region)} == {"met"}


def some_met_none_missed_some_open(study: Plain, region: str) -> bool:
    states = {s.state for s in standings(study, region)}
    return "met" in states and "missed" not in states and states != {"met"}


def some_judged_on_part_of_the_regions(study: Plain, region: str) -> bool:
    codes = (c for c in dict.fromkeys([*study.indicators, *study.duties]) if not is_target(study, c))
    judged = [c for c in codes if (s := standing(study, region, c)).row is not None and s.judged]
    return region == study.top and any(whole_lacks_regions(study, region, code) for code in judged)


def some_missed(study: Plain, region: str) -> bool:
    return _missed(study, region) > 0


def demanded_and_none_judged(study: Plain, region: str) -> bool:
    found = standings(study, region)
    return bool(found) and not any(s.judged for s in found)


def some_judged_and_some_not(study: Plain, region: str) -> bool:
    return {s.judged for s in standings(study, region)} == {True, False}


def some_indicator_without_a_line(study: Plain, region: str) -> bool:
    return any(standing(study, region, c).row is None for c in study.indicators)


def some_hard_limit_without_data(study: Plain, region: str) -> bool:
    found = (standing(study, region, c) for c in study.study.get("hard_limits", []))
    return any(s.value is None and s.mark not in ("not_applicable", "no_target") for s in found)


def value_and_line_known(study: Plain, region: str, code: str) -> bool:
    return standing(study, region, code).difference is not None


def missed_by_what_is_known(study: Plain, region: str, code: str) -> bool:
    return standing(study, region, code).least > 0


def _in_points(study: Plain, region: str, code: str) -> bool:
    """Whether a difference from the line is one of percentage points."""
    percent = is_target(study, code) or study.reading(code).unit.form == "percent"
    return percent and not standing(study, region, code).amount


def above_line_by_printed_digits(study: Plain, region: str, code: str) -> bool:
    return _side(study, region, code) == (1, True) and _in_points(study, region, code)


def above_line_in_its_own_unit(study: Plain, region: str, code: str) -> bool:
    return _side(study, region, code) == (1, True) and not _in_points(study, region, code)


def below_line_by_printed_digits(study: Plain, region: str, code: str) -> bool:
    return _side(study, region, code) == (-1, True) and _in_points(study, region, code)


def below_line_in_its_own_unit(study: Plain, region: str, code: str) -> bool:
    return _side(study, region, code) == (-1, True) and standing(study, region, code).amount


def above_line_by_less_than_a_digit(study: Plain, region: str, code: str) -> bool:
    return _side(study, region, code) == (1, False)


def below_line_by_less_than_a_digit(study: Plain, region: str, code: str) -> bool:
    return _side(study, region, code) == (-1, False)


def value_equals_line(study: Plain, region: str, code: str) -> bool:
    return standing(study, region, code).difference == 0


def line_is_met(study: Plain, region: str, code: str) -> bool:
    return standing(study, region, code).state == "met"


def line_is_missed(study: Plain, region: str, code: str) -> bool:
    return standing(study, region, code).state == "missed"


def some_line_drawn(study: Plain, region: str, *codes: str) -> bool:
    return any(standing(study, region, c).line is not None for c in codes)


def line_issued_under_a_clause(study: Plain, region: str, code: str) -> bool:
    row, prefix = standing(study, region, code).row, study.study.get("policy", {}).get("prefix", "")
    clauses = [about(code).clause, *([study.duties[code].clause] if code in study.duties else [])]
    cited = [item.strip() for clause in clauses for item in clause.replace(";", ",").split(",")]
    return row is not None and row["status"] == "issued" and any(i.startswith(f"{prefix}-") for i in cited if prefix)


def line_is_a_proposal(study: Plain, region: str, code: str) -> bool:
    row = standing(study, region, code).row
    return row is not None and row["status"] == "proposal"


def shown_all_met(study: Plain, region: str, *codes: str) -> bool:
    return _all_met(_states(study, [region], codes))


def shown_some_missed(study: Plain, region: str, *codes: str) -> bool:
    return "missed" in _states(study, [region], codes)


def something_else_is_missed(study: Plain, region: str, *codes: str) -> bool:
    everywhere = sum(s.state == "missed" for s in standings(study, region))
    return everywhere > sum(state == "missed" for state in _states(study, [region], tuple(dict.fromkeys(codes))))


def shown_none_judged(study: Plain, region: str, *codes: str) -> bool:
    return not JUDGED & {*_states(study, [region], codes)}


# ---- absolute demands of the document


def cases_in_breach_of_its_duty_counted(study: Plain, region: str, code: str) -> bool:
    return code not in duties.BESIDE and _breach(study, region, code, "cases") is not None


def money_in_breach_of_its_duty_counted(study: Plain, region: str, code: str) -> bool:
    return not study.reading(code).unit.of_money and _breach(study, region, code, "money") is not None


def _breach(study: Plain, region: str, code: str, what: str) -> int | None:
    duty = study.duties.get(code)
    if duty is None or standing(study, region, code).state != "missed":
        return None
    found = duties.broken(study, duty, region, what)
    return None if found is None else found.amount


def some_duty_is_lifted(study: Plain, region: str) -> bool:
    return bool(study.study.get("duties", {}).get("lift"))


def some_duty_replaces_a_packs(study: Plain, region: str) -> bool:
    return False  # no drawn study has entries of its own


def some_line_is_laxer_than_its_duty(study: Plain, region: str) -> bool:
    typed = (r for r in study.targets if r["item"] in study.duties and r["period"] == str(study.period.year))
    mine = [r for r in typed if r["region"] in (region, "everywhere") or (r["region"] == "each" and region in study.reporting)]
    own = [(r, duties.own_line(study, study.duties[r["item"]], r["period"])) for r in mine]
    return any(line is not None and not duties.is_as_strict(study.ordered(row), line) for row, line in own)


def some_proposal_asks_for_more_than_its_duty(study: Plain, region: str) -> bool:
    typed = (r for r in study.targets if r["item"] in study.duties and r["period"] == str(study.period.year))
    rows = {(r["item"], r["region"]): r for r in typed}
    order = (region, "each", "everywhere") if region in study.reporting else (region, "everywhere")
    first = (next((rows[item, at] for at in order if (item, at) in rows), None) for item in study.duties)
    mine = [r for r in first if r is not None and r["status"] == "proposal"]
    own = [(study.ordered(r), duties.own_line(study, study.duties[r["item"]], r["period"])) for r in mine]
    strict = ((row, line) for row, line in own if line is not None and duties.is_as_strict(row, line))
    return any(not duties.is_as_strict(line, row) for row, line in strict)


# ---- lines that judge nothing yet


def lines_bind_from_a_later_day(study: Plain, region: str, *codes: str) -> bool:
    return {why(study, region, c) for c in codes} == {"before"}


def lines_have_a_day_to_come(study: Plain, region: str, *codes: str) -> bool:
    return {why(study, region, c) for c in codes} == {"not_due"} and all(_day(study, region, c) for c in codes)


def schedules_have_nothing_due(study: Plain, region: str, *codes: str) -> bool:
    return {why(study, region, c) for c in codes} == {"not_due"} and not any(_day(study, region, c) for c in codes)


def lines_are_of_other_dates(study: Plain, region: str, *codes: str) -> bool:
    return {why(study, region, c) for c in codes} == {"between"}


def lines_are_of_the_whole_year(study: Plain, region: str, *codes: str) -> bool:
    return {why(study, region, c) for c in codes} == {"year"}


def reached_by_its_day_is_not_known(study: Plain, region: str, *codes: str) -> bool:
    return {why(study, region, c) for c in codes} == {"by_day"}


def _day(study: Plain, region: str, code: str) -> str:
    line = study.line(code, region, str(study.period.year))
    return "" if line is None else line["due"]


# ---- quantity targets and their schedule


def every_schedule_is_even(study: Plain, region: str, *codes: str) -> bool:
    return _schedules(study, region, codes) - {"dated"} == {"even"}


def every_schedule_was_issued(study: Plain, region: str, *codes: str) -> bool:
    return _schedules(study, region, codes) - {"dated"} == {"issued"}


def some_schedules_issued_some_even(study: Plain, region: str, *codes: str) -> bool:
    return _schedules(study, region, codes) >= {"issued", "even"}


def year_is_over(study: Plain, region: str, *codes: str) -> bool:
    return study.period.quarter in (None, study.period.parts)


def some_target_has_a_day_of_its_own(study: Plain, region: str, *codes: str) -> bool:
    return any(_kind(study, region, c) == "dated" for c in codes)


def some_schedule_is_of_other_dates(study: Plain, region: str, *codes: str) -> bool:
    return any(_between(study, region, c) for c in codes if is_target(study, c))


def _between(study: Plain, region: str, code: str) -> bool:
    line = study.line(code, region, str(study.period.year))
    return line is not None and not line["due"] and study.between(code, region)


def some_target_waits_for_the_years_end(study: Plain, region: str, *codes: str) -> bool:
    tasks = [Task.of(study, c, region) for c in codes if is_target(study, c) and not _between(study, region, c)]
    return study.period.left and any(t.demanded and t.scheduled is None for t in tasks)


def schedules_differ(study: Plain, region: str, *codes: str) -> bool:
    due = {s.line for s in (standing(study, region, c) for c in codes) if not s.amount} - {None}
    return len(due) > 1 or (bool(due) and "not_due" in [why(study, region, c) for c in codes])


def _by_the_years_end(study: Plain, region: str, codes: Iterable[str]) -> bool:
    return year_is_over(study, region) and not any(_seen(study, region, c) for c in codes)


def _seen(study: Plain, region: str, code: str) -> bool:
    return is_target(study, code) and Task.of(study, code, region).seen is not None


def due_before_the_years_end(study: Plain, region: str, *codes: str) -> bool:
    end = When_(study.period.year, None).last_day
    return bool(codes) and all("" < _day(study, region, c) < end for c in codes)


def judged_by_figures_of_their_day(study: Plain, region: str, *codes: str) -> bool:
    return bool(codes) and all(_seen(study, region, c) for c in codes)


def judged_targets_reached_at_years_end(study: Plain, region: str, *codes: str) -> bool:
    return _by_the_years_end(study, region, codes) and shown_all_met(study, region, *codes)


def some_target_not_reached_at_years_end(study: Plain, region: str, *codes: str) -> bool:
    return _by_the_years_end(study, region, codes) and shown_some_missed(study, region, *codes)


def judged_targets_meet_what_was_due(study: Plain, region: str, *codes: str) -> bool:
    return not _by_the_years_end(study, region, codes) and shown_all_met(study, region, *codes)


def some_target_misses_what_was_due(study: Plain, region: str, *codes: str) -> bool:
    return not _by_the_years_end(study, region, codes) and shown_some_missed(study, region, *codes)


def _all_due(study: Plain, region: str, code: str) -> bool:
    return year_is_over(study, region) or (_kind(study, region, code) == "dated" and _day_came(study, region, code))


def _day_came(study: Plain, region: str, code: str) -> bool:
    return "" < _day(study, region, code) <= study.period.last_day


def targets_changed_after_the_period(study: Plain, region: str, *codes: str) -> bool:
    rows = [o for o in study.rows("target_orders.csv") if (o["region"], o["period"]) == (region, str(study.period.year))]
    late = {o["item"] for o in rows if study.period.last_day < o["effective"] <= str(study.study["cut_off"])}
    return bool(codes) and late >= {*codes} and str(study.period) == str(study.study["period"])


def changes_are_of_fewer_regions(study: Plain, region: str, *codes: str) -> bool:
    tasks = [Task.of(study, c, region) for c in codes]
    whole = region == study.top
    return whole and bool(tasks) and all(t.change is not None and t.compared != t.actual.amount for t in tasks)


def target_had_a_day_of_its_own(study: Plain, region: str, code: str) -> bool:
    return _day_came(study, region, code)


def judged_by_a_share_of_the_year(study: Plain, region: str, code: str) -> bool:
    return not _all_due(study, region, code) and value_and_line_known(study, region, code)


def completion_known_and_all_due(study: Plain, region: str, code: str) -> bool:
    return _all_due(study, region, code) and value_and_line_known(study, region, code)


def target_met_and_all_due(study: Plain, region: str, code: str) -> bool:
    return _all_due(study, region, code) and line_is_met(study, region, code)


def target_missed_and_all_due(study: Plain, region: str, code: str) -> bool:
    return _all_due(study, region, code) and line_is_missed(study, region, code)


def every_target_is_a_proposal(study: Plain, region: str, *codes: str) -> bool:
    return _statuses(study, region, codes) == {"proposal"}


def some_target_is_zero(study: Plain, region: str, *codes: str) -> bool:
    return any(
        (task := Task.of(study, c, region)).demanded == 0
        and task.line["demand"] == "at_least"
        and study.binds(c, task.line)
        and not study.waits(c, task.line)
        and not _between(study, region, c)
        for c in codes
    )


def some_target_is_none_of_the_scheme_here(study: Plain, region: str, *codes: str) -> bool:
    return any(study.waived(c, region) for c in codes)


def some_but_not_every_target_is_a_proposal(study: Plain, region: str, *codes: str) -> bool:
    return _statuses(study, region, codes) == {"proposal", "issued"}


# ---- regions beside each other


def more_regions_than_a_chart_holds(study: Plain, region: str) -> bool:
    return region != study.top and len(study.reporting) > MOST_ROWS


def more_regions_than_a_chart_of_the_whole_holds(study: Plain, region: str) -> bool:
    return region == study.top and len(study.reporting) > MOST_ROWS


def some_region_misses(study: Plain, region: str, code: str) -> bool:
    return region == study.top and "missed" in _states(study, study.reporting, [code])


def judged_regions_meet(study: Plain, region: str, code: str) -> bool:
    return region == study.top and _all_met(_states(study, study.reporting, [code]))


def no_region_judged(study: Plain, region: str, code: str) -> bool:
    judged = JUDGED & {*_states(study, study.reporting, [code])}
    return region == study.top and bool(_values(study, code)) and not judged


def values_differ(study: Plain, region: str, code: str) -> bool:
    return len(set(_values(study, code))) > 1


def values_equal(study: Plain, region: str, code: str) -> bool:
    return len(_values(study, code)) > 1 == len(set(_values(study, code)))


def one_region_has_a_value(study: Plain, region: str, code: str) -> bool:
    return len(_values(study, code)) == 1


def judged_by_one_line(study: Plain, region: str, code: str) -> bool:
    return len(_lines(study, code)) == 1


def judged_by_lines_of_their_own(study: Plain, region: str, code: str) -> bool:
    return len(_lines(study, code)) > 1


def not_judged_by_one_line(study: Plain, region: str, *codes: str) -> bool:
    return bool(codes) and all(_lines(study, c) and not _one_line(study, c) for c in codes)


def no_value_here(study: Plain, region: str, code: str) -> bool:
    return not _values(study, code) if region == study.top else not _known(study, region, code)


def line_met_here(study: Plain, region: str, code: str) -> bool:
    return region != study.top and standing(study, region, code).state == "met"


def line_missed_here(study: Plain, region: str, code: str) -> bool:
    return region != study.top and standing(study, region, code).state == "missed"


def value_above_the_whole(study: Plain, region: str, code: str) -> bool:
    return _beside(study, region, code) == "above"


def value_below_the_whole(study: Plain, region: str, code: str) -> bool:
    return _beside(study, region, code) == "below"


def value_as_the_whole(study: Plain, region: str, code: str) -> bool:
    return _beside(study, region, code) == "level"


def value_alone(study: Plain, region: str, code: str) -> bool:
    return _beside(study, region, code) == "alone"


def every_hard_limit_judged(study: Plain, region: str) -> bool:
    return {*_states(study, study.reporting, study.study.get("hard_limits", []))} <= JUDGED


def some_hard_limits_judged_some_not(study: Plain, region: str) -> bool:
    return not every_hard_limit_judged(study, region) and not no_hard_limit_judged(study, region)


def no_hard_limit_judged(study: Plain, region: str) -> bool:
    return no_regional_target_judged(study, region, *study.study.get("hard_limits", []))


def regional_targets_judged_at_years_end(study: Plain, region: str, *codes: str) -> bool:
    return year_is_over(study, region) and not no_regional_target_judged(study, region, *codes)


def regional_targets_judged_within_the_year(study: Plain, region: str, *codes: str) -> bool:
    return not year_is_over(study, region) and not no_regional_target_judged(study, region, *codes)


def no_regional_target_judged(study: Plain, region: str, *codes: str) -> bool:
    return not JUDGED & {*_states(study, study.reporting, codes)}


def regional_targets_are_proposals(study: Plain, region: str, *codes: str) -> bool:
    return bool(codes) and all(_regional(study, c) == {"proposal"} for c in codes)


def some_regional_targets_are_proposals(study: Plain, region: str, *codes: str) -> bool:
    return bool(codes) and all(_regional(study, c) == {"proposal", "issued"} for c in codes)


def _missed(study: Plain, region: str) -> int:
    return sum(s.state == "missed" for s in standings(study, region))


def _all_met(states: Iterable[str]) -> bool:
    return JUDGED & {*states} == {"met"}


def _states(study: Plain, regions: Iterable[str], codes: Iterable[str]) -> list[str]:
    return [standing(study, r, c).state for r in regions for c in codes]


def _side(study: Plain, region: str, code: str) -> tuple[int, bool] | None:
    """On which side of its line the value lies, and whether digits show it."""
    s = standing(study, region, code)
    if not s.difference:
        return None
    return (1 if s.difference > 0 else -1), told_apart(s.value, s.line)


def _schedules(study: Plain, region: str, codes: Iterable[str]) -> set[str]:
    """What judges the targets within the year: ``issued`` (also with nothing due), ``dated`` or ``even``."""
    kinds = [(standing(study, region, c), _kind(study, region, c)) for c in codes]
    return {kind for s, kind in kinds if s.row is not None and (s.line is not None or kind == "issued")} - {""}


def _kind(study: Plain, region: str, code: str) -> str:
    if not study.period.left:
        return ""
    if _day(study, region, code):
        return "dated"
    return "issued" if study.line(code, region, str(study.period)) else "even"


def _statuses(study: Plain, region: str, codes: Iterable[str]) -> set[str]:
    rows = (standing(study, region, c).row for c in codes)
    return {row["status"] for row in rows if row is not None}


def _regional(study: Plain, code: str) -> set[str]:
    return {status for r in study.reporting for status in _statuses(study, r, [code])}


def _values(study: Plain, code: str) -> list[Fraction]:
    found = (study.exact(code, study.reading(code), r, study.period) for r in study.reporting)
    return [v for v in found if v is not None]


def _lines(study: Plain, code: str) -> set[tuple[str, Fraction]]:
    rows = (standing(study, r, code).row for r in study.reporting)
    return {(row["demand"], Fraction(row["value"])) for row in rows if row is not None}


def _one_line(study: Plain, code: str) -> bool:
    rows = [standing(study, r, code).row for r in study.reporting]
    return None not in rows and len({(row["demand"], Fraction(row["value"])) for row in rows if row}) == 1


def _beside(study: Plain, region: str, code: str) -> str:
    reading = study.reading(code)
    mine = study.exact(code, reading, region, study.period)
    whole = study.exact(code, reading, study.top, study.period)
    if region == study.top or mine is None or standing(study, region, code).judged:
        return ""
    if whole is None or shares_whole(study, code):
        return "alone"
    if mine == whole or not told_apart(mine, whole):
        return "level"
    return "above" if mine > whole else "below"


def regions_miss_what_the_whole_is_not_judged_by(study: Plain, region: str) -> bool:
    codes = dict.fromkeys([*study.indicators, *study.duties])
    open_ = [c for c in codes if region == study.top and not standing(study, study.top, c).judged]
    return any(standing(study, r, c).state == "missed" for r in study.reporting for c in open_)


def some_main_result_is_contradicted(study: Plain, region: str, *codes: str) -> bool:
    lined = [c for c in (*study.indicators, *study.duties) if standing(study, region, c).row is not None]
    main = [*study.study.get("headline", []), *study.study.get("hard_limits", []), *lined]
    return any(study.value(c, study.reading(c), region, study.period)[2] == "contradictory" for c in main)


def regions_miss_what_the_whole_meets(study: Plain, region: str) -> bool:
    codes = dict.fromkeys([*study.indicators, *study.duties])
    met = [c for c in codes if region == study.top and standing(study, study.top, c).state == "met"]
    return any(standing(study, r, c).state == "missed" for r in study.reporting for c in met)


def whole_meets_what_a_region_misses(study: Plain, region: str, code: str) -> bool:
    return True in _missing_what_the_whole_meets(study, region, code)


def whole_meets_a_line_and_a_region_misses_another(study: Plain, region: str, code: str) -> bool:
    return False in _missing_what_the_whole_meets(study, region, code)


def _missing_what_the_whole_meets(study: Plain, region: str, code: str) -> set[bool]:
    """Of each region that misses a line, whether it is that of the whole, which meets it."""
    if region != study.top or standing(study, region, code).state != "met":
        return set()
    missed = [r for r in study.reporting if standing(study, r, code).state == "missed"]
    whole, own_target = standing(study, region, code), is_target(study, code)
    return {(own_target and not whole.amount) or _asks(standing(study, r, code)) == _asks(whole) for r in missed}


def _asks(found: Standing) -> tuple[str, Fraction]:
    assert found.row is not None
    return found.row["demand"], Fraction(found.row["value"])
