"""Rows whose facts bear days, and what of a study was known at the end of one day.

The one place that knows it: everything that is measured, judged or printed is given :func:`known` rows only, so that no
page looks at a date to hide what came later.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Self, TypeVar

from evaluation.study.base import Model
from evaluation.study.periods import Period


class Dated(Model):
    """A row of a study's files.

    ``SINCE``: the field with the day (or the period, then its end) on which the row becomes known. ``TOGETHER``: each a
    later day and the fields that become known with it. ``AHEAD``: fields with days that are set beforehand, as terms and
    plans are: they may lie after the cut-off and are no facts.
    """

    SINCE: ClassVar[str] = ""
    TOGETHER: ClassVar[tuple[tuple[str, ...], ...]] = ()
    AHEAD: ClassVar[tuple[str, ...]] = ()

    def as_of(self, day: date, stands: date) -> Self | None:
        """The row as it was known at the end of ``day``; None when it was not.

        What bears no day is known when the study's files as a whole ``stand``, not earlier.
        """
        if self.SINCE and not _by(getattr(self, self.SINCE) or stands, day):
            return None
        later = {
            name: type(self).model_fields[name].get_default()
            for fields in self.TOGETHER
            if not _by(getattr(self, fields[0]) or stands, day)
            for name in fields
        }
        changed = {name: blank for name, blank in later.items() if getattr(self, name) != blank}
        return self.model_copy(update=changed) if changed else self


Row = TypeVar("Row", bound=Dated)


def known_rows(rows: Iterable[Row], day: date, stands: date) -> tuple[Row, ...]:
    """``rows`` as they were known at the end of ``day``, in their order."""
    found = (row.as_of(day, stands) for row in rows)
    return tuple(row for row in found if row is not None)


def facts(fields: Iterable[tuple[str, Any]], day: date, stands: date) -> dict[str, Any]:
    """Those of ``fields`` that hold dated rows, each as it was known at the end of ``day``."""
    found: dict[str, Any] = {}
    for name, value in fields:
        if isinstance(value, Dated):
            found[name] = value.as_of(day, stands)
        elif isinstance(value, tuple) and value and isinstance(value[0], Dated):
            found[name] = known_rows(value, day, stands)
    return found


def _by(when: date | Period, day: date) -> bool:
    return (when.last_day if isinstance(when, Period) else when) <= day
