"""A committee's gateways: added, changed, switched off and on, tried; each noted in its register.

The secret is written and never shown: not on a page, not in the note, not in a log.
"""

from __future__ import annotations

import json
import uuid
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from members.models import Committee, Role, Seat
from members.services.registry import note, registry_of
from notices.gateways import Words, speak
from notices.models import Gateway
from workflow.hand import Hand

KEEPER, REFUSAL = Role.SYSADMIN, "消息接口由系统管理员设置"


@transaction.atomic
def keep_gateway(committee: Committee, gateway: Gateway, *, by: Hand, **told: Any) -> Gateway:
    """Add or change a gateway; an empty secret leaves the old one."""
    new = gateway.pk is None
    secret = told.pop("secret", "")
    for name, value in told.items():
        setattr(gateway, name, value)
    gateway.committee, gateway.secret = committee, secret or gateway.secret
    check(gateway)
    changed = "，已更换密钥" if secret and not new else ""
    host = urlsplit(gateway.url).hostname
    verb = "新增" if new else "修改"
    put_down(committee, f"{verb}消息接口“{gateway}”（{host}）{changed}", by)
    gateway.save()
    return gateway


def check(gateway: Gateway) -> None:
    """Everything that can be wrong with it, said at once."""
    faults = {}
    others = Gateway.objects.filter(committee=gateway.committee_id, name=gateway.name)
    if others.exclude(pk=gateway.pk).exists():
        faults["name"] = "已有同名的消息接口，请改用其他名称"
    if urlsplit(gateway.url).scheme not in ("https", "http") or not urlsplit(gateway.url).hostname:
        faults["url"] = "地址应以 https:// 开头"
    if gateway.signing != Gateway.Signing.NONE and not gateway.secret:
        faults["secret"] = "请填写密钥；接口不要求签名的，签名方式选“不签名”"
    try:
        json.loads(gateway.body)
    except ValueError:
        faults["body"] = '报文应为 JSON，例如 {"phone": "{phone}", "content": "{text} {url}"}'
    else:
        if "{text}" not in gateway.body:
            faults["body"] = "报文中应有 {text}，系统在此处填入消息内容"
    if faults:
        raise ValidationError(faults)


@transaction.atomic
def switch(gateway: Gateway, *, on: bool, by: Hand) -> Gateway:
    """On or off; what is so already stays so."""
    if gateway.active != on:
        gateway.active = on
        verb = "启用" if on else "停用"
        put_down(gateway.committee, f"{verb}消息接口“{gateway}”", by)
        gateway.save(update_fields=["active"])
    return gateway


def put_down(committee: Committee, text: str, by: Hand) -> None:
    """In the register, by the only one who keeps gateways."""
    if isinstance(by.seat, Seat) and by.seat.role != KEEPER:
        raise PermissionDenied(REFUSAL)
    note(registry_of(committee), text, by=by)


def try_out(gateway: Gateway, phone: str) -> None:
    """One message to that number. Raises NotSent or Refused with the reason."""
    speak(gateway, Words(phone, "提案通消息接口试发", ""), key=str(uuid.uuid4()))
