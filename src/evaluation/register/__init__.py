"""The real-name register: rules of GZ-2, GZ-4, GZ-10, GZ-18, HB-4 and HB-5 over persons, and the tallies indicators read.

Rules are Ibis expressions on DuckDB, held in memory. What leaves this package is counts; a message names file, row and
column, and never what stands in a cell.
"""
