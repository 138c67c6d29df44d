"""What only the demo has: one button a role, and every mail to read."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import authenticate, login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from front.demo.accounts import ACCOUNTS, PASSWORD, address
from front.frame import reads_outbox
from notifications.models import Delivery
from notifications.queries import outbox
from people.http import PersonRequest

View = Callable[..., HttpResponse]


def demo_only(view: View) -> View:
    """Outside the demo this page does not exist, for anybody."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def for_outbox_readers(view: View) -> View:
    """The facilitator and the administrator of the demo read every mail; others are told so."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not reads_outbox(request):
            raise PermissionDenied(
                _("Only the facilitator and the administrator of the demo read every mail.")
            )
        return view(request, *args, **kwargs)

    return guarded


@demo_only
@require_POST
def demo_login(request: HttpRequest) -> HttpResponse:
    """Log in as one of the demo's people, with its known password."""
    key = request.POST.get("role", "")
    if key not in {account.key for account in ACCOUNTS}:
        raise Http404
    person = authenticate(request, email=address(key), password=PASSWORD)
    if person is None:
        raise Http404
    login(request, person)
    UserSession.objects.create_from_request(request)  # as the log-in page does
    return redirect("front:home")


@demo_only
@login_required
@for_outbox_readers
@require_safe
def outbox_list(request: PersonRequest) -> HttpResponse:
    """Every mail that left, or would have left."""
    return render(request, "front/outbox_list.html", {"mails": outbox()})


@demo_only
@login_required
@for_outbox_readers
@require_safe
def outbox_mail(request: PersonRequest, pk: int) -> HttpResponse:
    """One mail, as its reader gets it."""
    mail = get_object_or_404(Delivery, pk=pk)
    context = {"mail": mail, "answer_to": mail.headers.get("Reply-To", "")}
    return render(request, "front/outbox_mail.html", context)
