"""A headless Chromium spoken to over its DevTools socket: the pages' own policy allows no script, so a page is measured
from outside. ``websocket-client`` comes with JupyterLab, which ``make`` installs."""

from __future__ import annotations

import base64
import itertools
import json
import re
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def program():
    return next(filter(None, map(shutil.which, NAMES)), None)


class Tab:
    """One page of the browser."""

    def __init__(self, socket) -> None:
        self._socket, self._numbers = socket, itertools.count(1)
        self.events = []

    def ask(self, method, **parameters):
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == number:
                assert "error" not in answer, (method, answer["error"])
                return answer["result"]
            self.events.append(answer)

    def wait(self, event):
        while not any(e.get("method") == event for e in self.events):
            self.events.append(json.loads(self._socket.recv()))

    def show(self, path, width, height=900):
        """Open a file at a width; ``events`` then holds what the page asked for and complained of."""
        self.events.clear()
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.ask(f"{domain}.enable")
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.ask("Page.navigate", url=Path(path).resolve().as_uri())
        self.wait("Page.loadEventFired")

    def value(self, expression):
        """What an expression is in the page; the debugger is not bound by the page's policy."""
        found = self.ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def picture(self, full=True):
        return base64.b64decode(self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=full)["data"])


@contextmanager
def browser():
    """A tab of a fresh browser without network, ended at the end."""
    import websocket

    with tempfile.TemporaryDirectory(prefix="evaluation-browser-", ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [
                program(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--remote-allow-origins=*",
                "--proxy-server=127.0.0.1:9",
                f"--user-data-dir={profile}",
                "about:blank",
            ],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        socket = None
        try:
            for line in process.stderr:
                if found := re.search(r"ws://\S+?:(\d+)/", line):
                    port = int(found[1])
                    break
            else:
                raise RuntimeError("the browser ended before it listened")
            import urllib.request

            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with opener.open(f"http://127.0.0.1:{port}/json", timeout=20) as answer:
                page = next(t for t in json.load(answer) if t["type"] == "page")
            socket = websocket.create_connection(page["webSocketDebuggerUrl"], timeout=60)
            yield Tab(socket)
        finally:
            if socket:
                socket.close()
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            process.stderr.close()
