"""What is closed is read by the finder too, in the worker; if that fails, nothing of it is kept."""

from collections.abc import Sequence
from uuid import UUID

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from helpline.models import Counsellor, Line
from routing import timers
from routing.upkeep import aftercare
from tests.desk import namer
from tests.desk.house import Clock, talk, texts, web, wrapped
from tests.desk.test_closed_records import CAME, PAGE
from tests.desk.test_copies_pages import agreed
from tests.desk.test_decision_pages import browser_of, supervisor
from transcripts import keys, lateness
from transcripts.copies import asking, demands, disclosures, ending
from transcripts.models import Answer, Demand, Disclosure, SealedKey
from transcripts.redact.whole import once_more
from transcripts.redacted import closing

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])

SAID = f"Jane Rowntree was here, beside {namer.NAME}"
BY_RULES = f"[PERSON 1] was here, beside {namer.NAME}"
BY_BOTH = "[PERSON 1] was here, beside [PERSON 2]"
PUT = {"decision": "refused", "why": "no"}


@pytest.fixture(autouse=True)
def _model(settings: Settings, clock: Clock) -> None:
    settings.NAME_FINDER = namer.PATH
    namer.Namer.asked.clear()


@pytest.fixture
def desk(line: Line) -> Client:
    return browser_of(supervisor(line, "Dana"))


@pytest.fixture
def place(desk: Client) -> str:
    came = CAME | {"who": "a court", "scope": SAID}
    made = desk.post(PAGE, came).headers["Location"]
    desk.post(made, PUT)
    return made


def scope() -> str:
    found = Demand.objects.get()
    keys.forget([found.pk])
    return demands.texts(found)["scope"]


# ---- demands -------------------------------------------------------------------------------------


def test_the_page_asks_no_model_and_the_worker_does(desk: Client, place: str, clock: Clock) -> None:
    desk.get(place)
    desk.post(place, {"do": "close"})
    assert (scope(), namer.Namer.asked) == (BY_RULES, [])
    assert asking.ask_due(clock.now()) == 1
    assert scope() == BY_BOTH
    assert Demand.objects.get().ask_at is None
    assert asking.ask_due(clock.forward(minutes=1)) == 0


def test_what_it_took_out_goes_with_the_key_of_then(desk: Client, place: str, clock: Clock) -> None:
    """It had stood under the new key of the close as well, until the model was asked."""
    desk.post(place, {"do": "close"})
    between = bytes(Demand.objects.get().sealed or b"")
    asking.ask_due(clock.now())
    assert ending.rekey_due(clock.forward(minutes=3)) == 1
    assert ending.rekey_due(clock.forward(minutes=3)) == 1
    assert ending.rekey_due(clock.forward(minutes=3)) == 0
    assert SealedKey.objects.get(owner=Demand.objects.get().pk).fresh is None
    assert scope() == BY_BOTH
    Demand.objects.update(sealed=between)
    assert scope() == keys.UNREADABLE


def test_one_that_closes_by_itself_is_read_in_the_same_sweep(place: str, clock: Clock) -> None:
    timers.sweep(clock.forward(days=91))
    assert scope() == BY_BOTH


def test_what_it_finds_nothing_in_keeps_its_key(desk: Client, clock: Clock) -> None:
    made = desk.post(PAGE, CAME).headers["Location"]
    desk.post(made, PUT)
    desk.post(made, {"do": "close"})
    asking.ask_due(clock.now())
    ending.rekey_due(clock.forward(minutes=3))
    assert Demand.objects.get().rekey_at is None


def test_a_correction_is_read_as_well(desk: Client, place: str, clock: Clock) -> None:
    desk.post(place, {"do": "close"})
    asking.ask_due(clock.now())
    desk.post(place, {"decision": "nothing", "why": f"and beside {namer.NAME}"})
    assert namer.NAME in demands.why(Answer.objects.latest("at"))
    asking.ask_due(clock.now())
    assert demands.why(Answer.objects.latest("at")) == "and beside [PERSON 3]"


@pytest.mark.parametrize("path", [f"{namer.__name__}:Broken", "no.such.module:Name"])
def test_if_it_fails_nothing_of_a_demand_is_kept(
    desk: Client, place: str, clock: Clock, settings: Settings, path: str
) -> None:
    settings.NAME_FINDER = path
    desk.post(place, {"do": "close"})
    asking.ask_due(clock.now())
    assert set(demands.texts(Demand.objects.get()).values()) == {"[ERASED]"}
    assert "Refused, or contested" in desk.get(place).content.decode()


def test_what_is_added_while_it_reads_is_not_lost(
    desk: Client, place: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is locked meanwhile, so somebody may add to it; then it is read again."""
    desk.post(place, {"do": "close"})
    asked = closing.by_model_of_line

    def slow(line: Line | None, said: Sequence[str]) -> list[str]:
        monkeypatch.setattr(closing, "by_model_of_line", asked)
        answer = desk.post(place, {"decision": "nothing", "why": "a file 12"})
        assert answer.status_code == 302
        return asked(line, said)

    monkeypatch.setattr(closing, "by_model_of_line", slow)
    assert asking.ask_due(clock.now()) == 0
    assert scope() == BY_RULES
    assert asking.ask_due(clock.now()) == 1
    assert scope() == BY_BOTH
    assert demands.why(Answer.objects.latest("at")) == "a file 12"


def test_a_worker_that_asks_nobody_is_late(desk: Client, place: str, clock: Clock) -> None:
    desk.post(place, {"do": "close"})
    assert lateness.late(clock.forward(minutes=14))["redacting"] == 0
    assert lateness.late(clock.forward(minutes=2))["redacting"] == 1
    asking.ask_due(clock.now())
    assert lateness.late(clock.now())["redacting"] == 0


def test_without_a_model_nothing_changes(
    desk: Client, place: str, clock: Clock, settings: Settings
) -> None:
    settings.NAME_FINDER = ""
    desk.post(place, {"do": "close"})
    asking.ask_due(clock.now())
    assert (scope(), Demand.objects.get().ask_at) == (BY_RULES, None)


# ---- yeses ---------------------------------------------------------------------------------------


@pytest.fixture
def over(line: Line, robin: Counsellor, clock: Clock, settings: Settings) -> UUID:
    line.policies = {"web": "month"}
    line.save()
    pk = talk(line, robin, web(line, "hello"))
    wrapped(robin, pk)
    aftercare.redact_due(clock.now())
    namer.Namer.asked.clear()
    return pk


def told() -> tuple[str, str]:
    said = disclosures.read(Disclosure.objects.get())
    return said.to, said.purpose


def test_a_yes_that_is_taken_back_is_read_by_the_worker(
    over: UUID, desk: Client, clock: Clock
) -> None:
    one = agreed(desk, over, to=SAID, purpose="a bed")
    desk.post(one, {"do": "withdraw"})
    assert (told(), namer.Namer.asked) == ((BY_RULES, "a bed"), [])
    assert asking.ask_due(clock.now()) == 1
    assert told() == (BY_BOTH, "a bed")
    assert asking.ask_due(clock.now()) == 0


def test_if_it_fails_nothing_of_a_yes_is_kept(
    over: UUID, desk: Client, clock: Clock, settings: Settings
) -> None:
    settings.NAME_FINDER = f"{namer.__name__}:Broken"
    one = agreed(desk, over, to=SAID, purpose="a bed")
    desk.post(one, {"do": "withdraw"})
    asking.ask_due(clock.now())
    assert told() == ("[ERASED]", "[ERASED]")


def test_a_yes_whose_words_are_gone_asks_nobody(over: UUID, desk: Client, clock: Clock) -> None:
    one = agreed(desk, over, to=SAID, purpose="a bed")
    desk.post(one, {"do": "withdraw"})
    keys.destroy([over])
    assert asking.ask_due(clock.now()) == 1
    assert namer.Namer.asked == []
    assert Disclosure.objects.get().ask_at is None


# ---- marks ---------------------------------------------------------------------------------------


def test_marks_stay_and_what_is_found_is_numbered_after_them() -> None:
    said = ["[PERSON 4] and [MASKED], [PHONE 1]", f"[PERSON 2]: {namer.NAME}, 204 555 0188"]
    left = once_more(said, namer.Namer())
    assert left == ["[PERSON 4] and [MASKED], [PHONE 1]", "[PERSON 2]: [PERSON 5], [PHONE 2]"]


# ---- talks ---------------------------------------------------------------------------------------


def test_a_talk_that_is_kept_is_read_by_the_learnt_finder(
    line: Line, robin: Counsellor, clock: Clock, settings: Settings
) -> None:
    settings.NAME_FINDER = "transcripts.redact.learnt:Learnt"
    line.policies = {"web": "month"}
    line.save()
    conversation = talk(line, robin, web(line, "im at 418 ravine, blue door"))
    wrapped(robin, conversation)
    aftercare.redact_due(clock.now())
    assert texts(conversation) == ["im at [ADDRESS 1], blue door"]
