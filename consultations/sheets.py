"""Sheets with a QR code for one consultation, and the secret in their addresses.

Nothing of it is stored and nothing can be guessed: the case, signed for one purpose. What the
code opens is closed by where the consultation stands.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from django.core.signing import BadSignature, Signer

from consultations.models import Consultation
from consultations.services.scanning import rating_open, signing_open


class Sheet(NamedTuple):
    """label: of its button; title and steps: what stands on it; page: where its code leads."""

    label: str
    title: str
    say: str
    page: str
    is_open: Callable[[Consultation], bool]
    steps: tuple[str, ...]


SHEETS = {
    "sign-in": Sheet(
        "签到二维码",
        "扫码签到",
        "到会请扫码",
        "villagers:sign_in",
        signing_open,
        (
            "用手机扫描二维码，选择自己的姓名；不在名单中的，填写姓名和身份。",
            "同一人扫码两次，只算一次签到。",
            "不方便用手机的，请到签到台登记。",
        ),
    ),
    "rating": Sheet(
        "评议二维码",
        "群众评议",
        "办得好不好，您说了算",
        "villagers:rating",
        rating_open,
        (
            "用手机扫描二维码，选择任务，分别评议办理态度和办理结果。",
            "姓名可以不填；每部手机对每项任务评议一次。",
            "不方便用手机的，可向村里索取纸质评议表。",
        ),
    ),
}


def token_of(row: Consultation, word: str) -> str:
    return Signer(salt=f"consultations.{word}").sign(row.case.uid.hex)


def found(token: str, word: str) -> Consultation | None:
    """The consultation whose code this is; none where the code was not made here for this."""
    try:
        uid = UUID(Signer(salt=f"consultations.{word}").unsign(token))
    except (BadSignature, ValueError):
        return None
    known = Consultation.objects.select_related("case__committee", "township__committee", "venue")
    return known.filter(case__uid=uid).first()
