"""What happens at log-in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _

from notifications.queries import dead_address_of
from people.models import Person


@receiver(user_logged_in, dispatch_uid="notifications.say_that_mail_comes_back")
def say_that_mail_comes_back(request: HttpRequest, user: Person, **_more: Any) -> None:
    """Who logs in hears it when mail no longer arrives: by mail it cannot be said."""
    if hasattr(request, "_messages") and dead_address_of(user):
        messages.warning(
            request,
            _("Mail to %(address)s comes back. Choose another address under “Mail about notices”.")
            % {"address": user.email},
        )
