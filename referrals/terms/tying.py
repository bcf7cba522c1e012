"""Ties services to what they share with others: places, terms, answers to questions."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from referrals import entries
from referrals.models import AnswerChange, Answered, Location, Service, Tagging, Term, Vocabulary

Terms = dict[tuple[str, str], Term]
Pairs = Sequence[tuple[Service, entries.Service]]
BATCH = 500


def terms_of(directory: entries.Directory) -> Terms:
    """Every term by vocabulary and code, those of these entries among them.

    What is missing is added; a term that is there keeps the words it has here. A vocabulary of
    which nothing is said may not leave the house.
    """
    wanted = [*directory.vocabularies, *_unsaid(directory)]
    for each in wanted:
        _add(each)
    found = Term.objects.select_related("vocabulary")
    return {(row.vocabulary.code, row.code): row for row in found}


def _unsaid(directory: entries.Directory) -> list[entries.Vocabulary]:
    """Vocabularies and terms that are only used."""
    used: dict[str, set[str]] = {}
    for organisation in directory.organisations:
        for service in organisation.services:
            for tag in service.tags:
                used.setdefault(tag.vocabulary, set()).add(tag.code)
    return [
        entries.Vocabulary(
            code=name, terms=[entries.Term(code=c, label={"en": c}) for c in sorted(codes)]
        )
        for name, codes in sorted(used.items())
    ]


def _add(wanted: entries.Vocabulary) -> None:
    row, _made = Vocabulary.objects.get_or_create(
        code=wanted.code,
        defaults={
            "name": wanted.name,
            "owner": wanted.owner,
            "licence": wanted.licence,
            "notice": wanted.notice,
            "may_export": wanted.may_export,
        },
    )
    known = set(row.terms.values_list("code", flat=True))
    missing = [each for each in wanted.terms if each.code not in known]
    Term.objects.bulk_create(term_row(row, n, each) for n, each in enumerate(missing, len(known)))
    if [each for each in missing if each.parent]:
        hang(row, missing)


def term_row(vocabulary: Vocabulary, position: int, term: entries.Term) -> Term:
    return Term(
        vocabulary=vocabulary,
        code=term.code,
        label=term.label,
        definition=term.definition,
        see_also=term.see_also,
        pin=term.pin,
        position=position,
        external_code=term.external_code,
    )


def hang(vocabulary: Vocabulary, terms: Sequence[entries.Term]) -> None:
    """Put each of these terms below its parent."""
    known = {row.code: row for row in vocabulary.terms.all()}
    below = [known[each.code] for each in terms]
    for row, term in zip(below, terms, strict=True):
        row.parent = known.get(term.parent)
    Term.objects.bulk_update(below, ["parent"], batch_size=BATCH)


class Ties:
    """What services of one source may be tied to."""

    def __init__(
        self, places: Mapping[str, Location], terms: Terms, who: str, now: datetime
    ) -> None:
        self.places, self.terms, self.who, self.now = places, terms, who, now

    def renew(self, pairs: Pairs, standing: Sequence[UUID]) -> None:
        """Tie each service to what its entry names, and to nothing else.

        `standing` are those that were there before.
        """
        through = Service.locations.through
        before: dict[UUID, dict[str, str]] = {pk: {} for pk in standing}
        for first in range(0, len(standing), BATCH):
            some = standing[first : first + BATCH]
            before |= _answers(some)
            for table in (through, Tagging, Answered):
                table._default_manager.filter(service__in=some).delete()
        through._default_manager.bulk_create(self._located(pairs), batch_size=BATCH)
        Tagging.objects.bulk_create(self._tagged(pairs), batch_size=BATCH)
        answers = [each for row, entry in pairs for each in answered(row, entry.facts)]
        Answered.objects.bulk_create(answers, batch_size=BATCH)
        self._note(before, answers)

    def _located(self, pairs: Pairs) -> list[Any]:
        through = Service.locations.through
        return [
            through(service_id=row.pk, location_id=self.places[code].pk)
            for row, entry in pairs
            for code in dict.fromkeys(entry.places)
        ]

    def _tagged(self, pairs: Pairs) -> list[Tagging]:
        return [
            Tagging(
                service=row,
                term=self.terms[tag.vocabulary, tag.code],
                preferred=tag.preferred,
                delivery=tag.delivery,
            )
            for row, entry in pairs
            for tag in {(tag.vocabulary, tag.code): tag for tag in entry.tags}.values()
        ]

    def _note(self, before: dict[UUID, dict[str, str]], answers: list[Answered]) -> None:
        """Write down which answers of services that had some are others now."""
        after: dict[UUID, dict[str, str]] = {pk: {} for pk in before}
        for each in answers:
            after.setdefault(each.service_id, {})[each.name] = each.answer
        AnswerChange.objects.bulk_create(
            (
                change
                for pk, old in before.items()
                for change in changes(pk, old, after[pk], self.who, self.now)
            ),
            batch_size=BATCH,
        )


def answered(row: Service, facts: Sequence[entries.Fact]) -> list[Answered]:
    """A row for each answer that is known."""
    return [
        Answered(service=row, name=f.name, answer=f.answer, note=f.note, to_check=f.to_check)
        for f in {fact.name: fact for fact in facts}.values()
        if f.answer != "unknown"
    ]


def changes(
    service: UUID, before: Mapping[str, str], after: Mapping[str, str], who: str, now: datetime
) -> list[AnswerChange]:
    """What of these answers is another one now; not known is an answer, too."""
    return [
        AnswerChange(service_id=service, at=now, who=who, name=name, before=old, after=new)
        for name in dict.fromkeys((*before, *after))
        if (old := before.get(name, "unknown")) != (new := after.get(name, "unknown"))
    ]


def _answers(services: Sequence[UUID]) -> dict[UUID, dict[str, str]]:
    found: dict[UUID, dict[str, str]] = {}
    for row in Answered.objects.filter(service__in=services):
        found.setdefault(row.service_id, {})[row.name] = row.answer
    return found
