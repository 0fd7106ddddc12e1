"""Categories and collective proposers that an import finds missing."""

from __future__ import annotations

from common import clock
from members.models import Committee, Entry, Organisation
from members.spelling import initials
from proposals.guesses import body_kind, field_of
from proposals.models import Kind
from proposals.reading import ReadProposal
from proposals.services.importing_plan import Plan

CODE_LIMIT = 20


def categories(committee: Committee, plan: Plan) -> dict[str, Entry]:
    """The committee's categories by label, those that the file brings among them."""
    here = Entry.objects.filter(committee=committee, book=Entry.Book.CATEGORY, term=None)
    known = list(here)
    codes = {entry.code for entry in known}
    position = max((entry.position for entry in known), default=0)
    for place, label in enumerate(plan.categories, position + 1):
        known.append(
            Entry(
                committee=committee,
                book=Entry.Book.CATEGORY,
                code=free_code(label, codes),
                label=label,
                meaning="导入提案时新增",
                field=field_of(label),
                position=place,
                retired_on=clock.today(),  # of old cases: listed, but not offered for new ones
            )
        )
    Entry.objects.bulk_create(entry for entry in known if entry.pk is None)
    return {entry.label: entry for entry in known}


def free_code(label: str, taken: set[str]) -> str:
    """A code from the label's initials that no other category has; it is taken at once."""
    stem, count = initials(label)[: CODE_LIMIT - 4] or "category", 1
    code = stem
    while code in taken:
        count += 1
        code = f"{stem}{count}"
    taken.add(code)
    return code


def bodies(committee: Committee, plan: Plan) -> dict[str, Organisation]:
    """The bodies that submit, by name; new ones wait for the office to complete them (待补登)."""
    Organisation.objects.bulk_create(
        Organisation(committee=committee, name=name, kind=body_kind(name), placeholder=True)
        for name in plan.bodies
    )
    named = [row.organisation for row in plan.new if row.form == "collective"]
    here = Organisation.objects.filter(committee=committee, name__in=named)
    return {body.name: body for body in here}


def proposer_kind(row: ReadProposal, body: Organisation | None) -> Kind:
    if body is not None:
        return Kind(body.kind)
    return Kind.JOINT if row.form == "joint" else Kind.MEMBER
