"""The one region that a page is about."""

from __future__ import annotations

from evaluation.view.view import View


def only(view: View) -> str:
    """Of a study that reports on one region, which it is; else the region of this page."""
    return view.region if view.compares else view.results.regions[0]
