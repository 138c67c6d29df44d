"""Addresses of writing together, of the region's questions, and of what helped."""

from django.urls import path

from reviews.views import feedback, questions, together

urlpatterns = [
    path("write/<int:assignment>/together/", together.review_together, name="review-together"),
    path(
        "write/<int:assignment>/together/invite/",
        together.co_writer_invite,
        name="co-writer-invite",
    ),
    path(
        "write/<int:assignment>/together/<int:pk>/remove/",
        together.co_writer_remove,
        name="co-writer-remove",
    ),
    path("write/<int:assignment>/together/sign/", together.co_writer_sign, name="co-writer-sign"),
    path(
        "write/<int:assignment>/together/own-view/",
        together.co_writer_minority,
        name="co-writer-minority",
    ),
    path(
        "write/<int:assignment>/together/leave/", together.co_writer_leave, name="co-writer-leave"
    ),
    path("plans/<int:pk>/questions/", questions.plan_questions, name="plan-questions"),
    path(
        "plans/<int:pk>/questions/<int:question>/outcome/",
        questions.outcome_set,
        name="outcome-set",
    ),
    path("<int:pk>/answers/<slug:key>/opinion/", questions.opinion_give, name="opinion-give"),
    path("rounds/<int:pk>/questions/", questions.round_questions, name="round-questions"),
    path("<int:pk>/feedback/", feedback.feedback_give, name="feedback-give"),
    path("pattern/", feedback.my_pattern, name="my-pattern"),
]
