"""Work grows in step with the regions of a study: counted in steps of the interpreter, not in time.

A loop over all regions (or over all targets, or all figures) for each region is what makes a study of a thousand regions
unusable, and nobody sees it in a study of seventeen.
"""

from __future__ import annotations

import sys
from pathlib import Path

from study_files import write

from evaluation.data import delivery
from evaluation.measured.measuring import results
from evaluation.scores.scored import scores_of
from evaluation.study.load import load
from evaluation.tables import tables

COLUMNS = "新就业,减员,再就业,失业,长分母"
STREAM = """\
retraining:
  pace_cut_off: 2007-09-30
  source: {zh: 示例, en: sample}
  streams:
    trained_reemp: {last_class_start: 2007-12-01, class_weeks: 4, subsidised_share: 0.85}
"""


def project(root: Path, many: int) -> Path:
    """A study of ``many`` regions with targets, standards, scores and a printed total."""
    codes = [f"R{i:04d}" for i in range(many)]
    regions = "".join(f"{c},甲{c},Region {c},甲{c},prefecture,420000,true\n" for c in codes)
    targets = "".join(
        f"{item},{c},2007,at_least,9,人,proposal,split\n" for item in ("emp_new_urban", "reemp_laidoff") for c in codes
    )
    folder = write(
        root,
        ("study.yml", "region_system: gb2260", "region_system: free"),
        ("study.yml", "", STREAM),
        ("study.yml", "indicators: [", "indicators: [trained_reemp, "),
        ("study.yml", "    period: 期间\n", "    period: 期间\n    total: 合计\n"),
        ("regions.csv", "420100,武汉市,Wuhan,武汉,prefecture,420000,true\n", ""),
        ("regions.csv", "420600,襄樊市,Xiangfan,襄樊,prefecture,420000,true\n", regions),
        ("targets.csv", "emp_new_urban,420100,2007,at_least,400000,人,proposal,split\n", ""),
        ("targets.csv", "emp_new_urban,420600,2007,at_least,300000,人,proposal,split\n", targets),
    )
    standards = "".join(f"{c},trained_reemp,390,sample\n" for c in codes)
    (folder / "standards.csv").write_text(f"region,stream,yuan,source\n{standards}", encoding="utf-8")
    rows = [f"{code},2007Q4,40,4,5,7,0.01" for code in codes] + ["合计,2007Q4,1,1,1,1,1"]
    data = root / "data" / "small"
    data.mkdir(parents=True)
    (data / "employment.csv").write_text("\n".join([f"地区代码,期间,{COLUMNS}", *rows]) + "\n", encoding="utf-8")
    return root


def everything(root: Path) -> None:
    study = load("small", root)
    delivered = delivery.read(study, root)
    assert not delivered.blocking, delivered.blocking[:2]
    found = results(study, delivered)
    assert len(scores_of(found).ranks) == len(study.reporting)
    assert all(len(found.streams(r)) == 1 and len(found.series(r, "unemp_rate_reg")) == 1 for r in found.regions)
    tables(found, study.top.code)


def steps(root: Path) -> int:
    """Bytecode instructions of this package's own code while everything is read and measured."""
    counted = 0

    def follow(frame, event, _):
        nonlocal counted
        if event == "call":
            if "/evaluation/" not in frame.f_code.co_filename:
                return None
            frame.f_trace_opcodes, frame.f_trace_lines = True, False
        counted += event == "opcode"
        return follow

    before = sys.gettrace()
    sys.settrace(follow)
    try:
        everything(root)
    finally:
        sys.settrace(before)
    return counted


def test_twice_the_regions_are_at_most_twice_the_work(tmp_path):
    few, many = project(tmp_path / "few", 30), project(tmp_path / "many", 60)
    everything(few)  # what is kept from the first time on is no work of a region
    assert steps(many) <= 2 * steps(few)
