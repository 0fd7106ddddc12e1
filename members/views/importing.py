"""Pages: the rolls of members and of units come in from a table."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from common import uploads
from common.tables import Reading, Table
from common.uploads import Upload
from members.forms_importing import Confirm, ConfirmRoll, MembersUpload
from members.http import hand_of
from members.import_pages import (
    ImportPage,
    Preview,
    PreviewPage,
    TemplateFile,
    UploadPage,
    listing,
)
from members.models import Term
from members.reading import (
    MEMBER_COLUMNS,
    UNIT_COLUMNS,
    ReadMember,
    ReadUnit,
    read_members,
    read_units,
)
from members.services.roll_plans import RollPlan, RollReport
from members.services.rolls import import_members, plan_members
from members.services.rolls_units import import_units, plan_units


class MembersImport(ImportPage):
    kind, title = "members", "导入委员名册"
    what = "登记本届委员及其界别；填写账号的，同时开通账号。"
    headers = tuple(names[0] for names in MEMBER_COLUMNS.values())
    example = (
        *("张三", "男", "农业界", "", "民盟盟员", "某县农技站站长", "13800000000", ""),
        *("A001", "否", "zhangsan"),
    )
    notes = (
        "姓名、界别必填，其余可空。",
        "同名的委员请填委员证号或手机加以区分。",
        "账号可空；填写的，导入后显示一次初始密码。",
    )

    def parse(self, table: Table) -> Reading[ReadMember]:
        return read_members(table)


class UnitsImport(ImportPage):
    kind, title = "units", "导入承办单位名册"
    what = "登记承办单位及其科室；填写经办、负责人账号的，同时开通账号。"
    headers = tuple(names[0] for names in UNIT_COLUMNS.values())
    example = (
        *("某县教育体育局", "教体局", "政府系统", ""),
        *("jtj01", "张三", "jtj02", "李四"),
    )
    notes = (
        "单位名称必填；科室填写上级单位，系统可空。",
        "系统如：政府系统、党群系统。",
        "经办、负责人可空；填写的须同时填账号和姓名，导入后显示一次初始密码。",
    )

    def parse(self, table: Table) -> Reading[ReadUnit]:
        return read_units(table)


class MembersUploadPage(MembersImport, UploadPage):
    form_class = MembersUpload


class MembersTemplate(MembersImport, TemplateFile):
    pass


class UnitsUploadPage(UnitsImport, UploadPage):
    pass


class UnitsTemplate(UnitsImport, TemplateFile):
    pass


class RollPreview(PreviewPage):
    """The preview of a roll: known rows that differ are brought up to date only when ticked."""

    form_class = ConfirmRoll
    measure: str
    besides: str

    def of(self, plan: RollPlan[Any]) -> Preview:
        faulty = len({bad.row for bad in plan.bad})
        new = [f"第 {row.row} 行　{row.name}" for row in plan.new]
        return Preview(
            figures=[
                {"value": len(plan.new), "unit": self.measure, "label": "将登记"},
                {"value": len(plan.changed), "unit": self.measure, "label": "已有，内容不同"},
                {"value": len(plan.same), "unit": self.measure, "label": "已有，内容相同"},
                {"value": faulty, "unit": "行", "label": "有误", "tone": "late" if faulty else ""},
            ],
            listings=[
                listing("有误的行", plan.bad, bad=True),
                listing("已有、内容不同的行", plan.changed, "不勾选更新的，名册保持原样。"),
                listing(self.besides, plan.besides, words=True),
                listing("将登记的行", new),
            ],
            faulty=bool(faulty),
            useful=bool(plan.new or plan.changed),
        )

    def answer(self, report: RollReport) -> str:
        skipped = len({bad.row for bad in report.bad_rows})
        left = f"，跳过有误的 {skipped} 行" if skipped else ""
        counts = f"登记 {report.added} {self.measure}，更新 {report.changed} {self.measure}"
        return f"{counts}，保持原样 {report.kept} {self.measure}{left}。"

    def choices(self, form: Confirm) -> dict[str, bool]:
        return {name: form.cleaned_data[name] for name in ("skip_bad", "apply_changes")}

    def done(self, upload: Upload, report: RollReport) -> HttpResponse:
        """First passwords are shown on this page only: nowhere are they kept."""
        if not report.passwords:
            return super().done(upload, report)
        answer = self.answer(report)
        uploads.finish(self.request.session, upload, f"{answer}初始密码只显示过一次。")
        return self.page("members/import_done.html", answer=answer, passwords=report.passwords)


class MembersPreview(MembersImport, RollPreview):
    measure, besides = "人", "将新增的界别"

    def term(self, upload: Upload) -> Term:
        terms = Term.objects.filter(committee=self.request.seat.committee_id)
        return terms.select_related("committee").get(pk=upload.options["term"])

    def plan(self, rows: Reading[ReadMember], upload: Upload) -> Preview:
        return self.of(plan_members(self.term(upload), rows))

    def carry_out(self, rows: Reading[ReadMember], upload: Upload, form: Confirm) -> RollReport:
        term, by = self.term(upload), hand_of(self.request)
        return import_members(term, rows, by=by, **self.choices(form))


class UnitsPreview(UnitsImport, RollPreview):
    measure, besides = "个", "将建立的系统，请随后核对交办机构"

    def plan(self, rows: Reading[ReadUnit], upload: Upload) -> Preview:
        return self.of(plan_units(self.request.seat.committee, rows))

    def carry_out(self, rows: Reading[ReadUnit], upload: Upload, form: Confirm) -> RollReport:
        committee, by = self.request.seat.committee, hand_of(self.request)
        return import_units(committee, rows, by=by, **self.choices(form))
