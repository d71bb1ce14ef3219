"""Runs on a Dask cluster of local worker processes: the same bytes as here, and what befalls workers, scheduler and
network is survived or said."""

from __future__ import annotations

import shutil
import signal
import stat
import sys

import pytest
from cluster import PATH, SOURCE, Cluster
from project import FIXTURES, Project, until

from evaluation.runs.job import LOG, PARTIAL, TABLES, files_of

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
ROOT = SOURCE.parent
ANNOUNCED = {
    "documents.yml": "issuer: {zh: 局, en: Bureau}\nshort: {zh: 局, en: bureau}\noffice: {zh: 室, en: office}\n"
    "forms: {agency_announcement: {}}\n",
    "agencies.csv": "licence,name_zh,name_en,region,checked,result,source\nL1,甲介,Agency A,R1,2007-03-05,passed,x\n",
}
ELSEWHERE = "import evaluation\nif region == 'R2':\n    raise OSError(str(evaluation.open(study).root))\nreport.methods()"


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    yield made
    made.close()


@pytest.fixture
def own(tmp_path):
    """Makes clusters that a test may break."""
    made = []

    def start(*args, **more):
        made.append(Cluster(tmp_path / f"cluster{len(made)}", *args, **more))
        return made[-1]

    yield start
    for one in made:
        one.close()


@pytest.fixture
def project(tmp_path):
    made = Project(tmp_path)
    yield made
    made.close()


def start(project, cluster, *args):
    return project.start("--executor", "dask", "--scheduler", cluster.address, *args, PYTHONPATH=PATH)


def run(project, cluster, *args):
    process = start(project, cluster, *args)
    said, _ = process.communicate(timeout=600)
    return process.returncode, said


def here(project, *args):
    return project.run(*args, PYTHONPATH=PATH)


def worker_of_cells(cluster):
    """Number of a worker that runs cells now, waited for."""
    until(lambda: any(map(cluster.at_work, range(len(cluster.workers)))))
    return next(n for n in range(len(cluster.workers)) if cluster.at_work(n))


def waits_for(flag):
    """A cell that ends when the file ``flag`` is there."""
    return f"import os, time\nwhile not os.path.exists({str(flag)!r}):\n    time.sleep(0.1)\nreport.methods()"


def nothing_left(cluster):
    until(lambda: not any(cluster.left(n) for n in range(len(cluster.workers))))


def nothing_written(project):
    return not project.runs and not project.strays and not list(project.temporary.iterdir())


@pytest.mark.parametrize("engine", ["fork", "kernel"])
def test_a_cluster_makes_the_bytes_that_are_made_here(project, cluster, tmp_path, engine):
    local = Project(tmp_path / "here")
    code, said = here(local, "--region", "TOP")
    assert code == 0, said
    code, said = run(project, cluster, "--region", "TOP", "--engine", engine)
    assert code == 0, said
    assert project.states() == {"TOP": "done", "R1": "done", "R2": "done"}
    assert project.contents() == local.contents()
    names = [p.name for p in (local.runs[-1] / "TOP").iterdir()]
    assert len(names) == len({*files_of(""), "run.json"})
    for name in names:
        assert (project.runs[-1] / "TOP" / name).read_bytes() == (local.runs[-1] / "TOP" / name).read_bytes()
    assert project.is_whole(project.runs[-1])
    nothing_left(cluster)


def test_a_document_comes_from_a_cluster_with_the_bytes_made_here(project, cluster, tmp_path):
    for one in (project, local := Project(tmp_path / "here")):
        shutil.copy(ROOT / "notebooks" / "document.ipynb", one.root / "notebooks")
        for name, content in ANNOUNCED.items():
            (one.root / "params/tiny" / name).write_text(content, encoding="utf-8")
    asked = ("--region", "agency_announcement")
    for code, said in (here(local, *asked), run(project, cluster, *asked)):
        assert code == 0, said
    assert project.states() == {"R1": "done", "R2": "done", "agency_announcement": "done"}
    made = [one.runs[-1] / "agency_announcement" for one in (local, project)]
    assert {p.name for p in made[0].iterdir()} == {*files_of("any"), "run.json"}
    for name in files_of("any"):
        assert (made[0] / name).read_bytes() == (made[1] / name).read_bytes()
    nothing_left(cluster)


def test_what_a_cluster_made_is_kept_by_a_run_here(project, cluster):
    code, said = run(project, cluster)
    assert code == 0, said
    code, said = here(project)
    assert (code, len(project.runs)) == (0, 1)
    assert "all as they were" in said


def test_a_failed_region_brings_its_log_from_a_worker_that_has_a_project_of_its_own(project, cluster, tmp_path):
    project.cells(ELSEWHERE)
    code, said = run(project, cluster)
    assert code == 1, said
    assert project.states() == {"R1": "done", "R2": "failed"}
    home = project.runs[-1] / "R2"
    log = (home / LOG).read_text(encoding="utf-8")
    assert "cell 6 raised OSError: " in log
    assert f"{cluster.folder}/w" in log
    assert str(tmp_path) not in log
    assert {p.name for p in home.iterdir()} == {LOG, PARTIAL, *TABLES}
    assert stat.S_IMODE((home / PARTIAL).stat().st_mode) == 0o400
    for name in TABLES:
        assert (home / name).read_bytes().startswith("\ufeff".encode())
    nothing_left(cluster)


def test_a_region_has_its_time_on_a_worker_too(project, cluster):
    project.cells("tiny.slow(report, 0 if region == 'R1' else 90)")
    code, said = run(project, cluster, "--timeout", "15")
    assert code == 1, said
    assert "the region took longer than 15 s" in (project.runs[-1] / "R2" / LOG).read_text(encoding="utf-8")
    nothing_left(cluster)


def test_blocking_findings_are_refused_as_here(project, cluster, tmp_path):
    for one in (project, local := Project(tmp_path / "here")):
        (one.root / "data/tiny/fund.csv").write_text("region,income,outlay,balance\nR1,1,2,many\nR2,1,2,3\n")
    code, said = run(project, cluster)
    assert (code, said) == here(local)
    assert code == 2
    assert "1 blocking finding(s)" in said
    assert nothing_written(project)
    nothing_left(cluster)


def test_ctrl_c_ends_the_regions_in_work_on_workers(project, cluster):
    project.cells("tiny.slow(report, 0 if region == 'R1' else 90)")
    process = start(project, cluster)
    until(lambda: any(project.outputs.glob(".*.tmp/R1/run.json")))
    worker_of_cells(cluster)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130
    assert project.states() == {"R1": "done", "R2": "interrupted"}
    assert "Traceback" not in process.stdout.read()
    nothing_left(cluster)


def test_a_killed_worker_is_survived_and_leaves_no_process(project, own, tmp_path):
    cluster = own()
    project.cells(waits_for(tmp_path / "flag"))
    process = start(project, cluster)
    lost = worker_of_cells(cluster)
    cluster.workers[lost].kill()
    (tmp_path / "flag").touch()
    said, _ = process.communicate(timeout=600)
    assert process.returncode == 0, said
    assert project.states() == {"R1": "done", "R2": "done"}
    until(lambda: not cluster.processes(lost) and not cluster.left(1 - lost))


def test_a_region_whose_workers_keep_dying_fails_and_the_others_go_on(project, own):
    cluster = own(1, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0")
    project.cells("tiny.slow(report, 0 if region == 'R1' else 90)")
    process = start(project, cluster)
    until(lambda: any(project.outputs.glob(".*.tmp/R1/run.json")))
    worker_of_cells(cluster)
    cluster.workers[0].kill()
    said, _ = process.communicate(timeout=600)
    assert process.returncode == 1, said
    assert project.states() == {"R1": "done", "R2": "failed"}
    log = (project.runs[-1] / "R2" / LOG).read_text(encoding="utf-8")
    assert "its worker was lost 1 time, the last one tcp://127.0.0.1:" in log


def test_a_worker_that_comes_later_helps(own, tmp_path):
    cluster = own(1)
    project = Project(tmp_path, waits_for(tmp_path / "flag"), codes=("R1", "R2", "R3", "R4"))
    process = start(project, cluster)
    worker_of_cells(cluster)
    cluster.worker()
    until(lambda: cluster.at_work(0) and cluster.at_work(1))
    (tmp_path / "flag").touch()
    said, _ = process.communicate(timeout=600)
    assert process.returncode == 0, said


def test_a_lost_scheduler_ends_the_run_and_the_next_run_has_what_was_finished(project, own):
    cluster = own(1)
    project.cells("tiny.slow(report, 0 if region == 'R1' else 90)")
    process = start(project, cluster)
    until(lambda: any(project.outputs.glob(".*.tmp/R1/run.json")))
    worker_of_cells(cluster)
    cluster.scheduler.kill()
    said, _ = process.communicate(timeout=600)
    assert process.returncode == 1, said
    assert "Traceback" not in said
    assert f"the connection to the Dask scheduler {cluster.address} was lost" in said
    assert "what is finished is kept, start the run again" in said
    code, said = here(project, "--timeout", "15")
    assert code == 1
    assert project.states() == {"R1": "done", "R2": "failed"}
    assert "1 report kept" in said


def test_what_was_sent_goes_after_a_while_when_the_run_was_killed(project, own, tmp_path):
    hurry = tmp_path / "hurry.py"
    hurry.write_text("from evaluation.runs import place\nplace.IDLE = 1\n")
    cluster = own(0)
    cluster.worker("--preload", str(hurry))
    project.cells(waits_for(tmp_path / "flag"))
    process = start(project, cluster)
    worker_of_cells(cluster)
    process.kill()
    process.communicate()
    assert cluster.left(0)
    (tmp_path / "flag").touch()
    nothing_left(cluster)


def test_no_scheduler_is_refused_before_anything_is_written(project):
    code, said = project.run("--executor", "dask", "--scheduler", "tcp://127.0.0.1:1", PYTHONPATH=PATH)
    assert code == 2
    assert "the Dask scheduler tcp://127.0.0.1:1 cannot be reached within 10 s" in said
    assert nothing_written(project)


def test_a_scheduler_without_workers_is_refused_before_anything_is_written(project, own):
    code, said = run(project, own(0))
    assert code == 2
    assert "has no worker after 10 s; start workers" in said
    assert nothing_written(project)


def test_a_worker_of_other_code_is_refused_before_anything_is_written(project, own, tmp_path):
    other = tmp_path / "src"
    shutil.copytree(SOURCE / "evaluation", other / "evaluation", ignore=shutil.ignore_patterns("__pycache__"))
    with (other / "evaluation" / "errors.py").open("a") as handle:
        handle.write("# changed\n")
    cluster = own(1, PYTHONPATH=f"{other}:{FIXTURES}")
    code, said = run(project, cluster)
    assert code == 2
    assert "is not made of the same as this run: code " in said
    assert nothing_written(project)


def test_a_worker_without_the_package_is_refused_before_anything_is_written(project, own, tmp_path):
    (tmp_path / "src" / "evaluation").mkdir(parents=True)
    (tmp_path / "src" / "evaluation" / "__init__.py").touch()
    code, said = run(project, own(1, PYTHONPATH=str(tmp_path / "src")))
    assert code == 2
    assert "cannot load this package" in said
    assert "No module named 'evaluation.runs'" in said
    assert nothing_written(project)


def test_dask_logs_nothing_of_the_project(project, own):
    cluster = own(1)
    project.cells(ELSEWHERE)
    (project.root / "data/tiny/note.txt").write_text("张三 420106197001011234")
    assert run(project, cluster)[0] == 1
    for log in (cluster.folder / "log", cluster.home(0) / "log"):
        said = log.read_text(encoding="utf-8")
        assert "Compute Failed" not in said
        assert "income,outlay" not in said
        assert "OSError" not in said
        assert "420106" not in said
