"""The real-name register: its tables, and its tally, by the rules that packs have over persons, into quantities that indicators
read.

Rules are Ibis expressions on DuckDB, held in memory. What leaves this package is counts; a message names file, row and
column, and never what stands in a cell.
"""
