"""POST /api/v1/token/: a token for the secret of a client (OAuth 2, client credentials)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from oauth2_provider.models import get_access_token_model
from oauth2_provider.views.mixins import OAuthLibMixin

from common.middleware import client_address
from common.problems import BY_NAME, answer
from common.windows import Window
from members.api import checksum, client_of, come_in

log = structlog.get_logger(__name__)
TRIES = 60  # from one address in a minute
FAULTS = {"invalid_client": "invalid-client", "invalid_scope": "invalid-scope"}


@method_decorator(csrf_exempt, name="dispatch")
@method_decorator(sensitive_post_parameters("client_secret"), name="dispatch")
class Token(OAuthLibMixin, View):  # type: ignore[misc]
    """Errors are problems that also say what RFC 6749 calls them."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        window = Window(f"token:{client_address(request)}", TRIES)
        if not window.admits():
            refusal = answer(request, BY_NAME["too-many-requests"])
            refusal["Retry-After"] = str(int(window.left()) + 1)
            return refusal
        try:
            _, headers, body, status = self.create_token_response(request)
        except ValueError:  # an address that is not written as one
            return refused(request, {"error": "invalid_request"}, {})
        told = json.loads(body)
        if status != 200:
            return refused(request, told, headers)
        return self.given(request, told)

    def given(self, request: HttpRequest, told: dict[str, Any]) -> HttpResponse:
        token = get_access_token_model().objects.get(token_checksum=checksum(told["access_token"]))
        client = client_of(token.application_id)
        if client is None:
            token.delete()
            return refused(request, {"error": "invalid_client"}, {})
        come_in(request, client)
        response = HttpResponse(json.dumps(told), content_type="application/json")
        response["Cache-Control"] = "no-store"
        return response


def refused(request: HttpRequest, told: dict[str, Any], headers: Mapping[str, str]) -> HttpResponse:
    """error: the code of RFC 6749, by which libraries of clients know what is wrong."""
    code = told.get("error", "invalid_request")
    response = answer(request, BY_NAME[FAULTS.get(code, "bad-request")], error=code)
    log.warning("token refused", error=code, address=client_address(request))
    if "WWW-Authenticate" in headers:
        response["WWW-Authenticate"] = headers["WWW-Authenticate"]
    return response
