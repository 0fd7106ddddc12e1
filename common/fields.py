"""fields= and expand=: who asks takes less of a row, or what hangs on it besides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

R = TypeVar("R")
SAID = "没有“{}”；可选：{}"


class Chosen(serializers.Serializer[R]):
    """A row with its fields. What is named in EXPANDS comes only when it is asked for.

    expand in the context: by whoever makes it; what was asked for then counts for nothing.
    """

    EXPANDS: ClassVar[tuple[str, ...]] = ()
    KINDS: ClassVar[Mapping[str, str]] = {}  # parts called otherwise in scopes

    @classmethod
    def kind_of(cls, part: str) -> str:
        """Of which rows one must have been allowed to read for that part; a text belongs to its
        row, as does what is called nothing."""
        return cls.KINDS.get(part, "" if part == "body" else part)

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        return {name: fields[name] for name in self.wanted()}

    def wanted(self) -> list[str]:
        """The names of the fields that come, in the order of the row."""
        names, request = list(self._declared_fields), self.context.get("request")
        if request is None or getattr(self.context.get("view"), "swagger_fake_view", False):
            return names
        plain = [one for one in names if one not in self.EXPANDS]
        if not self.is_top():
            return plain
        expanded = self.context.get("expand")
        if expanded is None:
            plain, expanded = asked(request, "fields") or plain, asked(request, "expand")
        return [name for name in names if name in (*plain, *expanded)]

    def is_top(self) -> bool:
        """Whether it is what was asked for, and not something that hangs on it."""
        above: Any = self.parent
        return above is None or (isinstance(above, serializers.ListSerializer) and not above.parent)


def asked(request: Request, name: str) -> list[str]:
    """The names in a parameter, which are divided by commas."""
    text = request.query_params.get(name, "")
    return [word for part in text.split(",") if (word := part.strip())]


def check_names(request: Request, serializer: type[Chosen[Any]]) -> None:
    """Raises ValidationError (400) for a name that the row does not have."""
    known = list(serializer._declared_fields)
    plain = [name for name in known if name not in serializer.EXPANDS]
    for name, offered in (("fields", plain), ("expand", serializer.EXPANDS)):
        for word in asked(request, name):
            if word not in offered:
                raise ValidationError({name: [SAID.format(word[:40], "、".join(offered) or "无")]})
