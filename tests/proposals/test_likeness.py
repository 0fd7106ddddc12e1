"""Like titles are found whatever frame they stand in."""

import pytest

from proposals import services
from proposals.likeness import LIKE, core, likeness, pairs, similar
from tests import factories
from tests.browsing import Person
from tests.factories import hand
from tests.merging import another


def like(one, other) -> float:
    return likeness(pairs(one), pairs(other))


@pytest.mark.parametrize(
    ("title", "about"),
    [
        ("关于完善乡村公路防护的提案", "完善乡村公路防护"),
        ("《关于“厕所革命”的建议》", "厕所革命"),
        ("乡村公路防护", "乡村公路防护"),
        ("建议", ""),
    ],
)
def test_a_title_is_about_what_is_left_without_its_frame(title, about):
    assert core(title) == about


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("关于推进高校内涵发展的建议", "高校内涵发展"),
        ("关于推动大运河文化公园建设的建议", "关于加快大运河文化公园建设的提案"),
        ("加强科技创新 推动制造业转型升级", "加强科技创新，推动制造业转型升级"),
    ],
)
def test_the_same_in_other_words_of_course_is_the_same(one, other):
    assert like(one, other) == 1


def test_near_titles_are_like_and_others_are_not():
    near = like("关于我省青少年近视防控的建议", "关于推动儿童青少年近视防控工作的建议")
    assert near >= LIKE
    assert like("关于加强校车安全的提案", "关于发展茶产业的建议") < LIKE


@pytest.mark.parametrize("title", ["", "关于", "的建议", "？！"])
def test_titles_of_nothing_are_compared_without_fault(title):
    assert 0 <= like(title, "关于发展茶产业的建议") < LIKE


def test_the_nearest_come_first_and_what_is_over_does_not(screened, here, member, office, director):
    near = another(here, member, office, "关于乡村公路防护的建议")
    nearest = another(here, member, office, "关于完善乡村公路安全防护设施的建议")
    gone = another(here, member, office, "关于完善乡村公路安全防护设施的提案")
    services.merge(gone, by=hand(director), target=near)
    assert [one.proposal for one in similar(screened, office)] == [nearest, near]
    assert similar(screened, office)[0].percent == 100


def test_a_neighbours_proposals_are_not_compared(screened, elsewhere, office):
    another(elsewhere, factories.member(elsewhere), elsewhere.office, screened.title)
    assert similar(screened, office) == []


def test_the_committee_is_shown_them_at_the_review_and_the_proposer_is_not(
    submitted, here, other_member, member, office
):
    other = another(here, other_member, office, "关于完善乡村公路安全防护的建议")
    shown = Person(office).get(submitted.get_absolute_url()).content.decode()
    assert other.get_absolute_url() in shown
    assert other.title not in Person(member).get(submitted.get_absolute_url()).content.decode()
