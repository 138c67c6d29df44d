"""What is agreed, and who does what: noted by facilitators, finished by who does it."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from audit.actions import changed, record
from core.clock import now
from notifications.actions import notify
from people.models import Person
from sessions.actions.conference_live import hold, ring
from sessions.errors_conference import AgreementThere, ConferenceNotPublished, NotInvited
from sessions.models import Conference, ConferenceAction, ConferenceAgreement
from sessions.notices.conferences import ACTION_GIVEN, action_context
from sessions.queries.conference_people import invited_to


@transaction.atomic
def make_agreement(*, conference: Conference, text: str, by: Person) -> ConferenceAgreement:
    """Note what was agreed. Raises AgreementThere, ConferenceNotPublished."""
    held = _hold_published(conference)
    try:
        with transaction.atomic():
            made = ConferenceAgreement.objects.create(
                conference=held, text=text, made_at=now(), made_by=by
            )
    except IntegrityError as error:
        raise AgreementThere from error
    record("conference.agreement_made", by=by, target=made, changes={"text": (None, text)})
    ring(held, "agreements")
    return made


@transaction.atomic
def remove_agreement(*, agreement: ConferenceAgreement, by: Person) -> None:
    """Take a wrong note away; the log keeps it."""
    held = hold(agreement.conference)
    changes = {"text": (agreement.text, None)}
    record("conference.agreement_removed", by=by, target=agreement, changes=changes)
    agreement.delete()
    ring(held, "agreements")


@transaction.atomic
def make_action(
    *, conference: Conference, what: str, person: Person, due_on: date, by: Person
) -> ConferenceAction:
    """Note who does what until when, and tell that person. Raises NotInvited, ConferenceNotPublished."""
    held = _hold_published(conference)
    _check_invited(held, person)
    made = ConferenceAction.objects.create(
        conference=held, what=what, person=person, due_on=due_on, made_at=now(), made_by=by
    )
    changes = {"what": (None, what), "person": (None, person.pk), "due_on": (None, due_on)}
    record("conference.action_made", by=by, target=made, changes=changes)
    _tell(made, by)
    ring(held, "agreements")
    return made


@transaction.atomic
def change_action(*, action: ConferenceAction, fields: dict[str, Any], by: Person) -> None:
    """Other words, another day or somebody else, who is told. Raises NotInvited."""
    held = hold(action.conference)
    action = ConferenceAction.objects.select_related("person").get(pk=action.pk)
    diff = changed(action, fields)
    if not diff:
        return
    for name in diff:
        setattr(action, name, fields[name])
    if "person" in diff:
        _check_invited(held, action.person)
    action.save(update_fields=list(diff))
    record("conference.action_changed", by=by, target=action, changes=diff)
    if "person" in diff:
        _tell(action, by)
    ring(held, "agreements")


@transaction.atomic
def finish_action(*, action: ConferenceAction, done: bool, by: Person) -> None:
    """Say that it is done, or that it is not after all."""
    held = hold(action.conference)
    action = ConferenceAction.objects.get(pk=action.pk)
    if (action.done_at is not None) == done:
        return
    action.done_at, action.done_by = (now(), by) if done else (None, None)
    action.save(update_fields=["done_at", "done_by"])
    record(f"conference.action_{'done' if done else 'open'}", by=by, target=action)
    ring(held, "agreements")


def _hold_published(conference: Conference) -> Conference:
    held = hold(conference)
    if held.published_at is None:
        raise ConferenceNotPublished
    return held


def _check_invited(held: Conference, person: Person) -> None:
    if not invited_to(held).filter(pk=person.pk).exists():
        raise NotInvited


def _tell(action: ConferenceAction, by: Person) -> None:
    cause = f"{action.pk}:{action.person_id}"
    context = action_context(action)
    notify([action.person], ACTION_GIVEN, about=action, by=by, key=cause, context=context)
