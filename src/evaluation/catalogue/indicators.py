"""The catalogue: every indicator, declared once in the pack of its document."""

from __future__ import annotations

from evaluation.catalogue.model import Indicators
from evaluation.catalogue.packs import shipped_packs

CATALOGUE = Indicators()
for pack in shipped_packs().values():
    pack.declare(CATALOGUE)
