"""Reproducible evaluation of employment funds and retraining targets, region by region."""
