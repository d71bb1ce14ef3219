"""What ``params/`` may not say, and how it is said: every refusal by its text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from study_files import made, write

from evaluation.errors import EXIT_REFUSED, Refused
from evaluation.study.load import load, names
from evaluation.study.periods import parse


def refused(root, *changes, drop=()) -> str:
    with pytest.raises(Refused) as caught:
        made(root, *changes, drop=drop)
    assert caught.value.exit_code == EXIT_REFUSED == 2
    return str(caught.value)


def test_the_sample_is_accepted(tmp_path):
    study = made(tmp_path)
    assert study.top.code == "420000"
    assert [r.code for r in study.reporting] == ["420100", "420600"]
    assert study.region("420600").name_zh == "襄樊市"
    assert study.region("999999") is None
    assert study.file.cut_off == date(2007, 12, 31)
    assert study.targets[0].value == Decimal(70)
    assert sorted(study.files) == ["choices.yml", "regions.csv", "study.yml", "targets.csv", "weights.yml"]
    assert all(len(digest) == 64 for digest in study.files.values())


def test_a_copy_with_other_regions_and_targets_remembers_nothing_of_the_old(tmp_path):
    study = made(tmp_path)
    assert study.demands["emp_new_urban", parse("2007")]["420100"].value == Decimal(400_000)
    assert (study.top.code, len(study.reporting), study.region("420600").code) == ("420000", 2, "420600")
    other = study.model_copy(update={"regions": study.regions[:2], "targets": study.targets[:1]})
    assert (other.region("420600"), [r.code for r in other.reporting]) == (None, ["420100"])
    assert list(other.demands["emp_new_urban", parse("2007")]) == ["420000"]
    assert study.region("420600").code == "420600"
    assert study == study.model_copy() == made(tmp_path / "again")


def test_the_digest_of_a_file_follows_its_content(tmp_path):
    before = made(tmp_path / "a").files
    after = made(tmp_path / "b", ("choices.yml", "because", "for that")).files
    assert {name for name in before if before[name] != after[name]} == {"choices.yml"}


def test_a_study_without_targets_choices_and_weights_is_one(tmp_path):
    study = made(tmp_path, drop=("targets.csv", "choices.yml", "weights.yml"))
    assert (study.targets, study.choices, study.weights) == ((), {}, None)


def test_an_unknown_study_is_named_with_the_nearest(tmp_path):
    write(tmp_path, name="hubei-2007")
    assert names(tmp_path) == ["hubei-2007"]
    with pytest.raises(Refused, match=r"there is no study 'hubei-2008'; did you mean 'hubei-2007'\?"):
        load("hubei-2008", tmp_path)


def test_a_path_is_not_a_study(tmp_path):
    write(tmp_path)
    with pytest.raises(Refused, match="there is no study"):
        load("../params/small", tmp_path)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("study.yml", "region_vintage", "region_vintag"), "region_vintag: unknown key; did you mean 'region_vintage'?"),
        (("study.yml", "unit: 万人", "unt: 万人"), "columns.长分母.unt: unknown key; did you mean 'unit'?"),
        (("study.yml", "    file: e", "    fiel: e"), "tables.employment.fiel: unknown key; did you mean 'file'?"),
        (("study.yml", "en: Small sample", "eng: Small sample"), "title.eng: unknown key; did you mean 'en'?"),
        (("choices.yml", "{reading", "{raeding"), "emp_new_urban.raeding: unknown key; did you mean 'reading'?"),
        (("weights.yml", "least_evidence", "least_evidense"), "unknown key; did you mean 'least_evidence'?"),
        (("weights.yml", "worst: 6,", "wurst: 6,"), "unemp_rate_reg.wurst: unknown key; did you mean 'worst'?"),
        (("weights.yml", "from_score: 75", "from_skore: 75"), "grades.0.from_skore: unknown key; did you mean 'from_score'?"),
        (("targets.csv", "status", "staus"), "unknown column 'staus'; did you mean 'status'?"),
        (("regions.csv", "short_zh", "short_zn"), "unknown column 'short_zn'; did you mean 'short_zh'?"),
    ],
)
def test_an_unknown_key_is_refused_with_a_hint_of_its_own_level(tmp_path, change, said):
    assert said in refused(tmp_path, change)


def test_a_missing_key_is_named(tmp_path):
    assert "cut_off: missing; add it" in refused(tmp_path, ("study.yml", "cut_off: 2007-12-31\n", ""))


def test_all_wrong_keys_are_told_at_once(tmp_path):
    said = refused(
        tmp_path, ("study.yml", "cut_off: 2007", "cut_of: 2007"), ("study.yml", "region_system: gb2260", "region_system: gb")
    )
    assert "cut_of: unknown key; did you mean 'cut_off'?" in said
    assert "cut_off: missing; add it" in said
    assert "region_system: Input should be 'gb2260' or 'free', got 'gb'" in said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("study.yml", "indicators:", "period: '2008'\nindicators:"), "line 21: the key 'period' stands twice (first in line 5)"),
        (("study.yml", "减员:", "新就业:"), "line 17: the key '新就业' stands twice (first in line 16)"),
        (("choices.yml", "{reading: long,", "{reading: long, reading: short,"), "line 2: the key 'reading' stands twice"),
        (
            ("study.yml", "author: {zh: 编制组, en: Office}", "author: &office {zh: 编制组, en: Office}"),
            "line 7: anchors and aliases are not used in study files; write the value out",
        ),
        (("study.yml", "author: {zh: 编制组, en: Office}", "author: *office"), "line 7"),
        (
            ("study.yml", 'period: "2007"', "period: !!int 2007"),
            "line 5: the tag 'tag:yaml.org,2002:int' is not used in study files; remove it",
        ),
        (("study.yml", 'period: "2007"', "period: !!python/object/apply:os.system [true]"), "line 5: the tag"),
        (("study.yml", "author:", "? [a]\n: b\nauthor:"), "a key must be a word"),
        (("study.yml", "author:", "author: ["), "study.yml, line"),
    ],
)
def test_yaml_that_can_be_misread_is_refused_with_its_line(tmp_path, change, said):
    message = refused(tmp_path, change)
    assert change[0] in message
    assert said in message


@pytest.mark.parametrize(("text", "said"), [("- a\n- b\n", "expected keys and values, got a list"), ("", "got an empty file")])
def test_a_file_without_keys_is_refused(tmp_path, text, said):
    (write(tmp_path) / "choices.yml").write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=said):
        load("small", tmp_path)


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    folder = write(tmp_path)
    (folder / "choices.yml").write_bytes("说明".encode("gb18030"))
    with pytest.raises(Refused, match="line 1: the file is not UTF-8; save it as UTF-8"):
        load("small", tmp_path)
    (folder / "choices.yml").unlink()
    (folder / "targets.csv").write_bytes("项目".encode("gb18030"))
    with pytest.raises(Refused, match="line 1: the file is not UTF-8; save it as CSV UTF-8"):
        load("small", tmp_path)


def test_a_byte_order_mark_is_no_part_of_a_key_or_header(tmp_path):
    folder = write(tmp_path)
    for name in ("study.yml", "regions.csv"):
        (folder / name).write_bytes(b"\xef\xbb\xbf" + (folder / name).read_bytes())
    assert load("small", tmp_path).top.code == "420000"


def test_words_that_look_like_numbers_or_truth_stay_words(tmp_path):
    study = made(
        tmp_path,
        ("study.yml", "region_system: gb2260", "region_system: free"),
        ("study.yml", "en: Office", "en: NO"),
        ("study.yml", "zh: 编制组", "zh: 0110"),
        ("study.yml", 'period: "2007"', "period: 2007"),
        ("study.yml", "zh: 无", "zh: 1e3"),
        ("regions.csv", "420100,武汉市", "0110,武汉市"),
        ("targets.csv", "emp_new_urban,420100", "emp_new_urban,0110"),
    )
    assert (study.file.author.zh, study.file.author.en) == ("0110", "NO")
    assert (study.file.period, study.file.source_note.zh) == (parse("2007"), "1e3")
    assert study.region("0110").name_zh == "武汉市"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("regions.csv", "420600,襄樊市", "420600,襄阳市"), "420600 is called 襄樊市 in 2007, not 襄阳市"),
        (
            ("study.yml", "region_vintage: 2007", "region_vintage: 1979"),
            "no division codes of 1979 are known, only of 1981 to 2024",
        ),
        (("study.yml", "region_vintage: 2007", "region_vintage: 2026"), "no division codes of 2026 are known"),
        (("study.yml", "region_vintage: 2007", "region_vintage: 200712"), "region_vintage: Input should be less than"),
        (("regions.csv", "", "420100,武汉市,Wuhan,武汉,prefecture,420000,true\n"), "the code 420100 stands twice"),
        (("regions.csv", "prefecture,420000", "prefecture,429999"), "parent '429999' of 420100 is not listed"),
        (("regions.csv", "prefecture,420000", "prefecture,"), "exactly one region has no parent"),
        (("regions.csv", "420000,湖北省", "４２００００,湖北省"), "line 2:\n  code: is no code, got '４２００００'; write 1 to 32"),
        (
            ("regions.csv", "prefecture,420000,true", "town,420000,true"),
            "no words are known for the level 'town'; known: country, province",
        ),
        (("regions.csv", "420000,true", "420000,perhaps"), "line 3:\n  reports: is neither true nor false"),
        (("regions.csv", "420000,true", "420000,true,x"), "line 3:\n  <more cells than headers>: unknown key"),
        (("regions.csv", "parent,reports", "parent,parent"), "the column 'parent' stands twice; keep one"),
    ],
)
def test_regions_are_those_of_the_studys_year(tmp_path, change, said):
    assert said in refused(tmp_path, change)


def test_a_code_that_is_no_division_of_that_year_is_refused(tmp_path):
    said = refused(tmp_path, ("regions.csv", "420600,", "420699,"), drop=("targets.csv",))
    assert "420699 襄樊市 is not a division code of 2007; 襄樊市 is 420600 until 2010; check the code or region_vintage" in said


def test_no_region_reports(tmp_path):
    said = refused(tmp_path, ("regions.csv", "420000,true", "420000,false"), ("regions.csv", "420000,true", "420000,false"))
    assert "no region has reports = true" in said


def test_regions_are_needed(tmp_path):
    assert "regions.csv is missing in params/small/" in refused(tmp_path, drop=("regions.csv",))


def test_the_same_unit_has_other_names_in_other_years(tmp_path):
    later = made(
        tmp_path, ("study.yml", "region_vintage: 2007", "region_vintage: 2011"), ("regions.csv", "420600,襄樊市", "420600,襄阳市")
    )
    assert later.region("420600").name_zh == "襄阳市"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ("targets.csv", "emp_new_urban,420600", "emp_new_urban,420700"),
            "target of emp_new_urban for region '420700', which is not listed; did you mean '420600'?",
        ),
        (
            ("targets.csv", "emp_new_urban,420600", "emp_new_urban,420100"),
            "two targets of emp_new_urban for 420100 in 2007; keep one",
        ),
        (("targets.csv", ",2007,at_least,70", ",2007Q5,at_least,70"), "period '2007Q5' is not one"),
        (("targets.csv", "at_least,70", "at_least,NaN"), "line 2:\n  value: is no number; write up"),
        (("targets.csv", "at_least,70", "at_least,7O"), "zeros in front, got '7O'"),
        (("targets.csv", "at_least,70", "above,70"), "demand: Input should be 'at_least', 'at_most' or 'equal', got 'above'"),
        (("targets.csv", "70,万人", "70,万"), "unit: '万' says how many and not of what; write '万人' and the like, got '万'"),
        (("targets.csv", "70,万人,issued", "70,万人,decreed"), "status: Input should be 'issued' or 'proposal'"),
        (("targets.csv", "万人,issued,HB-0", "万人,issued,"), "line 2:\n  source: missing; add it"),
    ],
)
def test_targets_are_of_listed_regions_and_have_a_source(tmp_path, change, said):
    assert said in refused(tmp_path, change)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("weights.yml", "points: 10", "points: 12"), "groups.social_benefit.points is 12, but its indicators add up to 10"),
        (("weights.yml", "worst: 60, best: 100", "worst: 60, best: 60"), "emp_new_urban: worst and best are both 60; part them"),
        (("weights.yml", "from_score: 75", "from_score: 0"), "grades must fall from the best band to one that starts at 0"),
        (("weights.yml", "from_score: 75", "from_score: -5"), "grades must fall from the best band"),
        (("weights.yml", "from_score: 0", "from_score: 10"), "got [Decimal('75'), Decimal('10')]"),
        (("weights.yml", "{points: 4,", "{points: 0,"), "points: Input should be greater than 0, got '0'"),
        (("weights.yml", "least_evidence: 60", "least_evidence: 101"), "least_evidence: Input should be less than or equal"),
        (
            (
                "weights.yml",
                "grades:\n",
                "  more:\n    points: 6\n    title: {zh: 另, en: more}\n    indicators:\n"
                "      emp_new_urban: {points: 6, worst: 60, best: 100, why: {zh: 值, en: value}}\ngrades:\n",
            ),
            "emp_new_urban brings points in two groups; keep it in one",
        ),
    ],
)
def test_weights_add_up_and_bands_fall(tmp_path, change, said):
    assert said in refused(tmp_path, change)


@pytest.mark.parametrize(("period", "day"), [("2007", "2007-12-30"), ("2007Q4", "2007-09-30"), ("2008Q1", "2007-12-31")])
def test_a_cut_off_before_the_end_of_the_studys_own_period_is_refused(tmp_path, period, day):
    change = [("study.yml", 'period: "2007"', f"period: {period!r}"), ("study.yml", "cut_off: 2007-12-31", f"cut_off: {day}")]
    said = refused(tmp_path, *change)
    assert "study.yml" in said and f"cut_off {day} lies before the end of {period}, {parse(period).last_day}" in said


def test_a_cut_off_on_the_last_day_of_the_period_or_later_is_taken(tmp_path):
    for day in ("2007-12-31", "2008-01-20"):
        (tmp_path / day).mkdir()
        found = made(tmp_path / day, ("study.yml", "cut_off: 2007-12-31", f"cut_off: {day}"))
        assert found.file.cut_off.isoformat() == day


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("study.yml", "新就业: {quantity: new_employed,", "新就业: {"), "give one of 'quantity'"),
        (("study.yml", "{quantity: new_employed,", "{quantity: new_employed, states: emp_new_urban,"), "give one of 'quantity'"),
        (("study.yml", "    period: 期间\n", ""), "give one of 'period' (a column), '{period}' in the name"),
        (("study.yml", "    period: 期间", '    fixed_period: "07"'), "period '07' is not one"),
        (("study.yml", "file: employment.csv", "file: ../employment.csv"), "tables.employment.file: is no table that is read"),
        (("study.yml", "file: employment.csv", "file: employment.ods"), "tables.employment.file: is no table that is read"),
        (("study.yml", "unit: 万人", "unit: 万入"), "unit: '万入' is no unit; "),
        (
            ("study.yml", "region_system:", "money: {currency: RUP}\nregion_system:"),
            "money.currency: 'RUP' is no currency of ISO 4217; did you mean 'RUB'?",
        ),
        (
            ("study.yml", "region_system:", "money: {currency: inr}\nregion_system:"),
            "money.currency: 'inr' is no currency of ISO 4217; did you mean 'INR'?",
        ),
        (
            ("study.yml", "region_system:", "money: {currency: '?'}\nregion_system:"),
            "money.currency: '?' is no currency of ISO 4217; write its code of three letters, such as INR",
        ),
        (("study.yml", "unit: 万人", "unit: lakh pesons"), "unit: 'lakh pesons' is no unit; did you mean 'persons'?"),
        (
            ("study.yml", "unit: 万人", "unit: 万美元"),
            "'万美元' is money in USD, the study's is CNY; write '万CNY', or 'money: {currency: USD}'",
        ),
        (("study.yml", 'period: "2007"', 'period: "2007年度"'), "period '2007年度' is not one; did you mean 2007?"),
        (("study.yml", "cut_off: 2007-12-31", "cut_off: 2007-13-31"), "cut_off: is no day of the calendar"),
    ],
)
def test_a_column_is_a_figure_or_a_stated_rate_of_one_period(tmp_path, change, said):
    assert said in refused(tmp_path, change)


def test_a_stray_file_is_refused_and_a_hidden_one_is_not(tmp_path):
    folder = write(tmp_path)
    (folder / ".DS_Store").write_bytes(b"")
    load("small", tmp_path)
    (folder / "target.csv").write_text("", encoding="utf-8")
    with pytest.raises(Refused, match=r"params/small/target.csv is not a study file; did you mean 'targets.csv'\?"):
        load("small", tmp_path)
