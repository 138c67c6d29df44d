"""Every write of notifications."""

from notifications.actions.batches import cancel, edit_batch, release, set_limit
from notifications.actions.bounces import give_up, note_bounce, trust_again, try_again
from notifications.actions.choosing import choose, choose_defaults, choose_hours, stop_digests
from notifications.actions.digests import gather
from notifications.actions.forgotten import tell_forgotten
from notifications.actions.reading import mark_read, retire
from notifications.actions.telling import hand_out, notify, queue_mail
from notifications.actions.wordings import word, word_as_usual

__all__ = [
    "cancel",
    "choose",
    "choose_defaults",
    "choose_hours",
    "edit_batch",
    "gather",
    "give_up",
    "hand_out",
    "mark_read",
    "note_bounce",
    "notify",
    "queue_mail",
    "release",
    "retire",
    "set_limit",
    "stop_digests",
    "tell_forgotten",
    "trust_again",
    "try_again",
    "word",
    "word_as_usual",
]
