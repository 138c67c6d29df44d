"""Pages of threads."""

from discussion.views.finding import thread_search
from discussion.views.keeping import (
    thread_draft,
    thread_follow,
    thread_preview,
    thread_read,
    thread_readers,
)
from discussion.views.lists import (
    apart_open,
    target_reveal,
    target_threads,
    thread_list,
    thread_start,
)
from discussion.views.posts import post_history, post_move, post_place, post_report
from discussion.views.reports import report_detail, report_list
from discussion.views.thread import thread_detail
from discussion.views.writing import post_edit, thread_command

__all__ = [
    "apart_open",
    "post_edit",
    "post_history",
    "post_move",
    "post_place",
    "post_report",
    "report_detail",
    "report_list",
    "target_reveal",
    "target_threads",
    "thread_command",
    "thread_detail",
    "thread_draft",
    "thread_follow",
    "thread_list",
    "thread_preview",
    "thread_read",
    "thread_readers",
    "thread_search",
    "thread_start",
]
