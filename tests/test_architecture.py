"""What no reviewer should have to remember."""

import ast
import re
from pathlib import Path

import pytest
from django.core.management import call_command

from members.models import ApiCall
from proposals.models import ProposalText
from tests.conftest import sql
from workflow.chain import kinds
from workflow.models import Event, Row
from workflow.procedure import PROCEDURES

HOUSE = Path(__file__).resolve().parent.parent
SKIPPED = {"var", "migrations", "vendor", "__pycache__"}
LONGEST_FILE, LONGEST_TEST, LONGEST_FUNCTION = 250, 400, 30
OTHER_CLOCKS = re.compile(
    r"timezone\.now|auto_now|date\.today|datetime\.now|utcnow|localdate\(\)|localtime\(\)|\btime\.time\("
)
# In two pieces, so that this file does not say them either.
UNSAID = [
    *("/work" + "/", ".lib" + "rary", "/root" + "/", "/home" + "/", "hel" + "per"),
    *("pypi" + ".org", "python" + "hosted", "npm" + "js", "tuna." + "tsinghua", "aliyun" + ".com"),
]
WRITERS = {"update", "create", "get_or_create", "update_or_create"}


def files(*patterns):
    """The project's own files, by their path from its root."""
    for pattern in patterns:
        for path in sorted(HOUSE.rglob(pattern)):
            inside = path.relative_to(HOUSE)
            hidden = any(part.startswith(".") for part in inside.parts[:-1])
            if path.is_file() and not hidden and not SKIPPED & set(inside.parts):
                yield inside


def code(tests=False):
    return [path for path in files("*.py") if tests or path.parts[0] != "tests"]


def nodes(path):
    return ast.walk(ast.parse((HOUSE / path).read_text("utf-8")))


def lines(path):
    return enumerate((HOUSE / path).read_text("utf-8").splitlines(), 1)


def sets_a_status(node):
    if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(part, ast.Attribute) and part.attr == "status" for part in targets)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in WRITERS and any(word.arg == "status" for word in node.keywords)
    return False


def test_only_the_record_sets_a_status():
    guilty = {path for path in code() for node in nodes(path) if sets_a_status(node)}
    assert guilty == {Path("workflow/record.py"), Path("workflow/chronicle.py")}


def test_nobody_calls_a_task_but_the_timetable():
    """Work is done by services; a task is only the timetable's way in."""
    guilty = {
        path
        for path in code()
        for node in nodes(path)
        if isinstance(node, ast.ImportFrom | ast.Import)
        for name in [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
        if re.search(r"(^|\.)tasks$", name)
    }
    assert not guilty


def test_there_is_only_one_clock():
    guilty = [
        f"{path}:{number}"
        for path in code()
        if path != Path("common/clock.py")
        for number, line in lines(path)
        if OTHER_CLOCKS.search(line)
    ]
    assert not guilty


def test_no_file_is_too_long_to_read():
    allowed = {
        path: LONGEST_TEST if path.parts[0] == "tests" else LONGEST_FILE for path in code(True)
    }
    lengths = {path: len(list(lines(path))) for path in allowed}
    assert not {path: length for path, length in lengths.items() if length > allowed[path]}


def test_no_function_is_too_long_to_read():
    assert not {
        f"{path}:{node.name}": node.end_lineno - node.lineno + 1
        for path in code(tests=True)
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if node.end_lineno - node.lineno >= LONGEST_FUNCTION
    }


def test_the_project_does_not_say_where_it_was_made():
    kinds_of_text = ("*.py", "*.md", "*.html", "*.toml", "*.yml", "*.lock", "Dockerfile", "bin/*")
    guilty = [
        f"{path}:{number}"
        for path in files(*kinds_of_text)
        for number, line in lines(path)
        if any(word in line for word in UNSAID)
    ]
    assert not guilty


@pytest.mark.django_db
def test_the_database_guards_every_row_with_a_status():
    rows = {model._meta.db_table for model in kinds(Row)}
    assert guarded_by("CREATE CONSTRAINT%DEFERRABLE INITIALLY DEFERRED%require_event%") == rows
    for_ever = {Event._meta.db_table, ProposalText._meta.db_table}
    for_long = {ApiCall._meta.db_table}  # may be forgotten, but never changed
    assert guarded_by("%TRUNCATE%workflow_refuse%") == rows | for_ever | for_long
    assert guarded_by("%UPDATE%workflow_refuse%") == for_ever | for_long
    assert guarded_by("%DELETE%UPDATE%workflow_refuse%") == for_ever


def guarded_by(pattern):
    """The tables that have such a trigger, switched on."""
    found = sql(
        "SELECT tgrelid::regclass::text FROM pg_trigger"
        " WHERE tgenabled = 'O' AND pg_get_triggerdef(oid) LIKE %s",
        pattern,
    )
    return {table for (table,) in found}


def test_every_row_with_a_status_has_its_procedure():
    assert set(PROCEDURES) == {model.kind() for model in kinds(Row)}


@pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=PROCEDURES)
def test_a_table_has_every_verb_and_every_verb_can_be_reached(procedure):
    verbs = {type(action) for action in procedure.moves}.pop()
    alike = [one for one in PROCEDURES.values() if isinstance(next(iter(one.moves)), verbs)]
    assert list(procedure.moves) == [verb for verb in verbs if verb in procedure.moves]
    assert set(verbs) == {verb for one in alike for verb in one.moves}
    moves = procedure.moves.values()
    sources = {source for move in moves for source in move.sources} - {""}
    targets = {move.target for move in moves if move.target}
    assert sources <= targets
    assert targets | sources | procedure.ends <= set(procedure.model.Status)


@pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=PROCEDURES)
def test_there_is_a_way_out_of_every_state_but_the_last(procedure):
    moves = procedure.moves.values()
    reached = {move.target for move in moves if move.target}
    left = {source for move in moves for source in move.sources if move.target}
    assert not procedure.owed or reached - left <= procedure.ends


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
