"""The first page of the book: it says all that was missed, with amounts, no headline says that all is well where it is not, and it
fits its page in both languages."""

from __future__ import annotations

import re

import pytest
from pypdfium2 import PdfDocument
from test_brief import FULL, STUDIES, opened, two, views  # noqa: F401

from evaluation.render.component import end
from evaluation.render.notebook import fill_in_key
from evaluation.render.pdf import pdf_document
from evaluation.report.sections import conclusion, cover
from evaluation.view.judgements import missed_standings, own_title, standings, tally
from evaluation.view.shortfall import text

WELL = re.compile(r"(?<!未)(?:全部|均|都|项结果)达到要求|\bmeets? (?:its|their) requirement|\ball are met")
MISSED = re.compile(r"未达到|\bmiss(?:es|ed)?\b")


def parts(view):
    made = [cover.build(view), conclusion.build(view)]
    return fill_in_key([part.data for part in (*made, end(made))])


def told(content):
    """Every title, paragraph and item of a component, one by one."""
    if isinstance(content, list):
        for item in content:
            yield from told(item)
    elif isinstance(content, dict):
        if content.get("kind") == "paragraph":
            yield "".join(run["text"] for run in content["runs"])
        else:
            yield from (content[k] for k in ("title", "text") if isinstance(content.get(k), str))
            yield from (item for item in content.get("items", ()) if isinstance(item, str))
            yield from told([v for v in content.values() if isinstance(v, (dict, list))])


@pytest.mark.parametrize(
    ("said", "well"),
    [
        ("图中能够判断的6项结果达到要求", True),
        ("全部33项要求中14项未达到；图中能够判断的6项结果达到要求", False),
        ("The 6 results shown that can be judged meet their requirement", True),
        ("Of all 33 requirements 14 are missed. The 6 results shown that can be judged meet their requirement", False),
        ("6项结果中，1项未达到要求", False),
    ],
)
def test_a_text_that_says_all_is_well_is_seen(said, well):
    assert bool(WELL.search(said) and not MISSED.search(said)) is well


def check_headlines(view):
    if tally(view).missed:
        wrong = [t for t in told(parts(view)) if WELL.search(t) and not MISSED.search(t)]
        assert wrong == [], (view.region, view.language)


def check_misses(view):
    page = " ".join(told(parts(view)))
    lost = [s.indicator.code for s in missed_standings(view) if str(own_title(view, s.indicator.code)) not in page]
    assert lost == [], (view.region, view.language)
    if view.study.warning is not None and any(s.target.demand == "at_most" for s in standings(view)):
        assert str(view.say("conclusion.alert")) in page


@pytest.mark.parametrize("name", STUDIES)
def test_no_text_says_that_all_is_well_where_something_is_missed(opened, name):  # noqa: F811
    for view in views(opened[name], two(opened[name])):
        check_headlines(view)
        check_misses(view)


def test_what_lacks_stands_beside_each_miss(opened):  # noqa: F811
    for view in views(opened["hubei-2007"], ["421000"]):
        page = " ".join(told(parts(view)))
        gaps = [str(text(view, s)) for s in missed_standings(view)[3:]]
        assert len(gaps) == 14
        assert [gap for gap in gaps if gap not in page] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", STUDIES)
def test_the_first_page_with_its_chart_fits_its_page_for_every_region_in_every_language(opened, name):  # noqa: F811
    for view in views(opened[name]):
        check_headlines(view)
        check_misses(view)
        made = parts(view)
        if not any(part["kind"] == "figure" for part in made[1]["children"]):
            continue
        first = PdfDocument(pdf_document(made, (), None))[0].get_textpage().get_text_range()
        there = ("图 1" if view.language == "zh" else "Figure 1") in first
        assert there is ((view.study.name, view.region, view.language) not in FULL), (view.region, view.language)
