"""The tables of the yearly list of key proposals: shortlist, advice, decision."""

from __future__ import annotations

from proposals.gates_keys import has_candidates, selecting, submitted
from proposals.models import Advice, Candidate, KeyList
from proposals.rules import director, office, office_or_director
from proposals.rules_handing import the_system
from proposals.rules_keys import advises
from proposals.workflow.key_actions import AdviceAction, CandidateAction, KeyListAction
from workflow.models import Audience
from workflow.procedure import UNBORN, Procedure, move

Status, INTERNAL = KeyList.Status, Audience.INTERNAL
OPEN = (Status.SELECTING, Status.SUBMITTED)

KEY_LIST = Procedure[KeyList, KeyListAction](
    KeyList,
    {
        KeyListAction.OPEN: move(UNBORN, to=Status.SELECTING, by=office),
        KeyListAction.SHORTLIST: move(Status.SELECTING, by=office, audience=INTERNAL),
        KeyListAction.ASK_ADVICE: move(
            Status.SELECTING, by=office, gate=has_candidates, audience=INTERNAL
        ),
        KeyListAction.SUBMIT: move(
            Status.SELECTING,
            to=Status.SUBMITTED,
            by=office,
            gate=has_candidates,
            audience=INTERNAL,
        ),
        KeyListAction.RETURN: move(
            Status.SUBMITTED, to=Status.SELECTING, by=director, audience=INTERNAL
        ),
        KeyListAction.FIX: move(Status.SUBMITTED, to=Status.FIXED, by=director, audience=INTERNAL),
        KeyListAction.AMEND: move(Status.FIXED, by=director, audience=INTERNAL),
        KeyListAction.CALL_OFF: move(*OPEN, to=Status.CALLED_OFF, by=director),
        KeyListAction.FOLLOW: move(*OPEN, by=the_system, audience=INTERNAL),
    },
    ends=frozenset({Status.FIXED, Status.CALLED_OFF}),
)
Place = Candidate.Status
CANDIDATE = Procedure[Candidate, CandidateAction](
    Candidate,
    {
        CandidateAction.LIST: move(
            UNBORN, to=Place.LISTED, by=office, gate=selecting, audience=INTERNAL
        ),
        CandidateAction.SCORE: move(Place.LISTED, by=office, gate=selecting, audience=INTERNAL),
        CandidateAction.DROP: move(
            Place.LISTED, to=Place.DROPPED, by=office, gate=selecting, audience=INTERNAL
        ),
        CandidateAction.CHOOSE: move(Place.LISTED, to=Place.CHOSEN, by=director, gate=submitted),
        CandidateAction.PASS_OVER: move(
            Place.LISTED, to=Place.PASSED, by=director, gate=submitted, audience=INTERNAL
        ),
    },
    root=KEY_LIST,
    owed=False,
)
Word = Advice.Status
ADVICE = Procedure[Advice, AdviceAction](
    Advice,
    {
        AdviceAction.ASK: move(UNBORN, to=Word.ASKED, by=office, gate=selecting),
        AdviceAction.GIVE: move(Word.ASKED, to=Word.GIVEN, by=advises, gate=selecting),
        AdviceAction.LAPSE: move(
            Word.ASKED, to=Word.LAPSED, by=office_or_director, audience=INTERNAL
        ),
    },
    root=KEY_LIST,
    ends=frozenset({Word.GIVEN, Word.LAPSED}),
)
