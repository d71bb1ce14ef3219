"""What belongs to one document (codes of its indicators and quantities, its clauses) stands in its pack, and nowhere
else in the package."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import evaluation
from evaluation.catalogue.catalogue import catalogue, every_catalogue

SOURCE = Path(evaluation.__file__).parent
CLAUSE = re.compile(r"\b(HB|GZ)-\d+")
HOME = "packs"
NAMED = {code for known in every_catalogue(None) for code in (*known.indicators, *known.quantities) if "_" in code}
CODES = {*catalogue().indicators, *catalogue().quantities, *NAMED}
"""Of packs that have to be named only those that are no plain word, as ``passed`` is."""
HOMONYMS = {
    ("data/xlsx_safety.py", "entities"),
    ("register/tables.py", "visits"),
    ("scores/uncertainty/scheme.py", "cases"),
    ("catalogue/duty_entries.py", "cases"),
    ("tables.py", "cases"),
}
"""Texts that are no code where they stand: a part of XML, a table of a register, cases that are drawn, the key of what breaks a
duty."""


def texts(tree: ast.Module) -> Iterator[ast.Constant]:
    """Texts that the code uses; what stands by itself, as docstrings do, says something to readers only."""
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in said)


def literals(tree: ast.Module, module: str = "") -> tuple[int, int]:
    """How many texts are a code of the catalogue, and how many cite a clause."""
    found = [n.value for n in texts(tree) if (module, n.value) not in HOMONYMS]
    return sum(t in CODES for t in found), sum(bool(CLAUSE.search(t)) for t in found)


def test_nothing_outside_packs_spells_a_code_or_a_clause():
    counts = {}
    for path in SOURCE.rglob("*.py"):
        if HOME not in path.relative_to(SOURCE).parts:
            module = path.relative_to(SOURCE).as_posix()
            counts[module] = literals(ast.parse(path.read_text(encoding="utf-8")), module)
    where = {path: found for path, found in sorted(counts.items()) if any(found)}
    codes, clauses = (sum(found[kind] for found in counts.values()) for kind in (0, 1))
    assert (codes, clauses) == (0, 0), f"{codes} codes, {clauses} clauses: {where}"


SPELLED = ("j2", "toml", "yml", "in", "csv", "css", "typ")


def spelled(text: str) -> list[str]:
    """Codes of packs and clauses that a file which is no code spells, in its comments too."""
    return [w for w in re.findall(r"[A-Za-z0-9_]+(?:-\d+)?", text) if w in NAMED or CLAUSE.match(w)]


def test_no_template_and_no_words_outside_packs_spell_a_code_or_a_clause():
    files = [p for ending in SPELLED for p in SOURCE.rglob(f"*.{ending}") if HOME not in p.relative_to(SOURCE).parts]
    assert len(files) > 60
    found = {p.relative_to(SOURCE).as_posix(): spelled(p.read_text(encoding="utf-8")) for p in files}
    assert {name: words for name, words in found.items() if words} == {}


def test_a_code_in_a_template_is_seen():
    assert spelled('{# as HB-21 demands #}{% if known("benefit_paid_rate") %}') == ["HB-21", "benefit_paid_rate"]


def test_a_code_and_a_clause_are_seen_and_a_docstring_is_not():
    text = '"""HB-1"""\ndef f():\n    """new_employed"""\n    return g("new_employed", "HB-20, HB-7", "ui_income", "b")'
    assert literals(ast.parse(text)) == (2, 1)
