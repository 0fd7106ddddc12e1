"""A paper as bytes, by the template of the committee whose case it is."""

from __future__ import annotations

from functools import cache

from documents.cleaning import Facts
from documents.filling import filled
from documents.models import PaperTemplate
from documents.papers import Paper
from documents.pdf import pdf_of
from documents.subjects import Subject


def template_of(committee: int, paper: Paper) -> bytes:
    """The committee's own, else the default."""
    own = PaperTemplate.objects.in_use().filter(committee=committee, paper=paper.code)
    data = own.values_list("data", flat=True).first()
    return usual(paper.code) if data is None else bytes(data)


@cache
def usual(code: str) -> bytes:
    """The default template, written once in the life of a process."""
    from documents.defaults import USUAL

    return USUAL[code]()


def printed(paper: Paper, facts: Facts, committee: int, form: str) -> bytes:
    """form: docx or pdf. NoTypesetter where PDFs can't be made."""
    return in_form(filled(template_of(committee, paper), facts), form)


def in_form(paper: bytes, form: str) -> bytes:
    return pdf_of(paper) if form == "pdf" else paper


def of_subject(paper: Paper, about: Subject, form: str) -> bytes:
    assert paper.facts is not None
    return printed(paper, paper.facts(about), about.proposal.case.committee_id, form)
