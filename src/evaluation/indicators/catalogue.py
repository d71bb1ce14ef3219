"""The catalogue: every indicator, declared once in the family module of its clause."""

from __future__ import annotations

from evaluation.indicators import assistance, fund, insurance, outcomes, targets
from evaluation.indicators.model import Catalogue

CATALOGUE = Catalogue()
for family in (targets, outcomes, fund, insurance, assistance):
    family.declare(CATALOGUE)
