"""Studies told by months or halves: every section in both languages, with the parts of the year called what they are."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from drawn_study import Drawn, write
from real_reports import printed

import evaluation
from evaluation.report.section import package_sections
from evaluation.study.periods import JANUARY, Calendar, Grain, Period
from evaluation.view import spans

ROOT = Path(__file__).parents[2]
CODES = ("new_employed", "reemp_laidoff", "natural_attrition", "reg_unemployed", "unemp_base_long")
FISCAL = Calendar(4, "both")


def study(root, at, calendar=JANUARY, targets=""):
    """Two years of figures by parts as long as the period ``at``, of three regions."""
    drawn = random.Random(7)
    own = evaluation.study.periods.parse(at, calendar)
    parts = [p for y in (own.year.previous, own.year) for p in y.parts(own.grain)]
    rows = [f"{r} | {p} | " + " | ".join(str(drawn.randint(40, 90)) for _ in CODES) for r in "ABC" for p in parts]
    made = Drawn(
        ("emp_new_urban", "reemp_laidoff", "unemp_rate_reg"),
        "\n".join(["region | period | " + " | ".join(CODES), *rows]),
        period=at,
        cut_off="2025-12-31",
        policy="XX",
        more=f"headline: [emp_new_urban]\nyears: {{starts: {calendar.starts}, label: {calendar.label}}}\n",
        targets=targets or f"reemp_laidoff | A | {own.year} | at_least | 600 | 人 | issued",
    )
    write(made, root)
    shutil.copytree(ROOT / "notebooks", root / "notebooks", dirs_exist_ok=True)
    return evaluation.open("drawn", root=root)


def pages(found, language):
    """Everything that the reports of a region and of the whole say, by section."""
    reports = (found.report("A", language=language), found.overview(language=language))
    return {name: " ¦ ".join(t for r in reports for t in printed(getattr(r, name)().data)) for name in package_sections()}


@pytest.mark.parametrize(
    ("at", "calendar", "chinese", "english"),
    [
        ("2024M11", Calendar(), ("2024年11月", "11月末", "2024年各月累计"), ("November 2024", "End of Nov", "Cumulative by month")),
        ("2024M01", FISCAL, ("2024年1月", "4月末", "2023-24财年各月累计"), ("January 2024", "End of Jan", "FY 2023-24")),
        (
            "2024H1",
            Calendar(),
            ("2024年上半年", "上半年末", "各半年累计"),
            ("first half of 2024", "End of first half", "by half-year"),
        ),
        ("2023-24H2", FISCAL, ("2023-24财年下半年", "下半年末"), ("second half of FY 2023-24", "End of second half")),
        (
            "2024Q3",
            Calendar(),
            ("2024年第3季度", "3季度末", "各季度累计"),
            ("quarter 3 of 2024", "End of Q3", "Cumulative by quarter"),
        ),
    ],
)
def test_pages_call_the_parts_of_the_year_what_they_are(tmp_path, at, calendar, chinese, english):
    found = study(tmp_path, at, calendar)
    for language, told in (("zh", chinese), ("en", english)):
        made = pages(found, language)
        text = " ¦ ".join(made.values())
        assert [words for words in told if words not in text] == []
        other = {"zh": "季", "en": "quarter"}[language]
        assert (other in made["targets"]) == (found.period.grain is Grain.QUARTER), made["targets"]


@pytest.mark.parametrize(
    ("at", "calendar", "zh", "en"), [("2024M01", JANUARY, "1月", "January"), ("2023M04", FISCAL, "4月", "April")]
)
def test_the_first_month_of_a_year_is_that_month_and_no_stretch(tmp_path, at, calendar, zh, en):
    found = study(tmp_path, at, calendar)
    for language, month in (("zh", zh), ("en", en)):
        seen = found.report("A", language=language).view
        assert spans.name(seen, spans.Covers.TO_DATE) == month
        assert spans.span_words(seen, spans.Covers.TO_DATE) == seen.period_text()


def test_parts_are_those_that_most_tables_deliver_and_none_longer_than_the_period(tmp_path):
    results = study(tmp_path, "2024M11").results
    assert results.grain is Grain.MONTH
    assert [str(p) for p in results.parts][-2:] == ["2024M10", "2024M11"]
    assert len(results.parts) == 23


@pytest.mark.parametrize("grain", [Grain.MONTH, Grain.HALF])
def test_the_last_part_over_is_found_for_every_length(grain):
    for part in Period.year_named(2023, FISCAL).parts(grain):
        for longer in Grain:
            found = part.last(longer)
            assert found.closing <= part.closing < found.shift(1).closing
            assert all(p.closing <= part.closing for p in part.to_date(longer))


def test_a_text_that_may_be_a_year_is_asked_about_where_months_stand(tmp_path):
    """2010-11 is a fiscal year by itself, and may be November where the other rows are months."""
    for other, told in (("2010M10", True), ("2010年10月", True), ("2009-10", False)):
        rows = "\n".join(f"{r} | {p} | 1" for r in "AB" for p in (other, "2010-11"))
        made = Drawn(("reemp_laidoff",), f"region | period | reemp_laidoff\n{rows}", period="2010-11", cut_off="2012-01-01")
        write(made._replace(more="years: {starts: 4, label: both}\n"), tmp_path)
        found = evaluation.open("drawn", root=tmp_path).delivery
        asked = [f for f in found.findings if f.code == "period" and f.value == "2010-11"]
        assert bool(asked) is told
        assert {c.period.spelled for c in found.cell_rows} == ({"2010M10"} if told else {other, "2010-11"})
        for finding in asked:
            assert finding.message == "'2010-11' stands among months"
            assert finding.fix == (
                "Ask which is meant: '2010-11' may be a month, 2010M11, or the year that begins in 2010, 2010-11; "
                "a year has a table of its own"
            )
