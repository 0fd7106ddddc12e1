"""manage.py import_units FILE: the roll of units that answer."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from common.tables import Table
from members.management.importing import ImportCommand
from members.models import Committee
from members.reading import read_units
from members.services.rolls_units import import_units, plan_units
from workflow.hand import Hand


class Command(ImportCommand):
    help = "导入承办单位名册（CSV 或 XLSX）；重复导入不会增加。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--update", action="store_true", help="同时更新名册中已有的单位")

    def run(self, table: Table, committee: Committee, by: Hand, options: dict[str, Any]) -> None:
        reading = read_units(table)
        if options["preview"]:
            self.preview_roll(plan_units(committee, reading), "将建立系统")
            return
        report = import_units(
            committee,
            reading,
            by=by,
            apply_changes=options["update"],
            skip_bad=options["skip_bad"],
        )
        self.report_roll(report, "建立系统，请核对交办机构")
