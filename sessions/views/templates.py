"""Templates of rounds: list, making, changing, removing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from programme.models import Edition, Programme
from sessions import actions
from sessions.blueprint import STANDARD, Blueprint
from sessions.forms.templates import NewTemplateForm, TemplateForm
from sessions.models import RoundTemplate, Season
from sessions.queries.templates import bare_programmes, blueprint_of, programmes_run, templates_for
from sessions.views.common import page, revision_of


def _may_plan(request: PersonRequest) -> None:
    if not request.user.has_perm("sessions.create_round"):
        raise PermissionDenied(_("Only facilitators plan rounds."))


def _template(request: PersonRequest, pk: int) -> RoundTemplate:
    """The template, if the reader plans with it; else 404."""
    _may_plan(request)
    rows = RoundTemplate.objects.visible_to(request.user).prefetch_related("steps")
    return get_object_or_404(rows, pk=pk)


@require_GET
@login_required
def template_list(request: PersonRequest) -> HttpResponse:
    """Every template that the reader plans with."""
    _may_plan(request)
    context = {"templates": templates_for(request.user), "bare": bare_programmes(request.user)}
    return page(request, "template_list", context)


@require_POST
@login_required
def templates_bring(request: PersonRequest, pk: int) -> HttpResponse:
    """Give the programme of an edition the usual June and September rounds."""
    _may_plan(request)
    edition = get_object_or_404(Edition.objects.visible_to(request.user), pk=pk)
    if not request.user.has_perm("sessions.plan_edition", edition):
        raise PermissionDenied(_("Only facilitators of this edition plan its rounds."))
    actions.bring_templates(programme=edition.programme, by=request.user)
    messages.success(request, _("The usual June and September rounds are there."))
    return redirect("sessions:template-list")


@require_http_methods(["GET", "POST"])
@login_required
def template_create(request: PersonRequest) -> HttpResponse:
    """A new template, from the usual rhythm or as a copy of another one."""
    _may_plan(request)
    source = _source(request)
    form = NewTemplateForm(
        request.POST or None,
        blueprint=blueprint_of(source) if source else STANDARD,
        initial={"season": source.season, "programme": source.programme_id} if source else {},
        programmes=programmes_run(request.user),
    )
    if request.method == "POST" and form.is_valid():
        programme: Programme = form.cleaned_data["programme"]
        try:
            made = actions.make_template(
                programme=programme,
                name=form.cleaned_data["name"],
                season=Season(form.cleaned_data["season"]),
                blueprint=form.blueprint(),
                by=request.user,
            )
        except DomainError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("The template is kept."))
            return redirect("sessions:template-edit", made.pk)
    return page(request, "template_edit", {"form": form}, refused=form.is_bound)


def _source(request: PersonRequest) -> RoundTemplate | None:
    given = request.GET.get("from", "")
    known = given.isascii() and given.isdigit() and len(given) < 10
    return _template(request, int(given)) if known else None


@require_http_methods(["GET", "POST"])
@login_required
def template_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Another rhythm or name; rounds that were made from it stay as they are."""
    template = _template(request, pk)
    blueprint: Blueprint = blueprint_of(template)
    initial = {"name": template.name, "season": template.season}
    form = TemplateForm(request.POST or None, blueprint=blueprint, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_template(
                template=template,
                name=form.cleaned_data["name"],
                season=Season(form.cleaned_data["season"]),
                blueprint=form.blueprint(),
                revision=revision_of(request),
                by=request.user,
            )
        except DomainError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("The template is kept."))
            return redirect("sessions:template-list")
    # After a refusal the revision is that of now: what was typed is sent again on purpose.
    template = _template(request, pk)
    return page(
        request, "template_edit", {"form": form, "template": template}, refused=form.is_bound
    )


@require_POST
@login_required
def template_remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a template away."""
    actions.remove_template(template=_template(request, pk), by=request.user)
    messages.success(request, _("The template is removed. Rounds that came from it stay."))
    return redirect("sessions:template-list")
