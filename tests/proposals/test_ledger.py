"""承诺事项台账: everybody follows their own; every number leads to exactly what it counts."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse

from common import clock
from members.models import Entry
from proposals import services
from proposals.ledger import STATES, promise_figures, promises_of
from proposals.ledger_rates import RATIOS
from proposals.models import Commitment
from tests import factories
from tests.answering import BAD, GOOD
from tests.browsing import Person
from tests.conftest import behind_its_back
from tests.factories import hand
from tests.moves import put
from tests.promising import delivered_with, in_days, kept_of, planned, promise_of, stood_always

LEDGER, RATES = reverse("proposals:ledger"), reverse("proposals:ledger_rates")
LAMPS = planned("安装路灯", 60, "20", "盏")


@pytest.fixture
def answered(contacted, cast, grade):
    return delivered_with(contacted, cast, grade, planned(), LAMPS)


def listed(seat, **query):
    page = Person(seat).get(LEDGER, **query)
    assert page.status_code == 200
    return [line.row.what for line in page.context["lines"]]


def tiles(seat, **query):
    page = Person(seat).get(LEDGER, **query)
    return {tile["label"]: tile["value"] for tile in page.context["tiles"] if tile["value"]}


def test_everybody_concerned_follows_it_and_nobody_else(
    answered, cast, here, other_member, other_liaison, elsewhere
):
    for seat in vars(cast).values():
        assert listed(seat) == ["安装路灯", "加装护栏"]  # the nearest day first
    lead = factories.person(here, "lead")
    assert len(listed(lead)) == 2
    for seat in (other_member, other_liaison, elsewhere.office):
        assert listed(seat) == []


def test_each_state_is_one_of_the_tiles_and_its_number_leads_to_its_list(answered, cast):
    share, office = answered, cast.office
    assert tiles(office) == {"未到期": 2}
    services.report_progress(promise_of(share), by=hand(cast.liaison), note="好了", done=True)
    until = in_days(99)
    services.extend_promise(
        promise_of(share, "安装路灯"), by=hand(office), until=until, note="雨季"
    )
    assert tiles(office) == {"延期": 1, "待核查": 1}
    assert listed(office, figure="extended") == ["安装路灯"]
    assert listed(office, figure="to_check") == ["加装护栏"]
    kept_of(share, cast)
    with clock.frozen(clock.now() + timedelta(days=100)):
        assert tiles(office) == {"到期未落实": 1, "已落实": 1}
        assert listed(office, figure="overdue") == ["安装路灯"]
        services.fail_promise(promise_of(share, "安装路灯"), by=hand(office), note="未装")
        assert tiles(office) == {"已落实": 1, "未落实": 1}
    services.contest(promise_of(share), by=hand(cast.member), words="东段没有")
    assert listed(office, figure="to_check") == ["加装护栏"]


def test_the_tiles_part_all_that_are_not_gone(answered, cast):
    """In every status, reported or not, due or not, a promise is in exactly one of them."""
    promise, known = promise_of(answered), promise_figures()
    own = promises_of(cast.office).filter(pk=promise.pk)
    with transaction.atomic():
        parted(promise, own, known)
        transaction.set_rollback(True)


def parted(promise, own, known):
    for status in Commitment.Status.values:
        for said in (True, False):
            for days in (-1, 0, 1):
                put(promise, status=status, said_done=said, due_on=in_days(days))
                holding = [one for one in (*STATES, "gone") if own.filter(known[one].holds)]
                assert len(holding) == 1, (status, said, days, holding)


def test_it_is_narrowed_by_unit_session_category_day_and_words(answered, cast, here, education):
    office, build = cast.office, factories.entry(here.body, Entry.Book.CATEGORY, "build")
    teach = factories.entry(here.body, Entry.Book.CATEGORY, "teach")
    assert len(listed(office, unit=education.pk, session=here.session.pk, category=build.pk)) == 2
    assert listed(office, category=teach.pk) == []
    assert listed(office, until=in_days(70)) == ["安装路灯"]
    assert listed(office, since=in_days(70)) == ["加装护栏"]
    assert listed(office, q="护栏") == ["加装护栏"]
    assert len(listed(office, q=str(answered.proposal.number))) == 2
    assert listed(office, q="茶产业") == []
    assert tiles(office, q="护栏") == {"未到期": 1}
    for wrong in ({"figure": "x"}, {"since": "昨天"}, {"unit": "0"}, {"q": "\x00"}):
        assert Person(office).get(LEDGER, **wrong).status_code == 200


def rate(seat, code, name="州教育体育局", part="units", **query):
    page = Person(seat).get(RATES, **query)
    assert page.status_code == 200
    cells = {line.row: line.cells for line in page.context[part]}[name]
    return cells[code]


def test_the_rates_stand_side_by_side_and_each_number_leads_to_its_list(answered, cast, here):
    assert rate(cast.office, "kept_rate") is None  # nothing is due
    kept_of(answered, cast)
    services.fail_promise(promise_of(answered, "安装路灯"), by=hand(cast.office), note="未装")
    services.give_feedback(answered, by=hand(cast.member), **GOOD)
    for part, name in (("units", "州教育体育局"), ("years", str(here.session))):
        for code, told in (
            ("kept_rate", "50.00%"), ("done_rate", "100.00%"), ("met_rate", "100.00%"),
            ("attitude_rate", "100.00%"), ("result_rate", "100.00%"),
        ):  # fmt: skip
            cell = rate(cast.office, code, name, part)
            assert cell["text"] == told, code
            for number in cell["parts"]:
                page = Person(cast.office).get(number["url"])
                assert len(page.context["lines"]) == number["text"], number


def test_attitude_and_result_are_rated_apart(answered, cast):
    mixed = GOOD | {"result": BAD["result"], "words": "没有解决"}
    services.give_feedback(answered, by=hand(cast.member), **mixed)
    assert rate(cast.office, "attitude_rate")["text"] == "100.00%"
    assert rate(cast.office, "result_rate")["text"] == "0.00%"


def test_silence_is_in_no_rate_of_satisfaction(answered, cast):
    assert rate(cast.office, "attitude_rate") is None


def test_a_unit_reads_its_own_rates_and_a_proposer_none(answered, cast, other_liaison):
    assert rate(cast.liaison, "done_rate")["text"] == "100.00%"
    assert Person(other_liaison).get(RATES).context["units"] == []
    assert Person(cast.member).get(RATES).status_code == 403
    assert "ledger_rates" not in Person(cast.member).get(LEDGER).content.decode()


def test_the_desk_and_the_report_tell_the_rates(answered, cast):
    kept_of(answered, cast)
    for seat in (cast.office, cast.director):
        shown = Person(seat).get("/").content.decode()
        assert "办实率（1/1）" in shown
        for one in RATIOS[1:]:  # attitude and result apart
            assert one.label in shown
        assert f"{RATES}?session=" in shown
        assert "办实率" in Person(seat).get(reverse("proposals:report")).content.decode()
    assert "办实率" not in Person(cast.member).get("/").content.decode()


def test_closing_changes_nothing_in_it(answered, cast):
    before = tiles(cast.office)
    services.give_feedback(answered, by=hand(cast.member), **GOOD)
    assert tiles(cast.office) == before


def test_the_same_figures_come_out_of_plain_sql(answered, cast, capsys, contacted):
    kept_of(answered, cast)
    services.give_feedback(answered, by=hand(cast.member), **GOOD)
    stood_always(contacted)
    call_command("recount_statistics")
    told = capsys.readouterr().out
    assert "kept：页面 1，重算 1" in told
    assert "两种算法的数字全部一致" in told


def test_a_difference_fails_and_says_where(answered, cast, monkeypatch, capsys):
    from proposals import ledger

    kept_of(answered, cast)
    monkeypatch.setattr(ledger, "SETTLED", ledger.GONE)
    with pytest.raises(CommandError, match="处差异"):
        call_command("recount_statistics")
    assert "due" in capsys.readouterr().err


def test_what_was_planned_before_promises_were_followed_is_enrolled_once(answered, cast, capsys):
    promises = Commitment.objects.order_by("pk")
    told = list(promises.values_list("what", "due_on"))
    for table in ("deadlines_obligation WHERE kind = 'commitment'", "proposals_commitment"):
        behind_its_back(f"DELETE FROM {table}")  # noqa: S608
    services.give_feedback(answered, by=hand(cast.member), **GOOD)
    call_command("enrol_promises")
    assert "2 项" in capsys.readouterr().out
    assert list(promises.values_list("what", "due_on")) == told
    assert answered.case.obligations.filter(kind="commitment", met_at=None).count() == 2
    assert answered.case.events.filter(action="enrol", seat=None).count() == 2
    assert services.enrol_promises() == 0


def test_what_a_later_letter_settled_is_not_enrolled(answered, cast):
    kept_of(answered, cast)
    assert services.enrol_promises() == 0
