"""Writing in a plan: the whole plan as one form, which also works without script."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from people.http import PersonRequest
from plans import actions
from plans.audience import who_sees_working_copy
from plans.forms import NewQuestionForm
from plans.models import Dossier
from plans.sections import MAX_QUESTIONS, QUESTION_WORDS
from plans.views.lost import lost
from plans.views.parts import Part, all_parts, write

MOVES = ("up", "down", "drop")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def dossier_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """The editor. One button saves every part that was touched; what stands beside is kept."""
    rows = Dossier.objects.select_related("region", "edition", "saved_by")
    dossier = rows.filter(pk=pk).first()
    if dossier is None or not request.user.has_perm("plans.write_dossier", dossier):
        return lost(request, pk)
    if request.method != "POST":
        return _page(request, dossier, all_parts(dossier), NewQuestionForm(prefix="new"))
    data = request.POST.copy()
    do, _colon, what = data.get("do", "").partition(":")
    parts = _save(request, dossier, data, leave=what if do == "take" else "")
    new = _add(request, dossier, data)
    refused = _move(request, dossier, do, what)
    if all(part.stands for part in parts) and not new.errors and not refused:
        messages.success(request, _("Your plan is saved."))
        return redirect(reverse("plans:dossier-edit", args=[dossier.pk]) + _place(do, what))
    return _page(request, rows.get(pk=pk), parts, new, refused)


def _save(request: PersonRequest, dossier: Dossier, data: QueryDict, leave: str) -> list[Part]:
    """Save what was touched, but the part that the writer gives up for what is kept."""
    if leave:
        data.pop(f"{leave}-revision", None)
    parts = [part for part in all_parts(dossier, data) if part.form.is_bound]
    for part in parts:
        write(part, request.user)
    return parts


def _add(request: PersonRequest, dossier: Dossier, data: QueryDict) -> NewQuestionForm:
    """Ask the new question, if there is one; a refusal keeps its words."""
    form = NewQuestionForm(data, prefix="new")
    if not form.is_valid() or not form.cleaned_data["source"]:
        return form
    try:
        actions.add_question(dossier=dossier, source=form.cleaned_data["source"], by=request.user)
    except DomainError as error:
        form.add_error("source", str(error))
        return form
    data["new-source"] = ""
    return form


def _move(request: PersonRequest, dossier: Dossier, do: str, what: str) -> str:
    """Move or drop a question; the sentence that says why it could not be done."""
    if do not in MOVES or not what.isdecimal():
        return ""
    question = dossier.questions.filter(pk=int(what[:18])).first()
    if question is None:
        return ""
    try:
        if do == "drop":
            actions.drop_question(question=question, by=request.user)
        else:
            actions.move_question(question=question, up=do == "up", by=request.user)
    except DomainError as error:
        return str(error)
    return ""


def _place(do: str, what: str) -> str:
    """Where on the page to go on."""
    if do in (*MOVES, "add"):
        return "#questions"
    return f"#part-{what}" if do == "take" else ""


def _page(
    request: PersonRequest,
    dossier: Dossier,
    parts: list[Part],
    new: NewQuestionForm,
    refused: str = "",
) -> HttpResponse:
    """The editor: as kept, but with the boxes of parts that could not be saved as typed."""
    typed = {part.name: part for part in parts if part.form.is_bound and not part.stands}
    shown = [typed.pop(part.name, part) for part in all_parts(dossier)]
    shown += typed.values()  # questions that were dropped in the meantime
    conflicts = [part for part in shown if part.conflict]
    faults = [part for part in shown if part.form.errors]
    questions = [part for part in shown if part.question]
    status = 409 if conflicts else 422 if faults or new.errors or refused else 200
    context = {
        "dossier": dossier,
        "head": shown[0],
        "sections": shown[1 : len(shown) - len(questions)],
        "questions": questions,
        "new": new,
        "room": sum(not part.question.dropped_at for part in questions if part.question)
        < MAX_QUESTIONS,
        "conflicts": conflicts,
        "faults": faults,
        "refused": refused,
        "question_words": QUESTION_WORDS,
        "saved_at": max(filter(None, (part.saved_at for part in shown)), default=None),
        "who": who_sees_working_copy(str(dossier.region)),
    }
    return render(request, "plans/dossier_edit.html", context, status=status)
