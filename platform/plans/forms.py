"""What people type into plans."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.files import ACCEPT, CheckedFile, UploadRefused, check_upload
from core.forms import MarkdownField, RowsField, TextField
from core.text import clean_source
from people.levels import Level
from plans.audience import LevelChoice
from plans.content import digest
from plans.sections import HelpKind
from programme.models import Element


class LineField(forms.CharField):
    """A text of one line: spaces made single, control characters gone."""

    def to_python(self, value: Any) -> str:
        """The cleaned line, so that the limit counts what will be kept."""
        return " ".join(clean_source(super().to_python(value) or "").split())


class DossierForm(forms.Form):
    """The start of a plan."""

    title = LineField(
        label=_("Theme"), max_length=160, help_text=_("A few words by which others know it.")
    )
    summary = LineField(
        label=_("In one sentence"),
        max_length=300,
        required=False,
        help_text=_("What is it about, for somebody who does not know your region?"),
    )


class PartForm(forms.Form):
    """A part of a plan that is saved by itself.

    `revision` is the one that the writer started from; `was` names what stood there then, so
    that a part which nobody touched is never taken for a change.
    """

    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    was = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)

    def now(self) -> str:
        """A short name for what was sent."""
        return digest(self.cleaned_data["source"])

    @property
    def touched(self) -> bool:
        """Whether the writer changed anything in this part."""
        return not self.cleaned_data["was"] or self.now() != self.cleaned_data["was"]


class HeadForm(PartForm):
    """Title, sentence, kind of help and elements."""

    title = LineField(label=_("Theme"), max_length=160)
    summary = LineField(label=_("In one sentence"), max_length=300, required=False)
    help_kind = forms.ChoiceField(
        label=_("What help do you want?"), choices=HelpKind, widget=forms.RadioSelect
    )
    elements = RowsField(
        label=_("Which elements of the ecosystem does it touch?"),
        queryset=Element.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, elements: QuerySet[Element], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["elements"].queryset = elements  # type: ignore[attr-defined]  # the stubs know only Field

    def now(self) -> str:
        """A short name for what was sent."""
        data = self.cleaned_data
        return head_digest(
            data["title"], data["summary"], data["help_kind"], [one.pk for one in data["elements"]]
        )


class SectionForm(PartForm):
    """The text of one section."""

    source = MarkdownField(required=False, rows=7, help_text="")

    def __init__(self, *args: Any, label: Any, help_text: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _let_all_in(self.fields["source"])
        self.fields["source"].label = label
        self.fields["source"].help_text = help_text


class QuestionForm(SectionForm):
    """The words of one question."""

    source = MarkdownField(required=False, rows=3, help_text="")


class NewQuestionForm(forms.Form):
    """A question that is not asked yet."""

    source = MarkdownField(
        label=_("New question"),
        required=False,
        rows=3,
        help_text=_("One thing that you want to know from your critical friends."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _let_all_in(self.fields["source"])


class SubmitForm(forms.Form):
    """The moment of submitting: what was looked at, and what changed."""

    seen = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    change_note = TextField(
        label=_("What changed, and why?"),
        required=False,
        rows=4,
        max_length=2000,
        help_text=_("Readers see this beside the differences."),
    )

    def __init__(self, *args: Any, first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if first:
            del self.fields["change_note"]
        else:
            self.fields["change_note"].required = True
            _let_all_in(self.fields["change_note"])


class AttachmentForm(forms.Form):
    """A file that is sent."""

    file = forms.FileField(
        label=_("Add a file"),
        help_text=_("PDF, Word, Excel, PowerPoint, OpenDocument, picture, text or CSV."),
        widget=forms.FileInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = str(settings.MAX_UPLOAD_MB * 1024 * 1024)
        self.fields["file"].widget.attrs |= {"accept": ACCEPT, "data-max-bytes": limit}

    def clean_file(self) -> CheckedFile:
        """The file as it may be kept, checked by its content."""
        sent: UploadedFile = self.cleaned_data["file"]
        try:
            return check_upload(sent)
        except UploadRefused as error:
            raise ValidationError(error.sentence) from error


class LevelForm(forms.Form):
    """Who may see the plan."""

    was = forms.ChoiceField(choices=Level, widget=forms.HiddenInput)
    level = forms.ChoiceField(label=_("Who may see this plan?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, choices: list[LevelChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [  # type: ignore[attr-defined]  # the stubs know only Field
            (str(one.level), f"{one.name}: {one.who}") for one in choices
        ]


class CompareForm(forms.Form):
    """Which two versions to compare."""

    old = forms.TypedChoiceField(label=_("From"), coerce=int, required=False)
    new = forms.TypedChoiceField(label=_("To"), coerce=int, required=False)

    def __init__(self, *args: Any, numbers: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("old", "new"):
            self.fields[name].choices = numbers  # type: ignore[attr-defined]  # the stubs know only Field

    def chosen(self, name: str) -> int | None:
        """The number that was asked for; nothing when there is no such version."""
        self.is_valid()
        return self.cleaned_data.get(name) or None


class BecauseForm(forms.Form):
    """Because of which advice each part changed: one group of boxes a part."""

    def __init__(
        self, data: Any, *, parts: Iterable[str], choices: list[tuple[str, str]], initial: Any
    ) -> None:
        super().__init__(data, prefix="because", initial=initial)
        for part in parts:
            self.fields[part] = forms.MultipleChoiceField(
                label=_("Which advice does this change answer?"),
                choices=choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def because(self) -> dict[str, set[int]]:
        """The chosen ids by part; of a valid form."""
        return {part: {int(pk) for pk in ids} for part, ids in self.cleaned_data.items()}


def _let_all_in(field: forms.Field) -> None:
    """No limit in the browser: that cuts off what is pasted without a word. The server says it."""
    field.widget.attrs.pop("maxlength", None)


def head_digest(title: str, summary: str, help_kind: str, elements: list[int]) -> str:
    """A short name for what stands at the head of a plan."""
    return digest("\n".join([title, summary, help_kind, *map(str, sorted(elements))]))
