"""Names that are formulas: no file that a spreadsheet opens runs them, whichever command writes it."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import openpyxl
import pytest

from evaluation.cli import cli
from evaluation.cli.guard import run_guarded
from evaluation.spreadsheet import FORMULA

ROOT = Path(__file__).parents[2]
EVIL = '=HYPERLINK("http://evil","{}")'


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Both synthetic studies, with formulas for the English names of all regions and bodies."""
    root = tmp_path_factory.mktemp("formulas")
    (root / "notebooks").mkdir()
    shutil.copy(ROOT / "notebooks" / "region.ipynb", root / "notebooks")
    for study in ("hubei-2007", "guizhou-2010"):
        for part in ("params", "data"):
            shutil.copytree(ROOT / part / study, root / part / study)
        for name in ("regions.csv", "appraisal.csv"):
            spoil(root / "params" / study / name)
    return root


def spoil(path):
    if not path.is_file():
        return
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    out = io.StringIO()
    made = csv.DictWriter(out, rows[0])
    made.writeheader()
    made.writerows(row | {"name_en": EVIL.format(row["name_en"])} for row in rows)
    path.write_text(out.getvalue(), encoding="utf-8")


@pytest.mark.parametrize(
    ("study", "more"),
    [
        ("hubei-2007", ("allocate", "--pool", "120000000")),
        ("hubei-2007", ("allocate", "--fund", "adjustment")),
        ("guizhou-2010", ("allocate", "--fund", "tilt")),
        ("hubei-2007", ("scores",)),
    ],
)
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_name_that_is_a_formula_stays_text(project, tmp_path, monkeypatch, capsys, study, more, suffix):
    if (more[0], suffix) == ("scores", "csv"):
        pytest.skip("scores writes workbooks only")
    monkeypatch.setenv("EVALUATION_ROOT", str(project))
    path = tmp_path / f"out.{suffix}"
    assert run_guarded(cli, [more[0], study, *more[1:], "-o", str(path)]) == 0, capsys.readouterr().err
    if suffix == "csv":
        cells = [c for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))) for c in row]
        assert not [c for c in cells if c.startswith(FORMULA) and not c.removeprefix("-").replace(".", "").isdigit()]
        assert any("HYPERLINK" in c for c in cells)
    else:
        found = [c for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for c in row]
        named = [c for c in found if "HYPERLINK" in str(c.value)]
        assert named and {c.data_type for c in named} == {"s"}
        assert not [c for c in found if c.hyperlink]
