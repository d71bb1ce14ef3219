"""What stands behind every printed number: the figure it is, how that was worked out, and the cells it was delivered in."""
