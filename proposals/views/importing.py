"""Pages: old proposals come in from a table."""

from __future__ import annotations

from common.tables import Reading, Table
from common.uploads import Upload
from members.forms_importing import Confirm
from members.http import hand_of
from members.import_pages import (
    ImportPage,
    Listing,
    Preview,
    PreviewPage,
    TemplateFile,
    UploadPage,
    listing,
)
from proposals.forms_importing import ProposalsUpload
from proposals.reading import COLUMNS, ReadProposal, read_proposals
from proposals.services.importing import ImportReport, import_proposals
from proposals.services.importing_plan import Plan, plan_import

GUESSED = "五大建设归属系推定，请在词典中核对。"


class ProposalsImport(ImportPage):
    kind, title = "proposals", "导入往年提案"
    what = "每行登记为一件已立案的提案；同一文件重复导入不会增加。"
    headers = tuple(names[0] for names in COLUMNS.values())
    example = (
        *("0001", "2019", "2019-01-12 16:04", "关于完善乡村公路安全防护设施的提案"),
        *("城乡建设", "联名", "", "2", "调研情况：…… 问题分析：…… 具体建议：……"),
        *("张三", "李四、王五"),
    )
    notes = (
        "提交时间、案由、提案形式、内容必填；不指定会议的，年度也必填。",
        "提案形式写：个人、联名或集体；集体提案写明集体提案者。",
        "严禁录入涉密内容。",
    )

    def parse(self, table: Table) -> Reading[ReadProposal]:
        return read_proposals(table)


class ProposalsUploadPage(ProposalsImport, UploadPage):
    form_class = ProposalsUpload

    def folder(self) -> str:
        return "proposals"


class ProposalsTemplate(ProposalsImport, TemplateFile):
    pass


class ProposalsPreview(ProposalsImport, PreviewPage):
    def plan(self, rows: Reading[ReadProposal], upload: Upload) -> Preview:
        plan = plan_import(self.request.seat.committee, rows, upload.options["session"])
        faulty = len({bad.row for bad in plan.bad})
        return Preview(
            figures=[
                {"value": len(plan.new), "unit": "件", "label": "将导入", "note": where(plan)},
                {"value": len(plan.known), "unit": "件", "label": "已有，不再导入"},
                {"value": faulty, "unit": "行", "label": "有误", "tone": "late" if faulty else ""},
                {"value": len(plan.repeated), "unit": "行", "label": "案由相同"},
            ],
            listings=listings(plan),
            faulty=bool(faulty),
            useful=bool(plan.new),
        )

    def carry_out(self, rows: Reading[ReadProposal], upload: Upload, form: Confirm) -> ImportReport:
        return import_proposals(
            self.request.seat.committee,
            rows,
            by=hand_of(self.request),
            session_name=upload.options["session"],
            skip_bad=form.cleaned_data["skip_bad"],
            archive=bool(upload.options.get("archive")),
        )

    def answer(self, report: ImportReport) -> str:
        skipped = len({bad.row for bad in report.bad_rows})
        left = f"，跳过有误的 {skipped} 行" if skipped else ""
        return f"导入 {report.added} 件，已有 {report.known} 件{left}。"


def where(plan: Plan) -> str:
    return "、".join(
        target.name if target.session else f"{target.name}（新建）" for target in plan.sessions
    )


def listings(plan: Plan) -> list[Listing]:
    rows = [f"第 {row.row} 行　{row.number or '未编号'}　{row.title}" for row in plan.new]
    return [
        listing("有误的行", plan.bad, bad=True),
        listing("案由相同的行", plan.repeated, "请核对是否重复；照常导入。"),
        listing("将新增的类别", plan.categories, GUESSED, words=True),
        listing("将新增的提案单位", plan.bodies, "标为待补登。", words=True),
        listing("将导入的提案", rows),
    ]
