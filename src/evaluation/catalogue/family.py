"""Short forms the family modules declare with: words as ``中文 | English``, quantities by their codes."""

from __future__ import annotations

from collections.abc import Mapping

from evaluation.catalogue.model import Dimension, Direction, Expression, Indicator, Indicators, Quantity, Reading, expression
from evaluation.catalogue.quantities import QUANTITIES
from evaluation.catalogue.span import Spanned
from evaluation.errors import near
from evaluation.study.model import Words

HIGHER, LOWER, AT_TARGET, WITHIN_BAND, NONE = (
    Direction.HIGHER,
    Direction.LOWER,
    Direction.AT_TARGET,
    Direction.WITHIN_BAND,
    Direction.NONE,
)


def words(text: str) -> Words:
    """``中文 | English``; ``ValueError`` without both."""
    zh, en = text.split(" | ")
    return Words(zh=zh, en=en)


def share(
    numerator: str | Quantity | Expression, denominator: str | Quantity | Expression, named: str = "", per: int = 100
) -> Reading:
    """A quotient of two sides, in per cent unless ``per`` says otherwise; ``named`` when it is one of several."""
    return Reading(numerator=_side(numerator), denominator=_side(denominator), per=per, words=words(named) if named else None)


def level(of: str | Quantity | Expression, named: str = "") -> Reading:
    """A count or an amount without a denominator."""
    return Reading(numerator=_side(of), words=words(named) if named else None)


def _side(part: str | Quantity | Expression) -> Expression:
    if isinstance(part, str) and part not in QUANTITIES:
        raise ValueError(f"there is no quantity {part!r}; {near(part, QUANTITIES)}")
    return expression(QUANTITIES[part] if isinstance(part, str) else part)


class Family:
    """One family's part of the catalogue: what all its entries share is said once."""

    def __init__(self, catalogue: Indicators, dimension: Dimension, span: Spanned) -> None:
        self._catalogue = catalogue
        self._dimension = dimension
        self._span = span

    def add(
        self,
        code: str,
        title: str,
        clause: str,
        direction: Direction,
        why: str,
        readings: Mapping[str, Reading] | Reading,
        *,
        inferred: bool = False,
        window: str = "",
        span: Spanned | None = None,
        closes_as: str = "",
    ) -> Indicator:
        """Declare one indicator; ``title``, ``why`` and ``window`` as ``中文 | English``. ``span``: other than the
        family's."""
        return self._catalogue.add(
            code=code,
            title=words(title),
            clause=clause,
            dimension=self._dimension,
            direction=direction,
            why=words(why),
            readings=readings,
            inferred=inferred,
            window=words(window) if window else None,
            declared=span or self._span,
            closes_as=closes_as,
        )
