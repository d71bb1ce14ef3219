"""Nobody outside the modules of periods takes one apart, spells one by hand or knows how many quarters a year has."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_architecture import SOURCE, TREES

OWN = {"study/months.py", "study/period.py", "study/periods.py", "study/period_words.py"}
DRAWING = ("render/charts/", "render/sfnt.py", "report/warm.py")  # coordinates and bytes, no time
NUMBERS = (3, 4, 12)
NO_TIME = {
    ("data/csv_reader.py", "len(content[:400]) // 4"),  # share of zero bytes
    ("measured/doubtful_units.py", "Fraction(3)"),  # how far apart units may be
    ("measured/intervals.py", "4 * n"),  # Wilson's interval
    ("measured/retraining.py", "days * 12"),  # months from days
    ("register/days.py", "12 * years"),  # an interval of the query language
    ("render/component.py", "'·' * 12"),  # length of a key
    ("render/outline.py", "3 - level"),  # of a heading
    ("report/sections/conclusion/__init__.py", "[None] * 3"),  # quartiles
    ("scores/efficiency/dea.py", "3 * (inputs + outputs)"),  # rule of thumb
}


def told(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, code) of everything that only somebody who takes periods apart would write."""
    for node in ast.walk(tree):
        if isinstance(node, ast.expr) and any(rule(node) for rule in RULES):
            yield node.lineno, ast.unparse(node)


def number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value in NUMBERS


def arithmetic(node: ast.expr) -> bool:
    """``x / 4``, ``y * 12``, ``m // 3``, ``4 - left``, ``Fraction(q, 4)``, ``range(1, 5)``, ``(1, 2, 3, 4)``."""
    if isinstance(node, ast.BinOp):
        if isinstance(node.op, ast.Sub):
            return number(node.left)
        return isinstance(node.op, ast.Div | ast.FloorDiv | ast.Mult | ast.Mod) and (number(node.left) or number(node.right))
    if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Fraction", "range") and len(node.args) < 3:
        ends = [a.value for a in node.args if isinstance(a, ast.Constant)]
        return bool(ends) and (ends[-1] in NUMBERS or (ast.unparse(node.func) == "range" and ends[-1] in (5, 13)))
    if isinstance(node, ast.Tuple | ast.List):
        return [getattr(e, "value", None) for e in node.elts] in ([1, 2, 3], [1, 2, 3, 4], [*range(1, 13)])
    return False


def spelling(node: ast.expr) -> bool:
    """``f"{year}Q{n}"``, ``f"{year}M11"``, ``"Q"``, ``"Q4"``."""
    if isinstance(node, ast.JoinedStr):
        return any(
            isinstance(a, ast.FormattedValue) and isinstance(b, ast.Constant) and initial(b.value, ends=b is node.values[-1])
            for a, b in zip(node.values, node.values[1:], strict=False)
        )
    return isinstance(node, ast.Constant) and node.value in ("Q", "Q1", "Q2", "Q3", "Q4", "H1", "H2")


def initial(text: str, ends: bool) -> bool:
    return text[:1] in ("Q", "H", "M") and (text[1:2].isdigit() or (len(text) == 1 and not ends))


def taking_apart(node: ast.expr) -> bool:
    """``text[:4]``, ``period.spelled[-1]``, ``period.spelled.partition(...)``, ``str(period)[0]``, ``int(year.spelled)``."""
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
        return is_text_of_a_period(node.value) or getattr(node.slice.upper, "value", None) == 4
    if isinstance(node, ast.Subscript | ast.Attribute):
        return is_text_of_a_period(node.value)
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "int" and any(map(is_text_of_a_period, node.args))


def is_text_of_a_period(node: ast.expr) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == "spelled"
    return (
        isinstance(node, ast.Call)
        and ast.unparse(node.func) == "str"
        and len(node.args) == 1
        and ast.unparse(node.args[0]).rpartition(".")[2] in ("period", "quarter")
    )


RULES = (arithmetic, spelling, taking_apart)


def looked_at(path: Path) -> bool:
    name = path.relative_to(SOURCE).as_posix()
    return not name.startswith(("demo/", *DRAWING)) and name not in OWN


def test_nobody_else_knows_what_a_period_is_made_of():
    found = [
        (path.relative_to(SOURCE).as_posix(), code, line)
        for path, tree in TREES.items()
        if looked_at(path)
        for line, code in told(tree)
    ]
    bytes_of_a_font = {("study/fonts.py", "data[:4]")}
    assert [f for f in found if f[:2] not in NO_TIME | bytes_of_a_font] == []


@pytest.mark.parametrize(
    "code",
    [
        "Fraction(periods.elapsed(period), 4)",
        "done / 4",
        "4 - gone",
        "(day.month + 2) // 3",
        "year * 12 + month",
        "index % 4",
        "range(1, 5)",
        "[q for q in (1, 2, 3, 4)]",
        "f'{year}Q{n}'",
        "f'{year}Q4'",
        "f'{year}M{m:02}'",
        "text.endswith('Q1')",
        "period.partition('Q')",
        "period[:4]",
        "period.spelled[-1]",
        "period.spelled.split('-')",
        "str(view.period)[0]",
        "int(period.year.spelled) - 1",
    ],
)
def test_a_period_taken_apart_is_seen(code):
    assert list(told(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "period.parts(Grain.QUARTER)[-1]",
        "figures.at(region, period.previous, code)",
        "row(year.spelled, text)",
        "f'{region} {period}: x'",
        "f'{count} of 4'",
        "'write a quarter (2007Q3)'",
        "f'{n} May'",
        "found[-1]",
        "say(key, **period.words)",
        "1 - share",
    ],
)
def test_ordinary_code_is_not(code):
    assert not list(told(ast.parse(code)))


QUARTERS = {
    "documents/paper.py": 1,  # a quarter is spelt with a Chinese numeral, any other part plain
    "draft/guesses.py": 1,  # months from one to another are told as a table of quarters tells them
    "measured/figures.py": 1,  # where tables tell of years alone
    "measured/follow_up.py": 1,  # without a row, the quarter that the document asks for
    "measured/retraining.py": 1,  # the pace is that of the best three months
    "report/sections/cover/__init__.py": 1,  # 前三季度 is nine months by its name
    "runs/parameters.py": 2,  # the parameter that is called quarter
    "study/calendar.py": 1,  # what a document has come round every quarter
    "study/forms.py": 1,  # a document that is about a quarter
    "study/watch.py": 1,  # an example in a message
    "warning/assess.py": 1,  # a change on the quarter before
    "view/facts/budget.py": 1,  # without a plan
    "view/phrases.py": 1,  # where no study is
}
"""How often a module names the quarter, and why; another one asks how long the parts are that a study tells. It may only shrink."""


def test_nobody_else_takes_a_part_of_a_year_for_a_quarter():
    found = {}
    for path, tree in TREES.items():
        if looked_at(path):
            count = sum(
                isinstance(n, ast.Attribute) and ast.unparse(n) in ("Grain.QUARTER", "periods.Grain.QUARTER")
                for n in ast.walk(tree)
            )
            if count:
                found[path.relative_to(SOURCE).as_posix()] = count
    assert found == QUARTERS
