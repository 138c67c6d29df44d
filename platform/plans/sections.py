"""The sections of a dossier: stable keys, so that versions and rounds can be compared."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class SectionKind:
    """One section: its key, title, what to write in it, whether it must be filled in.

    `words` is how long it reads best: a hint beside the field, never a refusal.
    """

    key: str
    title: Promise
    help: Promise
    required: bool = False
    words: int = 250


SECTIONS = (
    SectionKind(
        "core",
        _("Core of the task"),
        _("What is the theme or the issue, in a few sentences?"),
        required=True,
        words=150,
    ),
    SectionKind(
        "approach", _("Current approach"), _("What do you do now, with whom?"), required=True
    ),
    SectionKind(
        "obstacles", _("What we run into"), _("Where does it get stuck, and why?"), required=True
    ),
    SectionKind(
        "leads",
        _("Leads"),
        _("What already works or moves, on which you can build?"),
        required=True,
    ),
    SectionKind("from", _("From"), _("Where are you now?"), words=100),
    SectionKind("via", _("Via"), _("What is halfway?"), words=100),
    SectionKind("to", _("To"), _("What does it look like when you are there?"), words=100),
    SectionKind("target_group", _("Target group"), _("Which entrepreneurs do you want to reach?")),
    SectionKind("parties", _("Parties and roles"), _("Who takes part, and who does what?")),
    SectionKind("facts", _("Facts"), _("Which figures and sources does your analysis rest on?")),
    SectionKind("plans", _("Plans"), _("What will you do this year, and after that?")),
    SectionKind(
        "case", _("Case of an entrepreneur"), _("Tell about one entrepreneur: what happened?")
    ),
    SectionKind(
        "outcome",
        _("Desired outcome"),
        _("With what do you want to go home after the sitting?"),
        required=True,
        words=100,
    ),
)
SECTION_KEYS = [section.key for section in SECTIONS]
BY_KEY = {section.key: section for section in SECTIONS}


class HelpKind(models.TextChoices):
    """The kind of help that the region asks for."""

    SHARPEN = "sharpen", _("sharpen our approach")
    OPTIONS = "options", _("think of options")
    DILEMMA = "dilemma", _("help with a dilemma")


MAX_QUESTIONS = 3
QUESTION_WORDS = 60
MAX_FILES = 10
