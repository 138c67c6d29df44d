"""The notices of conferences: an invitation, another moment or place, an action for you."""

from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.clock import local
from notifications.kinds import Context, Kind, Rows, register
from people.models import Person
from sessions.models import Conference, ConferenceAction, ConferenceState


def conference_context(conference: Conference) -> Context:
    """What names a conference in any language."""
    return {
        "conference": conference.pk,
        "title_nl": conference.title_nl,
        "title_en": conference.title_en,
        "starts_at": conference.starts_at.isoformat(),
        "place": conference.place,
    }


def action_context(action: ConferenceAction) -> Context:
    """What names an action and where it comes from."""
    context = conference_context(action.conference)
    return context | {"what": action.what, "due_on": action.due_on.isoformat()}


def in_words(context: Context) -> Context:
    """Name, place and moments in the reader's language."""
    language = "en" if get_language() == "en" else "nl"
    starts, due = context.get("starts_at"), context.get("due_on")
    place = context.get("place")
    when = date_format(local(datetime.fromisoformat(starts)), "j F Y, G:i") if starts else "?"
    return {
        **context,
        "name": context.get(f"title_{language}", ""),
        "when": _("%(when)s, %(place)s") % {"when": when, "place": place} if place else when,
        "due": date_format(datetime.fromisoformat(due), "j F Y") if due else "?",
    }


def _coming(person: Person) -> Rows:
    """Those conferences that the person may know of, until they are over."""
    return Conference.objects.visible_to(person).exclude(state=ConferenceState.CLOSED)


def _own_open(person: Person) -> Rows:
    """Those actions that are the person's own and not yet done."""
    return ConferenceAction.objects.visible_to(person).filter(person=person, done_at=None)


def _conference_url(subject_id: int, _context: Context) -> str:
    return reverse("conferences:conference-detail", args=[subject_id])


def _actions_url(subject_id: int, context: Context) -> str:
    page = reverse("conferences:agreement-list", args=[context.get("conference", 0)])
    return f"{page}#action-{subject_id}"


PUBLISHED = register(
    Kind(
        key="sessions.conference-published",
        title=_("A work conference is announced"),
        line=_("You are invited to the work conference %(name)s: %(when)s."),
        words=in_words,
        why=_("because you have a role in this edition"),
        action=_("Read the programme"),
        url=_conference_url,
        seen=_coming,
    )
)
MOVED = register(
    Kind(
        key="sessions.conference-moved",
        title=_("A work conference moves"),
        line=_("The work conference %(name)s has another moment or place: %(when)s."),
        words=in_words,
        why=_("because you are invited to this work conference"),
        action=_("Read the programme"),
        url=_conference_url,
        seen=_coming,
    )
)
ACTION_GIVEN = register(
    Kind(
        key="sessions.conference-action",
        title=_("An action of a work conference is yours"),
        line=_("An action of %(name)s is yours, until %(due)s: %(what)s"),
        words=in_words,
        why=_("because it was agreed that you do this"),
        action=_("Look at the action"),
        url=_actions_url,
        seen=_own_open,
    )
)
