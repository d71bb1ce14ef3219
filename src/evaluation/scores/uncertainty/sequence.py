"""Scrambled Sobol sequences: points that fill the unit cube more evenly than random ones."""

from __future__ import annotations

from pathlib import Path

import numpy as np

MOST = 512
"""Dimensions there are direction numbers for."""

_BITS = 30
_NUMBERS = Path(__file__).with_name("directions.txt")


def points(dimensions: int, n: int, seed: int) -> np.ndarray:
    """The first ``n`` points, (n, dimensions), each coordinate in [0, 1); ``dimensions`` at most :data:`MOST`.

    Direction numbers of Joe and Kuo (2008), scrambled by a random lower triangular matrix and a shift (Matousek 1998):
    with the same ``seed`` the points of SciPy's ``qmc.Sobol``.
    """
    rng = np.random.default_rng(seed)
    places = 2 ** np.arange(_BITS, dtype=np.uint32)
    shift = rng.integers(2, size=(dimensions, _BITS), dtype=np.uint32) @ places
    mixed = np.tril(rng.integers(2, size=(dimensions, _BITS, _BITS), dtype=np.uint32))
    mixed |= np.eye(_BITS, dtype=np.uint32)
    down = np.arange(_BITS - 1, -1, -1, dtype=np.uint32)[:, None]
    bits = _directions(dimensions)[:, None] >> down & 1  # (dimensions, bit from the highest, direction)
    scrambled = np.einsum("dbj,b->dj", mixed @ bits & 1, places[::-1])
    made = np.empty((n, dimensions), dtype=np.uint32)
    made[0] = shift
    for i in range(1, n):  # Gray code: one direction from point to point
        made[i] = made[i - 1] ^ scrambled[:, (i & -i).bit_length() - 1]
    return made / 2.0**_BITS


def _directions(dimensions: int) -> np.ndarray:
    """Direction numbers as whole numbers of 30 bits, (dimensions, 30)."""
    lines = [line for line in _NUMBERS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    made = np.empty((dimensions, _BITS), dtype=np.uint32)
    made[0] = 1 << np.arange(_BITS - 1, -1, -1)
    for row, line in zip(made[1:], lines[: dimensions - 1], strict=True):
        _, degree, inner, *first = map(int, line.split())
        numbers = first[:_BITS]
        for j in range(degree, _BITS):
            new = numbers[j - degree] ^ numbers[j - degree] << degree
            for k in range(1, degree):
                if inner >> degree - 1 - k & 1:
                    new ^= numbers[j - k] << k
            numbers.append(new)
        row[:] = [m << _BITS - 1 - j for j, m in enumerate(numbers)]
    return made
