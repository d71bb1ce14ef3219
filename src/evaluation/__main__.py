"""``python -m evaluation``: the same command line."""

from evaluation.cli import main

if __name__ == "__main__":
    main()
