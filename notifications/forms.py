"""What one wants to get, by which way, and when."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from notifications import kinds
from notifications.channels import Channel
from notifications.models import MailHours
from notifications.queries import channel_of
from notifications.queries.choices import Chosen
from notifications.wording import LINK, troubles

EACH = ""  # of a group: its kinds differ


class ChannelsForm(forms.Form):
    """One choice a group, and behind it one for each kind; a changed kind wins from its group."""

    def __init__(self, *args: Any, chosen: Chosen, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members: dict[str, list[kinds.Kind]] = {}
        for key, (title, members) in kinds.groups().items():
            self.members[key] = members
            ways = {channel_of(kind, chosen) for kind in members}
            self.fields[f"group-{key}"] = _way(
                title, ways.pop() if len(ways) == 1 else EACH, each=True
            )
            for kind in members:
                self.fields[_field(kind)] = _way_of(kind, channel_of(kind, chosen))

    def groups(self) -> list[tuple[forms.BoundField, list[forms.BoundField]]]:
        """The group's own choice, with those of its kinds."""
        return [
            (self[f"group-{key}"], [self[_field(kind)] for kind in members])
            for key, members in self.members.items()
        ]

    def chosen(self) -> Chosen:
        """Kind to channel, of what was changed; after validation."""
        found: Chosen = {}
        for key, members in self.members.items():
            for kind in members:
                way = self._changed(_field(kind)) or self._changed(f"group-{key}")
                if way:
                    found[kind.key] = _possible(kind, Channel(way))
        return found

    def _changed(self, name: str) -> str:
        """What was chosen, where it differs from what stood there."""
        way = str(self.cleaned_data.get(name) or "")
        return way if way != self.fields[name].initial else ""


def _possible(kind: kinds.Kind, way: Channel) -> Channel:
    """A group that is switched off leaves what asks something in the inbox."""
    return Channel.INBOX if kind.asks and way == Channel.OFF else way


def _way(label: str, initial: str, *, each: bool = False, hint: str = "", off: bool = True) -> Any:
    ways = [(way.value, way.label) for way in Channel if off or way != Channel.OFF]
    first = [(EACH, _("Different ways, see below"))] if each else []
    return forms.ChoiceField(
        label=label, choices=[*first, *ways], initial=initial, required=False, help_text=hint
    )


def _way_of(kind: kinds.Kind, channel: Channel) -> Any:
    words = {"why": str(kind.why), "way": str(kind.default.label)}
    hint = gettext("You get this %(why)s. Usual: %(way)s.") % words
    return _way(str(kind.title), channel, hint=hint, off=not kind.asks)


def _field(kind: kinds.Kind) -> str:
    return kind.key.replace(".", "__")


class WordingForm(forms.Form):
    """The words of one letter, with its places checked; and the version that they follow."""

    subject = forms.CharField(label=_("Subject"), max_length=160)
    body = forms.CharField(
        label=_("Text"), max_length=5000, widget=forms.Textarea(attrs={"rows": 12})
    )
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, places: Sequence[str], must: str = LINK, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places, self.must = places, must
        named = ", ".join(f"{{{name}}}" for name in places)
        hint = (
            gettext("Markdown. Places to fill in: %(places)s. {link} becomes a button.")
            if must == LINK
            else gettext(
                "Markdown. Places to fill in: %(places)s. {list} becomes what waits and what is new."
            )
        )
        self.fields["body"].help_text = hint % {"places": named}

    def clean(self) -> dict[str, Any]:
        """Every place must be known, and the one that leads on must be there."""
        cleaned = super().clean() or {}
        if "subject" in cleaned and "body" in cleaned:
            found = troubles(cleaned["subject"], cleaned["body"], self.places, self.must)
            for field, sentence in found:
                self.add_error(field, sentence)
        return cleaned


class MailHoursForm(forms.ModelForm[MailHours]):
    """Digests, nights and weekends, by the clock of the time zone on the profile."""

    class Meta:
        model = MailHours
        fields = ("digests", "work", "nights", "begins", "ends", "weekends")
        widgets: ClassVar[dict[str, forms.Widget]] = {
            name: forms.TimeInput(format="%H:%M", attrs={"type": "time"})
            for name in ("begins", "ends")
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "digests": _(
                "Daily at the end of your quiet hours, weekly on Monday. Nothing new: no digest."
            ),
            "work": _("Also when there is no news."),
            "nights": _(
                "Mail at once waits until the morning. Log-in codes and invitations never wait."
            ),
            "weekends": _("Mail waits until Monday."),
        }

    def clean(self) -> dict[str, Any]:
        """A night that begins when it ends is none."""
        cleaned = super().clean() or {}
        if "begins" in cleaned and cleaned.get("begins") == cleaned.get("ends"):
            self.add_error("ends", _("Choose another hour than the one at which the night begins."))
        return cleaned
