"""A Word template filled in. Templates come from people: they may name values, and nothing else."""

from __future__ import annotations

import io
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2.sandbox import SandboxedEnvironment

from documents.cleaning import Facts, harmless, plain

AUTHOR = "提案通"


def environment(strict: bool) -> SandboxedEnvironment:
    """Without any function, filter or test; strict: a value that is not there is an error."""
    made = SandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined if strict else Undefined, cache_size=0
    )
    for names in (made.globals, made.filters, made.tests):
        names.clear()
    return made


def filled(template: bytes, facts: Facts, *, strict: bool = False) -> bytes:
    """The paper as a .docx. Word's libraries take long to load, so only who prints loads them."""
    from docxtpl import DocxTemplate

    paper = DocxTemplate(io.BytesIO(template))
    paper.init_docx()
    about(paper.docx)
    paper.render(harmless(facts), environment(strict), autoescape=True)
    about(paper.docx, plain(facts.get("案由") or facts.get("届次")))
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def about(paper: Any, title: str = "") -> None:
    """The file's own properties: nothing of whoever made the template."""
    told = paper.core_properties
    told.author = told.last_modified_by = AUTHOR
    told.title = title[:250]
    for name in ("comments", "identifier", "language", "subject", "keywords", "category"):
        setattr(told, name, "")
