"""manage.py import_proposals FILE: old proposals come in as filed cases."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from common.tables import Table
from members.management.importing import ImportCommand
from members.models import Committee
from proposals.reading import read_proposals
from proposals.services.importing import ImportReport, import_proposals
from proposals.services.importing_plan import Plan, plan_import
from workflow.hand import Hand


class Command(ImportCommand):
    help = "导入往年提案（CSV 或 XLSX），登记为已立案的案件；重复导入不会增加。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--session", default="", help="会议名称；省略时按文件中的年度")
        parser.add_argument("--archive", action="store_true", help="登记为已办结，不再办理")

    def run(self, table: Table, committee: Committee, by: Hand, options: dict[str, Any]) -> None:
        reading, name = read_proposals(table), options["session"]
        if options["preview"]:
            self.preview(plan_import(committee, reading, name))
            return
        report = import_proposals(
            *(committee, reading),
            by=by,
            session_name=name,
            skip_bad=options["skip_bad"],
            archive=options["archive"],
        )
        self.report(report)

    def preview(self, plan: Plan) -> None:
        self.tell_bad(plan.bad)
        self.tell("案由相同，请留意", plan.repeated)
        self.tell("将新增类别", plan.categories)
        self.tell("将新增待补登提案单位", plan.bodies)
        opening = [target.name for target in plan.sessions if target.session is None]
        self.tell("将建立会议", opening)
        counts = f"可导入 {len(plan.new)} 件，已有 {len(plan.known)} 件，有误 {len(plan.bad)} 处"
        self.stdout.write(f"{counts}。这是预览，没有导入。")

    def report(self, report: ImportReport) -> None:
        self.tell_bad(report.bad_rows)
        self.tell("案由相同，请留意", report.repeated_titles)
        self.tell("新增类别，五大建设归属系推定，请在词典中核对", report.new_categories)
        self.tell("新增提案单位，请补登", report.new_bodies)
        where = f"到“{'、'.join(report.sessions)}”" if report.sessions else ""
        skipped = len({bad.row for bad in report.bad_rows})
        left = f"，跳过有误的 {skipped} 行" if skipped else ""
        self.stdout.write(f"导入 {report.added} 件{where}，已有 {report.known} 件{left}。")
