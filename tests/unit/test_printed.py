"""A printed text is a text, and knows what its digits are."""

import copy
import json
import pickle
import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.render import component as c
from evaluation.render.filling import fill
from evaluation.render.printed import (
    KINDS,
    Named,
    Nothing,
    Number,
    Printed,
    bare_digits,
    digits,
    flatten,
    name_as,
    number,
    read,
    spell,
)

LETTERS = st.text("ab 人7．", max_size=4)
FILLED = st.text("ab人7", min_size=1, max_size=4)
PIECES = st.one_of(
    LETTERS,
    st.builds(Number, st.sampled_from(["7", "-23/80"]), FILLED, st.sampled_from([None, "%"]), st.sampled_from([None, "rate"])),
    st.builds(Named, st.sampled_from(sorted(KINDS)), FILLED),
    st.builds(Nothing, st.just("missing"), st.just("…")),
)
TEXTS = st.builds(lambda pieces: Printed(*pieces), st.lists(PIECES, max_size=5))


def letters(text: Printed) -> str:
    return "".join(p if isinstance(p, str) else p.printed for p in text.pieces)


@given(TEXTS)
def test_it_is_the_text_it_prints(text):
    assert text == letters(text) and hash(text) == hash(letters(text)) and {text: 1}[letters(text)] == 1
    assert f"{text}" == str(text) == letters(text) and type(str(text)) is str and len(text) == len(letters(text))


@given(TEXTS, TEXTS, LETTERS)
def test_what_is_put_together_keeps_its_pieces(one, other, between):
    for whole in (
        one + between + other,
        one + (between + other),
        Printed(one, between, other),
        Printed(between).join([one, other]),
    ):
        assert whole == str(one) + between + str(other)
        assert whole.pieces == Printed(*one.pieces, between, *other.pieces).pieces
    assert Printed(between).join([]) == ""


@given(TEXTS, TEXTS, TEXTS)
def test_putting_together_is_associative_and_empty_texts_leave_no_trace(one, two, three):
    assert ((one + two) + three).pieces == (one + (two + three)).pieces
    assert (one + "").pieces == ("" + one).pieces == one.pieces


@given(TEXTS)
def test_it_comes_back_from_json_from_a_pickle_and_from_a_copy(text):
    assert read(json.loads(json.dumps(spell(text)))).pieces == text.pieces
    assert pickle.loads(pickle.dumps(text)).pieces == copy.deepcopy(text).pieces == text.pieces
    assert flatten(spell(text)) == text


@given(TEXTS)
def test_a_component_keeps_the_pieces_and_shows_the_text(text):
    made = c.table("t", "T", [c.column("A")], [c.row(text)], notes=[text + "."])
    assert read(made.content["rows"][0]["cells"][0]).pieces == text.pieces
    assert made.data["rows"][0]["cells"] == [text] and made.data["notes"] == [text + "."]
    assert c.section("s", [made]).data["children"] == [made.data]


@given(TEXTS)
def test_a_digit_is_untyped_when_it_is_in_no_piece(text):
    bare = any(isinstance(p, str) and re.search(r"\d", p) for p in text.pieces)
    assert list(bare_digits(c.heading(1, "x" + text).content)) == [("text", "x" + text)] * bare


def test_a_name_without_a_digit_is_plain_text():
    assert type(name_as("name", "武汉")) is str and spell(name_as("name", "武汉")) == "武汉"
    assert name_as("date", "2007").pieces == (Named("date", "2007"),)


def test_an_untyped_digit_is_found_with_its_path():
    rows = [c.row(number("1", 1), "a"), c.row("b", "see 2")]
    columns = [c.column("A"), c.column("B", "10,000 yuan")]
    made = c.section("s3", [c.heading(1, "x"), c.table("t1", "T", columns, rows)])
    assert list(bare_digits(made.content)) == [("children[1].rows[1].cells[1]", "see 2")]


SPELLED = [
    ({"pieces": []}, "heading.text.pieces: needs at least 1 item(s), got 0"),
    ({"pieces": ["a"], "more": 1}, "heading.text: unknown field 'more'"),
    ({"pieces": [7]}, "heading.text.pieces[0]: expected text, got int"),
    ({"pieces": [{"printed": "7"}]}, "heading.text.pieces[0]: a piece is text or has one of exact, named, nothing"),
    ({"pieces": [{"exact": "0.7", "printed": "7"}]}, "heading.text.pieces[0].exact: '0.7' is not of the form '7' or '-23/80'"),
    ({"pieces": [{"exact": "7"}]}, "heading.text.pieces[0].printed: is missing"),
    ({"pieces": [{"exact": "7", "printed": "7", "unit": None}]}, "heading.text.pieces[0].unit: expected text, got NoneType"),
    ({"pieces": [{"named": "data", "printed": "7"}]}, "heading.text.pieces[0].named: 'data' is not allowed; did you mean 'date'?"),
    ({"pieces": [{"nothing": "missing", "printed": "\0"}]}, "heading.text.pieces[0].printed: character U+0000"),
    ({"pieces": [" "]}, "heading.text: must not be blank"),
]


@pytest.mark.parametrize(("spelled", "said"), SPELLED, ids=[said for _, said in SPELLED])
def test_pieces_that_are_none_are_refused_with_their_path(spelled, said):
    with pytest.raises((TypeError, ValueError), match=re.escape(said)):
        c.heading(1, spelled)


def test_a_phrase_keeps_the_pieces_of_its_fields_and_names_its_own_digits():
    place, share = name_as("name", "7 Street"), number("28.8", Fraction(23, 80) * 100, "%")
    text = fill("Within 90 days {place}: {share}%", {"place": place, "share": share})
    assert text == "Within 90 days 7 Street: 28.8%"
    assert text.pieces == (Named("words", "Within 90 days "), *place.pieces, ": ", *share.pieces, "%")


@pytest.mark.parametrize(("count", "said"), [(1, "1 street is late"), (12, "12 streets are late")])
def test_a_phrase_counts_with_fields_inside_the_choice(count, said):
    text = fill("{count:{count} street is|{count} streets are} late", {"count": digits(count)})
    assert text == said and text.pieces[0] == Number(str(count), str(count), figure="count")


def test_a_field_is_set_to_a_width_and_stays_what_it_is():
    text = fill("{year}-{month:0>2}", {"year": name_as("period", "2007"), "month": name_as("period", "3")})
    assert text == "2007-03" and text.pieces == (Named("period", "2007"), "-", Named("period", "03"))
    assert fill("{month:0>2}", {"month": "3"}) == "03"


def test_a_phrase_without_fields_is_as_it_stands_and_a_field_that_is_not_given_is_an_error():
    assert fill("{x} of 7", {}) == "{x} of 7" and fill("{x} of 7", {}).pieces == (Named("words", "{x} of 7"),)
    with pytest.raises(KeyError, match="x"):
        fill("{x}", {"y": "1"})
