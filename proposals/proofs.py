"""What a proposal can prove besides its events: that texts and lines are what they were."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F, Q

from proposals.models import Proposal, ProposalText, Reply
from proposals.services.letters import digest
from workflow.chain import TRUSTED, batches
from workflow.models import fingerprint

# Each text beside the digest that was recorded when the proposal came to that revision.
TOLD = """
SELECT text.*, (
    SELECT data #>> '{changes,text_digest,1}' FROM workflow_event AS wording
    WHERE wording.case_id = text.case_id AND wording.subject_type = 'proposals_proposal'
        AND wording.data #> '{changes,text_digest}' IS NOT NULL
        AND wording.version <= (
            SELECT version FROM workflow_event AS turn
            WHERE turn.case_id = text.case_id AND turn.subject_type = 'proposals_proposal'
                AND turn.data #>> '{changes,revision,1}' = text.revision::text
        )
    ORDER BY wording.version DESC LIMIT 1
) AS told
FROM proposals_proposaltext AS text
WHERE text.case_id = ANY(%s)
"""


def texts() -> Iterator[str]:
    """Texts that are not as they were recorded, and proposals that lack a revision."""
    for numbers in batches():
        for text in ProposalText.objects.raw(TOLD, [numbers]):
            if not fits(text.body, text.told):  # type: ignore[attr-defined]
                yield f"第{text.proposal_id}号件第{text.revision}版正文：与登记时不符"
    kept = Count("texts", filter=Q(texts__revision__lte=F("revision")))
    wanting = Proposal.objects.annotate(kept=kept).exclude(kept=F("revision"))
    for number in wanting.order_by().values_list("pk", flat=True).iterator():
        yield f"第{number}号件：正文版次不全"


def lines() -> Iterator[str]:
    """Answers whose lines are not those that the record binds to them."""
    for numbers in batches():
        letters = Reply.objects.filter(proposal__in=numbers).order_by("pk")
        for letter in letters.prefetch_related("items"):
            if digest(letter.items.all()) != letter.items_digest:
                yield f"第{letter.proposal_id}号件第{letter.pk}份答复：逐项办理情况与登记时不符"


def fits(body: str, told: str | None) -> bool:
    """Whether the text is the one whose digest was told; an empty one has an empty digest."""
    if not told:
        return told == body == ""
    algorithm = told.partition(":")[0]
    return algorithm in TRUSTED and fingerprint(body, algorithm) == told
