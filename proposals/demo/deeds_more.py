"""The verbs of the side roads, each through the service behind a person's press."""

from __future__ import annotations

from collections.abc import Callable

from common import clock
from members.models import Entry, Role, Seat
from proposals import services
from proposals.demo.promised import PROMISED
from proposals.demo.scene import Scene
from proposals.models import Consultation, Draft, Proposal
from workflow.hand import Hand

REMARKS = {
    "satisfied": "办理认真，沟通及时，所提建议已落实。",
    "fair": "答复实事求是，望按计划抓好后续落实。",
    "dissatisfied": "补助政策和管线迁改费用仍未落实，低层住户协商也没有进展，请进一步核实办理。",
}
ABREAST = 100  # where the members sit who sign with others
SIGNERS = 3
MONTH = 22  # working days of another month


def sign_together(scene: Scene, draft: Draft) -> None:
    """Three members are invited, read the sheet and confirm."""
    seats = cosigners(scene)
    members = [seat.member for seat in seats if seat.member]
    invited = services.invite(draft, by=Hand(scene.writer()), members=members)
    for seat, invitation in zip(seats, invited, strict=True):
        services.answer_invitation(
            invitation, by=Hand(seat), answer="confirmed", seen=draft.revision
        )


def cosigners(scene: Scene) -> list[Seat]:
    first = ABREAST + SIGNERS * (scene.tale.member or 0)
    return scene.cast.members[first : first + SIGNERS]


def approved(scene: Scene, draft: Draft) -> None:
    """The head of the body answers for the sheet that its contact wrote."""
    heads = Seat.objects.held().filter(role=Role.ORG_HEAD, organisation=draft.organisation)
    draft.refresh_from_db()
    services.ask_approval(draft, by=Hand(scene.writer()))
    services.approve_draft(draft, by=Hand(heads.get()), seen=draft.revision)


def echo(scene: Scene) -> None:
    """Those who signed with the first proposer say what they think, too."""
    for seat in cosigners(scene):
        services.give_feedback(
            scene.share,
            by=Hand(seat),
            attitude="satisfied",
            result="satisfied",
            words=REMARKS["satisfied"],
        )


def merge(scene: Scene) -> None:
    [into] = scene.words
    target = Proposal.objects.get(pk=scene.told[into])
    services.merge(scene.proposal, by=scene.director, target=target)


def ask_withdrawal(scene: Scene) -> None:
    note = "所提问题已由有关单位着手解决，申请撤回本件提案。"
    services.ask_withdrawal(scene.proposal, by=Hand(scene.speaker()), note=note)


def withdraw(scene: Scene) -> None:
    services.withdraw(scene.proposal, by=scene.director)


def ask_change(scene: Scene) -> None:
    """By the unit that has it; the unit it names should do it, or help."""
    [what] = scene.words
    host = asking(scene)
    services.ask_change(
        host.share,
        by=host.liaison,
        what=what,
        unit=scene.cast.units[scene.named[0]],
        note="所提事项的主要职责依据三定规定由建议单位承担，我单位配合办理。",
    )


def accept_change(scene: Scene) -> None:
    unit = scene.cast.units[scene.named[0]]
    services.accept_change(asking(scene).share, by=scene.dispatcher, unit=unit)


def asking(scene: Scene) -> Scene:
    """The same step, about the unit that asked."""
    return scene._replace(step=scene.step._replace(words=()))


def refuse_change(scene: Scene) -> None:
    note = "经核对职责分工，所提事项仍由你单位牵头办理，建议单位配合。"
    services.refuse_change(scene.share, by=scene.dispatcher, note=note)


def accept_addition(scene: Scene) -> None:
    unit = scene.cast.units[scene.named[0]]
    services.accept_addition(asking(scene).share, by=scene.dispatcher, unit=unit)


def ask_extension(scene: Scene) -> None:
    services.ask_extension(
        scene.share,
        by=scene.liaison,
        until=scene.almanac.ahead(MONTH),
        note="所提事项涉及多个县市，需实地核查后拟定措施，申请延期一个月答复。",
    )


def grant_extension(scene: Scene) -> None:
    services.grant_extension(scene.share, by=scene.dispatcher, note="同意延期，请抓紧办理。")


def opinion(scene: Scene) -> None:
    services.draft_opinion(
        scene.share,
        by=scene.liaison,
        body="结合本单位职责，我们建议将所提事项列入年度计划，所需配套由本单位统筹安排。",
        contact_name=scene.cast.liaisons[scene.share.unit.name].user.name,
    )


def approve_opinion(scene: Scene) -> None:
    services.approve_opinion(scene.share, by=scene.head)


def give_opinion(scene: Scene) -> None:
    services.give_opinion(scene.share, by=scene.liaison)


def waive_opinion(scene: Scene) -> None:
    by = Hand(scene.cast.dispatchers[scene.share.unit.system_id])
    services.waive_opinion(scene.share, by=by, note="所提事项不涉及该单位职责，免会办意见。")


def co_signs(scene: Scene) -> None:
    services.sign_for(scene.share, by=scene.liaison)


def verify(scene: Scene) -> None:
    note = "经走访提案人和现场查看，答复所列措施尚未落实，提案人意见属实。"
    services.verify(scene.proposal, by=scene.office, note=note)


def rehandle(scene: Scene) -> None:
    note = "请承办单位实地核查，拿出时间表和责任人，重新答复提案人。"
    services.rehandle(scene.proposal, by=scene.director, units=[scene.unit], note=note)


def confer(scene: Scene) -> None:
    services.confer(
        scene.proposal,
        by=scene.office,
        held_on=clock.today(),
        people=f"{scene.proposal.proposer}，{scene.unit}，州政府督查室",
        minutes="逐条会商，承办单位承诺分两批落实，提案人对办理安排表示理解。",
    )


def replace(scene: Scene) -> None:
    letter = scene.share.replies.latest("version")
    services.replace_reply(
        scene.share,
        by=scene.liaison,
        body=letter.body.replace("现答复如下", "经核实数据，现更正答复如下"),
        contact_name=letter.contact_name,
        contact_phone="",
        note="原答复所列完成数量统计有误，更正后重新送达。",
    )


def correct(scene: Scene) -> None:
    proposal = scene.proposal
    services.correct(
        proposal,
        by=scene.director,
        title=proposal.title,
        category=scene.entry(Entry.Book.CATEGORY, "livelihood"),
        proposer_kind=proposal.proposer_kind,
        occasion=proposal.occasion,
        note="登记时类别选择有误，按审查会议记录更正。",
    )


def consult(scene: Scene) -> None:
    """Before filing the unit and the proposer are asked; before hand-over the unit only."""
    before = scene.proposal.status == Proposal.Status.SCREENING
    services.consult(scene.proposal, by=scene.office, units=[scene.unit], proposer=before)


def agree(scene: Scene) -> None:
    asked = scene.proposal.consulted.filter(status=Consultation.Status.ASKED)
    question = asked.get(asked=Role.LIAISON)
    services.agree(question, by=Hand(scene.cast.liaisons[scene.text.unit]), words="同意承办。")


def refer(scene: Scene) -> None:
    to = scene.cast.place.committee.children.order_by("code").first()
    if to is not None:
        note = "所提问题集中在你县，转请一并关注，并组织委员跟踪。"
        services.refer(scene.proposal, by=scene.office, to=to, note=note)


MORE: dict[str, Callable[[Scene], None]] = {
    deed.__name__: deed
    for deed in (
        *(echo, merge, ask_withdrawal, withdraw, ask_change, accept_change, refuse_change),
        *(accept_addition, ask_extension, grant_extension, co_signs, opinion, approve_opinion),
        *(give_opinion, waive_opinion, verify, rehandle, confer, replace, correct, consult),
        *(agree, refer),
    )
} | PROMISED
