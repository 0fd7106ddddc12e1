from notices.models.channels import Gateway, Preference, StoppedAddress
from notices.models.inbox import Notice, NoticeQuerySet, Weight
from notices.models.sending import MAIL, Delivery, Digest, Sending, State
from notices.models.webhooks import Push, Webhook, WebhookSecret

__all__ = [
    "MAIL",
    "Delivery",
    "Digest",
    "Gateway",
    "Notice",
    "NoticeQuerySet",
    "Preference",
    "Push",
    "Sending",
    "State",
    "StoppedAddress",
    "Webhook",
    "WebhookSecret",
    "Weight",
]
