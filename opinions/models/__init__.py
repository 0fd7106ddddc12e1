from opinions.models.after import Forwarding, Instruction, Noted
from opinions.models.drafts import OpinionDraft
from opinions.models.opinion import Opinion

__all__ = ["OpinionDraft", "Forwarding", "Instruction", "Noted", "Opinion"]
