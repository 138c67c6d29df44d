"""What everything that happens in the room has in common: one at a time, and a bell after it."""

from live.publish import publish
from sessions.errors_conference import ConferenceIsOver, ConferenceNotOpen, ConferenceNotPublished
from sessions.models import Conference, ConferenceState, Shown


def hold(conference: Conference) -> Conference:
    """Lock the conference: what happens in one room happens one after the other."""
    return Conference.objects.select_for_update().get(pk=conference.pk)


def hold_open(conference: Conference) -> Conference:
    """The same for what happens during the day. Raises ConferenceIsOver, ConferenceNotOpen."""
    held = hold(conference)
    if held.state == ConferenceState.CLOSED:
        raise ConferenceIsOver
    if held.state != ConferenceState.OPEN:
        raise ConferenceNotOpen
    return held


def hold_before_end(conference: Conference) -> Conference:
    """The same for what may begin before the day. Raises ConferenceNotPublished, ConferenceIsOver."""
    held = hold(conference)
    if held.published_at is None:
        raise ConferenceNotPublished
    if held.state == ConferenceState.CLOSED:
        raise ConferenceIsOver
    return held


def ring(held: Conference, part: str | Shown) -> None:
    """Tell open pages that a part changed, after the commit. They fetch it themselves: no content here."""
    held.live_seq += 1
    held.save(update_fields=["live_seq"])
    publish(held.topic, held.live_seq, {"seq": held.live_seq, "part": str(part)})
