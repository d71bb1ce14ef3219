"""Why a line judges nothing."""

from __future__ import annotations

from typing import Literal

Unjudged = Literal[
    "", "no_line", "not_here", "zero", "before", "year", "between", "not_due", "partial", "by_day", "in_parts", "rounding"
]
"""Why nothing is judged, whatever the figure: no line holds here; the scheme says that it has none here; at least 0 is
demanded, so that there is nothing to complete; what is covered begins before the line binds; the line is one of the whole
year, which is not over; lines were set for parts of the year, and none for the end of this one; its day has not come, or the
schedule has nothing due yet; the sum lacks regions and settles nothing (:func:`settles`); no figure proves whether it was
reached by its day (:mod:`evaluation.measured.on_day`); it is of a year, and the figure is stated for parts of years alone;
rounding of its figures to a base leaves it open."""
