"""From an invented register through the command line into a study: counts only, and the same indicators from both grains."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import yaml
from shipped import CATALOGUE, QUANTITIES

import evaluation
from evaluation.cli import cli
from evaluation.cli.guard import run_guarded
from evaluation.measured.flows import roll_up
from evaluation.measured.measured_values import MeasuredValues
from evaluation.register import about, reading, tally
from evaluation.register.counts import counts_of
from evaluation.study.periods import parse
from evaluation_demo import register as invented

ROOT = Path(__file__).parents[2]
PERIOD = "2010Q4"
MEASURED = (
    "eligible_cov",
    "five_ones_rate",
    "visit_quarterly_rate",
    "zerofam_3m_rate",
    "stability_rate",
    "reassist_rate",
    "register_then_certify",
    "grad_service_3m_rate",
    "long_term_unemp_share",
    "takeup_fee_waiver",
)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project whose study ``roll`` has the regions of Guizhou and one table, and an invented register beside it."""
    root = tmp_path_factory.mktemp("project")
    folder = root / "params" / "roll"
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "params" / "guizhou-2010" / "regions.csv", folder)
    said = yaml.safe_load((ROOT / "params" / "guizhou-2010" / "study.yml").read_text(encoding="utf-8"))
    said |= {"tables": {"none": said["tables"]["zero_employment_families"]}, "indicators": list(MEASURED), "cut_off": "2010-12-31"}
    for key in ("headline", "hard_limits", "notebooks"):
        said.pop(key)
    choices = {
        code: {"reading": next(iter(CATALOGUE[code].readings)), "why": {"zh": "测试", "en": "a test"}}
        for code in MEASURED
        if len(CATALOGUE[code].readings) > 1
    }
    (folder / "study.yml").write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    (folder / "choices.yml").write_text(yaml.safe_dump(choices, allow_unicode=True), encoding="utf-8")
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    (root / "pyproject.toml").write_text("", encoding="utf-8")
    invented.write(root / "register")
    (root / "data" / "roll").mkdir(parents=True)
    return root


def called(capsys, root, *args):
    before = os.environ.get("EVALUATION_ROOT")
    os.environ["EVALUATION_ROOT"] = str(root)
    try:
        code = run_guarded(cli, [str(a) for a in args])
    finally:
        os.environ.pop("EVALUATION_ROOT")
        if before is not None:
            os.environ["EVALUATION_ROOT"] = before
    said = capsys.readouterr()
    return code, said.out, said.err


def asked(root, *more, rules="register/rules.yml", output="data/roll/tally.csv"):
    return ("tally", "roll", root / "register", "--period", PERIOD, "--rules", root / rules, "-o", root / output, *more)


@pytest.fixture(scope="module")
def printed(project):
    """What the command prints; it writes ``data/roll/tally.csv`` and ``tags.csv``."""
    arguments = [str(a) for a in asked(project, "--tags", project / "tags.csv")]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "evaluation", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"EVALUATION_ROOT": str(project)},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_tally_is_a_table_of_the_study_and_measures_what_the_persons_do(project, printed):
    out = printed
    assert "wrote" in out and "an internal file, whose small counts are not hidden" in out
    _, _, declared = out.partition("declare it in study.yml, under tables:\n")
    path = project / "params" / "roll" / "study.yml"
    study = yaml.safe_load(path.read_text(encoding="utf-8")) | {"tables": yaml.safe_load(declared)}
    path.write_text(yaml.safe_dump(study, allow_unicode=True), encoding="utf-8")
    (project / "data" / "roll" / "SOURCE.md").write_text("invented\n", encoding="utf-8")
    opened = evaluation.open("roll", root=project)
    assert [f for f in opened.findings if f.severity == "blocking"] == []

    folder, top = project / "register", "520000"
    credited = {r: r for r in about.about(folder).regions}
    amounts = tally.tally(
        reading.read(folder, credited),
        parse(PERIOD),
        about.rules(folder / "rules.yml"),
        counts_of(("employment", "guizhou_2010"), project),
    )
    cells = [
        (a.region, a.period, a.quantity, a.amount, "", "stock" if QUANTITIES[a.quantity].kind == "stock" else "current", 0)
        for a in amounts
    ]
    frame = pd.DataFrame(cells, columns=["region", "period", "quantity", "amount", "mark", "kind", "bound"])
    figures = roll_up(frame.astype({"amount": "Int64"}), list(credited), top)
    direct = MeasuredValues([CATALOGUE[c] for c in MEASURED], figures, list(credited), top, [parse(PERIOD)])
    compared = 0
    for (region, period, indicator, name), value in direct.items():
        found = opened.results.values.get((region, period, indicator, name))
        if found is not None:
            compared += 1
            assert (found.numerator, found.denominator, found.mark) == (value.numerator, value.denominator, value.mark)
    assert compared >= len(MEASURED) * (len(credited) + 1)
    with (project / "tags.csv").open(encoding="utf-8-sig") as handle:
        rows = list(csv.DictReader(handle))
    assert list(rows[0]) == ["region", "period", "tag", "tagged", "counted", "source"]
    assert len(rows) == 9 * 8


def test_nothing_that_is_written_or_printed_names_a_person_or_household(project, printed):
    people = (project / "register" / "persons.csv").read_text(encoding="utf-8")
    keys = re.findall(r"^(P\d+),.*,(H\d+),", people, re.MULTILINE)
    assert len(keys) > 2000
    written = (project / "data" / "roll" / "tally.csv", project / "tags.csv")
    told = printed + "".join(path.read_text(encoding="utf-8") for path in written)
    words = set(re.findall(r"\w+", told))
    assert not words & {key for pair in keys for key in pair}
    assert "synthetic register made by evaluation demo, no real persons" in told


def test_without_a_table_its_quantities_are_left_out_and_named(project, capsys):
    bare = project / "bare"
    shutil.copytree(project / "register", bare, ignore=shutil.ignore_patterns("visits.csv", "waivers.csv"))
    args = [bare if a == project / "register" else a for a in asked(project, output="bare.csv")]
    code, out, _ = called(capsys, project, *args)
    assert code == 0
    left = "visit_due, visit_done, three_visits_done, visits, visits_complete, due_fee_waiver, got_fee_waiver"
    assert f"not counted, for want of a table: {left}\n" in out
    header = (project / "bare.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert not set(left.split(", ")) & set(header)
    assert "assist_certified" in header


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"output": "tally.xlsx"}, "tally.xlsx is no .csv; name one"),
        ({"output": "register/tally.csv"}, "tally.csv would lie in the register; name a file outside it"),
        ({"rules": "none.yml"}, "none.yml is no file; name the one with the parameters of the rules"),
        ({"output": "none/tally.csv"}, "none is no folder; make it, or name a file in another one"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(project, capsys, changed, said):
    code, _, err = called(capsys, project, *asked(project, **changed))
    assert code == 2
    assert said in err


def test_a_period_after_the_cut_off_a_study_and_a_folder_that_are_not_there(project, capsys):
    later = [a if a != PERIOD else "2011Q1" for a in asked(project)]
    code, _, err = called(capsys, project, *later)
    assert code == 2
    assert "the register stands at 2010-12-31, and 2011Q1 ends on 2011-03-31; take an earlier period" in err
    code, _, err = called(capsys, project, *("rol" if a == "roll" else a for a in asked(project)))
    assert (code, err) == (2, "evaluation: there is no study 'rol'; did you mean 'roll'?\n")
    code, _, err = called(capsys, project, *(project / "nothing" if a == project / "register" else a for a in asked(project)))
    assert code == 2
    assert "is no folder; name the one with register.yml and the tables of persons" in err


def test_the_invented_register_has_the_same_bytes_every_time_and_says_what_it_is(project, capsys):
    assert {p.name: p.read_bytes() for p in (project / "register").iterdir()} == invented.files()
    assert b"synthetic: true" in invented.files()["register.yml"]
    code, out, _ = called(capsys, project, "demo", "--register", project / "new")
    assert code == 0
    assert "holds an invented register: nobody in it exists" in out
    code, _, err = called(capsys, project, "demo", "--register", project / "new")
    assert code == 2
    assert "is not empty; name a new folder for the register" in err


def test_registers_cost_other_commands_nothing(bundled):
    watch = (
        "import sys\nfrom evaluation.cli import cli\nfrom evaluation.cli.guard import run_guarded\n"
        "run_guarded(cli, ['tally', '--help'])\nrun_guarded(cli, ['list'])\n"
        "print(sorted({'ibis', 'duckdb', 'pyarrow', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", watch], capture_output=True, text=True, check=True, cwd=bundled)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_source_that_is_a_formula_stays_text(project, capsys, tmp_path):
    spoiled = tmp_path / "register"
    shutil.copytree(project / "register", spoiled)
    path = spoiled / "register.yml"
    said = yaml.safe_load(path.read_text(encoding="utf-8")) | {"source": '=HYPERLINK("http://evil")'}
    path.write_text(yaml.safe_dump(said | {"synthetic": "true", "cut_off": str(said["cut_off"])}), encoding="utf-8")
    args = ["tally", "roll", spoiled, "--period", PERIOD, "--rules", spoiled / "rules.yml", "-o", tmp_path / "t.csv"]
    code, _, told = called(capsys, project, *args)
    assert (code, told) == (0, "")
    with (tmp_path / "t.csv").open(encoding="utf-8-sig") as handle:
        assert {row["source"] for row in csv.DictReader(handle)} == {'\'=HYPERLINK("http://evil")'}
