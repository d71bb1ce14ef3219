"""The oracle: a fact for every condition, worked out without the code that it judges."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest

from evaluation.study.agencies import Agency
from evaluation.study.appraisal import Appraised
from evaluation.study.employers import Employer
from evaluation.study.ledger import Item
from evaluation.study.model import Target
from evaluation.study.region import Region
from evaluation.study.verified import Check
from evaluation.study.watch import CalendarRow, Enterprise, FollowUp, Layoff
from evaluation.view import numbers, spans
from evaluation.view.conditions import CONDITIONS, RESTS_ON
from tests.studies import one_value, unreached
from tests.studies.facts import FACTS, NOT_RECOMPUTED
from tests.studies.invent import invent
from tests.studies.plain import OPTIONAL, When_
from tests.studies.removal import found, removals
from tests.studies.run import run
from tests.studies.spoken import Record, Shown

DECLARED = {
    f"evaluation.catalogue.{name}" for name in ("catalogue", "duty", "fund", "known_packs", "model", "pack", "sources", "span")
} | {"evaluation.catalogue", "evaluation.packs", "evaluation.study.events"}
"""What says how an indicator is made up, and what a document demands by date; none of it measures or words anything."""


def _imports(path: Path) -> Iterator[str]:
    """Names of the modules that ``path`` runs."""
    waiting: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from _modules(node)
        waiting += ast.iter_child_nodes(node)


def _modules(node: ast.ImportFrom) -> Iterator[str]:
    """Each imported name that is a module itself, and the module the others are taken from."""
    module = node.module or ""
    if module.split(".")[0] not in ("evaluation", "tests"):
        return
    yield module
    names = (f"{module}.{alias.name}" for alias in node.names)
    yield from (name for name in names if find_spec(module).submodule_search_locations and find_spec(name))


def _reached(name: str) -> set[str]:
    """Modules of the tests and of the package that are run with ``name``, as far as they are tests' own."""
    found, waiting = set(), [name]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        if name.startswith("tests."):
            waiting += [m for m in _imports(Path(find_spec(name).origin)) if m.startswith(("tests.", "evaluation"))]
    return found


def test_each_condition_has_a_fact_of_its_name_or_a_reason_why_not():
    assert CONDITIONS.keys() - FACTS.keys() == NOT_RECOMPUTED.keys()


ROWS = {
    "agencies.csv": Agency,
    "appraisal.csv": Appraised,
    "assistance.csv": FollowUp,
    "calendar.csv": CalendarRow,
    "employers.csv": Employer,
    "enterprises.csv": Enterprise,
    "layoffs.csv": Layoff,
    "ledger.csv": Item,
    "regions.csv": Region,
    "targets.csv": Target,
    "verified.csv": Check,
}


def test_the_oracle_knows_which_columns_a_file_may_lack():
    always = {"parent", "reports", "name_zh", "name_en", "short_zh"}  # of a study in both languages
    optional = {name: {n for n, f in row.model_fields.items() if not f.is_required()} - always for name, row in ROWS.items()}
    assert {name: {*columns} for name, columns in OPTIONAL.items()} == optional


def test_what_is_said_not_to_be_reached_is_a_sentence():
    assert {key for keys in unreached.EXPLAINED.values() for key in keys} <= RESTS_ON.keys()


@pytest.mark.parametrize("path", sorted(Path(__file__).parent.rglob("*.py")), ids=lambda p: p.stem)
def test_no_name_of_the_generator_is_given_twice(path):
    given = [n.name for n in ast.parse(path.read_text("utf-8")).body if isinstance(n, (ast.FunctionDef, ast.ClassDef))]
    assert sorted(set(given)) == sorted(given)


def test_no_fact_stands_for_a_condition_that_is_gone():
    assert FACTS.keys() <= CONDITIONS.keys()


def test_the_oracle_runs_nothing_of_the_package_but_what_is_declared():
    reached = _reached("tests.studies.oracle")
    assert "tests.studies.facts.judged" in reached, "the search follows imports"
    assert {name for name in reached if name.startswith("evaluation")} <= DECLARED


def test_a_mark_of_another_kind_than_is_due_is_found(tmp_path, monkeypatch):
    monkeypatch.setitem(numbers.MARKS, "suppressed", numbers.MARKS["missing"])
    outcomes = (run(invent(1, n), tmp_path, pages=False) for n in range(60))
    assert any("prints …, by hand [" in told for o in outcomes for _, told in o.failures)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "answer"), [*removals()])
def test_a_condition_that_is_taken_away_is_found_within_five_hundred_studies(name, answer, tmp_path):
    assert found(name, answer, tmp_path, seed=1) is not None


def test_a_condition_that_always_holds_is_found(tmp_path):
    assert found("some_missed", True, tmp_path, seed=1, most=60) is not None


@pytest.mark.parametrize(("second", "told"), [("12,394", 0), ("13,233", 1), ("…", 0)])
def test_two_values_of_one_figure_in_one_report_are_found(second, told):
    plain = SimpleNamespace(period=When_(2024, 4), study={"retraining": {"pace_cut_off": date(2024, 9, 30)}})
    cumulative = {
        "kind": "table",
        "id": "targets-pace-table",
        "columns": [{"title": t} for t in "abcdef"],
        "rows": [{"role": "body", "cells": ["Persons retrained (persons)", "1", "2", "12,394", "…", "9"]}],
    }
    pace = {
        "kind": "table",
        "id": "retraining-pace-table",
        "columns": [{"title": ""}, {"title": "Persons retrained"}],
        "rows": [{"role": "body", "cells": ["Trained (persons)", second]}],
    }
    record = Record(shown=[Shown("PL", "x", {"kind": "section", "content": [cumulative, pace]})])
    assert len(one_value.wrongs(plain, record)) == told


@pytest.mark.slow
def test_a_title_of_another_stretch_of_time_than_its_figures_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(spans, "heads", lambda view, columns: (view.period_text(), [title for title, _ in columns]))
    outcomes = (run(invent(1, n), tmp_path, pages=False) for n in range(60))
    assert any("of another stretch of time" in told for o in outcomes for _, told in o.failures)
