"""The one door through which files of ``params/`` and ``data/`` come in: regular files of the project itself, and not
larger than asked for. A link, a pipe, a device or a folder in a file's place is refused without being opened."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from evaluation.errors import Refused, fit_for_message

_KINDS = {
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
    stat.S_IFDIR: "a folder",
}
LARGEST_MADE = 256 << 20
"""Bytes of a record, a journal, a table or an index that is read."""
_INSIDE = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC


class NotAFile(Refused):
    """What stands at a file's place is none; ``kind`` says what it is, ``name`` where from the project's root."""

    def __init__(self, name: str, kind: str) -> None:
        super().__init__(f"{name} is {kind}; put the file itself there: nothing outside the project is read")
        self.name, self.kind = name, kind


class TooLarge(Refused):
    """A file of more than ``most`` bytes."""

    def __init__(self, path: Path, most: int) -> None:
        super().__init__(f"{path}: larger than {most >> 20} MB, the most that is read of such a file; is it the right one?")
        self.most = most


def size(path: Path, root: Path) -> int | None:
    """Bytes of the file ``path`` below ``root``, None when there is nothing. :class:`NotAFile` for anything else, and
    for a link on the way to it."""
    inside = path.relative_to(root)
    *above, here = [inside, *inside.parents][-2::-1]
    for folder in above:
        found = _stat(root / folder)
        if found is None or not (stat.S_ISLNK(found.st_mode) or stat.S_ISDIR(found.st_mode)):
            return None
        _need(found, stat.S_IFDIR, folder)
    found = _stat(path)
    if found is None:
        return None
    _need(found, stat.S_IFREG, here)
    return found.st_size


def read(path: Path, root: Path, most: int) -> bytes:
    """Content of the file ``path`` below ``root``. :class:`NotAFile`, :class:`TooLarge`, or :class:`Refused` for a file
    that is gone or may not be read."""
    size(path, root)
    try:
        return _read(path, root, most)
    except OSError as error:
        raise Refused(f"{path}: cannot be read: {error.strerror}") from None


def _read(path: Path, root: Path, most: int) -> bytes:
    *above, name = path.relative_to(root).parts
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for part in above:
            outer, folder = folder, os.open(part, _INSIDE | os.O_DIRECTORY, dir_fd=folder)
            os.close(outer)
        handle = os.open(name, _INSIDE | os.O_NONBLOCK, dir_fd=folder)  # a pipe would keep us waiting
    finally:
        os.close(folder)
    with open(handle, "rb") as opened:
        _need(os.fstat(handle), stat.S_IFREG, path.relative_to(root))
        content = opened.read(most + 1)
    if len(content) > most:
        raise TooLarge(path, most)
    return content


def read_made(path: Path) -> bytes:
    """Content of a file in ``outputs/``, where anybody may have put anything: :class:`OSError` for a link, a pipe, a device, a
    folder, and for more than :data:`LARGEST_MADE` bytes."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise OSError(error.errno, "it is a link" if error.errno == errno.ELOOP else error.strerror) from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "it is no file")
    with open(handle, "rb") as opened:
        found = opened.read(LARGEST_MADE + 1)
    if len(found) > LARGEST_MADE:
        raise OSError(errno.EFBIG, f"it is larger than {LARGEST_MADE >> 20} MB, as none is")
    return found


def _stat(path: Path) -> os.stat_result | None:
    try:
        return os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise Refused(f"{path}: cannot be read: {error.strerror}") from None


def _need(found: os.stat_result, kind: int, inside: Path) -> None:
    if stat.S_IFMT(found.st_mode) != kind:
        raise NotAFile(fit_for_message(inside.as_posix()), _KINDS.get(stat.S_IFMT(found.st_mode), "no file"))
