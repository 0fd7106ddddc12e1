"""跟踪检查: drawn by lot that anybody can check, visited, found, dealt with, told in a report."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from common import clock
from deadlines import checks
from members import services as members
from members.models import Role
from members.services import registry_of
from proposals import services
from proposals.forms.follow_up import Letter
from proposals.models import Attachment, FollowUp, Reply, Visit
from proposals.regraded import grade_for_figures
from proposals.services import follow_up
from proposals.services.follow_up import drawn, population
from proposals.services.following_visits import follow_visitors
from tests import factories
from tests.answering import GOOD
from tests.browsing import Person, done, fresh, inbox, owed
from tests.conftest import behind_its_back
from tests.documents.conftest import opened, words
from tests.factories import hand
from tests.papers import picture, upload
from tests.promising import delivered_with, kept_of, owed_about, planned, promise_of
from workflow.chain import faults
from workflow.models import Event

NEW = reverse("proposals:new_follow_up")
LIST = reverse("proposals:follow_ups")


@pytest.fixture
def answered(contacted, cast, grade):
    share = delivered_with(contacted, cast, grade, planned())
    kept_of(share, cast)
    return share


@pytest.fixture
def b(here):
    return factories.entry(here.body, "grade", "B")


@pytest.fixture
def expert(here):
    return factories.person(here, Role.EXPERT)


def told(here, grade, *members, **more):
    return {
        "session": here.session.pk, "manner": "oversight", "name": "A类提案专项民主监督",
        "grades": [grade.pk], "members": [one.member_id for one in members],
        "due_on": clock.today() + timedelta(days=30), "press": uuid4(), **more,
    }  # fmt: skip


@pytest.fixture
def started(answered, cast, here, grade, other_member):
    """Pressed twice: one campaign."""
    words = told(here, grade, other_member)
    pages = [Person(cast.office).post(NEW, **words) for _ in range(2)]
    assert [page.status_code for page in pages] == [302, 302]
    return FollowUp.objects.select_related("case__committee", "session").get()


@pytest.fixture
def visit(started):
    return Visit.objects.select_related("proposal__case", "follow_up__session").get()


def address(visit, verb):
    return reverse("proposals:visit_act", args=[visit.case.uid, visit.pk, verb])


def presses(seat, visit, verb, **words):
    person = Person(seat)
    form = person.get(address(visit, verb)).context["form"]
    hidden = {name: form.initial[name] for name in ("press", "version")}
    return person.post(address(visit, verb), **hidden, **words)


@pytest.fixture
def found(visit, other_member, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    page = presses(
        other_member, visit, "fill_in_visit", visited_on=clock.today(), finding="partly",
        words="护栏只装了一侧。", files=upload(picture(with_place=True), "现场.jpg"),
    )  # fmt: skip
    assert page.status_code == 302
    return fresh(visit)


def test_the_office_starts_it_and_who_visits_is_told_and_owes(started, visit, cast, other_member):
    assert (started.population, visit.grade.code, visit.member) == (1, "A", other_member.member)
    assert owed(started) == {("follow_up", "office"), ("visit", "member")}
    assert any("走访" in text for text in inbox(other_member))
    for seat in (other_member, cast.office):
        assert started.get_absolute_url() in Person(seat).get("/").content.decode()
        assert Person(seat).get("/calendar/").status_code == 200
    shown = Person(other_member).get(started.get_absolute_url()).content.decode()
    assert "加装护栏" in shown  # what was promised, though the case is not theirs
    assert visit.proposal.get_absolute_url() not in shown
    for seat, status in ((cast.member, 404), (cast.liaison, 403), (cast.director, 200)):
        assert Person(seat).get(started.get_absolute_url()).status_code == status
    assert list(checks.faults()) == []


def test_what_cannot_be_started_says_what_to_do(answered, cast, here, grade, other_member):
    b = factories.entry(here.body, "grade", "B")
    for wrong, sentence in (
        (told(here, b, other_member), "没有这些类别的已办复提案"),
        (told(here, grade), "请选择走访的委员"),
        (told(here, grade, other_member, due_on="2020-01-01"), "不能早于今天"),
    ):
        page = Person(cast.office).post(NEW, **wrong)
        assert page.status_code == 422
        assert sentence in page.content.decode()
    for seat in (cast.director, cast.member, cast.liaison):
        assert Person(seat).post(NEW, **told(here, grade, other_member)).status_code == 403
    assert not FollowUp.objects.exists()


def test_a_sample_is_drawn_by_lots_that_anybody_can_draw_again(answered, here, cast, expert):
    """The smallest SHA-256 of seed:number, whatever the order in which the cases come."""
    started = FollowUp(session=here.session, grades="A", size=3, seed="abc")
    cases = [type(answered.proposal)(pk=n, number=n) for n in range(1, 11)]
    lots = sorted(cases, key=lambda one: hashlib.sha256(f"abc:{one.number}".encode()).hexdigest())
    wanted = sorted(one.pk for one in lots[:3])
    assert [one.pk for one in drawn(started, cases)] == wanted
    assert [one.pk for one in drawn(started, cases[::-1])] == wanted
    page = Person(cast.office).post(
        NEW, **told(here, factories.entry(here.body, "grade", "A"), size=1, experts="on")
    )
    kept = FollowUp.objects.get()
    assert page["Location"] == kept.get_absolute_url()
    assert [one.pk for one in drawn(kept, population(kept))] == [kept.visits.get().proposal_id]
    assert kept.seed in Person(cast.office).get(kept.get_absolute_url()).content.decode()
    assert Person(expert).get(kept.get_absolute_url()).status_code == 200


def test_only_who_was_sent_fills_it_in_and_pictures_stay_with_the_committee(
    visit, found, cast, other_member, expert
):
    assert (found.status, found.words) == ("reported", "护栏只装了一侧。")
    assert owed_about(found) == {("settle_visit", "office")}
    [kept] = Attachment.objects.filter(subject_type=Visit.kind())
    assert "某某牌".encode() not in services.content(kept).read()  # nor where it was taken
    file = reverse("proposals:file", args=[kept.uid])
    seen = {s: Person(s).get(file).status_code for s in (cast.office, other_member)}
    assert set(seen.values()) == {200}
    for seat in (cast.liaison, cast.member, expert):
        assert Person(seat).get(file).status_code == 404
    assert Person(other_member).post(address(visit, "settle_visit")).status_code == 403
    assert Person(cast.member).post(address(visit, "fill_in_visit")).status_code == 404


def test_a_day_that_cannot_be_is_refused_and_the_words_are_kept(visit, other_member):
    tomorrow = clock.today() + timedelta(days=1)
    page = presses(
        other_member, visit, "fill_in_visit", visited_on=tomorrow, finding="true", words="都装了"
    )
    assert page.status_code == 422
    assert "走访日期应在开展之日与今天之间" in page.content.decode()
    assert "都装了" in page.content.decode()


def test_another_goes_in_their_place(visit, cast, other_member, here, expert):
    assert presses(cast.office, visit, "reassign_visit", member="").status_code == 302
    assert owed_about(visit) == {("visit", "expert")}
    assert visit.follow_up.get_absolute_url() in Person(expert).get("/").content.decode()
    assert Person(other_member).get(visit.follow_up.get_absolute_url()).status_code == 404
    assert presses(cast.office, visit, "reassign_visit", member="").status_code == 422


def test_of_who_can_no_longer_sign_in_the_office_owes_the_visit(visit, cast, other_member):
    members.dismiss(other_member, by=hand(cast.office))
    assert owed_about(visit) == {("visit", "office")}
    assert list(checks.faults()) == list(faults()) == []
    behind_its_back("UPDATE members_seat SET valid_to = '2020-01-01' WHERE id = %s", cast.office.pk)
    assert follow_visitors() == 0  # the committee fills its own seat: nothing to pass on


def test_what_was_found_lowers_the_grade_and_published_figures_stay(found, answered, cast, here):
    """A → B: both stay on record, the letter keeps its own, the published year its figures."""
    services.publish_year(registry_of(here.body), by=hand(cast.director), session=here.session)
    letter = answered.replies.get()
    b = factories.entry(here.body, "grade", "B")
    same = {"letter": letter.pk, "grade": letter.grade_id, "note": "现场"}
    assert presses(cast.office, found, "ask_grade_by_visit", **same).status_code == 422
    page = presses(
        cast.office, found, "ask_grade_by_visit", letter=letter.pk, grade=b.pk, note="只装了一侧"
    )
    assert page.status_code == 302
    found = fresh(found)
    assert (found.status, found.outcome, found.regrading.status) == ("settled", "grade", "pending")
    page = Person(cast.director).get(found.proposal.get_absolute_url()).content.decode()
    assert "由跟踪检查提请" in page
    with clock.frozen(clock.now() + timedelta(days=2)):
        wish = found.regrading
        assert done(Person(cast.director).does("regrade", wish), answered)
        letter = fresh(letter)
        assert (letter.grade.code, grade_for_figures(letter).code) == ("A", "A")
        shown = Person(cast.office).get(reverse("proposals:yearly"))
        [line] = shown.context["tables"][0].lines
        assert line.cells["grade:A"]["text"] == 1
        now = {one.row: one.cells["now"]["text"] for one in shown.context["published"].lines}
        assert (now["提案：A类"], now["提案：B类"]) == (0, 1)
        report = reverse("documents:follow_up", args=[found.case.uid, "docx"])
        told = words(opened(Person(cast.office).post(report, press=uuid4())))
        assert "A类改定为B类（已改定）" in told
    assert list(checks.faults()) == list(faults()) == []


def test_a_file_that_is_no_picture_is_refused_and_the_words_are_kept(visit, other_member):
    for data, told in ((b"MZ\x90\x00\x03\xff\xfe", "不能收这种文件"), (b"", "空的")):
        page = presses(
            other_member, visit, "fill_in_visit", visited_on=clock.today(), finding="partly",
            words="护栏只装了一侧。", files=upload(data, "现场.jpg"),
        )  # fmt: skip
        assert page.status_code == 422
        assert told in page.content.decode()
        assert "护栏只装了一侧。" in page.content.decode()
    assert (fresh(visit).status, Attachment.objects.count()) == ("assigned", 0)


def test_of_a_case_that_was_closed_long_ago_a_promise_is_owed_again(visit, answered, cast):
    """What is looked at again is last year's; the case stays closed, its promise does not."""
    case = answered.proposal
    services.give_feedback(answered, by=hand(cast.member), **GOOD)
    with clock.frozen(clock.now() + timedelta(days=25)):
        services.close_expired()
        assert fresh(case).status == "closed"
        visit = follow_up.fill_in_visit(
            visit, by=hand(cast.office), visited_on=clock.today(), finding="false", words="没有装"
        )
        words = {"promise": promise_of(answered).pk, "note": "没有装"}
        late = words | {"until": clock.today() - timedelta(days=1)}
        assert presses(cast.director, visit, "reopen_by_visit", **late).status_code == 422
        words["until"] = clock.today() + timedelta(days=40)
        assert presses(cast.director, visit, "reopen_by_visit", **words).status_code == 302
        assert (fresh(case).status, promise_of(answered).status) == ("closed", "extended")
        assert owed_about(promise_of(answered)) == {("commitment", "liaison")}
        ledger = Person(cast.office).get(reverse("proposals:ledger"))
        assert [one.row.pk for one in ledger.context["lines"]] == [promise_of(answered).pk]
    assert list(faults()) == []


def test_what_was_found_not_done_is_owed_again(found, answered, cast):
    until = clock.today() + timedelta(days=40)
    promise = promise_of(answered)
    words = {"promise": promise.pk, "until": until, "note": "另一侧没有装"}
    assert Person(cast.office).post(address(found, "reopen_by_visit"), **words).status_code == 403
    assert presses(cast.director, found, "reopen_by_visit", **words).status_code == 302
    assert (fresh(promise).status, fresh(promise).due_on) == ("extended", until)
    assert owed_about(promise) == {("commitment", "liaison")}
    assert fresh(found).promise == promise
    assert list(faults()) == []


def test_one_visit_may_do_both(found, answered, cast, b, started, other_member):
    """A grade is lowered and a promise owed again."""
    letter, until = answered.replies.get(), clock.today() + timedelta(days=40)
    asked = {"letter": letter.pk, "grade": b.pk, "note": "只装了一侧"}
    again = {"promise": promise_of(answered).pk, "until": until, "note": "另一侧没有装"}
    assert presses(cast.office, found, "ask_grade_by_visit", **asked).status_code == 302
    assert presses(cast.director, found, "reopen_by_visit", **again).status_code == 302
    [shown] = Person(cast.office).get(started.get_absolute_url()).context["visits"]
    assert shown["came_of"] == [
        f"承诺事项重新列为待落实：{promise_of(answered)}", "A类改定为B类（待决定）",
    ]  # fmt: skip
    [seen] = Person(other_member).get(started.get_absolute_url()).context["visits"]
    assert seen["came_of"] == shown["came_of"][:1]  # what waits is for the committee
    services.regrade(fresh(found).regrading, by=hand(cast.director))
    with clock.frozen(clock.now() + timedelta(days=2)):
        assert str(b) in Letter(Reply.objects).label_from_instance(fresh(letter))
    with pytest.raises(ValidationError, match="其他承诺请在承诺台账中更正核定"):
        follow_up.reopen_by_visit(
            fresh(found),
            by=hand(cast.director),
            promise=promise_of(answered),
            until=until,
            note="x",
        )
    follow_up.end_follow_up(fresh(started), by=hand(cast.office), conclusion="总体属实。")
    with pytest.raises(ValidationError, match="已提请改定类别"):
        follow_up.ask_grade_by_visit(
            fresh(found), by=hand(cast.office), letter=letter, grade=b, note="x"
        )
    assert (owed(started), list(faults())) == (set(), [])


def test_what_others_do_in_the_campaign_meanwhile_is_not_in_the_way(visit, cast, other_member):
    """A page that lay open on the way there is sent as it was; the pictures are not lost."""
    person, url = Person(other_member), address(visit, "fill_in_visit")
    form = person.get(url).context["form"].initial
    for member in (None, other_member.member):
        follow_up.reassign_visit(fresh(visit), by=hand(cast.office), member=member)
    words = {name: form[name] for name in ("press", "version")}
    words |= {"visited_on": clock.today(), "finding": "true", "words": "都装了"}
    assert person.post(url, **words).status_code == 302
    again = person.post(url, **words | {"press": uuid4(), "words": "又一次"})
    assert (again.status_code, fresh(visit).words) == (409, "都装了")


def test_it_ends_when_all_is_dealt_with_and_the_report_tells_of_it(found, started, cast, liaison):
    end = reverse("proposals:follow_up_act", args=[started.case.uid, "end_follow_up"])
    report = reverse("documents:follow_up", args=[started.case.uid, "docx"])
    office = Person(cast.office)
    assert "还有1件没有走访或处理" in office.get(started.get_absolute_url()).content.decode()
    assert presses(cast.office, found, "settle_visit", note="已补装").status_code == 302
    form = office.get(end).context["form"].initial
    hidden = {name: form[name] for name in ("press", "version")}
    assert office.post(end, **hidden, conclusion="总体属实。").status_code == 302
    assert (fresh(started).status, owed(started)) == ("ended", set())
    press = "11111111-1111-4111-8111-111111111111"
    text = words(opened(office.post(report, press=press)))
    for part in (
        "A类提案专项民主监督报告",
        "护栏只装了一侧。",
        "部分相符1件",
        "总体属实。",
        "全部走访",
    ):
        assert part in text
    assert Event.objects.filter(action="export", note="导出A类提案专项民主监督报告").count() == 1
    assert Person(liaison).post(report, press=press).status_code == 404


def test_what_no_form_offers_is_refused_at_every_door(visit, here, cast, elsewhere, grade, b):
    """The service itself asks: members and grades of the committee, answers of the case."""
    office, stranger = hand(cast.office), factories.member(elsewhere).member
    words = {"name": "回头看", "manner": "look_back", "grades": [grade], "experts": True}
    words |= {"due_on": clock.today(), "size": None, "members": []}
    for wrong, told in (
        ({"members": [stranger]}, "请选择本会的委员"),
        ({"size": 0}, "抽取件数至少为1"),
        ({"size": 2}, "符合条件的只有1件，请改少，或不填"),
        ({"manner": "nothing"}, "请选择方式"),
    ):
        with pytest.raises(ValidationError, match=told):
            follow_up.start_follow_up(here.session, by=office, **words | wrong)
    with pytest.raises(ValidationError, match="请选择本会的委员"):
        follow_up.reassign_visit(visit, by=office, member=stranger)
    saw = {"visited_on": clock.today(), "words": "看了"}
    with pytest.raises(ValidationError, match="请选择走访结论"):
        follow_up.fill_in_visit(visit, by=office, finding="maybe", **saw)
    visit = follow_up.fill_in_visit(visit, by=office, finding="partly", **saw)
    letter = visit.proposal.replies.get()
    foreign = factories.entry(elsewhere.body, "grade", "C")
    with pytest.raises(ValidationError, match="请选择本会词典中的类别"):
        follow_up.ask_grade_by_visit(visit, by=office, letter=letter, grade=foreign, note="现场")
    behind_its_back("UPDATE proposals_reply SET delivered_on = NULL WHERE id = %s", letter.pk)
    with pytest.raises(ValidationError, match="请选择此件现行有效的答复"):
        follow_up.ask_grade_by_visit(visit, by=office, letter=letter, grade=b, note="现场")
    assert FollowUp.objects.count() == 1


ASSIGNED = {"fill_in_visit": "office other_member", "reassign_visit": "office",
            "drop_visit": "office director"}  # fmt: skip
REPORTED = {"settle_visit": "office director", "ask_grade_by_visit": "office",
            "reopen_by_visit": "director"}  # fmt: skip
SEES = ("office", "director", "other_member")


def test_every_verb_is_refused_to_those_it_is_not_for(
    visit, cast, other_member, elsewhere, expert, other_liaison
):
    """Unseen is 404, seen and not theirs is 403, theirs asks for the form to be filled in."""
    seats = {
        **vars(cast), "other_member": other_member, "expert": expert,
        "foreign_office": elsewhere.office, "other_liaison": other_liaison,
    }  # fmt: skip
    people = {name: Person(seat) for name, seat in seats.items()}
    before = Event.objects.count()
    wrong = []
    verbs = {address(visit, verb): who for verb, who in (ASSIGNED | REPORTED).items()}
    for verb, who in {"end_follow_up": "office", "call_off_follow_up": "office director"}.items():
        verbs[reverse("proposals:follow_up_act", args=[visit.case.uid, verb])] = who
    for url, who in verbs.items():
        for name, person in people.items():
            hoped = 404 if name not in SEES else 422 if name in who.split() else 403
            came = person.post(url).status_code
            wrong += [(url, name, came, hoped)] if came != hoped else []
    assert wrong == []
    assert Event.objects.count() == before
