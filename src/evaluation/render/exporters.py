"""nbconvert exporters: ``jupyter nbconvert --to evaluation-html`` or ``--to evaluation-pdf``.

They read our components only and refuse a notebook that is not a complete report; nothing else in it reaches a page.
No preprocessor runs: what was executed is what is shown.
"""

from __future__ import annotations

from typing import Any, ClassVar

from nbconvert.exporters import Exporter
from nbconvert.utils.exceptions import ConversionException

from evaluation.errors import Refused
from evaluation.render.html import html_document
from evaluation.render.notebook import components
from evaluation.render.pdf import pdf_document


class ConversionRefused(Refused, ConversionException):
    """A refusal that nbconvert knows: it ends with exit code 1 and writes no file."""


class _ReportExporter(Exporter):
    render: ClassVar[staticmethod[..., str | bytes]]

    def from_notebook_node(self, nb: object, resources: Any = None, **kw: Any) -> tuple[Any, Any]:
        """The report and nbconvert's resources; raises :class:`ConversionRefused` for anything but a whole report."""
        resources = self._init_resources(resources)
        name = (resources.get("metadata") or {}).get("name")
        try:
            return self.render(components(nb, name)), resources
        except Refused as refused:
            raise ConversionRefused(str(refused)) from None


class EvaluationHTML(_ReportExporter):
    """One self-contained HTML page."""

    export_from_notebook = "Evaluation report (HTML)"
    output_mimetype = "text/html"
    render = staticmethod(html_document)

    def _file_extension_default(self) -> str:
        return ".html"


class EvaluationPDF(_ReportExporter):
    """PDF/UA-1 and PDF/A-3a; the output is bytes, as from nbconvert's own PDF exporter."""

    export_from_notebook = "Evaluation report (PDF)"
    output_mimetype = "application/pdf"
    render = staticmethod(pdf_document)

    def _file_extension_default(self) -> str:
        return ".pdf"
