"""The notices that remind: their words, where they lead, and whether there is still something to do."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications.kinds import Context, Kind, Rows, register
from people.models import Person
from people.queries import standing
from sessions.models import Assignment, AssignmentState, Reminder, RoundPlan, Subject
from sessions.notices.rounds import round_in_words
from sessions.queries.round_work import plan_reminders_that_matter
from sessions.stages import moment_in_words


def reminders_of(person: Person) -> QuerySet[Reminder]:
    """Those of a person that name the moment that counts."""
    return Reminder.objects.filter(person=person, overtaken=False)


def _plans(person: Person) -> Rows:
    """Those about plans that the person's region still owes."""
    return plan_reminders_that_matter(reminders_of(person), person)


def _answers(person: Person) -> Rows:
    """Those about invitations that still wait for the person's answer."""
    asked = Assignment.objects.active().filter(person=person, state=AssignmentState.SENT)
    rows = reminders_of(person).filter(subject=Subject.ASSIGNMENT)
    return rows.filter(subject_id__in=asked.values("pk"))


def _sittings(person: Person) -> Rows:
    """Those about plans that the person may know of."""
    plans = RoundPlan.objects.visible_to(person)
    rows = reminders_of(person).filter(subject=Subject.PLAN)
    return rows.filter(subject_id__in=plans.values("pk"))


def _silent(person: Person) -> Rows:
    """Those about rounds that the person still runs."""
    rows = reminders_of(person).filter(subject=Subject.ROUND)
    return rows.filter(step__round__edition__in=standing(person).facilitates)


def _round_url(_subject_id: int, context: Context) -> str:
    return reverse("sessions:round-detail", args=[context["round"]])


def _answer_url(_subject_id: int, context: Context) -> str:
    return reverse("sessions:assignment-answer", args=[context["assignment"]])


def _reminders_url(_subject_id: int, context: Context) -> str:
    return reverse("sessions:round-mail", args=[context["round"]])


def reminder_in_words(context: Context) -> Context:
    """Names, steps and both moments in the reader's language."""
    closes = context.get("closes_at") or ""
    moment = (
        moment_in_words(datetime.fromisoformat(closes)) if closes else {"date": "?", "time": "?"}
    )
    return {**round_in_words(context), "closes": _("%(date)s at %(time)s") % moment}


PLAN_DUE = register(
    Kind(
        key="sessions.plan-due",
        title=gettext_lazy("Reminder: a plan is due soon"),
        line=gettext_lazy("The plan of %(region)s for the %(name)s is due on %(due)s."),
        words=reminder_in_words,
        why=gettext_lazy("because you are in the team of this region"),
        action=gettext_lazy("Look at the round"),
        url=_round_url,
        seen=_plans,
    )
)
PLAN_LATE = register(
    Kind(
        key="sessions.plan-late",
        title=gettext_lazy("Reminder: a plan is late"),
        line=gettext_lazy(
            "The plan of %(region)s for the %(name)s was due on %(due)s. It is still welcome until"
            " %(closes)s."
        ),
        words=reminder_in_words,
        why=gettext_lazy("because you are in the team of this region"),
        action=gettext_lazy("Look at the round"),
        url=_round_url,
        seen=_plans,
    )
)
ANSWER_WAITS = register(
    Kind(
        key="sessions.answer-waits",
        title=gettext_lazy("Reminder: an invitation waits for your answer"),
        line=gettext_lazy(
            "You have not said yet whether you review the plan of %(region)s, %(plan)s. The review"
            " is due on %(due)s."
        ),
        words=reminder_in_words,
        why=gettext_lazy("because a facilitator asks you as a reviewer"),
        action=gettext_lazy("Answer the invitation"),
        url=_answer_url,
        seen=_answers,
    )
)
SITTING_NEAR = register(
    Kind(
        key="sessions.sitting-near",
        title=gettext_lazy("Reminder: a sitting comes near"),
        line=gettext_lazy(
            "The sitting about the plan of %(region)s in the %(name)s comes near: it is held by"
            " %(due)s at the latest."
        ),
        words=reminder_in_words,
        why=gettext_lazy("because you take part in this round"),
        action=gettext_lazy("Look at the round"),
        url=_round_url,
        seen=_sittings,
    )
)
SILENT = register(
    Kind(
        key="sessions.silent",
        title=gettext_lazy("Somebody did not react to any reminder"),
        line=gettext_lazy(
            "In the %(name)s something is missing after all reminders. Step: %(steps)s, due on"
            " %(due)s."
        ),
        words=reminder_in_words,
        why=gettext_lazy("because you run this edition"),
        action=gettext_lazy("Look who was reminded"),
        url=_reminders_url,
        seen=_silent,
    )
)
