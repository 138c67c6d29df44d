"""The programme in the technical administration."""

from django.contrib import admin

from audit.admin import AuditedAdmin
from programme.models import Edition, Element, LearningQuestion, Participation, Programme, Step


@admin.register(Programme)
class ProgrammeAdmin(AuditedAdmin):
    """Programmes."""

    list_display = ["name_nl", "name_en"]


@admin.register(Edition)
class EditionAdmin(AuditedAdmin):
    """Editions."""

    list_display = ["slug", "programme", "year", "is_current"]


@admin.register(Step)
class StepAdmin(AuditedAdmin):
    """Steps, with their words; dates are changed on the edition's page too."""

    list_display = ["edition", "number", "title_nl", "state"]
    list_filter = ["edition"]


@admin.register(Element)
class ElementAdmin(AuditedAdmin):
    """The elements of an ecosystem."""

    list_display = ["position", "name_nl", "name_en", "kind"]


@admin.register(LearningQuestion)
class LearningQuestionAdmin(AuditedAdmin):
    """The questions of the programme."""

    list_display = ["number", "text_nl"]


@admin.register(Participation)
class ParticipationAdmin(AuditedAdmin):
    """Which organisations take part, and how."""

    list_display = ["organisation", "edition", "status", "region"]
    list_filter = ["edition", "status"]
