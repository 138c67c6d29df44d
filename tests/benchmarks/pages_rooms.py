"""Pages of rounds, matching, sittings, conferences, the cockpit, calendars, notices and mail, and what they take."""

from collections.abc import Callable

from django.urls import reverse

from people.models import Person
from tests.benchmarks.pages import Page
from tests.benchmarks.scale import Scaled


def _chris(made: Scaled) -> Person:
    return made.facilitator


def _friend(made: Scaled) -> Person:
    return made.friend


def _at(name: str, *things: str, query: str = "") -> Callable[[Scaled], str]:
    """An address with these attributes of the edition or of its rooms; other words as they are."""

    def url(made: Scaled) -> str:
        rooms = {one: getattr(made.rooms, one, one) for one in things}
        found = [getattr(made, one, rooms[one]) for one in things]
        address = name if ":" in name else f"sessions:{name}"
        return reverse(address, args=[getattr(row, "pk", row) for row in found]) + query

    return url


def _both(title: str, url: Callable[[Scaled], str], ours: int, theirs: int) -> list[Page]:
    """The same page for the facilitator and for a friend."""
    return [
        Page(f"{title}, facilitator", _chris, url, ours),
        Page(f"{title}, friend", _friend, url, theirs),
    ]


def _cockpit(made: Scaled) -> str:
    return reverse("sessions:cockpit-detail", args=[made.edition.slug])


MOVE = "?reach=from&kind=response&day=2030-12-28"
LETTER = ("sessions.asked", "nl")
ROUNDS = [
    *_both("home", lambda _made: reverse("front:home"), 25, 12),
    *_both("rounds", _at("round-list"), 12, 11),
    *_both("a round", _at("round-detail", "september"), 26, 15),
    Page("a round in June, facilitator", _chris, _at("round-detail", "june"), 28),
    Page("steps of a round", _chris, _at("round-steps", "september"), 17),
    Page("plans of a round", _chris, _at("round-plans", "september"), 13),
    Page("reviewers of a round", _chris, _at("round-assign", "september"), 15),
    Page("reviewers of a plan", _chris, _at("plan-assign", "september", "september_plan"), 24),
    Page("an extra friend", _chris, _at("plan-extra", "september", "september_plan"), 24),
    Page("sending invitations", _chris, _at("round-send", "september"), 15),
    Page("more time in a round", _chris, _at("round-extensions", "september"), 15),
    Page("conflicts, facilitator", _chris, _at("conflict-list"), 14),
    Page("conflicts, friend", _friend, _at("conflict-list"), 11),
    Page("an invitation, friend", _friend, _at("assignment-answer", "task"), 17),
    Page("taking a reviewer out", _chris, _at("assignment-withdraw", "task"), 10),
    Page("the cockpit", _chris, _cockpit, 28),
]
PLANNING = [
    Page("a new round", _chris, _at("round-create", query="?season=june&sitting=2030-06-20"), 20),
    Page("moving a round", _chris, _at("round-move", "september", query=MOVE), 12),
    Page("reminders of a round", _chris, _at("round-reminders", "september"), 12),
    Page("one reminder", _chris, _at("rule-edit", "september", "rule"), 12),
    Page("mail of a round", _chris, _at("round-mail", "september"), 23),
    Page("templates", _chris, _at("template-list"), 12),
    Page("a new template", _chris, _at("template-create"), 11),
    Page("a template", _chris, _at("template-edit", "template"), 13),
]
MATCHING = [
    Page("what suits me, friend", _friend, _at("round-wishes", "september"), 15),
    Page("the matching", _chris, _at("round-matching", "september"), 13),
    Page("reviewers in the matching", _chris, _at("matching-reviewers", "september"), 15),
    Page("plans in the matching", _chris, _at("matching-plans", "september"), 13),
    Page("rules of the matching", _chris, _at("matching-rules", "september"), 19),
    Page("proposals side by side", _chris, _at("scenario-compare", "september"), 14),
    Page("a proposal", _chris, _at("scenario-detail", "september", "scenario"), 29),
    Page("moving in a proposal", _chris, _at("scenario-move", "september", "scenario"), 29),
    Page("taking a proposal over", _chris, _at("scenario-apply", "september", "scenario"), 29),
    Page("replacing a reviewer", _chris, _at("assignment-replace", "declined"), 28),
]
SITTINGS = [
    *_both("my sittings", _at("my-sittings"), 11, 10),
    *_both("sittings of a round", _at("sitting-list", "september"), 14, 13),
    *_both("a sitting", _at("sitting-detail", "planned"), 22, 19),
    *_both("a room", _at("room", "running"), 30, 21),
    *_both("parts of a room", _at("room-parts", "running"), 20, 14),
    *_both("minutes", _at("sitting-minutes", "ended"), 15, 14),
    *_both("a version of minutes", _at("minutes-version", "ended", "2"), 13, 12),
    *_both("a round day", _at("day-detail", "day"), 13, 12),
    Page("planning a sitting", _chris, _at("sitting-create", "september"), 15),
    Page("changing a sitting", _chris, _at("sitting-edit", "planned"), 11),
    Page("its agenda", _chris, _at("sitting-agenda", "planned"), 11),
    Page("inviting", _chris, _at("sitting-invite", "planned"), 15),
    Page("cancelling", _chris, _at("sitting-cancel", "planned"), 10),
    Page("who was there", _chris, _at("sitting-presence", "ended"), 11),
    Page("asking for dates", _chris, _at("poll-ask", "ended"), 12),
    Page("writing minutes", _chris, _at("minutes-edit", "ended"), 12),
    Page("planning a round day", _chris, _at("day-create", "september"), 14),
    Page("changing a round day", _chris, _at("day-edit", "day"), 11),
]
CONFERENCES = [
    *_both("conferences", _at("conferences:conference-list"), 10, 9),
    *_both("a conference", _at("conferences:conference-detail", "conference"), 16, 15),
    *_both("its questions", _at("conferences:question-list", "conference"), 11, 10),
    *_both("its polls", _at("conferences:poll-list", "conference"), 13, 12),
    *_both("its wall", _at("conferences:wall", "conference"), 13, 12),
    *_both("its agreements", _at("conferences:agreement-list", "conference"), 12, 11),
    *_both("the hall", _at("conferences:room", "conference"), 8, 8),
    *_both("a conference on paper", _at("conferences:conference-print", "conference"), 23, 22),
    Page("a new conference", _chris, _at("conferences:conference-create"), 12),
    Page("changing a conference", _chris, _at("conferences:conference-edit", "conference"), 11),
    Page("one part of it", _chris, _at("conferences:item-edit", "part"), 12),
    Page("a new poll", _chris, _at("conferences:poll-create", "conference"), 10),
    Page("an action", _chris, _at("conferences:action-edit", "action"), 11),
]
MAIL = [
    *_both("the calendar", _at("calendar:page"), 19, 18),
    *_both("notices", _at("notifications:notice-list"), 12, 11),
    *_both("mail about notices", _at("notifications:preferences"), 12, 11),
    *_both("my answers by mail", _at("inbound:mine"), 11, 11),
    Page("mail that failed", _chris, _at("notifications:failed-list"), 12),
    Page("held mail", _chris, _at("notifications:held-list"), 12),
    Page("one held sending", _chris, _at("notifications:held-detail", "batch"), 16),
    Page("words of letters", _chris, _at("notifications:letter-list"), 10),
    Page("one letter", _chris, _at("notifications:letter-edit", *LETTER), 12),
]
ROOMS = [*ROUNDS, *PLANNING, *MATCHING, *SITTINGS, *CONFERENCES, *MAIL]
