"""Every paper, declared once: what it is about, for whom, when there is one, and its template."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from common.files import DOCX, PDF, clean_name
from documents import defaults, examples, facts
from documents.cleaning import Facts
from documents.facts import Subject
from members.models import Role
from proposals.models import Assignment

COMMITTEE = frozenset({Role.OFFICE, Role.DIRECTOR, Role.LEAD})
PROPOSERS = frozenset({Role.MEMBER, Role.CONTACT, Role.ORG_HEAD})
UNITS = frozenset({Role.LIAISON, Role.UNIT_HEAD})
HANDLERS = COMMITTEE | UNITS | {Role.DISPATCHER}
EVERYBODY = HANDLERS | PROPOSERS
KINDS = {"docx": DOCX, "pdf": PDF}


class About(StrEnum):
    CASE = "case"
    SHARE = "share"
    MANY = "many"


@dataclass(frozen=True)
class Paper:
    """roles: for whom it is; there: whether there is one for this seat; usual: its template."""

    code: str
    label: str
    about: About
    roles: frozenset[Role]
    usual: Callable[[], bytes]
    example: Facts = field(hash=False)
    facts: Callable[[Subject], Facts] | None = None
    there: Callable[[Subject], bool] = lambda _: True

    def file_name(self, what: str, form: str) -> str:
        """What the file is called where it is kept: 第001号-答复函-州教育体育局.docx."""
        return clean_name(f"{what}-{self.label}.{form}", KINDS[form])


def filed(about: Subject) -> bool:
    return about.proposal.filed_on is not None


def not_filed(about: Subject) -> bool:
    return about.proposal.status == "declined"


def handed_over(about: Subject) -> bool:
    return about.proposal.notice_on is not None and bool(
        [one for one in about.shares if one.status not in Assignment.GONE]
    )


def opinion_there(about: Subject) -> bool:
    return about.part.duty == Assignment.Duty.CO and facts.opinion_of(about) is not None


def letter_there(about: Subject) -> bool:
    return about.part.answers and facts.letter_of(about) is not None


def delivered(about: Subject) -> bool:
    letter = facts.letter_of(about) if about.part.answers else None
    return letter is not None and letter.delivered_on is not None


def urged(about: Subject) -> bool:
    return bool(facts.pressed(about))


CASE, SHARE, MANY = About.CASE, About.SHARE, About.MANY
_DECLARED = (
    Paper("text", "提案正文", CASE, EVERYBODY, defaults.text, examples.TEXT, facts.text_facts),
    Paper("filing", "立案通知", CASE, COMMITTEE | PROPOSERS, defaults.filing, examples.FILING,
          facts.filing_facts, filed),
    Paper("declined", "转意见建议告知", CASE, COMMITTEE | PROPOSERS, defaults.declined,
          examples.DECLINED, facts.declined_facts, not_filed),
    Paper("handing", "交办通知单", CASE, HANDLERS, defaults.handing, examples.HANDING,
          facts.handing_facts, handed_over),
    Paper("opinion", "会办意见", SHARE, HANDLERS, defaults.opinion, examples.OPINION,
          facts.opinion_facts, opinion_there),
    Paper("reply", "答复函", SHARE, EVERYBODY, defaults.reply, examples.REPLY,
          facts.reply_facts, letter_there),
    Paper("feedback", "意见征求表", SHARE, EVERYBODY - {Role.DISPATCHER}, defaults.feedback,
          examples.FEEDBACK, facts.feedback_facts, delivered),
    Paper("urging", "催办通知", SHARE, HANDLERS, defaults.urging, examples.URGING,
          facts.urging_facts, urged),
    Paper("list", "交办清单", MANY, UNITS | {Role.DISPATCHER}, defaults.handing_list,
          examples.LIST),
    Paper("compilation", "提案汇编", MANY, COMMITTEE, defaults.compilation, examples.COMPILATION),
)  # fmt: skip
PAPERS = {paper.code: paper for paper in _DECLARED}


def of(about: About) -> list[Paper]:
    return [paper for paper in _DECLARED if paper.about is about]
