"""Forms of the programme: the list, a new one, versions and what differs, out and in as JSON."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from people.queries import standing
from reviews import actions
from reviews.building.papers import Paper, as_text, paper_of
from reviews.forms import ImportForm, NewFormForm
from reviews.models import Form, FormVersion
from reviews.queries.building import form_list as forms_of
from reviews.queries.building import steps_of
from reviews.schema import Schema, Words
from sessions.models import Season


def check_builder(request: PersonRequest) -> None:
    """Facilitators build forms; others read in a sentence why they do not."""
    if not request.user.has_perm("reviews.edit_forms"):
        raise PermissionDenied(_("Only facilitators build review forms."))


@require_GET
@login_required
def form_list(request: PersonRequest) -> HttpResponse:
    """Every form, with its versions and its draft."""
    check_builder(request)
    return render(request, "reviews/form_list.html", {"forms": forms_of()})


@require_http_methods(["GET", "POST"])
@login_required
def form_new(request: PersonRequest) -> HttpResponse:
    """Begin a form: empty, or as a copy of a published version."""
    check_builder(request)
    versions = list(FormVersion.objects.select_related("form").order_by("form__key", "-number"))
    library = {str(row.pk): row for row in versions}
    choices = [(key, _("a copy of %(form)s") % {"form": row}) for key, row in library.items()]
    form = NewFormForm(choices, request.POST or None, initial={"copy": request.GET.get("copy")})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        source = library.get(data["copy"])
        schema = paper_of(source.schema).schema if source else Schema(())
        paper = Paper(Words(data["name_nl"], data["name_en"]), Season(data["season"]), schema)
        draft = actions.new_form(paper=paper, by=request.user, based_on=source)
        messages.success(request, _("The form is begun. Reviewers see it once you publish it."))
        return redirect("reviews:form-build", draft.form_id)
    status = 422 if form.is_bound else 200
    return render(request, "reviews/form_new.html", {"form": form}, status=status)


@require_POST
@login_required
def form_begin(request: PersonRequest, form: int) -> HttpResponse:
    """Begin the next version of a form, as a copy of its newest."""
    check_builder(request)
    row = get_object_or_404(Form, pk=form)
    try:
        actions.begin_draft(form=row, by=request.user)
    except DomainError as error:
        messages.info(request, str(error))
    return redirect("reviews:form-build", form)


@require_GET
@login_required
def form_versions(request: PersonRequest, form: int) -> HttpResponse:
    """The versions of a form, and what differs from one to the next."""
    if not standing(request.user).roles:
        raise PermissionDenied(_("Only people with a role in an edition see the forms."))
    row = get_object_or_404(Form.objects.filter(versions__isnull=False).distinct(), pk=form)
    may = request.user.has_perm("reviews.edit_forms")
    context = {"form": row, "steps": steps_of(row), "may_build": may}
    return render(request, "reviews/form_versions.html", context)


@require_GET
@login_required
def form_export(request: PersonRequest, pk: int) -> HttpResponse:
    """A published version as a file, to keep or to import elsewhere."""
    if not standing(request.user).roles:
        raise PermissionDenied(_("Only people with a role in an edition see the forms."))
    version = get_object_or_404(FormVersion.objects.select_related("form"), pk=pk)
    answer = HttpResponse(as_text(version.schema), content_type="application/json; charset=utf-8")
    name = f"{version.form.key}-{version.number}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_http_methods(["GET", "POST"])
@login_required
def form_import(request: PersonRequest) -> HttpResponse:
    """Take in a form from a file, as a draft."""
    check_builder(request)
    targets = {str(row.pk): row for row in Form.objects.filter(draft=None).order_by("key")}
    choices = [
        (key, _("the next version of %(form)s") % {"form": row}) for key, row in targets.items()
    ]
    form = ImportForm(choices, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        target, paper = targets.get(form.cleaned_data["into"]), form.cleaned_data["file"]
        try:
            draft = (
                actions.begin_draft(form=target, by=request.user, paper=paper)
                if target
                else actions.new_form(paper=paper, by=request.user)
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The form is taken in as a draft. Look at it first."))
            return redirect("reviews:form-build", draft.form_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "reviews/form_import.html", {"form": form}, status=status)
