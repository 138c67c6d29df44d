"""One's own profile, and searching for others."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import TextField
from core.zones import all_zones
from people.models import Person, Role, Sector


class ProfileForm(forms.ModelForm[Person]):
    """What others see of me, and my language."""

    expertise = TextField(
        label=_("Expertise"),
        required=False,
        max_words=150,
        rows=4,
        help_text=_("What can others ask you about?"),
    )

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        choices=[(zone, zone.replace("_", " ")) for zone in all_zones()],
        help_text=_("Deadlines are in Amsterdam's time; with another zone you read both."),
    )

    class Meta:
        model = Person
        fields = ["name", "function", "expertise", "language", "time_zone"]
        labels = {
            "name": _("Name"),
            "function": _("Function"),
            "language": _("Language"),
        }
        help_texts = {
            "language": _("Of the pages and of the mail."),
        }

    def clean_time_zone(self) -> str:
        """What was chosen; the zone stays as it is where a form does not ask."""
        return str(self.cleaned_data["time_zone"] or self.instance.time_zone)


class DirectoryForm(forms.Form):
    """Words, role and side of the helix to look for."""

    q = forms.CharField(label=_("Name, function or organisation"), required=False, max_length=120)
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("All roles")), *Role.choices]
    )
    sector = forms.ChoiceField(
        label=_("Side of the triple helix"),
        required=False,
        choices=[("", _("All sides")), *Sector.choices],
    )
