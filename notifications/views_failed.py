"""Mail that did not arrive, for who looks after it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from notifications import actions
from notifications.errors import NotToBeSentAgain
from notifications.models import Delivery
from notifications.queries.failures import failures_of, undelivered_for
from people.http import PersonRequest

PER_PAGE = 50


def _may(request: PersonRequest) -> None:
    if not request.user.has_perm("notifications.see_failed"):
        raise PermissionDenied(_("The list of mail that failed is for who runs an edition."))


def _mail(request: PersonRequest, pk: int) -> Delivery:
    _may(request)
    return get_object_or_404(undelivered_for(request.user), pk=pk)


@login_required
@require_safe
def failed_list(request: PersonRequest) -> HttpResponse:
    """To whom mail did not arrive, and why."""
    _may(request)
    page = Paginator(undelivered_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "failures": failures_of(page.object_list)}
    return render(request, "notifications/failed_list.html", context)


@login_required
@require_POST
def failed_again(request: PersonRequest, pk: int) -> HttpResponse:
    """Send it once more."""
    try:
        mail = actions.try_again(delivery=_mail(request, pk), by=request.user)
    except NotToBeSentAgain as error:
        messages.warning(request, str(error.sentence))
    else:
        words = _("The mail to %(address)s leaves again in a moment.") % {"address": mail.address}
        messages.success(request, words)
    return redirect("notifications:failed-list")


@login_required
@require_POST
def failed_wrong(request: PersonRequest, pk: int) -> HttpResponse:
    """Say that the address is wrong: nothing more is sent there."""
    mail = _mail(request, pk)
    actions.give_up(address=mail.address, by=request.user)
    words = _("Nothing more is sent to %(address)s, until the person has another address.")
    messages.success(request, words % {"address": mail.address})
    return redirect("notifications:failed-list")
