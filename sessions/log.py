"""What the log says of rounds and who reviews in them."""

from django.utils.translation import gettext_lazy as _

from audit.reading import register_verbs

register_verbs(
    {
        "round.created": _("made a round"),
        "round.published": _("published a round"),
        "round.steps_changed": _("changed the dates of a round"),
        "round.extended": _("gave more time in a round"),
        "round.plan_tied": _("put a plan in a round"),
        "round.plan_replaced": _("put a later version of a plan in a round"),
        "round.plan_untied": _("took a plan out of a round"),
        "assignment.planned": _("chose a reviewer"),
        "assignment.note_changed": _("changed the note with a reviewer"),
        "assignment.unplanned": _("chose not to ask a reviewer"),
        "assignment.sent": _("asked a reviewer"),
        "assignment.withdrawn": _("no longer asks a reviewer"),
        "assignment.accepted": _("accepted a review"),
        "assignment.declined": _("declined a review"),
        "conflict.declared": _("declared a conflict"),
        "conflict.removed": _("removed a conflict"),
        "membership.extra_friend": _("invited an additional critical friend"),
    }
)
