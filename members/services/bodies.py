"""集体提案单位: parties, people's organisations, sectors … that may propose as bodies."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from members.models import Organisation, Registry
from members.workflow import REGISTRY, RegistryAction
from workflow.hand import Hand


def enrol_body(registry: Registry, *, by: Hand, name: str, kind: str) -> Organisation:
    """登记: from now on it may be chosen as a proposer, and people may act for it."""
    name, kind = fit(registry, name, kind)
    told = f"{name}（{Organisation.Kind(kind).label}）"
    with REGISTRY.moving(registry, RegistryAction.ENROL, by=by, note=told) as registry:
        free(registry, name)
        return Organisation.objects.create(committee=registry.case.committee, name=name, kind=kind)


def amend_body(
    registry: Registry, *, by: Hand, body: Organisation, name: str, kind: str
) -> Organisation:
    """更正 of what was entered wrongly, or completing what an import brought in.

    One that really changes its name is registered anew: earlier proposals keep the old one.
    """
    name, kind = fit(registry, name, kind)
    told = f"{body}（{body.get_kind_display()}）改为{name}（{Organisation.Kind(kind).label}）"
    with REGISTRY.moving(registry, RegistryAction.AMEND, by=by, note=told) as registry:
        if body.committee_id != registry.case.committee_id:
            raise ValidationError({"name": "不是本会的集体提案单位"})
        free(registry, name, but=body)
        if not body.placeholder and (body.name, body.kind) == (name, kind):
            raise ValidationError("没有改动任何内容，请核对后再更正", code="unchanged")
        body.name, body.kind, body.placeholder = name, kind, False
        body.save(update_fields=["name", "kind", "placeholder"])
    return body


def fit(registry: Registry, name: str, kind: str) -> tuple[str, str]:
    name = name.strip()
    if not name:
        raise ValidationError({"name": "请填写名称"})
    return name, Organisation.Kind(kind).value


def free(registry: Registry, name: str, but: Organisation | None = None) -> None:
    """Under the lock of the register nobody takes the same name meanwhile."""
    others = Organisation.objects.filter(committee=registry.case.committee_id, name=name)
    if any(one != but for one in others):
        raise ValidationError({"name": f"已有“{name}”，请核对名单"})
