"""What the log says of conferences. Votes and support are not in it: nobody reads who chose what."""

from django.utils.translation import gettext_lazy as _

from audit.reading import register_verbs

register_verbs(
    {
        "conference.created": _("made a work conference"),
        "conference.changed": _("changed a work conference"),
        "conference.published": _("published a work conference"),
        "conference.opened": _("opened a work conference"),
        "conference.closed": _("closed a work conference"),
        "conference.replied": _("said whether they come to a work conference"),
        "conference.item_added": _("added a part to a programme"),
        "conference.item_changed": _("changed a part of a programme"),
        "conference.item_removed": _("removed a part of a programme"),
        "conference.file_added": _("added a file to a work conference"),
        "conference.file_removed": _("removed a file from a work conference"),
        "conference.question_asked": _("asked a question in a work conference"),
        "conference.question_taken_back": _("took back a question in a work conference"),
        "conference.question_answered": _("marked a question as answered"),
        "conference.question_asked_again": _("marked a question as not answered"),
        "conference.question_hidden": _("hid a question"),
        "conference.question_shown": _("showed a hidden question again"),
        "conference.poll_made": _("prepared a quick poll"),
        "conference.poll_removed": _("removed a quick poll"),
        "conference.poll_opened": _("opened a quick poll"),
        "conference.poll_closed": _("closed a quick poll"),
        "conference.topic_added": _("added a heading to a results wall"),
        "conference.topic_removed": _("removed a heading from a results wall"),
        "conference.card_added": _("put a card on a results wall"),
        "conference.card_taken_back": _("took a card from a results wall"),
        "conference.card_hidden": _("hid a card of a results wall"),
        "conference.card_shown": _("showed a hidden card again"),
        "conference.agreement_made": _("noted an agreement"),
        "conference.agreement_removed": _("removed an agreement"),
        "conference.action_made": _("noted an action"),
        "conference.action_changed": _("changed an action"),
        "conference.action_done": _("finished an action"),
        "conference.action_open": _("opened an action again"),
    }
)
