"""A kernel that belongs to one run: our Python, private files, no open port, and gone when its runner is gone.

Also the program of that kernel (``python -m evaluation.runs.kernel -f FILE``).
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_client.manager import AsyncKernelManager

_PR_SET_PDEATHSIG = 1
_LONGEST_SOCKET = 85  # a Unix socket path holds about 107 bytes; jupyter_client appends to it
PARENT = "EVALUATION_PARENT"


def die_with_parent(parent: int) -> None:
    """Ask Linux to end this process when ``parent`` ends, however it ends. Elsewhere ipykernel's own poller does."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it ended between our start and the call above
        os._exit(1)


SETTLED = {
    "PYTHONHASHSEED": "0",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "PYDANTIC_DISABLE_PLUGINS": "__all__",
}  # wherever a process could differ in a byte of a report


def settings(scratch: Path, root: Path, proof: Path, nonce: str) -> dict[str, str]:
    """What the process that runs a report's cells is told of its run."""
    return {
        "EVALUATION_ROOT": str(root),
        "EVALUATION_PROOF": str(proof),
        "EVALUATION_NONCE": nonce,
        "TMPDIR": str(scratch),
        "IPYTHONDIR": str(scratch / "ipython"),  # nobody's start-up files, and no history of what was run
    }


def environment(scratch: Path, root: Path, proof: Path, nonce: str) -> dict[str, str]:
    """What the kernel sees: the caller's variables, and fixed ones over them."""
    return {**os.environ, **SETTLED, **settings(scratch, root, proof, nonce), PARENT: str(os.getpid()), **_bytecode(scratch.parent)}


def _bytecode(shared: Path) -> dict[str, str]:
    """Where Python may not keep bytecode and none was installed, every kernel would compile pandas anew (4 s): let the
    kernels of one run share theirs in a folder that goes with the run."""
    pandas = importlib.util.find_spec("pandas")
    if not sys.dont_write_bytecode or pandas is None or Path(pandas.cached or "").is_file():
        return {}
    return {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(shared / "bytecode")}


def manager(scratch: Path) -> AsyncKernelManager:
    """Kernel manager whose files and sockets all lie in ``scratch``."""
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager

    class Own(AsyncKernelManager):
        """Starts this interpreter, whatever kernel specs the user's home or the notebook's metadata name."""

        @property
        def kernel_spec(self) -> KernelSpec:
            argv = [sys.executable, "-P", "-m", "evaluation.runs.kernel", "-f", "{connection_file}"]
            return KernelSpec(argv=argv, display_name="evaluation", language="python")

    file = scratch / "k.json"
    short = os.name == "posix" and len(os.fsencode(file)) <= _LONGEST_SOCKET
    return Own(connection_file=str(file), transport="ipc" if short else "tcp")


def main() -> None:
    """Run an IPython kernel that keeps no history and imports nothing from its working directory."""
    die_with_parent(int(os.environ.pop(PARENT, os.getppid())))
    from ipykernel.kernelapp import IPKernelApp

    from evaluation.runs.shell import watch_threads

    app = IPKernelApp.instance()
    app.initialize([*sys.argv[1:], "--HistoryManager.enabled=False", "--IPKernelApp.ignore_cwd=True"])
    if app.shell is None:
        raise RuntimeError("the kernel has no shell")
    watch_threads(app.shell)
    app.start()


if __name__ == "__main__":
    main()
