"""The page that a committee secretary proof-reads is the table that the platform obeys."""

import subprocess
import sys

from django.conf import settings
from django.core.management import call_command

from proposals.workflow import ASSIGNMENT, PROPOSAL, Action
from workflow.chain import kinds
from workflow.diagram import chapter, document
from workflow.models import Row
from workflow.procedure import PROCEDURES

PAGE = settings.BASE_DIR / "docs/workflow.md"


def test_the_page_is_fresh():
    assert PAGE.read_text("utf-8") == document(), "流程表已改动，请运行 manage.py draw_workflow"


def test_a_process_that_only_sets_django_up_knows_every_procedure():
    """The nightly checks run in such a one."""
    known = "from workflow.procedure import PROCEDURES; print(*PROCEDURES)"
    only = [sys.executable, "-c", f"import django; django.setup(); {known}"]
    said = subprocess.check_output(only, text=True, cwd=settings.BASE_DIR)
    assert set(said.split()) == {model.kind() for model in kinds(Row)}


def test_the_page_is_written_where_one_asks(tmp_path):
    call_command("draw_workflow", to=tmp_path / "docs" / "page.md", verbosity=0)
    assert (tmp_path / "docs" / "page.md").read_text("utf-8") == document()


def test_every_procedure_and_every_verb_is_on_it():
    page = document()
    for kind, procedure in PROCEDURES.items():
        assert f"`{kind}`" in page
        assert all(f"| {action.label} |" in page for action in procedure.moves)


def test_a_move_is_an_arrow_and_a_line_that_says_who_may():
    page = chapter(PROPOSAL)
    assert "    [*] --> submitted : 提交\n" in page
    assert '    state "已立案" as filed\n' in page
    assert "    closed --> [*]" in page
    assert "| 移交 | 已立案 | 待交办 | `office` 提案委办公室 | `numbered` | 当事各方 |" in page


def test_what_happens_by_itself_says_when():
    assert "| 办复 | 办理中 | 已办复 | 自动：`every_host_replied` |" in chapter(PROPOSAL)


def test_an_edit_is_no_arrow():
    page = chapter(PROPOSAL)
    assert f": {Action.NUMBER.label}\n" not in page
    assert "| 编号 | 已立案 | （不变） |" in page


def test_what_units_keep_among_themselves_is_marked():
    [line] = [line for line in chapter(ASSIGNMENT).splitlines() if line.startswith("| 送审 |")]
    assert line.endswith("| 内部 |")
