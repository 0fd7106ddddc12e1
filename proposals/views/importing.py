"""Pages: old proposals come in from a table."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html

from common.sheets import attached
from common.tables import Reading, Table, TableError, columns, read
from common.uploads import Upload, chosen, keep_report, report_of
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
from proposals.column_map import Mapped, applied, guessed
from proposals.forms_importing import ColumnsForm, ProposalsUpload
from proposals.reading import COLUMNS, REQUIRED, ReadProposal, read_proposals
from proposals.services.importing import ImportReport, import_proposals
from proposals.services.importing_columns import remember_columns, remembered
from proposals.services.importing_plan import Plan, plan_import
from proposals.services.importing_rows import report_sheet, results

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

    def check(self, table: Table) -> None:
        """Whatever its columns are called, as long as one of them holds titles."""
        if "title" not in guessed(table, remembered(self.request.seat.committee)):
            super().check(table)

    def onward(self, upload: Upload) -> HttpResponse:
        """A table of the template's names goes to the preview; of others the columns are asked."""
        if templated(read(upload.read())):
            return super().onward(upload)
        return redirect("import_proposals_columns", token=upload.token)


class ProposalsTemplate(ProposalsImport, TemplateFile):
    pass


def templated(table: Table) -> bool:
    """Whether the template's own names do for what is needed."""
    try:
        columns(table, COLUMNS, REQUIRED)
    except TableError:
        return False
    return True


def packed(how: Mapped) -> str:
    return json.dumps(asdict(how), ensure_ascii=False)


class ProposalsOf(ProposalsImport, PreviewPage):
    """Pages of one upload, read as its columns were told."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Who comes by an address before the columns were told is asked for them."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except TableError:
            return redirect("import_proposals_columns", token=kwargs["token"])

    def rows(self, upload: Upload) -> Reading[ReadProposal]:
        told, table = upload.options.get("columns"), read(upload.read())
        return self.parse(applied(table, Mapped(**json.loads(told))) if told else table)


class ProposalsColumns(ProposalsOf):
    """Which column says what: guessed, put right by the clerk, remembered for the next file."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        upload = self.find(token)
        if upload is None or upload.done:
            return self.leave(upload)
        return self.ask(upload, self.form(upload, None))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        upload = self.find(token)
        if upload is None or upload.done:
            return self.leave(upload)
        form = self.form(upload, request.POST)
        if not form.is_valid():
            return self.ask(upload, form, status=422)
        how, place = form.mapped(), self.request.seat.committee
        remember_columns(place, read(upload.read()), how.places, by=hand_of(request))
        chosen(request.session, upload, columns=packed(how))
        return redirect("import_proposals_preview", token=token)

    def form(self, upload: Upload, told: QueryDict | None) -> ColumnsForm:
        table = read(upload.read())
        if kept := upload.options.get("columns"):
            how = Mapped(**json.loads(kept))
        else:
            how = Mapped(guessed(table, remembered(self.request.seat.committee)))
        initial = {"form_told": how.form, "day": how.day, "no_text": how.text}
        return ColumnsForm(told, table=table, places=how.places, initial=initial)

    def ask(self, upload: Upload, form: ColumnsForm, status: int = 200) -> HttpResponse:
        return self.page("proposals/import_columns.html", status, upload=upload, form=form)


class ProposalsRows(ProposalsOf):
    """逐行结果 as Excel: before the import what would become of each row, after it what did."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        upload = self.find(token)
        data = report_of(upload) if upload and upload.done else None
        if upload is None or (upload.done and data is None):
            return self.leave(None)
        if data is None:
            place, session = self.request.seat.committee, upload.options["session"]
            plan = plan_import(place, self.rows(upload), session)
            data = report_sheet(results(plan, "将导入"))
        return attached(data, f"{upload.name.rpartition('.')[0]}-逐行结果.xlsx")

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        return self.http_method_not_allowed(request)


class ProposalsPreview(ProposalsOf):
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

    def more_of(self, upload: Upload) -> dict[str, Any]:
        names = {"columns_url": "import_proposals_columns", "report_url": "import_proposals_rows"}
        return {key: reverse(name, args=[upload.token]) for key, name in names.items()}

    def done(self, upload: Upload, report: ImportReport) -> HttpResponse:
        """The list of the rows stays for an hour."""
        keep_report(upload, report_sheet(report.rows))
        answer = super().done(upload, report)
        url = reverse("import_proposals_rows", args=[upload.token])
        link = format_html('<a href="{}">下载逐行结果（Excel）</a>', url)
        messages.info(self.request, link)
        return answer

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
