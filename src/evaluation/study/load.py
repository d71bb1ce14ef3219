"""The only reader of ``params/``: files to checked, frozen models, every refusal with file and key."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import Field, TypeAdapter, ValidationError

from evaluation.errors import Refused, fit_for_message, near
from evaluation.study import fonts, forms, rectification, scheme_checks, strict_yaml, watch_checks
from evaluation.study import regions as region_rules
from evaluation.study.base import Model, fit_for_a_folder
from evaluation.study.declared import DeclaredFile
from evaluation.study.events import events
from evaluation.study.explain import explain
from evaluation.study.folder import Folder, validate
from evaluation.study.model import STUDY_FILES, Documents, Study, StudyFile
from evaluation.study.money import Money, own_counts
from evaluation.study.names import names
from evaluation.study.pack_counts import pack_counts
from evaluation.study.places import add_lines
from evaluation.study.round import read_marks
from evaluation.study.silences import explain_silences
from evaluation.study.years import Years

FILES = tuple(file.name for file in STUDY_FILES)
_ALIKE = 0.75  # a misspelt name, and not another one


def _explain_stray(file: str, study: str) -> str:
    """What a file that is none of a study's may be: one of them misspelt, or a delivered table."""
    is_table = file.endswith((".csv", ".xlsx", ".xls"))
    if is_table and not get_close_matches(file, FILES, cutoff=_ALIKE):
        return f"a delivered table belongs in data/{study}/, files of a study are {', '.join(FILES)}"
    return f"{near(file, FILES)} Rename or remove it"


def load(name: str, root: Path) -> Study:
    """The study ``params/<name>/``.

    Raises :class:`Refused` naming file, key and fix for anything the models do not accept, and for what the files
    say against each other (a target for a region that is not listed, a region that is not of its vintage).
    """
    known = names(root)
    if name not in known:
        raise Refused(f"there is no study {name!r}; {near(name, known)}")
    fit_for_a_folder(name, known)
    found = Folder(name, root, FILES)
    papers = found.model(Documents, "documents.yml")
    own = papers.fonts.named.values() if papers else ()
    stray = sorted(p.name for p in found.path.iterdir() if p.name not in FILES and not p.name.startswith(".") and p.name not in own)
    if stray:
        raise Refused(f"params/{name}/{fit_for_message(stray[0])} is not a study file; {_explain_stray(stray[0], name)}")
    if "regions.csv" not in found:
        raise Refused(f"regions.csv is missing in params/{name}/; every study lists its regions")
    _prepare(found)
    read = _read_all(found)
    try:
        region_rules.tree(read["regions"], found.path / "regions.csv")
        study = Study(
            name=name,
            events=events(root),
            pack_counts=found.pack_counts,
            marks=read_marks(name, root) if read["round"] else (),
            files=found.hashes | {f"{fonts.PREFIX}{file}": fonts.check(name, root, file) for file in own},
            **{file.field: _plain(file, read[file.field]) for file in STUDY_FILES},
        ).keep_texts(found.texts)
        _check(study, read, found.path)
    except Refused as error:
        raise Refused(add_lines(str(error), found.texts)) from error
    return study


def questions(name: str, root: Path) -> StudyFile:
    """``study.yml`` alone, of a study whose other files may not be there yet; :class:`Refused` as by :func:`load`."""
    known = names(root)
    if name not in known:
        raise Refused(f"there is no study {name!r}; {near(name, known)}")
    found = Folder(name, root, ("study.yml", "catalogue.yml"))
    _prepare(found)
    text = strict_yaml.text(found.contents["study.yml"], found.path / "study.yml")
    return validate(StudyFile, found.mapping("study.yml"), found.path / "study.yml", found.calendar, root, found.counts, text)


class _Ahead(Model):
    """What of ``study.yml`` has to be known before the rest of it, and every other file, can be read."""

    years: Years = Field(default=Years())
    money: Money = Field(default=Money())


def _prepare(folder: Folder) -> None:
    """How the study cuts years and what it counts, to be known before any period or unit is read."""
    path = folder.path / "study.yml"
    said = {
        key: value for key, value in folder.mapping("study.yml").items() if key in _Ahead.model_fields and isinstance(value, dict)
    }
    text = strict_yaml.text(folder.contents["study.yml"], path) if "study.yml" in folder else ""
    ahead = validate(_Ahead, said, path, text=text)
    folder.calendar = ahead.years.calendar
    named = folder.mapping("study.yml").get("packs")
    packs = [str(name) for name in named] if isinstance(named, list) else None
    try:
        folder.pack_counts = pack_counts(packs, folder.root, f"params/{folder.path.name}/study.yml, packs")
    except Refused as error:
        raise Refused(add_lines(str(error), folder.texts)) from None
    folder.counts = ahead.money.counts.among((*folder.pack_counts, *own_counts(folder.mapping("catalogue.yml"))))


def _read_all(folder: Folder) -> dict[str, Any]:
    """What stands in every file, by the field it fills; :class:`Refused` with all that is wrong with any of them."""
    read, wrong = {}, []
    for file in STUDY_FILES:
        try:
            read[file.field] = _read(file, folder)
        except Refused as error:
            wrong.append(str(error))
    if wrong:
        raise Refused("\n".join(wrong))
    return read


def _read(file: DeclaredFile, folder: Folder) -> Any:
    """What stands in the file, rows with their lines; None where it may be absent and is."""
    if file.form == "text":
        return folder.file_text(file.name)
    if file.model is StudyFile:
        return _study_file(folder)
    if file.form == "one" or (file.may_be_absent and file.name not in folder):
        return folder.model(file.model, file.name)
    return folder.numbered_rows(file.model, file.name) if file.form == "rows" else _entries(file, folder)


def _study_file(folder: Folder) -> StudyFile | None:
    """``study.yml``; :class:`Refused` with what is wrong in it and what its format does not leave to silence."""
    path, read, wrong = folder.path / "study.yml", None, ""
    try:
        read = folder.model(StudyFile, path.name)
    except Refused as error:
        wrong = str(error)
    text = strict_yaml.text(folder.contents[path.name], path) if path.name in folder else ""
    silences = explain_silences(folder.mapping(path.name), text)
    if wrong or silences:
        raise Refused("\n".join([wrong or f"{path}:", *silences]))
    return read


def _entries(file: DeclaredFile, folder: Folder) -> dict[str, Any]:
    try:
        return TypeAdapter(file.annotation).validate_python(folder.mapping(file.name))
    except ValidationError as error:
        path = folder.path / file.name
        text = strict_yaml.text(folder.contents[file.name], path)
        raise Refused(f"{path}:\n{explain(file.model, error, text)}") from error


def _plain(file: DeclaredFile, read: Any) -> Any:
    """Rows without their lines."""
    return tuple(row for _, row in read) if file.form == "rows" and read is not None else read


def _check(study: Study, read: Mapping[str, Any], folder: Path) -> None:
    """:class:`Refused` for what the files say against each other, and for rows that their own check does not accept."""
    region_rules.check(study, folder)
    scheme_checks.check(study, folder)
    rectification.check(study.ledger, study, str(folder / "ledger.csv"))
    for file in STUDY_FILES:
        if file.check is not None:
            file.check(getattr(study, file.field), study.by_code, str(folder / file.name))
    forms.check(study, str(folder / "documents.yml"))
    if study.round is not None and (study.file.issued or study.file.status == "final"):
        raise Refused(
            f"{folder / 'study.yml'}: a study with a round is issued by `evaluation issue`; take 'issued' and 'status' out of it"
        )
    watch_checks.check(study, {field: read[field] or () for field in watch_checks.FIELDS}, folder)
