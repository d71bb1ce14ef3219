"""The libraries that a report is made with: known by their files, and none forgotten."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import date
from importlib import metadata
from pathlib import Path

import pytest

from evaluation import identity, installed
from evaluation.runs import reasons

# what carries cells, parameters and messages to a report and back, reads arguments, or finds folders
PLUMBING = {
    "annotated-types",
    "attrs",
    "certifi",
    "charset-normalizer",
    "click",
    "comm",
    "debugpy",
    "decorator",
    "entrypoints",
    "executing",
    "fastjsonschema",
    "idna",
    "jedi",
    "jsonschema",
    "jsonschema-specifications",
    "jupyter-client",
    "jupyter-core",
    "matplotlib-inline",
    "packaging",
    "parso",
    "platformdirs",
    "prompt-toolkit",
    "psutil",
    "pure-eval",
    "pygments",
    "pyzmq",
    "referencing",
    "requests",
    "rpds-py",
    "six",
    "stack-data",
    "tenacity",
    "tornado",
    "tqdm",
    "traitlets",
    "typing-extensions",
    "typing-inspection",
    "urllib3",
    "wcwidth",
    "asttokens",
    "pexpect",
    "ptyprocess",
    "nest-asyncio",
    "nest-asyncio2",
    "markdown-it-py",
    "mdurl",
    "msgpack",
    "rich",
    "arrow",
    "fqdn",
    "isoduration",
    "jsonpointer",
    "rfc3339-validator",
    "rfc3986-validator",
    "uri-template",
    "webcolors",
    "pip",
    "setuptools",
}
LISTENING = """
import os, sys
into = os.open(os.environ["LOADED_INTO"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def loaded(event, args):
    name = args[0].co_filename if event == "exec" else args[1] if event == "import" else None
    if name:
        os.write(into, f"{name}\\n".encode())
sys.addaudithook(loaded)
"""


def install(folder: Path, files: dict[str, bytes], name: str = "drawing") -> Path:
    """A library as pip puts it: files first, their list last."""
    import base64
    import hashlib

    rows = [f"../../../bin/{name},sha256=x,1", f"{name}/__pycache__/a.pyc,,"]
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
        sha256 = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        rows.append(f"{path},sha256={sha256},{len(content)}")
    home = folder / f"{name}-1.0.dist-info"
    home.mkdir(exist_ok=True)
    (home / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (home / "RECORD").write_text("\n".join([*rows, f"{name}-1.0.dist-info/RECORD,,", ""]), encoding="utf-8")
    return folder


@pytest.fixture
def found(monkeypatch):
    """What is said of the library ``drawing`` in a folder."""

    def said(folder: Path) -> str | None:
        monkeypatch.setattr(sys, "path", [str(folder), *sys.path])
        installed.fingerprint.cache_clear()
        return installed.fingerprint("drawing")

    yield said
    installed.fingerprint.cache_clear()


FILES = {"drawing/__init__.py": b"WIDTH = 1\n", "drawing/fast.so": b"\x7fELF"}


def test_the_same_wheel_is_the_same_wherever_and_whenever_it_was_installed(tmp_path, found):
    one, other = install(tmp_path / "a", FILES), install(tmp_path / "b", FILES)
    (other / "drawing-1.0.dist-info" / "INSTALLER").write_text("another\n", encoding="utf-8")
    late = time.time() + 60
    os.utime(other / "drawing" / "__init__.py", (late, late))  # younger than the list: it is read, and is the same
    assert found(one) == found(other)
    assert found(one).startswith("1.0 ") and len(found(one)) == len("1.0 ") + 12


@pytest.mark.parametrize("content", [b"WIDTH = 2\n", b"WIDTH = 10\n"])
def test_an_edited_file_of_the_same_version_is_seen(tmp_path, found, content):
    folder = install(tmp_path, FILES)
    before = found(folder)
    file = folder / "drawing" / "__init__.py"
    file.write_bytes(content)
    later = (folder / "drawing-1.0.dist-info" / "RECORD").stat().st_mtime + 1
    os.utime(file, (later, later))
    assert found(folder) != before


def test_another_build_and_a_lost_file_are_seen(tmp_path, found):
    before = found(install(tmp_path / "a", FILES))
    assert found(install(tmp_path / "b", {**FILES, "drawing/fast.so": b"\x7fELG"})) != before
    lost = install(tmp_path / "c", FILES)
    (lost / "drawing" / "fast.so").unlink()
    assert found(lost) != before


def test_without_a_list_the_version_counts_and_without_a_library_nothing(tmp_path, found):
    folder = install(tmp_path, FILES)
    (folder / "drawing-1.0.dist-info" / "RECORD").unlink()
    assert found(folder) == "1.0"
    assert installed.fingerprint("no-such-library") is None


def test_libraries_are_in_the_key(monkeypatch):
    asked = {
        "study": "s",
        "region": "r",
        "period": "2007",
        "cut_off": date(2007, 12, 31),
        "language": "zh",
        "inputs": {},
        "undeclared": [],
        "params": {},
        "sources": "",
        "own": {},
    }
    before = identity.report_key(**asked)
    said = {**identity.libraries(), "typst": "0.15.2 000000000000"}
    monkeypatch.setattr(identity, "libraries", lambda: said)
    assert identity.report_key(**asked) != before


def test_a_reason_tells_another_version_from_other_files():
    assert reasons._library("typst", "0.15.1 a", "0.15.2 b") == "typst 0.15.1 → 0.15.2"
    assert reasons._library("typst", "0.15.2 a", "0.15.2 b") == "the installed files of typst 0.15.2 changed"
    assert reasons._library("highspy", None, "1.15 b") == "highspy none → 1.15"


@pytest.mark.slow
def test_no_library_that_a_report_is_made_with_is_forgotten(bundled, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(LISTENING, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(tmp_path), "LOADED_INTO": str(tmp_path / "loaded"), "EVALUATION_ROOT": str(bundled)}
    command = [sys.executable, "-m", "evaluation", "run", "hubei-2007", "--region", "420000", "--fresh", "-q"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    loaded = {os.path.realpath(line) for line in (tmp_path / "loaded").read_text(encoding="utf-8").splitlines()}
    libraries = {
        library.metadata["Name"].lower().replace("_", "-")
        for library in metadata.distributions()
        for home in [os.path.realpath(library.locate_file(""))]
        if any(os.path.normpath(os.path.join(home, file)) in loaded for file in library.files or ())
    }
    assert {"numpy", "typst", "markupsafe"} <= libraries
    assert libraries - {"evaluation"} - PLUMBING - set(installed.LIBRARIES) == set()
