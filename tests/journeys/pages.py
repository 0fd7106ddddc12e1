"""Every page of the life, and who opens it: (name, role, address)."""

from __future__ import annotations

from tests.journeys.world import World

COMMON = [("工作台", "/"), ("提案", "/proposals/"), ("消息", "/notices/")]


def pages_of(world: World) -> list[tuple[str, str, str]]:
    return [
        *((f"{name}", role, path) for role in vars(world.cast) for name, path in COMMON),
        *lists(world),
        *cases(world),
        *verbs(world),
        *refusals(world),
    ]


REGISTERS = [
    ("交办会", "dispatcher", "/proposals/handing/"),
    ("交办清单", "dispatcher", "/proposals/handing/list/"),
    ("承办单位", "office", "/registers/units/"),
    ("登记单位", "office", "/registers/units/enter/"),
    ("委员", "office", "/registers/members/"),
    ("账号与身份", "office", "/people/"),
    ("新建账号", "office", "/people/new/?role=liaison"),
]


def lists(world: World) -> list[tuple[str, str, str]]:
    meeting = world.meeting.get_absolute_url()
    return [
        ("草稿", "member", "/proposals/drafts/"),
        ("写提案", "member", f"/proposals/drafts/{world.draft.uid}/"),
        ("代录", "office", "/proposals/drafts/new/"),
        ("大会收件", "office", "/proposals/plenary/"),
        ("联名", "member", f"/proposals/drafts/{world.draft.uid}/cosigners/"),
        ("联名邀请", "member", "/proposals/invitations/"),
        ("草稿-空", "office", "/proposals/drafts/"),
        ("审查会议", "office", "/proposals/meetings/"),
        ("召集会议", "office", "/proposals/meetings/new/"),
        ("会议", "director", meeting),
        ("会议", "office", meeting),
        ("结束会议", "director", f"{meeting}conclude/"),
        ("列入议程", "office", f"{meeting}list/"),
        ("审查情况报告", "director", "/proposals/report/"),
        ("线下登记", "office", "/proposals/offline/"),
        ("词典", "office", "/dictionary/"),
        ("词典-用语", "office", "/dictionary/?book=word"),
        ("新增词条", "office", "/dictionary/category/new/"),
        ("编号", "office", "/proposals/numbering/"),
        *REGISTERS,
        ("筛选无结果", "office", "/proposals/?q=没有这样的提案"),
        ("修改密码", "member", "/password/"),
    ]


def cases(world: World) -> list[tuple[str, str, str]]:
    """The page of a case in each state, for whoever it matters to."""
    seen = {
        "office": ["submitted", "screened", "filed", "numbered", "delivered", "closed"],
        "director": ["screened", "listed", "delivered"],
        "dispatcher": ["transferred", "drafted", "reviewing", "signed"],
        "liaison": ["handed_over", "drafted", "reviewing", "signed", "closed"],
        "unit_head": ["handed_over", "signing"],
        "member": ["submitted", "sent_back", "declined", "reviewing", "delivered", "closed"],
    }
    return [(f"案-{s}", role, world.path(s)) for role, states in seen.items() for s in states]


def verbs(world: World) -> list[tuple[str, str, str]]:
    share = world.share_path
    return [
        ("初审", "office", world.path("submitted", "screen")),
        ("退回修改", "office", world.path("submitted", "send_back")),
        ("移交", "office", world.path("numbered", "transfer")),
        ("立案", "director", world.path("listed", "file")),
        ("不予立案", "director", world.path("listed", "decline")),
        ("修改初审建议", "office", world.path("screened", "advise")),
        ("征求意见", "office", world.path("screened", "consult")),
        ("并案", "director", world.path("screened", "merge")),
        ("更正登记", "director", world.path("filed", "correct")),
        ("更正：恢复办理", "director", world.path("closed", "reopen")),
        ("暂缓办结", "director", world.path("delivered", "hold")),
        ("申请撤案", "member", world.path("submitted", "ask_withdrawal")),
        ("同意转送", "member", world.path("declined", "consent")),
        ("交办", "dispatcher", world.path("transferred", "hand_over")),
        ("审核通过", "dispatcher", share("reviewing", "review_pass")),
        ("退回重拟", "dispatcher", share("reviewing", "review_send_back")),
        ("签收", "liaison", share("handed_over", "sign_for")),
        ("申请调整", "liaison", share("handed_over", "ask_change")),
        ("申请延期", "liaison", share("drafted", "ask_extension")),
        ("分派科室", "liaison", share("drafted", "pass_inside")),
        ("记录面商", "liaison", share("drafted", "contact")),
        ("修改答复稿", "liaison", share("drafted", "write")),
        ("送达", "liaison", share("signed", "deliver")),
        ("签发", "unit_head", share("signing", "sign")),
        ("同意免面商", "member", share("drafted", "waive_contact")),
        ("反馈意见", "member", share("delivered", "give_feedback")),
    ]


def refusals(world: World) -> list[tuple[str, str, str]]:
    return [
        ("看不到", "liaison", world.path("submitted")),
        ("无权", "member", world.path("submitted", "screen")),
        ("只供提案委", "member", "/proposals/meetings/"),
    ]
