"""manage.py give_seat ROLE:账号:姓名: a seat for somebody, with an account if they have none."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import CommandError

from common.commands import PlainCommand
from members.forms_people import SCOPES, choices
from members.management.importing import committee_of
from members.management.seating import ROLES_TOLD, Named, giving_hand, named
from members.models import Committee, User
from members.services import appoint, open_with_seat, registry_of
from members.services.seats import NEEDS
from workflow.hand import Hand


class Command(PlainCommand):
    help = "登记一个身份；没有账号的同时开通。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("person", metavar="角色:账号:姓名", help=f"角色：{ROLES_TOLD}")
        parser.add_argument("--committee", default="", help="行政区划代码；只有一个委员会时可省略")
        parser.add_argument("--by", default="", help="以谁的账号登记；省略时为第一个有权登记的身份")
        for name, label in SCOPES.items():
            parser.add_argument(f"--{name}", default="", help=f"{label}的名称")

    def handle(self, *args: Any, **options: Any) -> None:
        person = named(options["person"])
        committee = committee_of(options["committee"])
        by = giving_hand(person.role, committee, options["by"])
        scope = scope_of(person, committee, options)
        try:
            self.give(person, committee, by, scope)
        except (PermissionDenied, ValidationError) as refusal:
            words = getattr(refusal, "messages", [str(refusal)])
            raise CommandError("\n".join(words)) from None

    def give(self, person: Named, committee: Committee, by: Hand, scope: dict[str, Any]) -> None:
        registry, password = registry_of(committee), ""
        user = User.objects.filter(username__iexact=person.username).first()
        if user is None:
            told = person._asdict() | scope
            seat, password = open_with_seat(registry, by=by, **told)
        elif user.name != person.name:
            raise CommandError(f"账号“{user.username}”已属于{user.name}，请核对账号和姓名")
        else:
            seat = appoint(registry, by=by, user=user, role=person.role, **scope)
        self.stdout.write(f"已登记：{person.name}（{person.username}）　{seat}")
        if password:
            self.stdout.write(f"初始密码只显示这一次，请当面交给本人：{password}")


def scope_of(person: Named, committee: Committee, options: dict[str, Any]) -> dict[str, Any]:
    """The system, unit, body, member or township that the role is for, by its name."""
    needed = NEEDS.get(person.role)
    if strange := [name for name in SCOPES if options[name] and name != needed]:
        raise CommandError(f"{person.role.label}不需要 --{strange[0]}，请去掉")
    if not needed:
        return {}
    given = options[needed]
    found = list(choices(needed, committee.pk).filter(name=given)) if given else []
    if len(found) == 1:
        return {needed: found[0]}
    if found:
        raise CommandError(f"有{len(found)}个同名的“{given}”，请在“账号与身份”页面登记")
    known = "、".join(choices(needed, committee.pk).values_list("name", flat=True)[:50])
    raise CommandError(f"请用 --{needed} 写明{SCOPES[needed]}，可选：{known or '（还没有登记）'}")
