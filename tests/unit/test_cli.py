"""The command line: what it says when something is wrong, and that nothing heavy is imported to say it."""

import ast
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
import tiny
from own_study import DUTIES, ENTRIES, write_study

import evaluation
from evaluation.cli import cli
from evaluation.cli.guard import run_guarded
from evaluation.errors import Refused, tell
from evaluation.runs import folder, work

ROOT = Path(__file__).parents[2]

FINDING = SimpleNamespace(
    severity="blocking",
    code="not-a-number",
    file="data/tiny/fund.csv",
    sheet=None,
    row=3,
    column="支出（万元）",
    value="1.2万",
    message="'1.2万' is not a number in 万元",
    fix="write 12000",
    region="R1",
    stands_for=1,
)


@pytest.fixture
def root(tmp_path, monkeypatch):
    tiny.write_project(tmp_path)
    monkeypatch.setenv("EVALUATION_ROOT", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tiny.HERE))
    return tmp_path


def spoil(root):
    """A figure that is no number: a blocking finding."""
    data = root / "data" / "tiny" / "fund.csv"
    data.write_text(data.read_text(encoding="utf-8").replace("60", "1.2万", 1), encoding="utf-8")


@pytest.fixture
def call(capsys):
    """Call the command line as the console script does; gives (exit code, stdout, stderr)."""

    def called(*args):
        code = run_guarded(cli, [str(a) for a in args])
        said = capsys.readouterr()
        return code, said.out, said.err

    return called


def loaded(heavy: set[str], *args: str, root: Path = ROOT) -> tuple[str, list[str]]:
    """What the command ``args`` prints in a fresh process, and which of ``heavy`` are loaded when it has ended with 0."""
    watch = (
        "import sys\nfrom evaluation.cli import cli\nfrom evaluation.cli.guard import run_guarded\n"
        f"code = run_guarded(cli, {list(args)!r})\n"
        f"print(code, *sorted({heavy!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", watch], capture_output=True, text=True, check=True, cwd=root)
    said, _, last = done.stdout.rstrip("\n").rpartition("\n")
    code, *found = last.split(" ")
    assert code == "0", done.stdout + done.stderr
    return said, found


# how speed is kept without a clock: what takes long to import is imported where it is used
FRAMES = {"pandas", "numpy", "pandera", "openpyxl", "matplotlib", "rich", "nbformat", "papermill", "jinja2", "typst"}
MODELS = {"pydantic", "yaml"}


def test_help_teaches_and_imports_nothing_heavy():
    said, heavy = loaded(FRAMES | MODELS, "--help")
    assert heavy == []
    for word in ("init", "check", "run", "list", "show", "render", "demo", "index.html", "Exit codes"):
        assert word in said


def test_the_list_of_studies_imports_nothing_heavy(bundled):
    said, heavy = loaded(FRAMES | MODELS, "list", root=bundled)
    assert heavy == []
    assert "hubei-2007" in said


def test_a_csv_study_is_checked_without_frames_and_spreadsheets():
    """In the process that checks: the command itself only waits for it."""
    watch = (
        "import sys, evaluation\nfrom pathlib import Path\n"
        "found = [evaluation.open(s, Path(sys.argv[1])).findings for s in ('hubei-2007', 'china-ui-2008')]\n"
        f"print(len(found), sorted({FRAMES!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", watch, ROOT], capture_output=True, text=True, check=True)
    assert done.stdout == "2 []\n"
    said, heavy = loaded(FRAMES, "check", "hubei-2007", "china-ui-2008")
    assert heavy == []
    assert "hubei-2007: 0 blocking" in said
    assert "china-ui-2008: 0 blocking" in said


def test_files_are_known_by_content_without_frames_and_spreadsheets():
    watch = (
        "import sys\nfrom pathlib import Path\nfrom evaluation.data.files import files_of\n"
        "from evaluation.study.load import load\n"
        "root = Path(sys.argv[1])\nprint(len(files_of(load('guizhou-2010', root), root)))\n"
        f"print(sorted({FRAMES!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", watch, ROOT], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["7", "[]"]


def test_the_engines_load_nothing_slow_that_no_notebook_needs(tmp_path):
    for name in ("rfc3987_syntax", "pyarrow"):
        (tmp_path / f"{name}.py").write_text(f"raise SystemExit('{name} was loaded')")
    look = "import sys, evaluation.runs.engine\nprint(sorted({'rfc3987_syntax', 'pyarrow'} & set(sys.modules)))"
    env = os.environ | {"PYTHONPATH": os.pathsep.join((str(tmp_path), *sys.path))}
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, env=env)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_a_misspelt_parameter_ends_2_with_the_right_one(call, root):
    code, out, err = call("run", "tiny", "-p", "regoin", "420100")
    assert (code, out) == (2, "")
    assert err == "evaluation: there is no parameter 'regoin'; did you mean 'region'?\n"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["rnu"], "there is no command 'rnu'; did you mean 'run'?"),
        (["run", "tinny"], "there is no study 'tinny'; did you mean 'tiny'?"),
        (["run", "tiny", "--regoin", "R1"], "there is no option '--regoin'; did you mean '--region'?"),
        (["run", "tiny", "--region", "R11"], "reports on no region 'R11'; did you mean 'R1'?"),
        (["run", "tiny", "--region", "../../x"], "reports on no region"),
        (["run"], "which study?"),
        (["run", "--all", "tiny"], "give studies or --all, not both"),
        (["run", "tiny", "-j", "0"], "0 is not in the range"),
        (["run", "tiny", "--renderer", "latex"], "'latex' is not one of"),
        (["run", "tiny", "--engine", "spark"], "'spark' is not one of 'fork', 'kernel'"),
        (["run", "tiny", "--executor", "spark"], "'spark' is not one of 'local', 'dask'"),
        (["run", "tiny", "--executor", "dask"], "--executor dask and --scheduler ADDRESS belong together"),
        (["run", "tiny", "--scheduler", "tcp://x:1"], "--executor dask and --scheduler ADDRESS belong together"),
        (["run", "tiny", "--memory", "1"], "1 is not in the range"),
        (["run", "tiny", "--failed"], "study 'tiny' has no finished run"),
        (["run", "tiny", "-f", "none.yml"], "cannot be read"),
        (["check", "tinny"], "did you mean 'tiny'?"),
        (["list", "tinny"], "did you mean 'tiny'?"),
        (["show", "tiny"], "make one with: evaluation run tiny"),
        (["show", "../.."], "there is no study '../..'"),
        (["render", "none.ipynb"], "cannot be read"),
        (["init", "../x"], "named with up to 32 letters"),
        (["init", "tiny"], "is there already"),
        (["init", "new", "--from", "tinny"], "did you mean 'tiny'?"),
    ],
)
def test_wrong_usage_ends_2_with_one_message(call, root, args, told):
    code, out, err = call(*args)
    assert code == 2
    assert told in err
    assert err.startswith("evaluation: ")
    assert "Traceback" not in out + err


def test_a_dry_run_prints_the_plan_and_writes_nothing(call, root):
    code, out, _ = call("run", "tiny", "-n", "-p", "region", "R1")
    assert code == 0
    for word in ("样例研究", "period 2007", "notebooks/region.ipynb", "outputs/tiny/", "data/tiny/fund.csv", "nothing was run"):
        assert word in out
    assert "R2" not in out
    assert not (root / "outputs").exists()


def test_a_dry_run_as_json(call, root):
    code, out, _ = call("run", "tiny", "-n", "--json")
    assert code == 0
    assert [r["region"] for r in json.loads(out)[0]["reports"]] == ["TOP", "R1", "R2"]


def test_check_lists_findings_blocking_first_and_ends_2(call, root, monkeypatch):
    mild = SimpleNamespace(**{**vars(FINDING), "severity": "reportable", "code": "missing-table", "row": None})
    monkeypatch.setattr("evaluation.cli.look._findings", lambda name, root, asked: (mild, FINDING))
    code, out, _ = call("check", "tiny")
    assert code == 2
    assert "tiny: 1 blocking, 1 reportable findings" in out
    assert out.endswith("Sums that must hold, targets and rates are checked once what is blocking is mended.\n")
    assert out.index("blocking: data/tiny/fund.csv, row 3, column 支出（万元）, region R1, got '1.2万'") < out.index(
        "missing-table"
    )
    assert "what to do: write 12000" in out
    code, out, _ = call("check", "tiny", "--json")
    assert (code, json.loads(out)["tiny"][0]["row"]) == (2, 3)


def test_check_tells_before_a_run_what_a_period_cannot_have(call, monkeypatch):
    monkeypatch.setenv("EVALUATION_ROOT", str(Path(__file__).parents[2]))
    code, out, _ = call("check", "hubei-2007", "-p", "period", "2007Q1", "--json")
    told = [f["message"] for f in json.loads(out)["hubei-2007"] if f["code"] == "document_not_made"]
    assert code == 0 and len(told) == 6
    assert told[0].startswith("the document fund_performance is not made for 2007Q1: it is about a whole year")
    code, out, _ = call("check", "hubei-2007", "--json")
    assert not [f for f in json.loads(out)["hubei-2007"] if f["code"] == "document_not_made"]


def test_words_that_a_run_refuses_are_refused_by_check_in_the_same_words(call, tmp_path, monkeypatch):
    duties = DUTIES.replace("{zh: 在册人员全部上工, en: Nobody on the roll is idle}", "{en: Nobody on the roll is idle}")
    monkeypatch.setenv("EVALUATION_ROOT", str(write_study(tmp_path, ENTRIES + duties)))
    told = [call(*words) for words in (("check", "tiny"), ("run", "tiny", "-n"))]
    assert {code for code, _, _ in told} == {2}
    assert told[0][2] == told[1][2]
    assert "has no Chinese words for catalogue.yml, line " in told[0][2] and "nobody_on_the_roll_idle.title" in told[0][2]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("cutoff", "2007-07-15"), "there is no parameter 'cutoff'; did you mean 'cut_off'?"),
        (("cut_off", "2007-06-15"), "parameter 'cut_off': 2007-06-15 lies before the end of 2007, 2007-12-31"),
        (("cut_off", "2007-13-01"), "parameter 'cut_off': '2007-13-01' is not accepted: the calendar has no such day"),
        (("language", "fr"), "parameter 'language': 'fr' is no report language; use 'zh' or 'en'"),
        (("quarter", "2007Q1"), "study 'tiny' is a study of a year, 2007, and takes no 'quarter'"),
    ],
)
@pytest.mark.parametrize("command", ["check", "run"])
def test_a_parameter_means_the_same_in_check_and_in_a_run(call, root, command, given, said):
    code, _, err = call(command, "tiny", "-p", *given, *(["-n"] if command == "run" else []))
    assert (code, said in err) == (2, True), err


def test_a_delivery_without_a_day_is_told_and_checks_with_0(call, root):
    code, out, _ = call("check", "tiny")
    assert code == 0
    assert "[no_delivery_day]\n    no day of delivery of insurance: reports bear no date" in out


def test_a_cut_off_after_the_studys_own_is_told(call, root):
    dated(root)
    code, out, _ = call("check", "tiny", "-p", "cut_off", "2099-01-01")
    assert code == 0
    assert "[cut_off_beyond]\n    the run is told facts until 2099-01-01, and study.yml says that they are known until" in out


def dated(root):
    study = root / "params" / "tiny" / "study.yml"
    study.write_text(study.read_text(encoding="utf-8") + "delivered: 2030-01-01\n", encoding="utf-8")


def test_a_clean_delivery_checks_with_0(call, root):
    dated(root)
    assert call("check", "tiny")[:2] == (0, "tiny: 0 blocking, 0 reportable findings\n")


def test_blocking_findings_end_a_run_with_2_before_anything_is_written(call, root):
    spoil(root)
    for args in ((), ("-n",)):
        code, _, err = call("run", "tiny", *args)
        assert code == 2
        assert "study 'tiny' has 1 blocking finding(s) in its data" in err
    assert [p.name for p in (root / "outputs" / "tiny").iterdir()] == [".lock"]


def test_a_busy_study_ends_75(call, root):
    with folder.hold_lock(root / "outputs" / "tiny", "tiny"):
        code, _, err = call("run", "tiny")
    assert (code, err) == (75, "evaluation: another run of 'tiny' is going; wait for it, or stop it, then start again\n")


def test_quarto_that_is_not_there_ends_2_before_anything_runs(call, root, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    code, _, err = call("run", "tiny", "--renderer", "quarto")
    assert code == 2
    assert "quarto.org" in err
    assert not (root / "outputs").exists()


def test_a_failed_region_ends_1_and_says_where_to_look(call, root):
    nbformat.write(tiny.notebook(tiny.MISBEHAVIOURS["swallows"]), root / "notebooks" / "region.ipynb")
    code, out, err = call("run", "tiny", "--region", "R1", "-j", "1")
    assert (code, err) == (1, "")
    run = next((root / "outputs" / "tiny").glob("2*"))
    assert "[1/1] R1 甲市 failed" in out
    assert "tiny: 1 failed" in out
    assert f"open outputs/tiny/{run.name}/index.html" in out
    code, out, _ = call("show", "tiny")
    assert code == 0
    assert f"outputs/tiny/{run.name}/R1/log.txt" in out
    assert "report.html" not in out
    code, out, _ = call("list", "tiny")
    assert (code, out) == (0, f"{run.name}  failed  1 failed\n")
    assert call("list")[1] == "tiny  1 run\n"


def test_fail_fast_stops_at_the_first_failure(call, root):
    nbformat.write(tiny.notebook(tiny.MISBEHAVIOURS["swallows"]), root / "notebooks" / "region.ipynb")
    code, out, _ = call("run", "tiny", "--region", "R1", "--region", "R2", "-j", "1", "--fail-fast", "--json")
    states = [r["state"] for r in json.loads(out)[0]["regions"]]
    assert (code, states) == (1, ["failed", "not run"])


def test_an_unexpected_error_says_where_but_never_what(call, root, monkeypatch):
    def broken(name, root=None, period=""):
        raise ValueError("张三 110105194912310021")

    monkeypatch.setattr(evaluation, "open", broken)
    code, out, err = call("check", "tiny")
    assert code == 1
    assert "张三" not in out + err
    assert "unexpected ValueError in look.py line" in err
    assert "EVALUATION_DEBUG=1" in err


def test_ctrl_c_outside_a_run_ends_130(call, root, monkeypatch):
    def stopped(limits, what, work):
        raise KeyboardInterrupt

    monkeypatch.setattr("evaluation.runs.limits.within", stopped)
    assert call("check", "tiny")[0] == 130


def test_render_refuses_a_notebook_that_did_not_run(call, root):
    code, _, err = call("render", root / "notebooks" / "region.ipynb")
    assert code == 2
    assert "not executed" in err
    assert not list((root / "notebooks").glob("*.html"))


def test_init_writes_a_study_that_loads_and_refuses_to_write_it_again(call, root):
    from evaluation.study.load import load

    code, out, _ = call("init", "my-study")
    assert code == 0
    assert "wrote params/my-study/study.yml" in out
    study = load("my-study", root)
    assert [r.code for r in study.reporting] == ["R1", "R2"]
    assert "insurance.csv" in (root / "data" / "my-study" / "SOURCE.md").read_text(encoding="utf-8")
    assert call("init", "my-study")[0] == 2


def test_init_in_english_is_of_training_and_asks_for_the_currency(call, root):
    assert call("init", "open", "--language", "en")[0] == 0
    _, _, told = call("check", "open")
    assert "line 11, money.currency: '?' is no currency of ISO 4217; write its code of three letters" in told
    assert call("init", "kenya", "--language", "en", "--currency", "KES")[0] == 0
    (root / "data" / "kenya" / "training.csv").write_text("region,enrolled,completed,cost\nR1,100,80,4000\nR2,50,40,3000\n")
    assert call("check", "kenya")[0] == 0
    code, _, told = call("init", "nowhere", "--currency", "KSH")
    assert (code, "--currency 'KSH' is no code of ISO 4217; did you mean " in told) == (2, True)
    assert call("init", "copy", "--from", "kenya", "--currency", "INR")[0] == 2


@pytest.mark.parametrize("language", ["zh", "en"])
def test_init_in_one_language_asks_for_no_other(call, root, language):
    from evaluation.study.languages import language_asked
    from evaluation.study.load import load

    assert call("init", "my-study", "--language", language, "--currency", "USD")[0] == 0
    study = load("my-study", root)
    assert (study.file.format, language_asked(study)) == (2, language)
    assert {r.languages for r in study.regions} == {frozenset({language})}
    other = {"zh": "en", "en": "zh"}[language]
    assert f"{other}:" not in (root / "params" / "my-study" / "study.yml").read_text(encoding="utf-8")


def test_init_from_another_study_copies_its_questions(call, root):
    call("init", "first")
    assert call("init", "second", "--from", "first")[0] == 0
    one, two = (root / "params" / n / "study.yml" for n in ("first", "second"))
    assert one.read_bytes() == two.read_bytes()


def test_the_project_must_be_found(call, monkeypatch, tmp_path):
    monkeypatch.setenv("EVALUATION_ROOT", str(tmp_path))
    code, _, err = call("list")
    assert code == 2
    assert "EVALUATION_ROOT" in err


def test_demo_calls_the_generator(call, root, monkeypatch):
    import evaluation_demo

    monkeypatch.setattr(evaluation_demo, "write", lambda where, project: [where / "data" / "x.csv"], raising=False)
    code, out, _ = call("demo", "--output", root)
    assert (code, f"wrote {root}/data/x.csv" in out) == (0, True)


def test_errors_of_the_package_keep_their_exit_code(call, root, monkeypatch):
    def refused(name, root=None, period=""):
        raise Refused("params/tiny/study.yml: period: missing; add it")

    monkeypatch.setattr(evaluation, "open", refused)
    assert call("check", "tiny") == (2, "", "evaluation: params/tiny/study.yml: period: missing; add it\n")


def test_a_file_that_the_installation_lost_is_told_with_what_to_do(call, root, monkeypatch):
    def lost(name, root=None, period=""):
        raise ModuleNotFoundError("No module named 'jinja2.ext'")

    monkeypatch.setattr(evaluation, "open", lost)
    told = "the installation is not whole: No module named 'jinja2.ext'; install it again, in a clone with: make clean && make venv"
    assert call("check", "tiny") == (1, "", f"evaluation: {told}\n")
    assert work.describe(ModuleNotFoundError("No module named 'jinja2.ext'")) == told


HELPED = """
import sys
from evaluation.cli import cli
from evaluation.cli.guard import run_guarded
ended = [run_guarded(cli, [*words, "--help"]) for words in ([], *([name] for name in cli.commands))]
loaded = {name.partition(".")[0] for name in sys.modules} - set(sys.stdlib_module_names)
print(len(ended), set(ended), sorted(name for name in loaded if "_" not in name and name != "sitecustomize"), file=sys.stderr)
"""


def test_help_imports_no_library_but_that_of_the_command_line():
    done = subprocess.run([sys.executable, "-c", HELPED], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == f"{len(cli.commands) + 1} {{0}} ['click', 'evaluation']"


NO_DELIVERY = {
    "init": "writes files of questions",
    "add": "writes files of code and words",
    "list": "counts runs",
    "show": "reads one record",
    "verify": "compares hashes",
    "clauses": "reads the files of questions",
    "indicators": "reads what is declared",
    "render": "reads a notebook that was executed",
    "demo": "reads nothing",
}


def test_every_command_that_reads_a_delivery_has_limits_of_time_and_memory():
    limited = {n for n, c in cli.commands.items() if {"timeout", "memory"} <= {p.name for p in c.params}}
    assert limited == set(cli.commands) - set(NO_DELIVERY)


def test_a_reader_who_has_gone_changes_no_exit_code(tmp_path):
    """As in ``evaluation check x | head -1``: the first line is read, the rest goes nowhere."""
    said = "from evaluation.errors import tell; import sys; [tell('x' * 999, sys.stdout) for _ in range(999)]; sys.exit(2)"
    with subprocess.Popen([sys.executable, "-c", said], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        assert (process.stderr.read(), process.wait()) == (b"", 2)


def test_commands_and_runs_speak_through_one_function():
    source = Path(evaluation.__file__).parent
    speaking = {
        str(path.relative_to(source))
        for folder in ("cli", "runs")
        for path in (source / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and (getattr(node.func, "id", "") == "print" or getattr(node.func, "attr", "") in ("echo", "secho"))
    }
    assert speaking == {"runs/shell.py"}, "shell.py warns within a notebook's kernel"


def test_an_output_that_takes_nothing_more_is_told_and_refused():
    """As in ``evaluation list > /dev/full``."""
    if not Path("/dev/full").exists():
        pytest.skip("this system has no device that is always full")
    with open("/dev/full", "wb") as full:
        done = subprocess.run([sys.executable, "-m", "evaluation", "list"], stdout=full, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr) == (
        2,
        "evaluation: the output cannot be written: No space left on device; make room or write elsewhere\n",
    )


@pytest.mark.parametrize(("encoding", "told"), [("ascii", r"\u6b66\u6c49 \u2713"), ("gbk", r"武汉 \u2713"), ("utf-8", "武汉 ✓")])
def test_a_console_that_lacks_a_character_is_told_its_number(encoding, told):
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    tell("武汉 ✓", stream)
    assert stream.buffer.getvalue().decode(encoding) == f"{told}\n"
