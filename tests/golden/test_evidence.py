"""What evidence says of the numbers of the bundled studies is so: each is what its figure is, and cells add up to it."""

from __future__ import annotations

import pytest
import real_reports as real
import test_documents_golden as documents
from test_typed import REPORTS, document_parts
from tests.studies.proven import unproven


@pytest.mark.parametrize(("study", "region", "language"), REPORTS)
def test_every_number_of_a_report_is_what_its_figure_is(study, region, language):
    view = real.report(study, region, language).view
    assert unproven(view, real.contents(study, region, language)) == []


@pytest.mark.parametrize(("kind", "language"), documents.CASES)
def test_every_number_of_a_document_is_what_its_figure_is(kind, language):
    study, region, period = documents.OF.get(kind, ("hubei-2007", "", ""))
    view = real.opened(study).document(kind, region, period, language).view
    assert unproven(view, [part.content for part in document_parts(real.opened, kind, language)]) == []
