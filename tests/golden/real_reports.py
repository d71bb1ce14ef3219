"""The bundled studies' reports made in process: the calls that the notebooks make, without a kernel."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import evaluation
from evaluation.opened import Opened
from evaluation.render.html import html_document
from evaluation.render.notebook import fill_in_key
from evaluation.render.pdf import pdf_document
from evaluation.render.printed import flatten
from evaluation.study.documents import Documents

ROOT = Path(__file__).parents[2]
FORMS = ("monitoring_form", "transfer_form")
WITH_FORMS = " with forms"
_OUTPUT, _BENEFIT = {"zh": "产出指标", "en": "Output"}, {"zh": "效益指标", "en": "Benefit"}
FORM = {
    "goals": {"zh": "促进就业。", "en": "Promote employment."},
    "management": {"allocation": {"said": {"zh": "按因素法分配。", "en": "By factors."}}},
    "rows": [
        {"first": _OUTPUT, "second": {"zh": "数量指标", "en": "Quantity"}, "indicator": "emp_new_urban"},
        {"first": _OUTPUT, "second": {"zh": "成本指标", "en": "Cost"}, "title": {"zh": "人均补贴标准", "en": "Standard per head"}},
        {"first": _BENEFIT, "second": {"zh": "社会效益", "en": "Social benefit"}, "indicator": "unemp_rate_reg"},
    ],
}
STUDIES = {"china-ui-2008": "000000", "hubei-2007": "420000", "guizhou-2010": "520000"}


@lru_cache(maxsize=8)
def calls(study: str, region: str) -> tuple[str, ...]:
    """Names of the report's methods in the order of its notebook, the end marker last."""
    notebook = opened(study).study.notebook_of(region)
    cells = json.loads((ROOT / "notebooks" / notebook).read_text(encoding="utf-8"))["cells"]
    sources = ["".join(c["source"]).strip() for c in cells if c["cell_type"] == "code"]
    names = [s.removeprefix("report.").removesuffix("()") for s in sources if s.startswith("report.")]
    assert names[0] == "cover" and names[-1] == "end", names
    return tuple(names)


@lru_cache(maxsize=4)
def opened(study: str):
    if study.endswith(WITH_FORMS):
        return _open_with_forms(study.removesuffix(WITH_FORMS))
    return evaluation.open(study, ROOT)


def _open_with_forms(study: str) -> Opened:
    """The study with the forms of the finance departments, which none of those shipped makes."""
    found = opened(study).study
    said = {**found.documents.model_dump(mode="python"), "forms": dict.fromkeys(FORMS, FORM)}
    return Opened(study, ROOT, study=found.model_copy(update={"documents": Documents.model_validate(said)}))


def report(study: str, region: str, language: str = ""):
    if region == STUDIES[study]:
        return opened(study).overview(language=language)
    return opened(study).report(region, language=language)


@lru_cache(maxsize=64)
def _made(study: str, region: str, language: str) -> tuple[str, ...]:
    shown = report(study, region, language)
    return tuple(getattr(shown, name)().payload for name in calls(study, region))


def contents(study: str, region: str, language: str = "") -> list[dict]:
    """What every component of one report holds, as ``notebook.contents`` would read it from the executed notebook."""
    return [json.loads(text) for text in _made(study, region, language)]


def components(study: str, region: str, language: str = "") -> list[dict]:
    """Every component of one report, as ``notebook.components`` would read them from the executed notebook."""
    return fill_in_key([flatten(content) for content in contents(study, region, language)])


@lru_cache(maxsize=64)
def pdf(study: str, region: str, language: str = "") -> bytes:
    return pdf_document(components(study, region, language))


@lru_cache(maxsize=64)
def html(study: str, region: str, language: str = "") -> str:
    return html_document(components(study, region, language))


def walk(component: dict):
    """The component and everything inside it: children of sections, twins of figures."""
    yield component
    for child in component.get("children", ()):
        yield from walk(child)
    if component["kind"] == "figure" and component["table"]:
        yield from walk(component["table"])


def every(study: str, region: str, language: str = ""):
    for component in components(study, region, language):
        yield from walk(component)


def section(study: str, region: str, name: str, language: str = "") -> dict:
    """One section (or ``omitted``) by its id."""
    return next(c for c in components(study, region, language) if c.get("id") == name)


_NOT_PRINTED = ("kind", "id", "svg", "style", "role", "align", "state", "tone", "weight", "level", "digest", "place")


def printed(value):
    """Every text of a component that reaches the page, drawings left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in _NOT_PRINTED:
                yield from printed(item)
    elif isinstance(value, list):
        for item in value:
            yield from printed(item)
