"""What people type in threads."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.clock import end_of_day, now, today
from core.forms import MarkdownField, TextField
from core.text import asked
from discussion.models import FollowLevel, PostKind, Resolution
from discussion.payloads import OUTCOME
from people.models import Language

LONGEST = timedelta(days=366)  # of a mute until a date


class KeyedForm(forms.Form):
    """Carries the key of its command: sent twice, it is done once."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("key", uuid.uuid4)
        super().__init__(*args, **kwargs)


class PostForm(KeyedForm):
    """A new post."""

    reply_to = forms.UUIDField(widget=forms.HiddenInput, required=False)
    body = MarkdownField(label=_("Your post"), rows=4)
    post_kind = forms.ChoiceField(
        label=_("What it is"), choices=PostKind.choices, required=False, initial=PostKind.REMARK
    )


class EditForm(KeyedForm):
    """Other words for a post."""

    body = MarkdownField(label=_("Your post"), rows=8)
    lang = forms.ChoiceField(
        label=_("Language"),
        choices=[("", _("As guessed from the text")), *Language.choices],
        required=False,
        help_text=_("A screen reader reads your post aloud in this language."),
    )


class ResolveForm(KeyedForm):
    """What came out of a conversation."""

    resolution = forms.ChoiceField(
        label=_("How it ends"),
        choices=[
            (Resolution.DONE, _("Done: this is what came out of it")),
            (Resolution.NOT_FOLLOWED, _("Not followed: this is why")),
        ],
        initial=Resolution.DONE,
        widget=forms.RadioSelect,
    )
    outcome = forms.CharField(
        label=_("Outcome, or the reason"),
        max_length=OUTCOME,
        help_text=_("One sentence: what you agree on, or why it is not followed."),
    )


class StartForm(KeyedForm):
    """A new conversation with its first post."""

    title = forms.CharField(label=_("Subject"), max_length=200)
    body = MarkdownField(label=_("First post"), rows=4)
    post_kind = forms.ChoiceField(
        label=_("What it is"), choices=PostKind.choices, required=False, initial=PostKind.REMARK
    )
    level = forms.ChoiceField(label=_("Who sees this"), widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, levels: list[tuple[str, str]], level: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
        field.choices = levels
        if levels:
            wanted = [one for one, _words in levels if one == level]
            self.initial.setdefault("level", (wanted or [levels[0][0]])[0])


HOURS = {"mute:4": 4, "mute:24": 24, "mute:168": 168}


class FollowForm(forms.Form):
    """How much to hear of a conversation, and for how long not."""

    level = forms.ChoiceField(
        label=_("Notices"),
        choices=[
            (FollowLevel.FOLLOW, _("Follow: every new post")),
            (FollowLevel.NORMAL, _("Normal: when you take part or are named")),
            ("mute:4", _("Mute for 4 hours")),
            ("mute:24", _("Mute for a day")),
            ("mute:168", _("Mute for a week")),
            ("mute:date", _("Mute until a date")),
            (FollowLevel.MUTE, _("Mute until you change it")),
        ],
        help_text=_("In a muted conversation you hear only of posts that name you yourself."),
    )
    date = forms.DateField(
        label=_("Muted up to and including"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean(self) -> dict[str, Any]:
        """A mute until a date needs one that is still to come."""
        words = super().clean() or {}
        if words.get("level") != "mute:date" or "date" in self.errors:
            return words
        day = words.get("date")
        if day is None:
            self.add_error("date", _("Choose up to which day."))
        elif not today() <= day <= today() + LONGEST:
            self.add_error("date", _("Choose a day from today to a year ahead."))
        return words

    def wanted(self) -> tuple[str, datetime | None]:
        """The level, and the moment at which a mute ends."""
        chosen = self.cleaned_data["level"]
        if chosen in HOURS:
            return FollowLevel.MUTE, now() + timedelta(hours=HOURS[chosen])
        if chosen == "mute:date":
            return FollowLevel.MUTE, end_of_day(self.cleaned_data["date"])
        return chosen, None


class MoveForm(KeyedForm):
    """Where a post moves to."""

    to = forms.ChoiceField(label=_("Conversation"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, threads: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
        field.choices = threads


class ReportForm(forms.Form):
    """What is wrong with a post."""

    reason = TextField(
        label=_("What is wrong with it?"),
        max_length=500,
        rows=3,
        help_text=_("One or two sentences. The facilitators read them; the writer does not."),
    )


class HandleForm(forms.Form):
    """What became of a report."""

    state = forms.ChoiceField(label=_("Outcome"), widget=forms.RadioSelect)
    note = TextField(
        label=_("Note"),
        required=False,
        max_length=500,
        rows=3,
        help_text=_("For who reported it: what you did, and why."),
    )

    def __init__(self, *args: Any, states: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["state"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
        field.choices = states


class SearchForm(forms.Form):
    """Words to look for."""

    q = forms.CharField(
        label=_("Search in conversations"),
        max_length=200,
        error_messages={"required": _("Type a word to look for.")},
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def clean_q(self) -> str:
        """Words that stand everywhere find nothing."""
        question: str = self.cleaned_data["q"]
        if not asked(question):
            raise forms.ValidationError(
                _("These words stand in nearly every post. Use a word that says more.")
            )
        return question
