"""`/demo/`: where the demo's pages are and how to sign in; on a demo installation only."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from demo.cast import LINE_SLUG, LINES, PEOPLE, SAID_NUMBER, Person
from helpline.roles import Role

WORDS = {
    "en": {
        "title": "The demo",
        "lead": "Everything here is made up and stays on this computer.",
        "site": "A website with the chat",
        "site_note": "Write as someone who needs to talk.",
        "phone": "A phone that texts",
        "phone_note": "Text the number and see what travels.",
        "desk": "The counsellors’ desk",
        "desk_note": "Sign in as Robin here and as Noor in a private window.",
        "people": "Who can sign in",
        "again": "To play the stories again: manage.py seed_demo --fresh",
    },
    "fr": {
        "title": "La démo",
        "lead": "Tout est inventé et reste sur cet ordinateur.",
        "site": "Un site web avec la conversation",
        "site_note": "Écrivez comme une personne qui veut parler.",
        "phone": "Un téléphone qui texte",
        "phone_note": "Textez le numéro et voyez ce qui circule.",
        "desk": "Le poste d’écoute",
        "desk_note": "Entrez comme Robin ici, et comme Noor dans une fenêtre privée.",
        "people": "Qui peut entrer",
        "again": "Pour rejouer les histoires\u00a0: manage.py seed_demo --fresh",
    },
}
ROLES = {
    "en": {
        Role.SUPERVISOR: "supervisor",
        Role.ADMINISTRATOR: "runs the service",
        Role.EVALUATOR: "sees figures only",
    },
    "fr": {
        Role.SUPERVISOR: "supervision",
        Role.ADMINISTRATOR: "gère le service",
        Role.EVALUATOR: "voit seulement les chiffres",
    },
}


@require_safe
def demo(request: HttpRequest) -> HttpResponse:
    """The three addresses and the logins; 404 where the demo is off."""
    if not settings.DEMO:
        raise Http404
    language = "fr" if (translation.get_language() or "").startswith("fr") else "en"
    play = f"http://localhost:{settings.DEMO_PORT}/{'fr/' if language == 'fr' else ''}"
    words = WORDS[language]
    places = [
        (words["site"], play, words["site_note"]),
        (words["phone"], f"{play}phone/", f"{words['phone_note']} {SAID_NUMBER}"),
        (words["desk"], f"{settings.PUBLIC_BASE_URL}/console/", words["desk_note"]),
    ]
    with translation.override(language):
        people = [(each, _what(each, language)) for each in PEOPLE]
        shown = {"words": words, "places": places, "people": people}
        return render(request, "demo/index.html", shown)


def _what(person: Person, language: str) -> str:
    """What they are, and on which line, where that is not the first."""
    line = "" if person.line == LINE_SLUG else str(LINES[person.line]["name"])
    return ", ".join(filter(None, (ROLES[language].get(person.role, ""), line)))
