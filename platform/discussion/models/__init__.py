"""Threads on anything: one gapless log each, and the state that follows from it."""

from discussion.models.index import IndexedWord
from discussion.models.log import Command, EventKind, ThreadEvent
from discussion.models.reactions import Reaction, Sign
from discussion.models.reading import Draft, Follow, FollowLevel, Mention, ReadMark
from discussion.models.reports import Report, ReportState, Reveal
from discussion.models.thread import (
    Lane,
    Post,
    PostKind,
    PostState,
    Resolution,
    Thread,
    ThreadState,
)

__all__ = [
    "Command",
    "Draft",
    "EventKind",
    "Follow",
    "FollowLevel",
    "IndexedWord",
    "Lane",
    "Mention",
    "Post",
    "PostKind",
    "PostState",
    "Reaction",
    "ReadMark",
    "Report",
    "ReportState",
    "Resolution",
    "Reveal",
    "Sign",
    "Thread",
    "ThreadEvent",
    "ThreadState",
]
