"""The agenda of a sitting, step by step."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sessions.models.sitting import Sitting


class AgendaKind(models.TextChoices):
    """What happens in a step; the label is its title where nobody wrote another one."""

    WELCOME = "welcome", _("Welcome, aim, roles and ground rules")
    LOOK_BACK = "look_back", _("Look back: what became of earlier advice")
    PRESENT = "present", _("The region presents; the question is said again")
    BURNING = "burning", _("The burning question")
    CASES = "cases", _("Cases are brought in")
    CHOOSE = "choose", _("Choosing a case")
    CLARIFY = "clarify", _("Clarifying questions")
    PROBE = "probe", _("Probing questions; the region says its question anew")
    SILENT = "silent", _("Writing in silence: strong, concern, what if")
    TALK = "talk", _("The critical friends talk; the region listens")
    ANALYSE = "analyse", _("Analysis without the case owner")
    ADVISE = "advise", _("Round of advice; the case owner listens")
    RESPONSE = "response", _("The region responds")
    LESSONS = "lessons", _("Lessons for my own project")
    RECORD = "record", _("Writing down advice and commitments")
    EVALUATE = "evaluate", _("Evaluation: which advice is useful, and what follows")
    CLOSE = "close", _("Closing: what do I take with me")
    FREE = "free", _("Something else")


class Speaker(models.TextChoices):
    """Who speaks in a step."""

    FACILITATOR = "facilitator", _("facilitator")
    REGION = "region", _("the region")
    FRIENDS = "friends", _("critical friends and peers")
    FRIENDS_ASK = "friends_ask", _("friends ask, the region answers")
    EVERYBODY = "everybody", _("everybody, briefly")
    NOBODY = "nobody", _("nobody: silence")


class AgendaItem(models.Model):
    """One step of the agenda: what happens, how long, who speaks."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=10, choices=AgendaKind)
    # Empty: the words of the kind, in the language of the reader.
    title = models.CharField(_("title"), max_length=160, blank=True)
    instruction = models.CharField(_("instruction"), max_length=400, blank=True)
    minutes = models.PositiveSmallIntegerField(_("length in minutes"))
    speaker = models.CharField(_("who speaks"), max_length=12, choices=Speaker)

    class Meta:
        ordering = ["sitting_id", "position"]
        verbose_name = _("step of the agenda")
        verbose_name_plural = _("steps of the agenda")
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "position"], name="sessions_agenda_item_has_its_place_once"
            ),
            models.CheckConstraint(
                name="sessions_agenda_item_kind_is_known",
                condition=Q(kind__in=AgendaKind.values),
            ),
            models.CheckConstraint(
                name="sessions_agenda_item_speaker_is_known",
                condition=Q(speaker__in=Speaker.values),
            ),
            models.CheckConstraint(
                name="sessions_agenda_item_takes_one_minute_to_eight_hours",
                condition=Q(minutes__gte=1, minutes__lte=480),
            ),
            models.CheckConstraint(
                name="sessions_agenda_item_of_another_kind_has_a_title",
                condition=~Q(kind="free") | ~Q(title=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())
