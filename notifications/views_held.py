"""Held mail: look, leave people out, set a word above it or write other words, and send it or not."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from notifications import actions
from notifications.errors import AlreadyDecided
from notifications.forms_held import BatchForm, LimitForm
from notifications.models import Batch, BatchState
from notifications.queries.batches import held_for, preview_of, recipients_of, title_of, words_in
from notifications.queries.limit import limit_now, most_people
from notifications.views_words import Desk, words_as_usual, write_words
from notifications.wordable import wordable
from people.http import PersonRequest
from people.models import Language


def _may(request: PersonRequest) -> None:
    if not request.user.has_perm("notifications.hold"):
        raise PermissionDenied(_("Held mail is for who runs an edition."))


def _batch(request: PersonRequest, pk: int) -> Batch:
    _may(request)
    rows = Batch.objects.visible_to(request.user).select_related("held_by", "decided_by")
    return get_object_or_404(rows, pk=pk)


@login_required
@require_safe
def held_list(request: PersonRequest) -> HttpResponse:
    """Sendings that wait, those that were decided lately, and above how many people mail waits."""
    _may(request)
    return _list(request, LimitForm(initial={"people": most_people()}))


@login_required
@require_POST
def held_limit(request: PersonRequest) -> HttpResponse:
    """Choose above how many people mail of one deed waits."""
    _may(request)
    form = LimitForm(request.POST)
    if not form.is_valid():
        return _list(request, form, status=422)
    actions.set_limit(people=form.cleaned_data["people"], by=request.user)
    messages.success(request, _("Your choice is saved."))
    return redirect("notifications:held-list")


def _list(request: PersonRequest, form: LimitForm, status: int = 200) -> HttpResponse:
    context = {"sendings": held_for(request.user), "form": form, "limit": limit_now()}
    return render(request, "notifications/held_list.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def held_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """One held sending; the button says what happens with it."""
    batch = _batch(request, pk)
    recipients = recipients_of(batch)
    posted = request.POST if request.method == "POST" else None
    form = BatchForm(posted, batch=batch, recipients=recipients)
    if posted is not None and form.is_valid():
        try:
            return _do(request, batch, form)
        except AlreadyDecided as error:
            messages.warning(request, str(error.sentence))
            return redirect("notifications:held-list")
    chosen = request.GET.get("reader", "")
    first = None if chosen else next(iter(recipients), None)
    shown = next((row for row in recipients if str(row.pk) == chosen), first)
    context = {
        "batch": batch,
        "title": title_of(batch.kind),
        "form": form,
        "recipients": recipients,
        "words": words_in(batch, recipients),
        "shown": shown,
        "letter": preview_of(shown, batch, request.user) if shown else None,
    }
    return render(request, "notifications/held_detail.html", context)


def _do(request: PersonRequest, batch: Batch, form: BatchForm) -> HttpResponse:
    note = form.cleaned_data["note"]
    actions.edit_batch(batch=batch, leave_out=form.left_out(), note=note, by=request.user)
    if "release" in request.POST:
        count = actions.release(batch=batch, by=request.user)
        words = ngettext("%(n)d mail leaves now.", "%(n)d mails leave now.", count)
        messages.success(request, words % {"n": count})
        return redirect("notifications:held-list")
    if "cancel" in request.POST:
        actions.cancel(batch=batch, by=request.user)
        messages.success(
            request, _("None of these mails is sent. The notices stay in the inboxes.")
        )
        return redirect("notifications:held-list")
    messages.success(request, _("Your changes are saved. The mails still wait."))
    return redirect("notifications:held-detail", batch.pk)


def _desk(batch: Batch, key: str, language: str) -> Desk:
    letter = wordable(key, batch)
    if letter is None or language not in Language.values:
        raise Http404
    return Desk(
        letter,
        language,
        here=reverse("notifications:held-words", args=[batch.pk, key, language]),
        usual=reverse("notifications:held-usual", args=[batch.pk, key, language]),
        saved=_("The words are saved. The mails still wait."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def held_words(request: PersonRequest, pk: int, kind: str, language: str) -> HttpResponse:
    """Write the words of one letter of a held sending, look how somebody would get it, and save."""
    batch = _batch(request, pk)
    desk = _desk(batch, kind, language)
    if request.method != "POST" and batch.state != BatchState.HELD:
        messages.warning(request, str(AlreadyDecided.sentence))
        return redirect("notifications:held-detail", pk)
    return write_words(request, desk)


@login_required
@require_POST
def held_usual(request: PersonRequest, pk: int, kind: str, language: str) -> HttpResponse:
    """Let one letter of a held sending have the usual words again."""
    return words_as_usual(request, _desk(_batch(request, pk), kind, language))
