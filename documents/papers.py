"""Every paper, declared once: what it is about, for whom, when there is one, and its template."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from common.files import DOCX, PDF, clean_name
from documents import examples, examples_yearly, facts
from documents.cleaning import Facts
from documents.subjects import Subject
from members.models import Role

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
    YEAR = "year"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True)
class Paper:
    """roles: for whom it is; there: whether there is one for this seat."""

    code: str
    label: str
    about: About
    roles: frozenset[Role]
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
    return about.proposal.notice_on is not None and bool(about.live)


def opinion_there(about: Subject) -> bool:
    return not about.part.answers and about.opinion is not None


def letter_there(about: Subject) -> bool:
    return about.part.answers and about.letter is not None


def delivered(about: Subject) -> bool:
    letter = about.letter if about.part.answers else None
    return letter is not None and letter.delivered_on is not None


def urged(about: Subject) -> bool:
    return about.was_urged


CASE, SHARE, MANY, YEAR = About.CASE, About.SHARE, About.MANY, About.YEAR
_DECLARED = (
    Paper("text", "提案正文", CASE, EVERYBODY, examples.TEXT, facts.text_facts),
    Paper("filing", "立案通知", CASE, COMMITTEE | PROPOSERS, examples.FILING,
          facts.filing_facts, filed),
    Paper("declined", "转意见建议告知", CASE, COMMITTEE | PROPOSERS, examples.DECLINED,
          facts.declined_facts, not_filed),
    Paper("handing", "交办通知单", CASE, HANDLERS, examples.HANDING,
          facts.handing_facts, handed_over),
    Paper("opinion", "会办意见", SHARE, HANDLERS, examples.OPINION,
          facts.opinion_facts, opinion_there),
    Paper("reply", "答复函", SHARE, EVERYBODY, examples.REPLY, facts.reply_facts, letter_there),
    Paper("feedback", "意见征求表", SHARE, EVERYBODY - {Role.DISPATCHER}, examples.FEEDBACK,
          facts.feedback_facts, delivered),
    Paper("urging", "催办通知", SHARE, HANDLERS, examples.URGING, facts.urging_facts, urged),
    Paper("results", "审查结果清单", MANY, COMMITTEE, examples.RESULTS),
    Paper("list", "交办清单", MANY, UNITS | {Role.DISPATCHER}, examples.LIST),
    Paper("warning", "督办函", MANY, HANDLERS, examples.WARNING),
    Paper("keys", "重点提案督办情况报告", MANY, COMMITTEE, examples.KEYS),
    Paper("compilation", "提案汇编", MANY, COMMITTEE, examples.COMPILATION),
    Paper("circular", "提案办理情况通报", YEAR, COMMITTEE, examples_yearly.YEAR),
    Paper("work_report", "提案工作情况报告", YEAR, COMMITTEE, examples_yearly.YEAR),
    Paper("follow_up", "跟踪检查报告", About.FOLLOW_UP, COMMITTEE, examples_yearly.FOLLOW_UP),
)  # fmt: skip
PAPERS = {paper.code: paper for paper in _DECLARED}


def of(about: About) -> list[Paper]:
    return [paper for paper in _DECLARED if paper.about is about]
