"""Messages by signed HTTP: one adapter for short-message gateways and for robots of chats."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from common import clock
from notices import mail
from notices.models import Delivery, Gateway
from notices.outbound import Answer, post
from notices.refusals import AddressRefused, NotSent, Refused
from notices.wanting import is_stopped

AGAIN = (408, 425, 429)  # refusals that pass
SUCCESS = range(200, 300)


class Words(NamedTuple):
    """What is put into the places of the body."""

    phone: str
    text: str
    url: str


def send(delivery: Delivery) -> None:
    """Send one notice by its gateway. Raises NotSent, Refused or AddressRefused."""
    gateway, phone = delivery.gateway, delivery.user.phone
    if gateway is None or not gateway.active:
        raise Refused("该消息接口已停用")
    if is_stopped(phone):
        raise AddressRefused(phone, "该手机号已停用")
    url = mail.link_to(delivery.notice_id)
    speak(gateway, Words(phone, delivery.notice.text, url), key=str(delivery.uid))


def speak(gateway: Gateway, words: Words, *, key: str) -> None:
    """One message; `key` is the same for every attempt (Idempotency-Key)."""
    body = filled(gateway.body, words).encode()
    url, headers = signed(gateway, body)
    headers |= {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": key}
    judge(post(url, body, headers))


def filled(template: str, words: Words) -> str:
    """The JSON body with its places filled in, whatever signs the words contain."""
    return json.dumps(replaced(json.loads(template), words), ensure_ascii=False)


def replaced(part: Any, words: Words) -> Any:
    if isinstance(part, dict):
        return {name: replaced(value, words) for name, value in part.items()}
    if isinstance(part, list):
        return [replaced(value, words) for value in part]
    if isinstance(part, str):
        pieces = part.replace("{phone}", words.phone).split("{text}")
        return words.text.join(piece.replace("{url}", words.url) for piece in pieces)
    return part


def signed(gateway: Gateway, body: bytes) -> tuple[str, dict[str, str]]:
    """Address and headers with the signature in the manner of the gateway."""
    if gateway.signing == Gateway.Signing.NONE:
        return gateway.url, {}
    if gateway.signing == Gateway.Signing.HEADER:
        stamp = str(int(clock.now().timestamp()))
        mark = hmac.new(gateway.secret.encode(), stamp.encode() + b"." + body, hashlib.sha256)
        return gateway.url, {"X-Timestamp": stamp, "X-Signature": f"sha256={mark.hexdigest()}"}
    stamp = str(int(clock.now().timestamp() * 1000))
    said = f"{stamp}\n{gateway.secret}".encode()
    mark = hmac.new(gateway.secret.encode(), said, hashlib.sha256)
    sign = quote(base64.b64encode(mark.digest()), safe="")
    joint = "&" if urlsplit(gateway.url).query else "?"
    return f"{gateway.url}{joint}timestamp={stamp}&sign={sign}", {}


def judge(answer: Answer) -> None:
    """What the answer means: taken, not now, or never."""
    if answer.status in SUCCESS:
        return refused_inside(answer.text)
    said = f"消息接口返回 {answer.status}：{answer.text[:120]}"
    if 400 <= answer.status < 500 and answer.status not in AGAIN:
        raise Refused(said)
    raise NotSent(said)


def refused_inside(text: str) -> None:
    """Robots answer 200 and say the failure inside (errcode)."""
    try:
        told = json.loads(text)
    except ValueError:
        return
    code = told.get("errcode", 0) if isinstance(told, dict) else 0
    if code not in (0, "0", None):
        raise NotSent(f"消息接口报告错误 {code}：{told.get('errmsg', '')}"[:250])
