"""The compilation's text, and how it is set in type some cases at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Prefetch

from common import clock
from documents.cleaning import Facts, day, joined, paragraphs
from documents.facts import named, units_of
from documents.filling import filled
from documents.papers import PAPERS
from documents.pdf import NoTypesetter, page_of, set_in_type, written
from documents.pdf import joined as one_file
from documents.printing import template_of
from members.models import Seat, Session
from proposals.models import Assignment, Proposal
from proposals.querysets import FILED

if TYPE_CHECKING:
    from documents.reading_docx import Block

AT_ONCE = 16  # cases set in type between two notes of how far it is
Beat = Callable[[int, int], None]  # done, of how many


class Made(NamedTuple):
    """The files; pdf is None where the machine can't make one, and fault says why."""

    docx: bytes
    pdf: bytes | None
    fault: str = ""


def cases_of(seat: Seat, session: Session) -> Any:
    """The filed cases of the session that this seat sees, in the order of their numbers."""
    shares = Assignment.objects.live().select_related("unit").order_by("pk")
    found = Proposal.objects.visible_to(seat).filter(FILED, session=session, number__isnull=False)
    found = found.for_list().with_body().order_by("number")
    return found.prefetch_related(Prefetch("assignments", shares, to_attr="live_shares"))


def facts_of(seat: Seat, session: Session, cases: list[Any], pages: dict[str, int]) -> Facts:
    committee = session.term.committee
    return {
        "届次": named(committee.short_name, str(session)),
        "落款": f"{committee}提案委员会",
        "落款日期": day(clock.today()),
        "案件": [case_facts(n, one, pages) for n, one in enumerate(cases, 1)],
    }


def case_facts(number: int, proposal: Any, pages: dict[str, int]) -> Facts:
    for share in proposal.live_shares:
        share.proposal = proposal
    return {
        "序": number,
        "页": str(pages.get(f"a{number}", "")),
        "案号": proposal.label,
        "案由": proposal.title,
        "提案人": proposal.proposer,
        "类别": str(proposal.category or "未分类"),
        "承办单位": joined(units_of(proposal.live_shares)),
        "正文": paragraphs(proposal.body_now or ""),
    }


def made(seat: Seat, session: Session, beat: Beat) -> Made:
    """Word and PDF; the contents of both name the pages of the PDF."""
    from documents.reading_docx import blocks_in

    cases = list(cases_of(seat, session))
    beat(0, len(cases))
    template = template_of(session.term.committee_id, PAPERS["compilation"])

    def word(pages: dict[str, int]) -> bytes:
        return filled(template, facts_of(seat, session, cases, pages))

    draft = word({})
    try:
        pages, pdf = typeset(blocks_in(draft), beat, len(cases))
    except NoTypesetter as missing:
        return Made(draft, None, str(missing))
    return Made(word(pages), pdf)


def typeset(blocks: list[Block], beat: Beat, total: int) -> tuple[dict[str, int], bytes]:
    """The pages of all bookmarks, and the whole: contents, then the cases from page 1 on."""
    front, cases = apart(blocks)
    pages: dict[str, int] = {}
    parts: list[bytes] = []
    before = 0
    for done in range(0, len(cases), AT_ONCE):
        some = [block for case in cases[done : done + AT_ONCE] for block in case]
        part = set_in_type(page_of(some, first=before + 1))
        for number, page in enumerate(part.pages, before + 1):
            pages |= dict.fromkeys(page.anchors, number)
        before += len(part.pages)
        parts.append(written(part))  # pages in type are large: only some are held at a time
        beat(min(done + AT_ONCE, total), total)
    for block in front:
        block.number = str(pages.get(block.refers, ""))
    return pages, one_file([written(set_in_type(page_of(front, roman=True))), *parts])


def apart(blocks: list[Block]) -> tuple[list[Block], list[list[Block]]]:
    """What comes before the first case, and case by case: each begins with its bookmark."""
    starts = [n for n, block in enumerate(blocks) if block.mark]
    if not starts:
        return blocks, []
    return blocks[: starts[0]], list(between(blocks, starts))


def between(blocks: list[Block], starts: list[int]) -> Iterator[list[Block]]:
    for begin, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        yield blocks[begin:end]
