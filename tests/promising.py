"""An answer that promises something, and what tests of promises need of it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from common import clock
from deadlines.models import Obligation
from proposals import services
from proposals.models import Commitment, Regrading, Reply, ReplyItem
from tests.conftest import ORIGIN, sql
from tests.factories import hand

NUMBER, NEXT, TWO = (f"彩教函〔2026〕{number}号" for number in (5, 6, 8))
CALL = {"contact_name": "李", "contact_phone": "0878-1"}


def in_days(days):
    return clock.today() + timedelta(days=days)


def planned(matter="加装护栏", days=90, quantity="1.5", measure="公里"):
    return {
        "kind": "planned", "matter": matter, "quantity": Decimal(quantity), "measure": measure,
        "due_on": in_days(days), "reason": "",
    }  # fmt: skip


def done_item(matter):
    return planned(matter) | {"kind": "done", "due_on": None}


def refused(matter, reason="涉及基本农田"):
    return planned(matter) | {"kind": "refused", "due_on": None, "reason": reason}


def signed_with(share, cast, grade, *items, number=NUMBER):
    """From 办理中 to 已签发, by the services."""
    share = services.draft_reply(
        share, by=hand(cast.liaison), items=items, body="答复如下：……", own_grade=grade, **CALL
    )
    share = services.send_to_review(share, by=hand(cast.liaison))
    share = services.review_pass(share, by=hand(cast.dispatcher), grade=grade)
    return services.sign(share, by=hand(cast.unit_head), letter_number=number)


def delivered_with(share, cast, grade, *items, number=NUMBER):
    share = signed_with(share, cast, grade, *items, number=number)
    return services.deliver(share, by=hand(cast.liaison), delivered_on=clock.today())


def promises(share) -> dict[str, str]:
    """What was promised in the case, and how it stands, in the order of making."""
    found = Commitment.objects.filter(proposal=share.proposal_id).order_by("pk")
    return {f"{one.what}{one.due_on:%m%d}": one.status for one in found}


def promise_of(share, what="加装护栏") -> Commitment:
    """The last one in these words."""
    found = Commitment.objects.filter(proposal=share.proposal_id, what=what)
    return found.select_related("proposal__case", "assignment__unit").latest("pk")


def owed_about(promise) -> set[tuple[str, str]]:
    """What is owed about that very promise: (duty, role)."""
    still = Obligation.objects.open().about(promise.kind(), promise.pk)
    return set(still.values_list("kind", "role"))


def sent(*items):
    """Lines as a browser sends them."""
    rows = {"items-rows": str(max(5, len(items)))}
    for place, item in enumerate(items):
        rows |= {f"items-{place}-{name}": value or "" for name, value in item.items()}
    return rows


def stood_always(share) -> Commitment:
    """A promise as if it had always stood there: no letter was delivered, nothing is owed."""
    sql("SET session_replication_role = replica")
    letter = Reply(proposal=share.proposal, assignment=share, status="superseded")
    letter.version = share.replies.count() + 9
    letter.save(force_insert=True)
    item = ReplyItem.objects.create(reply=letter, position=1, **planned())
    promise = Commitment(
        proposal=share.proposal, assignment=share, item=item, what=item.matter, status="open",
        due_on=item.due_on, first_due_on=item.due_on,
    )  # fmt: skip
    promise.save(force_insert=True)
    sql(ORIGIN)
    return promise


def kept_of(share, cast, what="加装护栏") -> Commitment:
    """The office has found it kept, and asks the first proposers."""
    services.keep_promise(promise_of(share, what), by=hand(cast.office), note="现场查看属实")
    return promise_of(share, what)


def stood_regrading(promise, grade) -> Regrading:
    """A regrading that waits, as if it had always stood there."""
    sql("SET session_replication_role = replica")
    wish = Regrading(
        proposal=promise.proposal, reply=promise.item.reply, old=grade, new=grade, status="pending"
    )
    wish.save(force_insert=True)
    sql(ORIGIN)
    return wish
