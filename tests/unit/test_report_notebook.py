"""An executed notebook is read as a report or refused with the cell and what to do."""

import copy
import json
import re

import nbformat
import pytest
import report_sample as sample

from evaluation.errors import Refused
from evaluation.render import component as c
from evaluation.render import notebook, schema

PARTS = [c.cover(sample.document(), "T"), c.section("a", [c.heading(1, "甲"), c.paragraph("x")]), c.omission("b", "none")]
FIRST = 3  # the cell of the cover, counted from 0


def good():
    return sample.notebook([*PARTS, c.end(PARTS)])


def test_a_whole_report_is_read_in_order():
    found = notebook.components(good(), "region")
    assert [item["kind"] for item in found] == ["cover", "section", "omitted", "end"]
    assert found[-1]["digest"] == notebook.digest(found[:-1])


def test_a_notebook_read_back_from_its_file_is_the_same():
    assert notebook.components(nbformat.reads(nbformat.writes(good()), 4)) == notebook.components(good())


def output(**fields):
    return nbformat.from_dict(fields)


def error(nb):
    nb.cells[FIRST + 1].outputs = [output(output_type="error", ename="KeyError", evalue="'x'\nmore", traceback=[])]


def printed(name):
    def change(nb):
        nb.cells[FIRST + 1].outputs.insert(0, output(output_type="stream", name=name, text="careful\n"))

    return change


def unexecuted(nb):
    nb.cells[FIRST + 1].execution_count = None


def nothing(nb):
    nb.cells[FIRST + 1].outputs = []


def displayed(nb):
    nb.cells[FIRST + 1].outputs[0].output_type = "display_data"


def twice(nb):
    nb.cells[FIRST + 1].outputs.append(copy.deepcopy(nb.cells[FIRST + 1].outputs[0]))


def another_output(nb):
    nb.cells[FIRST + 1].outputs.append(output(output_type="display_data", data={"text/vnd.mermaid": "x"}, metadata={}))


def unknown_kind(nb):
    nb.cells[FIRST + 1].outputs[0].data[schema.MIME]["component"]["children"][0]["kind"] = "headline"


def other_schema(nb):
    nb.cells[FIRST + 1].outputs[0].data[schema.MIME]["schema"] = 1


def added_field(nb):
    nb.cells[FIRST + 1].outputs[0].data[schema.MIME]["component"]["html"] = "<b>"


def changed_text(nb):
    nb.cells[FIRST + 1].outputs[0].data[schema.MIME]["component"]["children"][1]["runs"][0]["text"] = "y"


def dropped_field(*where):
    """Without a field that the checker would fill in again with the same content, so that no digest misses it."""

    def change(nb):
        part = nb.cells[FIRST + 1].outputs[0].data[schema.MIME]["component"]
        for step in where[:-1]:
            part = part[step]
        del part[where[-1]]

    return change


def dropped_cell(nb):
    del nb.cells[FIRST + 1]


def swapped_cells(nb):
    nb.cells[FIRST + 1], nb.cells[FIRST + 2] = nb.cells[FIRST + 2], nb.cells[FIRST + 1]


def no_cover(nb):
    del nb.cells[FIRST]


def second_cover(nb):
    nb.cells.insert(FIRST + 1, copy.deepcopy(nb.cells[FIRST]))


def no_end(nb):
    nb.cells.pop()


def after_end(nb):
    nb.cells.append(copy.deepcopy(nb.cells[FIRST + 1]))


def empty(nb):
    nb.cells = nb.cells[:FIRST]


def noisy_setup(nb):
    nb.cells[2].outputs = [output(output_type="display_data", data={"text/plain": "x"}, metadata={})]


REFUSED = [
    (error, "notebook region, cell 5 failed with KeyError: 'x'; correct the cause and run the notebook again"),
    (printed("stderr"), "notebook region, cell 5 wrote to stderr ('careful'); a report notebook prints nothing"),
    (printed("stdout"), "notebook region, cell 5 wrote to stdout ('careful')"),
    (unexecuted, "notebook region, cell 5 was not executed; run the whole notebook from the top"),
    (nothing, "notebook region, cell 5 shows 0 report component(s) among 0 output(s), exactly one is due"),
    (displayed, "notebook region, cell 5 shows 1 report component(s) among 1 output(s)"),
    (twice, "notebook region, cell 5 shows 2 report component(s) among 2 output(s)"),
    (another_output, "notebook region, cell 5 shows 1 report component(s) among 2 output(s)"),
    (unknown_kind, "cell 5 holds a component that is not valid: section.children[0].kind: 'headline'"),
    (
        other_schema,
        "cell 5 holds a component of schema 1: an older version made it, this one reads schema 2; run the notebook again",
    ),
    (added_field, "cell 5 holds a component that is not valid: section: unknown field 'html'"),
    (changed_text, "notebook region: the end marker vouches for 3 component(s), found 3 that do not match"),
    (dropped_field("children", 1, "style"), "cell 5 holds a component that is not valid: fields are missing or were changed"),
    (dropped_field("children", 1, "runs", 0, "strong"), "cell 5 holds a component that is not valid: fields are missing"),
    (dropped_cell, "notebook region: the end marker vouches for 3 component(s), found 2"),
    (swapped_cells, "notebook region: the end marker vouches for 3 component(s), found 3"),
    (no_cover, "notebook region, cell 4 comes first but is a section, not the cover"),
    (second_cover, "notebook region, cell 5 holds a second cover"),
    (no_end, "notebook region has no end marker; let its last cell be report.end()"),
    (after_end, "notebook region, cell 8 comes after the end of the report"),
    (empty, "notebook region holds no report component"),
    (noisy_setup, "notebook region, cell 3 is a parameters or setup cell but shows something"),
]


@pytest.mark.parametrize(("change", "said"), REFUSED, ids=[f"{said} {n}" for n, (_, said) in enumerate(REFUSED)])
def test_what_is_not_a_whole_report_is_refused(change, said):
    nb = good()
    change(nb)
    with pytest.raises(Refused, match=re.escape(said)):
        notebook.components(nb, "region")


def test_a_component_stored_as_text_is_read_and_broken_text_is_refused():
    nb = good()
    data = nb.cells[FIRST].outputs[0].data
    data[schema.MIME] = json.dumps(data[schema.MIME])
    assert len(notebook.components(nb)) == 4
    data[schema.MIME] = "{"
    with pytest.raises(Refused, match="cell 4 holds a component that is not JSON"):
        notebook.components(nb)
