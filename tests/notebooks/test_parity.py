"""Every way to run gives the same bytes: forked children or kernels, one worker or four, all at once or repaired."""

import os
import shutil
from pathlib import Path

import pytest
import tiny

from evaluation.runs import batch, files, plan
from evaluation.runs.job import files_of
from evaluation.runs.progress import RunProgress

ROOT = Path(__file__).parents[2]
STUDIES = {"hubei-2007": "421100", "guizhou-2010": "522600", "china-ui-2008": "420000"}


def contents(result):
    """SHA-256 of every file of every region; the run's own files hold times."""
    assert result.exit_code == 0, result.record
    return {path.relative_to(result.folder).as_posix(): files.sha256(path) for path in sorted(result.folder.glob("*/*"))}


def ran(root, name, regions, **options):
    made = plan.make(name, root, regions)
    return batch.run(made, batch.Options(**{"fresh": True, **options}), RunProgress())


@pytest.mark.parametrize(
    ("study", "region"),
    [pytest.param(*item, marks=() if item[0] == "china-ui-2008" else pytest.mark.slow) for item in STUDIES.items()],
)
def test_every_bundled_notebook_gives_the_same_bytes_in_a_kernel_and_in_a_forked_child(tmp_path, study, region):
    for part in ("params", "data"):
        shutil.copytree(ROOT / part / study, tmp_path / part / study)
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    whole = plan.make(study, tmp_path).reports[0].region
    forked = contents(ran(tmp_path, study, (whole, region), engine="fork"))
    assert len(forked) == 2 * len({*files_of(""), "run.json"})
    assert forked == contents(ran(tmp_path, study, (whole, region), engine="kernel"))


def test_the_number_of_workers_changes_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(tiny.HERE))
    root = tiny.write_project(tmp_path, codes=("R1", "R2", "R3", "R4"))
    one, four = (contents(ran(root, "tiny", (), jobs=jobs)) for jobs in (1, 4))
    assert len(one) == 5 * len({*files_of(""), "run.json"})
    assert one == four


def test_the_callers_surroundings_change_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(tiny.HERE))
    root = tiny.write_project(tmp_path)
    here = contents(ran(root, "tiny", ()))
    for name, value in {"TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "7", "MPLBACKEND": "agg"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(os.sep)
    assert here == contents(ran(root, "tiny", ()))
