"""What people type about passages: a comment, where one belongs, what became of it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import MarkdownField, TextField
from discussion.anchoring.passages import paragraph_text
from discussion.forms import KeyedForm
from discussion.models import PostKind
from discussion.payloads import OUTCOME
from plans.actions.settling import Choice, Decision
from plans.passages import Sentence, sentences_of
from plans.queries.passages import PassageRow

WHOLE = _("The whole paragraph")
FIRST_WORDS = 70


class SpotForm(KeyedForm):
    """Which words of a paragraph: the whole of it, or one sentence."""

    spot = forms.ChoiceField(label=_("Which words?"), widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, text: str, chosen: tuple[int, int] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.text = text
        spots = _spots(text)
        if chosen and f"{chosen[0]}-{chosen[1]}" not in {one.value for one in spots}:
            spots.insert(0, Sentence(*chosen, text[chosen[0] : chosen[1]]))
        field = self.fields["spot"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
        field.choices = [(one.value, _said(one, text)) for one in spots]
        first = f"{chosen[0]}-{chosen[1]}" if chosen else spots[0].value if spots else ""
        self.initial.setdefault("spot", first)

    @property
    def chosen(self) -> tuple[int, int]:
        """Where the words start and end; of a valid form."""
        start, _dash, end = self.cleaned_data["spot"].partition("-")
        return int(start), int(end)


def _spots(text: str) -> list[Sentence]:
    """The whole paragraph, and its sentences when there are more than one."""
    if not text.strip():
        return []
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    found = sentences_of(text)
    return [Sentence(start, end, text[start:end]), *(found if len(found) > 1 else [])]


def _said(one: Sentence, text: str) -> Any:
    whole = one.text == text.strip()
    return WHOLE if whole and len(sentences_of(text)) > 1 else one.text


class PassageForm(SpotForm):
    """A comment on a passage, perhaps with other words for it."""

    body = MarkdownField(label=_("Your comment"), rows=4)
    post_kind = forms.ChoiceField(
        label=_("What it is"), choices=PostKind.choices, required=False, initial=PostKind.REMARK
    )
    words = TextField(
        label=_("Other words that you propose"),
        required=False,
        rows=3,
        max_length=3000,
        help_text=_("The team can take these over in its text with one button."),
    )
    level = forms.ChoiceField(label=_("Who sees this"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, levels: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
        field.choices = levels
        if levels:
            self.initial.setdefault("level", levels[0][0])


class BlockForm(forms.Form):
    """In which paragraph."""

    block = forms.ChoiceField(label=_("In which paragraph?"))

    def __init__(
        self, *args: Any, blocks: Iterable[tuple[str, list[tuple[str, str]]]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["block"].choices = list(blocks)  # type: ignore[attr-defined]  # the stubs know only Field


class AcceptForm(KeyedForm):
    """Taking proposed words over in the text that was looked at."""

    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


class DeclineForm(KeyedForm):
    """Why proposed words are not taken over."""

    reason = forms.CharField(
        label=_("Why not?"),
        max_length=OUTCOME,
        help_text=_("One sentence. Who proposed it reads this."),
    )


LATER = ""
CHOICES = [
    (LATER, _("Leave open")),
    (Choice.DONE.value, _("Handled")),
    (Choice.NOT_FOLLOWED.value, _("Not followed, because …")),
    (Choice.ATTACH.value, _("It belongs to another paragraph")),
]


class DecisionForm(forms.Form):
    """What became of one conversation on a passage; leaving it open is an answer too."""

    choice = forms.ChoiceField(
        label=_("What became of it?"), choices=CHOICES, required=False, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason or outcome, in one sentence"), max_length=OUTCOME, required=False
    )
    block = forms.ChoiceField(label=_("Paragraph"), required=False)

    def __init__(self, *args: Any, row: PassageRow, blocks: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "prefix": f"passage-{row.thread.pk}"})
        self.row = row
        self.fields["block"].choices = [("", _("Choose a paragraph")), *blocks]  # type: ignore[attr-defined]  # the stubs know only Field
        self.initial.setdefault("choice", LATER)

    def clean(self) -> dict[str, Any]:
        """Not followed needs a reason, another paragraph needs the paragraph."""
        words = super().clean() or {}
        if words.get("choice") == Choice.NOT_FOLLOWED and not words.get("reason"):
            self.add_error("reason", _("Say in one sentence why this is not followed."))
        if words.get("choice") == Choice.ATTACH and not words.get("block"):
            self.add_error("block", _("Choose the paragraph that it belongs to."))
        return words

    @property
    def decision(self) -> Decision | None:
        """What was decided; of a valid form."""
        words = self.cleaned_data
        if not words["choice"]:
            return None
        return Decision(
            self.row.thread.pk, Choice(words["choice"]), words["reason"], words["block"]
        )


def paragraph_choices(plan: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """The paragraphs of a plan by section, each with its number and first words."""
    groups = [(one.title, list(one.paragraphs)) for one in plan.sections]
    groups.append((str(_("Questions")), [p for one in plan.questions for p in one.paragraphs]))
    return [
        (title, [(p.name, f"{p.number}. {_short(paragraph_text(p.html))}") for p in blocks])
        for title, blocks in groups
        if blocks
    ]


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= FIRST_WORDS else f"{words[:FIRST_WORDS].rsplit(' ', 1)[0]} …"
