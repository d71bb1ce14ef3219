"""The reports' components are unchanged: what four reports say, section by section.

A difference is either a mistake or a change of content to be looked at: ``make update-golden`` writes the files anew and
the diff goes into the review. Drawings are left out (their text depends on the version of the drawing library), what
they say stands in titles, alt texts and twins; content keys and hashes change with every line of the package.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import real_reports as real

HERE = Path(__file__).parent
REPORTS = [("hubei-2007", "420100"), ("hubei-2007", "429021"), ("guizhou-2010", "520300"), ("hubei-2007", "420000")]
HASH = re.compile(r"\b(?:[0-9a-f]{64}|[0-9a-f]{16})\b")
CASES = [(study, region, name) for study, region in REPORTS for name in real.calls(study, region)[:-1]]


def golden(value, key):
    """The component without what changes on its own."""
    if isinstance(value, dict):
        return {k: golden(v, key) for k, v in value.items() if k != "svg"}
    if isinstance(value, list):
        return [golden(item, key) for item in value]
    return HASH.sub("<sha256>", value).replace(key, "<key>") if isinstance(value, str) else value


def path(study, region, name):
    return HERE / study / region / f"{name}.json"


def unchanged(file, text, update):
    if update:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.is_file(), f"{file.relative_to(HERE)} is missing; look at the report, then make update-golden"
    assert text == file.read_text(encoding="utf-8"), "look at the difference, then make update-golden"


@pytest.mark.parametrize(("study", "region", "name"), CASES)
def test_component_is_unchanged(study, region, name, update):
    made = real.components(study, region)
    component = made[real.calls(study, region).index(name)]
    text = json.dumps(golden(component, made[0]["document"]["key"]), ensure_ascii=False, indent=1) + "\n"
    unchanged(path(study, region, name), text, update)


@pytest.mark.parametrize(("study", "region"), REPORTS)
def test_sections_stand_in_their_order(study, region, update):
    order = "".join(f"{name}\n" for name in real.calls(study, region)[:-1])
    unchanged(HERE / study / region / "order.txt", order, update)


def test_no_golden_file_is_left_over(update):
    known = {path(*case) for case in CASES}
    stale = [p for p in HERE.rglob("*.json") if p not in known]
    if update:
        for file in stale:
            file.unlink()
        stale = []
    assert stale == []
