"""Why a document is not made that would tell another figure than the tables do of the same."""

from __future__ import annotations

from collections.abc import Iterable

from evaluation.catalogue.roles import ENTERPRISE
from evaluation.data.findings import Finding
from evaluation.documents.hindrance import Prospect
from evaluation.errors import Refused, near
from evaluation.study.kinds import Kind
from evaluation.study.model import Study
from evaluation.study.periods import Period
from evaluation.study.recorded import RECORDS
from evaluation.study.watch import KINDS
from evaluation.view.phrases import Phrases


def contradiction(study: Study, kind: Kind, period: Period, language: str, findings: Iterable[Finding]) -> str:
    """Why a document of ``kind`` is not made of a study measured with ``findings``: a file that it counts and a table differ on one
    fact. Empty where none does; :class:`Refused` for a kind of rows that is none."""
    known = {**RECORDS, **KINDS, ENTERPRISE: None}
    for name in kind.tells:
        if name not in known:
            raise Refused(f"{kind.place}/kind.toml: tells: there are no rows of {name!r}; {near(name, known)}")
    differing = [dict(f.facts) | {"region": f.region or ""} for f in findings if f.code == "files_differ"]
    mine = [f for f in differing if f["kind"] in kind.tells]
    seen, regions = Prospect(study=study, period=period, say=Phrases(language)), dict.fromkeys(f["region"] for f in mine)
    comma = str(seen.say("list.comma"))
    return str(
        seen.sentence(
            "unmade.contradicts",
            of=(kind.name, *(f["kind"] for f in mine)),
            files=comma.join(dict.fromkeys(f["source"] for f in mine)),
            regions=comma.join(study.name_of(code, language, short=True) for code in regions),
        )
    )
