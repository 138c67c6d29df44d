"""The notices of rounds: their words, where they lead, and whether they still matter."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from notifications.kinds import Context, Kind, Rows, register, register_group
from people.models import Person
from sessions.models import Assignment, AssignmentState, Conflict, Round, Season, StepKind
from sessions.queries.extensions import extensions_visible_to
from sessions.stages import Stages, moment_in_words


def _rounds(person: Person) -> Rows:
    """Those rounds that the person may know of."""
    return Round.objects.visible_to(person)


def _extensions(person: Person) -> Rows:
    """Those extensions that are the person's own, or of the own region or edition."""
    return extensions_visible_to(person)


def _open_questions(person: Person) -> Rows:
    """Those assignments that still wait for the person's answer."""
    return Assignment.objects.active().filter(person=person, state=AssignmentState.SENT)


def _told(person: Person) -> Rows:
    """Those assignments that the person once was asked."""
    return Assignment.objects.told().filter(person=person)


def _assignments(person: Person) -> Rows:
    """Those assignments that the person may know of."""
    return Assignment.objects.visible_to(person)


def _conflicts(person: Person) -> Rows:
    """Those conflicts that the person may know of."""
    return Conflict.objects.visible_to(person)


def _round_url(subject_id: int, context: Context) -> str:
    return reverse("sessions:round-detail", args=[context.get("round", subject_id)])


def _answer_url(subject_id: int, _context: Context) -> str:
    return reverse("sessions:assignment-answer", args=[subject_id])


def _replace_url(subject_id: int, _context: Context) -> str:
    return reverse("sessions:assignment-replace", args=[subject_id])


def _conflicts_url(_subject_id: int, _context: Context) -> str:
    return reverse("sessions:conflict-list")


def round_context(round_: Round, steps: Iterable[str] = ()) -> Context:
    """What names a round and its steps in any language."""
    year = round_.edition.year
    return {"round": round_.pk, "season": round_.season, "year": year, "steps": list(steps)}


def round_in_words(context: Context) -> Context:
    """Names, steps and dates in the reader's language."""
    season = dict(Season.choices).get(context.get("season", ""), "")
    steps = [str(dict(StepKind.choices).get(step, "")) for step in context.get("steps", [])]
    due = context.get("due_at") or ""
    words = moment_in_words(datetime.fromisoformat(due)) if due else {"date": "?", "time": "?"}
    asked_for = _("In particular for: %(questions)s") % {
        "questions": " ".join(context.get("questions", []))
    }
    return {
        **context,
        "asked_for": f" {asked_for}" if context.get("questions") else "",
        "name": f"{season} {context.get('year', '')}".strip(),
        "steps": ", ".join(steps),
        "due": _("%(date)s at %(time)s") % words,
    }


register_group("sessions", _("Rounds and what they ask"))
PUBLISHED = register(
    Kind(
        key="sessions.round-published",
        title=_("A round is announced"),
        line=_("The %(name)s is announced. Look when each step opens."),
        words=round_in_words,
        why=_("because you take part in this edition"),
        action=_("Read the dates"),
        url=_round_url,
        seen=_rounds,
    )
)
STEPS_CHANGED = register(
    Kind(
        key="sessions.steps-changed",
        title=_("The dates of a round change"),
        line=_("The dates of the %(name)s have changed: %(steps)s."),
        words=round_in_words,
        why=_("because you take part in this round"),
        action=_("Read the new dates"),
        url=_round_url,
        seen=_rounds,
    )
)
EXTENDED = register(
    Kind(
        key="sessions.extended",
        title=_("You get more time"),
        line=_("You get more time for the %(steps)s step of the %(name)s, until %(due)s."),
        words=round_in_words,
        why=_("because a facilitator gave you or your region an extension"),
        action=_("Read the new date"),
        url=_round_url,
        seen=_extensions,
    )
)
ASKED = register(
    Kind(
        key="sessions.asked",
        title=_("You are asked to review"),
        line=_(
            "Will you review the plan of %(region)s, %(plan)s? The review is due on %(due)s.%(asked_for)s"
        ),
        words=round_in_words,
        why=_("because a facilitator asks you as a reviewer"),
        action=_("Answer the invitation"),
        url=_answer_url,
        seen=_open_questions,
        asks=True,
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
        seen=_told,
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
        seen=_assignments,
        mail=False,
    )
)
DECLINED = register(
    Kind(
        key="sessions.declined",
        title=_("A reviewer declines"),
        line=_("%(reviewer)s will not review the plan of %(region)s. Choose somebody else."),
        why=_("because you run this edition"),
        action=_("Look who can come instead"),
        url=_replace_url,
        seen=_assignments,
        asks=True,
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
        seen=_conflicts,
        asks=True,
    )
)


def asked_context(row: Assignment, stages: Stages) -> Context:
    """What the sentence that asks for a review is filled with."""
    dossier, stage = row.round_plan.dossier, stages.of_assignment(StepKind.REVIEW, row)
    due = stage.due_at.isoformat() if stage.due_at else ""
    context = {"region": dossier.region.name, "plan": dossier.title, "due_at": due}
    questions = [one.question.source for one in row.asked_for.all()]
    return context | ({"questions": questions} if questions else {})


def asked_in_words(row: Assignment, stages: Stages) -> str:
    """The sentence that asks for a review, in the language of who gets it."""
    with translation.override(row.person.language):
        return str(ASKED.line) % round_in_words(asked_context(row, stages))
