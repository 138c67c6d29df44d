"""Every write in threads: commands on the log, starting, reports, and what one keeps for oneself."""

from discussion.actions.apart import open_apart, reveal
from discussion.actions.commands import Result, carry_out, preview
from discussion.actions.reading import follow, mark_read, save_draft
from discussion.actions.reporting import handle_report, report_post
from discussion.actions.starting import start_thread

__all__ = [
    "Result",
    "carry_out",
    "follow",
    "handle_report",
    "mark_read",
    "open_apart",
    "preview",
    "report_post",
    "reveal",
    "save_draft",
    "start_thread",
]
