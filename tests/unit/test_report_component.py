"""Components are strict when they are made: the error names the field."""

import dataclasses
import decimal
import hashlib
import json
import re

import numpy
import pytest
import report_sample as sample

from evaluation.render import component as c
from evaluation.render import schema

TABLE = {"id": "t", "title": "T", "columns": [c.column("A"), c.column("B", "人", "right")]}


def limit(**changed):
    return {"title": "T", "requirement": "R", "value": "V", "state": "met", "state_text": "达到", **changed}


REFUSED = [
    (lambda: c.paragraph(3), TypeError, "paragraph.runs: expected a list, got int"),
    (lambda: c.paragraph([{"text": 0.5}]), TypeError, "paragraph.runs[0].text: expected text, got float"),
    (lambda: c.paragraph([{"text": "a", "bold": True}]), ValueError, "paragraph.runs[0]: unknown field 'bold'"),
    (lambda: c.paragraph([{"text": "a", "strong": 1}]), TypeError, "paragraph.runs[0].strong: expected true or false"),
    (lambda: c.paragraph("a", style="led"), ValueError, "paragraph.style: 'led' is not allowed; did you mean 'lead'?"),
    (lambda: c.paragraph([]), ValueError, "paragraph.runs: needs at least 1 item(s), got 0"),
    (lambda: c.heading(4, "x"), ValueError, "heading.level: 4 is not between 1 and 3"),
    (lambda: c.heading(True, "x"), TypeError, "heading.level: expected a whole number, got bool"),
    (lambda: c.heading(1, " "), ValueError, "heading.text: must not be blank"),
    (lambda: c.heading(1, None), TypeError, "heading.text: expected text, got NoneType"),
    (lambda: c.heading(1, numpy.str_("x")), TypeError, "heading.text: expected text, got numpy.str_"),
    (lambda: c.heading(1, "a\x00b"), ValueError, "heading.text: character U+0000 at position 1 cannot be printed"),
    (lambda: c.heading(1, "江\u202e苏"), ValueError, "heading.text: character U+202E at position 1"),
    (lambda: c.heading(1, "\ud800"), ValueError, "heading.text: character U+D800 at position 0"),
    (lambda: c.bullets(["a", decimal.Decimal(1)]), TypeError, "list.items[1]: expected text, got decimal.Decimal"),
    (lambda: c.limits("L", [limit(state="ok")]), ValueError, "limits.items[0].state: 'ok' is not allowed"),
    (lambda: c.limits("L", [{"title": "T"}]), ValueError, "limits.items[0].requirement: is missing"),
    (lambda: c.table(**TABLE, rows=[c.row("a")]), ValueError, "table.rows[0].cells: a body row needs 2 cell(s), got 1"),
    (
        lambda: c.table(**TABLE, rows=[c.row("a", "b", role="group")]),
        ValueError,
        "table.rows[0].cells: a group row needs 1 cell(s), got 2",
    ),
    (lambda: c.table(**TABLE, rows=[c.row("a", 1)]), TypeError, "table.rows[0].cells[1]: expected text, got int"),
    (lambda: c.table(**TABLE, rows=[c.row("a", float("nan"))]), TypeError, "table.rows[0].cells[1]: expected text, got float"),
    (lambda: c.table(**{**TABLE, "id": "a b"}, rows=[]), ValueError, "table.id: 'a b' is not of the form"),
    (lambda: c.table(**{**TABLE, "columns": []}, rows=[]), ValueError, "table.columns: needs at least 1 item(s), got 0"),
    (lambda: c.notice("alarm", "x"), ValueError, "notice.tone: 'alarm' is not allowed"),
    (lambda: c.section("s", []), ValueError, "section.children: needs at least 1 item(s), got 0"),
    (lambda: c.section("s", [c.end([c.heading(1, "x")])]), ValueError, "section.children[0]: a end stands alone"),
    (lambda: c.section("s", ["x"]), TypeError, "section.children[0]: expected a component, got str"),
    (lambda: c.section("s", [{"kind": "tabel"}]), ValueError, "did you mean 'table'?"),
    (lambda: c.end([]), ValueError, "end.count: 0 is not between 1"),
    (lambda: c.figure("f", "T", svg=b"<svg/>", alt="A"), TypeError, "figure.svg: expected SVG text, got bytes"),
    (lambda: c.figure("f", "T", svg="<svg/>", alt=""), ValueError, "figure.alt: must not be blank"),
    (lambda: c.cover(sample.document(cut_off="2007-02-30"), "T"), ValueError, "cover.document.cut_off: '2007-02-30'"),
    (lambda: c.cover(sample.document(language="fr"), "T"), ValueError, "cover.document.language: 'fr' is not allowed"),
    (lambda: c.cover(sample.document(region_code="../x"), "T"), ValueError, "cover.document.region_code: '../x'"),
    (lambda: c.cover(sample.document(), "T", facts=[("a",)]), ValueError, "cover.facts[0]: expected [label, value]"),
]


@pytest.mark.parametrize(("make", "error", "said"), REFUSED, ids=[said for _, _, said in REFUSED])
def test_a_bad_field_is_refused_with_its_path(make, error, said):
    with pytest.raises(error, match=re.escape(said)):
        make()


def test_a_component_cannot_be_changed_from_outside():
    cells = ["a", "b"]
    made = c.table(**TABLE, rows=[{"role": "body", "cells": cells}])
    cells[0] = "changed"
    made.data["title"] = "changed"
    assert made.data["rows"][0]["cells"] == ["a", "b"]
    assert made.data["title"] == "T"
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.payload = "{}"


def test_defaults_are_filled_in_so_that_the_json_is_complete():
    made = c.table("t", "T", [{"title": "A"}], [{"cells": ["x"]}], notes="one note")
    assert made.data == {
        "kind": "table",
        "id": "t",
        "title": "T",
        "columns": [{"title": "A", "unit": None, "align": "left", "weight": None}],
        "rows": [{"role": "body", "cells": ["x"]}],
        "notes": ["one note"],
        "source": None,
    }
    assert c.paragraph(["a", {"text": "b", "strong": True}]).data["runs"] == [
        {"text": "a", "strong": False},
        {"text": "b", "strong": True},
    ]


def test_every_kind_is_in_the_sample_and_is_its_own_check():
    kinds = set()

    def walk(data):
        kinds.add(data["kind"])
        assert schema.component(data) == data
        for child in data.get("children", ()):
            walk(child)

    for data in sample.data():
        walk(data)
    assert kinds == set(schema.KINDS)


def test_the_bundle_holds_strict_json_and_three_ways_to_look_at_it():
    for part in sample.sample("en"):
        bundle = part._repr_mimebundle_()
        assert set(bundle) == {schema.MIME, "text/html", "text/markdown", "text/plain"}
        assert bundle[schema.MIME] == {"schema": 2, "component": part.content}
        json.dumps(bundle, allow_nan=False)
        assert all(bundle.values())


def test_the_end_vouches_for_what_stands_before_it():
    parts = [c.heading(1, "一"), c.page_break()]
    expected = b'{"kind":"heading","level":1,"text":"\xe4\xb8\x80"}\n{"kind":"break"}'
    assert c.end(parts).data == {"kind": "end", "count": 2, "digest": hashlib.sha256(expected).hexdigest()}
    assert c.end(parts[::-1]).data["digest"] != c.end(parts).data["digest"]


def test_markdown_hands_typst_one_string_and_no_markup():
    nasty = 'a"b\\c\n```\n```{=html}\n#read("x")'
    text = c.paragraph(nasty)._repr_mimebundle_()["text/markdown"]
    fence, _, rest = text.partition("{=html}\n")
    assert fence == "````"
    body, _, typst = rest.partition("\n````\n\n````{=typst}\n")
    assert "````" not in body
    call, end = typst.rsplit("\n", 2)[0], typst.rsplit("\n", 2)[1]
    assert end == "````"
    string = re.fullmatch(r'#evaluation-component\(json\(bytes\("((?:[^"\\]|\\["\\])*)"\)\)\)', call)
    assert string, call
    assert json.loads(re.sub(r"\\(.)", r"\1", string[1]))["runs"][0]["text"] == nasty
