"""Ringing the doorbell of readers, after the commit."""

from collections.abc import Iterable


def ring_inbox(person_ids: Iterable[int]) -> None:
    """Tell the open pages of these people that their notices changed."""
