"""Guards of the door for deliveries and of the round: each with what its removal would be and the test that tells it.

``guard`` stands once in ``file`` and is replaced by ``gone``; ``test`` is below ``tests/``.
"""

from __future__ import annotations

from typing import NamedTuple


class Mutant(NamedTuple):
    file: str
    guard: str
    gone: str
    test: str


BOUNDS, PARAMS, WORDS = "hostile/test_bounds_hostile.py", "hostile/test_params_hostile.py", "hostile/test_words_hostile.py"
PERSONAL, XLSX = "hostile/test_personal_hostile.py", "hostile/test_data_xlsx_hostile.py"
GRAMMAR, ROUND, BACK = "unit/test_study_grammar.py", "unit/test_round.py", "unit/test_send_back.py"
DELIVERY, SOURCE, REVISIONS = "unit/test_data_delivery.py", "forms/test_source.py", "unit/test_revisions.py"

MUTANTS = {
    "cells of a table are bounded": Mutant(
        "data/body.py",
        '(self.held, MOST_CELLS, "cells"), ',
        '(0, MOST_CELLS, "cells"), ',
        f"{BOUNDS}::test_more_cells_than_a_table_has_are_refused_with_the_cell_that_is_too_much",
    ),
    "rows of a table are bounded": Mutant(
        "data/body.py", ', (self.rows, MOST_ROWS, "rows")', ",", f"{BOUNDS}::test_more_rows_than_a_table_has_are_refused"
    ),
    "a wide row counts with all its cells": Mutant(
        "data/body.py",
        "len(self.named) + (len(self.groups) - 1) * self.key_count, len(filled))",
        "len(self.named) + (len(self.groups) - 1) * self.key_count, 0)",
        f"{BOUNDS}::test_a_row_that_is_wide_counts_with_all_its_cells",
    ),
    "lines of a CSV file are bounded": Mutant(
        "data/csv_reader.py", "if self.number > MOST_LINES:", "if False:", f"{BOUNDS}::test_blank_lines_between_rows_are_counted"
    ),
    "a row of a CSV file ends": Mutant(
        "data/csv_reader.py",
        "if len(line) > LARGEST_LINE or self.number - self.begun > MOST_BREAKS:",
        "if False:",
        f"{BOUNDS}::test_a_row_without_end_is_refused_where_it_begins",
    ),
    "findings of a kind are bounded": Mutant(
        "data/findings.py",
        "if self._met[kind] <= self.MOST[severity]:",
        "if True:",
        f"{BOUNDS}::test_findings_are_counted_by_kind_and_severity",
    ),
    "parts of a workbook unpack to a bounded size": Mutant(
        "data/xlsx_safety.py", "if size > most:", "if False:", f"{XLSX}::test_refused"
    ),
    "a part of a workbook unpacks to a hundred times its size at most": Mutant(
        "data/xlsx_safety.py", "member.file_size > _RATIO * max(member.compress_size, 1):", "False:", f"{XLSX}::test_refused"
    ),
    "marks of a workbook's parts are bounded": Mutant(
        "data/xlsx_safety.py",
        'if markup.count(b"<") > most:',
        "if False:",
        f"{BOUNDS}::test_parts_with_marks_without_number_are_refused_before_they_are_read",
    ),
    "YAML is not deep": Mutant(
        "study/strict_yaml.py",
        "if depth > DEEPEST:",
        "if depth > 10 * DEEPEST:",
        f"{PARAMS}::test_yaml_without_end_is_refused_with_its_line",
    ),
    "YAML holds few values": Mutant(
        "study/strict_yaml.py", "if values > MOST_VALUES:", "if False:", f"{PARAMS}::test_yaml_without_end_is_refused_with_its_line"
    ),
    "a file is no larger than it may be": Mutant(
        "door.py", "if len(content) > most:", "if False:", f"{PARAMS}::test_what_is_read_is_the_file_and_not_more_than_asked_for"
    ),
    "only regular files are opened": Mutant(
        "door.py",
        "if stat.S_IFMT(found.st_mode) != kind:",
        "if stat.S_ISDIR(found.st_mode) and kind != stat.S_IFDIR:",
        f"{PARAMS}::test_what_is_no_file_in_params_is_refused_without_being_opened",
    ),
    "no link is followed while a file is opened": Mutant(
        "door.py",
        "os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC",
        "os.O_RDONLY | os.O_CLOEXEC",
        f"{PARAMS}::test_a_file_that_becomes_a_link_while_it_is_opened_is_refused",
    ),
    "a message quotes little": Mutant(
        "errors.py",
        "_LONGEST, _READ = 40, 400",
        "_LONGEST, _READ = 4000, 4000",
        f"{PARAMS}::test_no_message_quotes_more_than_forty_characters_of_a_value",
    ),
    "a text has no character that cannot be seen": Mutant(
        "study/grammar.py",
        "for char in unseen(value)[:1]:",
        "for char in ():",
        f"{WORDS}::test_text_that_cannot_be_seen_is_refused_with_its_place",
    ),
    "the font has every character of a study": Mutant(
        "view/printable.py",
        "for char in sorted(lacking & set(line)):",
        "for char in ():",
        f"{WORDS}::test_a_character_that_the_font_lacks_is_refused_with_its_line",
    ),
    "what is told steers no terminal": Mutant(
        "errors.py",
        'return text if text.isprintable() else "".join(',
        'return text if text else "".join(',
        f"{WORDS}::test_nothing_steers_a_terminal",
    ),
    "a finding tells no number of a person in a name": Mutant(
        "data/findings.py",
        '"file": nameless, "sheet": nameless, "column": nameless}',
        "}",
        f"{PERSONAL}::test_a_number_in_a_delivery_is_told_by_its_place_and_not_by_itself",
    ),
    "a message masks numbers of persons": Mutant(
        "errors.py",
        "text = escape(nameless(said[:_READ]))",
        "text = escape(said[:_READ])",
        f"{PERSONAL}::test_a_number_in_a_delivery_is_told_by_its_place_and_not_by_itself",
    ),
    "a resident's number is no figure": Mutant(
        "data/units.py",
        'if not fraction.strip("0") and personal.is_no_figure(digits, _is_of_heads(unit)):',
        "if False:",
        f"{PERSONAL}::test_a_number_alone_where_a_figure_is_due_is_no_figure",
    ),
    "free text holds no number of a person": Mutant(
        "study/grammar.py",
        "if personal.held(printable(value)):",
        "if printable(value) is None:",
        "properties/test_personal.py::test_no_text_of_any_study_file_or_register_takes_one",
    ),
    "a stray file is told by a safe name": Mutant(
        "data/checks.py",
        "for name in (escape(nameless(n)) for n in found)",
        "for name in found",
        f"{PERSONAL}::test_a_stray_file_is_named_without_the_number_in_its_name",
    ),
    "days are strict": Mutant(
        "study/grammar.py",
        "if isinstance(value, str) and _DAY.fullmatch(value):",
        "if isinstance(value, str):",
        f"{GRAMMAR}::test_another_spelling_is_refused_and_the_message_is_short",
    ),
    "decimals are strict": Mutant(
        "study/grammar.py",
        "if isinstance(value, str) and _NUMBER.fullmatch(value):",
        "if isinstance(value, str):",
        f"{GRAMMAR}::test_another_spelling_is_refused_and_the_message_is_short",
    ),
    "whole numbers are strict": Mutant(
        "study/grammar.py",
        "if isinstance(value, str) and _WHOLE.fullmatch(value):",
        "if isinstance(value, str):",
        f"{GRAMMAR}::test_another_spelling_is_refused_and_the_message_is_short",
    ),
    "truth is strict": Mutant(
        "study/grammar.py",
        'if value in ("true", "false"):',
        'if value in ("true", "false", "yes", "1", "on", "True", "T", "y"):',
        f"{GRAMMAR}::test_another_spelling_is_refused_and_the_message_is_short",
    ),
    "regions are a tree": Mutant(
        "study/regions.py",
        "if here in way:",
        "if False:",
        "hostile/test_tries_hostile.py::test_a_try_ends_soon_in_one_right_sentence[regions in a circle]",
    ),
    "a hidden row is told": Mutant(
        "data/body.py",
        'if record.hidden and told.wants("hidden_row", record.number):',
        "if False:",
        "unit/test_data_xlsx.py::test_hidden_rows_block_and_hidden_columns_are_reported",
    ),
    "a ragged row is no row": Mutant(
        "data/body.py",
        "if record.width not in (None, len(names)):",
        "if False:",
        "unit/test_data_csv.py::test_row_problems_keep_the_other_rows",
    ),
    "a row twice is refused": Mutant(
        "data/contracts.py",
        'if len(group) > 1 and told.wants("row_twice", group[1].row):',
        "if False:",
        f"{DELIVERY}::test_a_region_that_stands_twice",
    ),
    "a figure below nothing is refused": Mutant(
        "data/contracts.py",
        'if told.wants("negative", line.row_of(name)):',
        "if False:",
        f"{DELIVERY}::test_negative_figures_and_refunds",
    ),
    "a figure delivered twice is refused": Mutant(
        "data/checks.py",
        "if len({(c.quantity, c.basis) for c in found}) < len(found):",
        "if False:",
        f"{DELIVERY}::test_a_figure_delivered_by_two_tables",
    ),
    "a file that changes is not read": Mutant(
        "data/delivery.py",
        "if door.size(path, root) is None or hashlib.sha256(files.content(path, root)).hexdigest() != digest:",
        "if False:",
        f"{DELIVERY}::test_a_file_that_changes_while_it_is_read",
    ),
    "a total is not added": Mutant(
        "data/delivery.py",
        "regions, wrong = contracts.check([x for x in lines if not x.is_total], table, grid, places)",
        "regions, wrong = contracts.check(list(lines), table, grid, places)",
        f"{DELIVERY}::test_a_total_is_compared_and_never_added",
    ),
    "a total is compared": Mutant("data/totals.py", "if added == printed:", "if True:", f"{DELIVERY}::test_a_total_that_differs"),
    "what rounding explains is told apart": Mutant(
        "data/totals.py",
        "bound = rounded_by + sum(p.bound for p in parts)",
        "bound = 0",
        f"{DELIVERY}::test_a_total_that_only_rounding_parts_from_its_rows",
    ),
    "a mark of the source is no figure": Mutant(
        "data/conventions.py", "if plain in self._marks:", "if False:", f"{SOURCE}::test_marks_of_the_source"
    ),
    "flags stay beside figures": Mutant(
        "data/rows.py",
        "found._replace(flags=said.flags) if said.flags else found",
        "found",
        f"{SOURCE}::test_flags_stay_with_their_figures",
    ),
    "what is declared is read by it, plain or not": Mutant(
        "data/rows.py", "quick = not conventions.are_declared", "quick = True", f"{SOURCE}::test_decimals_behind_a_comma"
    ),
    "rounding to a base has a bound": Mutant(
        "data/rounded.py",
        "return found._replace(bound=max(step // 2, found.bound))",
        "return found._replace(bound=found.bound)",
        f"{SOURCE}::test_rounding_to_a_base_bounds_the_sum",
    ),
    "more digits than declared are refused": Mutant(
        "data/units.py", "if decimals is not None and len(fraction) > decimals:", "if False:", "unit/test_data_units.py"
    ),
    "a point between thousands is no decimal point": Mutant(
        "data/units.py",
        'points = self._points_part and fractions[at] == "000"',
        "points = False",
        "properties/test_units.py::test_what_is_read_by_its_digits_alone_is_read_as_by_the_grammar",
    ),
    "a plain figure is a whole number of base units": Mutant(
        "data/units.py",
        "if rest or n > most or",
        "if n > most or",
        "properties/test_units.py::test_what_is_read_by_its_digits_alone_is_read_as_by_the_grammar",
    ),
    "the last delivery by the cut-off is used": Mutant(
        "data/snapshots.py",
        "*before, (last, name) = sorted(of)",
        "*before, (last, name) = sorted(of, reverse=True)",
        f"{REVISIONS}::test_the_last_delivery_is_used_and_what_it_revised_is_told",
    ),
    "what came after the cut-off is not known": Mutant(
        "data/snapshots.py",
        "if day <= cut_off else later)",
        "if True else later)",
        f"{REVISIONS}::test_at_an_earlier_cut_off_the_earlier_figures_come_out_and_nothing_was_revised",
    ),
    "of one day there is one delivery": Mutant(
        "data/snapshots.py",
        "for day, other in before if day == last]",
        "for day, other in before if False]",
        f"{REVISIONS}::test_deliveries_whose_days_are_not_known_are_refused",
    ),
    "what is suppressed and follows is told": Mutant(
        "measured/given_away.py",
        'if any(self._shown.with_marks({"suppressed"})) else {}',
        "if False else {}",
        "unit/test_given_away.py::test_a_row_beside_the_printed_total_and_the_others",
    ),
    "what is suppressed and follows is a side of nothing": Mutant(
        "measured/measure.py",
        "if figures.tells is not None and figures.tells(region, tuple(sources)):",
        "if False:",
        "unit/test_given_away.py::test_no_side_of_an_indicator_is_the_figure_that_is_suppressed",
    ),
    "a figure out of its range is used nowhere": Mutant(
        "measured/account.py",
        "return one._replace(figure=Figure(None, CONTRADICTORY))",
        "return one",
        "unit/test_ranges.py::test_a_figure_out_of_its_range_is_told_with_its_place_and_used_nowhere",
    ),
    "what falls from the year's start is contradictory": Mutant(
        "measured/account.py",
        "if most is not None and now.known + now.bound < most.known - most.bound:",
        "if False:",
        "unit/test_indicators_contradictions.py",
    ),
    "two ways to one figure agree": Mutant(
        "measured/ways.py",
        "return None if ways.second else ways",
        "return ways",
        "properties/test_flows.py::test_a_way_is_taken_by_what_printing_rounds_away_then_by_its_length",
    ),
    "a name is looked for inside what it lies in": Mutant(
        "data/places.py",
        "return {code for code in found if wider & set(self._path[code][1:])}",
        "return set(found)",
        "unit/test_data_keys.py::test_a_row_that_names_no_region_is_told_by_the_column_that_is_wrong",
    ),
    "a record is a chain": Mutant(
        "study/round.py",
        "if mark.previous != previous or mark.line.encode() != line:",
        "if False:",
        f"{ROUND}::test_an_altered_record_is_refused",
    ),
    "the end of a record is sealed": Mutant(
        "study/round.py",
        "if sealed not in (seal_of(marks[:number]) for number in range(len(marks), -1, -1)):",
        "if False:",
        f"{ROUND}::test_the_end_of_the_record_is_sealed",
    ),
    "a record that is gone is told": Mutant(
        "study/round.py",
        "if is_sealed or (path.parent / FROZEN).is_dir():",
        "if False:",
        f"{ROUND}::test_the_end_of_the_record_is_sealed",
    ),
    "nothing is issued before it is frozen": Mutant(
        "runs/round_marks.py",
        'if standing.state == "open":',
        "if False:",
        f"{ROUND}::test_a_hundred_attempts_to_issue_from_what_is_not_frozen_are_refused",
    ),
    "nothing is issued from changed files": Mutant(
        "runs/round_marks.py",
        'if standing.state == "changed":',
        "if False:",
        f"{ROUND}::test_a_hundred_attempts_to_issue_from_what_is_not_frozen_are_refused",
    ),
    "a page is a draft until it is issued": Mutant(
        "study/issue.py",
        'return "final" if day_of_issue(study, period) else "draft"',
        'return "final"',
        f"{ROUND}::test_pages_say_draft_until_it_is_issued_and_again_when_files_change",
    ),
    "a freeze is of all that a page rests on": Mutant(
        "study/round_standing.py",
        "return tuple(file for file in found if file.was != file.now)",
        'return tuple(file for file in found if file.was != file.now and file.name.endswith(".csv") and "/" not in file.name)',
        f"{ROUND}::test_every_file_that_a_page_rests_on_belongs_to_the_freeze",
    ),
    "what is not confirmed is not frozen in silence": Mutant(
        "runs/round_marks.py", "if left and not note:", "if False:", f"{ROUND}::test_marks_go_in_their_order_and_say_who_and_what"
    ),
    "marks go in their order": Mutant(
        "runs/round_marks.py",
        "if unit.state not in _BEFORE[state]:",
        "if False:",
        f"{ROUND}::test_marks_go_in_their_order_and_say_who_and_what",
    ),
    "nothing is marked on a day to come": Mutant(
        "runs/round_marks.py", "if day > today:", "if False:", f"{ROUND}::test_days_that_cannot_be_are_refused"
    ),
    "a unit with blocking findings is not checked": Mutant(
        "runs/round_marks.py",
        'if state == "checked" and wrong:',
        "if False:",
        f"{ROUND}::test_what_is_wrong_with_a_unit_keeps_it_from_being_checked",
    ),
    "pages to send back lie outside the deliveries": Mutant(
        "cli/send_back.py",
        "if inside.is_relative_to((root / name).resolve()):",
        "if False:",
        f"{BACK}::test_nothing_is_written_where_deliveries_lie_and_where_nothing_is_asked",
    ),
    "a page for a unit tells of no other": Mutant(
        "exchange/returned.py",
        "return not unit or region is None or unit in study.path(region) or study.region(region) is None",
        "return True",
        f"{BACK}::test_a_page_for_a_region_lists_what_touches_it_alone",
    ),
    "no copy of a file of several goes to one": Mutant(
        "cli/send_back.py",
        "copy = marked_copy(returned, language) if alone or not unit else None",
        "copy = marked_copy(returned, language)",
        f"{BACK}::test_no_copy_of_a_file_of_several_goes_to_one_of_them",
    ),
    "no copy spreads numbers of persons": Mutant(
        "exchange/marked.py",
        "if any(_holds_person(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row):",
        "if False:",
        f"{BACK}::test_no_copy_is_made_of_a_workbook_with_numbers_of_persons",
    ),
}
