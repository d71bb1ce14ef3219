"""The catalogue: every indicator, declared once in the family module of its clause."""

from __future__ import annotations

from evaluation.catalogue import assistance, fund, groups, insurance, outcomes, register, services, takeup, targets, training
from evaluation.catalogue.model import Catalogue

CATALOGUE = Catalogue()
for family in (targets, outcomes, groups, training, fund, insurance, services, assistance, register, takeup):
    family.declare(CATALOGUE)
