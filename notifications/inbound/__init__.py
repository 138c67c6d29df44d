"""Answers by mail: the address that a mail offers, mail that comes in, and what becomes of it."""
