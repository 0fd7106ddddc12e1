"""What each paper says of one case or share: the values of its placeholders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from common import clock
from deadlines.models import Obligation
from documents.cleaning import Facts, day, joined, paragraphs
from documents.subjects import Subject
from members.words import said_of
from proposals.beside import cosigned
from proposals.models import Assignment, Opinion, Proposal, Reply
from proposals.pressing import urged
from proposals.showing import events_for
from proposals.showing_text import body_of

ADDRESS = 40  # characters of 主送


def of_case(proposal: Proposal) -> Facts:
    """What all papers of a case have in common."""
    session, committee = proposal.session, proposal.case.committee
    return {
        "本会": committee.name,
        "提案委员会": f"{committee}提案委员会",
        "届次": named(committee.short_name, str(session)),
        "案号": proposal.label,
        "案由": proposal.title,
        "提案人": proposal.proposer,
        "称呼": addressed(proposal),
        "类别": str(proposal.category or "未分类"),
        "今日": day(clock.today()),
    }


def named(place: str, session: str) -> str:
    """政协彩云州十一届二次会议"""
    return f"政协{place}{session}"


def addressed(proposal: Proposal) -> str:
    """张三委员, 张三等3名委员, or a body by its name."""
    if proposal.member is None:
        return str(proposal.organisation)
    many = proposal.cosigners
    return f"{proposal.member}等{many + 1}名委员" if many else f"{proposal.member}委员"


def sent(facts: Facts, by: object, on: date | None) -> Facts:
    return facts | {"落款": str(by), "落款日期": day(on)}


def from_committee(proposal: Proposal, on: date | None) -> Facts:
    facts = of_case(proposal)
    return sent(facts, facts["提案委员会"], on)


def text_facts(about: Subject) -> Facts:
    proposal = about.proposal
    return of_case(proposal) | {
        "联名人": joined(cosigned(proposal)),
        "提案形式": proposal.get_proposer_kind_display(),
        "提交日期": day(clock.day_of(proposal.submitted_at)),
        "承办单位": joined(units_of(about.live)),
        "正文": paragraphs(body_of(proposal)),
    }


def units_of(shares: Sequence[Assignment]) -> list[str]:
    """Each once, with its duty: 州教育体育局（主办）."""
    return list(dict.fromkeys(f"{one.unit.name}（{one.get_duty_display()}）" for one in shares))


def filing_facts(about: Subject) -> Facts:
    filed = about.proposal.filed_on
    return from_committee(about.proposal, filed) | {"立案日期": day(filed)}


def declined_facts(about: Subject) -> Facts:
    proposal = about.proposal
    told = events_for(about.seat, proposal).filter(action="decline").first()
    return from_committee(proposal, clock.day_of(told.at) if told else None) | {
        "理由说明": told.note if told else "",
        "不予立案理由": str(proposal.ground or "——"),
        "去向": str(proposal.disposition or "——"),
    }


def handing_facts(about: Subject) -> Facts:
    proposal = about.proposal
    live = [one for one in about.live if one.round == proposal.round]
    due = due_days(proposal)
    first = next((one for one in live if one.answers), None)
    office = first.unit.system.office if first else proposal.case.committee.name
    rows = [
        {"单位": one.unit.name, "方式": one.get_duty_display(), "期限": day(due.get(one.pk))}
        for one in live
    ]
    facts = sent(of_case(proposal), office, proposal.notice_on)
    return facts | {"交办日期": day(proposal.notice_on), "清单": rows}


def due_days(proposal: Proposal) -> dict[int, date]:
    """By when each share's answer or opinion is due, by what was owed last."""
    owed = Obligation.objects.filter(case=proposal.pk, subject_type=Assignment.kind())
    owed = owed.filter(kind__in=("reply", "opinion")).order_by("pk")
    return dict(owed.values_list("subject_id", "due_on"))


def opinion_facts(about: Subject) -> Facts:
    opinion, proposal = about.opinion, about.proposal
    assert opinion is not None
    hosts = [one.unit.name for one in about.shares if one.duty == Assignment.Duty.HOST]
    given = opinion.status == Opinion.Status.GIVEN
    facts = sent(of_case(proposal), about.part.unit.name, last_day(about) if given else None)
    return facts | {
        "发文机关": about.part.unit.name,
        "会办": said_of("会办", proposal),
        "主办单位": joined(dict.fromkeys(hosts)),
        "正文": paragraphs(opinion.body),
        **contact_of(opinion),
    }


def last_day(about: Subject) -> date | None:
    """On which the unit gave its opinion, by the record."""
    events = events_for(about.seat, about.proposal)
    told = events.filter(subject_type=Assignment.kind(), subject_id=about.part.pk)
    at = told.filter(action="give_opinion").values_list("at", flat=True).first()
    return clock.day_of(at) if at else None


def contact_of(row: Opinion | Reply) -> Facts:
    return {"联系人": row.contact_name, "联系电话": row.contact_phone or "——"}


def reply_facts(about: Subject) -> Facts:
    letter = about.letter
    assert letter is not None
    grade = letter.grade or letter.own_grade
    facts = sent(of_case(about.proposal), about.part.unit.name, letter.signed_on)
    lines = paragraphs(letter.body)
    to = typed_address(lines)
    return facts | {
        "称呼": to or facts["称呼"],
        "发文机关": about.part.unit.name,
        "发文字号": letter.letter_number or "（未签发稿）",
        "答复类别": str(grade or "——"),
        "签发人": letter.signer or "——",
        "正文": lines[1:] if to else lines,
        "办理事项": [f"{n}．{item_said(one)}" for n, one in enumerate(letter.items.all(), 1)],
        **contact_of(letter),
    }


def typed_address(lines: list[Facts]) -> str:
    """Whom the letter addresses in its first line (李明委员：), if its writer typed that."""
    first = str(lines[0]["文"]) if lines else ""
    addresses = first.endswith(("：", ":")) and len(first) <= ADDRESS and "如下" not in first
    return first.rstrip("：:") if addresses else ""


def item_said(item: Any) -> str:
    """One line of the answer: what becomes of a suggestion."""
    parts = [item.matter + (f"，{item.amount}" if item.amount else "")]
    parts += [f"{day(item.due_on)}前落实"] if item.due_on else []
    parts += [item.reason] if item.reason else []
    return f"{item.get_kind_display()}：{'；'.join(parts)}"


def feedback_facts(about: Subject) -> Facts:
    letter, share = about.letter, about.part
    held = share.contacts.exclude(status="void").order_by("held_on")
    return of_case(about.proposal) | {
        "承办单位": share.unit.name,
        "发文字号": (letter.letter_number if letter else "") or "——",
        "沟通情况": joined(f"{day(one.held_on)}{one.get_way_display()}" for one in held),
    }


def urging_facts(about: Subject) -> Facts:
    share, events = about.part, about.presses
    [told] = urged(events, [share])
    by = events[0].seat.place() if events[0].seat else about.proposal.case.committee.name
    facts = sent(of_case(about.proposal), by, clock.day_of(told.last))
    return facts | {
        "承办单位": share.unit.name,
        "承办方式": share.get_duty_display(),
        "交办日期": day(share.start),
        "期限": day(due_days(about.proposal).get(share.pk)),
        "办理状态": share.get_status_display(),
        "催办次数": told.times,
        "催办日期": day(clock.day_of(told.last)),
        "催办内容": events[0].note,
    }
