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
        *corrections(world),
        *refusals(world),
    ]


REGISTERS = [
    ("交办会", "dispatcher", "/proposals/handing/"),
    ("交办清单", "dispatcher", "/proposals/handing/list/"),
    ("文书模板", "office", "/documents/templates/"),
    ("答复函模板", "office", "/documents/templates/reply/"),
    ("提案汇编", "office", "/documents/compilations/"),
    ("承办单位", "office", "/registers/units/"),
    ("登记单位", "office", "/registers/units/enter/"),
    ("委员", "office", "/registers/members/"),
    ("集体提案单位", "office", "/registers/bodies/"),
    ("登记集体提案单位", "office", "/registers/bodies/enrol/"),
    ("账号与身份", "office", "/people/"),
    ("新建账号", "office", "/people/new/?role=liaison"),
]


REGISTERS += [
    ("提案-更多条件", "office", "/proposals/?more=1&status=handed_over&unit=0"),
    ("提案视图", "office", "/lists/proposals/views/"),
    ("保存为视图", "office", "/lists/proposals/views/save/?status=filed"),
    ("选择栏目", "office", "/lists/proposals/columns/"),
    ("导出提案", "office", "/lists/proposals/sheet/"),
    ("后台任务", "office", "/jobs/"),
    ("成批标记", "office", "/proposals/many/mark/"),
]


IMPORTS = [
    (name, "office", f"/imports/{kind}/")
    for name, kind in (("导入提案", "proposals"), ("导入单位", "units"), ("导入委员", "members"))
]


KEEPERS = [
    ("工作日历", "sysadmin", "/workdays/2026/"),
    ("登记放假安排", "sysadmin", "/workdays/2026/notice/"),
    ("修改单日", "sysadmin", "/workdays/2026/day/"),
    ("地方假日", "office", "/workdays/2026/local/"),
    ("消息接口", "sysadmin", "/notices/gateways/"),
    ("新增接口", "sysadmin", "/notices/gateways/new/"),
    ("未送达", "office", "/notices/dead/"),
    ("接收方式", "member", "/notices/choices/"),
    ("期限设置", "secadmin", "/limits/"),
    ("期限设置-只看", "director", "/limits/"),
    ("修改期限", "secadmin", "/limits/reply/"),
    ("参照各地", "secadmin", "/limits/places/chuxiong/"),
    ("提醒规则", "secadmin", "/reminding/"),
    ("修改提醒", "secadmin", "/reminding/reply/"),
    ("发送时间", "secadmin", "/reminding/hours/"),
    ("审计记录", "auditor", "/audit/"),
]


BOARDS = [
    *(("督办台账", role, "/proposals/boards/") for role in ("office", "dispatcher", "liaison")),
    *(
        ("承诺事项台账", role, "/proposals/commitments/")
        for role in ("office", "dispatcher", "liaison", "member")
    ),
    *(("办实情况", role, "/proposals/commitments/rates/") for role in ("office", "liaison")),
    ("提案统计", "office", "/proposals/statistics/"),
    ("提案统计-单位", "liaison", "/proposals/statistics/?by=unit"),
    ("承办件清单", "office", "/proposals/boards/list/?figure=open"),
    *(("日历", role, "/calendar/") for role in ("office", "dispatcher", "liaison", "member")),
    ("日历-周", "office", "/calendar/?week=2026-10-08"),
    ("日历订阅", "liaison", "/calendar/feed/"),
]


DICTIONARY = [
    ("词典", "office", "/dictionary/"),
    ("词典-用语", "office", "/dictionary/?book=word"),
    ("词典-结果类别", "office", "/dictionary/?book=grade"),
    ("词典-办理规则", "office", "/dictionary/?book=rule"),
    ("新增词条", "office", "/dictionary/category/new/"),
    ("新增规则", "office", "/dictionary/rule/new/"),
    ("复制词典", "office", "/dictionary/grade/copy/"),
    ("采用示例", "office", "/dictionary/grades/examples/"),
]


def meetings(world: World) -> list[tuple[str, str, str]]:
    meeting = world.meeting.get_absolute_url()
    return [
        ("审查会议", "office", "/proposals/meetings/"),
        ("召集会议", "office", "/proposals/meetings/new/"),
        ("会议", "director", meeting),
        ("会议", "office", meeting),
        ("审查面板", "director", f"{meeting}board/?by=advice"),
        ("审查结果清单", "office", f"{meeting}results/"),
        ("结束会议", "director", f"{meeting}conclude/"),
        ("列入议程", "office", f"{meeting}list/"),
    ]


def lists(world: World) -> list[tuple[str, str, str]]:
    return [
        ("草稿", "member", "/proposals/drafts/"),
        ("写提案", "member", f"/proposals/drafts/{world.draft.uid}/"),
        ("代录", "office", "/proposals/drafts/new/"),
        ("从 Word 文件录入", "member", "/proposals/drafts/word/"),
        ("大会收件", "office", "/proposals/plenary/"),
        ("联名", "member", f"/proposals/drafts/{world.draft.uid}/cosigners/"),
        ("联名邀请", "member", "/proposals/invitations/"),
        ("草稿-空", "office", "/proposals/drafts/"),
        *meetings(world),
        ("审查情况报告", "director", "/proposals/report/"),
        ("线下登记", "office", "/proposals/offline/"),
        *DICTIONARY,
        ("编号", "office", "/proposals/numbering/"),
        *REGISTERS,
        *BOARDS,
        *IMPORTS,
        *KEEPERS,
        *units(world),
        *many(world),
        *found(world),
        ("筛选无结果", "office", "/proposals/?q=没有这样的提案"),
        ("修改密码", "member", "/password/"),
    ]


def found(world: World) -> list[tuple[str, str, str]]:
    return [
        ("搜索", "office", "/proposals/?q=公路 排查"),
        ("草稿-相近提案", "member", f"/proposals/drafts/{world.draft.uid}/similar/"),
        ("相近提案对照", "director", world.path("screened", "compare")),
    ]


def units(world: World) -> list[tuple[str, str, str]]:
    unit = f"/registers/units/{world.education.pk}"
    member = f"/registers/members/{world.cast.member.member_id}"
    account = f"/people/{world.cast.liaison.user_id}/"
    return [
        ("单位更名", "office", f"{unit}/rename/"),
        ("单位合并", "office", f"{unit}/merge/"),
        ("单位拆分", "office", f"{unit}/split/"),
        ("委员离任", "office", f"{member}/leave/"),
        ("账号", "office", account),
        ("新增身份", "office", f"{account}seat/?role=liaison"),
        ("移交身份", "office", f"/people/seats/{world.cast.liaison.pk}/hand-on/"),
        ("结束身份", "office", f"/people/seats/{world.cast.unit_head.pk}/end/"),
    ]


def many(world: World) -> list[tuple[str, str, str]]:
    return [
        ("成批初审", "office", "/proposals/many/screen/"),
        ("成批移交", "office", "/proposals/many/transfer/"),
        ("成批审核", "dispatcher", "/proposals/many/review_pass/"),
        ("连续初审", "office", f"{world.path('submitted', 'screen')}?queue=1"),
        ("待办结", "director", "/proposals/closing/"),
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


def corrections(world: World) -> list[tuple[str, str, str]]:
    return [
        ("更正登记", "director", world.path("filed", "correct")),
        ("更正：收回移交", "director", world.path("transferred", "take_back")),
        ("更正：收回交办", "director", world.path("handed_over", "recall")),
        ("更正：恢复办理", "director", world.path("closed", "reopen")),
    ]


def refusals(world: World) -> list[tuple[str, str, str]]:
    return [
        ("看不到", "liaison", world.path("submitted")),
        ("无权", "member", world.path("submitted", "screen")),
        ("只供提案委", "member", "/proposals/meetings/"),
    ]
