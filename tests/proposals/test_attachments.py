"""附件: added to the draft, handed in with it, seen by whoever sees the case and by nobody else."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from proposals import services
from proposals.models import Attachment, Draft
from proposals.services.files import MOST_FILES, forget, place
from tests import factories
from tests.browsing import Person, told
from tests.factories import hand
from tests.papers import PDF, package, picture, upload


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def sheet_url(draft):
    return reverse("proposals:draft", args=[draft.uid])


def typed(draft, **words):
    sheet = {"version": draft.revision, "publication": "full", "title": draft.title,
             "body": draft.body, "category": draft.category_id or ""}  # fmt: skip
    return sheet | {"units": list(draft.units.values_list("pk", flat=True))} | words


@pytest.fixture
def annex(draft, member):
    return services.attach(draft, by=hand(member), file=upload())


def test_the_words_are_kept_when_a_file_is_added(draft, member):
    words = typed(draft, do="annex", body="新写的一段", file_annex=upload())
    page = Person(member).post(sheet_url(draft), **words)
    assert page.status_code == 302
    assert told(page) == ["已上传：调研报告.pdf"]
    assert Draft.objects.get().body == "新写的一段"
    assert "调研报告.pdf" in Person(member).get(sheet_url(draft)).content.decode()


def test_a_file_that_cannot_be_taken_is_refused_with_advice_and_the_words_stay(draft, member):
    bad = upload(b"MZ\x90\0" + bytes(100), "报告.pdf")
    page = Person(member).post(
        sheet_url(draft), **typed(draft, do="annex", body="字", file_annex=bad)
    )
    assert page.status_code == 422
    assert "不能收这种文件" in page.content.decode()
    assert Draft.objects.get().body == "字"
    assert not Attachment.objects.exists()


def test_pressing_without_a_file_says_so(draft, member):
    page = Person(member).post(sheet_url(draft), **typed(draft, do="annex"))
    assert page.status_code == 422
    assert "请先选择要上传的文件" in page.content.decode()


def test_it_can_be_taken_off_again(draft, annex, member):
    draft.refresh_from_db()
    page = Person(member).post(sheet_url(draft), **typed(draft, do=f"void:{annex.pk}"))
    assert told(page) == ["已移除：调研报告.pdf"]
    assert not Attachment.objects.live().exists()
    assert Attachment.objects.count() == 1


def test_a_made_up_number_takes_nothing_off(draft, annex, member):
    for which in ("void:", "void:x", "void:999999"):
        draft.refresh_from_db()
        page = Person(member).post(sheet_url(draft), **typed(draft, do=which))
        assert page.status_code == 404
    assert Attachment.objects.live().exists()


def test_no_more_than_twenty(draft, annex, member):
    Attachment.objects.bulk_create(
        Attachment(draft=draft, purpose="annex", name="x", media_type="x", size=1, digest="x",
                   seat=member)
        for _ in range(MOST_FILES - 1)
    )  # fmt: skip
    with pytest.raises(Exception, match="附件最多20个"):
        services.attach(draft, by=hand(member), file=upload())


def test_the_record_tells_name_and_digest_and_the_case_lists_it(draft, annex, member, office):
    draft.refresh_from_db()
    proposal = services.submit(draft, by=hand(member))
    [said] = proposal.case.events.get(action="submit").data["files"]
    assert said == {"name": "调研报告.pdf", "digest": annex.digest, "purpose": "annex"}
    page = Person(office).get(proposal.get_absolute_url()).content.decode()
    assert "调研报告.pdf" in page
    assert annex.url in page


def test_after_submission_nothing_is_added_or_taken_off(draft, annex, member):
    draft.refresh_from_db()
    services.submit(draft, by=hand(member))
    with pytest.raises(Exception, match="附件不能再改动"):
        services.attach(draft, by=hand(member), file=upload())
    with pytest.raises(Exception, match="附件不能再改动"):
        services.void_attachment(Attachment.objects.get(), by=hand(member))


def test_a_file_of_a_draft_exists_for_its_writer_only(
    annex, member, other_member, office, director
):
    assert b"".join(Person(member).get(annex.url).streaming_content) == PDF
    for seat in (other_member, office, director):
        assert Person(seat).get(annex.url).status_code == 404


def test_a_file_of_a_case_exists_for_whoever_sees_the_case(
    draft, annex, member, office, liaison, other_member, elsewhere
):
    draft.refresh_from_db()
    services.submit(draft, by=hand(member))
    for seat in (member, office):
        assert Person(seat).get(annex.url).status_code == 200
    for seat in (liaison, other_member, elsewhere.office):
        assert Person(seat).get(annex.url).status_code == 404


def test_a_file_whose_bytes_are_gone_is_not_found_and_breaks_nothing(annex, member):
    default_storage.delete(place(annex.digest))
    assert Person(member).get(annex.url).status_code == 404


def test_only_pdf_and_pictures_are_shown_in_the_browser(draft, member):
    shown = services.attach(draft, by=hand(member), file=upload(picture(), "现场.jpg"))
    saved = services.attach(draft, by=hand(member), file=upload(package(), "报告.docx"))
    page = Person(member).get(shown.url)
    assert page["Content-Disposition"].startswith("inline; filename*=utf-8''")
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Content-Type"] == "image/jpeg"
    page = Person(member).get(saved.url)
    assert page["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert "no-store" in page["Cache-Control"]


def test_the_same_content_is_kept_once_and_a_broken_copy_is_replaced(draft, member, annex):
    path = place(annex.digest)
    with default_storage.open(path, "wb") as broken:
        broken.write(b"%P")
    services.attach(draft, by=hand(member), file=upload(name="另一份.pdf"))
    assert default_storage.open(path).read() == PDF
    assert len(default_storage.listdir(f"files/{path.split('/')[1]}")[1]) == 1


def test_a_draft_thrown_away_takes_its_files_with_it(
    draft, annex, member, django_capture_on_commit_callbacks
):
    draft.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        services.drop_draft(draft, by=hand(member))
    assert not Attachment.objects.exists()
    assert not default_storage.exists(place(annex.digest))


def test_content_that_another_draft_holds_is_not_forgotten(annex):
    forget(annex.digest)
    assert default_storage.exists(place(annex.digest))


def test_a_new_wording_starts_with_the_old_annexes_and_replaces_them(draft, annex, member, office):
    draft.refresh_from_db()
    proposal = services.submit(draft, by=hand(member))
    services.send_back(proposal, by=hand(office), note="请补充")
    sheet = Draft.objects.unfinished().get()
    [copied] = sheet.files.all()
    assert copied.digest == annex.digest
    services.attach(sheet, by=hand(member), file=upload(picture(), "现场.jpg"))
    sheet.refresh_from_db()
    services.submit(sheet, by=hand(member))
    names = Attachment.objects.of_case().filter(proposal=proposal).values_list("name", flat=True)
    assert list(names) == ["调研报告.pdf", "现场.jpg"]
    assert Person(office).get(annex.url).status_code == 200  # the old one can still be read


def test_nobody_adds_a_file_to_somebody_elses_draft(draft, other_member):
    with pytest.raises(Exception, match="这不是您的草稿"):
        services.attach(draft, by=hand(other_member), file=upload())


def test_a_file_is_enclosed_only_inside_a_move(submitted, office):
    with pytest.raises(RuntimeError):
        services.enclose(submitted, by=hand(office), file=upload(), purpose="paper")


def test_a_seal_is_for_the_committee_and_the_body_not_for_units(here, office, category, liaison):
    body = factories.organisation(here)
    contact = factories.person(here, "contact", organisation=body)
    sheet = services.start_draft(office, organisation=body)
    words = {"title": "集体提案", "category": category, "body": "【建议】"}
    sheet = services.save_draft(sheet, by=hand(office), seen=0, **words)
    seal = services.attach(sheet, by=hand(office), file=upload(), purpose="seal")
    services.submit(sheet, by=hand(office))
    assert Person(contact).get(seal.url).status_code == 200
    assert Person(office).get(seal.url).status_code == 200
    assert Attachment.objects.visible_to(liaison).count() == 0
