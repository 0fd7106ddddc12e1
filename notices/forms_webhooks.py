"""变更推送: what is asked when it is set up, changed, switched."""

from __future__ import annotations

from django import forms

from members.doors import ActionForm
from members.forms_registers import reason
from notices.webhooks import OVERLAP

HOURS = int(OVERLAP.total_seconds() // 3600)


class Address(ActionForm):
    """Where the client wants to be told."""

    url = forms.CharField(
        label="推送地址",
        max_length=500,
        widget=forms.URLInput,
        help_text="由对方提供，以 https:// 开头；指向内部网络的，须先由部署人员列出",
    )


class Change(Address):
    def fit(self) -> None:
        self.initial.setdefault("url", self.row.url)


class Rotate(ActionForm):
    lead = (
        f"新密钥只显示一次。更换后{HOURS}小时内，新旧两个密钥都用来签名，"
        "请对方在此期间换用新密钥；更早的密钥立即失效。"
    )


class SwitchOff(ActionForm):
    lead = "停用后不再推送，等待中的也不再发送；对方仍可读取变更流。"
    reason = reason("停用原因")


class SwitchOn(ActionForm):
    lead = "恢复后推送今后的变化；停用期间的变化请对方从变更流读取。"
