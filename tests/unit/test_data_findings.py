"""Findings: order, wording, and no personal number in any of their texts."""

import pytest

from evaluation.data.findings import Finding, Problem, Unreadable, order, render
from evaluation.errors import fit_for_message, mask_digits


def _finding(severity="blocking", **place):
    return Finding(severity=severity, code="x", message="wrong", fix="Repair it", **place)


def test_one_line_with_place_message_fix_and_code():
    text = render(_finding(file="a.csv", row=3, column="人数"))
    assert text == "blocking: a.csv, line 3, column '人数': wrong. Repair it. [x]"
    assert render(_finding(file="a.xlsx", sheet="表一", row=3)) == ("blocking: a.xlsx, sheet '表一', row 3: wrong. Repair it. [x]")
    assert render(_finding("reportable")) == "reportable: wrong. Repair it. [x]"


def test_blocking_first_then_file_and_row_without_repetition():
    late, early = _finding(file="a.csv", row=10), _finding(file="a.csv", row=9)
    other, mild = _finding(file="b.csv", row=1), _finding("reportable", file="a.csv", row=1)
    assert order([mild, other, late, early, late]) == (early, late, other, mild)


@pytest.mark.parametrize(
    "number",
    [
        "110105194912310021",
        "11010519491231002X",
        "110105491231002",
        "１１０１０５１９４９１２３１００２１",
        "110105 19491231 0021",
        "1101051949123\u200b10021",
        "110105\u00ad194912310021",
        "110105-19491231-0021",
    ],
)
def test_long_numbers_never_reach_a_finding(number):
    finding = _finding(value=f"张三 {number}", file=f"{number}.csv", column=number, sheet=number)
    finding = Finding(**{n: getattr(finding, n) for n in finding.__slots__} | {"message": number, "fix": number})
    for text in (finding.value, finding.file, finding.column, finding.sheet, finding.message, finding.fix):
        assert "long number masked" in text
        assert not any(part in text for part in ("1949", "１９４９", "4912"))


def test_ordinary_numbers_and_dates_stay():
    assert mask_digits("420100 1,234,567,890,123,456 2007-12-31") == "420100 1,234,567,890,123,456 2007-12-31"


def test_values_are_short_and_have_no_hidden_characters():
    assert fit_for_message("江\u202e苏\x00") == "江\\u202e苏\\u0000"
    assert len(fit_for_message("长" * 100)) == 40
    assert fit_for_message("长" * 100).endswith("…")


def test_a_problem_becomes_a_finding_where_it_happened():
    finding = Problem("x", "wrong", "Repair it").at(file="a.csv", row=3, column="人数")
    assert finding == _finding(file="a.csv", row=3, column="人数")


def test_an_unreadable_file_carries_its_findings():
    error = Unreadable(_finding(file="a.csv"))
    assert (str(error), error.findings[0].file, error.exit_code) == ("blocking: a.csv: wrong. Repair it. [x]", "a.csv", 2)
