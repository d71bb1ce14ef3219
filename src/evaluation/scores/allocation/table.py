"""An award as a table: every amount with the parts it is made of, in its currency."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from evaluation.based import other_bases
from evaluation.measured.rounding import half_up
from evaluation.scores.allocation.factors import spell_amount, without_each
from evaluation.scores.allocation.study import Shared


def table(shared: Shared, names: dict[str, str]) -> tuple[list[str], list[list[str]]]:
    """Header and a row a region, all in the currency: the award and everything it is made of; the last row adds up.

    Parts of factors, bound effect and rounding add up to the award; they are printed to four decimals
    more than the currency has.
    """
    award = shared.award
    left_out, spell = without_each(award), partial(spell_amount, currency=award.currency)
    header = ["region", "name", "award", "share_pct", "last_year", "change", "held_at", "floor", "cap"]
    header += [f"factor_{c.code}" for c in award.columns] + ["bound_effect", "rounding"]
    header += [f"without_{code}" for code in left_out] + ["basis"]
    rows = []
    for i, region in enumerate(award.regions):
        last = shared.last_year[i] if shared.last_year else None
        row = [region, names.get(region, ""), spell(award.amounts[i]), half_up(_share(award.amounts[i], award.pool), 2)]
        row += ["", ""] if last is None else [spell(last), spell(award.amounts[i] - last)]
        cap = award.high[i]
        row += [award.held[i], spell(award.low[i]), "" if cap is None else spell(cap)]
        row += [spell(award.parts[c.code][i], more=4) for c in award.columns]
        row += [spell(award.bound_effect[i], more=4), spell(award.rounding[i], more=4)]
        rows.append(row + [spell(amounts[i]) for amounts in left_out.values()] + [other_bases(award.amounts[i])])
    total = ["", "total", spell(award.pool), "100.00"]
    total += ["", ""] if shared.last_year is None else [spell(sum(shared.last_year)), spell(award.pool - sum(shared.last_year))]
    caps = [cap for cap in award.high if cap is not None]
    total += ["", spell(sum(award.low)), "" if len(caps) < len(award.high) else spell(sum(caps))]
    total += [spell(sum(award.parts[c.code]), more=4) for c in award.columns]
    total += [spell(sum(award.bound_effect), more=4), spell(sum(award.rounding), more=4)]
    return header, [*rows, total + [spell(sum(amounts)) for amounts in left_out.values()] + [""]]


def _share(amount: int, pool: int) -> Fraction:
    return Fraction(amount * 100, pool) if pool else Fraction(0)
