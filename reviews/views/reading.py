"""Reading reviews; taking one back and opening it again."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from people.models import Person
from reviews import actions
from reviews.errors import EditionEnded
from reviews.forms_together import FeedbackForm
from reviews.models import Feedback, Review, ReviewState
from reviews.queries.over import is_over
from reviews.queries.plan_reviews import plan_reviews
from reviews.queries.reading import chapters_of, reviews_seen_by
from reviews.queries.since import since_review
from reviews.queries.tasks import my_tasks
from reviews.queries.together import together_of
from reviews.queries.who import who_reads
from sessions.models import RoundPlan, StepKind
from sessions.rules import stage_allows

PAGE = 30


@require_GET
@login_required
def review_list(request: PersonRequest) -> HttpResponse:
    """What I review, and the reviews that I may read."""
    rows = reviews_seen_by(request.user).order_by("-submitted_at", "-pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "tasks": my_tasks(request.user)}
    return render(request, "reviews/review_list.html", context)


def _seen(request: PersonRequest, pk: int) -> Review:
    rows = Review.objects.visible_to(request.user).select_related(
        "author__organisation",
        "assignment__from_region",
        "round_plan__round__edition",
        "round_plan__dossier__region",
        "version__dossier",
        "form_version__form",
    )
    return get_object_or_404(rows, pk=pk)


@require_GET
@login_required
def review_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """Everything that one reviewer said, in the order of the form."""
    review = _seen(request, pk)
    if review.state != ReviewState.SUBMITTED:
        return redirect("reviews:review-write", review.assignment_id)
    plan = review.round_plan
    stage = stage_allows(StepKind.REVIEW, request.user, plan)
    together = together_of(review)
    context = {
        "review": review,
        "plan": plan,
        "chapters": chapters_of(review, request.user),
        "mine": review.author_id == request.user.pk,
        "stage": stage,
        "since": since_review(review, request.user),
        "who": together.with_writers(who_reads(review)),
        "together": together,
        **_feedback_on(review, request.user),
    }
    return render(request, "reviews/review_detail.html", context)


def _feedback_on(review: Review, person: Person) -> dict[str, Any]:
    """What the region said of it, and the form for who may say it."""
    feedback = Feedback.objects.visible_to(person).filter(review=review)
    known = feedback.select_related("given_by").first()
    may = person.has_perm("reviews.give_feedback", review)
    over = may and is_over(review.round_plan.round.edition)
    initial = {"helped": known.helped, "revision": known.revision} if known else {"revision": 0}
    return {
        "feedback": known,
        "may_feedback": may,
        "feedback_refusal": str(EditionEnded.sentence) if over else "",
        "feedback_form": FeedbackForm(initial=initial),
    }


@require_POST
@login_required
def review_withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    """Take an own review back."""
    review = _own(request, pk)
    try:
        actions.withdraw_review(review=review, by=request.user)
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("You took the review back. Nobody else sees it now."))
    return redirect("reviews:review-write", review.assignment_id)


@require_POST
@login_required
def review_reopen(request: PersonRequest, pk: int) -> HttpResponse:
    """Make an own review a draft again."""
    review = _own(request, pk)
    try:
        actions.reopen_review(review=review, by=request.user)
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The review is a draft again. Do not forget to hand it in."))
    return redirect("reviews:review-write", review.assignment_id)


def _own(request: PersonRequest, pk: int) -> Review:
    review = _seen(request, pk)
    if not request.user.has_perm("reviews.reopen_review", review):
        raise PermissionDenied(
            _("Only %(name)s can change this review.") % {"name": review.author.name}
        )
    return review


@require_GET
@login_required
def plan_review_list(request: PersonRequest, pk: int) -> HttpResponse:
    """The reviews of one plan in a round: a page, and a fragment for the pages of the round."""
    rows = RoundPlan.objects.visible_to(request.user).select_related(
        "round__edition", "dossier__region", "version"
    )
    found = plan_reviews(get_object_or_404(rows, pk=pk), request.user)
    template = "reviews/_plan_reviews.html" if request.htmx else "reviews/plan_reviews.html"  # type: ignore[attr-defined]  # django-htmx
    return render(request, template, {"found": found, "plan": found.plan})
