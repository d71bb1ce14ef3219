"""What ``-o`` writes: the whole file or nothing."""

from __future__ import annotations

from pathlib import Path

import click

from evaluation.errors import Refused


def save(path: Path, content: bytes, what: str = "") -> None:
    """``content`` as the file ``path``, and a line that says so and ``what`` it is. :class:`Refused` when it cannot be written."""
    from evaluation.runs import files

    try:
        files.write(path, content)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror}") from None
    click.echo(f"wrote {path}: {what}" if what else f"wrote {path}")
