"""Money shared out by results, exact to the fen: every amount opens up into factors, bounds and rounding."""
