"""通报 and 工作情况报告 of a session: the numbers of the yearly tables, as placeholders."""

from __future__ import annotations

from common import clock
from documents.cleaning import Facts, day
from documents.facts import named
from members.models import Seat, Session
from proposals.ledger_rates import RATIOS, Told, rate_of
from proposals.report import ratio
from proposals.yearly import SHARES, YEAR_RATIOS, Counts, Year, units_of
from proposals.yearly_facts import NONE
from proposals.yearly_groups import GROUPS
from proposals.yearly_members import taking_part

CAME = {
    **{"received": "收到", "filed": "立案", "merged": "并入他案", "declined": "不予立案"},
    "pending": "在审",
    **{"withdrawn": "撤案", "answered": "办复", "closed": "办结", "key": "重点提案"},
}
FILED = {"filed_rate": "立案率按案件", "counted_rate": "立案率按提案",
         "replied_rate": "办复率", "closed_rate": "办结率"}  # fmt: skip
DONE = {"met_rate": "面商率", "attitude_rate": "态度满意率", "result_rate": "结果满意率",
        "sign_rate": "按期签收率", "time_rate": "按期办复率", "kept_rate": "办实率"}  # fmt: skip


def year_facts(seat: Seat, session: Session) -> Facts:
    """Numbers as they stand today; the grades of a published session as they were published."""
    year = Year(seat, session)
    counts, told = year.whole(), year.ledger.whole()
    return {
        "届次": named(seat.committee.short_name, str(session)),
        "落款": f"{seat.committee}提案委员会",
        "落款日期": day(clock.today()),
        **{label: counts[code] for code, label in CAME.items()},
        **{FILED[one.code]: ratio(counts[one.part], counts[one.whole]) for one in SHARES},
        **{DONE[one.code]: rate_of(told, one) for one in YEAR_RATIOS if one.code in DONE},
        **{"承诺": told["all"].shares, "到期": told["due"].shares, "已落实": told["kept"].shares},
        **people(seat, session),
        "类别": grades(year, counts),
        "形式": group(year, "kind"),
        "领域": group(year, "field"),
        **by_units(year),
    }


def people(seat: Seat, session: Session) -> Facts:
    told = taking_part(seat, session)
    part, whole = told["took"], told["members"]
    return {"委员": whole, "参与委员": part, "参与率": ratio(part, whole)}


def grades(year: Year, counts: Counts) -> list[Facts]:
    """Each grade that occurs, with its part of what was answered."""
    return [
        {"名称": one.label, "件数": counts[code], "占比": ratio(counts[code], counts["answered"])}
        for code, one in year.figures.items()
        if code.startswith("grade:") and counts[code]
    ]


def group(year: Year, code: str) -> list[Facts]:
    told, by = year.by(GROUPS[code]), GROUPS[code]
    labels = by.labels(year.seat.committee_id) | {NONE: by.none}
    return [
        {"名称": label, "收到": told[value]["received"], "立案": told[value]["filed"]}
        for value, label in labels.items()
        if value in told
    ]


def by_units(year: Year) -> Facts:
    told, graded = year.ledger.by("row"), year.grades_by_unit()
    units = units_of(told)
    rows = [unit_row(year, str(one), told[one.pk], graded.get(one.pk, {})) for one in units]
    late = [
        str(one)
        for one in units
        if told[one.pk]["replied"].shares < told[one.pk]["to_reply"].shares
    ]
    return {"单位数": len(units), "清单": rows, "未按期单位": "、".join(late) or "——"}


def unit_row(year: Year, name: str, told: Told, own: Counts) -> Facts:
    kept, done, met, attitude, result = RATIOS
    labels = {code: one.label for code, one in year.figures.items()}
    parts = [f"{labels.get(f'grade:{code}', code)}{n}" for code, n in sorted(own.items())]
    return {
        "单位": name,
        "办复": f"{told[done.part].shares}/{told[done.whole].shares}",
        "面商率": rate_of(told, met),
        "满意率": f"{rate_of(told, attitude)}／{rate_of(told, result)}",
        "办实率": rate_of(told, kept),
        "类别": "，".join(parts) or "——",
    }
