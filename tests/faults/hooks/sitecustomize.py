"""Ends a run at its k-th file operation, whichever of its processes does it, as a power cut would.

Python imports this module at start where the tests put its folder on PYTHONPATH. Operations are counted over all
processes in the size of a file. EVALUATION_TEST_KILL: "<k> <counting file> <folder that counts>".
"""

import os
import signal
import sys

_CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod"}


def _counts(event: str, args: tuple, folder: str) -> bool:
    if event in _CHANGES:
        return str(args[0]).startswith(folder)
    return event == "open" and str(args[0]).startswith(folder) and bool(args[2] & (os.O_WRONLY | os.O_RDWR))


def _install(number: int, counting: str, folder: str) -> None:
    first = os.environ.setdefault("EVALUATION_TEST_FIRST", str(os.getpid()))

    def hook(event: str, args: tuple) -> None:
        if not _counts(event, args, folder):
            return
        handle = os.open(counting, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(handle, b".")
        done = os.fstat(handle).st_size
        os.close(handle)
        if done == number:
            os.kill(int(first), signal.SIGKILL)
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


if os.environ.get("EVALUATION_TEST_KILL"):
    _number, _counting, _folder = os.environ["EVALUATION_TEST_KILL"].split(" ", 2)
    _install(int(_number), _counting, _folder)
