"""The first day of an office."""

import re
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from common import clock
from deadlines.defaults import Kind
from deadlines.models import CalendarYear, Policy
from deadlines.policies import limit_for
from members.models import Committee, Entry, Registry, Role, Seat, Session, System, Term, User
from members.services import change_password
from members.services.setup import enter_township
from proposals import services
from tests.factories import hand
from tests.papers import upload
from workflow.chain import faults
from workflow.models import Event

pytestmark = pytest.mark.django_db

PLAN = {
    "code": "539900",
    "name": "政协彩云州委员会",
    "short_name": "彩云州",
    "level": "prefecture",
    "term": "11",
    "term_starts": "2022-01-10",
    "session": "5",
    "session_name": "十一届五次会议",
    "opens_on": "2026-01-05",
    "plenary_from": "2026-01-26",
    "plenary_to": "2026-01-29",
    "cutoff": "2026-01-28 18:00",
}
ADMINS = ["office:bgs01:段立秋", "director:zr01:普朝晖", "sysadmin:gly01:杨春分"]


def set_up(admins=ADMINS, **changes):
    out = StringIO()
    call_command("setup_office", noinput=True, admin=list(admins), stdout=out, **(PLAN | changes))
    return out.getvalue()


def passwords(told):
    return dict(re.findall(r"账号 (\S+)  初始密码 (\S+)", told))


def test_the_first_run_makes_everything_an_office_begins_with():
    set_up()
    body = Committee.objects.get(code="539900")
    assert Registry.objects.get(committee=body).status == Registry.Status.KEPT
    assert Session.objects.get(term__committee=body).name == "十一届五次会议"
    assert list(System.objects.filter(committee=body).order_by("id").values_list("office")) == [
        ("中共彩云州委办公室督查室",),
        ("彩云州人民政府办公室督查室",),
    ]
    assert CalendarYear.objects.filter(committee=body, published=True).count() >= 23
    books = {book: body.entries.filter(book=book).count() for book in Entry.Book.values}
    filled = {book: count for book, count in books.items() if count}
    proposals = {"category": 12, "ground": 10, "disposition": 5, "grade": 3, "word": 1}
    consultations = {"focus": 5, "discussed": 2, "undiscussed": 3, "attendee": 10, "gathering": 4}
    supervising = {"key": 5, "visit": 4}
    assert filled == proposals | consultations | supervising
    assert list(faults()) == []


def test_every_category_counts_in_one_of_the_five_fields():
    set_up()
    fields = set(Entry.objects.filter(book="category").values_list("field", flat=True))
    assert fields == set(Entry.Field.values)


def test_a_changed_limit_of_the_committee_is_the_one_in_force():
    set_up()
    body = Committee.objects.get()
    Policy.objects.create(committee=body, duty=Kind.SCREEN, count=7, measure="workdays")
    assert "7个工作日" in limit_for(Kind.SCREEN, body.pk).rule


@pytest.mark.parametrize(
    ("place", "meaning"),
    [("chuxiong", "正在解决"), ("kunming", "部分解决"), ("dehong", "基本解决")],
)
def test_a_place_has_its_own_meaning_of_grade_a(place, meaning):
    set_up(grades=place, word="协办")
    assert meaning in Entry.objects.get(book="grade", code="A").meaning
    assert Entry.objects.get(book="word", code="co").label == "协办"


def test_the_first_people_must_change_the_password_that_was_told_once():
    told = passwords(set_up())
    assert sorted(told) == ["bgs01", "gly01", "zr01"]
    office = User.objects.get(username="bgs01")
    assert office.must_change_password
    change_password(office, old=told["bgs01"], new="段家老院子里有三棵大梨树呢")
    assert not office.must_change_password


def test_the_set_up_enters_the_first_registrar_who_enters_the_rest():
    set_up()
    first = Seat.objects.get(user__username="bgs01")
    by = Event.objects.filter(subject_type=Seat.kind()).order_by("version")
    assert list(by.values_list("seat", flat=True)) == [None, None, first.pk]
    assert set(Seat.objects.held().values_list("role", flat=True)) == {
        Role.OFFICE,
        Role.DIRECTOR,
        Role.SYSADMIN,
    }


def test_running_it_again_says_what_exists_and_changes_nothing():
    set_up()
    before = Event.objects.count(), Entry.objects.count(), Policy.objects.count()
    told = set_up()
    assert "新建" not in told
    assert "初始密码" not in told
    assert "已有  委员会：政协彩云州委员会（539900）" in told
    assert before == (Event.objects.count(), Entry.objects.count(), Policy.objects.count())


def test_a_new_session_is_added_to_a_committee_that_exists():
    set_up()
    told = set_up(
        session="6",
        session_name="十一届六次会议",
        opens_on="2026-12-20",
        plenary_from="2027-01-25",
        plenary_to="2027-01-28",
        cutoff="2027-01-27 18:00",
    )
    assert "新建  会议：十一届六次会议" in told
    assert Term.objects.count() == 1


def test_a_county_hangs_below_its_prefecture():
    set_up()
    set_up(
        (),
        code="539921",
        name="政协元谷县委员会",
        short_name="元谷县",
        level="county",
        parent="539900",
    )
    assert Committee.objects.get(code="539921").parent.code == "539900"


def test_a_township_belongs_to_the_county_whose_code_it_bears():
    set_up((), code="539921", name="政协元谷县委员会", short_name="元谷县", level="county")
    county = Committee.objects.get()
    assert enter_township(county, "539921100", "云台镇").committee == county
    with pytest.raises(ValidationError, match="以所属县的代码开头"):
        enter_township(county, "539922100", "白鹭镇")


def test_people_in_office_appoint_the_next_ones_themselves():
    set_up()
    with pytest.raises(CommandError, match="manage.py give_seat office:bgs02:白露"):
        set_up([*ADMINS, "office:bgs02:白露"])
    assert not User.objects.filter(username="bgs02").exists()


def test_the_three_administrators_are_three_people():
    with pytest.raises(CommandError, match="不得由同一人担任"):
        set_up(["sysadmin:gly01:杨春分", "auditor:gly01:杨春分"])


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ({"code": "5323"}, "应为6位数字"),
        ({"code": "532301"}, "与层级“市（州）”不符"),
        ({"level": "county"}, "与层级“县（市、区）”不符"),
        ({"parent": "530000"}, "没有代码为530000的上级政协"),
        ({"plenary_to": "2026-01-20"}, "全会结束日期不能早于开始日期"),
        ({"cutoff": "2025-12-01 18:00"}, "截止时间不能早于开始征集日期"),
        ({"opens_on": "2026-02-01"}, "开始征集日期不能晚于全会开始日期"),
        ({"plenary_from": "明天"}, "全会开始日期（--plenary-from）"),
        ({"name": ""}, "委员会名称（--name）"),
        ({"grades": "yunnan"}, "办理结果类别口径（--grades）"),
        ({"party_system": "政府系统"}, "两个系统的名称不能相同"),
        ({"admin": ["member:wy01:李霜降"]}, "首次设置不能指定“member”"),
        ({"admin": ["段立秋"]}, "应写成 角色:账号:姓名"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_leaves_nothing(fault, sentence):
    people = fault.pop("admin", ADMINS)
    with pytest.raises(CommandError, match=re.escape(sentence)):
        set_up(people, **fault)
    assert not Committee.objects.exists()


def test_a_code_belongs_to_one_committee():
    set_up()
    with pytest.raises(CommandError, match="代码539900已属于“政协彩云州委员会”"):
        set_up(name="政协望海州委员会")


def test_whoever_gives_no_options_is_asked_and_asked_again(monkeypatch):
    given = iter(
        [
            "539900",
            "政协彩云州委员会",
            "彩云州",
            "州级",
            "州市",
            "",
            *("11", "2022-01-10", "5", "十一届五次会议", "2026-01-05"),
            *("2026年", "2026-01-26", "2026-01-29", "2026-01-28 18:00"),
            *("", "州委办公室督查室", "", "", "", ""),
            *("bgs01:段立秋", ""),
        ]
    )
    monkeypatch.setattr("builtins.input", lambda prompt: next(given))
    out, complaints = StringIO(), StringIO()
    call_command("setup_office", stdout=out, stderr=complaints)
    assert System.objects.get(name="党群系统").office == "州委办公室督查室"
    assert Seat.objects.get().role == Role.OFFICE
    assert complaints.getvalue().split() == ["层级请填写省、州市或县", "日期应写作", "2026-11-24"]
    assert next(given, None) is None


ANSWERS = ["539900", "政协彩云州委员会", "彩云州", "州市", ""]


def answer(monkeypatch, *given):
    """Type these answers, then leave (as Ctrl-D does); what was complained of."""
    waiting = iter(given)

    def typed(prompt):
        try:
            return next(waiting)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", typed)
    complaints = StringIO()
    with pytest.raises(CommandError, match="已取消，什么也没有建立。"):
        call_command("setup_office", stdout=StringIO(), stderr=complaints)
    assert list(waiting) == []
    assert not Committee.objects.exists()
    return complaints.getvalue()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (["5399"], "行政区划代码应为6位数字"),
        (["539900", "政协彩云州委员会", "彩云州", "县"], "与层级“县（市、区）”不符"),
        ([*ANSWERS[:4], "530000"], "没有代码为530000的上级政协"),
        ([*ANSWERS, "第十一届"], "请填写整数"),
        ([*ANSWERS, "11", "2022-01-10", "2", "二次会议", "2021-12-01"], "本届开始日期不能晚于"),
        (
            [*ANSWERS, "11", "2022-01-10", "2", "二次会议", "2026-01-05"]
            + ["2026-01-26", "2026-01-20"],
            "全会结束日期不能早于开始日期",
        ),
    ],
)
def test_an_answer_that_cannot_be_is_refused_when_it_is_given(monkeypatch, given, sentence):
    assert sentence in answer(monkeypatch, *given)


def test_who_breaks_off_with_ctrl_c_is_told_that_nothing_was_made(monkeypatch):
    def leave(prompt):
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", leave)
    with pytest.raises(CommandError, match="已取消，什么也没有建立。"):
        call_command("setup_office", stdout=StringIO())


def test_a_person_who_cannot_be_seated_is_refused_at_once(monkeypatch):
    dates = ["11", "2022-01-10", "5", "十一届五次会议", "2026-01-05", "2026-01-26", "2026-01-29"]
    rest = ["2026-01-28 18:00", "", "", "", "", "", ""]
    people = ["段立秋", "member:wy01:李霜降"]
    told = answer(monkeypatch, *ANSWERS, *dates, *rest, *people)
    assert "应写成 角色:账号:姓名" in told
    assert "首次设置不能指定“member”" in told


@pytest.mark.parametrize("said", ["省", "自治区", "province"])
def test_the_level_is_understood_as_people_say_it(said):
    set_up((), code="530000", name="政协彩云省委员会", short_name="彩云", level=said)
    assert Committee.objects.get().level == "province"


def test_a_proposal_can_be_submitted_as_soon_as_the_office_is_set_up():
    today = clock.today().isoformat()
    dates = dict.fromkeys(("opens_on", "plenary_from", "plenary_to"), today)
    set_up(**dates, cutoff=f"{today} 18:00")
    office = Seat.objects.get(role=Role.OFFICE)
    body = office.committee
    group = body.organisations.create(name="第三委员小组", kind="group")
    draft = services.start_draft(office, organisation=group)
    services.attach(draft, by=hand(office), file=upload(), purpose="seal")
    draft = services.save_draft(
        draft,
        by=hand(office),
        seen=0,
        title="关于关心新就业形态劳动者的提案",
        category=body.entries.get(book="category", code="livelihood"),
        body="【建议】\n在州府建设一批户外劳动者服务站点。",
    )
    assert services.submit(draft, by=hand(office)).receipt == 1
