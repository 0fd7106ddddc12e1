"""What people see: lights that speak without colour, tables, fields, moments and money."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string

from common import clock
from common.templatetags.ui import Column, Due

ROOT = Path(__file__).resolve().parents[2]
NOVEMBER = datetime(2026, 11, 24, 2, tzinfo=UTC)


@dataclass
class Day:
    on: date | None = date(2026, 11, 26)
    level: str = "soon"
    text: str = "剩 2 个工作日"
    provisional: bool = False
    rule: str = "送审之日起 3 个工作日内审核"


@dataclass
class Row:
    pk: int
    cells: dict[str, Any]

    def __str__(self) -> str:
        return f"第 {self.pk} 号"


class ReplyForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, initial=7)
    reason = forms.CharField(label="理由", help_text="说明依据。", widget=forms.Textarea)
    due = forms.DateField(label="期限", required=False)
    grade = forms.ChoiceField(
        label="类别", widget=forms.RadioSelect, choices=[("a", "A 类"), ("b", "B 类")]
    )


@dataclass
class Entry:
    text: str
    at: date = date(2026, 5, 20)
    who: str = ""
    note: str = ""
    key: bool = field(default=False)


def show(source: str, **context: Any) -> str:
    with clock.frozen(NOVEMBER):
        return Template("{% load ui %}" + source).render(Context(context))


def test_a_reader_who_sees_no_colours_still_reads_how_late_a_case_is() -> None:
    late: Due = Day(level="late", text="逾期 3 天")
    assert "逾期 3 天" in show("{% light due %}", due=late)


def test_a_due_day_on_an_unpublished_calendar_is_marked_provisional() -> None:
    assert "暂定" in show("{% light due %}", due=Day(provisional=True))
    assert "暂定" not in show("{% light due %}", due=Day())


def test_a_reader_can_ask_why_it_is_this_day_without_a_mouse() -> None:
    page = show("{% light due explain=True %}", due=Day())
    assert "<details" in page
    assert "11月26日" in page
    assert "<p>送审之日起 3 个工作日内审核</p>" in page


def test_what_has_no_due_day_says_so() -> None:
    assert "无期限" in show("{% light due %}", due=None)


def test_an_unknown_level_or_tone_cannot_put_a_strange_class_on_the_page() -> None:
    assert 'class="light none"' in show("{% light due %}", due=Day(level='x" onclick="y'))
    assert 'class="tag none"' in show('{% badge "s" "待签收" "bogus" %}')


def test_a_label_typed_by_a_person_is_escaped() -> None:
    assert "<script>" not in show("{% tag label 'seal' %}", label="<script>")


def test_a_status_badge_carries_its_code_for_machines_and_its_label_for_people() -> None:
    badge = show('{% badge "handling" "办理中" "link" %}')
    assert 'data-status="handling"' in badge
    assert "办理中" in badge


def test_a_screen_reader_hears_which_phase_a_case_is_in() -> None:
    steps = [
        {"name": "立案", "state": "done", "note": "第 088 号"},
        {"name": "交办", "state": "now", "note": ""},
    ]
    strip = show("{% phases steps %}", steps=steps)
    assert strip.count('aria-current="step"') == 1
    assert '立案<span class="unseen">（已完成）' in strip
    assert '交办<span class="unseen">（进行中）' in strip


@pytest.mark.parametrize(("count", "folded"), [(12, False), (13, True)])
def test_a_long_history_is_folded_beyond_twelve_lines(count: int, folded: bool) -> None:
    page = show("{% timeline entries %}", entries=[Entry(f"第 {n} 步") for n in range(count)])
    assert ("更早的 1 条" in page) is folded
    assert page.count("<li") == count


def test_a_table_says_the_name_of_each_value_for_a_phone_and_a_dash_for_nothing() -> None:
    columns = [Column("案由", "title", "wide", "title"), Column("承办单位", "unit")]
    row = Row(88, {"title": {"url": "/p/88/", "text": "乡村公路", "note": "农业界"}, "unit": None})
    page = show("{% table columns rows %}", columns=columns, rows=[row])
    assert 'data-label="承办单位">\n—' in page
    assert '<a class="title" href="/p/88/">乡村公路</a>' in page
    assert "checkbox" not in page


def test_a_clerk_can_tell_by_ear_which_case_a_check_box_picks() -> None:
    rows = [Row(88, {"unit": "州教体局"})]
    page = show('{% table columns rows pick="case" %}', columns=[Column("单位", "unit")], rows=rows)
    assert 'name="case" value="88" aria-label="选择 第 88 号"' in page


def test_a_bar_fills_exactly_its_whole_length_and_is_read_aloud_in_numbers() -> None:
    parts = [("已办复", 3, "ok"), ("逾期", 1, "late")]
    bar = show('{% bar "州住建局" parts %}', parts=parts)
    assert 'x="0.00" width="75.00"' in bar
    assert 'x="75.00" width="25.00"' in bar
    assert "州住建局：已办复 3，逾期 1，共 4" in bar


def test_a_unit_with_nothing_to_do_has_an_empty_bar_rather_than_an_error() -> None:
    assert "共 0" in show('{% bar "州林草局" parts %}', parts=[])


def test_a_wrong_field_is_named_first_on_the_page_and_linked_to_its_error() -> None:
    form = ReplyForm({"version": 7, "due": "昨天", "grade": "a"})
    page = render_to_string("components/form.html", {"form": form, "submit": "送审"})
    assert '<a href="#id_reason">理由</a>' in page
    assert page.index("未能提交，请先改正以下内容") < page.index("<textarea")
    assert 'aria-describedby="id_reason_helptext id_reason_error"' in page
    assert 'id="id_reason_helptext"' in page
    assert 'id="id_reason_error"' in page


def test_a_choice_among_few_is_laid_out_as_cards_under_one_legend() -> None:
    page = show("{% field form.grade %}", form=ReplyForm())
    assert '<fieldset class="field" id="id_grade"' in page
    assert 'class="choices cards"' in page
    assert page.count('type="radio"') == 2


def test_a_date_is_asked_for_with_the_calendar_of_the_browser() -> None:
    page = show("{% field form.due %}", form=ReplyForm(initial={"due": date(2026, 11, 26)}))
    assert 'type="date"' in page
    assert 'value="2026-11-26"' in page


def test_the_version_a_person_read_goes_back_with_the_form() -> None:
    page = render_to_string("components/form.html", {"form": ReplyForm()})
    assert '<input type="hidden" name="version" value="7"' in page


def test_moments_are_told_in_the_time_of_the_office() -> None:
    assert show("{{ at|stamp }}", at=datetime(2026, 11, 23, 16, 30, tzinfo=UTC)) == (
        "2026年11月24日 00:30"
    )
    assert show("{{ at|stamp }}", at=date(2026, 11, 23)) == "2026年11月23日"


def test_a_day_of_another_year_shows_its_year() -> None:
    assert show("{{ on|day }}", on=date(2026, 11, 26)) == "11月26日"
    assert show("{{ on|day }}", on=date(2027, 1, 4)) == "2027年1月4日"


@pytest.mark.parametrize(
    ("amount", "words"),
    [(1240000, "1,240,000 元"), (Decimal("85.5"), "85.50 元"), (0, "0 元"), (None, "—")],
)
def test_money_is_grouped_and_nothing_is_not_zero(amount: Decimal | None, words: str) -> None:
    assert show("{{ amount|money }}", amount=amount) == words


def test_no_template_needs_what_the_content_policy_forbids() -> None:
    """What is set into a PDF reaches no browser."""
    templates = ROOT / "templates"
    printed = set((templates / "documents").glob("print*.html"))
    assert len(printed) == 2
    for page in set(templates.rglob("*.html")) - printed:
        text = page.read_text()
        assert " style=" not in text, page
        assert "<style" not in text, page
        assert " onclick=" not in text, page
        assert " onchange=" not in text, page
        assert text.count("<script") == text.count("<script src="), page


def test_every_component_says_what_it_needs_and_stays_short() -> None:
    for page in (ROOT / "templates/components").glob("*.html"):
        lines = page.read_text().splitlines()
        assert lines[0].startswith("{% comment %}"), page
        assert len(lines) < 60, page


def test_the_page_of_last_resort_stands_without_any_other_template() -> None:
    text = (ROOT / "templates/errors/500.html").read_text()
    assert "{% extends" not in text
    assert "{% include" not in text
    assert "{% load" not in text
