"""What discussion does outside a request."""

from core.text import STEMS_VERSION
from discussion.actions.indexing import index_post, index_subject
from discussion.models import Post, Thread

BATCH = 200


def index_again() -> int:
    """Index what was written before there was an index, or with other stems, some at a time; how many."""
    posts = list(Post.objects.filter(words_version__lt=STEMS_VERSION).order_by()[:BATCH])
    threads = list(Thread.objects.filter(words_version__lt=STEMS_VERSION).order_by()[:BATCH])
    for post in posts:
        index_post(post)
    for thread in threads:
        index_subject(thread)
    return len(posts) + len(threads)
