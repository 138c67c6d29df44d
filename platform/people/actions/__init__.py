"""Writes about people: one noun a file."""

from people.actions.persons import add_person, change_profile, choose_language

__all__ = ["add_person", "change_profile", "choose_language"]
