"""The log: what happened, for who runs the edition and for administrators."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.models import Entry
from audit.reading import lines_for
from people.http import PersonRequest
from people.log import names_of

PER_PAGE = 50


@login_required
@require_safe
def log_list(request: PersonRequest) -> HttpResponse:
    """Newest first; what changed is told only of things that the reader may see."""
    if not request.user.has_perm("people.read_log"):
        raise PermissionDenied(_("The log is for facilitators and administrators."))
    page = Paginator(Entry.objects.order_by("-at", "-pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    lines = lines_for(request.user, page.object_list, names_of)
    return render(request, "people/log_list.html", {"page": page, "lines": lines})
