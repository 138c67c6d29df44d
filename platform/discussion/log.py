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
        "discussion.react": _("answered a post with a sign, or took it back"),
        "discussion.pin": _("pinned a post, or took it off"),
        "discussion.move": _("moved a post to another conversation"),
        "discussion.arrive": _("brought a post from another conversation"),
        "discussion.reported": _("reported a post"),
        "discussion.report_handled": _("handled a report"),
        "discussion.reveal": _("let reviewers read each other"),
    }
)
