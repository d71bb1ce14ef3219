"""Unemployment early warning (HB-13): a line at each administrative level, severity as a second axis."""
