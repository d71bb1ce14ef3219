"""Money that is not the yuan.

Studies are drawn, and judged by the oracle, in yuan. Only the doors know better: what is written names the study's own
currency, of two decimals as the yuan, and what is read is turned back. Those of none and of three are drawn in
tests/properties/test_money.py.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple

YUAN = "元"
_UNITS = ("元", "万元", "亿元")


class Money(NamedTuple):
    """``word``: how files write the currency; ``said``: ``money`` of study.yml; ``minor``: minor units in one of it."""

    word: str = YUAN
    said: Any = None
    minor: int = 100

    def counted(self, fen: int | None) -> int | None:
        """An amount drawn in fen, as the product counts it."""
        if fen is None:
            return None
        made = Fraction(fen * self.minor, 100)
        assert made.denominator == 1, f"{fen} fen are no whole minor units of {self.word}"
        return made.numerator

    def whole(self, amount: str) -> str:
        """``amount`` without what is less than the smallest money there is."""
        return amount if self.minor > 1 else amount.partition(".")[0]

    @property
    def least_printed(self) -> int:
        """Fen in the last digit of an amount in a table."""
        said = self.said or {"currency": "CNY"}
        usual = {"CNY": "wan", "INR": "lakh"}.get(said["currency"], "thousand")
        return {"one": 1, "thousand": 10**3, "wan": 10**4, "lakh": 10**5, "million": 10**6, "crore": 10**7}[
            said.get("scale", usual)
        ]

    def written(self, content: Any) -> Any:
        """``content`` of a file with its units of money in the study's currency."""
        return _mapped(content, {unit: unit.replace(YUAN, self.word) for unit in _UNITS})

    def read(self, content: Any) -> Any:
        return _mapped(content, {unit.replace(YUAN, self.word): unit for unit in _UNITS})


RENMINBI = Money()
MONIES = (
    Money("INR", {"currency": "INR"}),
    Money("rupees", {"currency": "INR", "scale": "crore", "grouping": "indian"}),
    Money("卢比", {"currency": "INR", "scale": "one"}),
    Money("USD", {"currency": "USD"}),
    Money("dollars", {"currency": "USD", "scale": "million"}),
    Money("KES", {"currency": "KES"}),
    Money("JPY", {"currency": "JPY"}, 1),
    Money("yen", {"currency": "JPY", "scale": "million"}, 1),
    Money("KWD", {"currency": "KWD"}, 1000),
    Money("TND", {"currency": "TND", "scale": "one"}, 1000),
    Money("先令", {"currency": "KES", "called": {"zh": "先令", "en": "bob", "one": "bob"}}),
)


def _mapped(content: Any, units: dict[str, str], key: object = "") -> Any:
    if isinstance(content, dict):
        return {k: _mapped(v, units, k) for k, v in content.items()}
    if isinstance(content, list):
        return [_mapped(v, units, key) for v in content]
    return units.get(content, content) if key == "unit" and isinstance(content, str) else content
