"""Pages about mail that came in: for who wrote it, and without its words for administrators."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from notifications.inbound import queries
from notifications.inbound.offers import revoke_all
from notifications.inbound.retrying import NotAgain, try_again
from notifications.models import InboundMail
from people.http import PersonRequest

PER_PAGE = 50


@login_required
@require_safe
def mine(request: PersonRequest) -> HttpResponse:
    """My own answers by mail: what became of each, and what was left out of it."""
    page = Paginator(queries.own(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "addresses": queries.open_addresses(request.user)}
    return render(request, "notifications/mail_mine.html", context)


@login_required
@require_POST
def revoke(request: PersonRequest) -> HttpResponse:
    """Withdraw every address at which I may answer mails that I got so far."""
    if revoke_all(person=request.user, by=request.user):
        messages.success(request, _("Mails that you got so far can no longer be answered by mail."))
    else:
        messages.info(request, _("No mail that you got can be answered by mail now."))
    return redirect("inbound:mine")


@login_required
@require_safe
def not_posted(request: PersonRequest) -> HttpResponse:
    """Mail that was not posted and why, for administrators: never what it says."""
    _administers(request)
    page = Paginator(queries.not_posted(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "waiting": queries.waiting()}
    return render(request, "notifications/mail_not_posted.html", context)


@login_required
@require_POST
def retry(request: PersonRequest, pk: int) -> HttpResponse:
    """Read one mail once more."""
    _administers(request)
    mail = get_object_or_404(InboundMail.objects.not_posted(), pk=pk)
    try:
        try_again(mail=mail, by=request.user)
    except NotAgain as no:
        messages.warning(request, str(no))
    else:
        messages.success(request, _("The mail is read once more."))
    return redirect("inbound:not-posted")


def _administers(request: PersonRequest) -> None:
    if not request.user.has_perm("notifications.handle_inbound"):
        raise PermissionDenied(_("Mail that was not posted is for administrators."))
