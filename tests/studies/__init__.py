"""Whole small studies, drawn at random, run as the commands run them: ``python -m tests.studies --help``."""
