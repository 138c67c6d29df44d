"""What the log says of sittings."""

from django.utils.translation import gettext_lazy as _

from audit.reading import register_verbs

register_verbs(
    {
        "sitting.planned": _("planned a sitting"),
        "sitting.moved": _("gave a sitting another moment or place"),
        "sitting.cancelled": _("cancelled a sitting"),
        "sitting.agenda_changed": _("changed the agenda of a sitting"),
        "sitting.invited": _("invited people to a sitting"),
        "sitting.uninvited": _("took back an invitation to a sitting"),
        "sitting.seat_changed": _("gave somebody another role at a sitting"),
        "sitting.answered": _("answered an invitation to a sitting"),
        "sitting.presence_noted": _("noted who was at a sitting"),
        "sitting.dates_asked": _("asked which date suits"),
        "sitting.dates_answered": _("said which dates suit"),
        "sitting.date_chosen": _("chose the date of a sitting"),
        "sitting.poll_closed": _("closed a date poll"),
        "sitting.opened": _("opened a session"),
        "sitting.ended": _("ended a session"),
        "sitting.note_changed": _("changed a note of a session"),
        "sitting.note_removed": _("removed a note of a session"),
        "sitting.caught_changed": _("changed advice that was caught in a session"),
        "sitting.silent_shared": _("shared what was written in silence"),
        "sitting.evaluated": _("evaluated a sitting"),
        "minutes.drafted": _("drafted minutes"),
        "minutes.changed": _("changed minutes"),
        "minutes.correction": _("proposed a correction of minutes"),
        "minutes.correction_settled": _("settled a correction of minutes"),
        "minutes.approved": _("agreed with minutes"),
        "minutes.final": _("made minutes final"),
        "day.planned": _("planned a round day"),
        "day.changed": _("changed a round day"),
    }
)
