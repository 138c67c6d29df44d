"""The parts of a programme, and the papers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import DomainError
from core.files import serve_private
from people.http import PersonRequest
from plans.forms import AttachmentForm
from sessions.actions import conference_programme as actions
from sessions.forms.conference_programme import ItemForm
from sessions.models import ConferenceFile, ProgrammeItem
from sessions.queries.conference_people import invited_to
from sessions.views.conference_common import back, need_run, page, run_conference, seen_on

DETAIL = "conference-detail"


@require_http_methods(["GET", "POST"])
@login_required
def item_create(request: PersonRequest, pk: int) -> HttpResponse:
    """A new part of the programme."""
    conference = run_conference(request, pk)
    form = ItemForm(request.POST or None, conference=conference, people=invited_to(conference))
    if request.method == "POST" and form.is_valid():
        try:
            item = actions.add_item(
                conference=conference,
                fields=form.fields_given(),
                speakers=form.speakers(),
                by=request.user,
            )
        except DomainError as error:
            form.add_error("starts", str(error))
        else:
            said = _("The part is in the programme.")
            return back(conference, DETAIL, at=f"item-{item.pk}", said=said, request=request)
    return page(request, "item", conference, {"form": form}, refused=form.is_bound)


@require_http_methods(["GET", "POST"])
@login_required
def item_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Another moment, other words or speakers for a part."""
    item = _run_item(request, pk)
    form = ItemForm(
        request.POST or None,
        conference=item.conference,
        people=invited_to(item.conference),
        item=item,
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_item(
                item=item,
                fields=form.fields_given(),
                speakers=form.speakers(),
                by=request.user,
            )
        except DomainError as error:
            form.add_error("starts", str(error))
        else:
            said = _("The part is saved.")
            return back(item.conference, DETAIL, at=f"item-{pk}", said=said, request=request)
    context = {"form": form, "item": item}
    return page(request, "item", item.conference, context, refused=form.is_bound)


@require_POST
@login_required
def item_remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a part out of the programme."""
    item = _run_item(request, pk)
    actions.remove_item(item=item, by=request.user)
    return back(item.conference, DETAIL, said=_("The part is removed."), request=request)


@require_http_methods(["GET", "POST"])
@login_required
def file_add(request: PersonRequest, pk: int) -> HttpResponse:
    """Put a file with the conference."""
    conference = run_conference(request, pk)
    form = AttachmentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        checked = form.cleaned_data["file"]
        try:
            actions.add_file(conference=conference, checked=checked, by=request.user)
        except DomainError as error:
            form.add_error("file", str(error))
        else:
            said = _("The file is added.")
            return back(conference, DETAIL, at="files", said=said, request=request)
    return page(request, "file", conference, {"form": form}, refused=request.method == "POST")


@require_POST
@login_required
def file_remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a file away."""
    paper = seen_on(ConferenceFile.objects.visible_to(request.user), pk)
    need_run(request, paper.conference)
    actions.remove_file(paper=paper, by=request.user)
    messages.success(request, _("The file is removed."))
    return back(paper.conference, DETAIL, at="files", request=request)


@require_safe
@login_required
def file_download(request: PersonRequest, pk: int) -> HttpResponseBase:
    """The file, always as a download."""
    paper = seen_on(ConferenceFile.objects.visible_to(request.user), pk)
    return serve_private(paper.file, name=paper.name, mime=paper.mime)


def _run_item(request: PersonRequest, pk: int) -> ProgrammeItem:
    rows = ProgrammeItem.objects.visible_to(request.user).prefetch_related("speakers")
    item = seen_on(rows, pk)
    need_run(request, item.conference)
    return item
