"""The parts of a programme with their speakers, and the papers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction

from audit.actions import changed, record
from core.clock import now
from core.files import CheckedFile
from people.models import Person
from sessions.actions.conference_live import hold, ring
from sessions.errors_conference import ItemSticksOut, PaperThere, TooManyPapers
from sessions.models import Conference, ConferenceFile, ItemSpeaker, ProgrammeItem, Shown

MOST_FILES = 30


@dataclass(frozen=True)
class SpeakerName:
    """Somebody who speaks: a person known here, or a name with an organisation."""

    person: Person | None = None
    name: str = ""
    organisation: str = ""


@transaction.atomic
def add_item(
    *,
    conference: Conference,
    fields: dict[str, Any],
    speakers: Sequence[SpeakerName] = (),
    by: Person,
) -> ProgrammeItem:
    """Put a part in the programme. Raises ItemSticksOut."""
    held = hold(conference)
    item = ProgrammeItem(conference=held, **fields)
    _check(held, item)
    item.save()
    _name_speakers(item, speakers)
    record("conference.item_added", by=by, target=item, changes={"title": (None, item.title)})
    ring(held, Shown.PROGRAMME)
    return item


@transaction.atomic
def change_item(
    *, item: ProgrammeItem, fields: dict[str, Any], speakers: Sequence[SpeakerName], by: Person
) -> None:
    """Give a part other words, another moment or other speakers. Raises ItemSticksOut."""
    held = hold(item.conference)
    item = ProgrammeItem.objects.get(pk=item.pk)
    diff = changed(item, fields)
    for name in diff:
        setattr(item, name, fields[name])
    _check(held, item)
    before, after = _names(item), [speaker.name or str(speaker.person) for speaker in speakers]
    if diff:
        item.save(update_fields=list(diff))
    item.speakers.all().delete()
    _name_speakers(item, speakers)
    if before != after:
        diff["speakers"] = (before, after)
    if diff:
        record("conference.item_changed", by=by, target=item, changes=diff)
        ring(held, Shown.PROGRAMME)


@transaction.atomic
def remove_item(*, item: ProgrammeItem, by: Person) -> None:
    """Take a part out of the programme."""
    held = hold(item.conference)
    record("conference.item_removed", by=by, target=item, changes={"title": (item.title, None)})
    item.delete()
    ring(held, Shown.PROGRAMME)


@transaction.atomic
def add_file(*, conference: Conference, checked: CheckedFile, by: Person) -> ConferenceFile:
    """Put a checked file with the conference. Raises PaperThere, TooManyPapers."""
    held = hold(conference)
    if held.files.filter(sha256=checked.sha256).exists():
        raise PaperThere
    if held.files.count() >= MOST_FILES:
        raise TooManyPapers
    paper = ConferenceFile(
        conference=held,
        name=checked.name,
        mime=checked.mime,
        size=checked.size,
        sha256=checked.sha256,
        uploaded_at=now(),
        uploaded_by=by,
    )
    paper.file.save(checked.name, checked.content, save=False)
    paper.save()
    record("conference.file_added", by=by, target=paper, changes={"name": (None, paper.name)})
    return paper


@transaction.atomic
def remove_file(*, paper: ConferenceFile, by: Person) -> None:
    """Take a file away, for good."""
    hold(paper.conference)
    record("conference.file_removed", by=by, target=paper, changes={"name": (paper.name, None)})
    storage, name = paper.file.storage, str(paper.file.name)
    paper.delete()
    transaction.on_commit(lambda: storage.delete(name), robust=True)


def _check(held: Conference, item: ProgrammeItem) -> None:
    end = held.starts_at + timedelta(minutes=item.starts_after + item.minutes)
    if end > held.ends_at:
        raise ItemSticksOut


def _names(item: ProgrammeItem) -> list[str]:
    return [str(speaker) for speaker in item.speakers.select_related("person")]


def _name_speakers(item: ProgrammeItem, speakers: Sequence[SpeakerName]) -> None:
    ItemSpeaker.objects.bulk_create(
        ItemSpeaker(
            item=item,
            position=position,
            person=speaker.person,
            name=speaker.name,
            organisation=speaker.organisation,
        )
        for position, speaker in enumerate(speakers)
    )
