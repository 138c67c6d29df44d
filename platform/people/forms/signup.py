"""Making an account, with an invitation in hand."""

from typing import Any

from allauth.account.forms import SignupForm as AllauthSignupForm
from allauth.core import context
from django import forms
from django.contrib.auth import password_validation
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from people.errors import InvitationUnusable
from people.invited import held_invitation, link_held
from people.models import Person


class SignupForm(AllauthSignupForm):
    """Name and, for who wants one, a password; the address is the invitation's."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("As others will see it."))
    field_order = ["email", "name", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        invitation = held_invitation(context.request)
        self.fields["email"].disabled = True
        self.fields["email"].label = _("E-mail address")
        self.fields["email"].help_text = _("The invitation was sent to this address.")
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["password1"].help_text = password_validation.password_validators_help_texts()[1]
        if invitation is not None:
            self.fields["email"].initial = invitation.email
            self.fields["name"].initial = invitation.name

    def try_save(self, request: HttpRequest) -> tuple[Person | None, HttpResponse | None]:
        """Make the person and accept the invitation; when that is gone, show what became of it."""
        try:
            with transaction.atomic():
                made: tuple[Person | None, HttpResponse | None] = super().try_save(request)
        except InvitationUnusable:
            return None, redirect(link_held(request))
        return made
