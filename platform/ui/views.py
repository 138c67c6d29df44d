"""The gallery of components, and the choice of light or dark."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ui import gallery as examples
from ui.components import PARTS
from ui.context import THEME_COOKIE, THEMES

YEAR = 365 * 24 * 3600


@require_safe
@login_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state, light and dark side by side."""
    if not request.user.has_perm("ui.view_gallery"):
        raise PermissionDenied(_("The list of components is for facilitators and administrators."))
    context = {
        "parts": PARTS,
        "form": examples.blank_form(),
        "wrong": examples.wrong_form(),
        "limited": examples.limited_form(),
        "page": Paginator(range(90), 10).page(4),
        "diff": examples.DIFF,
        **examples.moments(),
    }
    return render(request, "ui/gallery.html", context)


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the choice of light, dark or automatic in a cookie and go back."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(
        back, {request.get_host()}, require_https=request.is_secure()
    ):
        back = "/"
    response = redirect(back)
    chosen = request.POST.get("theme", "auto")
    if chosen in THEMES:
        response.set_cookie(
            THEME_COOKIE, chosen, max_age=YEAR, samesite="Lax", secure=request.is_secure()
        )
    return response
