"""The doors of every public function of ``evaluation.scores``: what means the same gives the same, what is wrong is refused.

A public name, or an argument of one, that has no row in ``doors.py`` fails.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from doors import DONE, DOORS, EFFICIENT, ENDS, NAN, T

from evaluation import scores
from evaluation.errors import Refused

LISTS_TAKEN = {
    ("award", "adjust"),
    ("award", "low"),
    ("award", "high"),
    ("Scheme", "weights"),
    ("Scheme", "worst"),
    ("Scheme", "best"),
}
"""Where a list is in the order of names that are a list too."""


def good(name: str) -> dict[str, Any]:
    return {argument: a.good for argument, a in DOORS[name].arguments.items()}


def call(name: str, given: Mapping[str, Any]) -> Any:
    return plain(getattr(scores, name)(**given))


def plain(found: Any) -> Any:
    """What came back without its order: tables by row and column, Series and dicts by name, dataclasses by field."""
    if isinstance(found, pd.DataFrame):
        return {(r, c): plain(v) for c in found for r, v in found[c].items()}
    if isinstance(found, (pd.Series, Mapping)):
        return {k: plain(v) for k, v in found.items()}
    if is_dataclass(found):
        return {f.name: plain(getattr(found, f.name)) for f in fields(found) if f.name not in ("regions", "ranks")} | (
            by_region(found) if hasattr(found, "regions") and hasattr(found, "amounts") else {}
        )
    if isinstance(found, (list, tuple)):
        return [plain(x) for x in found]
    if isinstance(found, np.ndarray):
        return found.tolist()
    if isinstance(found, (float, np.floating)):
        return pytest.approx(float(found), rel=1e-9, abs=1e-12, nan_ok=True)
    return found


def by_region(found: Any) -> dict:
    """Tuples of an award, which go by the place of the region."""
    made = {
        f"by {f.name}": dict(zip(found.regions, getattr(found, f.name), strict=True))
        for f in fields(found)
        if f.name in ("amounts", "guaranteed")
    }
    return {**made, "amounts": None, "guaranteed": None, "reward": None}


ROWS = [(name, argument) for name, door in DOORS.items() for argument in door.arguments]


# --- what is tried ---------------------------------------------------------------------------------------------------


def test_every_public_name_and_every_argument_has_a_row():
    assert sorted(DOORS) == scores.__all__
    for name, door in DOORS.items():
        assert set(door.arguments) == set(inspect.signature(getattr(scores, name)).parameters), name


@pytest.mark.parametrize("name", DOORS)
def test_a_function_works_with_its_own_defaults(name):
    asked = {n for n, p in inspect.signature(getattr(scores, name)).parameters.items() if p.default is p.empty}
    call(name, {n: v for n, v in good(name).items() if n in asked})
    for given in DOORS[name].also:
        call(name, given)


def test_what_had_another_name_before_is_still_found_under_it():
    former = {"given": "proportions", "banded": "band_share", "bounded": "bound", "standardised": "standardise_rates"}
    assert all(getattr(scores, before) is getattr(scores, now) for before, now in former.items())
    assert not set(former) & set(dir(scores))


@pytest.mark.parametrize("name", DOORS)
def test_every_docstring_says_what_is_refused(name):
    said = inspect.getdoc(getattr(scores, name))
    assert ":class:`Refused`" in said or "efusals as in :func:" in said, name


@pytest.mark.parametrize(("name", "argument"), ROWS)
def test_what_means_the_same_gives_the_same(name, argument):
    expected = call(name, good(name))
    for value in DOORS[name].arguments[argument].same:
        assert call(name, good(name) | {argument: value}) == expected, value


@pytest.mark.parametrize(("name", "argument"), ROWS)
def test_what_is_wrong_is_refused_by_function_argument_and_name(name, argument):
    for value, word in DOORS[name].arguments[argument].bad:
        if isinstance(value, list) and (name, argument) in LISTS_TAKEN:
            continue
        try:
            found = call(name, good(name) | {argument: value})
        except Refused as error:
            said = str(error)
            assert name in said, said
            assert argument in said or argument.removesuffix("s") in said, said
            assert any(w in said for w in word.split("|")), (word, said)
        else:
            pytest.fail(f"{argument}={value!r} was taken: {found}")


def changed(good: pd.DataFrame, how: str) -> pd.DataFrame:
    made = good.astype(float).copy()
    match how:
        case "constant":
            made.iloc[:, -1] = 2.0
        case "zero":
            made.iloc[0, 0] = 0.0
        case "gap":
            made.iloc[0, 0] = NAN
        case "one_row":
            made = made.iloc[:1]
        case "one_column":
            made = made.iloc[:, :1]
    return made


TABLES = [
    (name, argument, how)
    for name, argument in ROWS
    for a in [DOORS[name].arguments[argument]]
    if isinstance(a.good, pd.DataFrame) and a.cells
    for how in a.cells
]


def fitted(name: str, argument: str, how: str) -> dict[str, Any]:
    """Good arguments for a table with one row or one column: entries of what is no longer there are taken out."""
    given = good(name) | {argument: changed(good(name)[argument], how)}
    left = given[argument]
    for key, value in given.items():
        if key in ("by", "groups") and how.startswith("one_"):
            given[key] = {"groups": None, "by": {}}[key] if name != "by_groups" else {"effect": dict.fromkeys(left.columns, 1)}
        elif key == "costs" and how == "one_column":
            given[key] = []
        elif isinstance(value, dict) and set(value) == set(T.columns):
            given[key] = {c: v for c, v in value.items() if c in left.columns}
        elif isinstance(value, pd.DataFrame) and key != argument and how == "one_row":
            given[key] = value.loc[left.index]
    return given


@pytest.mark.parametrize(("name", "argument", "how"), TABLES)
def test_a_table_at_its_edge_is_refused_by_name_or_right(name, argument, how):
    word = DOORS[name].arguments[argument].cells[how]
    given = fitted(name, argument, how)
    if word:
        with pytest.raises(Refused) as error:
            call(name, given)
        assert any(w in str(error.value) for w in word.split("|")), error.value
        assert name in str(error.value)
        return
    found = getattr(scores, name)(**given)
    made = next((x for x in (found, getattr(found, "table", None)) if isinstance(x, (pd.DataFrame, pd.Series))), None)
    if made is None or name in ("impute", "denominate", "treat"):
        return
    empty = made.isna() if isinstance(made, pd.Series) else made.isna().any(axis=1)
    assert list(empty[empty].index) == (["A"] if how == "gap" else []), made


@pytest.mark.parametrize(
    ("name", "argument", "value"),
    [
        (name, argument, other)
        for name, door in DOORS.items()
        for argument, a in door.arguments.items()
        if isinstance(a.good, str) and a.cells
        for other in a.cells
    ],
)
def test_every_choice_that_is_documented_is_taken(name, argument, value):
    assert call(name, good(name) | {argument: value})


def test_the_fields_own_words_for_returns_mean_what_they_mean():
    for short, long in (("crs", "constant"), ("vrs", "variable")):
        assert scores.dea(EFFICIENT, DONE, short).returns == scores.dea(EFFICIENT, DONE, long).returns == long
        assert call("dea", good("dea") | {"returns": short}) == call("dea", good("dea") | {"returns": long})
    assert not (scores.dea(EFFICIENT, DONE, "vrs").table.score == scores.dea(EFFICIENT, DONE).table.score).all()


def test_a_scheme_is_made_of_a_table_by_name():
    cases = pd.DataFrame({"cost": NAN, "placed": [30, 20, 40, 50]}, index=list("ABCD"))
    ends = {"weights": {"placed": 2, "cost": 1}, "worst": ENDS[0], "best": ENDS[1]}
    plain_one = scores.Scheme.from_table(T, cases=cases, **ends)
    turned = scores.Scheme.from_table(
        T.iloc[:, ::-1], cases=cases.iloc[::-1], **{k: dict(reversed(v.items())) for k, v in ends.items()}
    )
    assert plain_one.names == ("A", "B", "C", "D")
    assert plain_one.cases[0, 0, 0] == 30
    for field in ("weights", "worst", "best"):
        assert getattr(plain_one, field).tolist() == getattr(turned, field).tolist()[::-1]
    assert plain_one.values.tolist() == turned.values[:, :, ::-1].tolist()
    assert np.nan_to_num(plain_one.cases).tolist() == np.nan_to_num(turned.cases[:, :, ::-1]).tolist()
    for key, value, word in (
        ("weights", {"placed": 2, "costs": 1}, "did you mean 'cost'"),
        ("worst", [0, 9], "list"),
        ("values", T.to_numpy(), "ndarray"),
        ("cases", cases.drop(columns="cost"), "nothing is given for the column 'cost'"),
        ("cases", cases.iloc[1:], "row 'A'"),
    ):
        with pytest.raises(Refused, match=word):
            scores.Scheme.from_table(**({"values": T, "cases": cases} | ends | {key: value}))


def test_what_can_never_be_meant_is_refused_in_words_that_lead_on():
    with pytest.raises(Refused, match="at is 50, not between worst 0 and best 30"):
        scores.threshold(30, worst=0, best=30, at=50)
    for draws in (200.5, float("nan"), Fraction(401, 2)):
        with pytest.raises(Refused, match=r"draws is .*; give a whole number"):
            scores.rank_intervals(uncertain(), draws=draws)
    with pytest.raises(Refused, match=r"cases: 4.5 is no number of cases; give whole numbers"):
        uncertain(cases=4.5)


def uncertain(cases: float = 40) -> scores.Scheme:
    values = pd.DataFrame({"placed": [50.0, 60.0]}, index=["A", "B"])
    counted = pd.DataFrame({"placed": [40, cases]}, index=["A", "B"])
    return scores.Scheme.from_table(values, weights={"placed": 1}, worst=0, best=100, cases=counted)
