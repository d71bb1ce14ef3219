"""Every kind of form that is rebuilt."""

from collections.abc import Callable
from random import Random

from tests.forms import published, unusual
from tests.forms.published import Form

KINDS: tuple[Callable[[Random], Form], ...] = (
    published.years_across,
    published.growth_across,
    published.cities_across,
    published.side_by_side,
    published.down_the_rows,
    published.levels_in_columns,
    published.sums_by_dots,
    published.codes_and_gap,
    published.long_header,
    published.one_series,
    published.one_below_the_other,
    published.blocks_of_a_year,
    unusual.file_a_region,
    unusual.sheet_a_year,
    unusual.units_in_cells,
    unusual.fiscal_years_down,
    unusual.fiscal_years_across,
    unusual.figure_a_row,
    unusual.continued,
    unusual.flagged,
    unusual.days_across,
    unusual.money_by_source,
    unusual.survey_of_a_year,
    unusual.quarters_under_years,
    unusual.regions_across,
    unusual.office_annex,
)
