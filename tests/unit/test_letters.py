"""Letters of official documents: what a template may hold, what it says only where it is so, and that nothing is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import get_type_hints

import letters
import pytest
from letters import KINDS
from test_phrases import counted_wrongly, is_sentence, literals

from evaluation.documents.grammar import Asked, check_grammar, record_types
from evaluation.documents.letter import read_letter
from evaluation.documents.names import USUAL, finder_of, letter_types
from evaluation.documents.template import fill_in
from evaluation.errors import Refused
from evaluation.render import fonts
from evaluation.render.component import line, table
from evaluation.render.printed import Printed, flatten, number
from evaluation.view.conditions import CONDITIONS
from evaluation.view.phrases import Phrases

BOTH = pytest.mark.parametrize("language", ["zh", "en"])
EVERY = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


@dataclass(frozen=True)
class Part:
    name: str
    count: str


@dataclass(frozen=True)
class Figures:
    parts: tuple[Part, ...]
    part: Part
    some: bool
    name: str


TYPES = {**record_types(Figures), "holds_here": Asked}
PARTS = (Part("甲", "1"), Part("乙", "2"))
NAMES = {"parts": PARTS, "part": PARTS[0], "some": True, "name": "名", "holds_here": lambda *of: "x" in of}


REST = "\n\n---\n\n甲。\n\n---\n"


def letter(text, names=NAMES, types=TYPES, joint=""):
    text += "" if "---" in text else REST
    return read_letter(*fill_in(text, "documents/x/zh.j2", names, types), joint, lambda to: line("addressee", to))


def texts(components):
    found = [flatten(c.data) for c in components]
    return [c["text"] if c["kind"] == "heading" else "".join(r["text"] for r in c["runs"]) for c in found]


# --- the form ---------------------------------------------------------------------------------------------------


def test_a_letter_is_read_into_its_parts():
    opening, body = "= 关于{{ name }}\n= 的通知\n\n@ 各市\n\n现通知如下：\n", "# 一\n\n甲。\n乙。\n\n~ 注。\n"
    made = letter(f"{opening}\n---\n\n{body}\n---\n\n完。\n\n+ 表\n\n说明。\n")
    assert made.title == ["关于名", "的通知"]
    assert [c.data["kind"] for c in made.opening] == ["line", "paragraph"]
    assert texts(made.body) == ["一", "甲。乙。", "注。"]
    assert [c.data.get("style") for c in made.body] == [None, "body", "small"]
    assert texts(made.closing) == ["完。"]
    assert [(title, texts(parts)) for title, parts in made.annexes] == [("表", ["说明。"])]


def test_sentences_of_a_paragraph_are_joined_as_the_language_does():
    assert texts(letter("= t\n\nOne.\nTwo.\n", joint=" ").opening) == ["One. Two."]
    assert texts(letter("= t\n\n**A: **\nOne.\n", joint=" ").opening) == ["A: One."]


def test_what_is_not_said_leaves_neither_a_line_nor_a_paragraph():
    no, nor = '{% if holds_here("y") %}', "{% if not some %}"
    text = f"= t\n\n甲。\n{no}乙。{{% endif %}}\n{no}\n丙。\n{{% endif %}}\n丁。\n\n{nor}\n戊。\n{{% endif %}}\n\n己。\n"
    assert texts(letter(text).opening) == ["甲。丁。", "己。"]


def test_the_mark_between_items_falls_away_after_the_last():
    lines = "{% for part in parts %}\n{{ part.name }}{{ part.count }}件；\n{% endfor %}\n。"
    within = ("{% for part in parts %}{{ part.name }}" + mark + "{% endfor %}" for mark in "、，")
    text = "= t\n\n" + lines + "共{}（{}）\n".format(*within)
    assert texts(letter(text).opening) == ["甲1件；乙2件。共甲、乙、（甲，乙）"]


def test_a_count_chooses_its_word():
    text = '= t\n\n{% for part in parts %}{{ part.count }} {{ part.count | either("day", "days") }}; {% endfor %}.\n'
    assert texts(letter(text, joint=" ").opening) == ["1 day; 2 days."]


def test_a_table_stands_on_a_line_of_its_own_and_takes_the_title_of_its_annex():
    one = table("one", "甲", [{"title": "x"}], [])
    names = {"a": one, "b": lambda title: table("two", title, [{"title": "x"}], []), "c": (one, one)}
    made = letter("= t\n甲\n---\n甲：\n{{ a }}\n{{ c }}\n---\n+ 附表\n{{ b }}\n", names, dict.fromkeys(names, object))
    assert [c.data["kind"] for c in made.body] == ["paragraph", "table", "table", "table"]
    assert [c.data["title"] for _, parts in made.annexes for c in parts] == ["附表"]
    for text, told in (("= t\n\n见{{ a }}\n", "a table stands within a sentence"), ("= t\n\n{{ b }}\n", "stands outside of one")):
        with pytest.raises(Refused, match=told):
            letter(text, names, dict.fromkeys(names, object))


@pytest.mark.parametrize("value", ["= 关", "@", "---", "**x**", "{{ name }}", "{% if x %}", "a\nb", "# x", "；。", "0"])
def test_what_a_study_says_is_never_read_as_a_mark(value):
    made = letter("= t\n\n甲{{ name }}\n{{ name }}\n", {**NAMES, "name": value})
    assert texts(made.opening) == [f"甲{value}{value}"]
    assert len(made.opening) == 1 and len(made.opening[0].data["runs"]) == 1


def test_a_number_is_the_same_number_in_the_letter():
    made = letter("= {{ name }}年\n\n截至{{ name }}，**共**{{ name }}件，另90天。\n", {**NAMES, "name": number("12", 12, "件")})
    assert isinstance(made.title[0], Printed)
    pieces = [run["text"]["pieces"] for run in made.opening[0].content["runs"] if isinstance(run["text"], dict)]
    told = {"exact": "12", "printed": "12", "unit": "件"}
    assert pieces == [["截至", told, "，"], [told, {"named": "words", "printed": "件，另90天。"}]]


# --- what it may hold -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("甲\n{{ nam }}\n", "line 4: 'nam' is not known in this letter; did you mean 'name'"),
        ("{% for one in parts %}\n{{ one.nmae }}\n{% endfor %}\n", "line 4: 'one' has no 'nmae'; did you mean 'name'"),
        ("{{ part.cout }}\n", "line 3: 'part' has no 'cout'; did you mean 'count'"),
        ("{% if hold_here() %}甲{% endif %}\n", "line 3: 'hold_here' is not known in this letter; did you mean 'holds_here'"),
        ("{% if holds_here(nam) %}甲{% endif %}\n", "line 3: 'nam' is not known"),
        ("{% if holds_here %}甲{% endif %}\n", "line 3: holds_here is a condition; ask it with brackets"),
        ("{{ holds_here }}\n", "line 3: holds_here is a condition and prints nothing"),
        ("{{ one }}\n", "line 3: 'one' is not known in this letter"),
        ("{% for one in name %}甲{% endfor %}\n", "line 3: name is no list"),
        ("{{ 1 + 1 }}\n", "line 3: 'add' has no place in a letter; a letter holds words"),
        ("{{ name.upper() }}\n", "line 3: 'call' has no place in a letter"),
        ("{{ name | upper }}\n", "line 3: 'filter' has no place in a letter"),
        ("{{ name.__class__ }}\n", "line 3: 'name' has no '__class__'"),
        ("{% set x = name %}\n", "line 3: 'assign' has no place in a letter"),
        ("{% include 'x' %}\n", "line 3: 'include' has no place in a letter"),
        ("{% if some == name %}甲{% endif %}\n", "line 3: 'compare' has no place in a letter"),
        ("{% if some %}甲\n", "Unexpected end of template"),
        ("甲\ue000\n", "line 3: the character U+E000 is for private use"),
        ("{{ parts }}\n", "line 3: a value of type tuple is no printed text"),
        ("---\n---\n---\n", "'---' ends the opening and the body, and stands a third time"),
    ],
)
def test_what_has_no_place_in_a_letter_is_refused_with_its_line(text, told):
    with pytest.raises(Refused) as refused:
        letter("= t\n\n" + text)
    assert told in str(refused.value)


def test_a_letter_without_a_title_is_refused():
    with pytest.raises(Refused, match="there is no title: begin a line with '='"):
        letter("甲\n")


def test_a_letter_without_an_opening_or_a_body_is_refused():
    for text, part in (("= t\n---\n甲\n---\n", "opening"), ("= t\n甲\n---\n---\n", "body"), ("= t\n甲\n", "body")):
        with pytest.raises(Refused, match=f"the {part} is empty: '---' ends the opening"):
            read_letter(text, [], "", lambda to: line("addressee", to))


# --- the letters of the package ---------------------------------------------------------------------------------


@EVERY
@BOTH
def test_every_letter_holds_only_words_figures_and_conditions(kind, language):
    check_grammar(letters.tree(kind, language), kind.name, letter_types(finder_of(kind), kind.name))


@EVERY
def test_both_languages_ask_the_same_and_print_the_same(kind):
    assert letters.asked(kind, "zh") == letters.asked(kind, "en")
    usual = {*USUAL}
    zh, en = (letters.printed(kind, language) - usual for language in ("zh", "en"))
    assert zh == en


@EVERY
def test_no_figure_is_found_that_no_letter_names(kind):
    record = get_type_hints(finder_of(kind))["return"]
    assert record_types(record).keys() - letters.named(kind, "zh") == set()


@EVERY
def test_words_are_in_their_language_and_can_be_printed(kind):
    zh, en = (re.sub(r"\{[#{%].*?[#}%]\}", "", letters.source(kind, language), flags=re.DOTALL) for language in ("zh", "en"))
    assert fonts.supports(zh.replace("\n", "")) == fonts.supports(en.replace("\n", "")) == set()
    assert re.findall(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", en) == []
    assert re.findall(r"[\u4e00-\u9fff][,;:!?]|[,;:!?][\u4e00-\u9fff]", zh) == []


FORMULAS = "what such a letter begins and ends with, which its kind demands"
RULES = "what a rule or figure means, whatever was delivered"
RECORDS = "one case as a record of the study says it, repeated over those there are"
BLANKS = "a place that the office fills in by hand"
FIGURES = "nothing but figures, each with its own mark where there is none"
UNCONDITIONAL = {
    FORMULAS: (
        "特此公告。",
        "特此报告。",
        "特此通知。",
        "特此通报。",
        "{}以援助对象满意水平、落实扶持政策情况为标准",
        "{}现报送{}就业援助工作统计数据。",
        "本表按截至{}已知的数据填列。",
        "{}现将{}{}{}预算、分项用款计划执行和决算情况报告如下",
        "经检查核实并征求你单位意见",
        "请于{}前将整改情况报{}。",
        "请于{}前完成整改",
    ),
    RULES: (
        "各项流量只计本季度",
        "文件要求“坚持以定向、订单培训为主”",
        "就业率只计结业满六个月的人员",
        "（一）拒不参保缴费：",
        "（二）少报参保人数：",
        "（三）少报缴费基数：",
        "已改正并有凭据的",
    ),
    RECORDS: (
        "{}（许可证号{}）：{}；",
        "{}{}家；",
        "{}：{}（{}，{}，依据{}）",
        "。机构名称见附件",
        "**事实：**",
        "**违反条款：**",
        "**硬性要求：**",
        "**处理依据：**",
        "联系：{}。",
        "（{}）{}。{}：{}现状态：{}。",
        "（{}）{}。{}{}。不符合{}的要求：{}。{}",
        "（{}）{}：按{}预警线",
    ),
    FIGURES: ("当年计划筹集资金{}", "当年支出{}，占支出预算{}的{}。"),
}


def bare(kind):
    """Sentences that no condition guards."""
    said = (words for guard, words in letters.stretches(kind, "zh") if guard != "condition" and re.search("[一-龥]", words))
    return [words for words in said if is_sentence(words, "")]


@EVERY
def test_every_sentence_rests_on_a_condition_or_is_listed_with_what_it_is(kind):
    listed = tuple(start for starts in UNCONDITIONAL.values() for start in starts)
    assert [words for words in bare(kind) if not words.startswith(listed)] == []


def test_what_is_listed_as_no_claim_stands_in_a_letter():
    said = [words for kind in KINDS for words in bare(kind)]
    assert [s for starts in UNCONDITIONAL.values() for s in starts if not any(w.startswith(s) for w in said)] == []


def test_a_sentence_without_its_condition_is_seen(monkeypatch):
    (kind,) = (kind for kind in KINDS if kind.name == "pilots")
    assert bare(kind) == ["特此报告。"]
    told = "本研究没有列入试点名单。"
    text = letters.source(kind, "zh").replace(f"{{% if no_pilot_listed() %}}\n{told}\n{{% endif %}}", told)
    monkeypatch.setattr(letters, "source", lambda *of: text)
    assert bare(kind) == [told, "特此报告。"]


def test_every_kind_has_a_title_and_a_letter_in_both_languages():
    assert len(KINDS) == 16
    assert all(kind.title[language] and letters.source(kind, language) for kind in KINDS for language in ("zh", "en"))


def test_no_figure_may_have_the_name_of_a_condition_or_of_what_every_letter_knows():
    @dataclass(frozen=True)
    class Taken:
        whole: str

    def figures(paper: object) -> Taken:
        return Taken(whole="")

    figures.__annotations__["return"] = Taken
    with pytest.raises(Refused, match="the figure 'whole' has a name that every letter knows; take another"):
        letter_types(figures, "documents/x")
    assert not USUAL.keys() & CONDITIONS.keys()


def words_of(kind, language):
    """The letter as it reads when every figure is 1."""
    text = re.sub(r"\{#.*?#\}", "", letters.source(kind, language), flags=re.DOTALL)
    text = re.sub(r'\{\{[^}]*either\("([^"]*)"[^}]*\}\}', r"\1", text)
    return re.sub(r"\{%.*?%\}", "", re.sub(r"\{\{.*?\}\}", "1", text))


@EVERY
@BOTH
def test_no_letter_names_a_year_a_clause_a_day_a_level_or_an_authority_of_its_own(kind, language):
    assert literals(words_of(kind, language)) == []


@EVERY
def test_one_of_a_thing_is_not_called_by_its_plural(kind):
    assert not counted_wrongly(words_of(kind, "en"))


def test_the_page_on_documents_has_every_kind_as_it_is_declared():
    page = (Path(__file__).parents[2] / "docs/documents.md").read_text(encoding="utf-8")
    rows = [f"| `{k.name}` | {k.title.en} {k.title.zh} | {k.about} | {k.period} | {', '.join(k.rests_on)} |" for k in KINDS]
    assert page.partition("## The kinds of the package")[2].strip().splitlines()[2:] == rows
    names = {name for line in re.findall(r"(?m)^\| (`\w+`(?:, `\w+`)?) \| ", page) for name in re.findall(r"\w+", line)}
    assert USUAL.keys() <= names


SAME = (
    ("存在问题", "Problems", ("bulletin", "inspection")),
    ("工作要求", "What is required", ("bulletin", "skills_plan_evaluation", "special_inspection")),
)
"""Parts that several letters have, each in words of its own file."""


@pytest.mark.parametrize(("zh", "en", "names"), SAME)
def test_a_part_that_several_letters_have_reads_the_same_in_all(zh, en, names):
    for language, title in (("zh", zh), ("en", en)):
        texts = {letters.source(kind, language).partition(f"\n# {title}\n")[2] for kind in KINDS if kind.name in names}
        assert len({re.split(r"\n(?:# |---)", text)[0].strip() for text in texts}) == 1, language


@BOTH
def test_the_proof_of_delivery_names_the_notice_as_its_own_title_does(language):
    (notice,) = (kind for kind in KINDS if kind.name == "notice")
    (title,) = re.findall(r"(?m)^= (.*)$", letters.source(notice, language))
    assert Phrases(language)("rectify.title", fund="{{ fund }}") == title
