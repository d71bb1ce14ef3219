"""The record and the index of a run, and the registry that reads them back."""

import dataclasses
import json
import re
from datetime import UTC, datetime

import pytest
import tiny

import evaluation
from evaluation.errors import Refused
from evaluation.runs import batch, cache, files, index, plan, record, registry
from evaluation.runs.job import BRIEF, DONE, FAILED, LOG, NOT_RUN, REPORTS, Outcome

RUN = "20260102T030405Z-0123abcd"
WHEN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
HOSTILE = '<script>PWN()</script>"><img src=x onerror=PWN()> {{7*7}} ${7*7} [x](javascript:PWN())'


SUMMARY = {"score": "86.4", "grade": "达标", "headline": [{"title": "发放率", "value": "100.0%", "state": "met"}]}


def finished(root, failed=(), error="cell 7 raised ValueError: bad", synthetic=None):
    """A plan, its outcomes and the folder with the files that a run would have left."""
    made, opened = plan.make("tiny", root), evaluation.open("tiny", root)
    made = dataclasses.replace(made, inputs=tuple(opened.inputs), synthetic=synthetic or made.synthetic)
    folder = root / "outputs" / "tiny" / RUN
    outcomes = {}
    for planned in made.reports:
        home = folder / planned.region
        home.mkdir(parents=True)
        if planned.region in failed:
            (home / LOG).write_text("log", encoding="utf-8")
            outcomes[planned.region] = Outcome(region=planned.region, state=FAILED, error=error)
        else:
            opened.write_tables(planned.region, home)
            for name in (*BRIEF, *REPORTS):
                (home / name).write_text("x", encoding="utf-8")
            outcomes[planned.region] = Outcome(region=planned.region, state=DONE, digest="d" * 64, seconds=1.234, summary=SUMMARY)
    return made, outcomes, folder


def told(root, made, outcomes, folder, state=FAILED):
    """The run's record without its own files, and what an index is made from beside it."""
    decisions = [cache.ReportDecision(planned=p, reason="not made before") for p in made.reports]
    said = record.of_run(
        made,
        decisions,
        outcomes,
        folder,
        record.environment(root),
        run_id=RUN,
        state=state,
        started=WHEN,
        ended=WHEN,
        options=batch.Options(),
    )
    return said, {code: outcome.summary for code, outcome in outcomes.items()}


def seal(root, made, outcomes, folder):
    environment = record.environment(root)
    for planned in made.reports:
        if outcomes[planned.region].state == DONE:
            said = record.of_region(made, planned, outcomes[planned.region], folder, environment, "evaluation")
            files.write(folder / planned.region / "run.json", said)
    return record.seal_run(told(root, made, outcomes, folder)[0], folder)


@pytest.fixture
def root(tmp_path):
    return tiny.write_project(tmp_path)


def test_a_run_record_says_what_went_in_what_ran_and_what_came_out(root):
    said = seal(root, *finished(root, failed=["R2"]))
    assert said["started"] == said["ended"] == "2026-01-02T03:04:05Z"
    assert said["synthetic"] == "虚构数据"
    data, study = root / "data/tiny/fund.csv", root / "params/tiny/study.yml"
    assert said["inputs"] == [{"path": "data/tiny/fund.csv", "sha256": files.sha256(data), "bytes": data.stat().st_size, "rows": 2}]
    assert {"path": "params/tiny/study.yml", "sha256": files.sha256(study)} in said["params"]
    assert said["regions"][1]["reason"] == "not made before"
    assert [(r["code"], r["state"]) for r in said["regions"]] == [("TOP", "done"), ("R1", "done"), ("R2", "failed")]
    assert said["environment"]["libraries"]["papermill"]
    assert re.fullmatch("[0-9a-f]{64}", said["environment"]["fonts_sha256"])


def test_a_region_record_has_no_time_and_names_every_file_by_hash(root):
    made, outcomes, folder = finished(root)
    seal(root, made, outcomes, folder)
    text = (folder / "R1" / "run.json").read_text(encoding="utf-8")
    said = json.loads(text)
    assert {o["path"] for o in said["outputs"]} == {p.name for p in (folder / "R1").iterdir()} - {"run.json"}
    assert said["parameters"] == {"study": "tiny", "region": "R1", "period": "", "cut_off": "", "language": ""}
    assert "2026" not in text
    assert "started" not in text


def test_records_are_canonical_and_hold_no_float(root):
    assert record.canonical({"b": 1, "a": "中"}) == '{\n "a": "中",\n "b": 1\n}\n'.encode()
    with pytest.raises(TypeError, match=r"record.a\[1\]: float is not exact"):
        record.canonical({"a": [1, 0.5]})


def test_the_registry_reads_the_latest_run_back(root):
    seal(root, *finished(root, failed=["R2"]))
    (root / "outputs" / "tiny" / ".20260102T030405Z-0123abce.tmp").mkdir()
    (root / "outputs" / "tiny" / "notes").mkdir()
    assert registry.run_ids(root, "tiny") == [RUN]
    assert registry.counts(registry.Registry(root, "tiny").read()) == {"done": 2, "failed": 1}
    with pytest.raises(Refused, match=f"no run '../x'.*{RUN}"):
        registry.Registry(root, "tiny").read("../x")


def test_a_study_without_runs_says_how_to_make_one(root):
    with pytest.raises(Refused, match="no finished run; make one with: evaluation run tiny"):
        registry.Registry(root, "tiny").read()


def test_the_index_links_reports_and_logs_and_says_synthetic(root):
    made, outcomes, folder = finished(root, failed=["R2"])
    page = index.page(*told(root, made, outcomes, folder))
    links = re.findall(r'href="([^"#]+)"', page)
    assert links.index("TOP/report.html") < links.index("R1/report.html")
    assert "R2/log.txt" in links
    assert links.index("R1/brief.html") < links.index("R1/report.html")
    assert not {"R2/report.html", "R2/brief.html"} & {*links}
    assert all((folder / link).is_file() for link in links if link != "run.json" and not link.endswith("/run.json"))
    assert 'role="note"><p>虚构数据' in page
    assert "86.4" in page
    assert "cell 7 raised ValueError: bad" in page


def test_the_index_is_one_offline_page_in_the_studys_language(root):
    made = dataclasses.replace(plan.make("tiny", root, given={"language": "en"}), synthetic=None)
    outcomes = {r.region: Outcome(region=r.region, state=NOT_RUN) for r in made.reports}
    page = index.page(*told(root, made, outcomes, root, "interrupted"))
    assert '<html lang="en">' in page
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert not re.findall(r'(?:src|href)="https?:', page)
    assert "City one" in page
    assert 'role="note"' not in page


def test_the_index_counts_what_was_demanded_judged_met_and_not_for_every_region(root):
    made, outcomes, folder = finished(root)
    counted = {"demanded": 31, "judged": 22, "met": 13, "missed": 9, "open": 9, "without": 47}
    outcomes["R1"] = dataclasses.replace(outcomes["R1"], summary={**SUMMARY, "tally": counted})
    page = index.page(*told(root, made, outcomes, folder))
    row = next(r for r in page.split("<tr>") if "R1/report.html" in r)
    assert re.findall(r'<td class="ev-right">(.*?)</td>', row) == [str(n) for n in counted.values()]
    heads = re.findall(r'<th scope="col" class="ev-right">(.*?)</th>', page)
    assert heads[-6:] == ["有要求", "能够判断", "达到", "未达到", "未能判断", "没有要求线"]
    assert "年内的目标任务按序时进度判断" in page


def test_hostile_names_and_errors_stay_text(root):
    made, outcomes, folder = finished(root, failed=["R2"], error=HOSTILE, synthetic=HOSTILE)
    page = index.page(*told(root, made, outcomes, folder))
    assert "<script" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page
    assert "{{7*7}}" in page
