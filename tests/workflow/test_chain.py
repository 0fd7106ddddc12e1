"""An honest record is sound, and the command says so; what it finds it names."""

import json

import pytest
from django.core.management import CommandError, call_command

from proposals import services
from proposals.models import ProposalText
from tests.conftest import behind_its_back as owner
from tests.factories import hand
from workflow import chain, tasks
from workflow.chain import faults
from workflow.models import Case, Event

LIVES = ["here", "member", "submitted", "meeting", "transferred", "share", "delivered"]


@pytest.mark.django_db
@pytest.mark.parametrize("life", LIVES)
def test_every_stage_of_a_life_is_sound(life, request):
    request.getfixturevalue(life)
    assert list(faults()) == []


def test_an_address_in_another_spelling_is_the_same_address(submitted, office, education):
    far_away = hand(office, address="2001:0DB8:0:0::000F")
    services.screen(submitted, by=far_away, recommendation="file", units=[education])
    assert Event.objects.latest("pk").address == "2001:db8::f"
    assert list(faults()) == []


@pytest.mark.django_db(transaction=True)
def test_the_command_keeps_a_witness_outside(submitted, office, tmp_path, capsys):
    file = tmp_path / "elsewhere" / "heads.jsonl"
    call_command("verify_events", witness=file)
    assert "没有找到" in capsys.readouterr().out
    before = [json.loads(line) for line in file.read_text().splitlines()]
    assert before == [list(case) for case in heads_now()]
    services.send_back(submitted, by=hand(office), note="请写明路段")
    call_command("verify_events", witness=file)
    assert "核对无误" in capsys.readouterr().out
    assert len(file.read_text().splitlines()) == len(before)
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.django_db(transaction=True)
def test_it_sees_one_moment_while_others_write(writers, tmp_path, capsys):
    enough = Event.objects.count() + 50
    while Event.objects.count() < enough:
        call_command("verify_events", witness=tmp_path / "heads")
    writers()
    said = capsys.readouterr().out.splitlines()
    assert len(said) > 2
    assert set(said[1:]) == {"流程记录核对无误。"}


def heads_now():
    return Case.objects.order_by("pk").values_list("pk", "version", "head")


@pytest.mark.django_db(transaction=True)
def test_the_nightly_task_keeps_its_witness_in_the_data_folder(submitted, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    tasks.verify_events()
    assert len((tmp_path / "witness/heads.jsonl").read_text().splitlines()) == Case.objects.count()


@pytest.mark.django_db(transaction=True)
def test_what_is_found_is_named_and_the_witness_is_left_alone(
    submitted, settings, tmp_path, capsys, caplog
):
    settings.DATA_DIR = tmp_path
    call_command("verify_events")
    seen = (tmp_path / "witness/heads.jsonl").read_text()
    event = Event.objects.filter(case=submitted.pk).first()
    owner("UPDATE workflow_event SET note = 'x' WHERE id = %s", event.pk)
    with pytest.raises(CommandError, match="发现 1 处问题"):
        call_command("verify_events")
    assert f"第{submitted.pk}号件第1步：写成后被改动" in capsys.readouterr().out
    with pytest.raises(CommandError):
        tasks.verify_events()
    assert "写成后被改动" in caplog.text
    assert (tmp_path / "witness/heads.jsonl").read_text() == seen


@pytest.mark.django_db(transaction=True)
def test_a_witness_that_cannot_be_read_is_not_taken_for_none(submitted, tmp_path):
    (tmp_path / "heads").write_text("{")
    with pytest.raises(json.JSONDecodeError):
        call_command("verify_events", witness=tmp_path / "heads")


def test_a_text_is_proved_by_the_record(submitted, member, office):
    services.send_back(submitted, by=hand(office), note="请写明路段")
    revision = submitted.drafts.get(submitted_at=None)
    changed = services.save_draft(
        revision, by=hand(member), seen=0, body="【建议】\n加装五公里护栏。"
    )
    services.submit(changed, by=hand(member))
    assert list(faults()) == []
    assert ProposalText.objects.count() == 2
    for damage, found in [
        ("UPDATE proposals_proposaltext SET body = 'x' WHERE revision = 1", "第1版正文"),
        ("UPDATE proposals_proposaltext SET body = 'x' WHERE revision = 2", "第2版正文"),
        ("DELETE FROM proposals_proposaltext WHERE revision = 1", "正文版次不全"),
    ]:
        owner(damage)
        assert any(found in fault for fault in faults())


def test_few_rows_are_looked_at_together(delivered, monkeypatch):
    """What bounds the memory: never more than a portion of cases, or of events, at once."""
    assert len(list(chain.batches())) == 1
    monkeypatch.setattr(chain, "MOST_EVENTS", 5)
    assert len(list(chain.batches())) > Case.objects.count() / 2
    monkeypatch.setattr(chain, "MOST_CASES", 1)
    assert sum(map(len, chain.batches())) == Case.objects.count()
    assert list(faults()) == []
    owner("UPDATE proposals_proposal SET round = 9")
    assert len(list(faults())) == 1
