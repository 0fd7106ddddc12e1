"""What the commands that import a table have in common."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import CommandError

from common.commands import PlainCommand
from common.tables import BadRow, Table, TableError, read
from members.models import Committee, Role, Seat
from members.services.roll_plans import RollPlan, RollReport
from workflow.hand import Hand

SHOWN = 100  # lines of a kind; the rest is counted


class ImportCommand(PlainCommand):
    """A file, a committee and an office seat; refusals are told in words, with exit code 1."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV 或 XLSX 文件")
        parser.add_argument("--committee", default="", help="行政区划代码；只有一个委员会时可省略")
        parser.add_argument("--by", default="", help="以谁的账号登记；省略时为第一个办公室席位")
        parser.add_argument("--skip-bad", action="store_true", help="跳过有误的行，导入其余各行")
        parser.add_argument("--preview", action="store_true", help="只看结果，不导入")

    def handle(self, *args: Any, **options: Any) -> None:
        committee = committee_of(options["committee"])
        seat = office_seat(committee, options["by"])
        self.stdout.write(f"以{seat}（账号 {seat.user.username}）的名义登记。")
        try:
            self.run(read(content(options["file"])), committee, Hand(seat), options)
        except (TableError, PermissionDenied) as refusal:
            raise CommandError(str(refusal)) from None
        except ValidationError as refusal:
            raise CommandError(told(refusal)) from None

    def run(self, table: Table, committee: Committee, by: Hand, options: dict[str, Any]) -> None:
        raise NotImplementedError

    def tell(self, heading: str, lines: Iterable[object]) -> None:
        """A heading with its lines under it; nothing when there are none."""
        every = [str(line) for line in lines]
        if every:
            self.stdout.write("\n".join([f"{heading}：", *shortened(every)]))

    def preview_roll(self, plan: RollPlan[Any], besides: str) -> None:
        self.tell_bad(plan.bad)
        self.tell("已有、内容不同的行", plan.changed)
        self.tell(besides, plan.besides)
        known = len(plan.changed) + len(plan.same)
        counts = f"可登记 {len(plan.new)} 行，已有 {known} 行，有误 {len(plan.bad)} 处"
        self.stdout.write(f"{counts}。这是预览，没有导入。")

    def report_roll(self, report: RollReport, besides: str) -> None:
        self.tell_bad(report.bad_rows)
        self.tell(besides, report.besides)
        skipped = len({bad.row for bad in report.bad_rows})
        left = f"，跳过有误的 {skipped} 行" if skipped else ""
        counts = f"登记 {report.added} 行，更新 {report.changed} 行，保持原样 {report.kept} 行"
        self.stdout.write(f"{counts}{left}。")
        if report.passwords:
            self.stdout.write("初始密码只显示这一次，请分别告知本人：")
        for account in report.passwords:
            self.stdout.write(f"  {account.name}　{account.username}　{account.password}")

    def tell_bad(self, bad: Iterable[BadRow]) -> None:
        self.tell("有误的行", bad)


def shortened(lines: list[str]) -> list[str]:
    rest = len(lines) - SHOWN
    return [f"  {line}" for line in lines[:SHOWN]] + ([f"  另有 {rest} 条。"] if rest > 0 else [])


def told(refusal: ValidationError) -> str:
    """Every reason on its own line; bad rows end in what can be done about them."""
    lines = shortened(refusal.messages)
    codes = {error.code for error in getattr(refusal, "error_list", ())}
    if "bad_rows" not in codes:
        return "\n".join(refusal.messages)
    advice = "请改正后重新导入；或加 --skip-bad，只导入其余各行。"
    return "\n".join(["下列各行有误，没有导入任何内容：", *lines, advice])


def content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise CommandError(f"读不到文件“{path}”，请核对路径和权限。") from None


def committee_of(code: str) -> Committee:
    """The committee of that code; without one, the only committee there is."""
    found = Committee.objects.filter(code=code) if code else Committee.objects.all()
    if len(found) == 1:
        return found[0]
    codes = "、".join(f"{one.code} {one.name}" for one in Committee.objects.all())
    if not codes:
        raise CommandError("还没有委员会，请先完成初始设置（manage.py setup_office）。")
    wrong = f"没有代码为“{code}”的委员会。" if code else "有几个委员会。"
    raise CommandError(f"{wrong}请用 --committee 指定其中一个：{codes}")


def office_seat(committee: Committee, username: str) -> Seat:
    """The office seat of that account, or the committee's first one."""
    seats = Seat.objects.held().with_scope().filter(committee=committee, role=Role.OFFICE)
    if username:
        seats = seats.filter(user__username__iexact=username)
    if seat := seats.order_by("id").first():
        return seat
    who = f"账号“{username}”" if username else committee.name
    raise CommandError(f"{who}没有在任的提案委办公室席位，请先设置席位，或用 --by 指定账号。")
