"""What only the demo has: one button a role, and every mail to read."""

from django.conf import settings
from django.contrib.auth import authenticate, login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from front.demo.accounts import ACCOUNTS, PASSWORD, address
from notifications.models import Delivery
from notifications.queries import outbox
from people.http import PersonRequest
from people.queries import standing


@require_POST
def demo_login(request: HttpRequest) -> HttpResponse:
    """Log in as one of the demo's people, with its known password."""
    key = request.POST.get("role", "")
    if not settings.DEMO or key not in {account.key for account in ACCOUNTS}:
        raise Http404
    person = authenticate(request, email=address(key), password=PASSWORD)
    if person is None:
        raise Http404
    login(request, person)
    return redirect("front:home")


def _may_read_outbox(request: PersonRequest) -> None:
    if not settings.DEMO:
        raise Http404
    if not (standing(request.user).facilitates or standing(request.user).may("people.administer")):
        raise PermissionDenied(
            _("Only the facilitator and the administrator of the demo read every mail.")
        )


@login_required
@require_safe
def outbox_list(request: PersonRequest) -> HttpResponse:
    """Every mail that left, or would have left."""
    _may_read_outbox(request)
    return render(request, "front/outbox_list.html", {"mails": outbox()})


@login_required
@require_safe
def outbox_mail(request: PersonRequest, pk: int) -> HttpResponse:
    """One mail, as its reader gets it."""
    _may_read_outbox(request)
    return render(request, "front/outbox_mail.html", {"mail": get_object_or_404(Delivery, pk=pk)})
