"""manage.py import_members FILE: the roll of a term's members."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from common.tables import Table
from members.management.importing import ImportCommand
from members.models import Committee, Term
from members.reading import read_members
from members.services.rolls import import_members, plan_members
from workflow.hand import Hand


class Command(ImportCommand):
    help = "导入委员名册（CSV 或 XLSX）；重复导入不会增加。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--term", type=int, default=0, help="第几届；省略时为最近一届")
        parser.add_argument("--update", action="store_true", help="同时更新名册中已有的委员")

    def run(self, table: Table, committee: Committee, by: Hand, options: dict[str, Any]) -> None:
        term, reading = term_of(committee, options["term"]), read_members(table)
        if options["preview"]:
            self.preview_roll(plan_members(term, reading), "将新增界别")
            return
        report = import_members(
            term,
            reading,
            by=by,
            apply_changes=options["update"],
            skip_bad=options["skip_bad"],
        )
        self.report_roll(report, "新增界别")


def term_of(committee: Committee, ordinal: int) -> Term:
    terms = Term.objects.filter(committee=committee).select_related("committee")
    chosen = terms.filter(ordinal=ordinal) if ordinal else terms
    if term := chosen.order_by("-starts_on").first():
        return term
    names = "、".join(map(str, terms)) or "（还没有）"
    raise CommandError(f"没有这一届，请用 --term 指定已登记的届次：{names}")
