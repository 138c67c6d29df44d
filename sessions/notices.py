"""The notices of rounds: their words, where they lead, and whether they still matter."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from notifications.kinds import Context, Kind, register
from people.models import Person
from sessions.models import Assignment, AssignmentState, Conflict, Round


def _round_url(subject_id: int, context: Context) -> str:
    return reverse("sessions:round-detail", args=[context.get("round", subject_id)])


def _sees_round(person: Person, subject_id: int, context: Context) -> bool:
    return Round.objects.visible_to(person).filter(pk=context.get("round", subject_id)).exists()


def _answer_url(subject_id: int, _context: Context) -> str:
    return reverse("sessions:assignment-answer", args=[subject_id])


def _is_asked(person: Person, subject_id: int, _context: Context) -> bool:
    asked = Assignment.objects.active().filter(pk=subject_id, person=person)
    return asked.filter(state=AssignmentState.SENT).exists()


def _was_asked(person: Person, subject_id: int, _context: Context) -> bool:
    return Assignment.objects.told().filter(pk=subject_id, person=person).exists()


def _sees_assignment(person: Person, subject_id: int, _context: Context) -> bool:
    return Assignment.objects.visible_to(person).filter(pk=subject_id).exists()


def _sees_conflict(person: Person, subject_id: int, _context: Context) -> bool:
    return Conflict.objects.visible_to(person).filter(pk=subject_id).exists()


def _conflicts_url(_subject_id: int, _context: Context) -> str:
    return reverse("sessions:conflict-list")


PUBLISHED = register(
    Kind(
        key="sessions.round-published",
        title=_("A round is announced"),
        line=_("A new round is announced. Look when each step opens."),
        why=_("because you take part in this edition"),
        action=_("Read the dates"),
        url=_round_url,
        alive=_sees_round,
    )
)
STEPS_CHANGED = register(
    Kind(
        key="sessions.steps-changed",
        title=_("The dates of a round change"),
        line=_("The dates of a round have changed."),
        why=_("because you take part in this round"),
        action=_("Read the new dates"),
        url=_round_url,
        alive=_sees_round,
    )
)
EXTENDED = register(
    Kind(
        key="sessions.extended",
        title=_("You get more time"),
        line=_("You get more time in a round."),
        why=_("because a facilitator gave you or your region an extension"),
        action=_("Read the new date"),
        url=_round_url,
        alive=_sees_round,
    )
)
ASKED = register(
    Kind(
        key="sessions.asked",
        title=_("You are asked to review"),
        line=_("Will you review the plan of %(region)s: %(plan)s?"),
        why=_("because a facilitator asks you as a reviewer"),
        action=_("Answer the invitation"),
        url=_answer_url,
        alive=_is_asked,
    )
)
WITHDRAWN = register(
    Kind(
        key="sessions.withdrawn",
        title=_("A review is no longer asked of you"),
        line=_("You need not review the plan of %(region)s any more."),
        why=_("because a facilitator had asked you as a reviewer"),
        action=_("Read why"),
        url=_answer_url,
        alive=_was_asked,
    )
)
ACCEPTED = register(
    Kind(
        key="sessions.accepted",
        title=_("A reviewer accepts"),
        line=_("%(reviewer)s will review the plan of %(region)s."),
        why=_("because you run this edition"),
        action=_("Look at the round"),
        url=_round_url,
        alive=_sees_assignment,
        mail=False,
    )
)
DECLINED = register(
    Kind(
        key="sessions.declined",
        title=_("A reviewer declines"),
        line=_("%(reviewer)s will not review the plan of %(region)s. Choose somebody else."),
        why=_("because you run this edition"),
        action=_("Look at the round"),
        url=_round_url,
        alive=_sees_assignment,
    )
)
CONFLICT = register(
    Kind(
        key="sessions.conflict",
        title=_("A conflict is declared"),
        line=_(
            "%(reviewer)s declared a conflict with %(region)s, and is asked to review its plan."
        ),
        why=_("because you run this edition"),
        action=_("Look at the conflicts"),
        url=_conflicts_url,
        alive=_sees_conflict,
    )
)


def asked_context(row: Assignment) -> Context:
    """The names in the sentence that asks for a review."""
    dossier = row.round_plan.dossier
    return {"region": dossier.region.name, "plan": dossier.title}


def asked_in_words(row: Assignment) -> str:
    """The sentence that asks for a review, in the language of who gets it."""
    with translation.override(row.person.language):
        return str(ASKED.line) % asked_context(row)
