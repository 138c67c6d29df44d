"""Commands from plain forms: the same as over the API, and what was typed always stays."""

from typing import Any, cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.text import language_of
from discussion.actions import Result, carry_out, preview
from discussion.errors import NotUnderstood, NotVisible, Refused
from discussion.forms import EditForm, KeyedForm, PostForm, ResolveForm
from discussion.models import Post, PostState, Thread
from discussion.rules import rights_in
from discussion.views.thread import readable, thread_page
from people.http import PersonRequest
from people.models import Person

FORMS = {
    "post": ("composer", PostForm),
    "edit": ("edit_form", EditForm),
    "resolve": ("resolve_form", ResolveForm),
}


@require_POST
def thread_command(request: HttpRequest, pk: int) -> HttpResponse:
    """One command from a form with a hidden key: a double click does it once."""
    if not isinstance(request.user, Person):
        context = {
            "body": request.POST.get("body", ""),
            "next": reverse("discussion:thread-detail", args=[pk]),
        }
        return render(request, "discussion/thread_logged_out.html", context, status=401)
    thread = readable(request.user, pk)
    if absent := _absent(request, thread):
        return _asked_first(cast("PersonRequest", request), thread, absent)
    try:
        result = carry_out(
            thread=thread,
            by=request.user,
            key=_key(request),
            kind=request.POST.get("kind", ""),
            payload=_payload(request),
        )
    except NotVisible:
        raise Http404 from None
    except Refused as refused:
        return _with_typed_text(cast("PersonRequest", request), thread, refused)
    return redirect(_place(thread, result))


def _absent(request: HttpRequest, thread: Thread) -> str:
    """Names in the text of who does not read along, which its writer was not shown yet."""
    body = request.POST.get("body", "")
    if request.POST.get("kind") not in ("post", "edit") or "@" not in body:
        return ""
    named = preview(thread=thread, by=cast("Person", request.user), body=body)
    names = ", ".join(named.not_told)
    return "" if names == request.POST.get("not_along", "") else names


def _asked_first(request: PersonRequest, thread: Thread, names: str) -> HttpResponse:
    """The text comes back with the names; sent once more with the same names, it goes."""
    words = _("Not told, because they do not read this conversation: %(names)s.")
    told: dict[str, Any] = {"absent": names, "absent_words": words % {"names": names}}
    if request.POST.get("kind") == "edit":
        post_id = _uuid(request.POST.get("post", ""))
        post = post_id and Post.objects.filter(thread=thread, pk=post_id).first()
        if post:
            return _edit_page(request, post, EditForm(request.POST), 200, **told)
    return thread_page(request, thread, composer=PostForm(request.POST), **told)


def _payload(request: HttpRequest) -> dict[str, Any]:
    """The fields as sent; a button of many posts says in one value which post, which sign, on or off."""
    payload: dict[str, Any] = dict(request.POST.items())
    post, sign, on = [*payload.pop("choice", "").split(), "", "", ""][:3]
    return {**payload, "post": post, "sign": sign, "on": on} if post else payload


def _with_typed_text(request: PersonRequest, thread: Thread, refused: Refused) -> HttpResponse:
    kind = request.POST.get("kind", "")
    if kind == "edit":
        post_id = _uuid(request.POST.get("post", ""))
        post = post_id and Post.objects.filter(thread=thread, pk=post_id).first()
        if post:
            return _edit_page(request, post, _returned(EditForm, request, refused), refused.status)
    if kind not in FORMS:
        return thread_page(request, thread, status=refused.status, refused=str(refused))
    name, form = FORMS[kind]
    forms = {name: _returned(form, request, refused)} if name != "edit_form" else {}
    return thread_page(request, thread, status=refused.status, refused=str(refused), **forms)


def _returned(form_class: type[KeyedForm], request: HttpRequest, refused: Refused) -> KeyedForm:
    """The form as it was sent, under a fresh key, because other words are another command."""
    data = request.POST.copy()
    fresh = form_class()
    data["key"] = str(fresh.get_initial_for_field(fresh.fields["key"], "key"))
    form = form_class(data)
    field = next((name for name in ("body", "outcome") if name in form.fields), None)
    if not form.errors:
        form.add_error(field, str(refused))
    return form


@login_required
@require_GET
def post_edit(request: PersonRequest, pk: int, post: UUID) -> HttpResponse:
    """The form to change one's own post."""
    thread = readable(request.user, pk)
    row = get_object_or_404(Post, thread=thread, pk=post)
    if row.author_id != request.user.pk:
        raise PermissionDenied(_("Only the person who wrote a post may change it."))
    if row.state == PostState.DELETED:
        raise PermissionDenied(_("This post was deleted. Restore it first."))
    rights = rights_in(request.user, thread)
    if not rights.post:
        raise PermissionDenied(rights.why_not)
    guessed = language_of(row.body_md, request.user.language) == row.language
    first = {"body": row.body_md, "lang": "" if guessed else row.language}
    return _edit_page(request, row, EditForm(initial=first))


def _edit_page(
    request: HttpRequest, post: Post, form: KeyedForm, status: int = 200, **more: str
) -> HttpResponse:
    context = {"thread": post.thread, "post": post, "form": form, **more}
    return render(request, "discussion/post_edit.html", context, status=status)


def _place(thread: Thread, result: Result) -> str:
    page = reverse("discussion:thread-detail", args=[thread.pk])
    post_id = result.event["post"]
    post = Post.objects.filter(pk=post_id).first() if post_id else None
    return f"{page}#post-{post.seq}" if post else page


def _key(request: HttpRequest) -> UUID:
    key = _uuid(request.POST.get("key", ""))
    if key is None:
        raise NotUnderstood
    return key


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
