"""What is written as a side reads back as what it was spelled from, and nothing else is a side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shipped import CATALOGUE, SHIPPED

from evaluation.catalogue.model import When
from evaluation.catalogue.scope import Scope
from evaluation.catalogue.sides import Part, SideError, parse, spell

SCOPE = Scope(SHIPPED.quantities, SHIPPED.groups)
NAMES = st.sampled_from(["a", "b2", "wages_of", "Sum_", "excepted", "x" * 32])


@st.composite
def parts(draw):
    summed = draw(st.booleans())
    return Part(
        coefficient=draw(st.integers(-99, 99).filter(bool)),
        code=draw(NAMES),
        when=draw(st.sampled_from(When)),
        summed=summed,
        but=tuple(draw(st.lists(NAMES, max_size=3, unique=True))) if summed else (),
    )


SIDES = st.lists(parts(), min_size=1, max_size=5, unique_by=lambda p: (p.code, p.when, p.summed, p.but))


@given(SIDES)
def test_a_side_is_read_as_it_is_spelled(side):
    assert parse(spell(side)) == tuple(side)


@given(SIDES, st.randoms(use_true_random=False))
def test_blanks_are_immaterial(side, dice):
    spaced = "".join(f"{' ' * dice.randint(0, 2)}{c}{' ' * dice.randint(0, 2)}" if c in "+-*()" else c for c in spell(side))
    assert parse(spaced) == tuple(side)


@given(st.text(alphabet="ab2_ +-*()/,%=.<>sumexcptoning期１×", max_size=30))
def test_a_text_is_a_side_or_is_refused_in_words(text):
    try:
        found = parse(text)
    except SideError as error:
        assert len(str(error)) > 10
    else:
        assert parse(spell(found)) == found


def test_every_side_of_every_reading_of_today_can_be_spelled_and_read_back():
    sides = 0
    for indicator in CATALOGUE.values():
        for reading in indicator.readings.values():
            for side in (reading.numerator, reading.denominator):
                if side is not None:
                    text = spell([Part(t.coefficient, t.quantity.code, t.when) for t in side.terms])
                    assert SCOPE.side(text).terms == side.terms, text
                    sides += 1
    assert sides > 300


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty; write a quantity"),
        ("a / b", "'/' does not belong in a side; write what stands under it as 'denominator'"),
        ("a ÷ b", "'÷' does not belong in a side; write what stands under it as 'denominator'"),
        ("a, b", "',' does not belong in a side; terms are joined by + and -"),
        ("a － b", "'－' is written '-' in a side"),
        ("sum（a）", "'（' is written '(' in a side"),
        ("a b", "'b' follows 'a' without + or -; put one between them"),
        ("a +", "ends after '+'; write a quantity there"),
        ("100", "'100' is no quantity; a number stands before '*', and per cent is said with 'as: percent'"),
        ("1.5 * a", "'1.5' is no whole number above 0; sides hold whole numbers only"),
        ("a * 2", "'*' multiplies by a whole number that stands before it, as in 12 * a"),
        ("(a + b)", "brackets belong to functions only; write the sum without them, each term with its sign"),
        ("mean(a)", "'mean' is no function; known: last_year, of_year, opening, sum, to_date, trailing_year, whole"),
        ("last_year(opening(a))", "last_year() takes a quantity or sum(…), no other function"),
        ("opening(a", "opening( is not closed where it is due: the text ends; write one name and ')'"),
        ("sum(a except)", "sum(a except …) names nothing to leave out; write a tag or a quantity, or no 'except'"),
        ("a + a", "'a' stands twice; write it once, with its number: 2 * a"),
        ("a % b", "'%' does not belong in a side; it holds codes, + - * and functions"),
        ("a - - b", "'-' stands where a quantity is due"),
    ],
)
def test_what_is_no_side_is_told_with_what_to_write(text, said):
    with pytest.raises(SideError) as refused:
        parse(text)
    assert str(refused.value).startswith(said)
