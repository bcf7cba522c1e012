"""How the settings of a line stand: a few words for each section, and what is open there."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helpline import firstchecks, hours, terms
from helpline.models import LOCALES, Counsellor, Line, Phrase
from helpline.roles import HELPING, Role
from office import backups, seconds
from office.directory import proposing
from office.lines import keptform, opening
from office.rooms import OF_A_LINE, OF_ALL, Room
from office.snippets.seen import stale
from office.texts import wordlist
from referrals.feedback import open_reviews
from referrals.models import Guidance, Service, Snippet
from referrals.showing import freshness
from routing.entering.openings import policy_of
from transcripts.models import Watch


@dataclass(frozen=True, slots=True)
class Standing:
    """What is set up in a section, in few words, and what somebody should look at."""

    said: str = ""
    open: list[str] = field(default_factory=list)


def of_all() -> list[tuple[Room, str, Standing]]:
    """The sections that are of no line."""
    return [(room, room.address(), FOR_ALL.get(room.name, Standing)()) for room in OF_ALL]


def of(line: Line) -> list[tuple[Room, str, Standing]]:
    """Each section of this line with its address and how it stands."""
    return [(room, room.address(line), LOOKS[room.name](line)) for room in OF_A_LINE]


def _hours(line: Line) -> Standing:
    try:
        read = hours.read(line.hours)
    except ValueError:
        return Standing("", [_("The hours cannot be read: the line is taken to be always open.")])
    locale = translation.get_language() or "en"
    said = opening.now_and_next(line, read, timezone.now(), locale)
    if read is not None and hours.opens(read, timezone.now()) is None:
        return Standing(said, [_("It does not open within a month.")])
    return Standing(said, [] if read else [_("No hours yet: the line counts as always open.")])


def _texts(line: Line) -> Standing:
    own = {code: line.texts.get(code, {}).keys() | _said(line, code) for code in line.languages}
    count = len(set().union(*own.values()))
    said = ngettext("%d text in your own words", "%d texts in your own words", count) % count
    one_sided = set().union(*own.values()) - set.intersection(*map(set, own.values()))
    names = [wordlist.purpose_of(name) for name in sorted(one_sided)]
    return Standing(said if count else _("Ours, all of them."), [_one_sided(n) for n in names])


def _said(line: Line, locale: str) -> set[str]:
    return {name for name, words in line.automatic.get(locale, {}).items() if words}


def _one_sided(purpose: str) -> str:
    return _("In your own words in one language only: %s") % purpose


def _line(line: Line) -> Standing:
    """Whether somebody can take each language: who may talk, and is not switched off."""
    helping = line.counsellors.filter(role__in=HELPING, user__is_active=True, capacity__gt=0)
    spoken = set().union(*helping.values_list("languages", flat=True))
    missing = [name for code, name in LOCALES if code in line.languages and code not in spoken]
    named = ", ".join(name for code, name in LOCALES if code in line.languages)
    return Standing(named, [_("Nobody can take %s.") % language for language in missing])


def _people() -> Standing:
    """How many may sign in, and who was made but never came."""
    there = Counsellor.objects.filter(user__is_active=True)
    count, never = there.count(), there.filter(user__last_login=None).count()
    said = ngettext("%d person", "%d people", count) % count
    waiting = (
        ngettext("%d person never came in yet.", "%d people never came in yet.", never) % never
    )
    lonely = Line.objects.exclude(counsellors__in=there.filter(role=Role.SUPERVISOR))
    missing = [_("Nobody supervises %s.") % line.name for line in lonely.order_by("name")]
    return Standing(said, [*missing, *([waiting] if never else [])])


def _cards() -> Standing:
    count = Guidance.objects.filter(active=True).count()
    return Standing(ngettext("%d card", "%d cards", count) % count)


def _phrases() -> Standing:
    count = Phrase.objects.filter(active=True).count()
    open_ = [] if count else [_("No phrase moves anybody up.")]
    return Standing(ngettext("%d phrase", "%d phrases", count) % count, open_)


def _agree() -> Standing:
    count = seconds.open_ones().count()
    return Standing("", [ngettext("%d waits.", "%d wait.", count) % count] if count else [])


def _backups() -> Standing:
    now = timezone.now()
    known = [f"{each.title}: {each.newest or '–'}" for each in backups.shown(now) if each.known]
    return Standing(" · ".join(known), backups.open_ones(now))


def _snippets() -> Standing:
    count, old = Snippet.objects.filter(active=True).count(), stale().count()
    said = ngettext("%d snippet", "%d snippets", count) % count
    told = ngettext("%d was not checked for a year.", "%d were not checked for a year.", old) % old
    return Standing(said, [told] if old else [])


def _directory() -> Standing:
    """How many services somebody can be sent to, and what should be looked at."""
    there, waiting = Service.objects.filter(status="active"), open_reviews().count()
    count = there.count()
    since = timezone.localdate() - freshness.after()
    old = there.filter(Q(verified=None) | Q(verified__lt=since))
    stale_ones = old.count()
    said = ngettext("%d service", "%d services", count) % count
    told = ngettext("%d is to be checked again.", "%d are to be checked again.", stale_ones)
    review = ngettext("%d is to be reviewed.", "%d are to be reviewed.", waiting) % waiting
    open_ = [*([review] if waiting else []), *([told % stale_ones] if stale_ones else [])]
    if proposed := proposing.open_ones().count():
        waits = ngettext("%d change waits for somebody.", "%d changes wait for somebody.", proposed)
        open_.insert(0, waits % proposed)
    return Standing(said if count else _("None yet."), open_)


def _before(line: Line) -> Standing:
    asked = line.questions or {}
    topics = max((len(words) for words in asked.get("topics", {}).values()), default=0)
    said = [_("a name")] * bool(asked.get("name")) + [_("an age")] * bool(asked.get("age"))
    if topics:
        said.append(ngettext("%d topic", "%d topics", topics) % topics)
    return Standing(", ".join(said) or _("Nothing is asked."))


def _checklist(line: Line) -> Standing:
    count = len(firstchecks.read(line.checklist))
    said = ngettext("%d question", "%d questions", count) % count
    return Standing(said if count else _("Nothing is asked."))


def _after(line: Line) -> Standing:
    lists = terms.of(line.needs, line.outcomes)
    needs, outcomes = len(terms.in_use(lists.needs)), len(terms.in_use(lists.outcomes))
    said = [
        ngettext("%d need", "%d needs", needs) % needs,
        ngettext("%d way it ended", "%d ways it ended", outcomes) % outcomes,
    ]
    return Standing(", ".join(said))


def _elsewhere(line: Line) -> Standing:
    count = len(line.elsewhere or [])
    open_ = [] if count else [_("When nobody can come, people are shown no other place.")]
    return Standing(ngettext("%d place", "%d places", count) % count if count else "", open_)


def _kept(line: Line) -> Standing:
    said = [
        f"{label}: {keptform.plainly(policy_of(line, channel))}"
        for channel, label in keptform.named_channels().items()
    ]
    return Standing(" · ".join(said), _stopped())


def _stopped() -> list[str]:
    """Why nothing is erased just now, if so."""
    said = {
        "clock": _(
            "Erasing has stopped: the clock has jumped. What is due cannot be read. Whoever runs "
            "the installation must look (manage.py retention)."
        ),
        "many": _(
            "Erasing has stopped: very much is due at once. What is due cannot be read. Whoever "
            "runs the installation must look (manage.py retention)."
        ),
    }
    causes = Watch.objects.exclude(cause="").values_list("cause", flat=True)
    return [said[cause] for cause in causes]


def _numbers(line: Line) -> Standing:
    if line.drill:
        return Standing(_("None: nobody real writes to a drill line."))
    known = [number.number for number in line.numbers.order_by("number")]
    return Standing(", ".join(dict.fromkeys(known)), [] if known else [_("No number yet.")])


def _websites(line: Line) -> Standing:
    if line.drill:
        return Standing(_("None: nobody real writes to a drill line."))
    on = [site.origin for site in line.sites.order_by("origin") if site.active]
    return Standing(", ".join(on), [] if on else [_("No website yet: people come by a link only.")])


def _partners(line: Line) -> Standing:
    there = line.partners.filter(active=True).select_related("to").order_by("to__name")
    return Standing(", ".join(each.to.name for each in there))


LOOKS: dict[str, Callable[[Line], Standing]] = {
    "hours": _hours,
    "settings": _line,
    "before": _before,
    "checklist": _checklist,
    "after": _after,
    "elsewhere": _elsewhere,
    "kept": _kept,
    "numbers": _numbers,
    "partners": _partners,
    "websites": _websites,
    "texts": _texts,
}
FOR_ALL: dict[str, Callable[[], Standing]] = {
    "backups": _backups,
    "people": _people,
    "snippets": _snippets,
    "directory": _directory,
    "cards": _cards,
    "phrases": _phrases,
    "agree": _agree,
}
