"""The addresses of papers."""

from __future__ import annotations

from django.urls import path

from documents.views import compilations, keys, papers, templates, yearly

app_name = "documents"
urlpatterns = [
    path("cases/<uuid:uid>/<slug:paper>/<slug:form>/", papers.CasePaper.as_view(), name="case"),
    path(
        "cases/<uuid:uid>/shares/<int:pk>/<slug:paper>/<slug:form>/",
        papers.SharePaper.as_view(),
        name="share",
    ),
    path("keys/<uuid:uid>/<slug:form>/", keys.KeyReport.as_view(), name="keys"),
    path("warnings/<uuid:uid>/<slug:form>/", keys.WarningPaper.as_view(), name="warning"),
    path("list/<slug:form>/", papers.HandOverPaper.as_view(), name="list"),
    path("meetings/<uuid:uid>/<slug:form>/", papers.ResultsPaper.as_view(), name="results"),
    path("year/<slug:paper>/<slug:form>/", yearly.YearPaper.as_view(), name="year"),
    path(
        "follow-ups/<uuid:uid>/<slug:form>/",
        yearly.FollowUpPaper.as_view(),
        name="follow_up",
    ),
    path("compilations/", compilations.Compilations.as_view(), name="compilations"),
    path(
        "compilations/<uuid:uid>/<slug:form>/",
        compilations.CompilationFile.as_view(),
        name="compilation_file",
    ),
    path("templates/", templates.TemplateList.as_view(), name="templates"),
    path("templates/<slug:paper>/", templates.TemplatePage.as_view(), name="template"),
    path("templates/<slug:paper>/file/", templates.TemplateFile.as_view(), name="template_file"),
    path("templates/<slug:paper>/drop/", templates.DropTemplate.as_view(), name="template_drop"),
    path("templates/<slug:paper>/try/<slug:form>/", templates.Tried.as_view(), name="template_try"),
]
