"""A part of a year is no small year: what no page of a quarter of a bundled study may say, in either language.

The pages are made in process; every text on them is looked at, those of drawings too.
"""

import datetime
import re

import pytest
import real_reports as real
from test_cut_off import AHEAD, ORDERED, PLANNED, QUARTERS, TROUBLED, named, printed

import evaluation
from evaluation.catalogue.span import Covers, first_day

LATE = {"hubei-2007": "429021", "guizhou-2010": "522600"}  # delivers late or in part
PLACES = [(study, region) for study in LATE for region in (real.STUDIES[study], TROUBLED[study], LATE[study])]
CASES = [
    (study, region, period, language)
    for study, region in PLACES
    for of, period in QUARTERS
    if of == study
    for language in ("zh", "en")
]

YEAR_END = {"zh": re.compile("年末|年底|年终"), "en": re.compile(r"year[- ]?end|year's end|end of the year", re.I)}
FORECASTS = {
    "zh": re.compile("年末结余率|年末预计|年末才作判断"),
    "en": re.compile(r"year-end balance ratio|expected at the year's end|judged at the year's end", re.I),
}
"""The name of an indicator that has no value yet, what is expected, and when it will be judged."""
REASONS = {"用途和理由", "Use and reason"}  # why a reading was chosen: the study's own words
VERDICTS = {
    "zh": re.compile("未达到|达到|落后|未做到|没有达到|低于要求"),
    "en": re.compile(r"\b(?:miss(?:es|ed)?|me[et]ts?|behind|on schedule|below the required)\b"),
}
SCORED = {"zh": re.compile("综合得分|评价等级"), "en": re.compile(r"overall score|graded", re.I)}
SPANS = {"zh": "期间", "en": "Covers"}
SPANNED = {
    "spine-table",
    "targets-table",
    "fund-rates",
    "outcomes-table",
    "outcomes-more",
    "insurance-amounts",
    "insurance-rates",
    "services-table",
    "assistance-rates",
    "assistance-more",
    "problems-table",
    "choices",
    "formulas",
}
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_IN_ENGLISH = re.compile(rf"(?<![\d-])(\d{{1,2}}) ({'|'.join(_MONTHS)})\b|quarter (\d) of (\d{{4}})|(\d{{4}}) Q(\d)")


@pytest.fixture(scope="module")
def opened():
    made = {}
    return lambda study, period: made.setdefault((study, period), evaluation.open(study, real.ROOT, period))


def tables(part):
    if isinstance(part, list):
        for item in part:
            yield from tables(item)
    elif isinstance(part, dict):
        if part.get("kind") == "table":
            yield part
        else:
            yield from tables([v for v in part.values() if isinstance(v, (list, dict))])


def days(text, cut_off, language):
    yield from named(text, cut_off)
    for m in _IN_ENGLISH.finditer(text) if language == "en" else ():
        if m[1]:
            yield m[0], datetime.date(cut_off.year, _MONTHS.index(m[2]) + 1, int(m[1]))
        else:
            yield m[0], datetime.date(int(m[4] or m[5]), 3 * int(m[3] or m[6]) - 2, 1)


def sentences(text):
    return re.split("[。；;]|[.] ", text)


@pytest.mark.slow
@pytest.mark.parametrize(("study", "region", "period", "language"), CASES)
def test_a_page_of_a_quarter_says_nothing_that_only_a_year_can(study, region, period, language, opened):
    at = opened(study, period)
    whole = region == real.STUDIES[study]
    report = at.overview(language=language) if whole else at.report(region, language=language)
    view = report.view
    parts = {name: getattr(report, name)().data for name in real.calls(study, region)[:-1]}
    texts = [(name, column, text) for name, part in parts.items() for column, text in printed(part)]
    of_year = [i.code for i in view.results.indicators if _judges_nothing(view, i)]
    grades = [g.name[language] for g in view.study.weights.grades] if view.study.weights else []

    assert [t for t in texts if t[1] not in REASONS and YEAR_END[language].search(FORECASTS[language].sub("", t[2]))] == []
    assert [t for t in texts if t[2] in grades or SCORED[language].search(t[2])] == []
    assert [
        (name, s)
        for name, _, text in texts
        for s in sentences(text)
        if VERDICTS[language].search(s) and not re.search("interval|区间", s) and any(view.title(c) in s for c in of_year)
    ] == []
    found = [table for part in parts.values() for table in tables(part)]
    assert [
        row["cells"]
        for table in found
        for row in table["rows"]
        if any(row["cells"][0].startswith(view.title(c)) for c in of_year)
        and any(VERDICTS[language].match(cell) for cell in row["cells"][1:])
    ] == []
    assert [table["id"] for table in found if table["id"] in SPANNED and not _spanned(table, language)] == []
    assert [row for table in found if table["id"] == "calendar-table" for row in _wrongly_done(table, view)] == []
    cut_off = view.study.file.cut_off
    assert cut_off == view.period.last_day
    assert [
        (name, column, text)
        for name, column, text in texts
        for _, day in days(text, cut_off, language)
        if day > cut_off
        and column not in {*AHEAD, *_heads(view, language)}
        and not ORDERED.search(text)
        and not _told_ahead(text, view)
    ] == []


def _judges_nothing(view, indicator):
    """Whether the indicator has a line that, by its span and its days alone, may judge nothing at the period's end."""
    lines = view.study.demands.get((indicator.code, view.period.year), {})
    target = lines.get(view.region) or lines.get("each")
    if target is None:
        return False
    covers, binds = indicator.span_of(indicator.settle(view.study.choices)[1]).covers, view.study.binds_from(target)
    if binds and first_day(covers, view.period) < binds:
        return True
    if target.due:
        return target.due > view.period.last_day
    return bool(view.period.left) and covers in (Covers.YEAR, Covers.YEAR_ONLY)


def _spanned(table, language):
    """Whether each row of figures says what they cover."""
    heads = [c["title"] for c in table["columns"]]
    if SPANS[language] not in heads:
        return False
    at = heads.index(SPANS[language])
    return all(row["cells"][at] for row in table["rows"] if row["role"] != "group")


def _wrongly_done(table, view):
    """Rows said to be done without a day, or with one and not said to be."""
    heads, done = [c["title"] for c in table["columns"]], (view.say("due.done"), view.say("due.late"))
    at, state = (heads.index(view.say(k)) if view.say(k) in heads else None for k in ("calendar.done", "column.state"))
    rows = [row["cells"] for row in table["rows"]]
    return [cells for cells in rows if (cells[state] in done) != bool(at is not None and cells[at])]


def _heads(view, language):
    """Columns of terms in this language."""
    return {view.say(key) for key in ("calendar.due", "ledger.answer_by", "ledger.handling")}


def _told_ahead(text, view):
    """Days ahead that are no events: from which a line binds, or by which it is due."""
    ahead = [t.due for t in view.study.targets if t.due] + [view.study.file.policy.in_force]
    return any(view.date(day) in text for day in ahead if day)


def test_what_is_planned_stands_in_columns_of_its_own():
    assert {"retraining-pace-table", "retraining-pace"} == PLANNED
