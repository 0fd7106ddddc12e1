"""Letters by SMTP: a stable Message-ID, a link, and no more about people than the letter needs."""

from __future__ import annotations

import smtplib
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from notices.models import StoppedAddress
from notices.refusals import AddressRefused, NotSent, Refused
from notices.wanting import is_stopped

FOOT = "本邮件由系统自动发出，请勿回复。接收方式可在“消息”页的“接收方式”中调整。"
PERMANENT = 500  # SMTP codes from here on are final


def link_to(notice: int) -> str:
    """The address that leads from a message to where the person acts."""
    return f"{settings.SITE_URL}{reverse('notices:open', args=[notice])}"


def post(address: str, *, uid: UUID, subject: str, body: str) -> None:
    """Send one letter. Raises NotSent, Refused or AddressRefused."""
    if is_stopped(address):
        raise AddressRefused(address, "该邮箱此前已被收件服务器拒收，现已停用")
    letter = EmailMessage(
        subject=" ".join(subject.split()),
        body=f"{body}\n\n{FOOT}\n",
        to=[address],
        headers={"Message-ID": message_id(uid), "Auto-Submitted": "auto-generated"},
    )
    try:
        letter.send()
    except smtplib.SMTPRecipientsRefused as refusal:
        raise of_recipient(address, refusal) from refusal
    except smtplib.SMTPDataError as refusal:
        raise kind_of(refusal.smtp_code)(words(refusal.smtp_code, refusal.smtp_error)) from refusal
    except (OSError, smtplib.SMTPException) as failure:
        raise NotSent(f"邮件服务器没有接受：{plain(failure)}") from failure
    except ValueError as fault:
        raise Refused(f"邮箱格式不能用于发信：{plain(fault)}") from fault


def message_id(uid: UUID) -> str:
    """The same for every attempt, so that a doubled letter is recognised as the same."""
    return f"<{uid}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>"


def of_recipient(address: str, refusal: smtplib.SMTPRecipientsRefused) -> NotSent:
    code, said = next(iter(refusal.recipients.values()))
    if code >= PERMANENT:
        return AddressRefused(address, f"收件服务器拒收该邮箱：{words(code, said)}")
    return NotSent(f"收件服务器暂不接收：{words(code, said)}")


def kind_of(code: int) -> type[NotSent]:
    return Refused if code >= PERMANENT else NotSent


def words(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{code} {' '.join(text.split())}"[:200]


def plain(failure: Exception) -> str:
    return f"{type(failure).__name__} {failure}"[:200]


def stop(refusal: AddressRefused) -> None:
    """Nobody writes to this address any more, by whatever road."""
    StoppedAddress.objects.get_or_create(
        address=refusal.address.lower(), defaults={"reason": str(refusal)[:300]}
    )
