"""What ``check`` passes, ``run`` makes: the studies of the generator, and the generator itself."""

import sys
from dataclasses import replace

import pytest
from shipped import CATALOGUE

from evaluation.report.sections import fund
from tests.studies import __main__ as command
from tests.studies import left, place
from tests.studies.amounts import Amounts
from tests.studies.based import unmarked
from tests.studies.catalogues import SPLITS
from tests.studies.defects import DEFECTS
from tests.studies.dice import Dice
from tests.studies.forms import FORMS, forms_of
from tests.studies.invent import NAME, alone, invent
from tests.studies.many import SEED, failures
from tests.studies.money import MONIES, RENMINBI
from tests.studies.plain import Figure, Plain
from tests.studies.run import GIVEN_AWAY, project, run
from tests.studies.years import Years


@pytest.mark.slow
@pytest.mark.parametrize("dimension", sorted({i.dimension.value for i in CATALOGUE.values()}))
def test_every_catalogued_indicator_alone_makes_whole_reports(tmp_path, dimension):
    codes = [c for c, i in CATALOGUE.items() if i.dimension.value == dimension]
    assert {c: told for c in codes if (told := run(alone(c), tmp_path, pages=False).failures)} == {}


@pytest.mark.parametrize("start", range(0, 50, 25))
def test_studies_drawn_at_random_are_whole_or_refused_for_their_defect(tmp_path, start):
    assert failures(run(invent(SEED, n), tmp_path) for n in range(start, start + 25)) == []


def files(root):
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def test_a_study_follows_from_seed_and_index_alone(tmp_path):
    for name in ("once", "again"):
        for index in range(20):
            invent(3, index).write(tmp_path / name / str(index))
    assert files(tmp_path / "once") == files(tmp_path / "again")
    assert files(tmp_path / "once" / "0") != files(tmp_path / "once" / "1")


@pytest.mark.slow
def test_every_kind_of_defect_is_drawn():
    wanted, labels = set(DEFECTS), (invent(SEED, n).label for n in range(6000))
    while wanted:
        wanted.discard(next(labels))


def test_a_section_that_fails_is_told_with_section_region_and_study(tmp_path, monkeypatch):
    def fails(view):
        raise ZeroDivisionError("nobody thought of this")

    monkeypatch.setattr(fund, "SECTION", replace(fund.SECTION, build=fails))
    told = run(alone("fund_used_amount"), tmp_path)
    assert told.state == "crashed"
    assert {place.split(", ")[1] for place, _ in told.failures} == {"fund"}


def test_a_defect_that_nobody_finds_is_wrong(tmp_path):
    valid = next(d for d in (invent(SEED, n) for n in range(20)) if not d.defect)
    valid.defect = "row_twice"  # it has none
    told = run(valid, tmp_path)
    assert told.state == "wrong"
    assert "no finding 'row_twice'" in told.failures[0][1]


@pytest.mark.parametrize("part", ["tests.studies.oracle.check", "tests.studies.__main__.invent"])
def test_a_fault_of_the_generator_itself_is_told_of_its_study_and_ends_nothing(monkeypatch, capsys, part):
    once = iter([True])
    module, _, name = part.rpartition(".")
    right = getattr(sys.modules[module], name)

    def fails(*of):
        if next(once, False):
            raise KeyError("appraised")
        return right(*of)

    monkeypatch.setattr(part, fails)
    assert command.main(["--count", "4", "--seed", "1", "--jobs", "1", "--pdf-every", "0"]) == 1
    *told, last = capsys.readouterr().out.splitlines()
    assert ", crashed 0, wrong 1, " in last
    assert any("seed 1, --only" in line and "the generator itself: KeyError: 'appraised'" in line for line in told)


def test_the_command_ends_with_its_counts_and_leaves_failures_as_projects(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(fund, "SECTION", replace(fund.SECTION, build=lambda view: {}["nothing"]))
    kept = tmp_path / "kept"
    ended = command.main(["--count", "6", "--seed", "1", "--jobs", "1", "--pdf-every", "0", "--keep", str(kept)])
    *told, last = capsys.readouterr().out.splitlines()
    assert ended == 1
    assert last.startswith("whole ") and ", refused 0, crashed " in last and ", wrong 0, sentences " in last
    assert any(line.startswith("crashed: seed 1, ") and "fund: KeyError" in line for line in told)
    assert all((folder / "params" / NAME / "study.yml").is_file() for folder in kept.iterdir())


def test_studies_that_were_run_are_not_run_again(tmp_path, monkeypatch, capsys):
    kept, asked = tmp_path / "kept.jsonl", ["--seed", "1", "--jobs", "1", "--pdf-every", "0"]
    assert command.main([*asked, "--count", "4"]) == 0
    once = capsys.readouterr().out
    assert command.main([*asked, "--count", "3", "--resume", str(kept)]) == 0
    kept.write_text(kept.read_text("utf-8") + '{"seed": 1, "ind', encoding="utf-8")  # the command was ended here
    ran, invented = [], command.invent
    monkeypatch.setattr(command, "invent", lambda seed, index: ran.append(index) or invented(seed, index))
    capsys.readouterr()
    assert command.main([*asked, "--count", "4", "--resume", str(kept)]) == 0
    assert (capsys.readouterr().out, ran) == (once, [3])
    monkeypatch.setattr(fund, "SECTION", replace(fund.SECTION, build=lambda view: {}["nothing"]))
    assert command.main([*asked, "--count", "4", "--resume", str(kept)]) == 0


@pytest.mark.parametrize("starts", range(1, 13))
@pytest.mark.parametrize("label", ["begins", "ends", "both"])
def test_what_is_spelled_by_years_of_any_month_is_read_back(starts, label):
    years = Years(starts, label)
    for period in ("1999", "2023", "2023Q4"):
        assert years.meant(years.spelled(period)) == period
    for day in ("2023-01-31", "2023-02-28", "2024-02-29", "2023-06-15", "2023-12-01", "2023-12-31"):
        assert years.drawn(years.day(day)) == day
        assert years.in_year(2023, years.day(day)[5:])[:4] == "2023"
    assert years.written({"period": "期间", "title": "2023"}) == {"period": "期间", "title": "2023"}


def test_money_of_other_currencies_is_drawn():
    assert {invent(SEED, n).world.money.word for n in range(200)} == {m.word for m in (RENMINBI, *MONIES)}


def test_figures_on_several_bases_are_drawn_and_the_order_in_which_they_are_used_is_held_to(tmp_path, monkeypatch):
    drawn = [d for d in (invent(SEED, n) for n in range(200)) if "bases" in d.study]
    said = [t.declared.get("basis") for d in drawn for t in d.tables]
    assert {type(of) for of in said} == {type(None), str, dict}
    assert any("basis" in column for d in drawn for t in d.tables for column in t.columns.values())
    choose = Plain._choose
    monkeypatch.setattr(Plain, "_choose", lambda plain, order: choose(plain, order[::-1]))
    assert "wrong" in {run(d, tmp_path, pages=True).state for d in drawn[:6]}


def test_quantities_that_are_told_apart_are_drawn_and_their_members_add_up():
    own = [d for d in (invent(SEED, n) for n in range(300)) if "catalogue.yml" in d.yml]
    drawn = {column.get("quantity") for d in own for t in d.tables for column in t.columns.values()}
    for split in SPLITS:
        assert split.members.keys() <= drawn
        amounts = Amounts(Dice("told apart", split.whole))
        parts = [amounts.quarter(member, "R1", 2024, 1) for member in split.members]
        assert min(parts) >= 0
        assert split.overlap or sum(parts) == amounts.quarter(split.whole, "R1", 2024, 1)


@pytest.mark.slow
def test_where_suppressed_figures_are_given_away_the_others_are_held_to_what_is_worked_out(tmp_path, monkeypatch):
    runs = (run(invent(SEED, n), tmp_path) for n in range(60))
    found = next(o for o in runs if o.codes & GIVEN_AWAY and o.state == "whole")
    assert found.figures and found.sentences
    monkeypatch.setattr(Plain, "at", lambda plain, region, when, quantity: Figure(7))
    assert run(invent(SEED, found.index), tmp_path).state == "wrong"


def test_years_of_every_label_are_drawn():
    drawn = {invent(SEED, n).world.years.label for n in range(60) if invent(SEED, n).world.years.starts > 1}
    assert drawn == {"begins", "ends", "both"}


def test_every_form_of_a_table_is_drawn():
    wanted, drawn = set(FORMS), (forms_of(invent(SEED, n).tables) for n in range(2500))
    while wanted:
        wanted -= next(drawn)


def test_the_forms_that_are_listed_are_all_that_there_are():
    assert {form for n in range(200) for form in forms_of(invent(SEED, n).tables)} <= FORMS


def test_studies_of_both_formats_with_outlines_and_targets_in_tables_are_drawn():
    drawn = [invent(SEED, n) for n in range(120)]
    assert {d.study.get("format") for d in drawn} == {None, 2}
    assert {type(d.study.get("outline")) for d in drawn} == {type(None), str, list, dict}
    assert any("target" in column for d in drawn for t in d.tables for column in t.columns.values())


def test_a_table_in_another_form_says_what_it_said(tmp_path):
    """What is delivered wide, down, by file or by sheet has another entry, and the same row for each region and period."""
    for n in range(60):
        draft = invent(SEED, n)
        for table in (t for t in draft.tables if t.dress and not draft.defect):
            blank = [row for row in table.dress.rows if not any(row[h] for h in table.dress.plain["columns"])]
            assert len(table.rows) <= len(table.dress.rows) <= len(table.rows) + len(blank)
            assert [*table.dress.plain["columns"].values()] == [*table.columns.values()]


def test_a_wrong_cell_of_a_table_in_another_form_is_found(tmp_path, monkeypatch):
    drafts = (invent(SEED, n) for n in range(200))
    wide = next(d for d in drafts if not d.defect and forms_of(d.tables) & {"wide", "down"})
    assert run(wide, tmp_path, pages=True).failures == []
    monkeypatch.setattr(place.Style, "laid", _swapped(place.Style.laid))
    assert run(invent(SEED, wide.index), tmp_path).state in ("wrong", "refused")


def _swapped(laid):
    """Pages whose first two columns of figures have changed places, or whose first two rows have."""

    def lay(style, page):
        lines = [line[::-1] if n else line for n, line in enumerate(page.lines[:1])] + page.lines[1:][::-1]
        keys = [line[: page.keys] for line in page.lines]
        return laid(style, page._replace(lines=[[*key, *line[page.keys :]] for key, line in zip(keys, lines, strict=True)]))

    return lay


def _of_provisional_figures(draft):
    said = [t.declared.get("basis") for t in draft.tables], [c.get("basis") for t in draft.tables for c in t.columns.values()]
    return not draft.defect and "provisional" in str(said)


@pytest.mark.slow
@pytest.mark.parametrize(("start", "language"), [(0, "zh"), (100, "en"), (200, "zh"), (300, "en")])
def test_whatever_follows_from_provisional_figures_says_so(tmp_path, start, language):
    looked = 0
    for draft in filter(_of_provisional_figures, (invent(SEED, n) for n in range(start, start + 100))):
        root = project(tmp_path / str(draft.index))
        draft.write(root)
        told = unmarked(NAME, root, language)
        assert not told, (draft.index, told)
        told = left.unmarked(NAME, root, language)
        assert not told, (draft.index, told)
        looked += told is not None
    assert looked > 2
