"""The procedure as tables: which verbs move an opinion and all that belongs to it."""

from opinions.workflow.actions import Action, ForwardingAction, InstructionAction
from opinions.workflow.opinion import OPINION
from opinions.workflow.parts import FORWARDING, INSTRUCTION

__all__ = [
    "FORWARDING",
    "INSTRUCTION",
    "OPINION",
    "Action",
    "ForwardingAction",
    "InstructionAction",
]
