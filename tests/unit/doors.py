"""A row for each argument of each public function of ``evaluation.scores``, for ``test_scores_doors.py``.

An argument has a good value, others that mean the same, and wrong ones with a word that the refusal must hold. Tables say
besides what becomes of a constant column, a zero, a gap, one row and one column.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

from evaluation import scores

NAN, INF = float("nan"), float("inf")
T = pd.DataFrame({"placed": [10.0, 20, 40, 25], "cost": [5.0, 3, 1, 2]}, index=list("ABCD"))
S = pd.Series({"A": 3.0, "B": 1.0, "C": 2.0})
WORKS = ""


@dataclass(frozen=True)
class Argument:
    good: Any
    same: tuple = ()
    bad: tuple[tuple[Any, str], ...] = ()
    cells: Mapping[str, str] | None = None
    """Of a table: what is said of it when it is ``constant``, has a ``zero``, a ``gap``, ``one_row``, ``one_column``."""


@dataclass(frozen=True)
class Door:
    arguments: Mapping[str, Argument]
    also: tuple[Mapping[str, Any], ...] = ()
    """Good sets of arguments besides: a Series for a table."""


# --- kinds of arguments ----------------------------------------------------------------------------------------------


def by_name(entries: Mapping[str, Any], each: str, good: Any = None, wrong: tuple = (), one: bool = True) -> Argument:
    """Something for each ``each``, by name; ``wrong`` are entries that are none."""
    keys, first = list(entries), next(iter(entries))
    turned = {k: entries[k] for k in reversed(keys)}
    misnamed = {(f"{k}x" if k == first else k): v for k, v in entries.items()}
    said = f"did you mean '{first}'" if len(first) > 1 else each
    bad = [
        ({k: v for k, v in entries.items() if k != first}, f"nothing is given for the {each} {first!r}"),
        ({**entries, "zzz": entries[first]}, f"there is no {each} 'zzz'"),
        (misnamed, said),
        (list(entries.values()), "list"),
        (pd.Series([*entries.values(), entries[first]], index=[*keys, first]), f"{first!r} is there twice"),
        *(({**entries, first: x}, "") for x in wrong),
    ]
    if not one:
        bad.append((entries[first], ""))
    return Argument(
        entries if good is None else good,
        (dict(entries), turned, pd.Series(turned, dtype=object if None in turned.values() else None)),
        tuple(bad),
    )


def numbers_by_column(entries: Mapping[str, float]) -> Argument:
    return by_name(entries, "column", wrong=(NAN, INF, None, "3", True))


def direction() -> Argument:
    return by_name({"placed": 1, "cost": -1}, "column", wrong=(0, 2, NAN, True, "up", None))


def weights() -> Argument:
    return by_name({"placed": 2, "cost": 1}, "column", wrong=(-1, NAN, INF, "3", True))


def choice(good: str, *others: str) -> Argument:
    return Argument(
        good,
        (),
        ((good.upper(), ""), (good[:-1] + "x", f"did you mean '{good}'"), (7, good), (None, good)),
        dict.fromkeys(others, WORKS),
    )


CURRENCY = Argument("CNY", (), (("CNX", "did you mean 'CNY'"), (7, ""), (None, "")), {"KWD": WORKS})


def number(good: float, *bad: float, none: bool = False) -> Argument:
    odd = (NAN, INF, "3", True, *bad, *(() if none else (None,)))
    return Argument(good, (np.float64(good), Fraction(str(good))), tuple((x, "") for x in odd))


def exact(good: int, *bad: Any, whole: bool = False) -> Argument:
    same = (np.int64(good), Fraction(good), Decimal(good), float(good))
    odd = (Fraction(1, 3),) if whole else ()
    return Argument(good, same, tuple((x, "") for x in (0.1, NAN, INF, "3", True, Decimal("NaN"), *odd, *bad)))


def count(good: int, *bad: Any, none: bool = False) -> Argument:
    return exact(good, -1, *bad, *(() if none else (None,)), whole=True)


def flag(good: bool) -> Argument:
    return Argument(good)


def table(good: pd.DataFrame, *, constant=WORKS, zero=WORKS, gap=WORKS, one_row=WORKS, one_column=WORKS, blank=True) -> Argument:
    text, endless, huge = (good.astype(object) for _ in range(3))
    text.iloc[1, 0], endless.iloc[1, 0], huge.iloc[1, 0] = "none", INF, 1e300
    row, column = repr(good.index[1]), repr(good.columns[0])
    bad = [
        (good.to_numpy(), "ndarray"),
        (None, "None"),
        (good.iloc[:0], "no rows"),
        (good.iloc[:, :0], "no columns"),
        (pd.concat([good, good.iloc[[0]]]), f"{good.index[0]!r} is there twice"),
        (pd.concat([good, good.iloc[:, [0]]], axis=1), f"{good.columns[0]!r} is there twice"),
        *((x, f"{column} of {row}") for x in (text, endless, huge)),
    ]
    if blank:
        bad.append((good.assign(**{good.columns[-1]: NAN}), repr(good.columns[-1])))
    cells = {"constant": constant, "zero": zero, "gap": gap, "one_row": one_row, "one_column": one_column}
    return Argument(good, (good.iloc[::-1], good.iloc[:, ::-1], good.sample(frac=1, axis=0, random_state=3)), tuple(bad), cells)


def series(good: pd.Series) -> Argument:
    """Scores by row."""
    bad = (
        (good.tolist(), "list"),
        (good.iloc[:0], "no rows"),
        (pd.concat([good, good.iloc[[0]]]), "twice"),
        (good.where(good.index != "B", INF), "'B'"),
        (good.astype(str), "'A'"),
    )
    return Argument(good, (good.iloc[::-1],), bad)


def other(good: pd.Series) -> Argument:
    """Scores by row, matched with the other side."""
    own = series(good)
    wrong = ((good.iloc[1:], "nothing is given for the row 'A'"), (good.rename({"A": "Ax"}), "there is no row 'Ax'"))
    return Argument(good, own.same, (*own.bad, *wrong))


def values_row() -> Argument:
    good = [2.0, 3, 4, 5, 6, 50]
    bad = (("23", "str"), ([[1.0, 2]], ""), ([1.0, INF], ""), ([1.0, "3"], ""), ([1.0, True], ""), ([], "no rows"), (None, ""))
    return Argument(good, (np.array(good), pd.Series(good, index=list("abcabc")), tuple(good)), bad)


def function(*good: Any, bad: tuple = ()) -> Argument:
    return Argument(good[0], good[1:], bad)


METHOD = function(
    "arithmetic",
    scores.arithmetic,
    lambda t, w: scores.arithmetic(t, w),
    bad=(("geometrc", "did you mean 'geometric'"), ("mean", "known"), (3, "known")),
)
ENDS = {"placed": 0.0, "cost": 9.0}, {"placed": 50.0, "cost": 0.0}
GOOD_SCHEME = scores.Scheme.from_table(T, weights=1, worst=0, best=50)
SCHEME = function(GOOD_SCHEME, bad=((T, "Scheme.from_table"), (None, "Scheme.from_table")))
SPREAD = function(None, scores.Spread(), bad=(({"weights": 0.2}, "give a Spread"),))
FACTORS = [
    scores.FactorColumn(code="jobs", weight=60, values=(100, 300)),
    scores.FactorColumn(code="need", weight=40, values=(1, 2)),
]
FUND = {"region": "A", "payable": 500, "means": 300, "balance": 0, "monthly_outlay": 50, "completion": 80, "insured": 100}
FUNDS = [scores.Fund(**FUND), scores.Fund(**FUND | {"region": "B", "means": 600, "completion": 120})]
UNITS = [
    scores.Unit(code=c, tier=t, score=s, staff=10)
    for c, t, s in [("bureau", "administration", 90), ("street", "grassroots", 90), ("village", "grassroots", 60)]
]
RNG = np.random.default_rng(5)
MANY = pd.DataFrame({"youth": RNG.uniform(0, 9, 40)}, index=[f"c{i}" for i in range(40)])
OUTCOME = 50 + 3 * MANY["youth"] + pd.Series(RNG.normal(size=40), MANY.index)
EFFICIENT = pd.DataFrame({"spent": [2.0, 3, 3, 4, 5, 5, 6, 8]}, index=list("ABCDEFGH"))
DONE = pd.DataFrame({"jobs": [1.0, 3, 2, 3, 4, 2, 3, 5]}, index=EFFICIENT.index)
JUDGED = scores.judgements([[2, 5], [3]], ["a", "b", "c"])
INTERVALS = pd.DataFrame({"rank": [1, 2, 3, 4], "low": [1, 1, 2, 4], "high": [2, 3, 4, 4]}, index=list("ABCD"))
SAME = "'cost' is 2 in every row"


def inputs() -> Argument:
    own = table(EFFICIENT, zero="'spent' of 'A' is 0", gap="'spent' of 'A' is missing", one_column=WORKS)
    return Argument(EFFICIENT, own.same, (*own.bad, (EFFICIENT - 3, "an input is above 0")), own.cells)


def outputs() -> Argument:
    own = table(DONE, zero="'A' made no output at all", gap="'jobs' of 'A' is missing")
    wrong = ((DONE.iloc[1:], "row 'A'"), (DONE.rename({"A": "Ax"}), "no row 'Ax'"), (DONE - 2, "0 or more"))
    return Argument(DONE, own.same, (*own.bad, *wrong), {k: v for k, v in own.cells.items() if k != "one_row"})


def efficiency(**more: Argument) -> dict[str, Argument]:
    returns = choice("constant", "variable", "crs", "vrs")
    return {"inputs": inputs(), "outputs": outputs(), "returns": returns, "orientation": choice("input", "output"), **more}


def curve(**more: Argument) -> dict[str, Argument]:
    return {"value": exact(3), "worst": exact(0, 10), "best": exact(10, 0), **more}


def normalised(**more: Argument) -> dict[str, Argument]:
    return {"values": table(T), "direction": direction(), **more}


def of_groups() -> Argument:
    good = {"effect": {"placed": 1}, "means": {"cost": 2}}
    bad = (
        ({"effect": {"placed": 1}}, "'cost'"),
        ({"effect": {"placed": 1, "costs": 1}}, "did you mean 'cost'"),
        ({}, ""),
        ({"effect": ["placed", "cost"]}, "list"),
        ({"a": {"placed": 1, "cost": 1}, "b": {"cost": 1}}, "in 'a' and in 'b'"),
        ({"a": {"placed": 1}, "b": {"cost": 0}}, "weight"),
        ([("a", {})], ""),
    )
    turned = {"means": pd.Series({"cost": 2}), "effect": {"placed": 1}}
    return Argument(good, (turned, pd.Series(good)), bad)


GAPS = choice("none", "reweight")
DOORS: dict[str, Door] = {
    "denominate": Door(
        {
            "table": table(T, blank=False),
            "by": Argument(
                {"cost": {"A": 1, "B": 2, "C": 3, "D": 4}},
                ({"cost": {"D": 4, "C": 3, "B": 2, "A": 1}}, {"cost": pd.Series({"D": 4, "A": 1, "C": 3, "B": 2})}),
                (
                    ({"costs": pd.Series(1, T.index)}, "did you mean 'cost'"),
                    ({"cost": [1, 2, 3, 4]}, "list"),
                    ({"cost": {"A": 1, "B": 2, "C": 3}}, "row 'D'"),
                    ({"cost": dict.fromkeys("ABCDE", 1)}, "'E'"),
                    ({"cost": {"A": "1", "B": 2, "C": 3, "D": 4}}, "'A'"),
                    ({"cost": 3}, ""),
                    ([("cost", 1)], ""),
                    ({"cost": pd.Series([1, 2, 3, 4, 5], list("AABCD"))}, "'A' is there twice"),
                ),
            ),
            "per": number(1, 0, -1),
        }
    ),
    "impute": Door(
        {
            "table": table(T, blank=False),
            "how": choice("median", "mean"),
            "groups": by_name({"A": "east", "B": "east", "C": "west", "D": "west"}, "row", wrong=(None, NAN), one=False),
        },
        also=({"table": T, "groups": None},),
    ),
    "treat": Door({"table": table(T), "most": count(1, "few", none=True)}),
    "winsorise": Door({"values": values_row(), "most": count(1, "few")}),
    "skewness": Door({"values": values_row()}),
    "kurtosis": Door({"values": values_row()}),
    "goalposts": Door(
        {"values": table(T), "worst": numbers_by_column(ENDS[0]), "best": numbers_by_column(ENDS[1]), "cap": flag(True)},
        also=({"values": T["cost"], "worst": 5, "best": 1}, {"values": T["cost"], "worst": {"cost": 5}, "best": {"cost": 1}}),
    ),
    "distance_to_target": Door(
        {"values": table(T), "start": numbers_by_column(ENDS[0]), "target": numbers_by_column(ENDS[1]), "cap": flag(True)},
        also=({"values": T["cost"], "start": 5, "target": 1},),
    ),
    "minmax": Door(
        normalised(values=table(T, constant=SAME, one_row="in every row")),
        also=({"values": T["cost"]}, {"values": T["cost"], "direction": -1}, {"values": T, "direction": -1}),
    ),
    "zscore": Door(
        normalised(values=table(T, constant=SAME, one_row="in every row"), mean=number(50), deviation=number(10, 0, -1)),
        also=({"values": T["cost"], "direction": {"cost": -1}},),
    ),
    "rank": Door(normalised(), also=({"values": T["cost"]}, {"values": pd.Series([1.0, 2]), "direction": -1})),
    "percentile": Door(normalised(values=table(T, one_row="one value")), also=({"values": T["cost"], "direction": -1},)),
    "distance_to_best": Door(normalised(values=table(T, zero="'placed' of 'A' is 0")), also=({"values": T["cost"]},)),
    "proportions": Door(
        {
            "weights": Argument(
                {"a": 3, "b": 1},
                ({"b": 1, "a": 3}, pd.Series({"b": 1, "a": 3})),
                (
                    ([3, 1], "[3, 1]"),
                    ({}, ""),
                    ({"a": -1, "b": 2}, "'a'"),
                    ({"a": NAN}, "'a'"),
                    ({"a": "1"}, "'a'"),
                    ({"a": True}, "'a'"),
                    ({"a": 0}, "every weight is 0"),
                    (pd.Series([1, 2], index=["a", "a"]), "'a' is there twice"),
                ),
            ),
            "total": number(4, 5, none=True),
        },
        also=({"weights": {"a": 3, "b": 1}, "total": None},),
    ),
    "equal": Door(
        {
            "names": Argument(
                ["a", "b"],
                (("b", "a"), pd.Index(["a", "b"])),
                (("ab", "'ab'"), (["a", "a"], "'a' is there twice"), ([], "empty"), (3, "3")),
            )
        }
    ),
    "entropy": Door({"table": table(T, gap="'placed' of 'A' is missing", one_row="one row")}),
    "critic": Door(
        {"table": table(T, constant=SAME, gap="'placed' of 'A' is missing", one_row="in every row", one_column="do not differ")}
    ),
    "judgements": Door(
        {
            "upper": Argument(
                [[2, 6], ["1/3"]],
                ([(2, "6"), (Fraction(1, 3),)],),
                (
                    ([[2], [3]], "rows of 2"),
                    ([[2, 0], [3]], "a against c"),
                    ([[2, "x"], [3]], "a against c"),
                    ([[2, "1/0"], [3]], "a against c"),
                    ([[NAN, 2], [3]], "a against b"),
                    ([[True, 2], [3]], "a against b"),
                ),
            ),
            "names": Argument(["a", "b", "c"], (("a", "b", "c"),), (("abc", "'abc'"), (["a", "b", "b"], "'b' is there twice"))),
        }
    ),
    "ahp": Door(
        {
            "judged": table(
                JUDGED,
                zero="above 0",
                gap="missing",
                one_row="criterion",
                one_column="criterion",
                constant="one must be 1 over the other",
            ),
            "accepted": flag(False),
        }
    ),
    "arithmetic": Door({"table": table(T), "weights": weights(), "gaps": GAPS}, also=({"table": T, "weights": 1},)),
    "geometric": Door({"table": table(T, zero="'placed' of 'A' is 0"), "weights": weights(), "gaps": GAPS}),
    "harmonic": Door({"table": table(T, zero="'placed' of 'A' is 0"), "weights": weights(), "gaps": GAPS}),
    "by_groups": Door({"table": table(T), "groups": of_groups(), "method": METHOD, "gaps": GAPS}),
    "topsis": Door(
        {
            "table": table(T, gap="'placed' of 'A' is missing", one_row="all rows are the same"),
            "weights": weights(),
            "costs": Argument(
                ["cost"],
                ("cost", ("cost",), {"cost"}, pd.Index(["cost"])),
                ((["costs"], "did you mean 'cost'"), (["cost", "cost"], "'cost' is there twice"), (3, "3")),
            ),
        }
    ),
    "shifts": Door({"before": series(S), "after": other(S * -1)}),
    "spearman": Door({"a": series(S), "b": other(S * -1)}),
    "kendall": Door({"a": series(S), "b": other(S * -1)}),
    "leave_one_out": Door({"table": table(T, one_column="one column"), "weights": weights(), "method": METHOD}),
    "regression_adjusted": Door(
        {
            "values": Argument(
                OUTCOME, (OUTCOME.iloc[::-1],), ((OUTCOME.tolist(), "list"), (OUTCOME.replace(OUTCOME.iloc[1], INF), "'c1'"))
            ),
            "covariates": Argument(
                MANY,
                (MANY.iloc[::-1],),
                (
                    (MANY.iloc[1:], "row 'c0'"),
                    (MANY.rename({"c0": "d0"}), "'d0'"),
                    (MANY.to_numpy(), "ndarray"),
                    (MANY.astype(str), "'youth' of 'c0'"),
                ),
            ),
        }
    ),
    "linear": Door(curve()),
    "threshold": Door(curve(at=exact(5))),
    "steps": Door(curve(step=exact(2, 0, -1))),
    "all_or_nothing": Door(curve()),
    "band_share": Door(
        {
            "value": exact(3, 99),
            "bands": Argument(
                [(0, 2, 0), (2, 10, 1)],
                ([(2, 10, Decimal(1)), (np.int64(0), 2.0, 0)],),
                (
                    ([(0, 2, 0.5)], "0.5"),
                    ([(5, 2, 0)], "lower end first"),
                    ([(0, 9, 2)], "0 to 1"),
                    ([(0, 9)], "no band"),
                    ([(0, "9", 1)], "'9'"),
                ),
            ),
        }
    ),
    "standardise_rates": Door(
        {
            "regions": Argument(
                {"A": {"young": (80, 100), "old": (10, 20)}},
                ({"A": {"old": (np.int64(10), 20.0), "young": (80, 100)}},),
                (
                    ({"A": {"young": (7, 5)}}, "A, young"),
                    ({"A": {"young": (0.5, 5)}}, "A, young"),
                    ([], "list"),
                    ({"A": {"young": 5}}, "A, young"),
                    ({"A": [(1, 2)]}, "A"),
                    ({"A": {"yong": (1, 2)}}, "did you mean 'young'"),
                ),
            ),
            "standard": Argument(
                {"young": 3, "old": 1},
                ({"old": 1, "young": np.int64(3)}, pd.Series({"old": 1, "young": 3})),
                (
                    ({"young": 3}, "'old'"),
                    ({"young": -1, "old": 2}, "young"),
                    ({"young": 0, "old": 0}, "no cases"),
                    ([3, 1], "list"),
                    ({"young": 0.5, "old": 1}, "young"),
                ),
            ),
            "least": count(1),
        }
    ),
    "Scheme": Door(
        {
            "names": Argument(("A", "B"), (), ((("A", "A"), "'A' is there twice"),)),
            "indicators": Argument(("placed", "cost"), (), ((("placed", "placed"), "twice"),)),
            "values": Argument(
                np.array([[[60.0, 9], [70, 8]]]),
                (),
                (
                    (np.ones((2, 2)), "readings"),
                    (np.full((1, 2, 2), INF), "infinite"),
                    (np.full((1, 2, 2), "x"), "no number"),
                    (np.full((1, 2, 2), NAN), "'A'"),
                ),
            ),
            "weights": by_name({"placed": 2.0, "cost": 1.0}, "indicator", np.array([2.0, 1]), (-1, NAN, INF, "3")),
            "worst": by_name({"placed": 0.0, "cost": 9.0}, "indicator", np.array([0.0, 9]), (NAN, INF, "3", 100.0)),
            "best": by_name({"placed": 100.0, "cost": 0.0}, "indicator", np.array([100.0, 0]), (NAN, INF, "3", 0.0)),
            "cases": Argument(
                None,
                (),
                ((np.ones((1, 2)), "shape"), (np.full((1, 2, 2), -1.0), "0 or more"), (np.full((1, 2, 2), 5.0) + INF, "infinite")),
            ),
            "per": number(100, 0, -1),
            "curves": Argument((None, None), (), (((None,), "1 entries"),)),
        }
    ),
    "Spread": Door(
        {
            "weights": number(0.25, 2, -1),
            "goalposts": number(0.1, 0.5, -1),
            "readings": Argument(True, (), (("no", "'no'"), (1, "1"))),
            "noise": Argument(True, (), (("no", "'no'"),)),
        }
    ),
    "rank_intervals": Door(
        {"scheme": SCHEME, "draws": count(20, 0), "seed": count(1), "spread": SPREAD, "level": number(0.9, 0, 1)}
    ),
    "shared_ranks": Door({"table": table(INTERVALS, gap="missing", one_column="did you mean|known")}),
    "sobol": Door(
        {
            "function": function(
                lambda x: x[:, 0] + x[:, 1], bad=((3, "3"), (lambda x: x, "one finite number"), (lambda x: x[:, 0] * NAN, ""))
            ),
            "bounds": Argument(
                {"a": (0, 1), "b": [1, 5]},
                (pd.Series({"a": (0, 1), "b": (1, 5)}),),
                (([(0, 1)], ""), ({}, ""), ({"a": (1, 0)}, "a"), ({"a": (0, NAN)}, "a"), ({"a": 3}, "a"), ({"a": "01"}, "a")),
            ),
            "n": count(8, 1, 100),
            "seed": count(1),
        }
    ),
    "rank_drivers": Door({"scheme": SCHEME, "n": count(8, 1, 100), "seed": count(1), "spread": SPREAD}),
    "dea": Door(efficiency()),
    "bias_corrected": Door(efficiency(draws=count(4, 0, 1), seed=count(1), level=number(0.9, 0, 1))),
    "apportion": Door(
        {
            "total": count(11, Fraction(1, 2)),
            "weights": Argument(
                {"a": 6, "b": 6, "c": 2},
                ({"c": 2, "b": 6, "a": 6}, pd.Series({"c": 2, "b": 6, "a": 6})),
                (
                    ([6, -1], "number 2"),
                    ([0.5, 1], "number 1"),
                    ({"a": NAN}, "'a'"),
                    ({"a": "3"}, "'a'"),
                    ([0, 0], "every weight is 0"),
                    ("ab", "'ab'"),
                    ([True, 1], "number 1"),
                    ({1, 2}, ""),
                    (pd.Series([1, 2], index=["a", "a"]), "'a' is there twice"),
                ),
            ),
        },
        also=({"total": 11, "weights": [6, 6, 2]}, {"total": 11, "weights": np.array([6, 6, 2])}),
    ),
    "bound": Door(
        {
            "total": exact(100, -1, None),
            "weights": Argument(
                {"aa": 3, "bb": 1},
                (pd.Series({"bb": 1, "aa": 3}),),
                (({"aa": -1, "bb": 1}, "'aa'"), ({"aa": 0, "bb": 0}, "every weight is 0"), ({"aa": 0.1, "bb": 1}, "'aa'")),
            ),
            "low": by_name({"aa": 10, "bb": 30}, "weight", wrong=(-1, 0.5, NAN, "3", None)),
            "high": by_name({"aa": 90, "bb": None}, "weight", wrong=(-1, 0.5, NAN, "3")),
        },
        also=({"total": 100, "weights": [3, 1], "low": [10, 30], "high": [90, None]},),
    ),
    "FactorColumn": Door(
        {
            "code": Argument("jobs", (), (("", "''"), (3, "3"))),
            "weight": exact(60, -1, None),
            "values": Argument(
                {"aa": 100, "bb": None},
                ({"aa": np.int64(100), "bb": None}, pd.Series({"aa": 100, "bb": None}, dtype=object)),
                (({"aa": 0.5, "bb": 1}, "jobs"), ({"aa": NAN, "bb": 1}, "jobs"), ({"aa": "3", "bb": 1}, "jobs")),
            ),
            "sizes": by_name({"aa": 2, "bb": 3}, "region", wrong=(0.5, NAN, "3", None)),
            "regions": Argument(None),
        },
        also=({"code": "jobs", "weight": 1, "values": (1, None, 3)},),
    ),
    "award": Door(
        {
            "pool": count(1000),
            "regions": Argument(["aa", "bb"], (), ((["aa", "aa"], "'aa' is there twice"), ([], ""), ("aa", "'aa'"))),
            "columns": Argument(
                FACTORS,
                (),
                (
                    ([], "empty"),
                    ([FACTORS[0], FACTORS[0]], "'jobs' is there twice"),
                    ([scores.FactorColumn(code="jobs", weight=1, values=(1, 2, 3))], "3 entries"),
                ),
            ),
            "adjust": by_name({"aa": 2, "bb": 1}, "region", wrong=(-1, 0.5, NAN, None)),
            "low": by_name({"aa": 100, "bb": 0}, "region", wrong=(-1, 0.5, NAN, Fraction(1, 2))),
            "high": by_name({"aa": 500, "bb": None}, "region", wrong=(-1, 0.5, NAN, Fraction(1, 2))),
            "currency": CURRENCY,
        }
    ),
    "Fund": Door(
        {"region": Argument("A")}
        | {name: count(value) for name, value in FUND.items() if name in ("payable", "insured")}
        | {name: exact(FUND[name], None, Fraction(1, 2)) for name in ("means", "balance")}
        | {"monthly_outlay": exact(50, -1, None), "completion": exact(80, None)}
    ),
    "adjust": Door(
        {
            "pool": count(1200),
            "funds": Argument(FUNDS, (FUNDS[::-1],), (([], "empty"), ([FUNDS[0], FUNDS[0]], "'A' is there twice"))),
            "months": exact(12, -1, None),
            "targets": exact(50, -1, None),
            "reserve": exact(50, -1, None),
            "currency": CURRENCY,
        }
    ),
    "Unit": Door(
        {
            "code": Argument("a"),
            "tier": choice("grassroots", "service", "administration"),
            "score": exact(90, -1, None),
            "staff": count(10),
        }
    ),
    "tilt": Door(
        {
            "pool": count(1000),
            "units": Argument(
                UNITS, (UNITS[::-1],), (([UNITS[0]], "grassroots"), ([UNITS[1], UNITS[1]], "'street' is there twice"))
            ),
            "least": exact(1, -1, 2, None),
        }
    ),
}
