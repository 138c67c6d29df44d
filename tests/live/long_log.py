"""A long conversation, written in bulk in the form that the actions give it."""

import uuid

from core.clock import now
from discussion.models import EventKind, Post, Thread, ThreadEvent
from discussion.queries import person_json
from tests.factories.discussion import ThreadFactory


def make(like: int, events: int) -> int:
    """A thread beside this one: posts, and every fifth event the edit of an earlier post; its id."""
    other = Thread.objects.get(pk=like)
    thread = ThreadFactory(
        target_id=other.target_id,
        level=other.level,
        created_by=other.created_by,
        head_seq=events,
    )
    author, at = other.created_by, now()
    posts: list[Post] = []
    log: list[ThreadEvent] = []
    for seq in range(1, events + 1):
        kind = EventKind.CREATE if seq % 5 else EventKind.EDIT
        payload = {"actor": person_json(author), "key": str(uuid.uuid4())}
        if kind == EventKind.CREATE:
            posts.append(Post(thread=thread, author=author, seq=seq, language="en", created_at=at))
            payload |= {"as": posts[-1].kind, "reply_to": None}
        post = posts[seq // 7] if kind == EventKind.EDIT else posts[-1]
        post.body_md, post.body_html = f"Text {seq}", f"<p>Text {seq}</p>"
        post.edited_at = at if kind == EventKind.EDIT else None
        event = ThreadEvent(thread=thread, seq=seq, kind=kind, post=post, actor=author)
        event.payload, event.created_at = {**payload, "body_md": post.body_md}, at
        log.append(event)
    Post.objects.bulk_create(posts, batch_size=500)
    ThreadEvent.objects.bulk_create(log, batch_size=500)
    Thread.objects.filter(pk=thread.pk).update(post_count=len(posts), last_at=at)
    return int(thread.pk)
