"""Money into jobs: how far each region is from the best that others did with as much (data envelopment analysis). Floats."""
