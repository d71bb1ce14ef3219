"""No module spells a currency: its words come from the study."""

import re
from pathlib import Path

import pytest

from evaluation.study.currency import CURRENCIES

SRC = Path(__file__).parents[2] / "src" / "evaluation"
SPELLED = re.compile(r"\byuan\b|\bfen\b|元|人民币")
OWN = {
    "study/currency.py": "the table of currencies",
    "study/model.py": "a column of standards.csv",
    "study/budget.py": "a column of budget.csv",
    "study/ledger.py": "a column of ledger.csv",
    "view/facts/ledger.py": "the column of ledger.csv",
    "packs/hubei_2007/documents/fund_performance/__init__.py": "the column of ledger.csv",
    "documents/paper.py": "the column of ledger.csv",
    "personal.py": "what may stand after a figure in a text of the reader",
    "data/writings.py": "what may stand after a number written in words",
    "cli/skeleton.py": "the study that init begins is in the usual currency",
    "catalogue/unit.py": "an example of words",
    "view/numbers.py": "an example of words",
    "data/units.py": "an example of words",
    "study/unit.py": "an example of words",
}
"""Files that may spell it, and why."""
FILES = [p for p in SRC.rglob("*") if p.suffix in (".py", ".toml", ".j2", ".typ", ".html", ".css") and "packs" not in p.parts]


def lines(path: Path) -> list[str]:
    plain = re.sub(r"单元格|单元|元格|公元|多元|元旦|元素", "", path.read_text(encoding="utf-8"))
    return [line.strip() for line in plain.splitlines() if SPELLED.search(line)]


def test_no_module_and_no_phrase_spells_a_currency():
    found = {p.relative_to(SRC).as_posix(): told for p in FILES if (told := lines(p))}
    assert {name: told for name, told in found.items() if name not in OWN} == {}


@pytest.mark.parametrize("name", OWN)
def test_what_may_spell_it_does(name):
    assert lines(SRC / name)


def test_the_table_of_currencies_is_that_of_its_source():
    assert len(CURRENCIES) == 155
    assert all(re.fullmatch("[A-Z]{3}", code) for code in CURRENCIES)
