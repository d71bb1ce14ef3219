"""The words of the pages: both languages say the same things, nothing is asked for that is not there or left over."""

from __future__ import annotations

import ast
import csv
import re
import string
from functools import cache
from pathlib import Path

import pytest
from shipped import QUANTITIES

import evaluation
from evaluation.catalogue.model import Dimension
from evaluation.render import fonts
from evaluation.render.filling import fill
from evaluation.view.conditions import ALWAYS, RESTS_ON
from evaluation.view.findings import AMOUNTS
from evaluation.view.numbers import Numbers
from evaluation.view.phrases import GRAIN_FIELDS
from evaluation.view.words import CHINESE_ONLY, is_sentence, package_words

PACKAGE = Path(evaluation.__file__).parent
PAGES = ("render", "view", "report", "documents", "packs", "evidence")
ZH = {key: phrase.zh for key, phrase in package_words().items()}
EN = {key: phrase.en for key, phrase in package_words().items() if phrase.en}
SHARED = sorted(k for k in ZH if k.split(".")[0] not in CHINESE_ONLY)


def fields(phrase):
    """Those that whoever says the phrase has to give."""
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name is not None} - set(GRAIN_FIELDS)


@cache
def parsed(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def trees(*folders):
    for path in (p for folder in folders for p in sorted((PACKAGE / folder).rglob("*.py"))):
        yield path, parsed(path)


def constants(*folders):
    for _, tree in trees(*folders):
        yield from (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))


def patterns_of(node):
    """f-strings as regular expressions: what stands in braces may be anything without a dot."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.JoinedStr):
            yield "".join(re.escape(part.value) if isinstance(part, ast.Constant) else r"([A-Za-z0-9_]+)" for part in inner.values)


def patterns(*folders):
    for _, tree in trees(*folders):
        yield from patterns_of(tree)


def test_both_languages_have_the_same_phrases():
    assert sorted(EN) == SHARED


def test_both_languages_take_the_same_fields():
    taken = {key: (fields(ZH[key]), fields(EN[key])) for key in SHARED}
    assert {key: (zh, en) for key, (zh, en) in taken.items() if zh != en} == {}


def test_the_font_has_every_character():
    lacking = {k: sorted(fonts.supports(v)) for k, v in [*ZH.items(), *EN.items()] if fonts.supports(v)}
    assert lacking == {}


def test_chinese_phrases_use_full_width_punctuation_and_english_ones_have_no_chinese():
    half = [k for k, v in ZH.items() if re.search(r"[\u4e00-\u9fff][,;:!?]|[,;:!?][\u4e00-\u9fff]", v)]
    chinese = [k for k, v in EN.items() if re.search(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", v)]
    assert (half, chinese) == ([], [])


def test_every_phrase_asked_for_by_name_is_there_with_its_fields():
    sections = {k.split(".")[0] for k in ZH}
    missing, unfilled = [], []
    for path, tree in trees(*PAGES):
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                continue
            key = node.value
            begins = key.endswith("_") and any(k.startswith(key) for k in ZH)  # the fixed part of an f-string
            if re.fullmatch(r"[a-z_]+\.(?!(?:csv|yml)$)[a-z0-9_]+", key) and key.split(".")[0] in sections:
                missing += [] if key in ZH or begins else [(path.name, key)]
        for call in (n for n in ast.walk(tree) if isinstance(n, ast.Call)):
            named = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if named not in ("say", "sentence"):
                continue
            given = {k.arg for k in call.keywords}
            for key in (a.value for a in call.args if isinstance(a, ast.Constant)):
                if key in ZH and None not in given and not fields(ZH[key]) <= given:
                    unfilled.append((path.name, key, sorted(fields(ZH[key]) - given)))
    assert (missing, unfilled) == ([], [])


_COUNTED = re.compile(
    r"(?<![.,\d-])1 (?:(?!lacks|of )[a-z-]+ )?(?:regions|persons|points|units|requirements|indicators|streets|draws|places"
    r"|households|tables|targets|columns|cases|problems|quarters|days|lines|limits|agencies|employers|matters|results|streams|figures|findings)\b"
)


def counted_wrongly(text: str) -> bool:
    """Whether an English phrase calls one of a thing by its plural, when all its fields are 1."""
    fields = set(re.findall(r"\{(\w+)", text))
    filled = fill(text, dict.fromkeys(fields, "1"))
    return bool(_COUNTED.search(filled))


def test_one_of_a_thing_is_not_called_by_its_plural():
    assert [key for key, text in EN.items() if counted_wrongly(text)] == []
    assert counted_wrongly("{count} hard limits are missed")
    assert not counted_wrongly("{count} hard {count:limit is|limits are} missed")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_one_of_what_is_counted_has_a_unit_in_the_singular(language):
    printed = [Numbers(language).persons(1, counts) for counts in ("persons", "households", "person-times", "items")]
    assert printed == (
        ["1人", "1户", "1人次", "1件"] if language == "zh" else ["1 person", "1 household", "1 person-time", "1 item"]
    )


def test_english_never_leaves_the_number_to_the_reader():
    source = Path(evaluation.__file__).parent
    letters = [line for path in source.rglob("en.j2") for line in path.read_text(encoding="utf-8").splitlines()]
    assert [text for text in (*EN.values(), *letters) if "(s)" in text or "(es)" in text] == []


def called(node: ast.AST) -> str:
    return getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""


def bare_fields(source: str) -> list[str]:
    """Fields of phrases that are given a number as mere text (``count=str(n)``, ``count=f"{n}"``), outside of what gives all
    of it a name: the page would refuse the digit, where a drawn study happens to print it."""
    calls = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call)]
    named = {id(n) for c in calls if called(c) == "name_as" for n in ast.walk(c)}
    fields = [f for c in calls if called(c) in ("say", "sentence") and id(c) not in named for f in c.keywords if f.arg]
    return [f"line {f.value.lineno}: {f.arg}" for f in fields if isinstance(f.value, ast.JoinedStr) or called(f.value) == "str"]


def test_a_phrase_is_given_numbers_and_never_their_mere_text():
    source = Path(evaluation.__file__).parent
    files = [p for room in ("documents", "packs", "report", "view") for p in (source / room).rglob("*.py")]
    found = {p.relative_to(source).as_posix(): bare_fields(p.read_text(encoding="utf-8")) for p in files}
    assert {path: fields for path, fields in found.items() if fields} == {}


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("say('a', count=str(n))", 1),
        ("view.sentence('a', of=c, count=f'{n}')", 1),
        ("say('a', count=numbers.count(n))", 0),
        ("name_as('date', say('a', day=str(n)))", 0),
    ],
)
def test_a_number_as_mere_text_is_seen(source, count):
    assert len(bare_fields(source)) == count


def test_every_sentence_rests_on_a_condition_or_is_listed_with_what_it_is():
    bare = [k for k in SHARED if is_sentence(ZH[k], EN[k]) and k not in RESTS_ON and k not in ALWAYS]
    assert bare == []


def test_what_is_listed_as_no_claim_looks_like_a_sentence_or_belongs_to_a_figure():
    idle = [k for k in ALWAYS if not is_sentence(ZH[k], EN[k])]
    assert sorted(idle) == ["fund.flow_subtitle", "fund.structure_subtitle"]


@pytest.mark.parametrize(
    ("chinese", "english", "one"),
    [
        ("核对台账。", "Check the register", True),
        ("；另有{n}项", "{n} more", False),
        ("没有数据", "There is no data", True),
        ("本研究没有权重", "The study has no weights", True),
        ("要求", "Required", False),
        ("合计", "Total: {n}", False),
    ],
)
def test_a_sentence_is_known_by_its_end_or_its_verb(chinese, english, one):
    assert is_sentence(chinese, english) is one


_MONTHS = "January|February|March|April|June|July|August|September|October|November|December"
_LITERALS = re.compile(
    rf"(?<!\d)(?:1[89]|20)\d\d(?!\d)|(?<![A-Za-z])[A-Z]{{2}}-?\d+|[0-9一二三四五六七八九十]+月[0-9一二三四五六七八九十]+日"
    rf"|\b\d+ (?:{_MONTHS}|May)\b|\b(?:{_MONTHS}) \d"
    "|全国|全省|全市|全县|省级|市级|县级|中央|人民政府|财政部门|财政厅|审计机关|审计厅|劳动保障部门|人社|民政"
    "|(?i:\\b(?:province|provincial|central|government|labour departments|ministry|finance department|audit office)\\b)"
)
_DECLARED = "names of levels of divisions and of money, filled by what the study declares"
PERMITTED = {
    **dict.fromkeys(
        (
            "whole.country",
            "whole.province",
            "whole.prefecture",
            "whole.county",
            "level.province",
            "level.prefecture",
            "level.county",
        ),
        _DECLARED,
    ),
    "efficiency.drawn": "the paper that the method is from",
    "tier.service": "a tier of the appraisal that the study's bodies are entered in",
}
"""Phrases that name a year, a level or an authority, and why that is nobody's in particular."""


def literals(text):
    return _LITERALS.findall(text)


def test_no_phrase_names_a_year_a_clause_a_day_a_level_or_an_authority_of_its_own():
    found = {k for words in (ZH, EN) for k, v in words.items() if literals(v)}
    assert found - {k for k in found if k in PERMITTED} == set()
    assert set(PERMITTED) - found == set(), "no longer needed"


def test_no_phrase_names_a_place_of_a_bundled_study():
    names = set()
    for file in sorted((Path(__file__).parents[2] / "params").glob("*/regions.csv")):
        with file.open(encoding="utf-8", newline="") as handle:
            names |= {row[k] for row in csv.DictReader(handle) for k in ("name_zh", "name_en", "short_zh") if row.get(k)}
    assert {"潜江", "石首"} & names, "the bundled studies have them"
    told = {
        (k, name)
        for words in (ZH, EN)
        for k, v in words.items()
        if k not in PERMITTED
        for name in names
        if len(name) > 1 and re.search(rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name), v)
    }
    assert told == set()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("{year}年", 0),
        ("2007年是并轨年", 1),
        ("自1月1日起", 1),
        ("since 1 January", 1),
        ("as HB-20 demands", 1),
        ("人社统EP8号", 2),
        ("全省范围", 1),
        ("the audit office", 1),
        ("{count} may be listed", 0),
        ("95%区间", 0),
    ],
)
def test_a_literal_is_seen(text, count):
    assert len(literals(text)) == count


def test_every_phrase_is_used():
    """By its full name, or through an f-string whose variable part is a name that the package knows."""
    asked, words = set(constants(*PAGES)), set(constants(".")) | set(QUANTITIES)
    composed = [re.compile(p) for p in patterns(*PAGES) if "." in p]

    def used(key):
        if key in asked:
            return True
        found = [m for m in (p.fullmatch(key) for p in composed) if m]
        return any(all(part in words for part in m.groups()) for m in found)

    assert [k for k in SHARED if not used(k)] == []


@cache
def reportable():
    """Codes of findings that leave the figures standing and are printed in reports, with the facts they bring."""
    found = {}
    for _, tree in trees("."):
        for call in (n for n in ast.walk(tree) if isinstance(n, ast.Call)):
            given = {k.arg: k.value for k in call.keywords}
            name = getattr(call.func, "id", "")
            severity, code = given.get("severity"), given.get("code")
            either = isinstance(severity, ast.Name) and isinstance(code, ast.Constant)
            if name == "Finding" and (either or getattr(severity, "value", "") == "reportable"):
                pass
            elif name in ("_finding", "tell_figure"):
                code = call.args[0]
            else:
                continue
            facts = given.get("facts")
            named = {k.value for k in facts.keys if k is not None} if isinstance(facts, ast.Dict) else set()
            named |= {"period", "item"} if name == "tell_figure" else set()
            for text in (n.value for n in ast.walk(code) if isinstance(n, ast.Constant)):
                found[text] = named
    return found


def test_every_reportable_finding_can_be_told_in_chinese():
    codes = reportable()
    assert {"missing_table", "refund", "stated_rate", "sum_broken"} <= set(codes)
    for section in CHINESE_ONLY:
        assert {k.split(".")[1] for k in ZH if k.split(".")[0] == section} == set(codes)


def test_facts_named_as_amounts_are_amounts_and_never_words():
    """A title under the name of an amount once broke every page that told of it."""
    dicts = (n for _, tree in trees(".") for n in ast.walk(tree) if isinstance(n, ast.Dict))
    named = ({getattr(k, "value", None): v for k, v in zip(d.keys, d.values, strict=True)} for d in dicts)
    told = [(name, ast.unparse(v)) for d in named if "counts" in d for name, v in d.items() if name in AMOUNTS]
    assert len(told) > 10
    assert [(name, text) for name, text in told if not text.startswith("str(")] == []


@pytest.mark.parametrize("code", sorted(reportable()))
def test_a_finding_brings_every_fact_its_sentence_needs(code):
    always = {"region", "column", "file"}
    assert fields(ZH[f"finding.{code}"]) <= reportable()[code] | always
    assert fields(ZH[f"finding_fix.{code}"]) <= always


def test_every_dimension_has_its_words():
    assert {f"dimension.{d.value}" for d in Dimension} <= set(ZH) & set(EN)


@pytest.mark.parametrize("dimension", Dimension)
def test_an_indicator_of_any_theme_has_the_words_that_pages_say_of_it(dimension):
    """A missed line of an indicator without a theme once ended its report."""
    assert {"advice.general", f"dimension.{dimension.value}"} <= ZH.keys() & EN.keys()
