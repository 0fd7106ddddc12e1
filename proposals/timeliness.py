"""办理时效: how promptly units sign for and answer, for a session as a whole and unit by unit."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from members.models import Seat, Session
from proposals.boards import Number, counted, figures_of, in_days, total
from proposals.report import Rate, ratio

CODES = ("to_sign", "in_time", "to_reply", "replied", "sent", "extended", "to_meet", "met")
TILE = ("late", "to_sign", "in_time", "to_reply", "replied")


class Pace(NamedTuple):
    """One unit's line; rates as they are printed, with the numbers they are made of."""

    unit: str
    signed: str
    signed_of: str
    replied: str
    replied_of: str
    days: str
    extended: int
    met: str
    met_of: str


def pace_of(unit: str, told: dict[str, Number]) -> Pace:
    count = {code: number.shares for code, number in told.items()}
    return Pace(
        unit,
        ratio(count["in_time"], count["to_sign"]),
        f"{count['in_time']}/{count['to_sign']}",
        ratio(count["replied"], count["to_reply"]),
        f"{count['replied']}/{count['to_reply']}",
        in_days(told["sent"].value),
        count["extended"],
        ratio(count["met"], count["to_meet"]),
        f"{count['met']}/{count['to_meet']}",
    )


def timeliness_on(seat: Seat, session: Session) -> dict[str, Any]:
    """The context of the report: the session's rates with what they mean, then each unit's."""
    told = total(seat, session, CODES)
    units = counted(seat, session, CODES)
    lines = [pace_of(str(unit), numbers) for unit, numbers in units.items()]
    return {"timely": rates(seat, pace_of("合计", told)), "paces": lines}


def rates(seat: Seat, whole: Pace) -> list[Rate]:
    """By share: a proposal with three units counts three times."""
    known = figures_of(seat.committee_id)
    means = {code: known[code].meaning for code in CODES}
    return [
        Rate(
            "及时签收率",
            whole.signed,
            f"按期签收 ÷ 应签收 ＝ {whole.signed_of}；按期签收是{means['in_time']}，"
            f"应签收是{means['to_sign']}",
        ),
        Rate(
            "按期办复率",
            whole.replied,
            f"按期办复 ÷ 应办复 ＝ {whole.replied_of}；按期办复是{means['replied']}，"
            f"应办复是{means['to_reply']}",
        ),
        Rate("平均办理天数", whole.days, means["sent"]),
        Rate("延期数", str(whole.extended), means["extended"]),
        Rate(
            "面商率",
            whole.met,
            f"面商 ÷ 应面商 ＝ {whole.met_of}；应面商是{means['to_meet']}，面商是{means['met']}",
        ),
    ]


def late_tile(told: dict[str, Number], session: Session) -> dict[str, Any]:
    """How many shares are late, and how promptly units are, for the desk; of TILE."""
    pace = {code: number.shares for code, number in told.items()}
    signed = f"及时签收率 {ratio(pace['in_time'], pace['to_sign'])}"
    replied = f"按期办复率 {ratio(pace['replied'], pace['to_reply'])}"
    query = urlencode({"figure": "late", "session": session.pk})
    return {
        "value": pace["late"],
        "label": "逾期承办件",
        "note": f"{signed}　{replied}",
        "tone": "late" if pace["late"] else "",
        "url": f"{reverse('proposals:board_list')}?{query}",
    }
