"""Parameters of one run: typed by our schema, whoever wrote them and however."""

import pytest

from evaluation.errors import Refused
from evaluation.runs.parameters import collect, read_file, run_parameters, spell
from evaluation.study.periods import parse


@pytest.mark.parametrize("code", ["420100", "012345", "0110", "1e5", "NO", "null", "R_1-a", "x" * 32])
def test_a_code_stays_the_word_it_was(code):
    assert run_parameters(study="s", region=code).region == code


@pytest.mark.parametrize(
    "code",
    [
        "../../etc/x",
        "..\\x",
        "C:x",
        "\\\\srv\\s",
        "nul.txt",
        "a.",
        "a ",
        "x" * 33,
        "1100\x00",
        "420100\n",
        "",
        "r/1",
        "'; import os",
        '"""\n',
        "%%bash",
        "!cmd",
        "\u2028",
        "\ud800",
        "４２０１００",
        "rеgion",
        "{region.__class__}",
    ],
)
def test_what_is_no_code_is_refused_before_anything_runs(code):
    with pytest.raises(Refused, match="parameter 'region'"):
        run_parameters(study="s", region=code)


def test_a_fullwidth_code_is_refused_with_the_plain_one():
    with pytest.raises(Refused, match="did you mean '110000'"):
        run_parameters(study="s", region="１１００００")


@pytest.mark.parametrize("value", [420100, 4.2, None, True, float("nan"), 10**40, ["R1"], object()])
def test_values_that_are_no_text_are_refused(value):
    with pytest.raises(Refused, match=f"'region' must be text, got {type(value).__name__}"):
        run_parameters(study="s", region=value)


@pytest.mark.parametrize(
    "name", ["regoin", "a=1;open('X','w');b", "import os; os.system('x'); z", "!touch P #", "x\ny", "print", "class"]
)
def test_only_declared_names_are_parameters(name):
    with pytest.raises(Refused, match="there is no parameter"):
        collect([(name, "1")])


@pytest.mark.parametrize("name", ["ｒegion", "rеgion"])
def test_look_alike_names_are_not_the_name(name):
    with pytest.raises(Refused, match=r"there is no parameter .*did you mean 'region'"):
        collect([(name, "1")])


def test_a_misspelt_name_gets_the_nearest():
    with pytest.raises(Refused, match=r"there is no parameter 'regoin'; did you mean 'region'?"):
        collect([("regoin", "420100")])


def test_a_parameter_that_was_not_given_is_refused():
    with pytest.raises(Refused, match="parameter 'region' was not given; a report run gives every parameter"):
        run_parameters(study="s")


def test_another_language_is_refused_with_those_there_are():
    with pytest.raises(Refused, match="'fr' is no report language; use 'zh' or 'en'"):
        run_parameters(study="s", region="R1", language="fr")


def test_command_line_stands_over_file(tmp_path):
    file = tmp_path / "p.yml"
    file.write_text("region: 0110\nlanguage: en\n", encoding="utf-8")
    assert collect([("region", "NO")], [], file) == {"region": "NO", "language": "en"}


def test_the_same_name_twice_with_two_values_is_refused():
    with pytest.raises(Refused, match="'region' is given twice: 'R1' and 'R2'"):
        collect([("region", "R1")], [("region", "R2")])


def test_yaml_and_json_words_are_never_guessed(tmp_path):
    yml, json = tmp_path / "p.yml", tmp_path / "p.json"
    yml.write_text("region: 0110\nperiod: 2007-12-31\nlanguage: en\nstudy: NO\n", encoding="utf-8")
    json.write_text('{"region": 420100, "period": "2007"}', encoding="utf-8")
    assert read_file(yml) == {"region": "0110", "period": "2007-12-31", "language": "en", "study": "NO"}
    assert read_file(json) == {"region": "420100", "period": "2007"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("region: !!python/object/apply:os.system ['touch P']\n", "tag"),
        ("region: !!python/name:os.system\n", "tag"),
        ("region: R1\nregion: R2\n", "twice"),
        ("region: &a R1\nperiod: *a\n", "anchors"),
        ("regoin: R1\n", "did you mean 'region'"),
        ("region: [R1, R2]\n", "one value"),
        ("- region\n", "keys and values"),
        ("\ufeffregion: R1\n", "byte order mark"),
        ("[" * 20000, "nested too deeply"),
        ("region: " + "x" * 70000, "bytes"),
    ],
)
def test_a_hostile_parameters_file_is_refused_by_name(tmp_path, text, told):
    file = tmp_path / "p.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=told) as caught:
        read_file(file)
    assert str(file) in str(caught.value)


def test_a_parameters_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refused, match="cannot be read"):
        read_file(tmp_path / "none.yml")


def test_quarter_is_another_spelling_of_period_where_the_study_has_quarters():
    assert collect([("quarter", "2010Q4")]) == {"quarter": "2010Q4"}
    assert spell({"quarter": "2010Q3", "language": "en"}, "s", parse("2010Q4")) == {"period": "2010Q3", "language": "en"}
    assert spell({"quarter": "2010Q3", "period": "2010Q3"}, "s", parse("2010Q4")) == {"period": "2010Q3"}
    assert spell({"period": "2007"}, "s", parse("2007")) == {"period": "2007"}


@pytest.mark.parametrize(
    ("said", "own", "told"),
    [
        ({"quarter": "2010Q3", "period": "2010Q4"}, "2010Q4", "mean the same and differ: '2010Q3' and '2010Q4'"),
        ({"quarter": "2007Q3"}, "2007", "is a study of a year, 2007, and takes no 'quarter'; give -p period 2007Q3"),
        ({"quarter": "2010"}, "2010Q4", "'2010' is no quarter; write it as 2010Q4"),
        ({"quarter": ""}, "2010Q4", "'' is no quarter"),
    ],
)
def test_a_quarter_that_cannot_be_the_period_is_refused(said, own, told):
    with pytest.raises(Refused, match=told):
        spell(said, "s", parse(own))


def test_a_notebook_is_never_given_a_quarter():
    with pytest.raises(Refused, match="there is no parameter 'quarter'"):
        run_parameters(study="s", region="R1", quarter="2010Q4")
