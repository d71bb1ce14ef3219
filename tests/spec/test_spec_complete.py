"""Every indicator of the catalogue has its drawn table, and no table draws what the catalogue does not have."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from drawn import OF, measured

HERE = Path(__file__).parent
CATALOGUE = {code: catalogue.indicators[code] for code, catalogue in OF.items()}


def _tests() -> dict[str, ast.FunctionDef]:
    found: dict[str, ast.FunctionDef] = {}
    for module in sorted(HERE.glob("test_spec_*.py")):
        if module.name == Path(__file__).name:
            continue
        for node in ast.parse(module.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                assert node.name not in found, f"{node.name} stands twice"
                found[node.name] = node
    return found


def test_every_catalogue_entry_has_its_spec_test_and_no_spec_test_lacks_an_entry():
    tests = _tests()
    specified = {name for name in tests if name.removeprefix("test_") in CATALOGUE}
    print(f"catalogue entries: {len(CATALOGUE)}, specified: {len(specified)}, spec tests in all: {len(tests)}")
    assert {f"test_{code}" for code in CATALOGUE} - set(tests) == set(), "indicators without a spec test"
    stray = [n for n in tests if n not in specified and not any(n.startswith(f"test_{c}_") for c in CATALOGUE)]
    assert stray == [], "spec tests of nothing in the catalogue"


def test_every_spec_test_quotes_the_clause_it_tests():
    for name, node in _tests().items():
        code = name.removeprefix("test_")
        if code in CATALOGUE:
            quoted = ast.get_docstring(node) or ""
            first = CATALOGUE[code].clause.replace(";", ",").split(",")[0]
            if not CATALOGUE[code].clause:
                assert quoted, f"{name} must say what it tests"
                continue
            # an indicator of several clauses may be quoted from any of them
            cited = [c.strip() for c in CATALOGUE[code].clause.replace(";", ",").split(",")]
            assert any(c in quoted for c in cited), f"{name} must quote {first}"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("region|period|assessed|assessed_passed => only [%]\n A|2007|80|23 => 28.7", "cert_pass_rate, only, A 2007"),
        ("region|period|assessed|assessed_passed => only [%]\n A|2007|80|23 => 28.75 (24/80)", "cert_pass_rate"),
        ("region|period|assessed|assessed_passed => only [‰]\n A|2007|80|23 => 28.75", "cert_pass_rate, only"),
        ("region|period|assessed|assessed_passed => all [%]\n A|2007|80|23 => 28.75", "must draw each reading"),
        ("region|period|assessed|assessed_passed => only [%]\n A|2007|80|23 => 28.75", "does not draw"),
        ("region|period|assessed|assessed_passed => only [%]\n A|2007|0|0 => missing", "cert_pass_rate, only, A 2007"),
    ],
)
def test_a_drawn_table_can_fail(table, said):
    with pytest.raises(AssertionError, match=said):
        measured("cert_pass_rate", table)
