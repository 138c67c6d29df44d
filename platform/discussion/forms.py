"""What people type in threads."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import MarkdownField
from discussion.models import FollowLevel, PostKind
from discussion.payloads import OUTCOME


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


class ResolveForm(KeyedForm):
    """What came out of a conversation."""

    outcome = forms.CharField(
        label=_("Outcome"),
        max_length=OUTCOME,
        help_text=_("One sentence: what you agree on, or what happens next."),
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


class FollowForm(forms.Form):
    """How much to hear of a conversation."""

    level = forms.ChoiceField(label=_("Notices"), choices=FollowLevel.choices)
