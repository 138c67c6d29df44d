"""What the log says of rounds and who reviews in them."""

from django.utils.translation import gettext_lazy as _

from audit.reading import register_verbs

register_verbs(
    {
        "round.created": _("made a round"),
        "round.published": _("published a round"),
        "round.steps_changed": _("changed the dates of a round"),
        "round.extended": _("gave more time in a round"),
        "round.rule_added": _("added a reminder to a round"),
        "round.rule_changed": _("changed a reminder of a round"),
        "round.rule_removed": _("removed a reminder from a round"),
        "template.made": _("made a template of a round"),
        "template.changed": _("changed a template of a round"),
        "template.removed": _("removed a template of a round"),
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
        "assignment.replaced": _("asked another reviewer instead"),
        "assignment.access_changed": _("changed the time of access of"),
        "matching.settings_changed": _("changed the settings of the matching of"),
        "matching.plan_wish_changed": _("changed what the matching asks for a plan"),
        "matching.terms_changed": _("changed what a reviewer can do in a round"),
        "matching.likings_said": _("said what to review gladly in a round"),
        "matching.pinned": _("fixed a reviewer at a plan"),
        "matching.forbidden": _("ruled a reviewer out for a plan"),
        "matching.ruling_lifted": _("lifted a rule about a reviewer and a plan"),
        "matching.kept_apart": _("keeps two reviewers apart in a round"),
        "matching.let_meet": _("lets two reviewers meet in a round"),
        "matching.proposed": _("asked for a proposal of who reviews what"),
        "matching.changed_by_hand": _("changed a proposal by hand"),
        "matching.dropped": _("threw a proposal away"),
        "matching.applied": _("applied a proposal"),
        "person.readings_changed": _("changed which languages somebody reads"),
        "conflict.declared": _("declared a conflict"),
        "conflict.removed": _("removed a conflict"),
        "calendar.address_made": _("made the address of a calendar"),
        "calendar.address_revoked": _("revoked the address of a calendar"),
        "risk.acted": _("did something about what is at risk in a round"),
        "risk.put_aside": _("put aside what is at risk in a round"),
        "risk.taken_up": _("took up again what is at risk in a round"),
        "membership.extra_friend": _("invited an additional critical friend"),
    }
)
