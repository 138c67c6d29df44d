"""Reads of reviews and what follows from them."""

from reviews.queries.asked import tasks_for, tasks_for_each

__all__ = ["tasks_for", "tasks_for_each"]
