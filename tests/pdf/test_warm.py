"""A parent warms up once and forks; what a process made before changes nothing on the page it makes next."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from evaluation.runs import warm

ROOT = Path(__file__).parents[2]
HEAD = f"""
import hashlib, json, os, sys, threading
import evaluation
from evaluation.render.html import html_document
from evaluation.render.pdf import pdf_document

NAMES = ("cover", "conclusion", "background", "targets", "retraining", "fund", "outcomes", "annex", "end")
FILE = ("a.csv", "text/csv", "D", b"1")

def made(study, region):
    report = study.report(region)
    parts = [getattr(report, name)() for name in NAMES]
    shown = json.dumps([part._repr_mimebundle_() for part in parts])
    data = [part.data for part in parts]
    pages = shown.encode(), html_document(data).encode(), pdf_document(data, [FILE])
    return [hashlib.sha256(page).hexdigest() for page in pages]

study = evaluation.open(sys.argv[1], root={str(ROOT)!r})
REGIONS = study.region_codes[:2]
study.check()
"""
FRESH = HEAD + "print(json.dumps([made(study, region) for region in REGIONS]))"
FORKED = (
    HEAD
    + """
from evaluation.report.warm import rehearse, warm

def threads():
    return len(os.listdir("/proc/self/task")) if os.path.isdir("/proc/self/task") else threading.active_count()

before = threads()
warm()
rehearse(study, REGIONS[0], "zh", NAMES[:-1])
assert threads() == before
found = []
for region in reversed(REGIONS):
    read, write = os.pipe()
    if not os.fork():
        os.write(write, json.dumps(made(study, region)).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        found.insert(0, json.loads(pipe.read()))
    os.wait()
print(json.dumps(found))
"""
)
AFTER_A_PDF = (
    HEAD
    + """
made(study, REGIONS[0])
if not os.fork():
    try:
        made(study, REGIONS[1])
    except RuntimeError as error:
        print(error, flush=True)
    os._exit(0)
os.wait()
"""
)


def told(code, study="hubei-2007"):
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}  # numpy's threads come back after a fork, Typst's do not
    run = subprocess.run([sys.executable, "-c", code, study], env=environment, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def fresh():
    return json.loads(told(FRESH))


@pytest.mark.slow
def test_two_regions_of_one_process_are_those_of_two_children_of_a_warm_one(fresh):
    assert json.loads(told(FORKED)) == fresh
    assert all(len(set(pages)) == 3 for pages in fresh) and fresh[0] != fresh[1]


def test_a_child_of_a_process_that_made_a_pdf_is_told():
    assert "a process forked after its parent made a PDF cannot make one" in told(AFTER_A_PDF, "china-ui-2008")


def test_what_is_rehearsed_is_what_the_notebook_shows():
    found = warm._sections(ROOT / "notebooks" / "region.ipynb")
    assert found[:2] == ["cover", "conclusion"] and "annex" in found and "end" not in found
