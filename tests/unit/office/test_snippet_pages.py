"""Snippets: each wording in its own field, previewed and counted; what was not checked is found."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone, translation

from helpline.models import Counsellor, Line
from helpline.segments import measure
from office.models import Change
from office.snippets.form import SnippetForm
from office.texts.wording import doubts_of_a_phone
from referrals import entries
from referrals.models import Snippet
from referrals.search.shelf import shelf
from referrals.snippets import categories, first_set, for_console, load_first_set
from referrals.transfer.storing import store
from tests.unit.office.paper import Paper, words

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

ALL = "/console/settings/snippets/"
NEW: dict[str, Any] = {
    "slug": "night-beds",
    "category": "housing",
    "tags": "beds, lits",
    "title_en": "Night beds",
    "title_fr": "Lits de nuit",
    "chat_en": "There are beds.\r\nAsk.",
    "chat_fr": "Il y a des lits.",
    "sms_en": "Beds: 204-555-0117",
    "sms_fr": "Lits: 204-555-0117",
    "referral": "on",
    "active": "on",
}


def test_a_snippet_is_made_and_changed(dana: Client) -> None:
    assert Paper(dana, f"{ALL}new/").send(**NEW).complaints == []
    made = Snippet.objects.get()
    assert (made.slug, made.category, made.tags) == ("night-beds", "housing", ["beds", "lits"])
    assert made.faces["chat"]["en"] == "There are beds.\nAsk."
    made.faces["card"] = {"en": "kept"}
    made.title["cr"] = "nipêwin"
    made.save()
    today = timezone.localdate().isoformat()
    assert Paper(dana, f"{ALL}{made.pk}/").send(checked=today, sms_fr="Lits : 988").saved
    made.refresh_from_db()
    assert made.faces["card"] == {"en": "kept"}
    assert made.title["cr"] == "nipêwin"
    changed = Change.objects.filter(before="Lits: 204-555-0117").get()
    assert (changed.name, changed.after) == ("sms_fr", "Lits : 988")


def test_words_about_a_place_send_somebody_there_without_a_tick(dana: Client) -> None:
    """Without it what was sent was counted as words, and nobody was asked what became of it."""
    shelf.forget()
    bed = entries.Service(source_id="b", name={"en": "Larch bed"})
    owner = entries.Organisation(source_id="o", name={"en": "Harbour"}, services=[bed])
    store(entries.Directory(organisations=[owner]), "", "Dana")
    typed = {name: said for name, said in NEW.items() if name != "referral"}
    assert Paper(dana, f"{ALL}new/").send(**typed, service="Larch bed").saved
    made = Snippet.objects.get()
    assert (made.referral, made.service is not None) == (True, True)
    assert Paper(dana, f"{ALL}{made.pk}/").send(service="", referral=[]).saved
    made.refresh_from_db()
    assert made.referral is False


def test_what_a_phone_would_tell_is_quoted_as_the_language_does() -> None:
    with translation.override("fr"):
        told = list(doubts_of_a_phone([], "La clinique", measure("La clinique")))
    assert "«\u00a0clinique\u00a0»" in told[0]


def test_what_is_pasted_from_a_page_is_its_words(dana: Client) -> None:
    pasted = "<p onclick=x>Here&nbsp;is <b>{{name}}</b>.</p><script>x</script>{me} < 3"
    assert Paper(dana, f"{ALL}new/").send(**{**NEW, "chat_en": pasted}).saved
    assert Snippet.objects.get().faces["chat"]["en"] == "Here\u00a0is {{name}}.\nx{me} < 3"


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"slug": "taken"}, "Another snippet has this short name."),
        ({"slug": "two words"}, "Use letters, digits, - and _ only."),
        ({"category": "nowhere"}, "Select a valid choice."),
        ({"sms_fr": ""}, "This field is required."),
        ({"title_en": "x" * 81}, "at most 80"),
        ({"checked": "last week"}, "Enter a valid date."),
        ({"sms_fr": "Voir javascript:alert(1)"}, "A web address begins with http"),
        ({"chat_en": "See data:text/html,x"}, "A web address begins with http"),
        ({"chat_en": "https://a.example@evil.example"}, "with a user name in it is refused"),
        ({"discreet_en": "https://\u0430pple.com/"}, "looks like another one"),
    ],
)
def test_a_snippet_that_cannot_be(dana: Client, typed: dict[str, Any], complaint: str) -> None:
    Snippet.objects.create(slug="taken", category="housing")
    page = Paper(dana, f"{ALL}new/").send(**{**NEW, **typed})
    assert [each for each in page.complaints if complaint in each], page.complaints
    assert page.filled["chat_fr"] == [NEW["chat_fr"]]
    assert Snippet.objects.count() == 1


def test_it_is_looked_at_and_counted_before_it_is_saved(dana: Client) -> None:
    page = Paper(dana, f"{ALL}new/").send(do="look", **{**NEW, "sms_fr": "Fête " * 20})
    assert "1 text, 18 of 160 letters." in page.text
    assert "These letters make it dear: ê." in page.text
    assert "It does not fit into one text." in page.text
    assert not Snippet.objects.exists()


def test_the_list_is_searched_and_narrowed(dana: Client) -> None:
    load_first_set()
    Snippet.objects.filter(slug="kamloops-supplies").update(
        checked=timezone.localdate() - timedelta(days=364)
    )
    everything = words(dana.get(ALL))
    assert f"Found: {len(first_set())}" in everything
    assert "Housing" in everything
    assert "Logement" in words(dana.get(ALL, headers={"accept-language": "fr"}))
    found = words(dana.get(ALL, {"q": "LUBE kamloops"}))
    assert "/kamloops-supplies" in found
    assert "Found: 1" in found
    assert "/kamloops-supplies" not in words(dana.get(ALL, {"only": "stale"}))
    Snippet.objects.filter(slug="kamloops-supplies").update(active=False)
    assert "Found: 1" in words(dana.get(ALL, {"only": "off"}))
    assert "Found: 0" in words(dana.get(ALL, {"q": "<script>\0"}))
    assert "not checked for a year" in words(dana.get("/console/settings/"))


def test_every_snippet_we_bring_along_is_shown_and_stays_as_it_is(dana: Client) -> None:
    load_first_set()
    codes = {code for code, _name in categories("fr")}
    for snippet in Snippet.objects.all():
        assert snippet.category in codes
    some = Snippet.objects.order_by("slug")[:3]
    for snippet in some:
        assert Paper(dana, f"{ALL}{snippet.pk}/").send().saved
        again = Snippet.objects.get(pk=snippet.pk)
        assert (again.faces, again.title, again.tags) == (
            snippet.faces,
            snippet.title,
            snippet.tags,
        )
    assert not Change.objects.exists()


def test_no_two_have_one_shortcut_however_it_is_written(dana: Client) -> None:
    assert Paper(dana, f"{ALL}new/").send(**NEW, shortcut="/Hébergement").saved
    assert Snippet.objects.get().shortcut == "Hébergement"
    page = Paper(dana, f"{ALL}new/").send(**{**NEW, "slug": "b", "shortcut": "HEBERGEMENT"})
    assert page.complaints == [
        "“Night beds” has this shortcut. Capitals and accents make no difference."
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        Snippet.objects.create(slug="c", shortcut="hebergement")
    assert Paper(dana, f"{ALL}new/").send(**{**NEW, "slug": "d"}).saved
    assert Paper(dana, f"{ALL}new/").send(**{**NEW, "slug": "e", "shortcut": "a b"}).complaints


def test_whoever_is_slower_is_told_who_has_it_by_now(
    dana: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = SnippetForm.clean

    def then_somebody_else_saves(form: SnippetForm) -> dict[str, Any]:
        typed = looked(form)
        if not form.errors:
            Snippet.objects.create(slug="theirs", shortcut="été", title={"en": "Theirs"})
        return typed

    monkeypatch.setattr(SnippetForm, "clean", then_somebody_else_saves)
    page = Paper(dana, f"{ALL}new/").send(**NEW, shortcut="ETE")
    assert not page.saved
    assert page.complaints == [
        "“Theirs” has this shortcut. Capitals and accents make no difference."
    ]
    assert page.filled["shortcut"] == ["ETE"]
    assert Snippet.objects.get().slug == "theirs"


def test_the_discreet_face_warns_of_what_it_gives_away(dana: Client) -> None:
    said = {"discreet_en": "Night clinic, ask for {name}.", "discreet_fr": "Demandez {nom}."}
    page = Paper(dana, f"{ALL}new/").send(do="look", **NEW, **said)
    assert "It says “night”, “clinic”: anybody may read that on their phone." in page.text
    assert Paper(dana, f"{ALL}new/").send(**NEW, **said).saved
    assert Snippet.objects.get().faces["discreet"]["fr"] == "Demandez {nom}."


def test_who_finds_it_and_until_when(dana: Client, line: Line) -> None:
    switched: dict[str, Any] = {"only_lines": ["night"], "only_roles": ["peer"], "not_in": ["US"]}
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    assert Paper(dana, f"{ALL}new/").send(**NEW, **switched, review=yesterday).saved
    made = Snippet.objects.get()
    assert (made.only_lines, made.only_roles, made.not_in) == (["night"], ["peer"], ["US"])
    assert "1 was not checked" in words(dana.get("/console/settings/"))
    peer = Counsellor(role="peer", line=line)
    assert for_console(Counsellor(role="counsellor", line=line)) == []
    assert [shown["due"] for shown in for_console(peer)] == ["overdue"]
    assert Paper(dana, f"{ALL}{made.pk}/").send(expires=yesterday).saved
    (gone,) = for_console(peer)
    assert (gone["due"], gone["faces"]["chat"]) == ("expired", {})


def test_it_is_about_a_place_of_the_directory(dana: Client) -> None:
    shelf.forget()
    services = [
        entries.Service(
            source_id=n, name={"en": name}, phones=[entries.Phone(number="204-555-0142")]
        )
        for n, name in (("a", "Street clinic"), ("b", "Two Rivers"), ("c", "Two Rivers"))
    ]
    harbour = entries.Organisation(source_id="o", name={"en": "Harbour"}, services=services)
    store(entries.Directory(organisations=[harbour]), "test", "Dana")
    said = {**NEW, "sms_en": "{place}: {phone}"}
    page = Paper(dana, f"{ALL}new/").send(**said)
    assert page.complaints == ["{phone} is filled from a place: say which one it is about."]
    assert Paper(dana, f"{ALL}new/").send(**said, service="Nowhere").complaints
    (several,) = Paper(dana, f"{ALL}new/").send(**said, service="two rivers").complaints
    assert several.count("-") == 8
    looked = Paper(dana, f"{ALL}new/").send(do="look", **said, service="STREET clinic")
    assert "Street clinic: 204-555-0142" in looked.text
    assert Paper(dana, f"{ALL}new/").send(**said, service="STREET clinic").saved
    made = Snippet.objects.get()
    assert made.service is not None
    assert made.service.name == {"en": "Street clinic"}
    assert not Paper(dana, f"{ALL}{made.pk}/").send().complaints
    made.refresh_from_db()
    assert made.service is not None
