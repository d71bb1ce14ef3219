"""Files of words: what they hold, and what is said of one that does not."""

from __future__ import annotations

import pytest

from evaluation.errors import Refused
from evaluation.view import words
from evaluation.view.conditions import CONDITIONS, RESTS_ON
from evaluation.view.phrases import Phrases
from evaluation.view.words import OwnWords, Phrase

GOOD = '[waiting.title]\nzh = "等候"\nen = "Waiting"\n'


def test_a_phrase_is_read_with_both_languages_and_what_it_rests_on():
    text = GOOD + '[waiting.some]\nzh = "有{n}人。"\nen = "There are {n}."\nwhen = "value_known"\n'
    assert words.read(text, "words.toml") == {
        "waiting.title": Phrase(zh="等候", en="Waiting"),
        "waiting.some": Phrase(zh="有{n}人。", en="There are {n}.", when="value_known"),
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[a.b]\nzh = "甲"\n', "w.toml: [a.b] has no en; write it in both languages, zh and en"),
        ('[a.b]\nen = "A"\n', "w.toml: [a.b] has no zh"),
        ('[a.b]\nzh = "甲"\nen = " "\n', "w.toml: [a.b] en is no text"),
        ('[a.b]\nzh = "甲"\nen = 1\n', "w.toml: [a.b] en is no text"),
        ('[a.b]\nzh = "甲"\nen = "A"\nwenn = "x"\n', "w.toml: [a.b] has 'wenn', which no phrase has; did you mean 'when'?"),
        ('[a.b]\nzh = "甲"\nen = "A"\nwhen = "x"\nalways = "label"\n', "w.toml: [a.b] has when and always"),
        ('[a.b]\nzh = "甲"\nen = "A"\nalways = "lable"\n', "w.toml: [a.b] always is 'lable'; did you mean 'label'?"),
        ('zh = "甲"\n', "w.toml: 'zh' stands in no table; write [topic.name] above it"),
        ("[a.b\n", "w.toml: is no TOML: "),
        (GOOD + GOOD, "w.toml: is no TOML: "),
    ],
)
def test_what_is_no_phrase_is_refused_with_file_and_key(text, said):
    with pytest.raises(Refused) as refused:
        words.read(text, "w.toml")
    assert str(refused.value).startswith(said)


def test_a_phrase_stands_once(monkeypatch, tmp_path):
    for name in ("one", "two"):
        (tmp_path / "sections" / name).mkdir(parents=True)
        (tmp_path / "sections" / name / "words.toml").write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr(words, "PACKAGE", tmp_path)
    with pytest.raises(Refused, match=r"sections/two/words.toml: \[waiting.title\] stands in sections/one/words.toml too"):
        words.package_words.__wrapped__()


def test_every_condition_that_words_rest_on_is_there():
    assert set(RESTS_ON.values()) - CONDITIONS.keys() == set()


def test_every_reason_why_a_sentence_always_holds_is_given_by_some():
    assert {phrase.always for phrase in words.package_words().values()} - {""} == set(words.ALWAYS)


def test_own_words_are_said_beside_those_of_the_package():
    own = OwnWords(words.read(GOOD, "words.toml"), {})
    assert Phrases("en", own)("waiting.title") == "Waiting"
    assert Phrases("zh", own)("fund.title") == Phrases("zh")("fund.title")
    assert Phrases("zh").get("waiting.title") is None


def test_unknown_words_and_a_field_that_is_not_given_are_told_by_name():
    say = Phrases("en")
    with pytest.raises(KeyError, match=r"no words 'fund\.titel'; did you mean 'fund\.title'"):
        say("fund.titel")
    with pytest.raises(KeyError, match=r"the words 'period\.day' have a field 'month', which is not given"):
        say("period.day", day="1")


@pytest.mark.parametrize(("language", "said"), [("zh", ("均达到", "有2项未达到")), ("en", ("all met", "2 missed"))])
def test_what_counts_none_of_something_says_so_in_words_of_its_own(language, said):
    text = '[a.b]\nzh = "有{n}项未达到"\nen = "{n} missed"\nnone = "n"\nzh_none = "均达到"\nen_none = "all met"\n'
    say = Phrases(language, OwnWords(words.read(text, "words.toml")))
    assert (say("a.b", n="0"), say("a.b", n="2")) == said
    with pytest.raises(Refused, match="some of none, zh_none, en_none and not all"):
        words.read(text.replace('en_none = "all met"\n', ""), "words.toml")
