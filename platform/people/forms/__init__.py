"""Forms about people: one noun a file."""

from people.forms.signup import SignupForm

__all__ = ["SignupForm"]
