"""How much one drawing or grid holds: known to what plans a page, without the library that draws."""

from __future__ import annotations

MOST_ROWS = 40  # more do not fit a page
MOST_COLUMNS = 16  # of a grid
