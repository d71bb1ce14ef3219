"""A register as it is delivered: what is refused, in which words, and that no word is a person's."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from evaluation import personal
from evaluation.errors import Refused
from evaluation.register import about, cells, keys, reading
from evaluation.register.tables import TABLES

ABOUT = "cut_off: 2010-12-31\nregions: [R1, R2]\nsource: a test\nsynthetic: true\n"
CREDITED = {"R1": "R1", "R2": "R2", "R11": "R1", "R9": "R9"}
PHONE, NAME, RESIDENT, OLD = "13812345678", "王小明", "11010519491231002X", "110105491231002"
PERSON = "p1,male,1970-01-01,R1,h1,true,true"
GOOD = {
    "households": ["h1,R1,true", "h2,R11,false"],
    "persons": [PERSON, "p2,female,1972-02-29,520000,,true,false"],
    "registrations": ["p1,R1,2010-01-01,", "p2,R11,2009-01-01,2009-06-30", "p2,R2,2009-07-02,"],
    "certifications": [
        "p1,R1,2010-01-10,,A1_4050 A4_ltu,,",
        "p2,R2,2009-02-01,2009-01-20,A4_ltu,2009-08-01,moved",
        "p2,R1,2009-08-01,,A4_ltu,,",
    ],
    "employments": ["p2,2009-05-01,2009-05-02,unit", "p2,2009-05-02,,self"],
    "facts": ["p1,minimum_income,,2010-01-01,2020-01-01", "p1,other,hero,2010-01-01,"],
    "graduates": ["p2,2005-09-01,2009-06-30"],
    "papers": ["p1,card,2010-01-10,2013-01-10,county", "p1,plan,2010-01-10,,"],
    "services": ["s1,p1,2010-02-01,offer,true,false,accepted", "s2,p1,2010-02-01,briefing,true,,refused"],
    "visits": ["v1,p1,2010-02-01,family,true,true,true,true,true,false"],
    "waivers": ["p2,2010-01-01,2013-01-01"],
    "recognitions": ["h1,2010-01-01"],
}


def written(folder: Path, *, without=(), said: str = ABOUT, **changed: list[str]) -> Path:
    """A folder of GOOD tables, in which ``changed`` ones have other rows."""
    (folder / "register.yml").write_text(said, encoding="utf-8")
    for name, rows in (GOOD | changed).items():
        if name not in without:
            lines = [",".join(TABLES[name].columns), *rows]
            (folder / f"{name}.csv").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return folder


def refused(folder: Path, **options) -> str:
    with pytest.raises(Refused) as caught:
        reading.read(folder, CREDITED, **options)
    return str(caught.value)


def test_a_register_that_keeps_the_contract_is_read_with_typed_columns(tmp_path):
    opened = reading.read(written(tmp_path), CREDITED)
    assert {name: opened[name].count().execute() for name in TABLES} == {name: len(rows) for name, rows in GOOD.items()}
    assert [str(t) for t in opened["persons"].schema().types] == [
        "int64",
        "string",
        "string",
        "date",
        "string",
        "string",
        "boolean",
        "boolean",
    ]
    assert opened["persons"].order_by("row").row.to_pyarrow().to_pylist() == [2, 3]
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*(f"{n}.csv" for n in TABLES), "register.yml"])


def test_every_cell_that_breaks_the_contract_is_told_by_row_and_column_and_never_by_what_it_holds(tmp_path):
    folder = written(
        tmp_path,
        persons=[
            f"{NAME},male,1970-01-01,R1,,true,true",
            f"{RESIDENT},male,1970-01-01,R1,,true,true",
            f"p3,Female,{PHONE},R1,,yes,true",
            f"p4,,1970-02-30,,{OLD},true,",
        ],
        registrations=["p1,R9,2010/1/5,", f"p1,{PHONE},2010-01-01,待业"],
        certifications=["p1,R1,2010-01-10,,A4_ltu;A1_4050,2010-02-01,", "p1,R1,2010-03-10,,A4,,moved"],
        facts=["p1,other,,2010-01-01,", "p1,pension,,2010-01-01,"],
        papers=["p1,card,2010-01-10,,", "p1,plan,2010-01-10,,City"],
        services=["s1,p1,2010-02-01,offer,true,,accepted"],
        visits=["v1,p1,2010-02-01,family,1,true,true,true,true,真"],
    )
    said = refused(folder)
    for secret in (NAME, RESIDENT, PHONE, OLD, "待业", "2010/1/5", "Female", "pension", "City", "1970-02-30"):
        assert secret not in said
    assert sorted(said.splitlines()) == sorted(
        f"blocking: {line}"
        for line in f"""
certifications.csv, line 2, column 'exit_reason': of exited and exit_reason only one is given. Give both or neither where the register is kept, and export it again. [alone]
certifications.csv, line 2, column 'tags': got a cell shaped 'A9_aaa;A9_9999'. Export categories with a blank between them: A1_4050, A2_disabled, A3_dibao, A4_ltu, A5_landless, A6_grad, A7_other, B_zero_family. [not_allowed]
certifications.csv, line 3, column 'exit_reason': of exited and exit_reason only one is given. Give both or neither where the register is kept, and export it again. [alone]
certifications.csv, line 3, column 'tags': got a cell shaped 'A9'. Export categories with a blank between them: A1_4050, A2_disabled, A3_dibao, A4_ltu, A5_landless, A6_grad, A7_other, B_zero_family. [not_allowed]
facts.csv, line 2, column 'code': the cell is blank though kind is other. Fill it in where the register is kept, and export it again. [blank]
facts.csv, line 3, column 'kind': got a cell shaped 'aaaaaaa'. Export one of {", ".join(TABLES["facts"].columns["kind"].choices)}. [not_allowed]
papers.csv, line 2, column 'issuer': the cell is blank though kind is card. Fill it in where the register is kept, and export it again. [blank]
papers.csv, line 3, column 'issuer': got a cell shaped 'Aaaa'. Export one of province, prefecture, county, street, community. [not_allowed]
persons.csv, line 2, column 'person': got a cell shaped '汉汉汉'. Export an opaque key of at most 64 letters, digits, - and _. [not_allowed]
persons.csv, line 3, column 'person': the cell holds a resident's number or a telephone's. Pseudonymise first: name a secret with --key, or export opaque keys. [resident_number]
persons.csv, line 4, column 'able': got a cell shaped 'aaa'. Export true or false. [not_allowed]
persons.csv, line 4, column 'birth': got a cell shaped '99999999999'. Export a day of the calendar as 2010-12-31. [not_allowed]
persons.csv, line 4, column 'sex': got a cell shaped 'Aaaaaa'. Did you mean 'female'? [not_allowed]
persons.csv, line 5, column 'birth': got a cell shaped '9999-99-99'. Export a day of the calendar as 2010-12-31. [not_allowed]
persons.csv, line 5, column 'household': the cell holds a resident's number or a telephone's. Pseudonymise first: name a secret with --key, or export opaque keys. [resident_number]
persons.csv, line 5, column 'hukou': the cell is blank. Fill it in where the register is kept, and export it again. [blank]
persons.csv, line 5, column 'sex': the cell is blank. Fill it in where the register is kept, and export it again. [blank]
persons.csv, line 5, column 'willing': the cell is blank. Fill it in where the register is kept, and export it again. [blank]
registrations.csv, line 2, column 'region': got a cell shaped 'A9'. Export the code of a region that register.yml covers, or of one inside it. [not_allowed]
registrations.csv, line 2, column 'start': got a cell shaped '9999/9/9'. Export a day of the calendar as 2010-12-31. [not_allowed]
registrations.csv, line 3, column 'end': got a cell shaped '汉汉'. Export a day of the calendar as 2010-12-31. [not_allowed]
registrations.csv, line 3, column 'region': got a cell shaped '99999999999'. Export the code of a region that register.yml covers, or of one inside it. [not_allowed]
services.csv, line 2, column 'suitable': the cell is blank though kind is offer. Fill it in where the register is kept, and export it again. [blank]
visits.csv, line 2, column 'home': got a cell shaped '9'. Export true or false. [not_allowed]
visits.csv, line 2, column 'household': got a cell shaped '汉'. Export true or false. [not_allowed]
""".strip().splitlines()  # noqa: E501
    )


def test_rows_that_contradict_each_other_are_told_by_row_and_column(tmp_path):
    folder = written(
        tmp_path,
        persons=[
            PERSON,
            PERSON,
            "p2,female,1990-02-28,R1,h7,true,false",
            *(f"q{n},male,1970-01-01,R1,h9,true,true" for n in range(7)),
        ],
        registrations=[
            "p1,R1,2010-05-01,",
            "p1,R2,2009-01-01,2010-04-30",
            "p2,R1,1989-01-01,1990-01-01",
            "nobody,R1,2010-01-01,2009-12-31",
        ],
        certifications=["p1,R1,2010-01-10,,A4_ltu,2010-03-01,died", "p1,R1,2010-02-28,,A4_ltu,,"],
        employments=["p2,2011-01-01,,unit"],
        services=["s1,p1,2010-02-01,training,true,,accepted", "s1,p2,2010-02-01,training,true,,accepted"],
        facts=["p1,minimum_income,,2010-01-01,2009-01-01"],
        graduates=["p2,2009-09-01,2009-06-30"],
    )
    h9 = "persons.csv, line {}, column 'household': the key is not in households{}."
    h9 += " Add it to households or correct the key where the register is kept, and export it again. [unknown_key]"
    assert sorted(refused(folder).splitlines()) == sorted(
        f"blocking: {line}"
        for line in f"""
certifications.csv, line 3, column 'certified': the person has an earlier row that was not over the day before. Make it one row or correct a day where the register is kept, and export it again. [overlap]
employments.csv, line 2, column 'start': the day lies after the cut-off 2010-12-31. Correct the cut-off in register.yml, or the day where the register is kept, and export it again. [after_cut_off]
facts.csv, line 2, column 'end': end lies before start. Correct the day that is wrong where the register is kept, and export it again. [order]
graduates.csv, line 2, column 'graduated': graduated lies before entered. Correct the day that is wrong where the register is kept, and export it again. [order]
{h9.format(4, "")}
{h9.format(5, "")}
{h9.format(6, "")}
{h9.format(7, "")}
{h9.format(8, " (and 3 more rows)")}
persons.csv, line 3, column 'person': an earlier row has the same person. Keep one where the register is kept, and export it again. [twice]
registrations.csv, line 2, column 'start': the person has an earlier row that was not over the day before. Make it one row or correct a day where the register is kept, and export it again. [overlap]
registrations.csv, line 4, column 'start': a day of the row lies before the person's birth. Correct it or the birth in persons where the register is kept, and export it again. [before_birth]
registrations.csv, line 5, column 'end': end lies before start. Correct the day that is wrong where the register is kept, and export it again. [order]
registrations.csv, line 5, column 'person': the key is not in persons. Add it to persons or correct the key where the register is kept, and export it again. [unknown_key]
services.csv, line 3, column 'service': an earlier row has the same service. Keep one where the register is kept, and export it again. [twice]
""".strip().splitlines()  # noqa: E501
    )


FILES = {
    "too many cells": ("persons", "p1,male,1970-01-01,R1,h1,true,true,王小明\n", "persons.csv, line 2: not readable as a table"),
    "too few cells": ("persons", "p1,male,1970-01-01\n", "persons.csv, line 2: not readable as a table"),
    "an open quote": ("persons", 'p1,male,1970-01-01,R1,"王小明,true,true\n', "persons.csv, line 2: not readable as a table"),
    "GB18030": ("persons", "王小明,male,1970-01-01,R1,h1,true,true\n".encode("gb18030"), "not readable as a table"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_no_table_is_refused_without_its_text(tmp_path, case):
    name, line, message = FILES[case]
    header = ",".join(TABLES[name].columns).encode() + b"\n"
    folder = written(tmp_path)
    (folder / f"{name}.csv").write_bytes(header + (line if isinstance(line, bytes) else line.encode()))
    said = refused(folder)
    assert message in said
    assert NAME not in said and "1970" not in said


def test_columns_are_those_of_the_table(tmp_path):
    folder = written(tmp_path)
    path, header = folder / "persons.csv", ",".join(TABLES["persons"].columns)
    path.write_text(f"{header},{NAME}\n", encoding="utf-8")
    assert refused(folder).startswith("persons.csv: column 8 is none of this table; known: person, sex, birth")
    path.write_text(header.replace("birth", "brith") + "\n", encoding="utf-8")
    assert refused(folder) == "persons.csv: column 3 is none of this table; did you mean 'birth'?"
    path.write_text(f"{header},sex\n", encoding="utf-8")
    assert refused(folder) == "persons.csv: column 8 has the name of one before it; export it once"
    path.write_text(header.removesuffix(",willing") + "\n", encoding="utf-8")
    assert refused(folder) == "persons.csv: the column 'willing' is missing; export it too"
    path.write_text("", encoding="utf-8")
    assert refused(folder) == "persons.csv: the column 'person' is missing; export it too"


def test_tables_that_are_needed_unknown_or_there_twice(tmp_path):
    folder = written(tmp_path, without=("persons",))
    assert refused(folder).endswith("has no persons.csv; export it, with its header alone if there is nobody in it")
    (folder / "persons.parquet").touch()
    (folder / "person.csv").touch()
    assert refused(folder).endswith("holds a file that is no table of a register; did you mean 'persons.csv'?")
    (folder / "person.csv").unlink()
    (folder / "persons.csv").touch()
    assert refused(folder).endswith(
        "holds persons.csv and persons.parquet; export the register into a folder of its own, with one of them"
    )


def test_a_table_that_was_not_delivered_is_missing_where_it_is_needed(tmp_path):
    opened = reading.read(written(tmp_path, without=("visits",)), CREDITED)
    with pytest.raises(Refused, match=r"the register has no visits\.csv, which this is read from; export it"):
        opened["visits"]


def test_the_register_says_what_it_covers(tmp_path):
    folder = written(tmp_path, said=ABOUT.replace("R2]", "R3]"))
    assert "register.yml: 'R3' is no reporting region; known: R1, R2, R9" in refused(folder)
    (folder / "register.yml").write_text(ABOUT.replace("cut_off", "cutoff"), encoding="utf-8")
    assert "cutoff: unknown key; did you mean 'cut_off'?" in refused(folder)
    (folder / "register.yml").unlink()
    assert "has no register.yml; it says the cut-off, the regions covered and the source" in refused(folder)


def test_with_a_secret_residents_become_opaque_keys_in_every_table(tmp_path):
    secret = tmp_path / "secret"
    secret.write_bytes(b"k" * 32 + b"\n")
    folder = tmp_path / "register"
    folder.mkdir()
    small = RESIDENT.lower()
    written(
        folder,
        **{name: [] for name in GOOD}
        | {
            "persons": [f"{RESIDENT},male,1949-12-31,R1,{OLD},true,true"],
            "households": [f"{OLD},R1,true"],
            "registrations": [f"{small},R1,2010-01-01,"],
        },
    )
    assert "the cell holds a resident's number or a telephone's" in refused(folder)
    opened = reading.read(folder, CREDITED, key=keys.secret(secret))
    (one,) = opened["persons"].to_pyarrow().to_pylist()
    (other,) = opened["registrations"].to_pyarrow().to_pylist()
    assert one["person"] == other["person"]
    assert re.fullmatch("[0-9a-f]{64}", one["person"]) and re.fullmatch("[0-9a-f]{64}", one["household"])
    assert one["person"] == keys.pseudonymise([RESIDENT], b"k" * 32)[RESIDENT]
    assert keys.pseudonymise([RESIDENT], b"j" * 32)[RESIDENT] != one["person"]


def test_a_parquet_table_is_read_like_a_csv(tmp_path):
    import pyarrow
    import pyarrow.parquet

    folder = written(tmp_path, without=("waivers",))
    columns = {"person": ["p2"], "start": ["2010-01-01"], "end": [None]}
    schema = pyarrow.schema(dict.fromkeys(columns, "string"))
    pyarrow.parquet.write_table(pyarrow.table(columns, schema=schema), folder / "waivers.parquet")
    (row,) = reading.read(folder, CREDITED)["waivers"].to_pyarrow().to_pylist()
    assert (row["row"], row["person"], str(row["start"]), row["end"]) == (2, "p2", "2010-01-01", None)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (RESIDENT, True),
        (RESIDENT.lower(), True),
        ("110105194912310021", False),
        ("11010519491231002", False),
        ("440524188001010014", True),
        ("440524188013010014", False),
        (OLD, True),
        ("110105493231002", False),
        (PHONE, False),
        ("p1", False),
        ("", False),
    ],
)
def test_a_resident_number_is_known_by_its_check_digit_and_its_day(text, is_one):
    """GB 11643-1999; the first and the fifth are the examples of the standard."""
    assert personal.resident_number(text) is is_one


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("王小明 13812345678", "汉汉汉 99999999999"),
        ("A1_4050", "A9_9999"),
        ("2010/1/5", "9999/9/9"),
        ("\u202ex\n", ".a."),
        ("ééß", "汉汉汉"),
        ("ab@c.cn" * 9, "aa@a.aaaa@a.aaaa@a.aaaa…"),
        ("１２", "99"),
        ("\0a_", ".a_"),
    ],
)
def test_a_cell_is_told_by_its_shape(text, said):
    assert cells.shape(text) == said


def test_a_secret_that_hides_nothing_is_refused(tmp_path):
    path = tmp_path / "secret"
    path.write_bytes(b"short\n")
    with pytest.raises(Refused, match="holds 5 bytes; write at least 32 random ones and keep them safe"):
        keys.secret(path)
    with pytest.raises(Refused, match="cannot be read: No such file or directory"):
        keys.secret(tmp_path / "none")


def test_no_parameter_of_the_rules_has_a_default(tmp_path):
    path = tmp_path / "rules.yml"
    path.write_text("{}\n", encoding="utf-8")
    with pytest.raises(Refused) as caught:
        about.rules(path)
    assert [line.strip() for line in str(caught.value).splitlines()[1:]] == [
        f"{name}: missing; add it" for name in about.Rules.model_fields
    ]
    assert all("source" in field.annotation.model_fields for field in about.Rules.model_fields.values())
    with pytest.raises(Refused, match="is no file; name the one with the parameters of the rules"):
        about.rules(tmp_path / "none.yml")


SPECIAL = {
    "a named pipe": os.mkfifo,
    "a symbolic link": lambda path: path.symlink_to("/dev/zero"),
    "a folder": lambda path: path.mkdir(),
}


@pytest.mark.parametrize("file", ["register.yml", "persons.csv", "papers.parquet"])
@pytest.mark.parametrize("kind", SPECIAL)
def test_what_is_no_file_is_refused_without_being_opened(tmp_path, kind, file):
    folder = written(tmp_path)
    (folder / file).unlink(missing_ok=True)
    SPECIAL[kind](folder / file)
    assert refused(folder).startswith(f"{file} is {kind}; put the file itself there")


def test_a_link_that_leads_to_itself_is_refused(tmp_path):
    folder = written(tmp_path)
    (folder / "persons.csv").unlink()
    (folder / "persons.csv").symlink_to(folder / "persons.csv")
    assert refused(folder).startswith("persons.csv is a symbolic link")


@pytest.mark.parametrize("key", ["p440524188001010014", "440524188001010014-A", "440524-18800101-0014", "13812345678"])
def test_a_key_that_holds_a_number_of_a_person_is_none(tmp_path, key):
    folder = written(tmp_path)
    (folder / "persons.csv").write_text((folder / "persons.csv").read_text(encoding="utf-8").replace("p1", key), "utf-8")
    said = refused(folder)
    assert "the cell holds a resident's number or a telephone's" in said
    assert key not in said
