"""An award as a table: every amount with the parts it is made of, in yuan."""

from __future__ import annotations

from fractions import Fraction

from evaluation.measured.rounding import half_up
from evaluation.scores.allocation.factors import without_each
from evaluation.scores.allocation.study import Shared


def table(shared: Shared, names: dict[str, str]) -> tuple[list[str], list[list[str]]]:
    """Header and a row a region, all in yuan: the award and everything it is made of; the last row adds up.

    Parts of factors, bound effect and rounding add up to the award; they are printed to six decimals of a yuan.
    """
    award = shared.award
    left_out = without_each(award)
    header = ["region", "name", "award", "share_pct", "last_year", "change", "held_at", "floor", "cap"]
    header += [f"factor_{c.code}" for c in award.columns] + ["bound_effect", "rounding"]
    header += [f"without_{code}" for code in left_out]
    rows = []
    for i, region in enumerate(award.regions):
        last = shared.last_year[i] if shared.last_year else None
        row = [region, names.get(region, ""), _yuan(award.amounts[i]), half_up(_share(award.amounts[i], award.pool), 2)]
        row += ["", ""] if last is None else [_yuan(last), _yuan(award.amounts[i] - last)]
        cap = award.high[i]
        row += [award.held[i], _yuan(award.low[i]), "" if cap is None else _yuan(cap)]
        row += [_yuan(award.parts[c.code][i], 6) for c in award.columns]
        row += [_yuan(award.bound_effect[i], 6), _yuan(award.rounding[i], 6)]
        rows.append(row + [_yuan(amounts[i]) for amounts in left_out.values()])
    total = ["", "total", _yuan(award.pool), "100.00"]
    total += ["", ""] if shared.last_year is None else [_yuan(sum(shared.last_year)), _yuan(award.pool - sum(shared.last_year))]
    caps = [cap for cap in award.high if cap is not None]
    total += ["", _yuan(sum(award.low)), "" if len(caps) < len(award.high) else _yuan(sum(caps))]
    total += [_yuan(sum(award.parts[c.code]), 6) for c in award.columns]
    total += [_yuan(sum(award.bound_effect), 6), _yuan(sum(award.rounding), 6)]
    return header, [*rows, total + [_yuan(sum(amounts)) for amounts in left_out.values()]]


def _yuan(fen: int | Fraction, decimals: int = 2) -> str:
    return half_up(Fraction(fen) / 100, decimals)


def _share(amount: int, pool: int) -> Fraction:
    return Fraction(amount * 100, pool) if pool else Fraction(0)
