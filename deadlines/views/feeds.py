"""日历订阅: the page of its owner, and what calendar programs read."""

from __future__ import annotations

from hashlib import sha256

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views import View

from deadlines.feeds import close_feed, feed_of, open_feed, seats_behind
from deadlines.models import CalendarFeed
from members.http import SeatRequired


class FeedPage(SeatRequired):
    """日历订阅: opened, renewed and ended by the person it is about; the address is shown once."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest) -> HttpResponse:
        if request.POST.get("do") == "close" and close_feed(self.request.user):
            messages.success(request, "已停用日历订阅，原地址不再有效")
        if request.POST.get("do") != "open":
            return redirect("calendar_feed")
        token = open_feed(self.request.user)
        url = request.build_absolute_uri(reverse("calendar_ics", args=[token]))
        answer = self.show(url)
        answer["Cache-Control"] = "no-store"
        return answer

    def show(self, url: str = "") -> HttpResponse:
        feed = CalendarFeed.objects.filter(user=self.request.user).first()
        return render(self.request, "deadlines/feed.html", {"feed": feed, "url": url})


class Feed(View):
    """For calendar programs: the address is the key. Whatever is no address is not there."""

    def get(self, request: HttpRequest, token: str) -> HttpResponseBase:
        seats = seats_behind(token)
        if not seats:
            raise Http404
        body = feed_of(seats)
        etag = f'"{sha256(body).hexdigest()}"'
        answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
        answer["ETag"] = etag
        answer["Cache-Control"] = "private, no-cache"
        answer["Content-Disposition"] = 'inline; filename="tiantong.ics"'
        answer["X-Robots-Tag"] = "noindex"
        return get_conditional_response(request, etag=etag, response=answer) or answer
