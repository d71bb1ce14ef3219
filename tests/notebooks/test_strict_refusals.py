"""Six of the seven refusals before a kernel starts; the seventh (early exit) is in test_strict_run.py."""

from pathlib import Path

import nbformat
import pytest
import tiny

from evaluation.errors import Refused, RegionFailed
from evaluation.runs import strict, thin

GIVEN = {"study": "tiny", "region": "R1", "period": "", "cut_off": "", "language": ""}


def declared(parameters):
    return strict.declaration(tiny.notebook(tiny.GOOD, parameters=parameters), "region.ipynb")


def test_exactly_the_declared_parameters_are_bound_in_their_order():
    assert list(strict.bind(declared(tiny.PARAMETERS), GIVEN)) == ["study", "region", "period", "cut_off", "language"]


def test_a_misspelt_name_is_refused_with_the_nearest():
    with pytest.raises(Refused, match=r"region.ipynb: unknown parameter 'regoin'; did you mean 'region'\?"):
        strict.bind(declared(tiny.PARAMETERS), {**GIVEN, "regoin": "R1"})


def test_a_missing_parameters_tag_is_refused():
    with pytest.raises(Refused, match="no cell has the tag 'parameters'"):
        declared(None)


def test_a_commented_out_default_declares_nothing():
    with pytest.raises(Refused, match="declares nothing; take the '#' off"):
        declared('# region = "R1"')


def test_one_commented_out_default_is_missed_by_name():
    found = tiny.notebook(tiny.GOOD, parameters='study = "tiny"\n# region = "R1"')
    with pytest.raises(Refused, match="does not assign 'region'"):
        strict.check_declaration(found, "region.ipynb", ("study", "region"))


@pytest.mark.parametrize("default", ['study + "-x"', 'f"{study}"', "str(1)", '"a" "b".upper()', "max('1', '2')"])
def test_a_derived_default_is_refused(default):
    with pytest.raises(Refused, match=r"default of 'region' is derived .* write a literal"):
        declared(f'study = "tiny"\nregion = {default}')


@pytest.mark.parametrize("default", ["420100", "None", "True", "4.2", '["R1"]', 'b"R1"'])
def test_a_default_of_another_type_is_refused(default):
    with pytest.raises(Refused, match=r"default of 'region' must be text, got .* quote it"):
        declared(f"region = {default}")


def test_a_value_of_another_type_is_refused():
    with pytest.raises(Refused, match="parameter 'region' must be str, got 420100"):
        strict.bind(declared(tiny.PARAMETERS), {**GIVEN, "region": 420100})


def test_a_parameter_left_at_its_default_is_refused():
    with pytest.raises(Refused, match="parameter 'period' was not given; a report run gives every parameter"):
        strict.bind(declared(tiny.PARAMETERS), {k: v for k, v in GIVEN.items() if k != "period"})


@pytest.mark.parametrize(
    "statement", ["import os", "a = b = 'x'", "region: str = 'R1'", "region += 'x'", "(region := 'R1')", "x.y = '1'"]
)
def test_the_parameters_cell_holds_assignments_of_literals_only(statement):
    with pytest.raises(Refused, match="line 1: write name = literal"):
        declared(statement)


@pytest.mark.parametrize("name", ["ｒegion", "regoin", "rеgion"])
def test_a_parameters_cell_cannot_declare_other_names(name):
    with pytest.raises(Refused, match=f"assigns '{name}'; did you mean 'region'"):
        declared(f"{name} = 'R1'")


def test_two_parameters_cells_are_refused():
    found = tiny.notebook(tiny.GOOD)
    found.cells.insert(2, nbformat.v4.new_code_cell("region = 'R2'", metadata={"tags": ["parameters"]}))
    with pytest.raises(Refused, match="2 cells have the tag 'parameters'"):
        strict.declaration(found, "region.ipynb")


def test_a_file_that_is_no_notebook_is_refused(tmp_path):
    file = tmp_path / "x.ipynb"
    file.write_text("no notebook", encoding="utf-8")
    with pytest.raises(Refused, match="is no notebook"):
        strict.read(file)


@pytest.mark.parametrize(
    "source",
    [
        "try:\n    report.fact()\nexcept ValueError:\n    pass",
        "with suppress(Exception):\n    report.fact()",
        "report.fact();",
        "%time report.fact()",
        "!ls",
        "report.fact(",
    ],
)
def test_what_could_hide_a_failure_fails_the_region(source):
    with pytest.raises(RegionFailed, match="could hide a failure: cell 5"):
        strict.refuse_hiding(tiny.notebook(source), "region.ipynb")


def test_a_tag_that_lets_errors_pass_fails_the_region():
    found = tiny.notebook(tiny.GOOD)
    found.cells[4].metadata["tags"] = ["raises-exception"]
    with pytest.raises(RegionFailed, match="the tag 'raises-exception' lets a failing cell pass"):
        strict.refuse_hiding(found, "region.ipynb")


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("def f():\n    pass", "def has no place"),
        ("class A:\n    pass", "class has no place"),
        ("report.fact(key=lambda x: x)", "lambda has no place"),
        ("for x in y:\n    report.fact()", "for has no place"),
        ("while True:\n    pass", "while has no place"),
        ("report.fact([x for x in y])", "a comprehension has no place"),
        ("frame.groupby('a')", "groupby() has no place"),
        ("open('x')", "open() has no place"),
        ("report.fact('../data/x.csv')", "looks like a path"),
        ("import pandas", "imports evaluation only"),
        ("from os import path", "imports evaluation only"),
        ("x = report.fact()", "must be one call"),
        ("report.fact()\nreport.fact()", "must be one call"),
        ("report", "must be one call"),
    ],
)
def test_a_fat_notebook_breaks_a_rule_by_name(source, rule):
    assert any(rule in str(v) for v in thin.violations(tiny.notebook(source)))


def test_a_thin_notebook_breaks_none():
    found = tiny.notebook(tiny.GOOD)
    found.cells[2].source = "import evaluation\nreport = evaluation.open(study).report(region=region)"
    assert thin.violations(found) == []


@pytest.mark.parametrize("path", sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb")), ids=lambda p: p.name)
def test_the_projects_notebooks_are_thin_stripped_and_declare_what_a_run_gives(path):
    found = strict.read(path)
    assert [str(v) for v in thin.violations(found)] == []
    assert [c for c in found.cells if c.cell_type == "code" and (c.outputs or c.execution_count)] == []
    assert {"study", "period", "cut_off", "language"} <= set(strict.declaration(found, path.name).defaults)
