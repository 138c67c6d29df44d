"""Threads on anything: one gapless log each, and the state that follows from it."""

from discussion.models.log import Command, EventKind, ThreadEvent
from discussion.models.reading import Draft, Follow, FollowLevel, Mention, ReadMark
from discussion.models.thread import Post, PostKind, PostState, Thread, ThreadState

__all__ = [
    "Command",
    "Draft",
    "EventKind",
    "Follow",
    "FollowLevel",
    "Mention",
    "Post",
    "PostKind",
    "PostState",
    "ReadMark",
    "Thread",
    "ThreadEvent",
    "ThreadState",
]
