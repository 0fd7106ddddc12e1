"""One function per verb of the story, each through the service behind a person's press."""

from __future__ import annotations

from typing import Any

from common import clock
from members.models import Entry, Role
from proposals import services
from proposals.demo.deeds_more import MORE, REMARKS, approved, sign_together
from proposals.demo.papers import sealed_page
from proposals.demo.promised import plans
from proposals.demo.scene import Scene
from proposals.models import Draft
from workflow.hand import Hand

SOURCES = "\n以上数据为今年上半年实地调查所得，各项建议的责任单位已逐条标明。"


def write(scene: Scene) -> Draft:
    writer, text = scene.writer(), scene.text
    proposer = {}
    if writer.role == Role.OFFICE and scene.tale.body is not None:
        proposer = {"organisation": scene.cast.organisations[scene.tale.body]}
    return services.save_draft(
        services.start_draft(writer, **proposer),
        by=Hand(writer),
        seen=0,
        title=text.title,
        category=scene.entry(Entry.Book.CATEGORY, text.category),
        body=text.body,
        units=[scene.cast.units[text.unit]] if text.unit in scene.cast.units else [],
    )


def submit(scene: Scene) -> None:
    draft = sealed(scene, write(scene))
    if "joint" in scene.words:
        sign_together(scene, draft)
    if scene.tale.contact:
        approved(scene, draft)
    proposal = services.submit(draft, by=Hand(scene.writer()))
    scene.told[scene.tale.text] = proposal.pk


def send_back(scene: Scene) -> None:
    note = "所附数据未注明时间和来源，建议部分请按责任单位逐条写明后重新提交。"
    services.send_back(scene.proposal, by=scene.office, note=note)


def resubmit(scene: Scene) -> None:
    draft, by = scene.proposal.drafts.unfinished().get(), Hand(scene.writer())
    draft = services.save_draft(draft, by=by, seen=draft.revision, body=draft.body + SOURCES)
    services.submit(sealed(scene, draft), by=by)


def sealed(scene: Scene, draft: Draft) -> Draft:
    """A body's proposal comes with the scan of its sealed page."""
    if draft.organisation_id:
        services.attach(draft, by=Hand(scene.writer()), file=sealed_page(), purpose="seal")
    return draft


def screen(scene: Scene) -> None:
    if "decline" in scene.words:
        note = "内容主要涉及个人事项或具体作品，不符合立案条件，建议不予立案。"
        services.screen(scene.proposal, by=scene.office, recommendation="decline", note=note)
        return
    note = f"情况清楚、建议具体，建议立案并由{scene.unit}承办。"
    services.screen(
        scene.proposal, by=scene.office, recommendation="file", units=[scene.unit], note=note
    )


def consent(scene: Scene) -> None:
    agrees = "no" not in scene.words
    services.consent(scene.proposal, by=Hand(scene.speaker()), agrees=agrees)


def pass_on(scene: Scene) -> None:
    services.pass_on(scene.proposal, by=scene.office, note="已以委员来信形式转送有关单位参考。")


def transfer(scene: Scene) -> None:
    services.transfer(scene.proposal, by=scene.office, units=[scene.unit])


def hand_over(scene: Scene) -> None:
    others = [scene.cast.units[name] for name in scene.named]
    shares: dict[str, Any] = {"host": scene.unit, "co_units": others}
    if "separate" in scene.words:
        shares = {"separate": [scene.unit, *others]}
    services.hand_over(scene.proposal, by=scene.dispatcher, notice_on=clock.today(), **shares)


def sign_for(scene: Scene) -> None:
    services.sign_for(scene.share, by=scene.liaison)


def contact(scene: Scene) -> None:
    [way] = scene.words
    who = scene.proposal.proposer
    services.record_contact(
        scene.share,
        by=scene.liaison,
        way=way,
        held_on=clock.today(),
        place=str(scene.unit) if way in ("meeting", "panel") else "提案反映的现场",
        people=f"{who}，{scene.unit}分管负责同志及经办人员",
        minutes=f"向{who}通报了办理思路，逐条听取对所提建议的说明，商定了工作步骤和反馈时间。",
    )


def draft(scene: Scene) -> None:
    services.draft_reply(
        scene.share,
        by=scene.liaison,
        body=letter(scene),
        own_grade=scene.entry(Entry.Book.GRADE, "A"),
        contact_name=scene.cast.liaisons[scene.share.unit.name].user.name,
        contact_phone="",
        items=plans(scene),
    )


def letter(scene: Scene) -> str:
    """The answer in the form of an official letter."""
    proposal = scene.proposal
    opening = f"{proposal.proposer}："
    who = "您" if proposal.member_id else "你们"
    received = f"{who}提出的《{proposal.title}》（{proposal.label}）收悉，现答复如下："
    closing = f"感谢{who}对{scene.unit}工作的关心和支持，欢迎继续提出宝贵意见。"
    return "\n".join((opening, received, scene.text.answer, closing))


def review(scene: Scene) -> None:
    services.send_to_review(scene.share, by=scene.liaison)


def review_back(scene: Scene) -> None:
    note = "未说明第一小学周边地块的安排，请补充时间和责任单位后再送审。"
    services.review_send_back(scene.share, by=scene.dispatcher, note=note)


def rewrite(scene: Scene) -> None:
    services.write_reply(scene.share, by=scene.liaison, body=letter(scene))


def review_pass(scene: Scene) -> None:
    [code] = scene.words
    grade = scene.entry(Entry.Book.GRADE, code)
    note = "" if code == "A" else f"部分事项尚待落实，按“{grade.meaning}”认定为{grade}。"
    services.review_pass(scene.share, by=scene.dispatcher, grade=grade, note=note)


def sign(scene: Scene) -> None:
    initial = scene.share.unit.name.removeprefix("州委").removeprefix("州")[0]
    number = scene.proposal.number
    letter_number = f"彩{initial}函〔{clock.today().year}〕{number}号"
    letter_number += "之二" if scene.proposal.round > 1 else ""
    services.sign(scene.share, by=scene.head, letter_number=letter_number)


def deliver(scene: Scene) -> None:
    services.deliver(scene.share, by=scene.liaison, delivered_on=clock.today())


def hold(scene: Scene) -> None:
    note = "提案人对答复有不同意见，待核实办理情况后再定。"
    services.hold(scene.proposal, by=scene.director, note=note)


def feedback(scene: Scene) -> None:
    attitude, result = scene.words
    services.give_feedback(
        scene.share,
        by=Hand(scene.speaker()),
        attitude=attitude,
        result=result,
        words=REMARKS[result],
    )


DEEDS = {
    deed.__name__: deed
    for deed in (
        *(write, submit, send_back, resubmit, screen, consent, pass_on, transfer, hand_over),
        *(sign_for, contact, draft, review_back, rewrite, review, review_pass, sign, deliver),
        *(hold, feedback),
    )
} | MORE
