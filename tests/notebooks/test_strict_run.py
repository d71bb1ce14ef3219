"""What a run makes of good and bad notebooks, each region with a notebook of its own, in both engines alike."""

import dataclasses
import hashlib
import json
import os

import nbformat
import pytest
import tiny

from evaluation.runs import batch, plan
from evaluation.runs.job import BRIEF, REPORTS, files_of
from evaluation.runs.progress import RunProgress

NOTEBOOKS = {
    "good": tiny.GOOD,
    "once": "tiny.remember(report)",
    "again": "tiny.remember(report)",
    **{name.replace(" ", "-"): source for name, source in tiny.MISBEHAVIOURS.items()},
    "os-exit": 'tiny.kill("exit")',
    "killed": 'tiny.kill("9")',
    "killed-in-last-cell": '(report.end(), tiny.kill("9"))',
    "leaves": "exit()",
    "forged": "tiny.forge(report)",
    "slow": "tiny.slow(report)",
    "hoards": "tiny.hoard(report, 3000)",
    "lingers": "tiny.linger(report)",
    "cannot-be-shown": "tiny.RAISING",
    "decimal": "tiny.DECIMAL",
    "nan": "tiny.NAN",
    "semicolon": "report.methods();",
    "prints-below-python": "import os\nos.write(1, b'raw')",
    "asks": "input('who?')",
    "interrupts-itself": "raise KeyboardInterrupt",
}
SECONDS = {"fork": 20, "kernel": 40}
LAST = {"killed-in-last-cell", "forged"}
GOOD = {"good", "once", "again"}


def with_notebook(root, planned):
    """``planned`` with a notebook of its own, as misbehaving as its name says."""
    built = tiny.notebook(NOTEBOOKS[planned.region])
    if planned.region in LAST:
        built.cells.pop()
    path = root / "notebooks" / f"{planned.region}.ipynb"
    nbformat.write(built, path)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return dataclasses.replace(planned, notebook=dataclasses.replace(planned.notebook, path=path, sha256=sha256))


@pytest.fixture(scope="module", params=["fork", pytest.param("kernel", marks=pytest.mark.slow)])
def ran(request, tmp_path_factory):
    """The result of one batch over all notebooks above."""
    os.environ["PYTHONPATH"] = str(tiny.HERE)
    root = tiny.write_project(tmp_path_factory.mktemp("project {x} 中文"), codes=tuple(NOTEBOOKS))
    made = plan.make("tiny", root, tuple(NOTEBOOKS))
    made = dataclasses.replace(made, reports=tuple(with_notebook(root, p) for p in made.reports))
    options = batch.Options(jobs=2, timeout=SECONDS[request.param], memory=2000, engine=request.param)
    result = batch.run(made, options, RunProgress())
    del os.environ["PYTHONPATH"]
    return result


def log(ran, name):
    return (ran.folder / name / "log.txt").read_text(encoding="utf-8")


def test_a_good_notebook_leaves_reports_tables_and_record(ran):
    names = {p.name for p in (ran.folder / "good").iterdir()}
    assert names == {*files_of(""), "run.json"}


@pytest.mark.parametrize("name", sorted(set(NOTEBOOKS) - GOOD))
def test_a_bad_notebook_leaves_a_log_and_no_report(ran, name):
    names = {p.name for p in (ran.folder / name).iterdir()}
    assert not names & {*BRIEF, *REPORTS, "run.json"}
    assert "log.txt" in names
    assert ran.exit_code == 1


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("raises", "cell 6 raised ZeroDivisionError: division by zero"),
        ("exits", "cell 6 ended the notebook early (SystemExit)"),
        ("swallows", "could hide a failure: cell 5: try"),
        ("prints-to-stderr", "cell 6 wrote to stderr ('careful')"),
        ("os-exit", "cell 6: the kernel died"),
        ("killed", "cell 6: the kernel died"),
        ("killed-in-last-cell", "cell 6: the kernel died"),
        ("leaves", "cell "),
        ("forged", "proof of success does not belong"),
        ("slow", "the region took longer than "),
        ("hoards", "cell 6 raised MemoryError: ; memory is short; the limit is 2000 MiB, raise it with --memory"),
        ("lingers", "wrote to stderr ('the cell left 1 thread(s) running: left-over')"),
        ("cannot-be-shown", "cell 6 raised ValueError: no picture"),
        ("decimal", "Decimal"),
        ("nan", "cell 6 "),
        ("semicolon", "';' drops what the cell shows"),
        ("prints-below-python", "cell 6 "),
        ("asks", "cell 6 raised "),
        ("interrupts-itself", "cell 6 raised KeyboardInterrupt"),
    ],
)
def test_the_log_says_which_cell_and_why(ran, name, told):
    assert told in log(ran, name)


@pytest.mark.parametrize("name", ["raises", "exits", "os-exit", "killed-in-last-cell", "lingers"])
def test_a_failed_region_keeps_its_partial_notebook(ran, name):
    partial = nbformat.read(ran.folder / name / "partial.ipynb", as_version=4)
    assert partial.cells[1].metadata.tags == ["parameters"]
    assert (ran.folder / name / "partial.ipynb").stat().st_mode & 0o077 == 0


def test_the_executed_notebook_holds_no_time_path_nonce_or_random_id(ran):
    text = (ran.folder / "good" / "report.ipynb").read_text(encoding="utf-8")
    executed = nbformat.reads(text, as_version=4)
    assert "papermill" not in text
    assert "execution" not in executed.cells[1].metadata
    assert str(ran.folder.parent) not in text
    assert [c.id for c in executed.cells if "injected-parameters" in c.metadata.get("tags", [])] == ["injected-parameters"]


def test_parameters_reach_the_notebook_as_text(ran):
    executed = nbformat.read(ran.folder / "good" / "report.ipynb", as_version=4)
    assert 'region = "good"' in executed.cells[2].source


def test_the_run_record_tells_every_region_and_file(ran):
    record = json.loads((ran.folder / "run.json").read_text(encoding="utf-8"))
    states = {r["code"]: r["state"] for r in record["regions"]}
    assert {states.pop(name) for name in GOOD} == {"done"}
    assert set(states.values()) == {"failed"}
    for region in record["regions"]:
        for output in region["outputs"]:
            content = (ran.folder / region["code"] / output["path"]).read_bytes()
            assert output == {"path": output["path"], "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def test_nothing_hidden_is_left_beside_the_run(ran):
    assert sorted(p.name for p in ran.folder.parent.iterdir()) == [".lock", ran.run_id]
    assert not list(ran.folder.rglob(".*"))
