"""The sentences that the page's script says."""

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    """Key to sentence, in the reader's language; %(name)s is filled by the script."""
    return {
        "heading": _("Post %(number)s"),
        "unread": _("unread"),
        "answer_to": _("answer to post %(number)s"),
        "post_number": _("post %(number)s"),
        "deleted_word": _("deleted"),
        "moved_word": _("moved"),
        "was_moved": _("This post was moved to another conversation."),
        "pin": _("Pin"),
        "unpin": _("Take off the pin"),
        "done": _("Done"),
        "not_followed": _("Not followed"),
        "not_done": _("Not done: %(reason)s"),
        "not_along": _(
            "Not told, because they do not read this conversation: %(names)s. Send it again to send it anyway."
        ),
        "was_deleted": _("This post was deleted."),
        "new_post": _("New post by %(name)s, post %(number)s"),
        "new_posts": _("%(count)s new posts, the last is post %(number)s"),
        "new_post_to_you": _("New post by %(name)s to you, post %(number)s"),
        "new_posts_to_you": _("%(count)s new posts, %(mine)s to you; the last is post %(number)s"),
        "one_types": _("Somebody is writing…"),
        "some_type": _("%(count)s people are writing…"),
        "one_along": _("1 other person has this conversation open"),
        "some_along": _("%(count)s other people have this conversation open"),
        "many_along": _("%(count)s or more other people have this conversation open"),
        "one_below": _("1 new post below"),
        "some_below": _("%(count)s new posts below"),
        "to_you": _("%(count)s to you"),
        "answering": _("You answer post %(number)s by %(name)s."),
        "empty": _("Write something first."),
        "sending": _("Being sent"),
        "waiting": _("Waiting for connection; your text is kept"),
        "logged_out": _("You are logged out; your text is kept"),
        "not_sent": _("Not sent: %(reason)s"),
        "refused_word": _("the site did not accept it"),
        "not_told": _("These people do not read this conversation and are not told: %(names)s"),
        "take_back": _("Change the text"),
        "throw_away": _("Throw away"),
        "line_live": _("New posts appear by themselves"),
        "line_poll": _("New posts appear by themselves, over a slower connection"),
        "line_lost": _("Connection lost; trying again"),
        "line_out": _("You are logged out. Your text is kept in this browser."),
        "line_refused": _("You can no longer read this conversation."),
    }
