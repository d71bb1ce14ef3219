"""What travels to a cluster and back is what was sent, or refused; and what is refused before a cluster is asked."""

from __future__ import annotations

import dataclasses
import hashlib
import pickle
import stat
import subprocess
import sys

import pytest
import tiny

from evaluation.errors import EvaluationError, Refused, RegionFailed
from evaluation.runs import bundle, remote
from evaluation.runs.batch import Options
from evaluation.runs.bundle import Answer, Bundle
from evaluation.runs.job import BRIEF, LOG, PARTIAL, REPORTS, TABLES, Outcome, Start, files_of

DONE, FAILED = Outcome(region="R1", state="done"), Outcome(region="R1", state="failed", error="because")


@pytest.fixture
def packed(tmp_path):
    root = tiny.write_project(tmp_path / "project")
    (root / "data/tiny/names.csv").write_text("personal", encoding="utf-8")
    (root / "data/other").mkdir()
    (root / "data/other/fund.csv").write_text("other", encoding="utf-8")
    (root / "outputs").mkdir()
    return Bundle.pack(Start(study="tiny", root=root, period=""))


def test_the_study_and_its_declared_tables_are_packed_and_of_other_files_the_name(packed):
    assert sorted(packed.files) == [
        "data/tiny/fund.csv",
        "data/tiny/names.csv",
        "notebooks/province.ipynb",
        "notebooks/region.ipynb",
        "params/tiny/regions.csv",
        "params/tiny/study.yml",
    ]
    assert packed.files["data/tiny/fund.csv"].startswith(b"region,income")
    assert packed.files["data/tiny/names.csv"] == b""


def test_equal_projects_have_one_hash_wherever_they_are_and_others_another(packed, tmp_path):
    again = Bundle.pack(Start(study="tiny", root=tiny.write_project(tmp_path / "elsewhere"), period=""))
    assert again.sha256 != packed.sha256
    (tmp_path / "elsewhere/data/tiny/names.csv").touch()
    assert Bundle.pack(Start(study="tiny", root=tmp_path / "elsewhere", period="")).sha256 == packed.sha256


def test_a_project_is_unpacked_as_it_was_packed_after_any_journey(packed, tmp_path):
    pickle.loads(pickle.dumps(packed)).unpack(tmp_path / "there")
    found = {p.relative_to(tmp_path / "there").as_posix(): p for p in (tmp_path / "there").rglob("*") if p.is_file()}
    assert {name: path.read_bytes() for name, path in found.items()} == packed.files


def test_an_altered_project_is_refused(packed, tmp_path):
    altered = dataclasses.replace(packed, files={**packed.files, "data/tiny/fund.csv": b"region,income\n"})
    with pytest.raises(EvaluationError, match="did not arrive as it was sent; start the run again"):
        altered.unpack(tmp_path / "there")
    assert not (tmp_path / "there").exists()


@pytest.mark.parametrize("name", ["../x", "/x", "data/../../x"])
def test_a_project_writes_nothing_outside_itself(name, tmp_path):
    files = {name: b"x"}
    with pytest.raises(EvaluationError, match="names a file outside itself"):
        Bundle(files, bundle._sha256(files)).unpack(tmp_path / "there")
    assert not (tmp_path / "x").exists()


def test_contents_are_not_in_what_dask_would_log(packed, tmp_path):
    (tmp_path / LOG).write_text("secret")
    assert "income" not in repr(packed)
    assert "secret" not in repr(Answer.pack(FAILED, tmp_path))


def answer(outcome, *names):
    files = {name: f"content of {name}".encode() for name in names}
    return Answer(outcome, files, {name: hashlib.sha256(content).hexdigest() for name, content in files.items()})


def test_files_of_a_region_come_back_as_they_were_and_a_partial_notebook_is_private(tmp_path):
    (tmp_path / "a").mkdir()
    for name in (LOG, PARTIAL, TABLES[0], ".report.html.1.tmp"):
        (tmp_path / "a" / name).write_text(f"content of {name}")
    Answer.pack(FAILED, tmp_path / "a").unpack(tmp_path / "b")
    assert {p.name: p.read_text() for p in (tmp_path / "b").iterdir()} == {
        name: f"content of {name}" for name in (LOG, PARTIAL, TABLES[0])
    }
    assert stat.S_IMODE((tmp_path / "b" / PARTIAL).stat().st_mode) == 0o600


def test_an_altered_file_is_refused_and_nothing_written(tmp_path):
    made = answer(DONE, *files_of(""))
    made.unpack(tmp_path / "good")
    altered = dataclasses.replace(made, files={**made.files, "report.html": b"another"})
    with pytest.raises(RegionFailed, match=r"'report\.html' did not arrive as the worker made it; run the region"):
        altered.unpack(tmp_path / "bad")
    assert not (tmp_path / "bad").exists()


@pytest.mark.parametrize(
    ("outcome", "names"),
    [
        (DONE, REPORTS),
        (DONE, (*REPORTS, *TABLES)),
        (DONE, (*BRIEF, *REPORTS, *TABLES, LOG)),
        (FAILED, (LOG, "run.json")),
        (FAILED, ("evil.sh",)),
    ],
)
def test_a_region_has_the_files_of_its_state_and_no_other(tmp_path, outcome, names):
    with pytest.raises(RegionFailed, match="did not arrive as the worker made it"):
        answer(outcome, *names).unpack(tmp_path / "b")
    assert not (tmp_path / "b").exists()


def test_a_document_comes_back_without_tables_and_is_refused_with_them_or_with_less(tmp_path):
    answer(DONE, *files_of("bulletin")).unpack(tmp_path / "good", "bulletin")
    assert {p.name for p in (tmp_path / "good").iterdir()} == set(files_of("bulletin"))
    for names in ((*BRIEF, *REPORTS, *TABLES), REPORTS[:2]):
        with pytest.raises(RegionFailed, match="did not arrive as the worker made it"):
            answer(DONE, *names).unpack(tmp_path / "bad", "bulletin")
    assert not (tmp_path / "bad").exists()


def test_a_file_outside_the_region_is_refused(tmp_path):
    with pytest.raises(RegionFailed, match=r"'\.\./x' did not arrive"):
        answer(FAILED, "../x").unpack(tmp_path / "b")
    assert not (tmp_path / "x").exists()


def test_what_differs_between_two_machines_is_named_with_both_sides():
    here, there = {"code": "1a", "pandas": "3.0.1", "numpy": "2.4"}, {"code": "1a", "pandas": "2.2.3"}
    assert bundle.differing(here, here) == ""
    assert bundle.differing(here, there) == "numpy missing there, 2.4 here; pandas 2.2.3 there, 3.0.1 here"


ADDRESSES = ["10.0.0.5:8786", "http://10.0.0.5:8786", "tcp://10.0.0.5", "tcp://:8786", "tcp://a b:1", "tcp://x:1/y"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_no_address_is_refused(address):
    with pytest.raises(Refused, match=r"is no address; write it as tcp://10\.0\.0\.5:8786"):
        remote.need(Options(executor="dask", scheduler=address))


def test_quarto_and_jobs_are_for_one_machine():
    with pytest.raises(Refused, match="Quarto renders on this machine only"):
        remote.need(Options(scheduler="tcp://x:1", renderer="quarto"))
    with pytest.raises(Refused, match="--jobs is for this machine"):
        remote.need(Options(scheduler="tcp://x:1", jobs=2))


def test_without_dask_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(
        Refused, match=r'not installed; install requirements\.lock, or pip install "employment-fund-evaluation\[dask\]"'
    ):
        remote.need(Options(scheduler="tcp://x:1"))


def test_encryption_without_certificates_is_refused():
    with pytest.raises(Refused, match=r"tls://127\.0\.0\.1:1 needs certificates: set distributed\.comm\.tls"):
        remote.need(Options(scheduler="tls://127.0.0.1:1"))


def test_a_run_on_this_machine_imports_no_dask():
    code = "import sys, evaluation.runs.remote, evaluation.runs.making; sys.exit('distributed' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
