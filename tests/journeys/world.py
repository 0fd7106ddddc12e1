"""A committee in the middle of its work: a proposal in every state, for walks over all pages."""

from __future__ import annotations

from common import clock
from members.models import Entry
from proposals import services
from proposals.models import Proposal
from tests.factories import entry, hand

TITLES = {
    "draft": "关于加快农村寄递物流体系建设的提案",
    "submitted": "关于在易地扶贫搬迁集中安置点增设普惠托育服务机构并将其纳入"
    "基本公共服务体系统筹规划、配备专业保育人员和建立长效运营补助机制的提案",
    "sent_back": "关于加强中小学心理健康教育的提案",
    "screened": "关于规范城区共享电单车停放管理的提案",
    "listed": "关于完善城区无障碍设施建设的提案",
    "declined": "关于加强宣传工作的提案",
    "filed": "关于建设县域农产品冷链仓储节点的提案",
    "numbered": "关于支持彝绣产业工坊发展的提案",
    "transferred": "关于改善山区教师周转宿舍条件的提案",
    "handed_over": "关于推进城乡义务教育优质均衡发展的提案",
    "drafted": "关于完善乡村公路安全防护设施的提案",
    "reviewing": "关于加强校园周边交通安全治理的提案",
    "signing": "关于扩大职业教育产教融合试点的提案",
    "signed": "关于加强未成年人网络保护的提案",
    "delivered": "关于推动体育场馆免费或低收费开放的提案",
    "closed": "关于完善家庭经济困难学生资助体系的提案",
}
BODY = (
    "【情况】\n近年来，我州农村公路通车里程持续增长，通行政村公路硬化率达到100%，群众出行条件"
    "明显改善。但部分路段临水临崖、坡陡弯急，安全防护设施不足，雨季易发险情。\n"
    "【分析】\n一是早期建设标准偏低；二是养护资金以县级配套为主，缺口较大；三是部门之间隐患排查"
    "信息没有共享。\n【建议】\n1. 将临水临崖路段护栏纳入年度民生实事，分年度列出清单。\n"
    "2. 建立公安、交通运输、应急管理三部门隐患共享台账。\n3. 明确县级养护资金最低配套比例。"
)
ANSWER = (
    "李明委员：\n您提出的提案收悉，现答复如下：\n一、已经做的工作。今年以来，已排查临水临崖路段"
    "43处，完成护栏加装12.6公里。\n二、正在做的工作。会同公安、应急管理部门建立隐患共享台账，"
    "每月更新。\n三、下一步打算。2027年6月底前完成剩余8处路段的加装。\n感谢您对我们工作的关心和"
    "支持，欢迎继续提出宝贵意见。"
)


class World:
    """Who acts, and the proposals by the state they were brought to."""

    def __init__(self, here, cast, education):
        self.here, self.cast, self.education = here, cast, education
        self.grades = [entry(here.body, Entry.Book.GRADE, code) for code in "AB"]
        self.proposals: dict[str, Proposal] = {}
        self.meeting = None

    def by(self, role: str):
        return hand(getattr(self.cast, role))

    def fill(self) -> World:
        for state in TITLES:
            self.sheet(state)
        self.review()
        self.handle()
        return self

    def sheet(self, state: str) -> None:
        draft = services.save_draft(
            services.start_draft(self.cast.member),
            by=self.by("member"),
            seen=0,
            title=TITLES[state],
            category=entry(self.here.body, Entry.Book.CATEGORY, "build"),
            body=BODY,
            units=[self.education],
        )
        if state == "draft":
            self.draft = draft
        else:
            self.proposals[state] = services.submit(draft, by=self.by("member"))

    def review(self) -> None:
        """初审, the meeting, 立案 and 编号, as far as each is to come."""
        office, director = self.by("office"), self.by("director")
        services.send_back(
            self.proposals["sent_back"], by=office, note="请补充具体数据，并把建议写得更明确"
        )
        heard = [state for state in self.proposals if state not in ("submitted", "sent_back")]
        for state in heard:
            self.move(state, services.screen, office, recommendation="file", units=[self.education])
        items = [self.proposals[state] for state in heard[1:]]
        self.meeting = services.convene(
            self.here.session, by=office, name="提案审查委员会第一次会议",
            held_on=clock.today(), proposals=items,
        )  # fmt: skip
        ground = entry(self.here.body, Entry.Book.GROUND, "vague")
        place = entry(self.here.body, Entry.Book.DISPOSITION, "opinion")
        self.move(
            "declined", services.decline, director, ground=ground, disposition=place,
            note="所提问题较为笼统，建议调研后补充具体内容再提交",
        )  # fmt: skip
        for state in heard[3:]:
            self.move(state, services.file, director)
        services.number([self.proposals[state] for state in heard[4:]], by=office)

    def move(self, state: str, verb, by, **words) -> None:
        self.proposals[state] = verb(self.fresh(state), by=by, **words)

    def fresh(self, state: str) -> Proposal:
        return Proposal.objects.for_page().get(pk=self.proposals[state].pk)

    def handle(self) -> None:
        """移交 to 办结, each proposal to its own state and not further."""
        states = list(TITLES)[list(TITLES).index("transferred") :]
        for place, state in enumerate(states):
            self.move(state, services.transfer, self.by("office"), units=[self.education])
            for step in (self.give, self.draft_answer, self.ask, self.pass_, self.sign, self.send)[
                :place
            ]:
                step(state)
        services.give_feedback(
            self.share("closed"), by=self.by("member"), attitude="satisfied", result="fair",
            words="办理认真，希望按期完成剩余路段。",
        )  # fmt: skip

    def share(self, state: str):
        share = self.fresh(state).assignments.get()
        share.proposal = self.fresh(state)
        return share

    def give(self, state: str) -> None:
        self.move(
            state, services.hand_over, self.by("dispatcher"), host=self.education,
            notice_on=clock.today(),
        )  # fmt: skip

    def draft_answer(self, state: str) -> None:
        services.sign_for(self.share(state), by=self.by("liaison"))
        services.draft_reply(
            self.share(state), by=self.by("liaison"), body=ANSWER, own_grade=self.grades[0],
            contact_name="周文杰", contact_phone="0878-3123456",
        )  # fmt: skip

    def ask(self, state: str) -> None:
        services.record_contact(
            self.share(state), by=self.by("liaison"), way="meeting", held_on=clock.today(),
            place="州教育体育局三楼会议室", people="提案人李明，经办人周文杰",
            minutes="就护栏加装的路段、标准和完成时限交换了意见，提案人表示认可。",
        )  # fmt: skip
        services.send_to_review(self.share(state), by=self.by("liaison"))

    def pass_(self, state: str) -> None:
        services.review_pass(self.share(state), by=self.by("dispatcher"), grade=self.grades[0])

    def sign(self, state: str) -> None:
        number = f"彩教函〔2026〕{self.proposals[state].receipt}号"
        services.sign(self.share(state), by=self.by("unit_head"), letter_number=number)

    def send(self, state: str) -> None:
        services.deliver(self.share(state), by=self.by("liaison"), delivered_on=clock.today())

    def path(self, state: str, verb: str = "") -> str:
        """The address of a proposal, or of a verb of it."""
        return f"{self.proposals[state].get_absolute_url()}{verb and verb + '/'}"

    def share_path(self, state: str, verb: str) -> str:
        return f"{self.path(state)}shares/{self.share(state).pk}/{verb}/"
