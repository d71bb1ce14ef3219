"""Ends a run at its k-th file operation, whichever of its processes does it, as a power cut would; or lets one hang.

Python imports this module at start where the tests put its folder on PYTHONPATH. Operations are counted over all
processes in the size of a file. EVALUATION_TEST_KILL: "<k> <counting file> <folder that counts>".
EVALUATION_TEST_HANG: "<word> <file>": a process with that word on its command line makes the file and never goes on, as
soon as it opens the table fund.csv.
"""

import os
import signal
import sys
import time

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


def _hang(word: str, mark: str) -> None:
    def hook(event: str, args: tuple) -> None:
        if event == "open" and str(args[0]).endswith("fund.csv") and any(word in arg for arg in sys.orig_argv):
            os.close(os.open(mark, os.O_WRONLY | os.O_CREAT, 0o600))
            time.sleep(600)

    sys.addaudithook(hook)


if os.environ.get("EVALUATION_TEST_HANG"):
    _hang(*os.environ["EVALUATION_TEST_HANG"].split(" ", 1))
if os.environ.get("EVALUATION_TEST_KILL"):
    _number, _counting, _folder = os.environ["EVALUATION_TEST_KILL"].split(" ", 2)
    _install(int(_number), _counting, _folder)
