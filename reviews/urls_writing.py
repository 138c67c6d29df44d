"""Addresses of the desk: where a review is written."""

from django.urls import path

from reviews.views import autosave, citing, text_form, writing

urlpatterns = [
    path("write/<int:assignment>/", writing.review_write, name="review-write"),
    path("write/<int:assignment>/field/", autosave.review_field, name="review-field"),
    path("write/<int:assignment>/save/", writing.review_save, name="review-save"),
    path("write/<int:assignment>/check/", writing.review_check, name="review-check"),
    path("write/<int:assignment>/submit/", writing.review_submit, name="review-submit"),
    path("write/<int:assignment>/cite/", autosave.review_cite, name="review-cite"),
    path("write/<int:assignment>/cite/page/", citing.review_cite_page, name="review-cite-page"),
    path("write/<int:assignment>/draft.txt", text_form.review_draft, name="review-draft"),
    path("write/<int:assignment>/text/", text_form.review_text, name="review-text"),
    path("write/<int:assignment>/text/save/", text_form.review_text_save, name="review-text-save"),
]
