"""How people come to the verbs of key proposals: one line a verb."""

from __future__ import annotations

from typing import Any

from members.doors import ActionForm, Door
from proposals.forms import Note, Reason, key_lists, keys, warnings
from proposals.models import (
    Advice,
    Candidate,
    KeyInstruction,
    KeyLeader,
    KeyVisit,
    MediaReport,
    PlanItem,
)
from proposals.services import keys as services
from proposals.services import warnings as letters
from proposals.workflow import (
    ADVICE,
    CANDIDATE,
    KEY,
    KEY_INSTRUCTION,
    KEY_LIST,
    KEY_VISIT,
    LEADER,
    MEDIA,
    PLAN_ITEM,
    WARNING,
    AdviceAction,
    CandidateAction,
    InstructionAction,
    ItemAction,
    KeyAction,
    KeyListAction,
    KeyVisitAction,
    LeaderAction,
    MediaAction,
    WarningAction,
)

Doors = dict[str, Door]
MAIN, DANGER = "main", "danger"
# Written by units and bodies while the committee goes on: only its own row is in its way.
APART = (ItemAction.PROGRESS, ItemAction.REPORT, InstructionAction.ANSWER, AdviceAction.GIVE)


def of(procedure: Any, *lines: tuple[Any, ...], **more: Any) -> Doors:
    """(verb, form, service, look) each; what else holds for all of them by name."""
    return {str(one[0].value): door(procedure, *one, **more) for one in lines}


def door(
    procedure: Any,
    verb: Any,
    form: type[ActionForm],
    service: Any,
    look: str = "",
    **more: Any,
) -> Door:
    """look: main stands out, danger warns. more: as of Door, newborn or tells."""
    more["minds"] = "newborn" not in more and verb not in APART
    return Door(verb, procedure, form, service, main=look == MAIN, danger=look == DANGER, **more)


KEY_LIST_DOORS = {
    **of(
        KEY_LIST,
        (KeyListAction.SHORTLIST, key_lists.Shortlist, services.shortlist, MAIN),
        (KeyListAction.ASK_ADVICE, key_lists.AskAdvice, services.ask_advice),
    ),
    **of(KEY_LIST, (KeyListAction.SUBMIT, Note, services.submit_key_list), tells=True),
    **of(
        KEY_LIST,
        (KeyListAction.FIX, key_lists.FixList, services.fix_key_list, MAIN),
        (KeyListAction.RETURN, Reason, services.return_key_list),
        (KeyListAction.AMEND, key_lists.AmendList, services.amend_key_list),
        (KeyListAction.CALL_OFF, Reason, services.call_off_key_list, DANGER),
    ),
}
CANDIDATE_DOORS = of(
    CANDIDATE,
    (CandidateAction.SCORE, key_lists.Score, services.score_candidate),
    (CandidateAction.DROP, Reason, services.drop_candidate, DANGER),
)
ADVICE_DOORS = of(ADVICE, (AdviceAction.GIVE, key_lists.GiveAdvice, services.give_advice, MAIN))
KEY_DOORS = {
    **of(KEY, (KeyAction.ISSUE_PLAN, keys.IssuePlan, services.issue_plan, MAIN)),
    **of(
        LEADER,
        (LeaderAction.ASK, keys.AskLeader, services.ask_leader),
        newborn=lambda key: KeyLeader(keyproposal=key),
    ),
    **of(
        PLAN_ITEM,
        (ItemAction.PROPOSE, keys.PlanLine, services.propose_item),
        (ItemAction.ADD, keys.PlanLine, services.add_item),
        newborn=lambda key: PlanItem(keyproposal=key),
    ),
    **of(
        KEY_VISIT,
        (KeyVisitAction.PLAN, keys.PlanVisit, services.plan_visit),
        newborn=lambda key: KeyVisit(keyproposal=key),
    ),
    **of(
        KEY_INSTRUCTION,
        (InstructionAction.INSTRUCT, keys.Instruct, services.instruct),
        newborn=lambda key: KeyInstruction(keyproposal=key),
    ),
    **of(
        MEDIA,
        (MediaAction.RECORD, keys.RecordMedia, services.record_media),
        newborn=lambda key: MediaReport(keyproposal=key),
    ),
    **of(
        KEY,
        (KeyAction.CONCLUDE, keys.ConcludeKey, services.conclude_key),
        tells=True,  # what the plan waits for stands on the page already
    ),
    **of(KEY, (KeyAction.REOPEN, Reason, services.reopen_key)),
}
LEADER_DOORS = of(
    LEADER,
    (LeaderAction.CONSENT, keys.ConsentLeader, services.consent_leader, MAIN),
    (LeaderAction.DECLINE, keys.DeclineLeader, services.decline_leader),
    (LeaderAction.ASK_AGAIN, Note, services.ask_again),
    (LeaderAction.RELEASE, Reason, services.release_leader, DANGER),
)
ITEM_DOORS = of(
    PLAN_ITEM,
    (ItemAction.REPORT, keys.ReportLine, services.report_item, MAIN),
    (ItemAction.PROGRESS, keys.ReportLine, services.progress_item),
    (ItemAction.CONFIRM, keys.ConfirmLine, services.confirm_item, MAIN),
    (ItemAction.RETURN, keys.ReturnLine, services.return_item),
    (ItemAction.CHANGE, keys.ChangeLine, services.change_item),
    (ItemAction.EXTEND, keys.ExtendLine, services.extend_item),
    (ItemAction.DROP, Note, services.drop_item, DANGER),
    (ItemAction.CANCEL, Reason, services.cancel_item, DANGER),
)
VISIT_DOORS = of(
    KEY_VISIT,
    (KeyVisitAction.HOLD, keys.HoldVisit, services.hold_visit, MAIN),
    (KeyVisitAction.CHANGE, keys.ChangeVisit, services.change_visit),
    (KeyVisitAction.ADD, keys.AddToVisit, services.add_to_visit),
    (KeyVisitAction.CALL_OFF, Reason, services.call_off_visit, DANGER),
)
INSTRUCTION_DOORS = of(
    KEY_INSTRUCTION,
    (InstructionAction.ANSWER, keys.AnswerInstruction, services.answer_instruction, MAIN),
    (InstructionAction.CLOSE, Note, services.close_instruction, MAIN),
    (InstructionAction.RETURN, keys.ReturnLine, services.return_answer),
    (InstructionAction.VOID, Reason, services.void_instruction, DANGER),
)
MEDIA_DOORS = of(MEDIA, (MediaAction.VOID, Reason, services.void_media, DANGER))
WARNING_DOORS = of(
    WARNING,
    (WarningAction.REPLY, warnings.ReplyWarning, letters.reply_warning, MAIN),
    (WarningAction.CLOSE, Note, letters.close_warning, MAIN),
    (WarningAction.AGAIN, warnings.WarnAgain, letters.warn_again),
    (WarningAction.EXTEND, warnings.ExtendWarning, letters.extend_warning),
    (WarningAction.VOID, Reason, letters.void_warning, DANGER),
)
LIST_PARTS: dict[str, tuple[Any, Doors]] = {
    "candidates": (Candidate, CANDIDATE_DOORS),
    "advice": (Advice, ADVICE_DOORS),
}
KEY_PARTS: dict[str, tuple[Any, Doors]] = {
    "leaders": (KeyLeader, LEADER_DOORS),
    "items": (PlanItem, ITEM_DOORS),
    "visits": (KeyVisit, VISIT_DOORS),
    "instructions": (KeyInstruction, INSTRUCTION_DOORS),
    "media": (MediaReport, MEDIA_DOORS),
}
