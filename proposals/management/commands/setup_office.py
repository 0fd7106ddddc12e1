"""manage.py setup_office: found a committee, by options or by question and answer."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser

from common.commands import PlainCommand
from proposals.management.setup_form import AnswerForm, PlanForm, as_admin
from proposals.services.setup import ROLES_TOLD, Report, check_admins, set_up_office

OPTIONS = {"short_name": "--short", "session": "--session-ordinal"}
ADMIN_HINT = f"角色:账号:姓名，只写账号:姓名的为office；角色：{ROLES_TOLD}"


class Command(PlainCommand):
    help = "建立本会：委员会、届次、系统、词典、期限和首批账号。可重复运行，已有的保持不变。"

    def add_arguments(self, parser: CommandParser) -> None:
        for name, field in PlanForm.base_fields.items():
            option = OPTIONS.get(name, "--" + name.replace("_", "-"))
            told = f"{field.label} {field.help_text}".strip()
            parser.add_argument(option, dest=name, help=told, default=None)
        parser.add_argument(
            "--admin", action="append", default=[], metavar="角色:账号:姓名", help=ADMIN_HINT
        )
        parser.add_argument("--noinput", action="store_true", help="不提问，缺少的选项直接报错")

    def handle(self, *args: Any, **options: Any) -> None:
        answers = {name: options[name] for name in PlanForm.base_fields}
        try:
            admins = list(options["admin"])
            if not options["noinput"]:
                self.ask(answers)
                admins = admins or self.ask_admins()
            report = self.carry_out(answers, admins)
        except (EOFError, KeyboardInterrupt):
            raise CommandError("\n已取消，什么也没有建立。") from None
        self.tell(report)

    def ask(self, answers: dict[str, Any]) -> None:
        """Ask for whatever no option gave, until each answer can be used beside the earlier."""
        told: dict[str, Any] = {}
        for name in PlanForm.base_fields:
            given = answers[name]
            form = AnswerForm(name, self.question(name) if given is None else given, told)
            while not form.is_valid():
                self.complain(form.complaints())
                form = AnswerForm(name, self.question(name), told)
            answers[name], told = form.data[name], form.cleaned_data

    def question(self, name: str) -> str:
        """What the person answers, or the usual when the answer is empty."""
        field = PlanForm.base_fields[name]
        hint = f"（{field.help_text}）" if field.help_text else ""
        default = f"[{field.initial}]" if field.initial else ""
        return input(f"{field.label}{hint}{default}：").strip() or field.initial or ""

    def ask_admins(self) -> list[str]:
        """One a line until an empty one; a line that cannot be is said at once."""
        self.stdout.write(f"首批管理人员，每行一人：{ADMIN_HINT}。输完按回车。")
        people: list[str] = []
        while line := input("人员：").strip():
            try:
                check_admins([as_admin(text) for text in (*people, line)])
            except ValidationError as refusal:
                self.complain(refusal.messages)
            else:
                people.append(line)
        return people

    def complain(self, sentences: list[str]) -> None:
        for sentence in sentences:
            self.stderr.write(f"  {sentence}")

    def carry_out(self, answers: dict[str, Any], admins: list[str]) -> Report:
        form = PlanForm({name: self.default(name, value) for name, value in answers.items()})
        if not form.is_valid():
            raise CommandError(in_words(form.errors.get_json_data()))
        try:
            return set_up_office(form.plan(), [as_admin(text) for text in admins])
        except ValidationError as refusal:
            raise CommandError("\n".join(refusal.messages)) from None

    def default(self, name: str, value: Any) -> Any:
        return PlanForm.base_fields[name].initial if value is None else value

    def tell(self, report: Report) -> None:
        for line in report.tally.made:
            self.stdout.write(f"新建  {line}")
        for line in report.tally.kept:
            self.stdout.write(f"已有  {line}")
        if report.accounts:
            self.stdout.write("\n以下初始密码只显示这一次，请当面交给本人，首次登录须修改：")
        for account in report.accounts:
            self.stdout.write(
                f"  {account.role}  {account.name}  账号 {account.username}"
                f"  初始密码 {account.password}"
            )


def in_words(errors: dict[str, list[dict[str, str]]]) -> str:
    """Each fault with the question and the option it belongs to."""
    return "\n".join(
        f"{PlanForm.base_fields[name].label}"
        f"（{OPTIONS.get(name, '--' + name.replace('_', '-'))}）：{fault['message']}"
        for name, faults in errors.items()
        for fault in faults
    )
