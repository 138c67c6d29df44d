"""One's own profile, and searching for others."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import TextField
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

    class Meta:
        model = Person
        fields = ["name", "function", "expertise", "language"]
        labels = {"name": _("Name"), "function": _("Function"), "language": _("Language")}
        help_texts = {"language": _("Of the pages and of the mail.")}


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
