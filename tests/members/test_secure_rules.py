"""Rules of security: whoever keeps the dictionary reads them, one role sets them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from members import services
from members.models import Entry, Role
from members.place import CALLS_KEPT, rule
from tests import factories
from tests.browsing import Person
from tests.factories import hand
from workflow.models import Event

pytestmark = pytest.mark.django_db
BOOK = reverse("dictionary")
ADD = reverse("dictionary_add", args=["rule"])
COPY = reverse("dictionary_copy", args=["rule"])
KEPT = {"code": "calls_kept", "label": "500"}


@pytest.fixture
def keeper(here):
    return factories.person(here, Role.SECADMIN)


@pytest.fixture
def kept(here, keeper):
    return services.add_entry(here.body, by=hand(keeper), book="rule", **KEPT)


def verbs(entry):
    return [
        reverse(f"dictionary_{verb}", args=[entry.pk]) for verb in ("edit", "retire", "restore")
    ]


def test_the_security_administrator_sets_how_long_calls_are_kept(here, keeper):
    person = Person(keeper)
    assert 'value="calls_kept"' in person.get(ADD).content.decode()
    assert person.post(ADD, **KEPT).status_code == 302
    entry = Entry.objects.get(code="calls_kept")
    assert verbs(entry)[0] in person.get(BOOK, book="rule").content.decode()
    assert person.post(verbs(entry)[0], label="180").status_code == 302
    assert rule(CALLS_KEPT, here.body.pk) == 180
    noted = Event.objects.filter(case=here.registry.case_id, action="secure", seat=keeper)
    assert noted.count() == 2


def test_the_office_reads_it_and_cannot_change_it(here, office, kept):
    person = Person(office)
    shown = person.get(BOOK, book="rule").content.decode()
    assert "接口调用记录保存天数：500日" in shown
    assert "由安全管理员设定" in shown
    assert all(url not in shown for url in verbs(kept))
    edit, retire, restore = verbs(kept)
    assert person.get(edit).status_code == 403
    for url in (edit, retire, restore):
        assert person.post(url, label="180").status_code == 403
    assert rule(CALLS_KEPT, here.body.pk) == 500


def test_the_office_cannot_set_it_by_any_door(here, office):
    page = Person(office).get(ADD).content.decode()
    assert "meetings_needed" in page
    assert "calls_kept" not in page
    assert Person(office).post(ADD, **KEPT).status_code == 422
    with pytest.raises(PermissionDenied):
        services.add_entry(here.body, by=hand(office), book="rule", **KEPT)
    assert not Entry.objects.filter(code="calls_kept").exists()


def test_it_is_the_same_in_all_terms(here, office, keeper, kept):
    page = Person(keeper).post(ADD, **KEPT, term=here.term.pk)
    assert page.status_code == 422
    assert "这条规则各届相同" in page.content.decode()
    services.add_entry(here.body, by=hand(office), book="rule", code="meetings_needed", label="2")
    assert Person(office).post(COPY, to=here.term.pk).status_code == 302
    copied = Entry.objects.filter(term=here.term).values_list("code", flat=True)
    assert list(copied) == ["meetings_needed"]
