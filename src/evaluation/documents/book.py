"""An official document as a notebook writes it: the same seven calls for every kind."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from evaluation import door, own
from evaluation.documents.letter import Letter, read_letter
from evaluation.documents.names import conditions_of, finder_of, letter_names, letter_types
from evaluation.documents.paper import Paper
from evaluation.documents.template import fill_in
from evaluation.errors import EvaluationError, Refused, SectionFailed
from evaluation.render.component import Component, section
from evaluation.render.printed import Printed, require_typed
from evaluation.report.book import Made
from evaluation.view.bases import tell_bases

_LONGEST = 1 << 20  # bytes of a letter


class Document(Made):
    """One official document. Each method returns one component, in the order of the page."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(paper.view)
        self.paper = paper

    def _keep(self, name: str, made: Component) -> Component:
        try:
            require_typed(made.content)
        except ValueError as error:
            raise SectionFailed(f"document {self.paper.kind.name!r}, {name}: {error}") from None
        return super()._keep(name, tell_bases(self.paper.view, made))

    @cached_property
    def letter(self) -> Letter:
        """The letter of the kind, filled in."""
        return write_letter(self.paper)

    def cover(self) -> Component:
        """Letterhead with issuer and number, and the title."""
        return self._keep("cover", self.paper.head(Printed("\n").join(self.letter.title)))

    def opening(self) -> Component:
        """Addressee and the sentence that says what this is about."""
        return self._keep("opening", section("opening", self.letter.opening))

    def body(self) -> Component:
        """The numbered parts."""
        return self._keep("body", section("body", self.letter.body))

    def closing(self) -> Component:
        """Closing sentence, list of annexes, seal and date."""
        titles = self.paper.annex_list(*(title for title, _ in self.letter.annexes))
        return self._keep("closing", section("closing", [*self.letter.closing, *titles, self.paper.signature()]))

    def annexes(self) -> Component:
        """Annex tables, each on its own page."""
        return self._keep("annexes", self.paper.annexes(*self.letter.annexes))

    def imprint(self) -> Component:
        """Subject words, copies, printing office and date."""
        return self._keep("imprint", section("imprint", [self.paper.imprint()]))


def write_letter(paper: Paper) -> Letter:
    """The letter of a document in its language, with its figures. :class:`Refused` where the kind has none in that language,
    or its template cannot be filled in; :class:`SectionFailed` for an error in what finds its figures."""
    kind, language = paper.kind, paper.view.language
    path, home = kind.folder / f"{language}.j2", kind.place
    if not path.is_file():
        raise Refused(f"{home}/{language}.j2: there is no such letter; write it, or ask for the document in another language")
    finder = finder_of(kind)
    types = letter_types(finder, home, conditions_of(paper))
    names = letter_names(paper, _find_figures(paper, finder), types)
    source = door.read(path, kind.folder, _LONGEST).decode("utf-8")
    text, values = fill_in(source, f"{home}/{language}.j2", names, types)
    try:
        return read_letter(text, values, "" if language == "zh" else " ", paper.addressee)
    except Refused as error:
        raise Refused(f"{home}/{language}.j2: {error}") from None


def _find_figures(paper: Paper, finder: Callable[[Paper], object]) -> object:
    """The figures of a letter; an error nobody foresaw is told with the file and line of the kind."""
    try:
        return finder(paper)
    except EvaluationError:
        raise
    except Exception as error:
        view = paper.view
        raise SectionFailed(
            f"{own.where(error, paper.kind.folder)}: {own.describe_error(error)} (document {paper.kind.name!r} of {view.region} in "
            f"{view.period}, study {view.study.name!r})"
        ) from error
