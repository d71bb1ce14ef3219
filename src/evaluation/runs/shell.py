"""Cells run in this very process, with the outputs a Jupyter kernel would have sent: byte for byte the same.

Measured against the kernel (tests/notebooks/test_parity.py): formatting, cleaning and error outputs are IPython's and
ipykernel's own; only the sending is left out.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
import threading
from typing import Any

from ipykernel.jsonutil import encode_images, json_clean
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config


class Hook(DisplayHook):
    """Collects what an expression shows, as an ``execute_result``."""

    pending: dict[str, Any] | None = None

    def start_displayhook(self) -> None:
        self.pending = {"output_type": "execute_result", "metadata": {}, "data": {}, "execution_count": None}

    def _begin(self) -> dict[str, Any]:
        if self.pending is None:
            raise RuntimeError("nothing is being shown")
        return self.pending

    def write_output_prompt(self) -> None:
        self._begin()["execution_count"] = self.prompt_count

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        begun = self._begin()
        begun["data"], begun["metadata"] = json_clean(encode_images(format_dict)), md_dict or {}

    def finish_displayhook(self) -> None:
        pending, self.pending = self.pending, None
        if pending and pending["data"] and self.shell is not None:
            self.shell.show(pending)


class Publisher(DisplayPublisher):
    """Collects what ``display()`` shows."""

    def publish(
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        source: object = None,
        *,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        if update:
            raise NotImplementedError("a cell updates what another showed; run it with the kernel engine")
        shown = {"output_type": "display_data", "data": json_clean(encode_images(data)), "metadata": metadata or {}}
        self.shell.show(shown)

    def clear_output(self, wait: bool = False) -> None:
        self.shell.shown.clear()


class CellStream(io.TextIOBase):
    """``sys.stdout`` or ``sys.stderr`` of a cell."""

    encoding = "UTF-8"

    def __init__(self, shell: Shell, name: str) -> None:
        self._shell, self.name = shell, name

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        last = self._shell.shown[-1] if self._shell.shown else ""
        if isinstance(last, dict) and last["output_type"] == "stream" and last["name"] == self.name:
            last["text"] += text
        elif text:
            self._shell.shown.append({"output_type": "stream", "name": self.name, "text": text})
        return len(text)


class Shell(InteractiveShell):
    """An IPython shell that keeps a cell's outputs in ``shown``: notebook outputs, spelled as JSON where an object made
    them, so that what happens to the object later changes nothing."""

    def __init__(self, **traits: Any) -> None:
        self.shown: list[dict[str, Any] | str] = []
        self.left = False
        config = Config()
        config.HistoryManager.enabled = False
        super().__init__(config=config, displayhook_class=Hook, display_pub_class=Publisher, **traits)
        watch_threads(self)

    def enable_gui(self, gui: str | None = None) -> None:
        """No window system."""

    def ask_exit(self) -> None:
        self.left = True

    def show(self, output: dict[str, Any]) -> None:
        """Keep ``output``; what is no JSON (NaN, Decimal, an object) raises here, inside the cell that shows it."""
        self.shown.append(json.dumps(output, allow_nan=False, ensure_ascii=False))

    def _showtraceback(self, etype: type[BaseException], evalue: BaseException, stb: list[str]) -> None:
        if self.display_formatter and getattr(self.displayhook, "pending", None) is not None:
            self.failed_showing = True
        self.shown.append({"output_type": "error", "ename": etype.__name__, "evalue": str(evalue), "traceback": list(stb)})

    def cell(self, source: str) -> tuple[bool, str]:
        """Run one cell: whether it ended well, and the list of its outputs as JSON."""
        self.shown, self.failed_showing = [], False
        with _Captured(self):
            result = self.run_cell(source, store_history=True)
        shown = (output if isinstance(output, str) else json.dumps(output, ensure_ascii=False) for output in self.shown)
        return bool(result.success and not self.failed_showing), f"[{','.join(shown)}]"


class _Captured:
    """Python's streams and, below them, whatever libraries write to the file descriptors 1 and 2."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell

    def __enter__(self) -> None:
        self.python = sys.stdout, sys.stderr
        self.saved = [os.dup(1), os.dup(2)]
        self.files = [tempfile.TemporaryFile(), tempfile.TemporaryFile()]
        for number, file in enumerate(self.files, start=1):
            os.dup2(file.fileno(), number)
        sys.stdout, sys.stderr = CellStream(self.shell, "stdout"), CellStream(self.shell, "stderr")

    def __exit__(self, *_: object) -> None:
        for stream, file in zip((sys.stdout, sys.stderr), self.files, strict=True):
            file.seek(0)
            stream.write(file.read().decode("utf-8", "replace"))
            file.close()
        sys.stdout, sys.stderr = self.python
        for number, saved in enumerate(self.saved, start=1):
            os.dup2(saved, number)
            os.close(saved)


def watch_threads(shell: InteractiveShell) -> None:
    """A cell that leaves a thread running says so on stderr, which no report survives: what the thread does or how it
    fails would be seen by nobody."""
    before: set[threading.Thread] = set()

    def begin(*_: object) -> None:
        before.clear()
        before.update(threading.enumerate())

    def end(*_: object) -> None:
        left = [t.name for t in threading.enumerate() if t not in before and not _of_the_kernel(t)]
        if left:
            print(f"the cell left {len(left)} thread(s) running: {', '.join(left)}", file=sys.stderr)

    shell.events.register("pre_run_cell", begin)
    shell.events.register("post_run_cell", end)


def _of_the_kernel(thread: threading.Thread) -> bool:
    """Threads that a kernel starts for itself, at a time of its own choosing."""
    target = getattr(thread, "_target", None)
    homes = (type(thread).__module__, getattr(target, "__module__", "") or "")
    return any(home.split(".")[0] in ("ipykernel", "IPython", "zmq", "tornado") for home in homes)
