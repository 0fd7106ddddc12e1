"""Every address of the site begins here."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.views import LogoutView
from django.urls import include, path
from django.views import defaults

from config import errors, health
from config.desk import Desk
from config.helping import HelpIndex, HelpPage
from config.showcase import Components
from members.views.accounts import ChangePassword, SignIn
from members.views.display import DisplaySettings

urlpatterns = [
    path("", Desk.as_view(), name="home"),
    path("login/", SignIn.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("password/", ChangePassword.as_view(), name="password_change"),
    path("components/", Components.as_view(), name="components"),
    path("help/", HelpIndex.as_view(), name="help_index"),
    path("help/<str:page>/", HelpPage.as_view(), name="help"),
    path("display/", DisplaySettings.as_view(), name="display"),
    path("me/", include("members.urls")),
    path("jobs/", include("members.urls_jobs")),
    path("lists/", include("members.urls_lists")),
    path("people/", include("members.urls_people")),
    path("notices/", include("notices.urls")),
    path("proposals/", include("proposals.urls")),
    path("key-proposals/", include("proposals.urls_keys")),
    path("documents/", include("documents.urls")),
    path("opinions/", include("opinions.urls")),
    path("consultations/", include("consultations.urls")),
    path("w/", include("consultations.urls_public")),
    path("dictionary/", include("members.urls_dictionary")),
    path("workdays/", include("deadlines.urls_workdays")),
    path("limits/", include("deadlines.urls_limits")),
    path("calendar/", include("deadlines.urls_calendar")),
    path("reminding/", include("deadlines.urls_ladder")),
    path("audit/", include("members.urls_audit")),
    path("registers/", include("members.urls_registers")),
    path("clients/", include("notices.urls_webhooks")),
    path("clients/", include("members.urls_clients")),
    path("imports/", include("members.urls_importing")),
    path("imports/", include("proposals.urls_importing")),
    path("api/", include("config.api")),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]

handler400 = errors.bad_request
handler403 = partial(defaults.permission_denied, template_name="errors/403.html")
handler404 = partial(defaults.page_not_found, template_name="errors/404.html")
handler500 = partial(defaults.server_error, template_name="errors/500.html")
