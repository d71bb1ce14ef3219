"""The annex names every file that figures of a row come from: one file by its name, several by what the study calls them."""

import re

import own_study

import evaluation
from evaluation.view.phrases import Phrases


def test_figures_of_several_files_are_not_headed_by_the_first(tmp_path):
    root = own_study.write_study(tmp_path)
    data, study = root / "data" / "tiny", root / "params" / "tiny" / "study.yml"
    declared = re.search(r"file: (\S+\.csv)", study.read_text(encoding="utf-8"))[1]
    header, *rows = (data / declared).read_text(encoding="utf-8").splitlines()
    (data / declared).unlink()
    for number, row in enumerate(rows):
        (data / f"part-R{number + 1}.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    text = study.read_text(encoding="utf-8").replace(f"file: {declared}", "file: 'part-{region}.csv'")
    study.write_text(re.sub(r"\n    region: (\w+)", r"\n    ignore: [\1]", text, count=1), encoding="utf-8")
    [figures] = [c for c in evaluation.open("tiny", root).overview().annex().data["children"] if c.get("id") == "figures"]
    heads = [str(row["cells"][0]) for row in figures["rows"] if row["role"] == "group"]
    assert heads[0].startswith("part-*.csv") and not any("part-R" in head for head in heads)


def test_one_row_is_a_row():
    said = [Phrases("en")(key, file="w.csv", title="T", lines=at) for key, at in (("annex.place_one", "2"), ("annex.place", "2–5"))]
    assert said == ["w.csv · T · row 2", "w.csv · T · rows 2–5"]
