"""Facts about what the annex lists."""

from __future__ import annotations

from evaluation.view.view import View


def some_indicators_not_listed(view: View) -> bool:
    """The study has more indicators than the annex lists."""
    return len(view.annex_indicators()) < len(view.results.indicators)


def some_file_in_another_encoding(view: View) -> bool:
    """A delivered CSV file is not in UTF-8."""
    return any(f.other_encoding for f in view.results.delivery.files)
