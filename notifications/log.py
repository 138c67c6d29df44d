"""What the log says of notices."""

from django.utils.translation import gettext_lazy as _

from audit.reading import register_verbs

register_verbs(
    {
        "notifications.chosen": _("chose what to get by mail"),
        "notifications.chose_hours": _("chose when to get mail"),
        "notifications.chose_defaults": _("went back to the usual mail"),
        "notifications.bounced": _("noted that mail came back:"),
        "notifications.gave_up_address": _("sends no more mail to"),
        "notifications.held": _("held back"),
        "notifications.edited_held": _("changed"),
        "notifications.released": _("sent"),
        "notifications.cancelled": _("cancelled"),
        "notifications.limit_set": _("set the number of people above which mail waits to"),
        "notifications.worded": _("changed the words of the letter"),
        "notifications.tried_again": _("sent again"),
        "notifications.trusted_address": _("sends mail again to"),
        "notifications.mail_read_again": _("had a mail read once more"),
        "notifications.replies_revoked": _("withdrew the addresses for answers by mail"),
    }
)
