"""A study that begins: its delivered files, then its folder of ``params/`` by one rename. Killed at any moment it is there
whole, or not at all, and is begun by the same command again."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from evaluation import door
from evaluation.data.readers import LARGEST_FILE
from evaluation.errors import Busy, Refused
from evaluation.runs import files


def begin(name: str, root: Path, params: Mapping[str, bytes], data: Mapping[str, bytes]) -> None:
    """Write ``params/<name>/`` and files of ``data/<name>/``. :class:`Refused` where something else is there already, and where
    nothing can be written; :class:`Busy` while another study begins."""
    home, folder = root / "params" / name, root / "data" / name
    with _hold(root / "params"):
        if home.exists():
            raise Refused(f"params/{name} is there already and is never replaced; give another name with --study")
        for file, content in data.items():
            if door.size(folder / file, root) is not None and door.read(folder / file, root, LARGEST_FILE) != content:
                raise Refused(f"data/{name}/{file} is there already and is never replaced; give another name with --study")
        folder.mkdir(parents=True, exist_ok=True)
        files.sweep(folder)
        for file, content in data.items():
            if not (folder / file).exists():
                files.write(folder / file, content)
        files.flush_folder(folder)
        staged = home.with_name(f".{name}.tmp")
        shutil.rmtree(staged, ignore_errors=True)
        staged.mkdir()
        for file, content in params.items():
            files.write(staged / file, content)
        files.flush_folder(staged)
        staged.rename(home)
        files.flush_folder(home.parent)


@contextmanager
def _hold(folder: Path) -> Iterator[None]:
    """Nobody else begins a study meanwhile."""
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise Busy("another study is being begun; wait until it is, then start again") from None
    except OSError as error:
        raise Refused(f"{folder.parent} cannot be written: {error.strerror}; start again when it can") from None
    finally:
        os.close(handle)
