"""A refusal by its name in common.problems, raised where it is found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rest_framework.exceptions import APIException

from common.problems import BY_NAME


class Refusal(APIException):
    """errors: what is wrong with single fields, by JSON pointer; headers: told beside it."""

    def __init__(
        self,
        name: str,
        detail: str = "",
        errors: Sequence[dict[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.problem = BY_NAME[name]
        self.status_code = self.problem.status
        self.told, self.errors, self.headers = detail, errors, headers or {}
        super().__init__(detail or self.problem.detail, name)
