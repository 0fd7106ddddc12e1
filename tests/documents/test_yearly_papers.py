"""通报 and 工作情况报告: drafts filled with the numbers of the yearly tables."""

from uuid import uuid4

from django.urls import reverse

from documents.papers import PAPERS
from documents.yearly import CAME, DONE, FILED, year_facts
from proposals import services
from tests.answering import GOOD
from tests.browsing import Person
from tests.documents.conftest import opened, words
from tests.factories import hand
from tests.proposals.test_yearly import PAGE, b, story, table, told  # noqa: F401 (fixtures)
from workflow.models import Event


def take(seat, code, session, form="docx"):
    url = reverse("documents:year", args=[code, form])
    return Person(seat).post(url, press=uuid4(), session=session.pk)


def test_both_are_filled_with_the_numbers_and_on_record(delivered, office, cast, here):
    services.give_feedback(delivered, by=hand(cast.member), **GOOD)
    assert "提案办理情况通报（Word）" in Person(office).get(PAGE).content.decode()
    text = words(opened(take(office, "circular", here.session)))
    for part in (
        "共收到提案1件，立案1件",
        "办复率100.00%",
        "办结率100.00%",
        "州教育体育局",
        "A类1",
    ):
        assert part in text
    text = words(opened(take(office, "work_report", here.session)))
    for part in ("政协彩云州十一届五次会议", "立案率100.00%", "社会建设", "委员提案", "办实率—"):
        assert part in text
    notes = Event.objects.filter(action="export").order_by("pk").values_list("note", flat=True)
    assert list(notes) == [
        "导出十一届五次会议提案办理情况通报",
        "导出十一届五次会议提案工作情况报告",
    ]


def test_they_are_for_the_committee_and_of_its_own_sessions(filed, cast, elsewhere, here):
    for seat in (cast.member, cast.liaison, cast.dispatcher):
        assert take(seat, "circular", here.session).status_code == 403
    assert take(elsewhere.office, "circular", here.session).status_code == 400
    assert take(cast.office, "text", here.session).status_code == 404


def test_what_their_templates_may_name_is_what_they_say(delivered, office, here):
    told, example = year_facts(office, here.session), PAPERS["circular"].example
    assert set(told) == set(example)
    for name, value in example.items():
        if isinstance(value, list):
            assert set(told[name][0]) == set(value[0]), name


def test_each_number_of_both_reports_is_the_one_on_the_page(story, office, here):  # noqa: F811
    facts = year_facts(office, here.session)
    tables = ("提出和办理", "办理质量", "委员参与提案")
    came, rates, members = (told(next(iter(table(office, one).values()))) for one in tables)
    for code, label in CAME.items():
        assert facts[label] == came.get(code, 0), label
    for code, label in FILED.items():
        assert facts[label] == came[code], label
    for code, label in DONE.items():
        assert facts[label] == rates[code], label
    people = (members["members"], members["took"], members["rate"])
    assert (facts["委员"], facts["参与委员"], facts["参与率"]) == people
    assert facts["承诺"] == rates["all"] == 1
    [unit] = facts["清单"]
    shown = told(table(office, "按承办单位", by="unit")[unit["单位"]])
    assert (unit["面商率"], unit["办实率"]) == (shown["met_rate"], shown["kept_rate"])
    both = f"{shown['attitude_rate']}／{shown['result_rate']}"
    assert (unit["满意率"], unit["类别"]) == (both, f"B类{shown['grade:B']}")
    for one in facts["领域"]:
        cells = told(table(office, "按五大建设：提出和办理", by="field")[one["名称"]])
        assert (one["收到"], one["立案"]) == (cells["received"], cells["filed"])


def test_both_conventions_are_named_on_paper_and_nothing_is_divided_by_nothing(office, here):
    for code in ("circular", "work_report"):
        text = words(opened(take(office, code, here.session)))
        for part in (
            "立案率—（并入他案的不计）", "并入他案的视同立案为—", "办复率—（政府称办结率）",
            "办结率—（政协口径）", "办实率—", "重点提案0件",
        ):  # fmt: skip
            assert part in text, (code, part)
