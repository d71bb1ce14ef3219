"""Whatever lies in ``outputs/`` is evidence or garbage: nothing of it is believed because its neighbour says so, and
nothing of it keeps a study from being run."""

from __future__ import annotations

import json
import os
import shutil
import stat
from pathlib import Path

import pytest
import tiny
from evidence import alter, edit, forge, forge_both, latest, vouch

from evaluation.cli import cli
from evaluation.cli.guard import run_guarded
from evaluation.runs import batch, cache, folder, plan
from evaluation.runs.progress import RunProgress
from evaluation.runs.registry import Registry

FOREIGN = (".ipynb_checkpoints", "@eaDir", ".DS_Store", "Thumbs.db", "._report.pdf", ".nfs0001", "~$report.docx")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    root = tiny.write_project(tmp_path_factory.mktemp("made"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(tiny.HERE))
        assert run(root).exit_code == 0
    return root


@pytest.fixture
def root(made, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(tiny.HERE))
    copied = Path(shutil.copytree(made, tmp_path / "project"))
    monkeypatch.setenv("EVALUATION_ROOT", str(copied))
    return copied


@pytest.fixture
def call(capsys):
    def called(*args):
        code = run_guarded(cli, [str(a) for a in args])
        said = capsys.readouterr()
        assert "unexpected" not in said.err, said.err
        return code, said.out, said.err

    return called


def run(root, **options):
    return batch.run(plan.make("tiny", root), batch.Options(**options), RunProgress())


def reasons(root):
    """Why each of TOP, R1 and R2 would be made; empty for what is kept."""
    known = Registry(root, "tiny")
    return [d.reason for d in batch.decisions_of(plan.make("tiny", root), batch.Options(), known)]


def found(call, *args):
    """Exit code of ``verify`` and what it found: verdict, path within the run, what is told."""
    code, out, _ = call("verify", *args, "--json")
    said = json.loads(out)
    return code, [(f["verdict"], f["path"].split("/", 3)[-1], f["told"]) for r in said["runs"] for f in r["found"]]


def system_files(home: Path) -> None:
    for name in FOREIGN:
        if name.startswith((".ipynb", "@")):
            (home / name).mkdir()
            (home / name / "x").write_text("x", encoding="utf-8")
        else:
            (home / name).write_text("x", encoding="utf-8")


# --- forged ----------------------------------------------------------------------------------------------------


def test_a_region_that_only_its_own_record_vouches_for_is_made_again_and_named(root, call):
    old = latest(root)
    honest = (old / "R1" / "indicators.csv").read_bytes()
    forge(old)
    told = f"indicators.csv, report.html, report.pdf and run.json in {old.name} differ from the run's record"
    assert reasons(root) == ["", told, ""]
    code, said = found(call, "tiny")
    altered = ("indicators.csv", "report.html", "report.pdf", "run.json")
    assert (code, said) == (1, [("altered", f"R1/{n}", "is not what was recorded") for n in altered])
    again = run(root)
    assert [r["kept_from"] for r in again.record["regions"]] == [old.name, "", old.name]
    assert (again.folder / "R1" / "indicators.csv").read_bytes() == honest
    assert found(call, "tiny", again.run_id) == (0, [])
    assert found(call, "tiny")[0] == 1, "the altered run stays what it is"


def test_a_forged_summary_does_not_reach_the_next_index(root):
    edit(latest(root) / "R1" / "run.json", lambda said: said["summary"].update(score="99.9"))
    assert reasons(root) == ["", f"run.json in {latest(root).name} differs from the run's record", ""]
    assert "99.9" not in (run(root).folder / "index.html").read_text(encoding="utf-8")


def test_what_both_records_say_alike_is_still_told_by_the_events_of_the_run(root, call):
    forge_both(latest(root))
    assert found(call) == (1, [("altered", "events.jsonl", "names another record of R1 than the run's")])


def test_what_verify_finds_in_the_events_is_not_kept_either(root, call):
    old = latest(root)
    honest = (old / "R1" / "report.html").read_bytes()
    forge_both(old)
    assert reasons(root) == ["", f"the events of {old.name} tell of another record", ""]
    again = run(root)
    assert (again.folder / "R1" / "report.html").read_bytes() == honest
    assert found(call, "tiny", again.run_id) == (0, [])


def test_an_index_with_a_hash_of_its_own_is_compared_with_the_records(root, call):
    home = latest(root)
    page = (home / "index.html").read_bytes()
    alter(home / "index.html", page.replace("甲市".encode(), "丁市".encode()))
    assert found(call) == (
        1,
        [("altered", "index.html", "is not what was recorded")] * 1
        + [("altered", "index.html", "is not the index of these records")],
    )
    vouch(home / "run.json", lambda said: said["outputs"], home)
    assert found(call) == (1, [("altered", "index.html", "is not the index of these records")])


def test_texts_of_study_files_with_a_hash_of_their_own_are_compared_with_the_record(root, call):
    home = latest(root)
    edit(home / "params.json", lambda said: said.update({"study.yml": "title: another"}))
    vouch(home / "run.json", lambda said: said["outputs"], home)
    assert found(call) == (1, [("altered", "params.json", "holds another study.yml than the record names")])
    (root / "params/tiny/study.yml").write_text(
        (root / "params/tiny/study.yml").read_text(encoding="utf-8").replace("draft", "final"), encoding="utf-8"
    )
    assert reasons(root) == ["study.yml changed"] * 3, "no value is told from a text that nobody vouches for"


def test_who_writes_everything_anew_is_not_found_out_without_the_hash_of_the_record(root, call):
    """What the README says of the limits of records, and what helps."""
    home = latest(root)
    before = json.loads(call("verify", "--json")[1])["runs"][0]["record_sha256"]
    forge_both(home)
    sealed = next(
        o["sha256"]
        for r in json.loads((home / "run.json").read_bytes())["regions"]
        if r["code"] == "R1"
        for o in r["outputs"]
        if o["path"] == "run.json"
    )
    events = [json.loads(line) for line in (home / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    for event in events:
        if event["event"] == "sealed" and event["region"] == "R1":
            event["record"] = sealed
    alter(home / "events.jsonl", "".join(json.dumps(e, ensure_ascii=False) + "\n" for e in events).encode())
    vouch(home / "run.json", lambda said: said["outputs"], home)
    code, out, _ = call("verify", "--json")
    assert (code, json.loads(out)["runs"][0]["record_sha256"] == before) == (0, False)


# --- records that are none -------------------------------------------------------------------------------------

NO_RECORDS = {
    "empty": (b"", "is empty"),
    "cut": (b'{"schema": 2, "study": "ti', "is no JSON"),
    "blank": (b"\n\n", "is empty"),
    "bytes": (b"\xff\xfe\x00", "is no JSON"),
    "deep": (b"[" * 100_000, "is no JSON"),
    "list": (b"[1, 2]", "names no schema"),
    "text": (b'"2"', "names no schema"),
    "schema alone": (b'{"schema": 2}', "study is missing"),
    "older": (b'{"schema": 1}', "is of schema 1; this version reads 2"),
    "newer": (b'{"schema": [9]}', "is of schema [9]; this version reads 2"),
}


@pytest.mark.parametrize("name", NO_RECORDS)
def test_a_run_without_a_record_is_named_once_and_passed_over(root, call, name):
    content, told = NO_RECORDS[name]
    good, bad = latest(root).name, "29991231T235959Z-0123abcd"
    (root / "outputs/tiny" / bad).mkdir()
    (root / "outputs/tiny" / bad / "run.json").write_bytes(content)
    for command in (["list", "tiny"], ["show", "tiny"], ["run", "tiny", "-n"], ["run", "tiny"]):
        code, out, err = call(*command)
        assert code == 0, command
        assert err.count(f"outputs/tiny/{bad}/run.json ") == 1, command
        assert told in err and err.endswith("; the run is passed over\n")
        assert good in out, command
    assert call("check", "tiny")[0] == 0
    assert call("list")[1].startswith("tiny  2 runs")
    assert call("show", "tiny", bad)[0] == 2
    code, said = found(call, "tiny", bad)
    assert code == 2 and [f[0] for f in said] == ["cannot be checked"] and told in said[0][2]
    assert found(call, "tiny", good) == (0, [])


def test_without_any_record_everything_is_made(root, call):
    alter(latest(root) / "run.json", b"")
    assert reasons(root) == [f"the record of {latest(root).name} cannot be used"] * 3
    assert call("show", "tiny")[0] == 2
    again = run(root)
    assert (again.exit_code, [r["kept_from"] for r in again.record["regions"]]) == (0, ["", "", ""])
    assert len(again.passed_over) == 1


def test_a_folder_of_a_run_without_any_record_is_no_hindrance(root, call):
    (root / "outputs/tiny/29991231T235959Z-0123abcd").mkdir()
    assert call("run", "tiny")[0] == 0
    assert found(call, "tiny")[0] == 2


@pytest.mark.parametrize("name", NO_RECORDS)
def test_a_region_without_a_record_is_made_again(root, call, name):
    alter(latest(root) / "R1" / "run.json", NO_RECORDS[name][0])
    assert reasons(root) == ["", f"run.json in {latest(root).name} differs from the run's record", ""]
    assert call("show", "tiny")[0] == call("list", "tiny")[0] == 0
    assert found(call) == (1, [("altered", "R1/run.json", "is not what was recorded")])


@pytest.mark.parametrize("name", NO_RECORDS)
def test_a_region_whose_run_vouches_for_no_record_is_made_again(root, call, name):
    home = latest(root)
    alter(home / "R1" / "run.json", NO_RECORDS[name][0])
    vouch(home / "run.json", lambda said: said["regions"][1]["outputs"], home / "R1")
    assert reasons(root) == ["", f"the record in {home.name} is of another kind", ""]
    assert found(call)[0] == 1


def places(value, place=()):
    """Every place in a record, alike ones of a list or of a map once."""
    yield place
    if isinstance(value, dict):
        for name, item in value.items():
            yield from places(item, (*place, name))
    elif isinstance(value, list) and value:
        yield from places(value[-1], (*place, -1))


def put(said, place, value):
    *way, last = place
    for step in way:
        said = said[step]
    if value is KeyError:
        del said[last]
    else:
        said[last] = value


RARER = (None, {"a": 0}, 0, -1, 1.5, True, "", "x\x1b[31m", [], {}, [0])


@pytest.mark.slow
@pytest.mark.parametrize("value", [KeyError, "../../x", *RARER], ids=repr)
def test_no_record_of_another_shape_breaks_a_command(root, call, value):
    home = latest(root)
    for path in (home / "run.json", home / "R2" / "run.json"):
        content = path.read_bytes()
        for place in list(places(json.loads(content)))[1:]:
            said = json.loads(content)
            put(said, place, value)
            alter(path, json.dumps(said).encode())
            if path.parent.name == "R2":
                vouch(home / "run.json", lambda said: said["regions"][2]["outputs"], home / "R2")
            reasons(root)
            assert call("list", "tiny")[0] == 0, (place, value)
            assert call("show", "tiny")[0] in (0, 2), (place, value)
            assert call("verify", "tiny")[0] in (0, 1, 2), (place, value)
        alter(path, content)
    assert not (root / "outputs" / "x").exists() and not (root / "x").exists()


def test_a_record_that_names_files_elsewhere_takes_nothing_over(root, call):
    (root / "secret.csv").write_text("x", encoding="utf-8")
    home = latest(root)

    def name_it(said):
        said["outputs"].append({"path": "../../../../secret.csv", "sha256": "0" * 64, "bytes": 1})

    edit(home / "R1" / "run.json", name_it)
    vouch(home / "run.json", lambda said: said["regions"][1]["outputs"], home / "R1")
    assert reasons(root)[1] == f"the record in {home.name} is of another kind"
    edit(home / "run.json", lambda said: said["regions"][1].update(code="../../.."))
    assert [str(d) for d in Registry(root, "tiny").passed_over.values()] == []
    assert Registry(root, "tiny").latest() is None


@pytest.mark.parametrize("change", [{"study": "other"}, {"run_id": "20000101T000000Z-01234567"}])
def test_the_record_of_another_run_is_none_of_this_one(root, call, change):
    edit(latest(root) / "run.json", lambda said: said.update(change))
    assert found(call)[0] == 2
    assert "is that of the run" in call("list", "tiny")[2]


# --- what others put there -------------------------------------------------------------------------------------


def test_folders_and_files_of_other_programs_are_in_nobodys_way(root, call):
    home = latest(root)
    for where in (home, home / "TOP", home / "R1", home / "R2", home.parent):
        system_files(where)
    assert reasons(root) == ["", "", ""]
    assert call("run", "tiny")[1].startswith("tiny: 3 done, all as they were")
    (home / "R2" / "report.pdf").unlink()
    again = run(root)
    assert [r["kept_from"] for r in again.record["regions"]] == [home.name, home.name, ""]
    assert not {p.name for p in again.folder.rglob("*")} & set(FOREIGN), "only what the record names is taken over"
    assert found(call, "tiny", again.run_id) == (0, [])
    code, said = found(call, "tiny", home.name)
    assert code == 1
    assert {f[1] for f in said if f[0]} == {"R2/report.pdf"}
    assert {told for verdict, _, told in said if not verdict} == {"is foreign: made by another program, not by a run"}
    assert len([f for f in said if not f[0]]) == 4 * len(FOREIGN)


def test_a_file_that_no_record_names_is_told_and_never_taken_over(root, call):
    home = latest(root)
    (home / "R1" / "report (final).pdf").write_bytes(b"%PDF")
    (home / "more").mkdir()
    assert reasons(root) == ["", "", ""]
    assert found(call) == (
        1,
        [("altered", "more", "is not in the record"), ("altered", "R1/report (final).pdf", "is not in the record")],
    )
    (home / "R2" / "report.pdf").unlink()
    assert not (run(root).folder / "R1" / "report (final).pdf").exists()


def test_links_are_no_evidence(root, call, tmp_path):
    home = latest(root)
    elsewhere = tmp_path / "kept.pdf"
    shutil.move(home / "R1" / "report.pdf", elsewhere)
    (home / "R1" / "report.pdf").symlink_to(elsewhere)
    shutil.move(home / "R2", tmp_path / "R2")
    (home / "R2").symlink_to(tmp_path / "R2")
    assert reasons(root)[1] == f"report.pdf in {home.name} differs from the run's record"
    code, said = found(call)
    assert (code, {f[1] for f in said}) == (1, {"R1/report.pdf", "R2"})


# --- taken over ------------------------------------------------------------------------------------------------


def test_kept_files_are_copies_and_nobody_may_write_them(root):
    home = latest(root)
    (home / "R2" / "report.pdf").unlink()
    again = run(root).folder
    for path in again.rglob("*"):
        if path.is_file():
            assert not path.stat().st_mode & 0o222, path
            assert path.stat().st_nlink == 1, path
    kept, old = again / "R1" / "report.html", home / "R1" / "report.html"
    assert kept.read_bytes() == old.read_bytes() and kept.stat().st_ino != old.stat().st_ino
    alter(old)
    assert reasons(root) == ["", "", ""]


def test_protected_runs_can_be_removed(root):
    assert stat.S_IMODE((latest(root) / "R1").stat().st_mode) & 0o200
    shutil.rmtree(root / "outputs")
    assert reasons(root) == ["not made before"] * 3


# --- a run that was killed -------------------------------------------------------------------------------------


def killed(root):
    """The finished run as a kill would have left it: under its hidden name, without a record."""
    home = latest(root)
    hidden = home.with_name(f".{home.name}.tmp")
    home.rename(hidden)
    for name in ("run.json", "index.html"):
        (hidden / name).unlink()
    return hidden


def test_what_a_killed_run_sealed_is_kept(root):
    hidden = killed(root)
    assert reasons(root) == ["", "", ""]
    alter(hidden / "events.jsonl", (hidden / "events.jsonl").read_bytes()[:-40])
    assert reasons(root) == ["", "", ""], "the last line is cut: it told the end, no seal"
    again = run(root)
    assert [r["kept_from"] for r in again.record["regions"]] == [folder.stem(hidden)] * 3


def test_what_a_killed_run_did_not_write_down_is_made_again(root):
    hidden = killed(root)
    forge(hidden)
    assert reasons(root) == ["", f"run.json in {folder.stem(hidden)} differs from the run's record", ""]
    alter(hidden / "events.jsonl", b'{"event": "sealed"}\n[]\nnull\n{"event": "sealed", "region": "../R1", "record": "0"}\n')
    assert reasons(root) == ["not made before"] * 3
    (hidden / "events.jsonl").unlink()
    assert reasons(root) == ["not made before"] * 3


def test_notes_of_killed_runs_lead_nowhere(root, tmp_path):
    hidden, aim = root / "outputs/tiny/.x.tmp", tmp_path / "evaluation-mine"
    hidden.mkdir()
    aim.mkdir()
    for content in (b"\xff\xfe", b"", b"/\0/evaluation-x", str(aim).encode()):
        (hidden / ".scratch").write_bytes(content)
        folder.sweep(root / "outputs/tiny")
        hidden.mkdir(exist_ok=True)
    assert aim.is_dir()


def test_only_as_many_records_are_read_as_are_asked_for():
    asked = []
    items = cache.Once(asked.append(n) or n for n in range(3))
    first = iter(items)
    assert (next(first), asked) == (0, [0])
    assert (list(items), list(first), asked) == ([0, 1, 2], [1, 2], [0, 1, 2])


# --- verify ----------------------------------------------------------------------------------------------------


def test_verify_says_of_every_run_that_it_is_as_recorded(root, call):
    home = latest(root)
    code, out, err = call("verify")
    assert (code, err) == (0, "")
    sha256 = json.loads(call("verify", "--json")[1])["runs"][0]["record_sha256"]
    number = sum(p.is_file() for p in home.rglob("*"))
    assert out == (f"tiny {home.name}: as recorded, {number} files; run.json has SHA-256 {sha256}\n1 run: 1 as recorded\n")
    assert call("verify", "tiny") == (0, out, "")
    assert call("verify", "tiny", home.name) == (0, out, "")


def test_verify_tells_a_missing_file(root, call):
    (latest(root) / "R1" / "report.pdf").unlink()
    (latest(root) / "params.json").unlink()
    code, out, _ = call("verify")
    assert code == 1
    assert f"outputs/tiny/{latest(root).name}/R1/report.pdf is missing" in out
    assert f"outputs/tiny/{latest(root).name}/params.json is missing" in out
    assert out.endswith("1 run: 1 altered\n")


def test_verify_compares_what_both_records_say(root, call):
    home = latest(root)
    edit(home / "run.json", lambda said: said["regions"][1].update(key="0" * 12))
    edit(home / "run.json", lambda said: said["environment"].update(code_sha256="0" * 64))
    told = {f"says another {name} than the run's record" for name in ("key", "code_sha256")}
    code, said = found(call)
    assert code == 1
    assert {f[2] for f in said if f[1] == "R1/run.json"} == told


def test_verify_follows_what_was_kept_to_the_run_it_was_kept_from(root, call):
    first = latest(root)
    (first / "R2" / "report.pdf").unlink()
    second = run(root)
    assert found(call, "tiny", second.run_id) == (0, [])
    alter(first / "R1" / "report.html")
    vouch(first / "R1" / "run.json", lambda said: said["outputs"], first / "R1")
    vouch(first / "run.json", lambda said: said["regions"][1]["outputs"], first / "R1")
    told = ("altered", "R1/run.json", f"was kept from {first.name}, whose record says otherwise")
    assert found(call, "tiny", second.run_id) == (1, [told])
    shutil.rmtree(first)
    code, said = found(call, "tiny", second.run_id)
    assert (code, [f[2] for f in said]) == (0, [f"2 regions kept from {first.name}, which cannot be compared any more"])


def test_a_report_kept_from_a_run_that_was_asked_in_other_words_is_as_recorded(root, call):
    for given in ({"language": "en"}, {"period": "2007", "cut_off": "2007-12-31", "language": "zh"}):
        last = batch.run(plan.make("tiny", root, given=given), batch.Options(), RunProgress())
    assert all(r["kept_from"] for r in last.record["regions"])
    assert found(call, "tiny") == (0, [])


def test_a_day_or_period_that_only_the_run_says_is_told(root, call):
    home = latest(root)
    edit(home / "run.json", lambda said: said.update(cut_off="2007-12-30"))
    assert {told for _, _, told in found(call, "tiny")[1]} >= {"says another cut_off than the run's record"}


def test_verify_tells_inputs_that_have_changed_since_as_no_fault(root, call):
    (root / "data/tiny/fund.csv").write_text("x", encoding="utf-8")
    (root / "params/tiny/regions.csv").unlink()
    code, said = found(call)
    assert (code, said) == (0, [("", latest(root).name, "inputs have changed since: data/tiny/fund.csv, params/tiny/regions.csv")])


def test_verify_tells_what_lies_beside_the_runs(root, call):
    (root / "outputs/tiny/notes.txt").write_text("x", encoding="utf-8")
    (root / "outputs/tiny/.20260102T030405Z-0123abcd.tmp").mkdir()
    (root / "outputs/tiny/20990102T030405Z-0123abcd").symlink_to(latest(root))
    code, out, _ = call("verify")
    assert code == 0
    assert "outputs/tiny/notes.txt is no run and was not looked at\n" in out
    assert "outputs/tiny/20990102T030405Z-0123abcd is no run and was not looked at\n" in out
    assert "outputs/tiny/.20260102T030405Z-0123abcd.tmp of a run that is going or was killed\n" in out


def test_verify_looks_at_runs_of_studies_that_are_not_asked_any_more(root, call):
    shutil.rmtree(root / "params/tiny")
    shutil.rmtree(root / "data/tiny")
    assert call("verify")[0] == call("verify", "tiny")[0] == 0


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["tinny"], "there is no study 'tinny'; did you mean 'tiny'?"),
        (["../tiny"], "there is no study '../tiny'; did you mean 'tiny'?"),
        (["tiny", "20990101T000000Z-00000000"], "study 'tiny' has no run '20990101T000000Z-00000000'; known: 2"),
        (["tiny", "../tiny"], "study 'tiny' has no run '../tiny'; known: 2"),
        (["tiny", "x", "y"], "unexpected extra argument"),
    ],
)
def test_verify_refuses_what_is_not_there(root, capsys, args, told):
    assert run_guarded(cli, ["verify", *args]) == 2
    assert told in capsys.readouterr().err


def test_verify_of_nothing_is_no_fault_and_of_a_study_without_runs_is_refused(root, call):
    shutil.rmtree(root / "outputs")
    assert call("verify") == (0, "nothing yet\n", "")
    assert call("verify", "tiny")[0] == 2


def test_a_failed_run_is_verified_like_any_other(root, call):
    import nbformat

    nbformat.write(tiny.notebook(tiny.MISBEHAVIOURS["raises"]), root / "notebooks" / "region.ipynb")
    failed = run(root)
    assert failed.exit_code == 1
    assert found(call, "tiny", failed.run_id)[0] == 0
    alter(failed.folder / "R1" / "log.txt")
    assert found(call, "tiny", failed.run_id) == (1, [("altered", "R1/log.txt", "is not what was recorded")])


def test_render_does_not_write_into_the_evidence_of_a_run(root, call, tmp_path):
    notebook = latest(root) / "R1" / "report.ipynb"
    code, _, err = call("render", notebook)
    assert code == 2 and "holds the evidence of a run, which is not changed; name another folder with -o" in err
    assert call("render", notebook, "--to", "html", "-o", tmp_path / "new")[0] == 0
    assert os.listdir(tmp_path / "new") == ["report.html"]
