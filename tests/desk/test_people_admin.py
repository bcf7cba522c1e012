"""The administration shows blocks, reveals and removals, and on none of its pages a number."""

from uuid import UUID

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from helpline.models import Counsellor, Line
from routing import inbound
from routing.hands import caution
from routing.models import Block
from tests.desk.house import NUMBER, PHONE, codes, row, sms, talk, wrapped
from transcripts import retention
from transcripts.models import Removal

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture
def boss(line: Line) -> Client:
    """An administrator who is a counsellor of the line too."""
    client = Client()
    user = get_user_model().objects.create_superuser("boss", "")
    Counsellor.objects.create(user=user, line=line, shift_name="Boss", role="supervisor")
    client.force_login(user)
    return client


@pytest.fixture
def blocked(robin: Counsellor, conversation: UUID) -> UUID:
    caution.reveal(robin.pk, conversation, "To warn the van.")
    caution.block(robin.pk, conversation, "He looks for her.", 30)
    return conversation


def pages(client: Client) -> dict[str, str]:
    """Every page of a list and of each of its rows."""
    found = {}
    for name in ("block", "reveal"):
        address = f"/admin/routing/{name}/"
        found[name] = client.get(address).content.decode()
        for pk in Block.objects.values_list("pk", flat=True):
            found[f"{name} {pk}"] = client.get(f"{address}{pk}/change/").content.decode()
    found["removal"] = client.get("/admin/transcripts/removal/").content.decode()
    return found


def test_people_are_their_two_words_and_never_a_number(
    boss: Client, line: Line, blocked: UUID
) -> None:
    inbound.receive([sms(line, "let me in")])
    shown = pages(boss)
    handle = row(blocked).seeker.handle
    for name, page in shown.items():
        assert PHONE not in page, name
        assert PHONE.lstrip("+") not in page, name
        assert bytes(Block.objects.get().address_hash).hex() not in page, name
    assert handle in shown["block"]
    assert "He looks for her." in shown["block"]
    assert "To warn the van." in shown["reveal"]
    assert NUMBER not in shown["block"]


def test_why_a_number_was_shown_is_erased_with_the_words_and_a_block_keeps_its_reason(
    boss: Client, blocked: UUID
) -> None:
    retention.shred([blocked], timezone.now())
    shown = pages(boss)
    assert "To warn the van." not in shown["reveal"]
    assert ">erased<" in shown["reveal"]
    assert "He looks for her." in shown["block"]


def test_a_block_is_undone_by_name_and_only_there(boss: Client, line: Line, blocked: UUID) -> None:
    block = Block.objects.get()
    answers = {"action": "undo", "_selected_action": [str(block.pk)]}
    answered = boss.post("/admin/routing/block/", answers, follow=True)
    assert "Undone: 1" in answered.content.decode()
    block.refresh_from_db()
    assert block.ended_by is not None
    assert block.ended_by.shift_name == "Boss"
    assert codes(inbound.receive([sms(line, "again")])) == ["stored"]


def test_who_is_no_counsellor_cannot_undo_one(line: Line, blocked: UUID) -> None:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("root", ""))
    answers = {"action": "undo", "_selected_action": [str(Block.objects.get().pk)]}
    answered = client.post("/admin/routing/block/", answers, follow=True)
    assert "signed by name" in answered.content.decode()
    assert Block.objects.get().ended_at is None


def test_nobody_changes_what_happened(boss: Client, blocked: UUID) -> None:
    pk = Block.objects.get().pk
    assert boss.get("/admin/routing/block/add/").status_code == 403
    assert boss.post(f"/admin/routing/block/{pk}/delete/", {"post": "yes"}).status_code == 403
    assert boss.post(f"/admin/routing/block/{pk}/change/", {"reason": "x"}).status_code == 403


def test_what_the_provider_still_has_is_listed_until_it_is_gone(
    boss: Client, line: Line, robin: Counsellor
) -> None:
    conversation = talk(line, robin, sms(line, "hello", sid="SM" + "7" * 32))
    wrapped(robin, conversation)
    retention.shred([conversation], timezone.now())
    address = "/admin/transcripts/removal/"
    assert "SM" + "7" * 32 in boss.get(address).content.decode()
    removal = Removal.objects.get()
    removal.done_at = timezone.now()
    removal.save()
    assert "SM" + "7" * 32 not in boss.get(address).content.decode()
    assert "SM" + "7" * 32 in boss.get(f"{address}?state=done").content.decode()
