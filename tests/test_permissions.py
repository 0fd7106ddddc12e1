"""Every address of the site, by everybody: what exists for whom, and who may do what there."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.urls import URLResolver, get_resolver, reverse

from common import clock
from deadlines.models import Obligation
from members.models import Committee, Organisation
from notices.models import Notice
from notices.tasks import drain
from proposals import services
from proposals.doors import (
    CONSULT_DOORS,
    MEETING_DOORS,
    OFFLINE_DOORS,
    PROPOSAL_DOORS,
    REFERRAL_DOORS,
    SHARE_DOORS,
)
from proposals.doors_promises import PROMISE_DOORS, REGRADE_DOORS
from tests.factories import hand
from tests.merging import another
from tests.papers import upload
from tests.permissions.pages import PAGES
from tests.permissions.people import CONCERNED, SEATED, browsers
from tests.permissions.presses import PRESSES
from tests.permissions.verbs import VERBS
from tests.promising import stood_always, stood_regrading
from workflow.models import Event


def names(resolver, space="") -> set[str]:
    found: set[str] = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            found |= names(entry, inner)
        else:
            assert entry.name, f"没有名称的地址：{entry.pattern}"
            found.add(space + entry.name)
    return found


@pytest.fixture
def viewers(here, elsewhere, cast, other_liaison, other_member):
    return browsers(here, elsewhere, cast, other_liaison, other_member)


OF_A_PERSON = ("person", "give", "edit", "reset", "close", "reopen")
IMPORTED = (
    *("members_preview", "units_preview", "proposals_preview"),
    *("proposals_columns", "proposals_rows"),
)


@pytest.fixture
def places(
    contacted,
    meeting,
    member,
    other_member,
    director,
    liaison,
    settings,
    tmp_path,
    matter,
    category,
):
    """Something of ours behind every address: {name: arguments}."""
    settings.MEDIA_ROOT = tmp_path
    case = contacted.proposal.case.uid
    sheet = services.start_draft(member)
    [asked] = services.invite(sheet, by=hand(member), members=[other_member.member])
    annex = services.attach(sheet, by=hand(member), file=upload())
    drain()
    uids = {"invitation": [asked.pk], "file": [annex.uid]} | of_sheet(sheet)
    uids |= dict.fromkeys(("detail", "compare"), [case])
    uids |= dict.fromkeys(("meeting", "agenda", "results", "as_recommended"), [meeting.case.uid])
    places = {f"proposals:{name}": key for name, key in uids.items()} | of_dictionary(category)
    places |= dict.fromkeys(("proposals:many", "proposals:queue"), ["screen"])
    places["proposals:offline_matter"] = places["api:offline-detail"] = [matter.case.uid]
    places["proposals:publish"] = [contacted.proposal.session_id]
    places["notices:open"] = [Notice.objects.filter(seat=director).latest("id").pk]
    places |= of_people(liaison) | of_time() | of_lists() | of_systems(contacted)
    places |= of_matters(case, meeting) | of_keys(contacted.unit_id)
    return places | of_sending() | lines_of_registers(contacted.unit_id, member, director)


def of_matters(case, meeting):
    papers = {"documents:results": [meeting.case.uid, "docx"]}
    papers |= {"api:meeting-detail": [meeting.case.uid]}
    pages = {f"import_{page}": ["nothing-uploaded"] for page in IMPORTED} | {"help": ["home"]}
    return papers | pages | of_consultations() | of_opinions(case) | of_follow_ups()


def of_lists():
    """A list that there is, with no view of that key, and no such job."""
    pages = {f"lists:{page}": ["proposals"] for page in ("views", "save", "sheet", "columns")}
    pages |= {f"lists:{page}": ["proposals", 9] for page in ("change", "open", "drop")}
    return pages | dict.fromkeys(("jobs:job", "jobs:file"), [UUID(int=0)])


def of_keys(unit):
    """None but a letter to that unit: they have a matrix of their own."""
    nothing = UUID(int=0)
    pages = {"keys:detail": [nothing], "keys:key_list": [nothing]}
    pages |= {"keys:act": [nothing, "issue_plan"], "keys:list_act": [nothing, "shortlist"]}
    pages |= {"keys:part_act": [nothing, "items", 0, "report_item"]}
    pages |= {"keys:list_part_act": [nothing, "advice", 0, "give_advice"]}
    pages |= {
        "keys:new_warning": [unit],
        "keys:warning": [nothing],
        "keys:warning_act": [nothing, "reply_warning"],
    }
    return pages | {f"documents:{one}": [nothing, "docx"] for one in ("keys", "warning")}


def of_follow_ups():
    """None is going on: they have a matrix of their own."""
    nothing = UUID(int=0)
    return {
        "proposals:follow_up": [nothing],
        "proposals:follow_up_act": [nothing, "end_follow_up"],
        "proposals:visit_act": [nothing, 0, "fill_in_visit"],
        "documents:follow_up": [nothing, "docx"],
    }


def of_sheet(sheet):
    return dict.fromkeys(("draft", "draft_similar", "autosave", "cosigners"), [sheet.uid])


def of_consultations():
    """None is of this prefecture: they have a matrix of their own."""
    nothing = UUID(int=0)
    pages = dict.fromkeys(("consultations:detail", "consultations:topic"), [nothing])
    pages |= {"consultations:file": [nothing], "consultations:act": [nothing, "file"]}
    pages |= {"consultations:topic_act": [nothing, "accept"], "consultations:venue_act": [0, "end"]}
    pages |= {"consultations:poster": [0], "consultations:code": [nothing, "sign-in"]}
    public = ("villagers:wish", "villagers:sign_in", "villagers:rating")
    pages |= dict.fromkeys(public, ["no-such-code"])
    pages |= {"consultations:campaign_act": [0, "change"]}
    pages |= {f"consultations:{one}_act": [0, "end"] for one in ("posting", "guidance")}
    for one in ("gathering", "village"):
        pages |= {f"consultations:{one}": [nothing], f"consultations:{one}_act": [nothing, "end"]}
    return pages | {"consultations:part_act": [nothing, "tasks", 0, "sign_for"]}


def of_opinions(case):
    """None but the way from a proposal: they have a matrix of their own."""
    nothing = UUID(int=0)
    pages = dict.fromkeys(("opinions:draft", "opinions:autosave", "opinions:detail"), [nothing])
    pages |= {"opinions:act": [nothing, "take_up"], "opinions:turn": [case]}
    return pages | {"opinions:part_act": [nothing, "forwardings", 0, "answer_forwarding"]}


def of_papers(case, share):
    """A paper that is there, one that is not, and templates."""
    papers = {"case": [case, "text", "docx"], "share": [case, share, "urging", "docx"]}
    papers |= {
        "list": ["docx"],
        "year": ["circular", "docx"],
        "compilation_file": [UUID(int=0), "docx"],
    }
    papers |= dict.fromkeys(("template", "template_file", "template_drop"), ["filing"])
    papers["template_try"] = ["filing", "docx"]
    return {f"documents:{name}": key for name, key in papers.items()}


def of_dictionary(entry):
    book = dict.fromkeys(("dictionary_add", "dictionary_copy"), [entry.book])
    return book | dict.fromkeys(
        ("dictionary_edit", "dictionary_retire", "dictionary_restore"), [entry.pk]
    )


def of_systems(share):
    """What the API reads of one: the answer that the unit owes; and its papers."""
    owed = Obligation.objects.open().about(*share.key()).get(kind="reply")
    case = share.proposal.case.uid
    return acts_of_systems() | {
        "api:proposal-detail": [case],
        "api:assignment-detail": [share.pk],
        **dict.fromkeys(("api:reply-detail", "api:commitment-detail", "api:task-detail"), [0]),
        **dict.fromkeys(("api:follow-up-visit-detail", "api:campaign-detail"), [0]),
        **dict.fromkeys(
            (f"api:{name}-detail" for name in ["consultation", "gathering", "village", "opinion"]),
            [UUID(int=0)],
        ),
        **dict.fromkeys((f"api:{name}-detail" for name in SUPERVISION), [UUID(int=0)]),
        "api:follow-up-detail": [UUID(int=0)],
        "api:obligation-detail": [owed.pk],
        "api:calendar-year": [2027],
        "api:problem": ["not-found"],
        **of_papers(share.case.uid, share.pk),
        **dict.fromkeys(("api:export", "api:export-file"), [UUID(int=0)]),
        **dict.fromkeys(("api:import", "api:import-confirm"), [UUID(int=0)]),
        "clients:new": ["issue"],
        "clients:client": [0],
        "clients:act": [0, "revoke"],
        **dict.fromkeys(("webhooks:page", "webhooks:again"), [0]),
        "webhooks:new": [0, "set_up"],
        "webhooks:act": [0, "rotate"],
    }


SUPERVISION = ("warning", "key-proposal", "key-list")


def acts_of_systems():
    nothing = UUID(int=0)
    roots = ("proposal", "meeting", "offline", "topic", "consultation")
    roots += ("gathering", "village", "opinion", "follow-up")
    parts = ("assignments", "contacts", "commitments", "consulted", "referrals", "regradings")
    acts = {f"api:{name}-act": [nothing, "file"] for name in roots}
    acts |= {f"api:{name}-act": [nothing, 0, "sign_for"] for name in parts}
    acts["api:opinion-part-act"] = [nothing, "forwardings", 0, "answer"]
    acts["api:consultation-part-act"] = [nothing, "tasks", 0, "sign_for"]
    acts |= {f"api:{name}-act": [nothing, "reply_warning"] for name in SUPERVISION}
    acts["api:key-proposal-part-act"] = [nothing, "items", 0, "report_item"]
    acts["api:key-list-part-act"] = [nothing, "advice", 0, "give_advice"]
    acts["api:follow-up-visit-act"] = [nothing, 0, "fill_in_visit"]
    lines = ("venue", "campaign", "posting", "guidance")
    return acts | {f"api:{name}-act": [0, "end"] for name in lines}


def of_time():
    """The calendar of a year, and the limit of one duty."""
    years = ("year", "notice", "publish", "day", "local")
    places = {f"workdays:{page}": [2027] for page in years}
    drops = ("workdays:drop_day", "workdays:drop_local")
    places |= dict.fromkeys(drops, [2027, "2027-05-04"])
    limits = {"limits:edit": ["reply"], "limits:give_up": [1], "limits:take_over": ["national"]}
    return places | limits


def of_sending():
    """A gateway that does not exist (to switch one is an event), and the ladder of one duty."""
    pages = dict.fromkeys(("notices:gateway", "notices:switch", "notices:try"), [0])
    return pages | dict.fromkeys(("reminding_edit", "reminding_drop"), ["reply"])


def body_of(committee):
    words = {"name": "民盟彩云州委", "defaults": {"kind": "party"}}
    return Organisation.objects.get_or_create(committee=committee, **words)[0].pk


def lines_of_registers(unit, member, director):
    return {
        "calendar_ics": ["x" * 43],
        "registers:new_unit": ["enter"],
        "registers:unit_act": [unit, "rename"],
        "registers:new_body": ["enrol"],
        "registers:body_act": [body_of(member.committee), "amend"],
        "registers:member_act": [member.member_id, "leave"],
    }


def of_people(seat):
    """The pages of an account, and of its seat."""
    account = ("person", "give", "edit", "reset", "close", "reopen")
    pages = {f"people:{name}": [seat.user_id] for name in account}
    return pages | dict.fromkeys(("people:end", "people:hand_on"), [seat.pk])


def differences(viewers, table, places, method):
    wrong = []
    for name, expected in table.items():
        url = reverse(name, args=places.get(name, []))
        for viewer, status in expected.items():
            answer = getattr(viewers[viewer], method)(url)
            right = answer.status_code == status
            if viewer == "anonymous" and status == 302:
                right = answer.get("Location", "").startswith("/login/")
            if not right:
                wrong.append((name, viewer, answer.status_code, f"expected {status}"))
    return wrong


def test_every_address_is_in_a_table():
    known = {*PAGES, *PRESSES, *(f"proposals:{name}" for name in VERBS)}
    assert names(get_resolver()) == known


def test_every_verb_is_in_a_table():
    assert set(VERBS["act"]) == set(PROPOSAL_DOORS)
    assert set(VERBS["share_act"]) == set(SHARE_DOORS)
    assert set(VERBS["meet_act"]) == set(MEETING_DOORS)
    assert set(VERBS["referral_act"]) == set(REFERRAL_DOORS)
    assert set(VERBS["consult_act"]) == set(CONSULT_DOORS)
    assert set(VERBS["commitment_act"]) == set(PROMISE_DOORS)
    assert set(VERBS["regrade_act"]) == set(REGRADE_DOORS)
    assert set(VERBS["offline_act"]) == set(OFFLINE_DOORS)


def test_everybody_opens_what_is_theirs_and_nothing_else(viewers, places):
    assert differences(viewers, PAGES, places, "get") == []


def test_everybody_presses_what_is_theirs_and_nothing_else(viewers, places):
    before = Event.objects.count()
    assert differences(viewers, PRESSES, places, "post") == []
    assert Event.objects.count() == before


@pytest.fixture
def question(here, other_member, office, dispatcher):
    """The dispatcher is asked about another proposal, which is still under review."""
    proposal = another(here, other_member, office, "关于发展茶产业的提案")
    services.consult(proposal, by=hand(office), systems=[here.government])
    return proposal.consulted.get()


@pytest.fixture
def matter(here, office):
    words = {"title": "线下提案第1号", "registered_on": clock.today(), "handled_by": "机要室"}
    return services.register_offline(here.session, by=hand(office), **words)


@pytest.fixture
def referral(here, elsewhere, other_member, office):
    """A third proposal, which the office refers to the committee next to it."""
    Committee.objects.filter(pk=elsewhere.body.pk).update(parent=here.body)
    elsewhere.body.refresh_from_db()
    proposal = another(here, other_member, office, "关于保护古树名木的提案")
    return services.refer(proposal, by=hand(office), to=elsewhere.body, note="请协助")


@pytest.fixture
def promise(contacted):
    """As if an answer had been delivered that promises something."""
    return stood_always(contacted)


@pytest.fixture
def regrading(promise, grade):
    return stood_regrading(promise, grade)


def test_every_verb_is_refused_to_those_it_is_not_for(
    viewers, contacted, meeting, question, matter, referral, promise, regrading
):
    """Who does not see the case does not learn of it; who sees it learns it is not theirs."""
    seen = {
        kind: CONCERNED.split()
        for kind in ("act", "share_act", "contact_act", "commitment_act", "regrade_act")
    }
    seen["meet_act"] = seen["offline_act"] = ["office", "director"]
    seen["referral_act"] = ["office", "director", "other_member", "foreign_office"]
    seen["consult_act"] = ["office", "director", "dispatcher"]
    case, before, wrong = contacted.proposal.case.uid, Event.objects.count(), []
    rows = {"act": [case], "share_act": [case, contacted.pk], "meet_act": [meeting.case.uid],
            "commitment_act": [case, promise.pk], "regrade_act": [case, regrading.pk],
            "contact_act": [case, contacted.contacts.get().pk],
            "consult_act": [question.proposal.case.uid, question.pk],
            "referral_act": [referral.proposal.case.uid, referral.pk],
            "offline_act": [matter.case.uid]}  # fmt: skip
    for kind, verbs in VERBS.items():
        for verb, people in verbs.items():
            url = reverse(f"proposals:{kind}", args=[*rows[kind], verb])
            for name in SEATED:
                hoped = 404 if name not in seen[kind] else 422 if name in people.split() else 403
                came = viewers[name].post(url).status_code
                wrong += [(verb, name, came, f"expected {hoped}")] if came != hoped else []
            assert viewers["anonymous"].post(url)["Location"].startswith("/login/")
            assert viewers["stranger"].post(url).status_code == 403
    assert wrong == []
    assert Event.objects.count() == before


def test_a_verb_that_does_not_exist_is_no_page(viewers, contacted):
    case = contacted.proposal.case.uid
    assert viewers["office"].post(f"/proposals/{case}/close/").status_code == 404
    assert viewers["office"].post(f"/proposals/{case}/number/").status_code == 404


def test_a_share_is_not_reached_through_another_case(
    viewers, contacted, office, director, member, category
):
    """The address of one's own case does not open a share or contact of somebody else's."""
    sheet = services.start_draft(member)
    words = {"title": "另一件", "category": category, "body": "【建议】"}
    sheet = services.save_draft(sheet, by=hand(member), seen=0, **words)
    another = services.submit(sheet, by=hand(member)).case.uid
    for path in (
        f"shares/{contacted.pk}/deliver/",
        f"contacts/{contacted.contacts.get().pk}/void/",
    ):
        assert viewers["office"].post(f"/proposals/{another}/{path}").status_code == 404
