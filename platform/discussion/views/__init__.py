"""Pages of threads."""

from discussion.views.keeping import thread_draft, thread_follow, thread_read, thread_readers
from discussion.views.lists import target_threads, thread_list, thread_start
from discussion.views.thread import thread_detail
from discussion.views.writing import post_edit, thread_command

__all__ = [
    "post_edit",
    "target_threads",
    "thread_command",
    "thread_detail",
    "thread_draft",
    "thread_follow",
    "thread_list",
    "thread_read",
    "thread_readers",
    "thread_start",
]
