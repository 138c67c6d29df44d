"""The region's questions: the board of one plan, of a round, opinions, and what the region did."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from plans.models import Question, Version
from reviews import actions
from reviews.errors import RowChanged
from reviews.forms_together import OpinionForm, OutcomeForm
from reviews.models import OutcomeKind, Review, Stance
from reviews.queries.open_questions import questions_of, without_answer
from reviews.queries.questions import Asked, Board, board_of, boards_of
from sessions.models import Round, RoundPlan

OPEN = "open"
PAGE = 20  # plans


def seen_plan(request: PersonRequest, pk: int) -> RoundPlan:
    """A plan in a round whose text the reader may read; else 404."""
    rows = RoundPlan.objects.visible_to(request.user).filter(
        version__in=Version.objects.visible_to(request.user).values("pk")
    )
    about = rows.select_related("round__edition", "dossier__region", "version")
    return get_object_or_404(about, pk=pk)


@require_GET
@login_required
def plan_questions(request: PersonRequest, pk: int) -> HttpResponse:
    """Each question as an object: who answered, do they agree, what did the region do with it."""
    board = board_of(seen_plan(request, pk), request.user)
    return _page(request, board)


def _page(
    request: PersonRequest,
    board: Board,
    forms: dict[int, OutcomeForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    only_open = request.GET.get("answers") == OPEN
    asked = board.waiting if only_open else board.asked
    context = {
        "board": board,
        "plan": board.plan,
        "asked": [(one, _outcome_form(one, forms or {})) for one in asked],
        "only_open": only_open,
        "opinion_form": OpinionForm,
    }
    return render(request, "reviews/plan_questions.html", context, status=status)


def _outcome_form(one: Asked, forms: dict[int, OutcomeForm]) -> OutcomeForm:
    known = forms.get(one.row.question_id)
    if known is not None:
        return known
    prefix = f"q{one.row.question_id}"
    if one.outcome is None:
        return OutcomeForm(initial={"revision": 0}, auto_id=f"{prefix}-%s")
    row = one.outcome
    initial = {"kind": row.kind, "text": row.text, "revision": row.revision}
    return OutcomeForm(initial=initial, auto_id=f"{prefix}-%s")


@require_POST
@login_required
def outcome_set(request: PersonRequest, pk: int, question: int) -> HttpResponse:
    """What the region did with the answers; a stale page gets both back and overwrites nothing."""
    plan = seen_plan(request, pk)
    board = board_of(plan, request.user)
    found = next((one for one in board.asked if one.row.question_id == question), None)
    if found is None:
        raise Http404
    if board.outcome_refusal:
        raise PermissionDenied(board.outcome_refusal)
    posted = request.POST.copy()
    form = OutcomeForm(posted, auto_id=f"q{question}-%s")
    if not form.is_valid():
        return _page(request, board, {question: form}, 422)
    try:
        actions.set_outcome(
            plan=plan,
            question=get_object_or_404(Question, pk=question),
            by=request.user,
            kind=OutcomeKind(form.cleaned_data["kind"]),
            text=form.cleaned_data["text"],
            seen=form.seen(),
        )
    except DomainError as error:
        fresh = board_of(plan, request.user)
        now = next(one.outcome for one in fresh.asked if one.row.question_id == question)
        form.add_error(None, str(error))
        posted["revision"] = str(now.revision if now else 0)
        return _page(
            request, fresh, {question: form}, 409 if isinstance(error, RowChanged) else 422
        )
    messages.success(request, _("It is saved. Who answered the question gets a notice."))
    return redirect(f"{reverse('reviews:plan-questions', args=[pk])}#question-{question}")


@require_POST
@login_required
def opinion_give(request: PersonRequest, pk: int, key: str) -> HttpResponse:
    """Whether a co-reviewer agrees with an answer."""
    rows = Review.objects.submitted().visible_to(request.user)
    review = get_object_or_404(rows.select_related("round_plan__dossier__region"), pk=pk)
    if not request.user.has_perm("reviews.give_opinion", review):
        raise PermissionDenied(
            _("Who handed in a review of this plan can say this of others' answers.")
        )
    form = OpinionForm(request.POST)
    back = f"{reverse('reviews:plan-questions', args=[review.round_plan_id])}#{key}-{pk}"
    if not form.is_valid():
        messages.warning(request, _("Choose whether you agree; one line can be added."))
        return redirect(back)
    try:
        actions.give_opinion(
            review=review,
            key=key,
            by=request.user,
            stance=Stance(form.cleaned_data["stance"]),
            remark=form.cleaned_data["remark"],
        )
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Your opinion stands beside the answer."))
    return redirect(back)


@require_GET
@login_required
def round_questions(request: PersonRequest, pk: int) -> HttpResponse:
    """All questions of a round, for who runs it: which are answered, and which are not."""
    rows = Round.objects.visible_to(request.user).select_related("edition__programme")
    round_ = get_object_or_404(rows, pk=pk)
    if not request.user.has_perm("reviews.choose_forms", round_):
        raise PermissionDenied(_("The facilitators of this edition see all questions of a round."))
    asked = questions_of(round_, request.user)
    waiting = without_answer(asked, round_)
    only_open = request.GET.get("answers") == OPEN
    plans = RoundPlan.objects.filter(
        round=round_,
        version__in=(waiting if only_open else asked).order_by().values("version"),
    ).select_related("round__edition", "dossier__region", "version")
    page = Paginator(plans.order_by("dossier__region__name", "pk"), PAGE).get_page(
        request.GET.get("page")
    )
    boards = boards_of(page.object_list, request.user)
    context = {
        "round": round_,
        "shown": [(board, board.waiting if only_open else board.asked) for board in boards],
        "page": page,
        "total": asked.count(),
        "waiting": waiting.count(),
        "only_open": only_open,
        "query": f"answers={OPEN}" if only_open else "",
    }
    return render(request, "reviews/round_questions.html", context)
