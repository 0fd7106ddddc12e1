"""What a system sends, JSON or multipart, as a browser would send the same form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from rest_framework.exceptions import ParseError

from common.refusals import Refusal

PLAIN = (str, int, float)  # bool is an int


class Sent(NamedTuple):
    """names: of the fields that were told, as the sender calls them."""

    words: QueryDict
    files: MultiValueDict[str, Any]
    names: list[str]


def as_form(body: Any) -> Sent:
    """Raises ParseError (400) for what is no object, Refusal (422) for a strange value."""
    if isinstance(body, MultiValueDict):
        pairs: Iterable[tuple[str, list[Any]]] = body.lists()
    elif isinstance(body, dict):
        pairs = [(name, value) for name, value in body.items() if value is not None]
    else:
        raise ParseError
    sent = Sent(QueryDict(mutable=True), MultiValueDict(), [])
    for name, value in pairs:
        sent.names.append(name)
        put(sent, name, value)
    return sent


def put(sent: Sent, name: str, value: Any) -> None:
    several = value if isinstance(value, list) else [value]
    if several and all(isinstance(one, dict) for one in several):
        put_rows(sent.words, name, several)
        return
    for one in several:
        if hasattr(one, "chunks"):
            sent.files.appendlist(name, one)
        else:
            sent.words.appendlist(name, plain(name, one))


def put_rows(words: QueryDict, name: str, rows: list[dict[str, Any]]) -> None:
    """A table: so many rows, and each cell by its row and column."""
    words[f"{name}-rows"] = str(len(rows))
    for number, row in enumerate(rows):
        for column, value in row.items():
            words[f"{name}-{number}-{column}"] = "" if value is None else plain(name, value)


def plain(name: str, value: Any) -> str:
    if not isinstance(value, PLAIN):
        raise Refusal("invalid-content", errors=[fault(name, "请填写文字、数字或列表")])
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if not is_whole(text):
        told = "含有不能使用的字符，请删去后重新填写"
        raise Refusal("invalid-content", errors=[fault(name, told)])
    return text


def is_whole(text: str) -> bool:
    """Whether it can be written down: JSON may name half a letter (a lone surrogate)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def fault(name: str, detail: str) -> dict[str, str]:
    """What is wrong with a field, by JSON pointer (RFC 6901); of none: with all of it."""
    escaped = name.replace("~", "~0").replace("/", "~1")
    return {"pointer": f"/{escaped}" if name else "", "detail": detail}
