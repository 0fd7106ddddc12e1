"""The tables of all procedures as a document: what leads where, and who may do it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workflow.chain import kinds
from workflow.models import Audience, Row
from workflow.procedure import PROCEDURES, Move, Procedure, nobody, open_gate

ABOUT = """# 流程图与权责表

本页由 `manage.py draw_workflow` 依各应用 `workflow.py` 中的流程表生成，请勿手改；
流程表改动后重新生成，测试会核对两者一致。
“自动”的动作无人操作，条件成立时由系统随同上一步一并完成。
"""
HEAD = ("动作", "由", "到", "谁可以", "须先满足", "谁能看到")


AnyProcedure = Procedure[Any, Any]


def document() -> str:
    """All of it, as Markdown with Mermaid diagrams."""
    chapters = (chapter(PROCEDURES[model.kind()]) for model in kinds(Row))
    return "\n".join([ABOUT, *chapters])


def chapter(procedure: AnyProcedure) -> str:
    name = f"{procedure.model.__name__} `{procedure.model.kind()}`"
    lines = ["```mermaid", *diagram(procedure), "```", "", *table(procedure)]
    return "\n".join([f"## {name}", "", *lines, ""])


def diagram(procedure: AnyProcedure) -> Iterator[str]:
    """States by their code, shown by their label; edits, which lead nowhere, are in the table."""
    yield "stateDiagram-v2"
    arrows = [
        f"    {source or '[*]'} --> {move.target} : {action.label}"
        for action, move in procedure.moves.items()
        for source in in_order(procedure, move)
        if move.target
    ]
    ends = [state for state in procedure.model.Status if state in procedure.ends]
    yield from (f'    state "{label}" as {code}' for code, label in known(procedure))
    yield from arrows
    yield from (f"    {state} --> [*]" for state in ends if state in reached(procedure))


def known(procedure: AnyProcedure) -> list[tuple[str, str]]:
    """The states that the table speaks of; others are still to come."""
    return [
        (code, label)
        for code, label in procedure.model.Status.choices
        if code in reached(procedure)
    ]


def reached(procedure: AnyProcedure) -> set[str]:
    return {move.target for move in procedure.moves.values() if move.target}


def in_order(procedure: AnyProcedure, move: Move) -> list[str]:
    """The sources as the model lists its states; a set has no order of its own."""
    return [code for code in ("", *procedure.model.Status.values) if code in move.sources]


def table(procedure: AnyProcedure) -> Iterator[str]:
    yield row(HEAD)
    yield row(["---"] * len(HEAD))
    for action, move in procedure.moves.items():
        yield row(cells(procedure, action, move))


def cells(procedure: AnyProcedure, action: Any, move: Move) -> list[str]:
    labels = dict(procedure.model.Status.choices) | {"": "（新建）"}
    sources = "、".join(labels[code] for code in in_order(procedure, move))
    target = labels[move.target] if move.target else "（不变）"
    who = f"自动：{said(move.follows)}" if move.allowed is nobody else said(move.allowed)
    gate = "" if move.gate is open_gate else said(move.gate)
    return [action.label, sources, target, who, gate, Audience(move.audience).label]


def said(rule: Any) -> str:
    """A rule in its own words: its name and the first line of what is written under it."""
    words = (rule.__doc__ or "").strip().partition("\n")[0]
    name = f"`{rule.__name__}`"
    return f"{name} {words}" if words else name


def row(texts: Any) -> str:
    return f"| {' | '.join(texts)} |"
