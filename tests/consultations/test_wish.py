"""扫码反映: a villager tells a wish at a place by phone, without an account."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from common import clock
from consultations import receipts, services
from consultations.models import Enclosure, Knock, Topic
from consultations.services import wishing
from members.models import Entry
from tests.browsing import inbox, owed
from tests.conftest import at_once
from tests.consultations.browsing import Person
from tests.consultations.conftest import entry
from tests.factories import hand
from tests.papers import PDF, picture
from workflow.models import Event

WORDS = {"title": "路灯不亮", "body": "村口三盏灯坏了一个月"}


@pytest.fixture
def venue(town, studio, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    words = {"name": "鱼塘村议事室", "kind_of_place": "room", "village": "鱼塘村"}
    return services.enter_venue(town, by=hand(studio), **words)


class Villager:
    """Somebody with a phone and no account."""

    def __init__(self, venue, address="203.0.113.7", **defaults):
        self.client = Client(REMOTE_ADDR=address, **defaults)
        self.url = reverse("villagers:wish", args=[venue.token])

    def sends(self, **words):
        return self.client.post(self.url, {"press": uuid4()} | WORDS | words)

    def asks(self, receipt):
        return self.client.get(reverse("villagers:receipt"), {"no": receipt})

    def wishes(self, **words) -> Topic:
        answer = self.sends(**words)
        assert answer.status_code == 302, answer.context["form"].errors
        return Topic.objects.get(receipt=answer["Location"].rpartition("=")[2])


def photo(data=None, name="村口.jpg"):
    return SimpleUploadedFile(name, data or picture(with_place=True))


def test_a_wish_becomes_a_topic_of_the_township_by_the_systems_hand(venue, town, studio):
    wish = Villager(venue).wishes(place="村口", wisher="村民甲", phone="0878-1234567")
    assert (wish.source, wish.status, wish.township, wish.venue) == (
        "scan",
        "received",
        town,
        venue,
    )
    assert (wish.village, wish.place, wish.number) == ("鱼塘村", "村口", 1)
    event = Event.objects.get(case=wish.case)
    assert (event.user, event.seat, event.address) == (None, None, None)
    assert owed(wish) == {("screen_topic", "township")}
    assert any("路灯不亮" in told for told in inbox(studio))
    page = Person(studio).get(wish.get_absolute_url()).content.decode()
    assert "村民甲" in page


def test_name_phone_place_and_pictures_may_be_left_out(venue):
    wish = Villager(venue).wishes()
    assert (wish.wisher, wish.phone, wish.place) == ("", "", "")


def test_pictures_are_kept_small_and_without_their_position(venue, studio):
    big = photo(picture(size=(4000, 3000), with_place=True), "大图.jpg")
    Villager(venue).wishes(pictures=[photo(), big])
    for file in Enclosure.objects.all():
        answer = Person(studio).get(file.url)
        with Image.open(io.BytesIO(b"".join(answer.streaming_content))) as kept:
            assert dict(kept.getexif()) == {}
            assert max(kept.size) <= wishing.LONGEST_SIDE
    assert Enclosure.objects.filter(seat=None).count() == 2


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (PDF, "照片只收"),
        (b"MZ\x90\x00", "照片只收"),
        (b"PK\x03\x04", "照片只收"),
        (b"\xff\xd8\xff broken", "图片打不开"),
        (b"\xff\xd8\xff" + bytes(wishing.MOST_BYTES), "不超过 8 MB"),
    ],
    ids=["pdf", "program", "archive", "broken", "too big"],
)
def test_what_only_calls_itself_a_picture_is_refused_and_the_words_stay(venue, data, said):
    answer = Villager(venue).sends(pictures=photo(data))
    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors["pictures"])
    assert WORDS["body"] in answer.content.decode()
    assert not Topic.objects.exists()
    assert not Enclosure.objects.exists()


def test_pictures_that_came_with_a_refused_form_have_to_be_chosen_again(venue):
    answer = Villager(venue).sends(title="", pictures=photo())
    assert "照片没有保留，请重新选择" in str(answer.context["form"].errors["pictures"])
    assert not Enclosure.objects.exists()


def test_four_pictures_are_too_many(venue):
    answer = Villager(venue).sends(pictures=[photo() for _ in range(4)])
    assert answer.status_code == 422
    assert "最多3张" in answer.content.decode()


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "长" * 101}, "title"),
        ({"body": ""}, "body"),
        ({"phone": "打我电话"}, "phone"),
        ({"phone": "1" * 21}, "phone"),
        ({"press": "nothing"}, "press"),
    ],
    ids=str,
)
def test_nonsense_is_refused_and_what_was_typed_is_kept(venue, words, field):
    answer = Villager(venue).sends(place="村口老树下", **words)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "村口老树下" in answer.content.decode()
    assert not Topic.objects.exists()


def test_a_form_sent_three_times_is_one_wish(venue):
    villager, press = Villager(venue), uuid4()
    answers = [villager.sends(press=press) for _ in range(3)]
    assert len({one["Location"] for one in answers}) == 1
    assert Topic.objects.count() == 1


def test_another_wish_from_a_page_already_sent_is_not_lost(venue):
    """Going back in the browser brings the old form, whose press is spent."""
    villager, press = Villager(venue), uuid4()
    first = villager.wishes(press=press)
    answer = villager.sends(press=press, title="水管漏水")
    assert answer.status_code == 422
    assert f"上一件已收到，回执号 {first.receipt}" in answer.content.decode()
    anew = answer.context["form"]["press"].value()
    assert anew != str(press)
    assert villager.wishes(press=anew, title="水管漏水").title == "水管漏水"
    assert Topic.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_double_press_on_four_lines_at_once_is_one_wish(venue):
    press = uuid4()
    answers = at_once(4, lambda _: Villager(venue).sends(press=press).status_code)
    assert answers == [302] * 4
    assert Topic.objects.count() == 1


def test_one_address_sends_so_many_an_hour_and_then_is_told_when_to_come_back(venue, monkeypatch):
    monkeypatch.setattr(wishing, "MOST_FROM_ADDRESS", 2)
    villager, press = Villager(venue), uuid4()
    first = villager.sends(press=press)
    villager.wishes()
    answer = villager.sends()
    assert answer.status_code == 429
    assert "请一小时后再提交，也可到鱼塘乡委员工作室当面反映" in answer.content.decode()
    assert WORDS["body"] in answer.content.decode()
    assert villager.sends(press=press)["Location"] == first["Location"]  # no new wish
    assert Villager(venue, "203.0.113.8").sends().status_code == 302
    with clock.frozen(clock.now() + timedelta(minutes=61)):
        assert villager.sends().status_code == 302


def test_an_address_is_counted_at_all_places_together(venue, next_town, office, monkeypatch):
    monkeypatch.setattr(wishing, "MOST_FROM_ADDRESS", 1)
    Villager(venue).wishes()
    other = services.enter_venue(next_town, by=hand(office), name="茶室", kind_of_place="room")
    assert Villager(other).sends().status_code == 429


def test_one_place_takes_so_many_an_hour_whatever_the_addresses(venue, town, studio, monkeypatch):
    monkeypatch.setattr(wishing, "MOST_AT_VENUE", 1)
    Villager(venue).wishes()
    answer = Villager(venue, "203.0.113.8").sends()
    assert answer.status_code == 429
    assert "鱼塘村议事室一小时内收到的已较多" in answer.content.decode()
    other = services.enter_venue(town, by=hand(studio), name="另一处", kind_of_place="room")
    assert Villager(other, "203.0.113.8").sends().status_code == 302


def test_what_the_township_enters_itself_counts_for_nobody(venue, town, studio, monkeypatch):
    monkeypatch.setattr(wishing, "MOST_AT_VENUE", 1)
    services.raise_topic(town, by=hand(studio), source="people", title="修桥", venue=venue)
    assert Villager(venue).sends().status_code == 302


def test_a_closed_place_and_an_unknown_code_lead_nowhere(venue, studio):
    villager = Villager(venue)
    assert villager.client.get(villager.url).status_code == 200
    services.close_venue(venue, by=hand(studio), note="搬迁")
    for url in (villager.url, reverse("villagers:wish", args=["x" * 24])):
        assert villager.client.get(url).status_code == 404
        assert villager.client.post(url, WORDS | {"press": uuid4()}).status_code == 404
    assert not Topic.objects.exists()


def test_a_form_from_another_site_is_refused(venue):
    villager = Villager(venue)
    villager.client = Client(enforce_csrf_checks=True)
    assert villager.sends().status_code == 403
    assert not Topic.objects.exists()


def test_a_signed_in_person_who_scans_is_a_villager_too(venue, office):
    villager = Villager(venue)
    villager.client.force_login(office.user)
    assert Event.objects.get(case=villager.wishes().case).user is None


def test_nothing_of_it_stays_in_a_cache_or_needs_a_script(venue):
    page = Villager(venue).client.get(Villager(venue).url)
    assert "no-store" in page["Cache-Control"]
    assert "'unsafe" not in page["Content-Security-Policy"]
    assert " style=" not in page.content.decode()


def test_a_receipt_tells_the_state_and_nothing_of_anybody(venue):
    private = {"title": "路灯不亮（张家门口）", "wisher": "村民甲", "phone": "0878-1234567"}
    villager = Villager(venue)
    wish = villager.wishes(**private, place="老树下")
    assert len(wish.receipt) == 10
    page = villager.asks(f" {wish.receipt[:5]}-{wish.receipt[5:].lower()} ")
    text = page.content.decode()
    assert page.status_code == 200
    assert "已收到，等待鱼塘乡委员工作室筛选" in text
    assert wish.receipt in text
    for secret in (*private.values(), WORDS["body"], "老树下", "203.0.113.7", str(wish.case.uid)):
        assert secret not in text


def test_a_receipt_follows_the_topic(venue, studio, county):
    villager = Villager(venue)
    first, second, third = (villager.wishes(title=one) for one in ("甲", "乙", "丙"))
    services.accept(first, by=hand(studio), ground=entry(county, "discussed", "people"))
    assert "已列入协商，等待安排" in villager.asks(first.receipt).content.decode()
    services.merge_topic(second, by=hand(studio), into=Topic.objects.get(pk=first.pk))
    text = villager.asks(second.receipt).content.decode()
    assert "已并入同类议题" in text
    assert "已列入协商，等待安排" in text
    ground = Entry.objects.filter(committee=county.body, book="undiscussed").first()
    services.decline(third, by=hand(studio), ground=ground, note="属于法院职权，请到法院反映")
    assert "属于法院职权，请到法院反映" in villager.asks(third.receipt).content.decode()


def test_an_unknown_receipt_is_not_found_and_stays_in_the_field(venue):
    page = Villager(venue).asks("2222222222")
    assert page.status_code == 404
    assert "没有查到这个回执号" in page.content.decode()
    assert "2222222222" in page.content.decode()
    assert Villager(venue).asks("").status_code == 404
    assert Villager(venue).client.get(reverse("villagers:receipt")).status_code == 200


def test_a_receipt_is_asked_for_so_often_an_hour(venue, monkeypatch):
    monkeypatch.setattr(receipts, "MOST_FROM_ADDRESS", 2)
    villager = Villager(venue)
    for _ in range(2):
        assert villager.asks("2222222222").status_code == 404
    page = villager.asks("2222222222")
    assert page.status_code == 429
    assert "请一小时后再查" in page.content.decode()
    assert Villager(venue, "203.0.113.8").asks("2222222222").status_code == 404
    with clock.frozen(clock.now() + timedelta(minutes=61)):
        assert villager.asks("2222222222").status_code == 404


def test_no_address_is_kept_and_what_counted_is_forgotten_within_the_hour(venue):
    villager = Villager(venue, "2001:db8:1:2::7")
    villager.wishes()
    assert not Event.objects.exclude(address=None).filter(seat=None).exists()
    knock = Knock.objects.get()
    assert "2001:db8" not in knock.whose
    Villager(venue, "2001:db8:1:2::8").wishes()  # the same network
    assert set(Knock.objects.values_list("whose", flat=True)) == {knock.whose}
    assert services.forget_knocks() == 0
    with clock.frozen(clock.now() + timedelta(hours=1)):
        assert services.forget_knocks() == 2
    assert not Knock.objects.exists()
