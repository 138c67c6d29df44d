"""What people write in the room, and after it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.forms import TextField
from people.models import Person
from plans.forms import LineField
from sessions.models import WallTopic
from sessions.models.conference_poll import FEWEST, MOST


class QuestionForm(forms.Form):
    """A question to the room."""

    text = LineField(
        label=_("Your question"),
        max_length=280,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One question, at most 280 characters."),
    )
    nameless = forms.BooleanField(
        label=_("Without my name"),
        required=False,
        help_text=_("The room does not see who asks. Facilitators do."),
    )


class HideForm(forms.Form):
    """Why something is taken out of the room."""

    reason = LineField(
        label=_("Reason"),
        max_length=240,
        help_text=_("Who wrote it reads this reason."),
    )


class PollForm(forms.Form):
    """A quick poll: a question and its answers, one a line."""

    question = LineField(label=_("Question"), max_length=200)
    options = TextField(
        label=_("Answers"),
        max_length=1000,
        rows=6,
        help_text=_("Two to six, one on each line."),
    )

    def clean_options(self) -> list[str]:
        """The answers: two to six that differ."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["options"].splitlines()]
        options = [line for line in lines if line]
        if not FEWEST <= len(options) <= MOST:
            raise ValidationError(_("Give two to six answers, one on each line."))
        if any(len(option) > 120 for option in options):
            raise ValidationError(_("Use at most 120 characters for an answer."))
        if len({option.casefold() for option in options}) < len(options):
            raise ValidationError(_("Two answers are the same. Change one."))
        return options


class VoteForm(forms.Form):
    """The chosen answer."""

    option = forms.IntegerField(
        label=_("Answer"),
        min_value=1,
        max_value=2**31 - 1,
        error_messages={"required": _("Choose one of the answers.")},
    )


class CardForm(forms.Form):
    """A card for the wall."""

    topic = forms.ModelChoiceField(
        label=_("Under"), queryset=WallTopic.objects.none(), empty_label=_("Choose a heading")
    )
    text = LineField(
        label=_("Result"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One result in one sentence, at most 200 characters."),
    )

    def __init__(self, *args: Any, topics: QuerySet[WallTopic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = topics  # type: ignore[attr-defined]  # a model choice field


class TopicForm(forms.Form):
    """A heading of the wall."""

    title = LineField(
        label=_("Heading"), max_length=80, help_text=_("A region, an element, a question.")
    )


class AgreementForm(forms.Form):
    """What was agreed."""

    text = LineField(label=_("Agreement"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


FIRST, LAST = date(2000, 1, 1), date(2199, 1, 1)


class ConferenceActionForm(forms.Form):
    """Who does what until when."""

    what = LineField(label=_("What"), max_length=240)
    person = forms.ModelChoiceField(
        label=_("Who"), queryset=Person.objects.none(), empty_label=_("Choose a person")
    )
    due_on = forms.DateField(
        label=_("Until when"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(FIRST), MaxValueValidator(LAST)],
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people.order_by("name")  # type: ignore[attr-defined]  # a model choice field
