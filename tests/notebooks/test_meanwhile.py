"""What changes, or stops, while a run is going."""

import math
import time

import pytest
import tiny

from evaluation.errors import Refused
from evaluation.runs import batch, plan
from evaluation.runs.job import DONE, FAILED
from evaluation.runs.progress import RunProgress


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(tiny.HERE))
    return tiny.write_project(tmp_path)


def deliver_again(root):
    path = root / "data" / "tiny" / "fund.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("R1,100,60", "R1,100,70"), encoding="utf-8")


class Delivering(RunProgress):
    """A delivery that arrives as soon as the first region is begun."""

    def __init__(self, root):
        self.root = root

    def running(self, job):
        deliver_again(self.root)


def run(root, progress=None, **options):
    return batch.run(plan.make("tiny", root, ["R1"]), batch.Options(**options), progress or RunProgress())


def test_data_that_change_before_the_study_is_measured_are_refused(root):
    made = plan.make("tiny", root, ["R1"])
    deliver_again(root)
    with pytest.raises(Refused, match="the data of study 'tiny' changed while the run was starting; start it again"):
        batch.run(made, batch.Options(), RunProgress())
    assert [p.name for p in (root / "outputs" / "tiny").iterdir()] == [".lock"], "nothing is published or left"


def test_a_kernel_that_reads_other_data_than_planned_makes_no_report(root):
    found = run(root, Delivering(root), engine="kernel").record["regions"][0]
    assert found["state"] == FAILED
    assert "the report was made from other contents (key " in found["error"]
    assert f"than planned ({found['key']})" in found["error"]
    assert [o["path"] for o in found["outputs"] if o["path"].startswith("report.")] == []


def test_a_forked_child_reports_what_was_planned_whatever_is_delivered_meanwhile(root):
    before = run(root).folder
    late = run(root, Delivering(root), fresh=True)
    assert late.record["regions"][0]["state"] == DONE
    for name in ("report.html", "report.pdf", "indicators.csv"):
        assert (late.folder / "R1" / name).read_bytes() == (before / "R1" / name).read_bytes()


def test_a_stopped_region_is_ended_when_its_time_is_over(root):
    began = time.monotonic()
    assert run(root).record["regions"][0]["state"] == DONE
    enough = 4 + 2 * math.ceil(time.monotonic() - began)  # on this machine as it is: measuring has the same limit
    tiny.write_project(root, "tiny.stop(report)")
    found = run(root, timeout=enough).record["regions"][0]
    assert (found["state"], found["error"]) == (FAILED, f"the region took longer than {enough} s and was ended")
