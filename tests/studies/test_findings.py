"""Findings: which of them drawn studies bring about, and that those the oracle works out are held to the reports."""

from types import SimpleNamespace

import pytest

from evaluation.measured import contradictions, unfilled
from tests.studies import findings
from tests.studies.defects import DEFECTS
from tests.studies.emitted import MET, NOT_DRAWN, codes
from tests.studies.invent import invent
from tests.studies.run import run
from tests.studies.spoken import Held, Record


def test_every_finding_is_a_defect_or_met_or_on_the_list_of_those_not_drawn():
    spoilt = {d.finding for d in DEFECTS.values() if d.finding}
    rest = [code for those in NOT_DRAWN.values() for code in those]
    assert sorted(codes()) == sorted([*spoilt, *MET, *rest])
    assert len(rest) == 77, "one more is not drawn: tell why, or draw it"


FIRST = [invent(1, n) for n in range(20)]


def told(folder, drafts):
    return [text for draft in drafts for _, text in run(draft, folder).failures]


def test_a_check_of_empty_cells_that_is_taken_away_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(unfilled, "findings", lambda *of: [])
    assert any("cells_empty" in text and "found, not listed by hand" in text for text in told(tmp_path, FIRST[:20]))


def test_a_check_of_falling_figures_that_is_taken_away_is_found(tmp_path, monkeypatch):
    falling = next(d for d in (invent(1, n) for n in range(2000)) if d.defect == "cumulative_figure_falls")
    assert told(tmp_path, [falling]) == []
    monkeypatch.setattr(contradictions, "_falls", lambda *of: [])
    assert any("cumulative_falls" in text and "found, not listed by hand" in text for text in told(tmp_path, [falling]))


@pytest.mark.parametrize(("rows", "holds", "wrongs"), [(1, True, 1), (1, False, 0), (0, True, 0), (0, False, 1)])
def test_nothing_found_is_said_of_an_empty_list_alone(rows, holds, wrongs):
    study = SimpleNamespace(top="W", regions=[], once=lambda name, make: set())
    held = Held("W", "methods", "methods.no_findings", "no_finding", (), holds, "2024")
    lines = ["severity,code,region,file,column", *["reportable,refund,,a.csv,b"] * rows]
    assert len([*findings.wrong(study, "W", lines, Record(held=[held]))]) == wrongs
