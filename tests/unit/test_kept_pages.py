"""Whoever wants to know what is kept can read it beforehand, and check what is gone without us."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from config.variables import VARIABLES
from helpline.models import Line
from helpline.reading import english_grade, french_ease
from routing.adapters import channels
from routing.upkeep import duties
from transcripts import policies
from transcripts.erasing import receipts, verify
from transcripts.models import Purge
from transcripts.policies import POLICIES
from transcripts.promised import explained

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def line() -> Line:
    made = Line.objects.create(slug="night", name="Night line")
    made.numbers.create(channel="sms", number="+12045550100")
    return made


def test_the_page_says_what_the_line_does_just_now(line: Line) -> None:
    page = Client().get("/chat/kept/", {"line": line.slug, "lang": "en"}).content.decode()
    assert "nothing. Your words are erased when the chat ends." in page
    assert "until 24 hours after the last one" in page
    line.policies = {"web": "month:10", "sms": "day:5"}
    line.save()
    page = Client().get("/chat/kept/", {"line": line.slug, "lang": "fr"}).content.decode()
    assert "jusqu’à 10 jours après la fin" in page
    assert "jusqu’à 5 heures après le dernier" in page


@pytest.mark.parametrize(
    ("policy", "days"),
    [("day", "They stay as you wrote them."), ("month", "Names and numbers are taken out")],
)
def test_of_what_one_chose_it_is_said_whether_names_stay(
    line: Line, policy: str, days: str
) -> None:
    Line.objects.update(policies={"web": policy}, keep_days=7, follow_up_days=30)
    page = Client().get("/chat/kept/", {"line": line.slug, "lang": "en"}).content.decode()
    said = re.findall(r"<li>(.*?)</li>", page)
    assert said[0].startswith(f"For 7 days after the end. {days}")
    assert said[1].endswith("get back to you. They stay as you wrote them.")


def test_it_has_no_script_and_sets_no_cookie(line: Line) -> None:
    for address in ("/chat/kept/", "/receipts/"):
        answer = Client().get(address)
        assert answer.status_code == 200
        assert not answer.cookies
        assert "<script" not in answer.content.decode()
        assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_who_reads_the_receipts_can_leave_at_once_and_go_back(line: Line) -> None:
    """From *What we keep* they lead here, past the button that somebody watched looks for."""
    Line.objects.update(exit_url="https://weather.example/", cover_title="Notes")
    kept = Client().get("/chat/kept/", {"line": line.slug, "lang": "fr"}).content.decode()
    assert f'href="/receipts/?line={line.slug}&amp;lang=fr"' in kept
    page = Client().get("/receipts/", {"line": line.slug, "lang": "fr"}).content.decode()
    assert '<a class="exit" href="https://weather.example/" rel="noreferrer">' in page
    assert f'href="/chat/kept/?line={line.slug}&amp;lang=fr"' in page
    assert f'href="?line={line.slug}&amp;lang=en"' in page
    # They are of the whole house: there are receipts where there is no such line.
    assert Client().get("/receipts/", {"line": "nowhere"}).status_code == 200


def test_a_line_that_is_not_there_is_not_there(line: Line) -> None:
    assert Client().get("/chat/kept/", {"line": "nowhere"}).status_code == 404


@pytest.mark.parametrize("policy", POLICIES)
def test_what_is_said_of_a_policy_is_plain(policy: str) -> None:
    assert english_grade([explained.of_policy(POLICIES[policy], "en")]) <= 8
    assert french_ease([explained.of_policy(POLICIES[policy], "fr")]) >= 60
    assert "{" not in explained.of_policy(policies.of(policy), "en")


def test_what_is_always_true_is_plain() -> None:
    for _title, said in explained.ALWAYS:
        assert english_grade([said["en"]]) <= 8, said
        assert french_ease([said["fr"]]) >= 60, said


def test_what_is_published_is_accepted_by_the_published_verifier() -> None:
    yesterday = timezone.now() - timedelta(days=1)
    for count in (4, 3):
        Purge.objects.create(
            policy="day",
            version=policies.of("day").version,
            conversations=count,
            rows={"transcripts.Message": 9},
            begun_at=yesterday,
            done_at=yesterday,
        )
    receipts.draw_up(timezone.now())
    page = Client().get("/receipts/", {"lang": "en"}).content.decode()
    shipped = Client().get("/receipts/receipts.json").content
    key = re.findall(r"receipts\.json ([0-9a-f]{64})", page)[0]
    last = verify.verify(shipped, [key])
    assert last in page
    assert len(json.loads(shipped)) == 1
    program = Client().get("/receipts/verify.py").content.decode()
    assert program.startswith('"""Checks the receipts of a helpline')


def test_what_a_law_has_kept_is_told_as_counts(line: Line) -> None:
    """As the last receipt counts them."""
    before = Client().get("/chat/kept/", {"lang": "en"}).content.decode()
    assert "kept past" not in before
    yesterday = timezone.now() - timedelta(days=1)
    Purge.objects.create(
        policy="day",
        version=policies.of("day").version,
        conversations=7,
        released=2,
        begun_at=yesterday,
        done_at=yesterday,
    )
    receipts.draw_up(timezone.now())
    page = Client().get("/chat/kept/", {"lang": "en"}).content.decode()
    assert "A law had 0 conversations kept past their time then." in page
    rows = Client().get("/receipts/", {"lang": "en"}).content.decode()
    assert "Held by law past their time" in rows
    told = re.findall(r'<td><span class="what">([^<]+)</span> (\d+)</td>', rows)
    assert told[-3:] == [
        ("Still to go at the text service", "0"),
        ("Held by law past their time", "0"),
        ("Of the erased, held before", "2"),
    ]


def test_the_plain_page_leads_there(line: Line) -> None:
    page = Client().get("/chat/plain/", {"line": line.slug, "lang": "en"}).content.decode()
    assert f'/chat/kept/?line={line.slug}&amp;lang=en">More about what we keep</a>' in page


def test_what_the_installation_has_set_is_said(line: Line, settings: Settings) -> None:
    settings.KEYS_BACKUP_DAYS, settings.OPT_OUT_DAYS = 3, 400
    english, french = (
        Client().get("/chat/kept/", {"lang": each}).content.decode() for each in ("en", "fr")
    )
    assert "thrown away after 3 days at the most" in english
    assert "on la jette après 3 jours au plus" in french
    assert ("for 400 days after STOP" in english, "400 jours après STOP" in french) == (True, True)


def test_the_document_says_what_is_shipped() -> None:
    shipped = {name: each.default for name, each in VARIABLES.items()}
    usual = {channel.live: channel.silent_after for channel in channels().values()}
    assert explained.Set() == explained.Set(
        int(shipped["KEYS_BACKUP_DAYS"]),
        int(shipped["OPT_OUT_DAYS"]),
        usual[True] // timedelta(minutes=1),
        usual[False] // timedelta(hours=1),
        duties.NOBODY_COMES // timedelta(days=1),
    )
    said = dict(explained.always("en", explained.Set()))
    assert "for 5 years after STOP" in said["If you text STOP, or are blocked"]
    assert "{" not in "".join(said.values())
