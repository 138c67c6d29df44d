"""Reads of reviews and what follows from them."""

from reviews.queries.asked import tasks_for

__all__ = ["tasks_for"]
