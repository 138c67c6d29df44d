"""What the log says of plans."""

from django.utils.translation import gettext_lazy as _

from audit.reading import register_verbs

register_verbs(
    {
        "plans.dossier_created": _("started a plan"),
        "plans.head_saved": _("changed the theme of a plan"),
        "plans.level_changed": _("changed who sees a plan"),
        "plans.section_saved": _("wrote in a plan"),
        "plans.question_added": _("added a question to a plan"),
        "plans.question_saved": _("changed a question of a plan"),
        "plans.question_dropped": _("dropped a question of a plan"),
        "plans.questions_moved": _("put the questions of a plan in another order"),
        "plans.file_added": _("added a file to a plan"),
        "plans.file_removed": _("removed a file from a plan"),
        "plans.submitted": _("submitted a plan"),
        "plans.passage_attached": _("pointed out the passage of a conversation"),
        "plans.suggestion_accepted": _("took over proposed words"),
        "plans.suggestion_declined": _("did not take over proposed words"),
        "plans.suggestion_open": _("offered proposed words again"),
    }
)
