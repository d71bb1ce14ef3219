"""The training streams, and which quantities the amounts of each are made of."""

from __future__ import annotations

STREAMS = ("trained_reemp", "trained_startup", "trained_rural")
BASE = {"reemp": "eligible", "startup": "eligible", "rural": "rural_surplus"}
STOCK = {"eligible": "eligible_unemployed", "rural_surplus": "rural_surplus"}
NEEDS = {
    "completed": ("completed_{short}",),
    "passed": ("completed_{short}", "passed_{short}"),
    "base": ("{stock}", "{base}_inflow", "{base}_outflow"),
    "in_base": ("trained_in_base_{short}",),
    "employed": ("mature_{short}", "{success}"),
    "seats": ("seats_{short}",),
}
"""What the amounts of a stream are made of, by the name of its part."""


def needs(code: str, *parts: str) -> tuple[str, ...]:
    """Quantities that these parts (of :data:`NEEDS`) of the stream ``code`` are made of."""
    short = code.removeprefix("trained_")
    base = BASE[short]
    words = {"short": short, "base": base, "stock": STOCK[base], "success": success(short)}
    return tuple(q.format(**words) for part in parts for q in NEEDS[part])


def success(short: str) -> str:
    """The quantity of those who were trained and found, or made, work."""
    return "mature_started_startup" if short == "startup" else f"mature_employed_{short}"
