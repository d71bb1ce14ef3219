"""No number of a person gets in: drawn resident numbers, telephones and cards, written in many ways, in any text of others."""

from __future__ import annotations

import csv
import io
import re
import shutil
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from evaluation import personal
from evaluation.errors import Refused, fit_for_message
from evaluation.study import base, load
from evaluation.study.grammar import text, word

ROOT = Path(__file__).parents[2]
LAW = settings(max_examples=200, deadline=None, derandomize=True)
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
CHECK = "10X98765432"
DIGITS = st.integers(0, 9).map(str)


@st.composite
def residents(draw):
    """GB 11643-1999, worked out anew."""
    born = date(1930, 1, 1) + timedelta(days=draw(st.integers(0, 30_000)))
    seventeen = f"{draw(st.integers(110000, 659999))}{born:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return seventeen + CHECK[sum(2 ** (17 - at) * int(d) for at, d in enumerate(seventeen)) % 11]


@st.composite
def cards(draw):
    """ISO/IEC 7812 with the digit of Luhn."""
    body = "62" + "".join(draw(st.lists(DIGITS, min_size=13, max_size=16)))
    doubled = [int(d) * (2 if (len(body) - at) % 2 else 1) for at, d in enumerate(body)]
    return body + str(-sum(d // 10 + d % 10 for d in doubled) % 10)


MOBILES = st.builds("1{}{}".format, st.integers(3, 9), st.text("0123456789", min_size=9, max_size=9))


@st.composite
def written(draw):
    """(number, one way of writing it)."""
    kind = draw(st.sampled_from(["resident", "mobile", "card"]))
    number = draw({"resident": residents(), "mobile": MOBILES, "card": cards()}[kind])
    cuts = {"resident": (6, 14), "mobile": (3, 7), "card": (4, 8, 12, 16)}[kind]
    apart = draw(st.sampled_from(["", " ", "-", "\u3000"] if kind != "card" else ["", " ", "-"]))
    parts = [number[a:b] for a, b in zip((0, *cuts), (*cuts, None), strict=True)]
    said = apart.join(filter(None, parts))
    said = said.translate(WIDE) if draw(st.booleans()) else said
    return number, ("+86 " if kind == "mobile" and draw(st.booleans()) else "") + said


AROUND = st.sampled_from(["", "张三", "ID ", "p", "（电话", "tel:", "见附件第3号，"])
AFTER = st.sampled_from(["", "。", " A", "）", "号码", "-A"])


def bare(said):
    return re.sub(r"[^0-9X]", "", str(said).translate(str.maketrans("０１２３４５６７８９Ｘｘx", "0123456789XXX")))


@LAW
@given(written(), AROUND, AFTER)
def test_a_number_of_a_person_is_found_and_masked_however_it_is_written(drawn, before, after):
    number, said = drawn
    assert personal.held(before + said + after)
    assert bare(number) not in bare(personal.mask(before + said + after))
    assert bare(number) not in bare(fit_for_message(before + said + after))
    with pytest.raises(ValueError, match="looks like an identity, account or telephone number"):
        text(before + said + after)


@pytest.mark.parametrize(
    "said",
    [
        "鄂政发〔2007〕1号，2007-01-01—2007-12-31",
        "2007 2008 2009 2010 2011",
        "1990-2007 123号",
        "420100 2007-12-31 1234",
        "13812345678元",
        "13812345678.50",
        "收入 1,381,234,567,890",
        "1949-10-01 2007-10-01",
        "电话 027-87654321",
        "0110, 0120",
        "http://www.gov.cn/zwgk/2008-02/04/content_882178.htm",
        "2007年1月1日至2007年12月31日",
        "ISBN 978-7-5045-1234-5",
    ],
)
def test_dates_amounts_offices_and_documents_are_no_numbers_of_persons(said):
    assert not personal.held(said)
    assert personal.mask(said) == text(said) == said


@LAW
@given(residents())
def test_a_code_may_be_digits_and_holds_no_resident(number):
    assert word("13121001100") == "13121001100"  # a census tract
    for code in (number, f"p{number}", f"{number}-A", f"{number[:6]}-{number[6:14]}-{number[14:]}"):
        with pytest.raises(ValueError, match="holds the number of a resident"):
            word(code)
        assert personal.fill_in_key(code)


def models():
    import_module("evaluation.register.about")
    found, todo = [], [base.Model]
    while todo:
        found.append(todo.pop())
        todo += found[-1].__subclasses__()
    return [m for m in found if m.__module__.startswith("evaluation.")]


FIELDS = [(m, name) for m in models() for name, field in m.model_fields.items() if "str" in str(field.annotation)]


@pytest.mark.parametrize(("model", "name"), FIELDS, ids=[f"{m.__name__}.{name}" for m, name in FIELDS])
def test_no_text_of_any_study_file_or_register_takes_one(model, name):
    field = model.model_fields[name]
    for number in ("11010519491231002X", "440524-18800101-0014"):
        for value in (number, f"张三 {number}", {number: number}, [number]):
            with pytest.raises(ValidationError):
                TypeAdapter(field.rebuild_annotation()).validate_python(value)


TABLES = [
    (study, path.name, column)
    for study in ("hubei-2007", "guizhou-2010")
    for path in sorted((ROOT / "params" / study).glob("*.csv"))
    for column in next(csv.reader(path.open(encoding="utf-8-sig")))
]


@pytest.mark.parametrize(
    ("study", "file", "column"),
    [TABLES[n] if n % 4 == 0 else pytest.param(*TABLES[n], marks=pytest.mark.slow) for n in range(len(TABLES))],
)
def test_a_number_in_any_column_of_a_study_file_is_refused_with_its_place_and_not_told(tmp_path, study, file, column):
    shutil.copytree(ROOT / "params" / study, tmp_path / "params" / study)
    path = tmp_path / "params" / study / file
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    if len(rows) < 2:
        pytest.skip("no row")
    rows[1][rows[0].index(column)] = "张三 138 1234 5678"
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")
    with pytest.raises(Refused) as caught:
        load.load(study, tmp_path)
    assert file in str(caught.value) and column in str(caught.value)
    assert "13812345678" not in bare(caught.value) and "5678" not in str(caught.value)
