"""What of a review helped, and what the own reviews have in common."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from reviews import actions
from reviews.errors import RowChanged
from reviews.forms_together import FeedbackForm
from reviews.models import Feedback, Review
from reviews.queries.pattern import pattern_of


@require_POST
@login_required
def feedback_give(request: PersonRequest, pk: int) -> HttpResponse:
    """One line to the reviewer; without script and when something is wrong, a page of its own."""
    rows = Review.objects.submitted().visible_to(request.user)
    review = get_object_or_404(
        rows.select_related("author", "version", "round_plan__dossier__region"), pk=pk
    )
    region = review.round_plan.dossier.region.name
    if not request.user.has_perm("reviews.give_feedback", review):
        raise PermissionDenied(_("The team of %(region)s says what helped.") % {"region": region})
    posted = request.POST.copy()
    form = FeedbackForm(posted)
    status = 422
    if form.is_valid():
        try:
            actions.give_feedback(
                review=review,
                by=request.user,
                helped=form.cleaned_data["helped"],
                seen=form.seen(),
            )
        except DomainError as error:
            form.add_error(None, str(error))
            status = 409 if isinstance(error, RowChanged) else 422
        else:
            messages.success(request, _("Thank you. The reviewer gets a notice."))
            return redirect(f"{reverse('reviews:review-detail', args=[pk])}#helped")
    known = Feedback.objects.visible_to(request.user).filter(review=review).first()
    posted["revision"] = str(known.revision if known else 0)
    context = {"review": review, "form": form, "known": known}
    return render(request, "reviews/feedback_form.html", context, status=status)


@require_GET
@login_required
def my_pattern(request: PersonRequest) -> HttpResponse:
    """The own reviews side by side; nobody else's, and no ranking."""
    return render(request, "reviews/my_pattern.html", {"pattern": pattern_of(request.user)})
