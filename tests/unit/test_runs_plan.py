"""The plan of a run: everything that can be refused is refused before anything runs or is written."""

import subprocess
import sys
from dataclasses import asdict, replace
from datetime import timedelta

import nbformat
import pytest
import tiny

import evaluation
from evaluation.cli import cli
from evaluation.cli.guard import run_guarded
from evaluation.errors import Refused
from evaluation.runs import plan
from evaluation.runs.cache import ReportDecision
from evaluation.runs.job import Readiness, Unmade
from evaluation.runs.making import Making
from evaluation.runs.options import Options
from evaluation.runs.progress import RunProgress
from evaluation.study import load
from evaluation.study.periods import Grain


@pytest.fixture
def root(tmp_path):
    return tiny.write_project(tmp_path)


def test_a_plan_holds_the_overview_first_and_every_reporting_region(root):
    made = plan.make("tiny", root)
    assert [(r.region, r.name, r.overview) for r in made.reports] == [
        ("TOP", "全省", True),
        ("R1", "甲市", False),
        ("R2", "乙市", False),
    ]
    assert (made.title, made.period, made.language) == ("样例研究", "2007", "zh")


def test_a_place_that_reports_itself_is_made_once(root):
    regions = root / "params" / "tiny" / "regions.csv"
    regions.write_text(regions.read_text("utf-8").replace("true", "no").replace("false", "true", 1).replace("no", "false"), "utf-8")
    assert [r.region for r in plan.make("tiny", root).reports] == ["TOP"]


def test_every_notebook_is_given_every_parameter_it_declares(root):
    made = plan.make("tiny", root, given={"language": "en"})
    assert made.reports[0].parameters == {"study": "tiny", "period": "", "cut_off": "", "language": "en"}
    assert made.reports[1].parameters == {"study": "tiny", "region": "R1", "period": "", "cut_off": "", "language": "en"}
    assert (made.title, made.reports[1].name) == ("Tiny study", "City one")


def ways(home, study):
    """Parameters of runs of which several mean the same."""
    own = load.load(study, home).file
    when, day, later = own.period.spelled, own.cut_off.isoformat(), (own.cut_off + timedelta(days=9)).isoformat()
    parts = [p.spelled for p in own.period.year.parts(Grain.QUARTER)]
    return [
        {},
        {"period": when},
        {"cut_off": day},
        {"cut_off": later},
        {"language": own.language},
        {"language": "en"},
        {"period": when, "cut_off": day, "language": own.language},
        *({"period": p} for p in parts),
        {"period": parts[-1], "cut_off": day},
        {"period": parts[1], "language": own.language},
    ]


@pytest.mark.parametrize("study", ["tiny", "hubei-2007", "guizhou-2010"])
def test_reports_of_one_key_are_one_report_however_they_were_asked_for(study, root, bundled):
    """Else a kept report says another thing of itself than the run that kept it."""
    home = root if study == "tiny" else bundled
    said, asked = {}, 0
    for given in ways(home, study):
        for r in plan.make(study, home, given=given).reports:
            own = (r.region, r.period, r.cut_off, r.document, dict(r.parameters), r.notebook.sha256)
            assert said.setdefault(r.key, own) == own, given
            asked += 1
    assert len(said) < asked, "no two ways lead to one report"


def test_regions_can_be_chosen_by_option_and_by_parameter(root):
    made = plan.make("tiny", root, ["R2"], {"region": "TOP"})
    assert [r.region for r in made.reports] == ["TOP", "R2"]


def test_regions_go_by_their_names_too(root):
    made = plan.make("tiny", root, ["乙市", "R2"], {"region": "City one"})
    assert [r.region for r in made.reports] == ["R1", "R2"]
    with pytest.raises(Refused, match="study 'tiny' reports on no region '丙市'"):
        plan.make("tiny", root, ["丙市"])


def test_an_unknown_region_is_refused_with_the_nearest(root):
    with pytest.raises(Refused, match="study 'tiny' reports on no region 'R11'; did you mean 'R1'"):
        plan.make("tiny", root, ["R11"])


@pytest.mark.parametrize("code", ["../../x", "R1/", "{region}", "Ｒ1", "R1\n"])
def test_a_hostile_region_is_refused(root, code):
    with pytest.raises(Refused, match="study 'tiny' reports on no region"):
        plan.make("tiny", root, [code])


def test_another_study_as_parameter_is_refused(root):
    with pytest.raises(Refused, match="another study"):
        plan.make("tiny", root, given={"study": "other"})


def test_a_notebook_that_declares_less_than_it_is_given_is_refused(root):
    nbformat.write(tiny.notebook(parameters='study = "x"\nregion = "R1"'), root / "notebooks" / "region.ipynb")
    with pytest.raises(Refused, match=r"notebooks/region.ipynb: the parameters cell does not assign 'period'"):
        plan.check_notebooks(plan.make("tiny", root).notebooks)


def test_an_overview_notebook_with_a_region_is_refused(root):
    nbformat.write(tiny.notebook(), root / "notebooks" / "province.ipynb")
    with pytest.raises(Refused, match=r"notebooks/province.ipynb: .* assigns 'region', which a run does not give"):
        plan.check_notebooks(plan.make("tiny", root).notebooks)


def test_the_key_of_a_run_follows_what_the_reports_are_made_from(root):
    first = plan.make("tiny", root).key
    assert first == plan.make("tiny", root).key
    assert first != plan.make("tiny", root, given={"language": "en"}).key
    tiny.write_project(root, tiny.GOOD, tiny.GOOD)
    assert first != plan.make("tiny", root).key


def test_a_plan_is_made_without_measuring_anything(root):
    """That is what lets a run that has nothing to do end at once."""
    watch = (
        "import sys, pathlib\nfrom evaluation.runs import plan, batch\nfrom evaluation.runs.registry import Registry\n"
        f"made = plan.make('tiny', pathlib.Path({str(root)!r}))\n"
        "batch.decisions_of(made, batch.Options(), Registry(made.root, 'tiny'))\n"
        "print(sorted({'pandas', 'matplotlib', 'papermill', 'nbformat', 'typst', 'IPython'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", watch], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_inputs_of_a_plan_are_the_files_that_are_read(root):
    made, opened = plan.make("tiny", root), evaluation.open("tiny", root)
    assert [{k: v for k, v in i.items() if k != "rows"} for i in opened.inputs] == list(made.inputs)
    assert [r.key for r in made.reports] == [opened.key(r.region, r.notebook.sources) for r in made.reports]


def never(*_, **__):
    raise AssertionError("a delivered table was opened")


def test_a_plan_opens_no_delivered_table(bundled, monkeypatch):
    monkeypatch.setattr("evaluation.data.delivery.read", never)
    made = plan.make("hubei-2007", bundled)
    pending = {r.region: r.pending for r in made.reports if r.pending}
    assert pending == {
        "bulletin": "2007Q4 was delivered",
        "warning_notice": "2007Q4 was delivered and anyone is in warning at its end",
        **dict.fromkeys(("agency_announcement", "pilots", "special_inspection"), "what it counts is what the tables say"),
    }


def test_a_dry_run_measures_nothing(bundled, monkeypatch, capsys):
    monkeypatch.setattr("evaluation.measured.measuring.results", never)
    monkeypatch.setenv("EVALUATION_ROOT", str(bundled))
    assert run_guarded(cli, ["run", "hubei-2007", "-n"]) == 0
    told = capsys.readouterr().out
    assert "make: not made before; only if 2007Q4 was delivered and anyone is in warning at its end" in told


def decided(made):
    return [ReportDecision(planned=p, reason="not made before") for p in made.reports]


def settled(made, ready, hidden):
    """The plan of a run, and what it has left to make, when the study is measured and found ``ready``."""
    making = Making(made, decided(made), Options(), hidden)
    making._settle(replace(ready, inputs=made.inputs), RunProgress())
    return making.plan, [d.planned.region for d in making.todo]


UNMADE = Unmade(code="bulletin", name="季度通报", why="没有数据", said="no figures")


def test_what_measuring_shows_not_to_be_due_is_left_out(bundled, tmp_path):
    made = plan.make("hubei-2007", bundled)
    every = [r.region for r in made.reports]
    assert settled(made, Readiness(inputs=()), tmp_path) == (made, every)
    calm, left = settled(made, Readiness(inputs=(), warned=False), tmp_path)
    assert left == [r.region for r in calm.reports] == [r for r in every if r != "warning_notice"]
    without, left = settled(made, Readiness(inputs=(), unmade=(UNMADE,)), tmp_path)
    assert left == [r for r in every if r != "bulletin"] and without.unmade == (UNMADE,)


@pytest.mark.parametrize(
    ("code", "ready", "said"),
    [
        ("warning_notice", Readiness(inputs=(), warned=False), "nobody is in warning at the end of 2007"),
        ("bulletin", Readiness(inputs=(), unmade=(UNMADE,)), "bulletin is not made: no figures"),
    ],
)
def test_what_was_asked_for_and_is_not_due_is_refused(bundled, tmp_path, code, ready, said):
    with pytest.raises(Refused, match=said):
        settled(plan.make("hubei-2007", bundled, [code]), ready, tmp_path)


def test_what_the_latest_run_knows_of_the_same_figures_is_not_pending(bundled, monkeypatch):
    first = plan.make("hubei-2007", bundled)

    def latest(*left_out, unmade=()):
        """A record of ``first`` as a run would leave it that did not make some documents."""
        regions = [{"code": r.region, "key": r.key} for r in first.reports if r.region not in left_out]
        record = {"regions": regions, "unmade": [asdict(u) for u in unmade]}
        monkeypatch.setattr("evaluation.runs.registry.Registry.latest", lambda self: record)
        return plan.make("hubei-2007", bundled)

    calm, bare = latest("warning_notice"), latest("bulletin", unmade=(UNMADE,))
    assert [r.region for r in latest().reports] == [r.region for r in first.reports]
    for made, code in ((calm, "warning_notice"), (bare, "bulletin")):
        assert not any(r.pending for r in made.reports)
        assert {r.region for r in first.reports} - {r.region for r in made.reports} == {code}
    assert bare.unmade == (UNMADE,)
    assert any(r.pending for r in latest("bulletin").reports), "nobody said why it was not made"
    assert any(r.pending for r in latest("420100").reports), "it did not make everything"
    monkeypatch.undo()
    monkeypatch.setattr("evaluation.runs.registry.Registry.latest", lambda self: None)
    assert any(r.pending for r in plan.make("hubei-2007", bundled).reports)


def test_what_is_asked_for_and_known_not_to_be_due_is_refused_by_the_plan(bundled, monkeypatch):
    first = plan.make("hubei-2007", bundled)
    record = {"regions": [{"code": r.region, "key": r.key} for r in first.reports if r.region != "warning_notice"]}
    monkeypatch.setattr("evaluation.runs.registry.Registry.latest", lambda self: record)
    with pytest.raises(Refused, match="nobody is in warning at the end of 2007, and there is no warning notice to make"):
        plan.make("hubei-2007", bundled, ["warning_notice"])
