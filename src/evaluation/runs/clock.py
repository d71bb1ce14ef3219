"""The clock: when something was done, for records and for pages that tell when a file was read; never for figures."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """This second, in UTC."""
    return datetime.now(UTC).replace(microsecond=0)
