"""What commands say, and what ``-o`` writes: nothing said steers a terminal; a file is whole or not there."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from evaluation.errors import Refused, tell

PROVISIONAL = "some delivered figures are provisional, and so is what is worked out of them"


def say(text: str, err: bool = False) -> None:
    """``text`` on stdout, or on stderr. Names, file names and messages of others may be in it."""
    tell(text, sys.stderr if err else sys.stdout)


def with_limits(command: Callable[..., int]) -> Callable[..., int]:
    """``command`` with the options ``--timeout`` and ``--memory`` of what it measures."""
    seconds = click.option(
        "--timeout", type=click.IntRange(1, 86400), default=600, show_default=True, help="Seconds for each study."
    )
    size = click.option(
        "--memory",
        type=click.IntRange(256, 1 << 20),
        metavar="MIB",
        default=4096,
        show_default=True,
        help="MiB of data that measuring a study may hold.",
    )
    return seconds(size(command))


def save(path: Path, content: bytes, what: str = "") -> None:
    """``content`` as the file ``path``, and a line that says so and ``what`` it is. :class:`Refused` when it cannot be written."""
    from evaluation.runs import files

    try:
        files.write(path, content)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror}") from None
    say(f"wrote {path}: {what}" if what else f"wrote {path}")
