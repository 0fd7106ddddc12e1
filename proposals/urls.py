"""The addresses of proposals."""

from __future__ import annotations

from django.urls import path

from proposals.views import (
    actions,
    boards,
    closing,
    cosigning,
    drafts,
    files,
    handing,
    ledger,
    many,
    meetings,
    offline,
    pages,
    plenary,
    publishing,
    report,
    resembling,
)

app_name = "proposals"
urlpatterns = [
    path("", pages.ProposalList.as_view(), name="list"),
    path("drafts/", drafts.DraftList.as_view(), name="drafts"),
    path("drafts/new/", drafts.NewDraft.as_view(), name="new_draft"),
    path("drafts/<uuid:uid>/", drafts.DraftPage.as_view(), name="draft"),
    path("drafts/<uuid:uid>/similar/", resembling.DraftSimilar.as_view(), name="draft_similar"),
    path("drafts/<uuid:uid>/autosave/", drafts.DraftAutosave.as_view(), name="autosave"),
    path("drafts/<uuid:uid>/cosigners/", cosigning.CosignerPage.as_view(), name="cosigners"),
    path("invitations/", cosigning.InvitationList.as_view(), name="invitations"),
    path("invitations/<int:pk>/", cosigning.InvitationPage.as_view(), name="invitation"),
    path("files/<uuid:uid>/", files.FilePage.as_view(), name="file"),
    path("plenary/", plenary.PlenaryDesk.as_view(), name="plenary"),
    path("closing/", closing.ClosingPage.as_view(), name="closing"),
    path("numbering/", meetings.NumberPage.as_view(), name="numbering"),
    path("meetings/", meetings.MeetingList.as_view(), name="meetings"),
    path("meetings/new/", meetings.ConveneMeeting.as_view(), name="convene"),
    path("meetings/<uuid:uid>/", meetings.MeetingPage.as_view(), name="meeting"),
    path(
        "meetings/<uuid:uid>/as-recommended/",
        meetings.FileAsRecommended.as_view(),
        name="as_recommended",
    ),
    path("meetings/<uuid:uid>/<slug:action>/", actions.MeetingAction.as_view(), name="meet_act"),
    path("many/<slug:action>/", many.ManyPage.as_view(), name="many"),
    path("queue/<slug:action>/", many.QueueStart.as_view(), name="queue"),
    path(
        "report/<int:pk>/publish/",
        publishing.Publication.as_view(),
        {"action": "publish"},
        name="publish",
    ),
    path("report/", report.ReviewReport.as_view(), name="report"),
    path("boards/", boards.SupervisionBoard.as_view(), name="board"),
    path("boards/list/", boards.BoardList.as_view(), name="board_list"),
    path("boards/sheet/", boards.BoardSheet.as_view(), name="board_sheet"),
    path("commitments/", ledger.LedgerPage.as_view(), name="ledger"),
    path("commitments/rates/", ledger.LedgerRates.as_view(), name="ledger_rates"),
    path("offline/", offline.OfflineList.as_view(), name="offline"),
    path("offline/<uuid:uid>/", offline.OfflinePage.as_view(), name="offline_matter"),
    path("offline/<uuid:uid>/<slug:action>/", offline.OfflineAction.as_view(), name="offline_act"),
    path(
        "<uuid:uid>/consulted/<int:pk>/<slug:action>/",
        actions.ConsultAction.as_view(),
        name="consult_act",
    ),
    path("handing/", handing.HandOverMeeting.as_view(), name="handing"),
    path("handing/list/", handing.HandOverList.as_view(), name="handing_list"),
    path("<uuid:uid>/compare/", resembling.Compare.as_view(), name="compare"),
    path("<uuid:uid>/", pages.ProposalDetail.as_view(), name="detail"),
    path("<uuid:uid>/<slug:action>/", actions.ProposalAction.as_view(), name="act"),
    path(
        "<uuid:uid>/shares/<int:pk>/<slug:action>/",
        actions.ShareAction.as_view(),
        name="share_act",
    ),
    path(
        "<uuid:uid>/referrals/<int:pk>/<slug:action>/",
        actions.ReferralAction.as_view(),
        name="referral_act",
    ),
    path(
        "<uuid:uid>/contacts/<int:pk>/<slug:action>/",
        actions.ContactAction.as_view(),
        name="contact_act",
    ),
    path(
        "<uuid:uid>/commitments/<int:pk>/<slug:action>/",
        actions.CommitmentAction.as_view(),
        name="commitment_act",
    ),
    path(
        "<uuid:uid>/regradings/<int:pk>/<slug:action>/",
        actions.RegradeAction.as_view(),
        name="regrade_act",
    ),
]
