"""What is asked about ways of being reached."""

from __future__ import annotations

from typing import Any

from django import forms

from notices.models import Gateway

HOURS = [(hour, f"{hour}时") for hour in range(8, 19)]


class PreferenceForm(forms.Form):
    """How somebody wants to be reached."""

    mail = forms.BooleanField(label="邮件", required=False)
    phone = forms.BooleanField(label="短信和群机器人（本单位开通的）", required=False)
    digest = forms.BooleanField(
        label="每日一封：一天的消息合成一封邮件",
        required=False,
        help_text="必达消息仍然随时发送",
    )
    digest_at = forms.TypedChoiceField(label="每日一封的发送时间", choices=HOURS, coerce=int)


class GatewayForm(forms.Form):
    """A gateway; the secret is asked for and never shown."""

    name = forms.CharField(label="名称", max_length=40)
    kind = forms.ChoiceField(label="类型", choices=Gateway.Kind.choices)
    url = forms.CharField(
        label="地址",
        max_length=500,
        help_text="以 https:// 开头；指向内部网络的，须先由部署人员在 GATEWAY_NETWORKS 中列出",
    )
    signing = forms.ChoiceField(label="签名方式", choices=Gateway.Signing.choices)
    secret = forms.CharField(
        label="密钥",
        max_length=200,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="保存后不再显示；修改时不填则沿用原密钥",
    )
    body = forms.CharField(
        label="报文",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text="JSON；{phone} 为手机号，{text} 为消息内容，{url} 为办理地址",
    )
    sparing = forms.BooleanField(label="只发必达消息", required=False)


class TrialForm(forms.Form):
    """A number to try a gateway with."""

    phone = forms.RegexField(
        r"^1\d{10}$",
        label="试发手机号",
        error_messages={"invalid": "手机号应为11位数字"},
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )


def facts_of(gateway: Gateway) -> dict[str, Any]:
    """What the form shows of it: all but the secret."""
    names = ("name", "kind", "url", "signing", "body", "sparing")
    return {name: getattr(gateway, name) for name in names}
