"""One post on pages of its own: its wordings, moving it, and bringing it to the facilitators."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core import clock
from discussion.actions import carry_out, report_post
from discussion.errors import NotVisible, Refused
from discussion.forms import MoveForm, ReportForm
from discussion.models import Post, PostState, Thread
from discussion.queries.moving import places_to_go
from discussion.queries.posts import place_of, places_of, wordings_of
from discussion.rules import restore_refusal, rights_in
from discussion.views.thread import readable
from people.http import PersonRequest
from people.models import Person


@login_required
@require_GET
def post_history(request: PersonRequest, pk: int, post: UUID) -> HttpResponse:
    """Every wording of a post, each with what changed. Of a deleted post: for who may restore it."""
    thread, row = _post(request.user, pk, post)
    if row.state == PostState.MOVED:
        raise Http404
    if row.state == PostState.DELETED:
        rights = rights_in(request.user, thread)
        own = row.author_id == request.user.pk
        refused = restore_refusal(row, request.user, rights, clock.now())
        if refused or not (own or rights.moderate):
            raise Http404
    context = {"thread": thread, "post": row, "wordings": wordings_of(row)}
    return render(request, "discussion/post_history.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def post_move(request: PersonRequest, pk: int, post: UUID) -> HttpResponse:
    """Take a post with its answers to another thread that nobody reads who does not read this one."""
    thread, row = _post(request.user, pk, post)
    if not rights_in(request.user, thread).moderate:
        raise PermissionDenied(_("Only a facilitator may move a post to another conversation."))
    if row.state != PostState.VISIBLE:
        raise PermissionDenied(_("This post is not here any more."))
    choices = places_to_go(request.user, thread)
    form = MoveForm(request.POST or None, threads=choices)
    if request.method == "POST" and form.is_valid():
        payload = {"post": str(post), "to": form.cleaned_data["to"]}
        key = form.cleaned_data["key"]
        try:
            carry_out(thread=thread, by=request.user, key=key, kind="move", payload=payload)
        except NotVisible:
            raise Http404 from None
        except Refused as refused:
            form.add_error("to", str(refused))
        else:
            messages.success(request, _("The post was moved."))
            row.refresh_from_db()
            moved = row.moved_to
            return redirect(place_of(moved.thread_id, moved.seq) if moved else thread_url(thread))
    return _form_page(request, "discussion/post_move.html", row, form, choices=choices)


@login_required
@require_GET
def post_place(request: PersonRequest, pk: int, post: UUID) -> HttpResponse:
    """Where a moved post stands now: for who may read it there, else there is no such place."""
    _thread, row = _post(request.user, pk, post)
    place = places_of([str(row.pk)], request.user).get(str(row.pk))
    if place is None:
        raise Http404
    return redirect(place)


@login_required
@require_http_methods(["GET", "POST"])
def post_report(request: PersonRequest, pk: int, post: UUID) -> HttpResponse:
    """Tell the facilitators what is wrong with a post."""
    thread, row = _post(request.user, pk, post)
    if row.author_id == request.user.pk:
        raise PermissionDenied(_("This is your own post: change or delete it yourself."))
    if row.state != PostState.VISIBLE:
        raise PermissionDenied(_("This post is not here any more."))
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            report_post(post=row, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error("reason", str(refused))
        else:
            messages.success(request, _("Thank you. The facilitators look at it and tell you."))
            return redirect(place_of(thread.pk, row.seq))
    return _form_page(request, "discussion/post_report.html", row, form)


def thread_url(thread: Thread) -> str:
    """The page of a thread."""
    return place_of(thread.pk, thread.head_seq)


def _post(person: Person, pk: int, post: UUID) -> tuple[Thread, Post]:
    thread = readable(person, pk)
    rows = Post.objects.select_related("author__organisation", "thread")
    return thread, get_object_or_404(rows, thread=thread, pk=post)


def _form_page(
    request: PersonRequest, template: str, post: Post, form: Any, **more: Any
) -> HttpResponse:
    context = {"thread": post.thread, "post": post, "form": form, **more}
    return render(request, template, context, status=400 if form.errors else 200)
