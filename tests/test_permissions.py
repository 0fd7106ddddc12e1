"""Every address of the site, by everybody: what exists for whom, and who may do what there."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from common import clock
from members.models import Committee, Role
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
from tests import factories
from tests.factories import hand
from tests.merging import another
from tests.papers import upload
from workflow.models import Event

AT_HOME = (
    *("office", "director", "dispatcher", "party_dispatcher", "liaison", "other_liaison"),
    *("unit_head", "member", "other_member", "sysadmin"),
)
ABROAD = ("foreign_office", "foreign_director", "foreign_member", "foreign_liaison")
SEATED = (*AT_HOME, *ABROAD)
OPEN = {"anonymous": 200, "stranger": 200}  # without signing in, without a seat


def everybody(status=200, **others):
    """That answer for all who have a seat; signed out to /login/, without a seat refused."""
    return {"anonymous": 302, "stranger": 403, **dict.fromkeys(SEATED, status), **others}


def only(names, status=200, *, otherwise):
    return everybody(otherwise, **dict.fromkeys(names.split(), status))


OFFICES = "office foreign_office"
KEEPERS = f"{OFFICES} sysadmin"  # of the registers
DISPATCHERS = "dispatcher party_dispatcher"
REGISTRARS = f"{OFFICES} sysadmin"
COMMITTEES = f"{OFFICES} director foreign_director"
WRITERS = f"{OFFICES} member other_member foreign_member"
CONCERNED = "office director dispatcher liaison unit_head member"

# What a GET answers.
PAGES = {
    "home": everybody(),
    "login": everybody(302) | OPEN | {"stranger": 302},
    "logout": everybody(405) | {"anonymous": 405, "stranger": 405},
    "password_change": everybody() | {"stranger": 200},
    "healthz": everybody() | OPEN,
    "readyz": dict.fromkeys((*SEATED, "anonymous", "stranger"), 503),  # no worker runs in tests
    "members:switch_seat": everybody(405) | {"stranger": 405},
    "notices:list": everybody(),
    "notices:unread": everybody(),
    "notices:open": only("director", 302, otherwise=404),
    "proposals:list": everybody(),
    "proposals:drafts": everybody(),
    "proposals:new_draft": only(WRITERS, otherwise=403),
    "proposals:draft": only("member", otherwise=404),
    "proposals:autosave": everybody(302),
    "proposals:cosigners": only("member", otherwise=404),
    "proposals:invitations": everybody(),
    "proposals:invitation": only("member other_member", otherwise=404),
    "proposals:file": only("member other_member", otherwise=404),
    "proposals:plenary": only(COMMITTEES, otherwise=403),
    "proposals:closing": only(COMMITTEES, otherwise=403),
    "proposals:numbering": only(OFFICES, otherwise=403),
    "proposals:meetings": only(COMMITTEES, otherwise=403),
    "proposals:convene": only(OFFICES, otherwise=403),
    "proposals:meeting": only("office director", otherwise=403)
    | {"foreign_office": 404, "foreign_director": 404},
    "proposals:as_recommended": only("director", 302, otherwise=403) | {"foreign_director": 404},
    "proposals:detail": only(CONCERNED, otherwise=404),
    "proposals:report": only(COMMITTEES, otherwise=403),
    "proposals:offline": only(OFFICES, otherwise=403),
    "proposals:offline_matter": only("office director", otherwise=403)
    | {"foreign_office": 404, "foreign_director": 404},
    "people:list": only(REGISTRARS, otherwise=403),
    "people:new": only(OFFICES, otherwise=403),
    "people:person": only(REGISTRARS, otherwise=403) | {"foreign_office": 404},
    "people:give": only("office", otherwise=403) | {"foreign_office": 404},
    **dict.fromkeys(
        ("people:edit", "people:reset", "people:close", "people:reopen"),
        only("office sysadmin", otherwise=403) | {"foreign_office": 404},
    ),
    "people:end": only("office", otherwise=403) | {"foreign_office": 404},
    "people:hand_on": only("office", otherwise=403) | {"foreign_office": 404},
    "dictionary": only(OFFICES, otherwise=403),
    "dictionary_add": only(OFFICES, otherwise=403),
    "dictionary_edit": only("office", otherwise=403) | {"foreign_office": 404},
    "dictionary_retire": only(OFFICES, 405, otherwise=403),
    **{f"registers:{kind}": only(KEEPERS, otherwise=403) for kind in ("units", "members")},
    "registers:new_unit": only(KEEPERS, otherwise=403),
    **{
        f"registers:{kind}_act": only("office sysadmin", otherwise=403) | {"foreign_office": 404}
        for kind in ("unit", "member")
    },
    "proposals:handing": only(DISPATCHERS, otherwise=403),
    "proposals:handing_list": only(DISPATCHERS, otherwise=403),
    "import_members": only(OFFICES, otherwise=403),
    "import_members_template": only(OFFICES, otherwise=403),
    "import_members_preview": only(OFFICES, 302, otherwise=403),
    "import_units": only(OFFICES, otherwise=403),
    "import_units_template": only(OFFICES, otherwise=403),
    "import_units_preview": only(OFFICES, 302, otherwise=403),
    "import_proposals": only(OFFICES, otherwise=403),
    "import_proposals_template": only(OFFICES, otherwise=403),
    "import_proposals_preview": only(OFFICES, 302, otherwise=403),
}
# What an empty POST answers: 422 is "you may, but fill in the form".
PRESSES = {
    "login": everybody(302) | OPEN | {"stranger": 302},
    "password_change": everybody(422) | {"stranger": 422},
    "members:switch_seat": everybody(404) | {"stranger": 404},
    "notices:list": everybody(302),
    "notices:unread": everybody(405),
    "proposals:list": everybody(405),
    "proposals:new_draft": only(OFFICES, 422, otherwise=403)
    | dict.fromkeys(("member", "other_member", "foreign_member"), 302),
    "proposals:draft": only("member", 422, otherwise=404),
    "proposals:autosave": only("member", 422, otherwise=404),
    "proposals:cosigners": only("member", 422, otherwise=404),
    "proposals:invitation": only("member other_member", 302, otherwise=404),
    "proposals:closing": only("director foreign_director", 302, otherwise=403),
    "proposals:numbering": only(OFFICES, 302, otherwise=403),
    "proposals:convene": only(OFFICES, 422, otherwise=403),
    "proposals:as_recommended": only("director", 302, otherwise=403) | {"foreign_director": 404},
    "proposals:offline": only(OFFICES, 422, otherwise=403),
    "people:new": only(OFFICES, 422, otherwise=403),
    "people:give": only("office", 422, otherwise=403) | {"foreign_office": 404},
    "people:edit": only("office sysadmin", 422, otherwise=403) | {"foreign_office": 404},
    "people:close": only("office sysadmin", 422, otherwise=403) | {"foreign_office": 404},
    "people:end": only("office", 422, otherwise=403) | {"foreign_office": 404},
    "people:hand_on": only("office", 422, otherwise=403) | {"foreign_office": 404},
    "dictionary_add": only(OFFICES, 422, otherwise=403),
    "dictionary_edit": only("office", 422, otherwise=403) | {"foreign_office": 404},
    "registers:new_unit": only(KEEPERS, 422, otherwise=403),
    **{
        f"registers:{kind}_act": only("office sysadmin", 422, otherwise=403)
        | {"foreign_office": 404}
        for kind in ("unit", "member")
    },
    "proposals:handing": only(DISPATCHERS, 422, otherwise=403),
    "import_members": only(OFFICES, 422, otherwise=403),
    "import_units": only(OFFICES, 422, otherwise=403),
    "import_proposals": only(OFFICES, 422, otherwise=403),
    "import_members_preview": only(OFFICES, 302, otherwise=403),
    "import_units_preview": only(OFFICES, 302, otherwise=403),
    "import_proposals_preview": only(OFFICES, 302, otherwise=403),
}
# Who may press what, of those for whom the case exists.
VERBS = {
    "act": {
        **dict.fromkeys(("screen", "send_back", "transfer"), "office"),
        **dict.fromkeys(("file", "decline", "hold", "release"), "director"),
        **dict.fromkeys(("hand_over", "add_unit"), "dispatcher"),
        "refer": "office",
        "advise": "office",
        "consult": "office dispatcher",
        **dict.fromkeys(("merge", "unmerge", "correct", "reconsider", "reopen"), "director"),
        **dict.fromkeys(("rehandle", "leave_as_is"), "director"),
        **dict.fromkeys(("verify", "confer"), "office"),
        **dict.fromkeys(("withdraw", "refuse_withdrawal"), "director"),
        **dict.fromkeys(("ask_withdrawal", "consent"), "member office"),
        "pass_on": "office",
    },
    "share_act": {
        **dict.fromkeys(("pass_inside", "ask_change", "ask_extension"), "liaison"),
        **dict.fromkeys(("accept_change", "add_waiting", "add_handling"), "dispatcher"),
        **dict.fromkeys(("resume_waiting", "resume_handling"), "dispatcher"),
        **dict.fromkeys(("grant_extension", "refuse_extension"), "dispatcher"),
        **dict.fromkeys(("sign_for", "draft", "write", "send_to_review", "contact"), "liaison"),
        **dict.fromkeys(("review_pass", "review_send_back"), "dispatcher"),
        "sign": "unit_head",
        **dict.fromkeys(("draft_opinion", "write_opinion", "give_opinion"), ""),  # of co-units
        "waive_opinion": "",
        **dict.fromkeys(("approve_opinion", "sign_replacement", "sign_for_review"), "unit_head"),
        "replace": "liaison",
        "send_to_sign": "",  # only where signing comes first
        "pass_signed": "dispatcher",
        "deliver": "liaison office",
        **dict.fromkeys(("waive_contact", "give_feedback"), "member office"),
    },
    "contact_act": {"void": "liaison"},
    "consult_act": dict.fromkeys(("agree", "object"), "dispatcher"),
    "offline_act": {"close_offline": "office"},
    "referral_act": dict.fromkeys(("take", "return"), "foreign_office"),
    "meet_act": {"conclude": "office director", "list": "office"},
}


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
    abroad = factories.unit(elsewhere, "望海州教育局")
    seats = {
        **vars(cast),
        "other_liaison": other_liaison,
        "other_member": other_member,
        "party_dispatcher": factories.person(here, Role.DISPATCHER, system=here.party),
        "sysadmin": factories.person(here, Role.SYSADMIN),
        "foreign_office": elsewhere.office,
        "foreign_director": factories.person(elsewhere, Role.DIRECTOR),
        "foreign_member": factories.member(elsewhere),
        "foreign_liaison": factories.person(elsewhere, Role.LIAISON, unit=abroad),
    }
    users = {name: seats[name].user for name in SEATED}
    users["stranger"] = factories.account("stranger")
    return {"anonymous": Client()} | {name: signed_in(user) for name, user in users.items()}


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


OF_A_PERSON = ("person", "give", "edit", "reset", "close", "reopen")
IMPORTED = ("members", "units", "proposals")


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
    uids = {"detail": [case], "meeting": [meeting.case.uid], "as_recommended": [meeting.case.uid],
            "draft": [sheet.uid], "autosave": [sheet.uid],
            "cosigners": [sheet.uid], "invitation": [asked.pk], "file": [annex.uid]}  # fmt: skip
    places = {f"proposals:{name}": arguments for name, arguments in uids.items()}
    places["proposals:offline_matter"] = [matter.case.uid]
    places |= {"dictionary_add": ["category"]}
    places |= of_people(liaison)
    places |= dict.fromkeys(("dictionary_edit", "dictionary_retire"), [category.pk])
    places["notices:open"] = [Notice.objects.filter(seat=director).latest("id").pk]
    places |= {f"import_{kind}_preview": ["nothing-uploaded"] for kind in IMPORTED}
    return places | lines_of_registers(contacted.unit_id, member, director)


def lines_of_registers(unit, member, director):
    return {
        "registers:new_unit": ["enter"],
        "registers:unit_act": [unit, "rename"],
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


def test_every_verb_is_refused_to_those_it_is_not_for(
    viewers, contacted, meeting, question, matter, referral
):
    """Who does not see the case does not learn of it; who sees it learns it is not theirs."""
    seen = {kind: CONCERNED.split() for kind in ("act", "share_act", "contact_act")}
    seen["meet_act"] = seen["offline_act"] = ["office", "director"]
    seen["referral_act"] = ["office", "director", "other_member", "foreign_office"]
    seen["consult_act"] = ["office", "director", "dispatcher"]
    case, before, wrong = contacted.proposal.case.uid, Event.objects.count(), []
    rows = {"act": [case], "share_act": [case, contacted.pk], "meet_act": [meeting.case.uid],
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
