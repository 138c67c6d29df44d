"""The words among which people choose, with stable keys."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Addressee(models.TextChoices):
    """For whom a recommendation is meant."""

    TRIPLE_HELIX = "triple_helix", _("triple helix organisation")
    BUSINESS = "business", _("business")
    KNOWLEDGE = "knowledge", _("knowledge institution")
    MUNICIPALITY = "municipality", _("municipality")
    PROVINCE = "province", _("province")
    STATE = "state", _("national government")
    PROGRAMME = "programme", _("programme")


class AdviceKind(models.TextChoices):
    """What sort of advice it is: warm, cool, or something to find out."""

    KEEP = "keep", _("keep what is strong")
    IMPROVE = "improve", _("do or improve something")
    CONCERN = "concern", _("take away a concern")
    EXPLORE = "explore", _("find something out")


class Term(models.TextChoices):
    """By when it can be done."""

    BEFORE_SEPTEMBER = "before_september", _("before September")
    THIS_YEAR = "this_year", _("this year")
    LATER = "later", _("next year and later")


class Effect(models.TextChoices):
    """How much something takes or brings."""

    SMALL = "small", _("small")
    MEDIUM = "medium", _("medium")
    LARGE = "large", _("large")


class ResponseKind(models.TextChoices):
    """What the region does with a recommendation."""

    ADOPTED = "adopted", _("adopted")
    PARTLY = "partly", _("partly adopted")
    NOT = "not", _("not adopted")
    PENDING = "pending", _("pending")


class ProgressState(models.TextChoices):
    """How a commitment goes."""

    NOT_STARTED = "not_started", _("not started")
    ON_SCHEDULE = "on_schedule", _("on schedule")
    NEEDS_ATTENTION = "needs_attention", _("needs attention")
    DONE = "done", _("done")
    STOPPED = "stopped", _("stopped")


EXPLAINED_STATES = [ProgressState.NEEDS_ATTENTION, ProgressState.STOPPED]


class EvidenceKind(models.TextChoices):
    """In what form something shows that it was done."""

    LINK = "link", _("link")
    NUMBER = "number", _("figure")
    QUOTE = "quote", _("quote")
    FILE = "file", _("file")


class Judgement(models.TextChoices):
    """Whether the giver of advice recognises what was done with it."""

    NOT = "not", _("not")
    SOMEWHAT = "somewhat", _("somewhat")
    CLEARLY = "clearly", _("clearly")
    AMPLY = "amply", _("amply")
    OVERTAKEN = "overtaken", _("overtaken by events")


class Stance(models.TextChoices):
    """Whether a co-reviewer agrees with an answer."""

    AGREE = "agree", _("I agree")
    PARTLY = "partly", _("I agree in part")
    DISAGREE = "disagree", _("I see it differently")


class OutcomeKind(models.TextChoices):
    """What the region did with the answers to its question."""

    USED = "used", _("used")
    PARTLY = "partly", _("used in part")
    NOT = "not", _("not used")
