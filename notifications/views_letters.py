"""The words of letters, for who runs an edition."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from notifications.queries.wordings import letters_by_group
from notifications.views_words import Desk, words_as_usual, write_words
from notifications.wordable import wordable
from people.http import PersonRequest
from people.models import Language


def _may(request: PersonRequest) -> None:
    if not request.user.has_perm("notifications.edit_letters"):
        raise PermissionDenied(_("The words of letters are for who runs an edition."))


def _desk(key: str, language: str) -> Desk:
    letter = wordable(key)
    if letter is None or language not in Language.values:
        raise Http404
    return Desk(
        letter,
        language,
        here=reverse("notifications:letter-edit", args=[key, language]),
        usual=reverse("notifications:letter-usual", args=[key, language]),
        saved=_("The words are saved. The next letter has them."),
    )


@login_required
@require_safe
def letter_list(request: PersonRequest) -> HttpResponse:
    """Every letter, and whether its words are the usual ones."""
    _may(request)
    return render(request, "notifications/letter_list.html", {"groups": letters_by_group()})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def letter_edit(request: PersonRequest, kind: str, language: str) -> HttpResponse:
    """Write the words of one letter, look how somebody would get it, and save."""
    _may(request)
    return write_words(request, _desk(kind, language))


@login_required
@require_POST
def letter_usual(request: PersonRequest, kind: str, language: str) -> HttpResponse:
    """Go back to the usual words."""
    _may(request)
    return words_as_usual(request, _desk(kind, language))
