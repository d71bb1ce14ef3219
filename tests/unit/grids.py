"""Tables read outside a study: every name may be a region there."""

from evaluation.data import readers, when
from evaluation.study.periods import JANUARY


class Anywhere:
    def is_region(self, text):
        return bool(text.strip())

    def is_period(self, text, part):
        return when.is_period(text, JANUARY, part)


def read_all(content, table, file):
    """The grids of a table, and findings."""
    return readers.read(content if isinstance(content, bytes) else content.encode(), table, file, Anywhere())


def read(content, table, file):
    """The one grid of a table, and findings."""
    grids, findings = read_all(content, table, file)
    (grid,) = grids
    return grid, findings
