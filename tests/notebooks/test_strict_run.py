"""What a run makes of good and bad notebooks, each region with a notebook and a kernel of its own.

All notebooks run as one batch, once: a kernel takes seconds to start.
"""

import dataclasses
import hashlib
import json
import os
import sys
from pathlib import Path

import nbformat
import pytest

from evaluation.runs import batch, plan
from evaluation.runs.job import REPORTS, TABLES
from evaluation.runs.progress import Progress

sys.path.insert(0, str(Path(__file__).parent / "fixtures"))
import tiny

NOTEBOOKS = {
    "good": (tiny.GOOD,),
    "again": (tiny.GOOD,),
    **{name.replace(" ", "-"): (tiny.GOOD, tiny.GOOD, source) for name, source in tiny.MISBEHAVIOURS.items()},
    "os-exit": ('report.kill("exit")',),
    "killed-in-last-cell": (tiny.GOOD, '(report.end(), report.kill("9"))'),
    "early-exit-in-first": ("exit()",),
    "forged": ("report.forge()",),
    "slow": ("report.slow()",),
}
LAST = {"killed-in-last-cell", "forged"}


def planned(root, name, cells):
    built = tiny.notebook(*cells)
    if name in LAST:
        built.cells.pop()
    path = root / "notebooks" / f"{name}.ipynb"
    nbformat.write(built, path)
    return plan.Planned(
        region=name,
        name=name,
        overview=False,
        notebook=path,
        notebook_sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        parameters={"study": "tiny", "region": "R1", "period": "", "language": "zh"},
        key="0123456789ab",
    )


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """The result of one batch over all notebooks above."""
    os.environ["PYTHONPATH"] = str(tiny.HERE)
    root = tiny.write_project(tmp_path_factory.mktemp("project {x} 中文"))
    opened = tiny.Opened()
    made = plan.make(opened, root, ["R1"])
    made = dataclasses.replace(made, reports=tuple(planned(root, n, c) for n, c in NOTEBOOKS.items()))
    result = batch.run(made, batch.Options(jobs=2, timeout=8), Progress())
    del os.environ["PYTHONPATH"]
    return result


def log(ran, name):
    return (ran.folder / name / "log.txt").read_text(encoding="utf-8")


def test_a_good_notebook_leaves_reports_tables_and_record(ran):
    names = {p.name for p in (ran.folder / "good").iterdir()}
    assert names == {*REPORTS, *TABLES, "run.json"}


@pytest.mark.parametrize("name", sorted(set(NOTEBOOKS) - {"good", "again"}))
def test_a_bad_notebook_leaves_a_log_and_no_report(ran, name):
    names = {p.name for p in (ran.folder / name).iterdir()}
    assert not names & {*REPORTS, "run.json"}
    assert "log.txt" in names
    assert ran.exit_code == 1


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("raises", "cell 8 raised ZeroDivisionError: division by zero"),
        ("exits", "cell 8 ended the notebook early (SystemExit)"),
        ("swallows", "could hide a failure: cell 7: try"),
        ("prints-to-stderr", "cell 8 wrote to stderr"),
        ("os-exit", "cell 6: the kernel died"),
        ("killed-in-last-cell", "cell 7: the kernel died"),
        ("early-exit-in-first", "cell 6"),
        ("forged", "proof of success does not belong"),
        ("slow", "cell 6: took longer than 8 s"),
    ],
)
def test_the_log_says_which_cell_and_why(ran, name, told):
    assert told in log(ran, name)


@pytest.mark.parametrize("name", ["raises", "exits", "os-exit", "killed-in-last-cell", "slow"])
def test_a_failed_region_keeps_its_partial_notebook(ran, name):
    partial = nbformat.read(ran.folder / name / "partial.ipynb", as_version=4)
    assert partial.cells[1].metadata.tags == ["parameters"]
    assert (ran.folder / name / "partial.ipynb").stat().st_mode & 0o077 == 0


def test_equal_runs_give_equal_bytes(ran):
    for name in ("report.html", "report.pdf", "report.ipynb"):
        assert (ran.folder / "good" / name).read_bytes() == (ran.folder / "again" / name).read_bytes()


def test_the_executed_notebook_holds_no_time_path_nonce_or_random_id(ran):
    text = (ran.folder / "good" / "report.ipynb").read_text(encoding="utf-8")
    executed = nbformat.reads(text, as_version=4)
    assert "papermill" not in text
    assert "execution" not in executed.cells[1].metadata
    assert str(ran.folder.parent) not in text
    assert [c.id for c in executed.cells if "injected-parameters" in c.metadata.get("tags", [])] == [
        "injected-parameters"
    ]


def test_parameters_reach_the_notebook_as_text(ran):
    executed = nbformat.read(ran.folder / "good" / "report.ipynb", as_version=4)
    assert 'region = "R1"' in executed.cells[2].source


def test_the_run_record_tells_every_region_and_file(ran):
    record = json.loads((ran.folder / "run.json").read_text(encoding="utf-8"))
    states = {r["code"]: r["state"] for r in record["regions"]}
    assert states.pop("good") == states.pop("again") == "done"
    assert set(states.values()) == {"failed"}
    for region in record["regions"]:
        for output in region["outputs"]:
            content = (ran.folder / region["code"] / output["path"]).read_bytes()
            assert output == {
                "path": output["path"],
                "sha256": hashlib.sha256(content).hexdigest(),
                "bytes": len(content),
            }


def test_nothing_hidden_is_left_beside_the_run(ran):
    assert sorted(p.name for p in ran.folder.parent.iterdir()) == [".lock", ran.run_id]
    assert not list(ran.folder.rglob(".*"))
