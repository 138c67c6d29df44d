"""Dull factories: each makes the plainest row that the database accepts."""
