"""A number that rests on a line that nobody issued says so where it stands: in its sentence, its row, its chart."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
import real_reports as real

from evaluation.render.printed import flatten

MARK = re.compile("拟定|未经下达|propos")
SENTENCE = re.compile(r"(?<=。)|(?<=\. )")


def numbers(text):
    return [p for p in text.get("pieces", ()) if isinstance(p, dict) and "exact" in p] if isinstance(text, dict) else []


def said(text):
    return flatten(text) if isinstance(text, dict) else text


def places(part):
    """Where numbers stand, each with its texts: the rows of a table, the title and the words of a chart, everything else alone."""
    if isinstance(part, list):
        for one in part:
            yield from places(one)
    elif isinstance(part, dict):
        if "pieces" in part:
            yield [part]
        elif "cells" in part:
            yield part["cells"]
        else:
            for name, inner in part.items():
                if name == "runs":
                    yield [run["text"] for run in inner]
                elif name not in ("svg", "data"):
                    yield from places(inner)


def proposed(opened, page):
    """What rests on a proposal: keys of completions, and amounts of the page's region that are large enough to be nothing else."""
    results, keys, amounts = opened.results, set(), set()
    for region in results.places:
        for indicator in results.indicators:
            done = results.progress(region, indicator.code) if indicator.is_amount else None
            if done is not None and done.target is not None and done.target.status == "proposal":
                keys.add(f"{region}/{results.period}/{indicator.code}/completion")
                if region == page:
                    amounts |= {str(a) for a in (done.demanded, done.scheduled) if a and a > 2_000 and Fraction(a).denominator == 1}
    return keys, amounts


def unmarked(component, keys, amounts):
    for texts in places(component):
        found = [n for text in texts for n in numbers(text) if n.get("figure") in keys or n["exact"] in amounts]
        if found and not any(MARK.search(said(text)) for text in texts):
            yield " | ".join(map(said, texts))[:160]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("region", ["420100", "429021", "420000"])
def test_what_rests_on_a_proposal_says_so_where_it_stands(region, language):
    keys, amounts = proposed(real.opened("hubei-2007"), region)
    assert len(keys) > 150 and (len(amounts) > 3) == (region == "420100")
    found = [text for part in real.contents("hubei-2007", region, language) for text in unmarked(part, keys, amounts)]
    assert found == []
