"""The way of a composite indicator on any table: rows are regions, columns are indicators, floats throughout.

Denominate, impute, treat outliers, normalise, weight, aggregate, compare (after the OECD/JRC Handbook on Constructing
Composite Indicators, 2008). The official score of a study does not come from here but from :mod:`evaluation.scores.tree`,
which is exact; these functions serve research, cross-checks and uncertainty.
"""
