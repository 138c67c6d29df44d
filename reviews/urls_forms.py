"""Addresses of review forms: the list, the bench where one is built, and moving drafts."""

from django.urls import path

from reviews.views import forms_builder, forms_field, forms_library, forms_list, forms_move, rounds

BUILD = "forms/build/<int:form>/"
patterns = [
    path("forms/", forms_list.form_list, name="form-list"),
    path("forms/new/", forms_list.form_new, name="form-new"),
    path("forms/import/", forms_list.form_import, name="form-import"),
    path("forms/<int:pk>/", rounds.form_detail, name="form-detail"),
    path("forms/<int:pk>/form.json", forms_list.form_export, name="form-export"),
    path("forms/versions/<int:form>/", forms_list.form_versions, name="form-versions"),
    path("forms/begin/<int:form>/", forms_list.form_begin, name="form-begin"),
    path(BUILD, forms_builder.form_build, name="form-build"),
    path(f"{BUILD}head/", forms_builder.form_head, name="form-head"),
    path(f"{BUILD}preview/", forms_field.form_preview, name="form-preview"),
    path(f"{BUILD}publish/", forms_builder.form_publish, name="form-publish"),
    path(f"{BUILD}discard/", forms_builder.form_discard, name="form-discard"),
    path(f"{BUILD}sections/", forms_builder.form_section, name="form-section-new"),
    path(f"{BUILD}sections/<slug:key>/", forms_builder.form_section, name="form-section"),
    path(f"{BUILD}sections/<slug:key>/new/", forms_builder.form_field_new, name="form-field-new"),
    path(f"{BUILD}sections/<slug:key>/library/", forms_library.form_library, name="form-library"),
    path(
        f"{BUILD}sections/<slug:key>/<slug:what>/",
        forms_builder.form_part,
        {"part": "section"},
        name="form-section-part",
    ),
    path(f"{BUILD}fields/<slug:key>/", forms_field.form_field, name="form-field"),
    path(
        f"{BUILD}fields/<slug:key>/<slug:what>/",
        forms_builder.form_part,
        {"part": "field"},
        name="form-field-part",
    ),
    path("rounds/<int:pk>/forms/", rounds.round_forms, name="round-forms"),
    path("rounds/<int:pk>/forms/move/", forms_move.round_forms_move, name="round-forms-move"),
]
