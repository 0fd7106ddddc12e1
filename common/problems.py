"""Errors under /api/ as RFC 9457 says: application/problem+json, and in Chinese what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

KIND = "application/problem+json"
ROOT = "/api"


class Problem(NamedTuple):
    """A kind of error: its name never changes, and stands with its meaning at its own address."""

    name: str
    status: int
    title: str
    detail: str

    @property
    def path(self) -> str:
        return f"{ROOT}/problems/{self.name}/"


# The first of several with the same status is what is said where nothing more is known.
PROBLEMS = (
    Problem("bad-request", 400, "请求无法识别", "请核对地址、参数和内容的写法后再试。"),
    Problem("invalid-parameters", 400, "参数有误", "请按 errors 中各项的说明改正参数后再试。"),
    Problem("invalid-scope", 400, "权限有误", "所申请的 scope 不在已授予的范围内；请核对后再试。"),
    Problem(
        "idempotency-key-required",
        400,
        "须有请求标识",
        "请以 Idempotency-Key 请求头给出此次办理的唯一标识（1至255个可见字符），重发时不变。",
    ),
    Problem("not-signed-in", 401, "尚未登录", "请先登录；登录已过期的，请重新登录后再试。"),
    Problem("invalid-token", 401, "令牌无效", "令牌无效、已过期或已被吊销，请重新申请令牌后再试。"),
    Problem("invalid-client", 401, "密钥有误", "请核对 client_id 和密钥；已更换的用新的。"),
    Problem("forbidden", 403, "没有权限", "当前身份不能这样做；有其他身份的，请切换身份后再试。"),
    Problem("insufficient-scope", 403, "权限不足", "此令牌没有这一权限，请与对方安全管理员联系。"),
    Problem("no-seat", 403, "没有身份", "此账号还没有身份，请联系本级政协提案委办公室开通。"),
    Problem("password-change-required", 403, "须先修改口令", "请先在网站上修改初始口令，再试。"),
    Problem("not-found", 404, "没有找到", "地址有误，或者以当前身份看不到它；请核对后再试。"),
    Problem("method-not-allowed", 405, "不支持此方法", "请改用 Allow 响应头中列出的方法。"),
    Problem("not-acceptable", 406, "不支持所要的格式", "这里只提供 JSON；请改正 Accept 请求头。"),
    Problem("wrong-state", 409, "当前状态不能这样做", "请重新读取此件，按其现在的状态办理。"),
    Problem("idempotency-key-in-use", 409, "同一请求正在处理", "请稍后以同一标识再发。"),
    Problem("precondition-failed", 412, "已被他人更改", "请重新读取此件，核对后以新的 ETag 再办。"),
    Problem("cursor-expired", 410, "游标已失效", "请不带 cursor 重新完整读取一次。"),
    Problem("too-large", 413, "内容过大", "请减少内容，或者分几次发送。"),
    Problem("unsupported-media-type", 415, "不支持内容的格式", "请以 application/json 格式发送。"),
    Problem("invalid-content", 422, "内容有误", "请按 errors 中各项的说明改正后再发。"),
    Problem("not-yet", 422, "尚不具备条件", "请先办理说明中的事项，再试。"),
    Problem("bulk-refused", 422, "整批未办", "一项也没有办理；请按 errors 改正各项后整批再发。"),
    Problem("idempotency-key-reused", 422, "请求标识已用过", "另一请求请用新的 Idempotency-Key。"),
    Problem("precondition-required", 428, "须注明版本", "请读取此件，以其 ETag 作 If-Match 再发。"),
    Problem("too-many-requests", 429, "请求过于频繁", "请稍后再试；有 Retry-After 的，以它为准。"),
    Problem("server-error", 500, "系统出错", "请稍后再试；仍出错的，请把 request_id 告知管理员。"),
    Problem("unavailable", 503, "暂时不能提供服务", "请稍后再试。"),
)
BY_NAME = {one.name: one for one in PROBLEMS}
BY_STATUS = {one.status: one for one in reversed(PROBLEMS)}


def concerns(request: HttpRequest) -> bool:
    """Whether a system is asking and not a person: then it is answered as one."""
    return request.path == ROOT or request.path.startswith(f"{ROOT}/")


def of_status(status: int) -> Problem:
    general = BY_STATUS[400 if status < 500 else 500]
    return BY_STATUS.get(status) or general._replace(status=status)


def answer(
    request: Any,
    problem: Problem,
    detail: str = "",
    errors: Sequence[dict[str, str]] = (),
    **more: str,
) -> JsonResponse:
    """errors: what is wrong with single parameters or fields; more: further members."""
    told: dict[str, Any] = {
        "type": f"{settings.SITE_URL}{problem.path}",
        "title": problem.title,
        "status": problem.status,
        "detail": detail or problem.detail,
        "instance": request.path,
        "request_id": getattr(request, "request_id", ""),
    }
    told |= {"errors": list(errors)} if errors else {}
    told |= more
    words = {"ensure_ascii": False}
    return JsonResponse(told, status=problem.status, content_type=KIND, json_dumps_params=words)


class Problems:
    """What answered an error there with a page, or with nothing, tells it as a problem.

    Whoever it was: another middleware, the handlers of 404 and 500, the framework itself. All
    that was said in headers stays.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        told = response.status_code < 400 or response.get("Content-Type") == KIND
        if told or not concerns(request):
            return response
        response.content = answer(request, of_status(response.status_code)).content
        response["Content-Type"] = KIND
        del response["Content-Encoding"]  # the page that it was may have been packed
        response["Content-Length"] = str(len(response.content))
        return response
