"""Every write in threads: commands on the log, starting, and what one person keeps for oneself."""

from discussion.actions.commands import Result, carry_out
from discussion.actions.reading import follow, mark_read, save_draft
from discussion.actions.starting import start_thread

__all__ = ["Result", "carry_out", "follow", "mark_read", "save_draft", "start_thread"]
