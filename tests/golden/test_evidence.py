"""What evidence says of the numbers of the bundled studies is so: each is what its figure is, and cells add up to it."""

from __future__ import annotations

from collections import Counter

import pytest
import real_reports as real
import test_documents_golden as documents
from test_typed import REPORTS, document_parts
from tests.studies.proven import unproven

from evaluation.evidence.explain import Explaining
from evaluation.evidence.explained import UNEXPLAINED
from evaluation.evidence.places import places


@pytest.mark.parametrize(("study", "region", "language"), REPORTS)
def test_every_number_of_a_report_is_what_its_figure_is(study, region, language):
    view = real.report(study, region, language).view
    assert unproven(view, real.contents(study, region, language)) == []


@pytest.mark.parametrize(("kind", "language"), documents.CASES)
def test_every_number_of_a_document_is_what_its_figure_is(kind, language):
    study, region, period = documents.OF.get(kind, ("hubei-2007", "", ""))
    view = real.opened(study).document(kind, region, period, language).view
    assert unproven(view, [part.content for part in document_parts(real.opened, kind, language)]) == []


OPEN = {
    ("china-ui-2008", "000000", "zh"): 1,
    ("hubei-2007", "420000", "zh"): 12,
    ("hubei-2007", "420100", "zh"): 13,
    ("hubei-2007", "429021", "en"): 14,
    ("guizhou-2010", "520000", "zh"): 26,
    ("guizhou-2010", "520300", "zh"): 24,
}
"""How many of a hundred numbers of a report are not explained yet: it only sinks, to nothing."""


@pytest.mark.parametrize(("study", "region", "language"), OPEN)
def test_no_more_numbers_are_unexplained_than_were(study, region, language):
    explaining = Explaining(real.report(study, region, language).view)
    kinds = Counter(explaining.of(place.number).kind for place in places(real.contents(study, region, language)))
    print(f"{study} {region} {language}: {kinds[UNEXPLAINED]} of {kinds.total()} numbers unexplained")
    assert kinds[UNEXPLAINED] * 100 <= OPEN[study, region, language] * kinds.total()
