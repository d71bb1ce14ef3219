"""Money shared out by results, exact to the minor unit: every amount opens up into factors, bounds and rounding."""
