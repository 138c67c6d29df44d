"""What the log says of conversations."""

from django.utils.translation import gettext_lazy as _

from audit.reading import register_verbs

register_verbs(
    {
        "discussion.started": _("started a conversation"),
        "discussion.create": _("wrote in a conversation"),
        "discussion.edit": _("changed a post"),
        "discussion.delete": _("deleted a post"),
        "discussion.restore": _("restored a post"),
        "discussion.resolve": _("resolved a conversation"),
        "discussion.reopen": _("opened a conversation again"),
    }
)
