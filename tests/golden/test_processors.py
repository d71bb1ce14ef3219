"""The same pages on every kind of processor: libraries choose their sums by what it can, and say so by variables."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

MADE = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
import real_reports as real
for page in (real.html("hubei-2007", "420000").encode(), real.pdf("hubei-2007", "420000")):
    print(hashlib.sha256(page).hexdigest())
"""
CHOICES = ("OPENBLAS_CORETYPE", "NPY_DISABLE_CPU_FEATURES", "GLIBC_TUNABLES")
NEEDED = {"Sandybridge": {"avx"}, "Haswell": {"avx2", "fma"}, "Zen": {"avx2", "fma"}, "SkylakeX": {"avx512f", "avx512bw"}}
SLOW = pytest.mark.slow


@cache
def flags() -> set[str]:
    """What this processor can, as Linux tells it; empty elsewhere."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.is_file() else []
    return next((set(line.split()) for line in lines if line.startswith("flags")), set())


@cache
def pages(**chosen: str) -> list[str]:
    """Hashes of both pages of the overview, made in a process that believes to be on another processor."""
    env = {k: v for k, v in os.environ.items() if k not in CHOICES} | chosen
    done = subprocess.run(
        [sys.executable, "-c", MADE, str(Path(__file__).parent)], env=env, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


@pytest.mark.skipif("sse4_2" not in flags(), reason="the kinds of processor are those of x86-64 on Linux")
@pytest.mark.parametrize(
    ("kind", "numpy"),
    [
        pytest.param("Prescott", "", marks=SLOW),
        pytest.param("Nehalem", "", marks=SLOW),
        pytest.param("Sandybridge", "", marks=SLOW),
        pytest.param("Haswell", "", marks=SLOW),
        pytest.param("Zen", "", marks=SLOW),
        pytest.param("SkylakeX", "", marks=SLOW),
        pytest.param("Haswell", "X86_V4 AVX512_ICL", marks=SLOW),
        pytest.param("Prescott", "X86_V3 X86_V4 AVX512_ICL", marks=SLOW),
    ],
)
def test_the_overview_has_the_same_bytes_on_every_kind_of_processor(kind, numpy):
    if not NEEDED.get(kind, set()) <= flags():
        pytest.skip(f"this processor cannot do what a {kind} does")
    without = {"NPY_DISABLE_CPU_FEATURES": numpy, "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX512F,-AVX2,-FMA"}
    assert pages(OPENBLAS_CORETYPE=kind, **(without if numpy else {})) == pages()
