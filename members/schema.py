"""How the API describes itself (OpenAPI 3): who may come in, and which errors there are."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import (
    OpenApiAuthenticationExtension,
    OpenApiSerializerExtension,
)

from common.problems import KIND, PROBLEMS
from members.scopes import labels

ALWAYS = (400, 401, 403, 404, 405, 406, 429, 500, 503)
PRESSED = (409, 412, 413, 415, 422, 428)  # of what changes something
TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
FAULT = {
    "type": "object",
    "properties": {"parameter": TEXT, "pointer": TEXT, "detail": TEXT},
    "required": ["detail"],
}
PROBLEM = {
    "type": "object",
    "description": "RFC 9457",
    "properties": {
        "type": TEXT | {"format": "uri"},
        "title": TEXT,
        "status": NUMBER,
        "detail": TEXT,
        "instance": TEXT,
        "request_id": TEXT,
        "errors": {"type": "array", "items": FAULT},
    },
    "required": ["type", "title", "status", "detail", "instance", "request_id"],
}


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "members.api.SignedIn"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "members.api.ByToken"
    name = "client"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        flow = {"tokenUrl": "/api/v1/token/", "scopes": dict(labels())}
        return {"type": "oauth2", "flows": {"clientCredentials": flow}}


def with_problems(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Each operation with the errors that it may answer, each kind named."""
    result["components"].setdefault("schemas", {})["Problem"] = PROBLEM
    for operations in result["paths"].values():
        for method, operation in operations.items():
            told = operation["responses"]
            own = [int(status) for status in told if int(status) >= 400]
            for status in (*ALWAYS, *(PRESSED if method == "post" else ()), *own):
                told[str(status)] = refusal(status)
    return result


def refusal(status: int) -> dict[str, Any]:
    told = "、".join(f"{one.title}（{one.name}）" for one in PROBLEMS if one.status == status)
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": told, "content": {KIND: {"schema": schema}}}


class ChosenShape(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]
    """Of a row that may be narrowed (fields=) no field is certain to be there."""

    target_class = "common.fields.Chosen"
    match_subclasses = True

    def map_serializer(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        told = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)
        return {name: value for name, value in told.items() if name != "required"}
