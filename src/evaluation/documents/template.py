"""The letter of a kind in one language: a template that reads as the letter, filled in with named figures.

``{{ figure }}`` prints, ``{% if condition(figure) %}`` and ``{% for %}`` choose and repeat; nothing else is allowed
(:mod:`~evaluation.documents.grammar`). A line of nothing but such a tag leaves no line. A mark between items (``；`` ``、``
``，`` ``;`` ``,``) that only a stronger mark or a bracket follows falls away, so that a loop ends each item with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import TracebackType

import jinja2
from jinja2 import nodes
from jinja2.runtime import Context

from evaluation.documents.grammar import check_grammar
from evaluation.documents.letter import BREAK, OPEN, SHUT, Value
from evaluation.errors import Refused
from evaluation.render.component import Component

_TAG = r"(?:\{%[^%]*%\}|\{#(?:[^#]|#(?!\}))*#\})"
_TAG_LINE = re.compile(rf"^[ \t]*({_TAG}+)[ \t]*\n", re.MULTILINE)
_EMPTY_LINE = re.compile(r"^[ \t]*$", re.MULTILINE)
_NOTHING_FOLLOWS = re.compile(r"[；、，;,]\s*(?=[。；）.;)])")
_VALUES = "values of this letter"  # no name that a template can say


def fill_in(source: str, where: str, names: Mapping[str, object], types: Mapping[str, object]) -> tuple[str, list[Value]]:
    """The template ``source`` with every value in its place as a token, and the values; ``types`` of all ``names``.

    :class:`Refused` with ``where`` and line for what a template may not hold, a name that is not known, and a value that is
    no printed text and no table."""
    tree = parse_template(source, where)
    check_grammar(tree, where, types)
    values: list[Value] = []
    try:
        text = _ENVIRONMENT.from_string(tree).render({**names, _VALUES: values})
    except (TypeError, jinja2.UndefinedError) as error:
        if line := _line(error.__traceback__):
            raise Refused(f"{where}, line {line}: {error}") from error
        raise
    return _NOTHING_FOLLOWS.sub("", text), values


def parse_template(source: str, where: str) -> nodes.Template:
    """The tree of a template; :class:`Refused` with ``where`` and line where its marks do not fit together."""
    if found := re.search(f"[{OPEN}{SHUT}{BREAK}]", source):
        line = source.count("\n", 0, found.start()) + 1
        raise Refused(f"{where}, line {line}: the character U+{ord(found[0]):04X} is for private use; remove it")
    lines = _TAG_LINE.sub(lambda tag: f"{tag[1][:-2]}\n{tag[1][-2:]}", _EMPTY_LINE.sub(BREAK, source))
    try:
        return _ENVIRONMENT.parse(lines)
    except jinja2.TemplateSyntaxError as error:
        raise Refused(f"{where}, line {error.lineno}: {error.message}") from None


@jinja2.pass_context
def _keep_value(context: Context, value: object) -> str:
    """``value`` is kept as it is, and a token stands for it: what it carries is not lost in the text."""
    if isinstance(value, jinja2.Undefined):
        str(value)  # raises, and says what is not there
    components = isinstance(value, (list, tuple)) and all(isinstance(item, Component) for item in value)
    if not (isinstance(value, (str, Component)) or callable(value) or components):
        raise TypeError(f"a value of type {type(value).__name__} is no printed text; print it where it is found")
    values: list[object] = context[_VALUES]
    values.append(value)
    return f"{OPEN}{len(values) - 1}{SHUT}"


def _either(count: str, one: str, many: str) -> str:
    """``one`` for 1, ``many`` for any other number."""
    return one if count == "1" else many


def _line(trace: TracebackType | None) -> int:
    """The line of the template that an error came from; 0 where it came from elsewhere."""
    line = 0
    while trace is not None:
        line = trace.tb_lineno if trace.tb_frame.f_code.co_filename == "<template>" else line
        trace = trace.tb_next
    return line


_ENVIRONMENT = jinja2.Environment(
    autoescape=False,  # no markup comes of it: values are kept apart from the words
    finalize=_keep_value,
    undefined=jinja2.StrictUndefined,
    keep_trailing_newline=True,
)
_ENVIRONMENT.filters = {"either": _either}
