"""What is decided about held mail."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from notifications.models import Batch, Delivery
from notifications.models.limit import LEAST, MOST
from notifications.queries.batches import title_of


class BatchForm(forms.Form):
    """Who gets held mail, and the word above it."""

    note = forms.CharField(
        label=_("A word above every letter"),
        help_text=_("Plain text. Everybody below gets it above the letter itself."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    keep = forms.TypedMultipleChoiceField(
        label=_("Who gets it"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, data: Any = None, *, batch: Batch, recipients: list[Delivery], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.here = {row.pk for row in recipients}
        # What was on the page that was sent; what came or went since then is nobody's choice.
        shown = data.getlist("shown") if data is not None and "shown" in data else self.here
        self.shown = self.here & {int(pk) for pk in shown if str(pk).isdecimal()}
        self.fields["note"].initial = batch.note
        several = len({title_of_mail(row) for row in recipients}) > 1
        keep: Any = self.fields["keep"]
        keep.choices = [(row.pk, _label(row, several=several)) for row in recipients]
        keep.initial = [row.pk for row in recipients]
        keep.valid_value = lambda _value: True

    def left_out(self) -> set[int]:
        """The mails that were on the page, and are not to be sent."""
        return self.shown - set(self.cleaned_data["keep"])


def title_of_mail(mail: Delivery) -> str:
    """What it is called."""
    return title_of(mail.notice.kind if mail.notice else "")


def _label(mail: Delivery, *, several: bool) -> str:
    parts = [str(mail.person), mail.address]
    parts += [title_of_mail(mail)] if several else []
    if mail.notice and mail.notice.read_at:
        parts.append(gettext("has read the notice, so gets no mail"))
    return " · ".join(parts)


class LimitForm(forms.Form):
    """Above how many people mail of one deed waits."""

    people = forms.IntegerField(
        label=_("Mail waits when it goes to more people than"),
        help_text=_("For the whole site, whoever does it. Reminders, digests and talk never wait."),
        min_value=LEAST,
        max_value=MOST,
    )
