"""A thread with a long log: copies of one real post and its event, made in bulk."""

import uuid

from discussion.models import Post, Thread, ThreadEvent
from tests.factories.discussion import post
from tests.live.site import Site

SEED = "from tests.benchmarks.fan_out.long_log import lengthen; lengthen({thread}, {count})"


def lengthen_on(site: Site, thread: int, count: int) -> None:
    """So many more posts in a thread of this site."""
    site.manage("shell", "--verbosity=0", "-c", SEED.format(thread=thread, count=count))


def lengthen(thread_id: int, count: int) -> None:
    """To be called inside the site. The first is written by the real action, the others are as it is."""
    thread = Thread.objects.get(pk=thread_id)
    first = post(thread, thread.created_by, "A sentence of ordinary length, said once more. " * 4)
    event = ThreadEvent.objects.get(post=first)
    posts, events = [], []
    for seq in range(event.seq + 1, event.seq + count):
        said, told = Post.objects.get_queryset().model(), ThreadEvent()
        said.__dict__.update({**first.__dict__, "id": uuid.uuid4(), "seq": seq})
        told.__dict__.update({**event.__dict__, "id": None, "seq": seq, "post_id": said.pk})
        posts.append(said)
        events.append(told)
    Post.objects.bulk_create(posts, batch_size=500)
    ThreadEvent.objects.bulk_create(events, batch_size=500)
    Thread.objects.filter(pk=thread_id).update(head_seq=event.seq + count - 1)
