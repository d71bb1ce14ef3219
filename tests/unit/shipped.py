"""What the packs that come with the package declare, as tests name it."""

from __future__ import annotations

from evaluation.catalogue.catalogue import catalogue

SHIPPED = catalogue()
CATALOGUE, QUANTITIES, CLAUSES, PARTS = SHIPPED.indicators, SHIPPED.quantities, SHIPPED.clauses, SHIPPED.parts
EXPENDITURE, INCOME, PLANNED = SHIPPED.fund.spending.of, SHIPPED.fund.paid_in.of, SHIPPED.fund.planned.of
SPENT = SHIPPED.fund.spending.total
IDENTITIES, BOUNDS = SHIPPED.identities, SHIPPED.bounds
