"""How people come to each verb of a consultation: one line a verb."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from consultations import forms, services
from consultations.models import (
    Attendee,
    Consensus,
    Consultation,
    Material,
    OversightNote,
    Partner,
    Progress,
    Rating,
    Speech,
    Task,
    Visit,
)
from consultations.workflow import (
    ATTENDEE,
    CONSENSUS,
    CONSULTATION,
    MATERIAL,
    OVERSIGHT,
    PARTNER,
    PROGRESS,
    RATING,
    SPEECH,
    TASK,
    TOPIC,
    VENUE,
    VISIT,
    Action,
    PartAction,
    ProgressAction,
    TaskAction,
    TopicAction,
)
from consultations.workflow.campaigns import CAMPAIGN, CampaignAction
from members.doors import Door
from members.workflow import LineAction


def by_action(*doors: Door) -> dict[str, Door]:
    return {str(door.action.value): door for door in doors}


def new_progress(task: Task) -> Progress:
    return Progress(consultation=task.consultation, task=task)


TOPIC_DOORS = by_action(
    Door(TopicAction.ACCEPT, TOPIC, forms.Accept, services.accept, main=True),
    Door(TopicAction.DECLINE, TOPIC, forms.DeclineTopic, services.decline),
    Door(TopicAction.MERGE, TOPIC, forms.MergeTopic, services.merge_topic),
    Door(TopicAction.TURN, TOPIC, forms.Turn, services.turn_topic),
    Door(TopicAction.TURN_OPINION, TOPIC, forms.TurnToOpinion, services.topic_to_opinion),
)


def inside(model: type[Any]) -> Callable[[Consultation], Any]:
    """A row of that kind which is about to be born in the consultation."""
    return lambda row: model(consultation=row)


def beside(verb: Any, table: Any, form: Any, service: Any, model: Any, **traits: bool) -> Door:
    return Door(verb, table, form, service, inside(model), **traits)


# Noted from many phones at once: what one adds takes nothing from what others add.
ADDS: dict[str, Any] = {"minds": False}


BESIDE = (
    beside(
        PartAction.RECORD_VISIT,
        VISIT,
        forms.RecordVisit,
        services.record_visit,
        Visit,
        main=True,
        **ADDS,
    ),
    beside(PartAction.INVITE, ATTENDEE, forms.Invite, services.invite, Attendee, **ADDS),
    beside(PartAction.WALK_IN, ATTENDEE, forms.WalkIn, services.walk_in, Attendee, **ADDS),
    beside(
        PartAction.RECORD_SPEECH,
        SPEECH,
        forms.RecordSpeech,
        services.record_speech,
        Speech,
        **ADDS,
    ),
    beside(
        PartAction.SEND_MATERIAL, MATERIAL, forms.SendMaterial, services.send_material, Material
    ),
    beside(
        PartAction.RECORD_CONSENSUS,
        CONSENSUS,
        forms.RecordConsensus,
        services.record_consensus,
        Consensus,
        main=True,
        **ADDS,
    ),
    beside(TaskAction.LIST, TASK, forms.ListTask, services.list_task, Task, main=True),
    beside(PartAction.RATE, RATING, forms.Rate, services.rate, Rating, main=True, **ADDS),
    beside(PartAction.OVERSEE, OVERSIGHT, forms.Oversee, services.oversee, OversightNote),
    beside(PartAction.GRANT, PARTNER, forms.Grant, services.grant, Partner),
)
CONSULTATION_DOORS = by_action(
    *(
        Door(verb, CONSULTATION, form, service, main=True, tells=tells)
        for verb, form, service, tells in (
            (Action.ASK_PLAN, forms.Note, services.ask_plan, True),
            (Action.APPROVE_PLAN, forms.Note, services.approve_plan, False),
            (Action.HOLD, forms.Hold, services.hold, True),
            (Action.ASK_LIST, forms.Note, services.ask_list, True),
            (Action.APPROVE_LIST, forms.Note, services.approve_list, False),
            (Action.FILE, forms.FileList, services.file_list, False),
            (Action.END_RATING, forms.Note, services.end_rating, True),
        )
    ),
    *BESIDE,
    Door(Action.REVISE, CONSULTATION, forms.Revise, services.revise),
    Door(Action.RESCHEDULE, CONSULTATION, forms.Reschedule, services.reschedule),
    Door(Action.REWRITE, CONSULTATION, forms.Rewrite, services.rewrite),
    *(
        Door(verb, CONSULTATION, forms.Reason, service, danger=True)
        for verb, service in (
            (Action.SEND_BACK_PLAN, services.send_back_plan),
            (Action.SEND_BACK_LIST, services.send_back_list),
            (Action.CALL_OFF, services.call_off),
        )
    ),
)
TASK_DOORS = by_action(
    Door(TaskAction.SIGN_FOR, TASK, forms.TakeOn, services.sign_for, main=True),
    Door(
        ProgressAction.RECORD,
        PROGRESS,
        forms.RecordProgress,
        services.record_progress,
        new_progress,
        **ADDS,
    ),
    *(
        Door(verb, TASK, form, service, main=main)
        for verb, form, service, main in (
            (TaskAction.CHANGE, forms.ListTask, services.change_task, False),
            (TaskAction.DROP, forms.Note, services.drop_task, False),
            (TaskAction.ASK_RETURN, forms.AskReturn, services.ask_return, False),
            (TaskAction.REASSIGN, forms.Reassign, services.reassign, True),
            (TaskAction.REFUSE_WAITING, forms.Reason, services.refuse_return, False),
            (TaskAction.REFUSE_HANDLING, forms.Reason, services.refuse_return, False),
            (TaskAction.ASK_EXTENSION, forms.AskExtension, services.ask_extension, False),
            (TaskAction.GRANT_EXTENSION, forms.Note, services.grant_extension, True),
            (TaskAction.REFUSE_EXTENSION, forms.Reason, services.refuse_extension, False),
            (TaskAction.REPORT, forms.Report, services.report, True),
            (TaskAction.CONFIRM, forms.Note, services.confirm, True),
            (TaskAction.SEND_BACK, forms.Reason, services.send_back_task, False),
            (TaskAction.URGE, forms.Urge, services.urge_task, False),
            (TaskAction.REOPEN, forms.Reopen, services.reopen_task, False),
            (TaskAction.TURN, forms.Turn, services.turn_task, False),
            (TaskAction.TURN_OPINION, forms.TurnToOpinion, services.task_to_opinion, False),
        )
    ),
)
# By the word in the address: the parts that have verbs of their own.
PART_DOORS: dict[str, tuple[type[Any], dict[str, Door]]] = {
    "visits": (
        Visit,
        by_action(Door(PartAction.VOID_VISIT, VISIT, forms.Reason, services.void_visit)),
    ),
    "attendees": (
        Attendee,
        by_action(
            Door(PartAction.SIGN_IN, ATTENDEE, forms.SignIn, services.sign_in, main=True, **ADDS),
            Door(PartAction.MISS, ATTENDEE, forms.Note, services.miss, **ADDS),
        ),
    ),
    "materials": (
        Material,
        by_action(Door(PartAction.VOID_MATERIAL, MATERIAL, forms.Reason, services.void_material)),
    ),
    "speeches": (
        Speech,
        by_action(Door(PartAction.VOID_SPEECH, SPEECH, forms.Reason, services.void_speech)),
    ),
    "consensus": (
        Consensus,
        by_action(
            Door(
                PartAction.CHANGE_CONSENSUS,
                CONSENSUS,
                forms.RecordConsensus,
                services.change_consensus,
            ),
            Door(PartAction.VOID_CONSENSUS, CONSENSUS, forms.Reason, services.void_consensus),
        ),
    ),
    "tasks": (Task, TASK_DOORS),
    "ratings": (
        Rating,
        by_action(Door(PartAction.VOID_RATING, RATING, forms.Reason, services.void_rating)),
    ),
    "partners": (
        Partner,
        by_action(Door(PartAction.END_GRANT, PARTNER, forms.Reason, services.end_grant)),
    ),
}
VENUE_DOORS = by_action(
    Door(LineAction.CHANGE, VENUE, forms.ChangeVenue, services.change_venue, main=True),
    Door(LineAction.END, VENUE, forms.Reason, services.close_venue, danger=True),
)
CAMPAIGN_DOORS = by_action(
    Door(CampaignAction.CHANGE, CAMPAIGN, forms.ChangeCampaign, services.change_campaign),
    Door(CampaignAction.TARGET, CAMPAIGN, forms.SetTargets, services.set_targets, main=True),
    Door(CampaignAction.END, CAMPAIGN, forms.Reason, services.end_campaign, danger=True),
)
