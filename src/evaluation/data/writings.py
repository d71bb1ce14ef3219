"""Numbers in other writings than tables have: what a text that is no figure is, and what to do. A number is never advised as a
mark, a flag, a note or a name: what is declared so would make a gap of a figure."""

from __future__ import annotations

import re
import unicodedata

from evaluation.data.advice import ask_for, declare_mark, is_withheld
from evaluation.data.findings import Problem
from evaluation.errors import fit_for_message
from evaluation.study.currency import CURRENCIES, SHARED_SIGNS, SIGNS
from evaluation.study.unit import WrittenUnit

PART = "[,' \u00a0\u2009\u202f\u2019]"
LAKHS = r"[0-9]{1,2}(?:,[0-9]{2})*,[0-9]{3}(?![0-9])"
_SCALES = ("k", "m", "mn", "mio", "mil", "mrd", "bn", "t", "tr", "cr", "lk", "lac", "lakh", "crore", "thousand", "million")
_SIGNS = "$€£¥₹₩₽₺₫₱₦฿₸₴₪"  # one of several currencies too
_IN_WORDS = re.compile("[负正]?[零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟廿点]+[元圆角分整人次户件个名]{0,3}")
_SAID = re.compile(rf"[^\W\d_]+|[{_SIGNS}]")
_FLAGGED = re.compile(r"[+-]?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)? ?(?:[A-Za-z]{1,2}|[*†‡§]|\[[a-z]\])")
_MISTAKEN = re.compile(r"[+-]?(?=[OoIl,.]*[0-9])[0-9OoIl,]+(?:\.[0-9OoIl]+)?")
_CURRENCIES = {word.casefold(): c.code for c in CURRENCIES.values() for word in (c.code, c.en, c.one, c.zh, *c.en.split()[-1:])}
_CURRENCIES |= {word: code for word, code in SIGNS.items() if word not in _SIGNS}
_CURRENCIES |= {word: word for word in SHARED_SIGNS if word not in _SIGNS}


def plain_digits(text: str) -> str:
    """``text`` with the digits of every script, and of other widths, as 0 to 9."""
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in unicodedata.normalize("NFKC", text)).strip()


def is_number(text: str) -> bool:
    """Whether ``text`` is a number and nothing else, in whatever writing: digits parted or not, with an exponent, a currency or a
    scale, or Chinese numerals."""
    said = plain_digits(text)
    words = [w.casefold() for w in _SAID.findall(said)]
    known = all(w in _CURRENCIES or w in _SCALES or w in _SIGNS or (w in "ex" and len(words) == 1) for w in words)
    return _IN_WORDS.fullmatch(said) is not None or (known and any(map(str.isdigit, said)) and not is_withheld(said))


def explain(plain: str, text: str, unit: WrittenUnit) -> Problem:
    """Why ``text``, ``plain`` without what is typed otherwise, is no figure of a column in ``unit``."""
    why, fix = _explain_signs(plain) or _explain_number(plain, unit) or ("", declare_mark(plain))
    return Problem("not_a_figure", f"'{fit_for_message(text)}' is not a figure{': ' if why else ''}{why}", fix)


def _explain_signs(plain: str) -> tuple[str, str] | None:
    if re.fullmatch(r"[（(].*[)）]", plain):
        return "it stands in brackets", "Ask whether a negative figure is meant, and for the file with a minus sign"
    if plain in ("-", "–", "―"):
        return "a single dash can mean zero, missing or not applicable", declare_mark(plain)
    if plain.startswith("#"):
        return "it is a spreadsheet error", ask_for("the figure: the formula of the cell finds none")
    if plain[:1] in "=@" or re.match(rf"[+-][^0-9{_SIGNS}]|[+-]?[0-9]+[+-]", plain):
        return "it is a formula in a text cell", ask_for("the figure that it gives")
    return ("it is a mark of the source", declare_mark(plain)) if re.fullmatch(r"\[\w+\]|:|\.\.|[a-z]", plain) else None


def _explain_number(plain: str, unit: WrittenUnit) -> tuple[str, str] | None:
    """What is said of a text that is a number or has one at its beginning or end; None for any other."""
    said = plain_digits(plain)
    if _IN_WORDS.fullmatch(said):
        return "it is written in words", ask_for("the figure in digits")
    if is_withheld(plain) or not re.match(r"[^\w]*[^\W\d]{0,5}[^\w]*[0-9]", said):
        return None
    words = [w.casefold() for w in _SAID.findall(said)]
    if any(w in _CURRENCIES or w in _SIGNS for w in words):
        return _explain_currency([_CURRENCIES.get(w, w) for w in words if w in _CURRENCIES or w in _SIGNS], unit)
    if any(w in _SCALES for w in words):
        return "it is shortened, or bears a flag", ask_for(f"the figure in full, in {unit}")
    return _explain_digits(plain, said, unit)


def _explain_currency(said: list[str], unit: WrittenUnit) -> tuple[str, str]:
    own = unit.known.currency.code
    other = next((code for code in said if code != own and code in CURRENCIES), "")
    if not other:
        return f"a currency stands with it, the column is declared in {unit}", ask_for(f"the figures of the column in {unit} alone")
    return (
        f"it says {other}, the column is declared in {unit}",
        f"Ask who delivers it in which currency the column is: money of a study is in one ('money: {{currency: {own}}}' in "
        "study.yml), and nothing is converted",
    )


def _explain_digits(plain: str, said: str, unit: WrittenUnit) -> tuple[str, str] | None:
    else_ask, comma = "else ask which figure is meant", "write \"decimal: ','\" for the table in study.yml"
    if said != plain and not plain.isascii():
        return "its digits are those of another script", ask_for("the figure in the digits 0 to 9")
    if re.fullmatch(r"[+-]?[0-9.,]+[eE][+-]?[0-9]+|[+-]?[0-9.,]+ ?[x*×·] ?10\^?[+-]?[0-9]+", plain):
        return "a spreadsheet shortened it, and digits behind the first ones may be lost", ask_for("the figure in full")
    if re.fullmatch(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?", plain):
        return ("points part its groups of three digits", f"If they do so in the whole table, {comma}; {else_ask}")
    if re.fullmatch(rf"[+-]?{LAKHS}(?:\.[0-9]+)?", plain) and unit.known.grouping != "indian":
        money = f"'money: {{currency: {unit.known.currency.code}, grouping: indian}}'"
        return ("commas part it by lakh", f"If tables of the study part digits so, write {money} in study.yml; {else_ask}")
    if re.fullmatch(r"[+-]?[0-9,]*,[0-9,]*(\.[0-9]*)?", plain):
        why = "commas part groups of three digits only, and decimals follow a point"
        return why, f"Ask which figure is meant; if the source's decimals follow a comma, {comma}"
    if re.fullmatch(rf"[+-]?[0-9]+(?:{PART}[0-9]+)+(\.[0-9]*)?", plain):
        return "blanks part groups of three digits only", "Ask which figure is meant"
    if _MISTAKEN.fullmatch(plain):
        return "letters that look like digits stand among its digits (O for 0, l or I for 1)", "Ask which figure is meant"
    if _FLAGGED.fullmatch(plain):
        return (
            "letters or signs stand behind the figure, as a source's flag does (p provisional, r revised)",
            "Declare what they mean for the table in study.yml: 'flags: {p: {en: provisional}}'",
        )
    return "it is a number in a writing that is not read", ask_for("the figure in the digits 0 to 9, without anything else")
