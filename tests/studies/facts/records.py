"""Facts about what offices recorded, from their files."""

from __future__ import annotations

from tests.studies.facts.judged import regions_miss_what_the_whole_is_not_judged_by
from tests.studies.plain import Plain
from tests.studies.standings import standings

OPEN = {"confirmed", "issued", "replied", "overdue", "supervised"}
Row = dict[str, str]


def _cut_off(study: Plain) -> str:
    return str(study.study["cut_off"])


def _state(row: Row, day: str) -> str:
    """Where the story of a problem stood at the end of ``day``."""

    def past(step: str) -> bool:
        return "" < row[step] <= day

    for step, found in (("closed", "closed"), ("supervised", "supervised")):
        if past(step):
            return found
    if not past("confirmed"):
        return "found"
    if past("issued") and row["term"] < day:
        return "overdue"
    if past("reported"):
        return "replied"
    return "issued" if past("issued") else "confirmed"


def _story(study: Plain, region: str) -> list[Row]:
    """Problems of the region, of the whole all, that were found by the cut-off."""
    rows = study.rows("ledger.csv")
    return [r for r in rows if r["found"] <= _cut_off(study) and region in (study.top, r["region"])]


def _confirmed(study: Plain, region: str, of: tuple[str, ...]) -> list[str]:
    states = ((r, _state(r, _cut_off(study))) for r in _story(study, region))
    return [s for r, s in states if s in OPEN | {"closed"} and (not of or r["kind"] in of or r["clause"] in of)]


def _row(study: Plain, item: str) -> Row:
    return next(r for r in study.rows("ledger.csv") if r["item"] == item)


def _reached(study: Plain, item: str, step: str) -> bool:
    return "" < _row(study, item)[step] <= _cut_off(study)


def neither_line_nor_problem(study: Plain, region: str) -> bool:
    missed_inside = regions_miss_what_the_whole_is_not_judged_by(study, region)
    return not standings(study, region) and not _story(study, region) and not missed_inside


def problem_confirmed_and_open(study: Plain, region: str, item: str) -> bool:
    return _state(_row(study, item), _cut_off(study)) in OPEN


def some_problem_confirmed(study: Plain, region: str, *of: str) -> bool:
    return bool(_confirmed(study, region, of))


def some_nature_of_a_confirmed_problem(study: Plain, region: str) -> bool:
    states = ((r, _state(r, _cut_off(study))) for r in _story(study, region))
    return any(r["nature"] for r, s in states if s in OPEN | {"closed"})


def no_problem_confirmed(study: Plain, region: str, *of: str) -> bool:
    return not _confirmed(study, region, of)


def some_problem_closed(study: Plain, region: str, *of: str) -> bool:
    return "closed" in _confirmed(study, region, of)


def some_problem_overdue(study: Plain, region: str, *items: str) -> bool:
    found = ((_row(study, i), _reached(study, i, "issued")) for i in items)
    day = _cut_off(study)
    return any(issued and row["term"] < day and _state(row, day) in OPEN for row, issued in found)


def some_problem_supervised(study: Plain, region: str, *items: str) -> bool:
    return any(put_under_supervision(study, region, i) for i in items)


def these_notices_were_issued(study: Plain, region: str, *items: str) -> bool:
    return all(_reached(study, i, "issued") for i in items)


def some_notice_not_issued(study: Plain, region: str, *items: str) -> bool:
    return any(not _reached(study, i, "issued") for i in items)


def clause_of_the_studys_document(study: Plain, region: str, *clauses: str) -> bool:
    own = study.study.get("policy", {}).get("prefix")
    return {c.partition("-")[0] for c in clauses} == {own}


def measures_demanded(study: Plain, region: str, kind: str, *measures: str) -> bool:
    """HB-21 alone demands them, in the notice and the memo."""
    return kind in ("notice", "supervision_memo") and clause_of_the_studys_document(study, region, "HB-21")


def measure_demanded_or_given(study: Plain, region: str, field: str) -> bool:
    return field in _form(study, "supervision_memo") or measures_demanded(study, region, "supervision_memo", field)


def no_problem_confirmed_under_the_clause(study: Plain, region: str, clause: str) -> bool:
    return clause_of_the_studys_document(study, region, clause) and not _confirmed(study, region, (clause,))


def problems_not_sorted_by_the_clause(study: Plain, region: str, clause: str) -> bool:
    return not clause_of_the_studys_document(study, region, clause) and not _confirmed(study, region, (clause,))


def term_is_over(study: Plain, region: str, term: str, day: str) -> bool:
    return term < day


def term_is_not_over(study: Plain, region: str, term: str, day: str) -> bool:
    return term >= day


def notice_was_issued(study: Plain, region: str, item: str) -> bool:
    return _reached(study, item, "issued")


def problem_was_reported(study: Plain, region: str, item: str) -> bool:
    return _reached(study, item, "issued") and _reached(study, item, "reported")


def problem_was_not_reported(study: Plain, region: str, item: str) -> bool:
    return _reached(study, item, "issued") and not _reached(study, item, "reported")


def put_under_supervision(study: Plain, region: str, item: str) -> bool:
    return _reached(study, item, "supervised")


def _form(study: Plain, kind: str) -> dict:
    return study.yml("documents.yml")["forms"][kind]


def some_pilot_listed(study: Plain, region: str) -> bool:
    return bool(_form(study, "pilots").get("pilots"))


def no_pilot_listed(study: Plain, region: str) -> bool:
    return not some_pilot_listed(study, region)


def layout_is_the_offices(study: Plain, region: str) -> bool:
    return bool(_form(study, "assistance_table").get("tables"))


def layout_is_neutral(study: Plain, region: str) -> bool:
    return not layout_is_the_offices(study, region)


def _bodies(study: Plain) -> list[Row]:
    """What bears no day is known with the study's files as a whole."""
    return [r for r in study.rows("appraisal.csv") if r["appraised"] <= _cut_off(study)]


def no_body_of_the_tier(study: Plain, region: str, tier: str) -> bool:
    return tier not in {r["tier"] for r in _bodies(study)}


def some_award_decided(study: Plain, region: str) -> bool:
    return any(float(r["award_yuan"] or 0) for r in _bodies(study))


def no_award_decided(study: Plain, region: str) -> bool:
    return not some_award_decided(study, region)


def some_agency_registered(study: Plain, region: str) -> bool:
    return bool(study.rows("agencies.csv"))


def no_agency_registered(study: Plain, region: str) -> bool:
    return not study.rows("agencies.csv")


def _checked(study: Plain) -> list[Row]:
    return [r for r in study.rows("employers.csv") if r["checked"] <= _cut_off(study)]


def some_employer_checked(study: Plain, region: str) -> bool:
    return bool(_checked(study))


def no_employer_checked(study: Plain, region: str) -> bool:
    return not _checked(study)


def some_employer_listed(study: Plain, region: str) -> bool:
    """None of those drawn was asked in writing, so that one without any insured person is not yet listed."""
    return any(0 < int(r["insured"]) < int(r["staff"]) for r in _checked(study))


def employers_checked_and_none_listed(study: Plain, region: str) -> bool:
    return some_employer_checked(study, region) and not some_employer_listed(study, region)
