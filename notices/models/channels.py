"""The ways out of the house: gateways of a committee, what each person chose, what is stopped."""

from __future__ import annotations

from django.db import models

from common import clock
from members.models import Committee, Seat, User

BODY = '{"phone": "{phone}", "content": "{text} {url}"}'


class GatewayQuerySet(models.QuerySet["Gateway"]):
    def visible_to(self, seat: Seat) -> GatewayQuerySet:
        return self.filter(committee=seat.committee_id)


class Gateway(models.Model):
    """A service that takes messages by HTTP: short messages, or a robot of a chat."""

    class Kind(models.TextChoices):
        SMS = "sms", "短信网关"
        ROBOT = "robot", "群机器人"

    class Signing(models.TextChoices):
        HEADER = "header", "请求头签名（HMAC-SHA256）"
        QUERY = "query", "地址栏签名（timestamp、sign，钉钉式）"
        NONE = "none", "不签名（密钥在地址中，政务微信式）"

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="gateways")
    name = models.CharField("名称", max_length=40)
    kind = models.CharField("类型", max_length=8, choices=Kind)
    url = models.CharField("地址", max_length=500)
    signing = models.CharField("签名方式", max_length=8, choices=Signing, default=Signing.HEADER)
    secret = models.CharField("密钥", max_length=200, blank=True)  # written, never shown
    body = models.TextField("报文", default=BODY)  # JSON with {phone}, {text} and {url}
    sparing = models.BooleanField("只发必达消息", default=True)
    active = models.BooleanField("启用", default=True)

    objects = GatewayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "name"], name="one_gateway_of_a_name")
        ]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Preference(models.Model):
    """How one person wants to be reached. Who never chose is sent everything at once."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="+")
    mail = models.BooleanField("邮件", default=True)
    phone = models.BooleanField("短信和群机器人", default=True)
    digest = models.BooleanField("每日一封", default=False)
    digest_at = models.PositiveSmallIntegerField("发送时间", default=9)  # hour in Shanghai

    def __str__(self) -> str:
        return f"{self.user}"


class StoppedAddress(models.Model):
    """An address that its server refused for good: nothing is sent there by anybody."""

    address = models.CharField(max_length=254, unique=True)  # in small letters
    reason = models.CharField(max_length=300)
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.address
