"""Field checks: what they say of the whole figure, exactly where every case was seen, with an interval elsewhere."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from study_files import write

from evaluation.catalogue.catalogue import catalogue
from evaluation.errors import Refused
from evaluation.measured.resolve import resolve
from evaluation.measured.verified import extrapolate
from evaluation.study.load import load
from evaluation.study.verified import Check

HEAD = "region,quantity,period,reported,sample,verified,source\n"


def check(reported, sample, verified):
    return Check(
        region="420100", quantity="reemp_laidoff", period="2007", reported=reported, sample=sample, verified=verified, source="抽查"
    )


def test_the_share_found_true_is_applied_to_all():
    e = extrapolate(check(1000, 50, 48))
    assert (e.estimate, e.reduced, e.whole) == (Fraction(960), Fraction(40), False)
    assert (e.low, e.high) == (865, 989)  # Wilson (1927), 48 of 50: 86.5 % to 98.9 %, rounded outwards


def test_a_check_of_every_case_has_no_interval():
    e = extrapolate(check(55, 55, 54))
    assert (e.estimate, e.low, e.high, e.whole) == (54, 54, 54, True)


@given(st.integers(1, 5000), st.data())
def test_the_interval_holds_the_estimate_and_what_was_seen(reported, data):
    sample = data.draw(st.integers(1, reported))
    verified = data.draw(st.integers(0, sample))
    e = extrapolate(check(reported, sample, verified))
    assert verified <= e.low <= e.estimate <= e.high <= reported - (sample - verified)
    assert e.estimate + e.reduced == reported


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("420100,reemp_laidoff,2007,10,11,3,x", "sample 11 is larger than the reported 10"),
        ("420100,reemp_laidoff,2007,10,5,6,x", "verified 6 is larger than the sample 5"),
        ("420199,reemp_laidoff,2007,10,5,4,x", "region '420199' is not listed in regions.csv; did you mean"),
        ("420100,reemp_laidoff,07,10,5,4,x", "period '07' is not one"),
    ],
)
def test_a_wrong_row_is_refused_with_its_place(tmp_path, line, said):
    write(tmp_path)
    (tmp_path / "params/small/verified.csv").write_text(HEAD + line + "\n", encoding="utf-8")
    with pytest.raises(Refused, match=r"verified\.csv, (line|row) 2") as caught:
        load("small", tmp_path)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("quantity", "said"), [("reemp_laidof", "did you mean 'reemp_laidoff'"), ("exp_training", "exp_training is money")]
)
def test_a_quantity_that_cannot_be_checked_by_cases_is_refused(tmp_path, quantity, said):
    write(tmp_path)
    line = f"420100,{quantity},2007,10,5,4,x\n"
    (tmp_path / "params/small/verified.csv").write_text(HEAD + line, encoding="utf-8")
    with pytest.raises(Refused, match=said):
        resolve(load("small", tmp_path), catalogue())
